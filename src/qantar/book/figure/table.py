"""A chart's data as an accessible table, folded away below the chart."""

import math
import re
from typing import Any

from markupsafe import Markup

from qantar.book.references.template import render
from qantar.common.text import _
from qantar.report.sentences import number

MOST_ROWS = 200
STEPS = 8  # from the first moment of a longer table to its last
_MOMENTS = ("year", "date", "start", "hours")
ADDRESS = re.compile(r"https?://([^/\s]+)\S*")


def table_html(payload: dict[str, Any], csv_name: str) -> str:
    """HTML of the description and the table: all rows, or those of some moments where there are
    more than MOST_ROWS.

    ``{charts}`` in it stands for the address of the folder of chart files.
    """
    rows, columns = payload["rows"], payload["columns"]
    many = len(rows) > MOST_ROWS
    years = [_is_year(name) for name in columns]
    return render(
        "chart_table.html",
        description=payload["description"],
        title=payload["title"],
        rows=number(len(rows)) if many else "",
        csv_name=csv_name,
        columns=[(head, _is_numeric(rows, index)) for index, head in enumerate(payload["heads"])],
        body=[
            [_linked(_cell(value, year)) for value, year in zip(row, years, strict=True)]
            for row in (_some(rows, columns) if many else rows)
        ],
    )


def _some(rows: list[list[Any]], columns: list[str]) -> list[list[Any]]:
    """The rows of the first moment, the last and those between at equal steps; of all lines."""
    at = [columns.index(name) for name in _MOMENTS if name in columns]
    moments = [row[at[0]] for row in rows] if at else range(len(rows))
    known = sorted(set(moments))
    kept = {*known[:: math.ceil(len(known) / STEPS)], known[-1]}
    return [row for row, moment in zip(rows, moments, strict=True) if moment in kept]


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
