"""Frames that a notebook shows, as tables to read: numbers and dates unbroken and to the right."""

import re
from typing import Any

from bs4 import BeautifulSoup, Tag
from docutils import nodes

_FIGURES = re.compile(r"[≥≤<>≈~]?\s?[\d.,:/–+−\s%-]*\d[\d.,:/–+−\s%-]*|–|NaN|")


def _cells(row: Tag) -> list[Tag]:
    return row.find_all(["th", "td"], recursive=False)


def readable(html: str) -> str:
    """The HTML of a frame with the class ``q-n`` on each column of numbers or dates."""
    page = BeautifulSoup(html, "html.parser")
    for table in page.select("table.dataframe"):
        rows = [_cells(row) for row in table.select("tbody tr")]
        for column in zip(*rows, *(_cells(row) for row in table.select("thead tr")), strict=False):
            body = column[: len(rows)]
            if all(_FIGURES.fullmatch(cell.get_text().strip()) for cell in body):
                for cell in column:
                    cell["class"] = "q-n"
    return str(page)


def _mend(app: Any, doctree: nodes.document) -> None:
    for raw in list(doctree.findall(nodes.raw)):
        if raw.get("format") == "html" and "dataframe" in raw.astext():
            raw.parent.replace(raw, nodes.raw("", readable(raw.astext()), format="html"))


def setup(app: Any) -> None:
    """Register the event."""
    app.connect("doctree-read", _mend)
