"""A chart's data as an accessible table, folded away below the chart."""

import html
import re
from typing import Any

from qantar.common.text import _
from qantar.report.sentences import number

MOST_ROWS = 200
ADDRESS = re.compile(r"https?://([^/\s]+)\S*")


def table_html(payload: dict[str, Any], csv_name: str) -> str:
    """HTML of the description and the table: all rows up to MOST_ROWS, else one row a column.

    ``{charts}`` in it stands for the address of the folder of chart files.
    """
    rows = payload["rows"]
    many = len(rows) > MOST_ROWS
    if many:
        told = _("The chart draws {rows} rows; this is a summary of its columns.").format(
            rows=number(len(rows))
        )
        link = f'<a href="{{charts}}/{csv_name}" download>{html.escape(_("All rows (CSV)"))}</a>'
        note = f"<p>{html.escape(told)} {link}</p>"
        heads = [_("column"), _("values"), _("lowest or first"), _("highest or last"), _("missing")]
        body = [
            _summary(payload["heads"][index], column)
            for index, column in enumerate(zip(*rows, strict=True))
        ]
    else:
        note, heads = "", payload["heads"]
        years = [_is_year(name) for name in payload["columns"]]
        body = [
            [_cell(value, year) for value, year in zip(row, years, strict=True)] for row in rows
        ]
    numeric = [not many and _is_numeric(rows, index) for index in range(len(heads))]
    return (
        f'<p class="q-description">{html.escape(payload["description"])}</p>{note}'
        '<div class="q-scroll" tabindex="0" role="region" '
        f'aria-label="{html.escape(payload["title"])}">'
        f"{_table(heads, body, numeric)}</div>"
    )


def _linked(text: str) -> str:
    """The text of a cell as HTML; an address becomes a link named by its host."""
    address = ADDRESS.fullmatch(text)
    if address is None:
        return html.escape(text)
    return f'<a href="{html.escape(text)}">{html.escape(address[1])}</a>'


def _table(heads: list[str], body: list[list[str]], numeric: list[bool]) -> str:
    right = [' class="q-n"' if number_column else "" for number_column in numeric]
    head = "".join(
        f'<th scope="col"{cls}>{html.escape(word)}</th>'
        for word, cls in zip(heads, right, strict=True)
    )
    lines = [
        "<tr>"
        + "".join(f"<td{cls}>{_linked(cell)}</td>" for cell, cls in zip(row, right, strict=True))
        + "</tr>"
        for row in body
    ]
    return f"<table><thead><tr>{head}</tr></thead><tbody>{''.join(lines)}</tbody></table>"


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
