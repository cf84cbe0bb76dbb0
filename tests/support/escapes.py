"""What shows in plain letters where the pseudo-language is spoken: on a page of a book, or in a
chapter's notebook.

Run as a program with a chapter's name, QANTAR_LOCALES and QANTAR_LANGUAGE set: prints JSON, each
text with its place and the words that are in no catalogue.
"""

import json
import re
import sys
from collections.abc import Iterator, Mapping
from typing import Any

import pandas as pd
from bs4 import BeautifulSoup
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
# On pages: what is marked as English or as code; attributes that are read; titles in a language of
# their own; names of formats, of files, sections, tables and figures, fields, digests.
_MARKED = "[lang=en], code, kbd, pre, script, style, .math"
_CYRILLIC = re.compile("[\u0400-\u04ff]")
_READ = ("alt", "title", "aria-label", "placeholder")
_FORMATS = ("GeoJSON", "JSON", "CSV", "PNG", "SVG")
_IDENTIFIER = re.compile(r"[\w/]+(?:[._]\w+)+(?:#[\w-]+)?|\{[^{}]*\}|\b[0-9a-f]{12}\b(, modified)?")


def names() -> list[str]:
    """Names that no catalogue holds: publishers, people, machines; the longest first."""
    found: set[str] = set(OTHER_NAMES)
    for entry in data.package()["resources"]:
        fields = [field["name"] for field in entry.get("schema", {"fields": []})["fields"]]
        kept = [name for name in fields if name.endswith("publisher")]
        kept += NAMES.get(entry["name"], [])
        for column in kept:
            found |= set(data.load(entry["name"])[column].dropna().astype("str"))
    return _longest_first(found)


def _longest_first(found: set[str]) -> list[str]:
    return sorted(found, key=len, reverse=True)


def names_on_pages() -> list[str]:
    """The same on pages, which name publishers of tables and formats of files, too."""
    resources = data.package()["resources"]
    makers = {source.get("publisher", "") for entry in resources for source in entry["sources"]}
    return _longest_first({*names(), *_FORMATS, *makers - {"", "various"}})


def plain(text: str, known: list[str]) -> list[str]:
    """The words of `text` in plain letters, without names."""
    return _WORD.findall(_without(known, _NOT_READ.sub(" ", text)))


def _without(known: list[str], text: str) -> str:
    for name in known:
        text = text.replace(name, " ")
    return text


def of_page(html: str, known: list[str]) -> list[tuple[str, list[str]]]:
    """Texts and their words of everything that a page shows in plain letters."""
    soup = BeautifulSoup(html, "html.parser")
    for marked in soup.select(_MARKED):
        marked.decompose()
    tables = {entry["name"] for entry in data.package()["resources"]}
    shown = [*soup.stripped_strings, *(one["content"] for one in soup.select("[name=description]"))]
    shown += [one[name] for name in _READ for one in soup.select(f"[{name}]")]
    found = {}
    for text in shown:
        if text in tables or _CODE.fullmatch(text) or _IDENTIFIER.fullmatch(text):
            continue
        if not _CYRILLIC.search(text):
            found[text] = _WORD.findall(_IDENTIFIER.sub(" ", _without(known, text)))
    return [(text, words) for text, words in found.items() if words]


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
