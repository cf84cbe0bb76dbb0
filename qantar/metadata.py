"""Whether the description of a table says all that a reader must know: source, licence, vintage, units."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

import pandas as pd

from qantar.checks import CHECKS, Tables, period_end, period_start
from qantar.description import is_map

REDISTRIBUTION = ("yes", "facts only", "unclear")
OURSELVES = "The Qantar contributors"
PERIOD = r"\d{4}(-\d{2}){0,2}"
PERIOD_COLUMN = "^[0-9]{4}(-[0-9]{2}){0,2}$"  # the pattern of text columns that hold years, months or days
REFERENCES = {"iso3": "countries", "partner": "countries", "fact": "facts"}


def _text(value: Any) -> bool:
    return isinstance(value, str) and bool(value.strip())


def _origin(entry: Mapping[str, Any]) -> Iterator[str]:
    """Problems of sources and licences."""
    for what in ("sources", "licenses"):
        if not entry.get(what):
            yield f"needs at least one entry in {what}"
    for source in entry.get("sources") or []:
        for part in ("title", "publisher"):
            if not _text(source.get(part)):
                yield f"a source needs {part}"
        if source.get("publisher") != OURSELVES and not re.match("https?://", str(source.get("path", ""))):
            yield f"source {source.get('title')!r} needs path, an address that starts with https://"
    for licence in entry.get("licenses") or []:
        if not (_text(licence.get("name")) and _text(licence.get("title"))):
            yield "a licence needs name and title ('none-stated', 'none stated' where so)"


def _vintage(entry: Mapping[str, Any]) -> Iterator[str]:
    """Problems of vintage and next update."""
    vintage = entry.get("vintage") or {}
    for part in ("released", "taken"):
        if not re.fullmatch(PERIOD, str(vintage.get(part, ""))):
            yield f"vintage needs {part}: a year, month or day in quotation marks"
            return
    if period_end(pd.Series([vintage["taken"]]))[0] < pd.Period(vintage["released"]).start_time:
        yield f"vintage: taken {vintage['taken']} lies before released {vintage['released']}"
    update = entry.get("next_update")
    if update not in ("none expected", "daily") and not re.fullmatch(PERIOD, str(update)):
        yield "needs next_update: a year, month or day in quotation marks, daily, or none expected"


def _columns(entry: Mapping[str, Any]) -> Iterator[str]:
    """Problems of the columns' descriptions."""
    keys = entry["schema"].get("foreignKeys", [])
    references = {str(key["fields"]): key["reference"]["resource"] for key in keys}
    for field in entry["schema"]["fields"]:
        name = field["name"]
        if not (_text(field.get("title")) or _text(field.get("description"))):
            yield f"column {name!r} needs a title or a description"
        if field["type"] in ("number", "integer") and not _text(field.get("unit")):
            yield f"column {name!r} needs a unit ('1' for a pure number)"
        wanted = REFERENCES.get(name, entry["name"])
        if wanted not in (entry["name"], references.get(name)):
            yield f"column {name!r} needs a foreign key to {wanted}"
    if not entry["schema"].get("primaryKey"):
        yield "needs a primaryKey"


def _properties(entry: Mapping[str, Any]) -> Iterator[str]:
    """Problems of the description of a map's properties."""
    properties = entry.get("properties") or []
    if not properties:
        yield "needs properties: the name and title of what each area carries, its key first"
    for item in properties:
        if not (_text(item.get("name")) and _text(item.get("title"))):
            yield "every property needs a name and a title"


def described(entry: Mapping[str, Any]) -> Iterator[str]:
    """What the description of a table or map lacks, one sentence each."""
    for part in ("title", "description"):
        if not _text(entry.get(part)):
            yield f"needs a {part}"
    if entry.get("redistribution") not in REDISTRIBUTION:
        yield f"needs redistribution: one of {', '.join(map(repr, REDISTRIBUTION))}, in quotation marks"
    caveats = entry.get("caveats")
    if not (isinstance(caveats, list) and caveats and all(_text(caveat) for caveat in caveats)):
        yield "needs caveats: a list of sentences"
    yield from _origin(entry)
    yield from _vintage(entry)
    yield from _properties(entry) if is_map(entry) else _columns(entry)
    for check in entry.get("checks", []):
        if check.get("check") not in CHECKS:
            yield f"unknown check {check.get('check')!r}; known: {', '.join(CHECKS)}"


def _starts(column: pd.Series, field: Mapping[str, Any]) -> pd.Series:
    """When each date, time, year or period written as text of a column starts; empty for other columns."""
    if field["type"] in ("date", "datetime"):
        return column
    if field["type"] == "year" or field.get("constraints", {}).get("pattern") == PERIOD_COLUMN:
        return period_start(column)
    return pd.Series(dtype="datetime64[s]")


def within_vintage(tables: Tables, entry: Mapping[str, Any]) -> Iterator[str]:
    """No date lies after the day the table was taken; columns marked ``planned: true`` are left out."""
    limit = period_end(pd.Series([entry["vintage"]["taken"]]))[0]
    frame = tables.load(entry["name"])
    for field in entry["schema"]["fields"]:
        starts = _starts(frame[field["name"]], field)
        late = starts[starts > limit]
        if len(late) and not field.get("planned"):
            first = frame.at[late.index[0], field["name"]]
            shown = f"{first:%Y-%m-%d}" if isinstance(first, pd.Timestamp) else first
            yield f"column {field['name']!r} holds {shown}, after the vintage ({entry['vintage']['taken']})"
