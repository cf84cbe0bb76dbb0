"""Editions: which country, which chapters, which parameter values a built book has."""

import json
from typing import Any, Literal, Self, cast

from pydantic import BaseModel, ConfigDict, Field, field_validator, model_validator

from qantar.common import language
from qantar.common.errors import ParameterError
from qantar.common.mistakes import validated
from qantar.common.paths import BUILD, CHAPTERS, EDITIONS
from qantar.flow.names import EDITION, file_of, named_for, names, read_yaml
from qantar.report.parameters import ChapterParameters, Country, model_for, validate
from qantar.report.parameters_cell import edited_values

ChapterName = Literal[CHAPTERS]  # type: ignore[valid-type]
LANGUAGES = tuple(language.codes())
LanguageCode = Literal[LANGUAGES]  # type: ignore[valid-type]
HOME = "KAZ"
PRICES_AT_HOME = ("tariff_stay_usd_kwh", "fee_kzt_kwh")
SCHEMA = EDITIONS / "schema.json"


class Edition(BaseModel):
    """An edition file: title, country, language, chapters and the parameters it overrides."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)

    name: str = Field(pattern=EDITION, description="file name without .yml; the build's folder")
    title: str = Field(min_length=1, description="title of the book")
    country: Country = Field(description="country of every chapter, ISO 3166-1 alpha-3")
    language: LanguageCode = Field(language.SOURCE, description="language of the book")
    chapters: list[ChapterName] = Field(
        list(CHAPTERS),
        min_length=1,
        description="notebooks of this edition, in order; all of them where it names none",
        json_schema_extra={"uniqueItems": True},
    )
    parameters: dict[ChapterName, dict[str, Any]] = Field(
        default_factory=dict,
        description="parameter values that differ from the notebooks' defaults",
    )
    sources: dict[ChapterName, dict[str, str]] = Field(
        default_factory=dict, description="where such a value is from, by chapter and parameter"
    )

    @field_validator("chapters")
    @classmethod
    def _no_repeats(cls, chapters: list[str]) -> list[str]:
        if len(set(chapters)) != len(chapters):
            raise ValueError("each chapter once")
        return chapters

    @model_validator(mode="after")
    def _fits(self) -> Self:
        """What the parts must be to each other.

        Whether to stay or leave turns on the country's own tariff and fees; the defaults are
        Kazakhstan's.
        """
        if "relocation" in self.chapters and self.country != HOME:
            sourced = self.sources.get("relocation", {})
            missing = [name for name in PRICES_AT_HOME if name not in sourced]
            if missing:
                raise ValueError(
                    f"relocation in {self.country} needs a value and a source of {missing[0]}"
                )
        if self.parameters.get("claims"):
            raise ValueError("parameters.claims: the claims take the values of the other chapters")
        for chapter, sources in self.sources.items():
            for name in sources.keys() - self.parameters.get(chapter, {}).keys():
                raise ValueError(f"sources of {chapter}: {name} is not among its parameters here")
        return self

    @property
    def original(self) -> str:
        """The name of this edition in the language of the source."""
        is_source = self.language == language.SOURCE
        return self.name if is_source else self.name.removesuffix(f"-{self.language}")

    def source(self, chapter: str, name: str) -> str | None:
        """Where the edition says that its value of a parameter comes from."""
        return self.sources.get(cast(ChapterName, chapter), {}).get(name)

    def values(self, chapter: str) -> dict[str, Any]:
        """The values that a run of `chapter` is given, as written; raises ParameterError."""
        values = dict(self.parameters.get(cast(ChapterName, chapter), {}))
        if "country" in model_for(chapter).model_fields:
            values = {"country": self.country, **values}
        if chapter == "claims":
            others = {name: self.values(name) for name in CHAPTERS if name != "claims"}
            values = {"chapters": others}
        validate(chapter, model_for(chapter), values)
        return values

    def checked(self, chapter: str) -> ChapterParameters:
        """All parameters of `chapter` in this edition; raises ParameterError."""
        return validate(chapter, model_for(chapter), self.values(chapter))


def _parameters_schema(chapter: str) -> dict[str, Any]:
    """Schema of a chapter's parameters: type, range, default, meaning, unit and source."""
    own = model_for(chapter).model_json_schema()
    # what the claims are told of the other chapters is the edition's
    own["properties"].pop("chapters", None)
    for described in own["properties"].values():
        described.pop("title", None)
    return own


