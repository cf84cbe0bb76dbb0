"""A chart's data as an accessible table, folded away below the chart."""

import re
from typing import Any

from markupsafe import Markup

from qantar.book.references.template import render
from qantar.common.text import _
from qantar.report.sentences import number

MOST_ROWS = 200
ADDRESS = re.compile(r"https?://([^/\s]+)\S*")


def table_html(payload: dict[str, Any], csv_name: str) -> str:
    """HTML of the description and the table: all rows up to MOST_ROWS, else one row a column.

    ``{charts}`` in it stands for the address of the folder of chart files.
    """
    rows, heads = payload["rows"], payload["heads"]
    many = len(rows) > MOST_ROWS
    if many:
        body = [
            _summary(head, column)
            for head, column in zip(heads, zip(*rows, strict=True), strict=True)
        ]
        heads = [_("column"), _("values"), _("lowest or first"), _("highest or last"), _("missing")]
    else:
        years = [_is_year(name) for name in payload["columns"]]
        body = [
            [_cell(value, year) for value, year in zip(row, years, strict=True)] for row in rows
        ]
    return render(
        "chart_table.html",
        description=payload["description"],
        title=payload["title"],
        rows=number(len(rows)) if many else "",
        csv_name=csv_name,
        columns=[(head, not many and _is_numeric(rows, index)) for index, head in enumerate(heads)],
        body=[[_linked(text) for text in cells] for cells in body],
    )


def _linked(text: str) -> str:
    """The text of a cell; an address becomes a link named by its host."""
    address = ADDRESS.fullmatch(text)
    return Markup('<a href="{}">{}</a>').format(text, address[1]) if address else text


def _is_year(column: str) -> bool:
    return "year" in column.lower()


def _is_numeric(rows: list[list[Any]], index: int) -> bool:
    values = [row[index] for row in rows if row[index] is not None]
    return bool(values) and all(isinstance(value, int | float) for value in values)


def _cell(value: Any, year: bool) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, float) and not value.is_integer():
        return number(value, ",.1f" if abs(value) >= 1000 else ".4g")
    if isinstance(value, int | float):
        return str(int(value)) if year else number(int(value))
    return str(value)


def _summary(head: str, column: tuple[Any, ...]) -> list[str]:
    present = [value for value in column if value is not None]
    missing = number(len(column) - len(present))
    distinct = number(len(set(map(str, present))))
    if not present:
        return [head, distinct, "", "", missing]
    year = _is_year(head)
    return [head, distinct, _cell(min(present), year), _cell(max(present), year), missing]
