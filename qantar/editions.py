"""Editions: which country, which chapters, which parameter values a built book has."""

import difflib
from pathlib import Path
from typing import Any, Literal

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator

from qantar.errors import ParameterError
from qantar.parameters import ChapterParameters, model_for, validate
from qantar.parameters.base import Country
from qantar.paths import BUILD, CHAPTERS, EDITIONS

ChapterName = Literal["timeline", "wealth", "energy", "mining", "relocation", "claims"]


class Edition(BaseModel):
    """An edition file: title, country, language, chapters and the parameters it overrides."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)

    name: str = Field(
        pattern=r"^[a-z0-9][a-z0-9-]*$", description="file name without .yml; the build's folder"
    )
    title: str = Field(min_length=1, description="title of the book")
    country: Country = Field(description="country of every chapter, ISO 3166-1 alpha-3")
    language: Literal["en"] = Field("en", description="language of the book")
    chapters: list[ChapterName] = Field(min_length=1, description="notebooks of this edition, in order")
    parameters: dict[ChapterName, dict[str, Any]] = Field(
        default_factory=dict, description="parameter values that differ from the notebooks' defaults"
    )

    @field_validator("chapters")
    @classmethod
    def _no_repeats(cls, chapters: list[str]) -> list[str]:
        if len(set(chapters)) != len(chapters):
            raise ValueError("each chapter once")
        return chapters

    def values(self, chapter: str) -> dict[str, Any]:
        """The values that a run of `chapter` is given, as written in the edition; raises ParameterError."""
        values = dict(self.parameters.get(chapter, {}))
        if "country" in model_for(chapter).model_fields:
            values = {"country": self.country, **values}
        if chapter == "claims":
            others = {name: self.values(name) for name in CHAPTERS if name != "claims"}
            values = {"chapters": others, **values}
        validate(chapter, model_for(chapter), values)
        return values

    def checked(self, chapter: str) -> ChapterParameters:
        """All parameters of `chapter` in this edition; raises ParameterError."""
        return validate(chapter, model_for(chapter), self.values(chapter))


def names() -> list[str]:
    """The editions there are, by name."""
    return sorted(path.stem for path in EDITIONS.glob("*.yml"))


def load(name: str) -> Edition:
    """The edition `name` (or the file `name`, if it ends in .yml); raises ParameterError, one line."""
    path = Path(name) if name.endswith((".yml", ".yaml")) else EDITIONS / f"{name}.yml"
    if not path.is_file():
        near = difflib.get_close_matches(name, names(), n=1)
        hint = f"did you mean {near[0]}?" if near else f"there are: {', '.join(names())}"
        raise ParameterError(f"no edition {name!r}; {hint}")
    try:
        values = yaml.safe_load(path.read_text(encoding="utf-8"))
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        problem = str(error).replace("\n", " ")
        raise ParameterError(f"{path.name}: not YAML in UTF-8: {problem}") from None
    if not isinstance(values, dict):
        raise ParameterError(f"{path.name}: expected a mapping with title, country and chapters")
    try:
        edition = Edition.model_validate({**values, "name": path.stem})
    except ValidationError as error:
        problems = [f"{'.'.join(map(str, one['loc']))}: {one['msg']}" for one in error.errors()]
        raise ParameterError(f"{path.name}: {' | '.join(problems)}") from None
    for chapter in {**dict.fromkeys(edition.chapters), **edition.parameters}:
        edition.values(chapter)
    return edition


def of_build(name: str) -> Edition:
    """The edition in ``build/<name>/``, whose file may lie elsewhere; else the one in ``editions/``."""
    resolved = BUILD / name / f"{name}.yml"
    return load(str(resolved) if resolved.is_file() else name)