def json_schema() -> str:
    """The JSON schema of ``editions/*.yml`` for editors, as it stands in ``schema.json`` there.

    An edition's name is its file's and stands nowhere in it.
    """
    whole = Edition.model_json_schema()
    del whole["properties"]["name"]
    whole["required"].remove("name")
    chapters = {chapter: _parameters_schema(chapter) for chapter in CHAPTERS}
    whole["properties"]["parameters"].update(properties=chapters, additionalProperties=False)
    for unused in ("patternProperties", "propertyNames"):
        whole["properties"]["parameters"].pop(unused, None)
    schema = {"$schema": "https://json-schema.org/draft/2020-12/schema", **whole}
    return json.dumps(schema, indent=1, ensure_ascii=False) + "\n"


def load(name: str, code: str | None = None) -> Edition:
    """The edition `name` (or file, if it ends in .yml), in the language `code` where one is given.

    Raises ParameterError, one line, and BuildError for a language that is not there.
    """
    if code:
        language.named(code)
    path = file_of(name)
    values = read_yaml(path)
    if not isinstance(values, dict):
        raise ParameterError(f"{path.name}: expected a mapping with title, country and chapters")
    spoken = code or values.get("language", language.SOURCE)
    own = {"language": spoken, "name": named_for(path.stem, str(spoken))}
    edition = validated(Edition, {**values, **own}, ParameterError, path.name, "entry", "name")
    for chapter in {**dict.fromkeys(edition.chapters), **edition.parameters}:
        edition.values(chapter)
    return edition


def _from_cell(chapter: str) -> str:
    return f"the parameters cell of notebooks/{chapter}.ipynb"


def with_cells(edition: Edition) -> Edition:
    """`edition` with what was edited in its notebooks' parameters cells.

    Such a book is a rerun like any other: its pages say which values differ, and from where. What
    an earlier call declared is forgotten first. Raises ParameterError where a cell contradicts the
    edition, or sets what only other chapters can.
    """
    parameters = {chapter: dict(values) for chapter, values in edition.parameters.items()}
    sources = {chapter: dict(known) for chapter, known in edition.sources.items()}
    for chapter in edition.chapters:
        own, known = parameters.setdefault(chapter, {}), sources.setdefault(chapter, {})
        for name in [name for name, source in known.items() if source == _from_cell(chapter)]:
            del own[name], known[name]
        given = {"country": edition.country, **own}
        for name, value in edited_values(chapter).items():
            if chapter == "claims":
                raise ParameterError(
                    "claims.ipynb: the claims take the values of the other chapters; edit those"
                )
            if given.get(name, value) != value:
                raise ParameterError(
                    f"{chapter}.ipynb: {name} = {value!r} in the parameters cell, but "
                    f"{given[name]!r} in the edition {edition.name}; change one of them"
                )
            if name not in given:
                own[name], known[name] = value, _from_cell(chapter)
    used = {"parameters": parameters, "sources": sources}
    kept = {key: {name: one for name, one in found.items() if one} for key, found in used.items()}
    return edition.model_copy(update=kept)


def declared(edition: Edition) -> Edition:
    """The edition as its file in ``editions/`` has it now; as it is where there is none."""
    found = [name for name in (edition.name, edition.original) if name in names()]
    return load(found[0], edition.language) if found else edition


def of_build(name: str) -> Edition:
    """The edition in ``build/<name>/``, else the one in ``editions/``."""
    resolved = BUILD / name / f"{name}.yml"
    return load(str(resolved) if resolved.is_file() else name)


def of_files(files: str) -> dict[str, Edition]:
    """Editions by name, from comma-separated edition files; what the Snakefile calls."""
    loaded = [load(name) for name in files.split(",") if name]
    return {edition.name: edition for edition in loaded}
