"""The data package's description (``datapackage.yaml``): one model of a resource.

The form is that of a Frictionless Data Package (https://specs.frictionlessdata.io/data-package/)
with a few properties of our own: redistribution, vintage, next_update, caveats, checks, newest;
unit and planned of a column. ``data/schema.json`` is this model for editors.
"""

import json
import re
from pathlib import Path, PurePosixPath
from typing import Annotated, Any, Literal, Self

import pandas as pd
from pydantic import AfterValidator, BaseModel, ConfigDict, Field, model_validator

from qantar.common import safeyaml
from qantar.common.errors import DataError
from qantar.common.mistakes import validated

FILE = "datapackage.yaml"
OURSELVES = "The Qantar contributors"
REFERENCES = {"iso3": "countries", "partner": "countries", "fact": "facts"}

Text = Annotated[str, Field(min_length=1, pattern=r"\S")]
Period = Annotated[
    str,
    Field(pattern=r"^\d{4}(-\d{2}){0,2}$", description="a year, month or day in quotation marks"),
]


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


class Source(_Part):
    """Whose figures these are."""

    title: Text
    publisher: Text
    path: Annotated[str, Field(pattern="^https?://")] | None = None

    @model_validator(mode="after")
    def _has_address(self) -> Self:
        if self.path is None and self.publisher != OURSELVES:
            needs = "needs path, an address that starts with https://"
            raise ValueError(f"source {self.title!r} {needs}")
        return self


class License(_Part):
    """What may be done with the figures; ``none-stated`` where the publisher says nothing."""

    name: Text
    title: Text
    path: str | None = None


class Vintage(_Part):
    """When the publisher released the figures, when we took them, and through whose copy."""

    released: Period
    taken: Period
    copy_from: str | None = Field(None, alias="copy")

    @model_validator(mode="after")
    def _taken_after_release(self) -> Self:
        if pd.Period(self.taken).end_time < pd.Period(self.released).start_time:
            raise ValueError(f"taken {self.taken} lies before released {self.released}")
        return self


class Constraints(_Part):
    """Limits of a column's cells, as the standard defines them."""

    required: bool = False
    unique: bool = False
    pattern: str | None = None
    enum: list[str | int] | None = None
    minimum: float | str | None = None
    maximum: float | str | None = None


class Column(_Part):
    """One column of a table; ``planned`` where its dates may lie after the vintage."""

    name: Text
    type: Literal["string", "integer", "year", "number", "boolean", "date", "datetime"]
    title: str = ""
    description: str = ""
    unit: str = ""
    constraints: Constraints = Constraints()
    planned: bool = False

    @model_validator(mode="after")
    def _is_explained(self) -> Self:
        if not (self.title.strip() or self.description.strip()):
            raise ValueError(f"column {self.name!r} needs a title or a description")
        if self.type in ("number", "integer") and not self.unit.strip():
            raise ValueError(f"column {self.name!r} needs a unit ('1' for a pure number)")
        return self


class Reference(_Part):
    """The column of another table in which every value must stand."""

    resource: Text
    fields: Text


class ForeignKey(_Part):
    """A column whose values come from a column of another table."""

    fields: Text
    reference: Reference


class Schema(_Part):
    """The columns of a table, the key of its rows, and what they refer to."""

    fields: Annotated[list[Column], Field(min_length=1)]
    primaryKey: Annotated[list[str], Field(min_length=1)]
    foreignKeys: list[ForeignKey] = []

    @model_validator(mode="after")
    def _keys_are_columns(self) -> Self:
        names = [column.name for column in self.fields]
        for name in names:
            if names.count(name) > 1:
                raise ValueError(f"column {name!r} is described twice")
        for name in [*self.primaryKey, *(key.fields for key in self.foreignKeys)]:
            if name not in names:
                raise ValueError(f"a key names {name!r}, which is no column")
        return self


class Check(BaseModel):
    """A domain check (a function of that name in checks.py) and its arguments."""

    model_config = ConfigDict(extra="allow", frozen=True)
    check: Text


class Property(_Part):
    """What each area of a map carries."""

    name: Text
    title: Text
    description: str = ""
    optional: bool = False


