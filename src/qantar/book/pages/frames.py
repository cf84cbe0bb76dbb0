"""Frames that a notebook shows, as tables to read: one head, no row numbers, aligned numbers."""

import re
from typing import Any

from bs4 import BeautifulSoup, Tag
from docutils import nodes

from qantar.book.prose import stacked
from qantar.common import language
from qantar.common.text import _

_PARTS = r"[\d.,:/–+−\s%٪\u200e\u200f-]*"
_FIGURES = re.compile(rf"\u200e?[≥≤<>≈~]?\s?{_PARTS}\d{_PARTS}|–|")
_NEGATIVE = re.compile(r"-\d[\d.,]*")
_MISSING = {"NaN", "NaT", "None", "<NA>"}


def _cells(row: Tag) -> list[Tag]:
    return row.find_all(["th", "td"], recursive=False)


def _one_head(table: Tag) -> None:
    """Write the name of the index, which pandas puts on a row of its own, above its column, after
    the name that the other columns have in common.
    """
    rows = table.select("thead tr")
    if len(rows) != 2:
        return
    names = [cell.get_text().strip() for cell in _cells(rows[1])]
    if names[0] and not any(names[1:]):
        first = _cells(rows[0])[0]
        columns = first.get_text().strip()
        first.string = (
            _("{columns}, by {rows}").format(columns=columns, rows=names[0].lower())
            if columns
            else names[0]
        )
        rows[1].decompose()


def _without_row_numbers(table: Tag) -> None:
    """Take away an index without a name that only counts rows."""
    heads = [_cells(row)[0] for row in table.select("tr")]
    first, *others = [cell.get_text().strip() for cell in heads]
    if not first and others and all(name.isdigit() for name in others):
        for cell in heads:
            cell.decompose()


def _stack(page: BeautifulSoup, table: Tag) -> None:
    """Let a table with words beside its first column be a list where a phone is too narrow for it;
    columns of numbers are read downwards.
    """
    heads, *rows = [_cells(row) for row in table.select("tr")]
    numbers = all(head.get("class") == "q-n" for head in heads[1:])
    names, *texts = [[cell.get_text().strip() for cell in row] for row in (heads, *rows)]
    if numbers or not stacked.too_wide(names, texts):
        return
    table["class"] = f"dataframe {stacked.CLASS}"
    for row in rows:
        for name, cell in list(zip(names, row, strict=True))[1:]:
            if cell.get_text().strip():
                label = page.new_tag("span", attrs={"class": stacked.LABEL})
                label.string = f"{name}: "
                cell.insert(0, label)


def readable(html: str) -> str:
    """The HTML of a frame with one head row, no row numbers, a dash for what is missing, the
    minus sign of the text, the class ``q-n`` on each column of numbers or dates, and the names of
    columns in the cells of a table that is a list on a phone.
    """
    page = BeautifulSoup(html, "html.parser")
    for table in page.select("table.dataframe"):
        _one_head(table)
        _without_row_numbers(table)
        for cell in table.select("td, tbody th"):
            text = cell.get_text().strip()
            if text in _MISSING:
                cell.string = "–"
            elif _NEGATIVE.fullmatch(text):
                cell.string = language.current().minus + text[1:]
        rows = [_cells(row) for row in table.select("tbody tr")]
        for column in zip(*rows, *(_cells(row) for row in table.select("thead tr")), strict=False):
            body = column[: len(rows)]
            if all(_FIGURES.fullmatch(cell.get_text().strip()) for cell in body):
                for cell in column:
                    cell["class"] = "q-n"
        _stack(page, table)
    return str(page)


def _mend(app: Any, doctree: nodes.document) -> None:
    for raw in list(doctree.findall(nodes.raw)):
        if raw.get("format") == "html" and "dataframe" in raw.astext():
            table = raw.copy()
            table += nodes.Text(readable(raw.astext()))
            raw.parent.replace(raw, table)


def setup(app: Any) -> None:
    """Register the event."""
    app.connect("doctree-read", _mend)
