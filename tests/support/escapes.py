"""What a chapter's notebook shows in plain letters in a process that speaks the pseudo-language.

Run as a program with a chapter's name, QANTAR_LOCALES and QANTAR_LANGUAGE set: prints JSON, each
text with its place and the words that are in no catalogue.
"""

import json
import re
import sys
from collections.abc import Iterator, Mapping
from typing import Any

import pandas as pd
from chapter_run import cells_of

from qantar import data
from qantar.charting.chart import Chart, Note
from qantar.charting.render import vega_lite
from qantar.report.figure_list import KeyFigures
from qantar.report.sentences import Sentence

# Columns of names that stay as they are in every language.
NAMES = {
    "asics": ["model"],
    "billionaires": ["name"],
    "blocks": ["pool"],
    "firm_moves": ["firm"],
    "studies": ["authors", "title"],
}
OTHER_NAMES = ("AntPool", "F2Pool", "S19 Pro")
SEEN_AS_WORDS = {"text", "tooltip", "color", "fill", "stroke", "row", "shape", "x", "y"}
_NOT_READ = re.compile(r"\]\([^)]*\)|https?://\S+|<[^>]*>|`[^`]*`|:::\{\w+\}")
_WORD = re.compile(r"[A-Za-z][A-Za-z'’-]*[A-Za-z]")
_CODE = re.compile(r"[A-Z]{3}|\d{4}-.*")  # a country, a moment


def names() -> list[str]:
    """Names that no catalogue holds: publishers, people, machines; the longest first."""
    found: set[str] = set(OTHER_NAMES)
    for entry in data.package()["resources"]:
        fields = [field["name"] for field in entry.get("schema", {"fields": []})["fields"]]
        kept = [name for name in fields if name.endswith("publisher")]
        kept += NAMES.get(entry["name"], [])
        for column in kept:
            found |= set(data.load(entry["name"])[column].dropna().astype("str"))
    return sorted(found, key=len, reverse=True)


def plain(text: str, known: list[str]) -> list[str]:
    """The words of `text` in plain letters, without names."""
    text = _NOT_READ.sub(" ", text)
    for name in known:
        text = text.replace(name, " ")
    return _WORD.findall(text)


def _entries(part: Any) -> Iterator[tuple[str, Any]]:
    """Every name and value of a specification, however deep."""
    if isinstance(part, list):
        for one in part:
            yield from _entries(one)
    elif isinstance(part, Mapping):
        for key, value in part.items():
            yield key, value
            yield from _entries(value)


def _fields(spec: Any) -> Iterator[str]:
    """The columns of words that a specification shows."""
    for key, value in _entries(spec):
        for shown in value if isinstance(value, list) else [value]:
            if key not in SEEN_AS_WORDS or not isinstance(shown, Mapping):
                continue
            unseen = shown.get("axis", 0) is None or shown.get("legend", 0) is None
            if "field" in shown and shown.get("type") != "quantitative" and not unseen:
                yield shown["field"]


def _titles(spec: Any) -> Iterator[str]:
    """Titles of axes, legends and tooltips, and constant texts."""
    for key, value in _entries(spec):
        constant = key == "text" and isinstance(value, Mapping) and value.get("value")
        texts = [constant, *(value if isinstance(value, list) else [value])]
        if key in ("title", "text", "subtitle"):
            yield from (one for one in texts if isinstance(one, str))


def of_chart(chart: Chart) -> Iterator[str]:
    """Every text of a chart: around it, in it, and in the table below it."""
    yield from (chart.title, chart.measure, chart.description)
    shown = chart.payload({"vega": {}, **dict.fromkeys(("wide", "narrow"), "")})
    yield from shown["heads"]
    yield from (cell for row in shown["rows"] for cell in row if isinstance(cell, str))
    spec = vega_lite(chart.altair, "", "")
    drawn = {key: value for key, value in spec.items() if key not in ("datasets", "config")}
    yield from _titles(drawn)
    columns = set(_fields(drawn))
    for rows in spec["datasets"].values():
        for row in rows:
            yield from (row[name] for name in columns & row.keys() if isinstance(row[name], str))


def texts(shown: Any) -> Iterator[str]:
    """What a reader meets of one output."""
    if isinstance(shown, Chart):
        yield from of_chart(shown)
    elif isinstance(shown, Note | Sentence):
        yield shown.text
    elif isinstance(shown, pd.DataFrame):
        frame = shown.reset_index()
        heads = [*frame.columns, *shown.index.names, *shown.columns.names]
        yield from (str(head) for head in heads if head not in (None, "index"))
        yield from (cell for column in frame for cell in frame[column] if isinstance(cell, str))
    elif not isinstance(shown, KeyFigures):  # pages have a table of their own
        yield shown.markdown() if hasattr(shown, "markdown") else "\n".join(shown.lines)


def escaped(chapter: str) -> list[tuple[str, str, list[str]]]:
    """Cell, text and words of everything that the chapter shows in plain letters."""
    known = names()
    found = {}
    for cell, shown in cells_of(chapter, {"__name__": "__main__"}):
        for text in texts(shown) if shown is not None else ():
            if not _CODE.fullmatch(text) and (words := plain(text, known)):
                found[cell.id, text] = words
    return [(place, text, words) for (place, text), words in found.items()]


if __name__ == "__main__":
    print(json.dumps(escaped(sys.argv[1]), ensure_ascii=False))