def _inside(path: str) -> str:
    parts = PurePosixPath(path)
    if parts.is_absolute() or ".." in parts.parts or parts.suffix not in (".csv", ".geojson"):
        raise ValueError("must be a .csv or .geojson file inside data/")
    return path


class Resource(_Part):
    """A table or map: where it lies, whose it is, what may be done with it, its columns.

    ``hash`` is the SHA-256 of the file as it was accepted; it is written by ``make accept`` and a
    refresh.
    """

    name: Annotated[str, Field(pattern="^[a-z0-9._/-]+$")]
    path: Annotated[str, AfterValidator(_inside)]
    hash: Annotated[str, Field(pattern="^sha256:[0-9a-f]{64}$")] | None = None
    title: Text
    description: Text
    sources: Annotated[list[Source], Field(min_length=1)]
    licenses: Annotated[list[License], Field(min_length=1)]
    redistribution: Literal["yes", "facts only", "unclear"]
    vintage: Vintage
    next_update: Period | Literal["none expected", "daily"]
    caveats: Annotated[list[Text], Field(min_length=1)]
    checks: list[Check] = []
    newest: str | None = None
    format: Literal["csv", "geojson"] = "csv"
    schema_: Schema | None = Field(None, alias="schema")
    properties: list[Property] = []

    @model_validator(mode="after")
    def _has_columns_or_areas(self) -> Self:
        if self.path.endswith(".geojson"):
            if not self.properties:
                raise ValueError(
                    "needs properties: name and title of what each area carries, its key first"
                )
        elif self.schema_ is None:
            raise ValueError("needs schema: fields and primaryKey")
        else:
            self._refers(self.schema_)
        return self

    def _refers(self, schema: Schema) -> None:
        references = {key.fields: key.reference.resource for key in schema.foreignKeys}
        for column in schema.fields:
            wanted = REFERENCES.get(column.name, self.name)
            if wanted not in (self.name, references.get(column.name)):
                raise ValueError(f"column {column.name!r} needs a foreign key to {wanted}")


def json_schema() -> str:
    """The model as a JSON schema of the whole file, for editors (``data/schema.json``)."""
    resource = Resource.model_json_schema(by_alias=True)
    definitions = resource.pop("$defs")
    package = {
        "title": "Data package of Qantar",
        "type": "object",
        "required": ["resources"],
        "properties": {"resources": {"type": "array", "items": resource}},
        "$defs": definitions,
    }
    return json.dumps(package, indent=1, ensure_ascii=False) + "\n"


def is_map(entry: dict[str, Any]) -> bool:
    """Whether the resource is a map (GeoJSON) and not a table."""
    return entry["path"].endswith(".geojson")


def _check(entry: Any, place: int) -> str:
    """The entry's name; raises DataError, one line, where it is not a whole description."""
    own = entry if isinstance(entry, dict) else {}
    where = f"data/{FILE}: {own.get('name', f'resource {place}')}"
    return validated(Resource, entry, DataError, where, "property").name


def read(folder: Path) -> dict[str, Any]:
    """The description in `folder` as a dictionary; DataError where missing or malformed."""
    try:
        package = safeyaml.parse((folder / FILE).read_bytes())
    except OSError as error:
        raise DataError(
            f"data/{FILE}: cannot be read ({error.strerror}); restore it with git"
        ) from None
    except ValueError as error:
        raise DataError(f"data/{FILE}, {error}") from None
    if not isinstance(package, dict) or not isinstance(package.get("resources"), list):
        raise DataError(f"data/{FILE}: top level: needs a list of resources")
    names = [_check(entry, place) for place, entry in enumerate(package["resources"], start=1)]
    repeated = sorted({repr(name) for name in names if names.count(name) > 1})
    if repeated:
        raise DataError(f"data/{FILE}: resource {', '.join(repeated)} is described twice")
    return package


def with_hash(text: str, name: str, digest: str) -> str:
    """The text of ``datapackage.yaml`` with ``hash`` of `name` set; raises DataError."""
    pattern = rf"(?m)(^- name: {re.escape(name)}\n  path: [^\n]*\n)(?:  hash: [^\n]*\n)?"
    changed, count = re.subn(pattern, rf"\g<1>  hash: {digest}\n", text, count=1)
    if not count:
        raise DataError(f"data/{FILE}: {name}: expected a line path: … right below its name")
    return changed
