"""A chapter's register of key figures: ``figures.csv`` states once what ``figures.py`` computes.

``figures(tables, p)`` returns ``{id: value}``; a value is a number, None, ``(value, low, high)`` or
`Value`.
The CSV beside it holds unit, date, tables, kind of range, definition and function of every id.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from qantar.common.errors import FigureError
from qantar.common.paths import PACKAGE
from qantar.common.text import pgettext
from qantar.data.country_names import format_sentence
from qantar.report.aliases import explain
from qantar.report.figures import RANGES, Figure
from qantar.report.rows import read as read_rows

COLUMNS = ("id", "unit", "as_of", "tables", "range_kind", "definition", "function")
_CHAPTERS = "qantar.chapters"

Number = float | int | None


class Value(NamedTuple):
    """A computed figure with its range; ``as_of`` where only the computation knows the date."""

    value: Number
    low: Number = None
    high: Number = None
    as_of: str | None = None


Computed = Number | tuple[Number, Number, Number] | Value


@dataclass(frozen=True)
class Entry:
    """One row of a register: all about a key figure that does not depend on the computation."""

    id: str
    unit: str
    as_of: str
    tables: tuple[str, ...]
    range_kind: str | None
    definition: str
    function: str


def path(chapter: str) -> Path:
    """Where the register of `chapter` lies."""
    return PACKAGE / "chapters" / chapter / "figures.csv"


@cache
def read(file: Path) -> dict[str, Entry]:
    """The rows of a register by id, in its order; raises FigureError naming file and line."""
    rows = read_rows(file, COLUMNS, ("as_of", "tables", "range_kind"), FigureError)
    return {row["id"]: _entry(row, where) for where, row in rows}


def tables(chapter: str, *also: str) -> tuple[str, ...]:
    """The tables that a chapter opens: those of its key figures, and `also` for charts alone."""
    named = {table for entry in read(path(chapter)).values() for table in entry.tables}
    return tuple(sorted(named.union(also)))


def ranged(value: Number, all_of: Iterable[Number]) -> Value:
    """`value` with the least and the greatest known of `all_of`; alone where there is only one."""
    known = [number for number in all_of if number is not None]
    if value is None or len(known) == 1:
        return Value(value)
    return Value(value, min(known), max(known))


def _entry(row: dict[str, Any], where: str) -> Entry:
    if row["range_kind"] and row["range_kind"] not in RANGES:
        raise FigureError(
            f"{where}: range_kind {row['range_kind']!r} is not one of {', '.join(RANGES)}"
        )
    if row["function"].count(":") != 1:
        raise FigureError(f"{where}: function {row['function']!r} should look like module:function")
    return Entry(
        **{**row, "tables": tuple(row["tables"].split()), "range_kind": row["range_kind"] or None}
    )


def made_by(chapter: str, function: str) -> str:
    """The full name of a register's ``module:function``, which lies below the chapter or is shared.

    ``load:topdown`` -> ``qantar.chapters.energy.load:topdown``;
    ``shared.hashprice:daily`` -> ``qantar.chapters.shared.hashprice:daily``.
    """
    below = "" if function.startswith("shared.") else f"{chapter}."
    return f"{_CHAPTERS}.{below}{function}"


def join(
    chapter: str,
    entries: Mapping[str, Entry],
    computed: Mapping[str, Computed],
    fields: Mapping[str, Any],
) -> list[Figure]:
    """The key figures of `chapter`: each computed value with its row of the register.

    `fields` fill ``{…}`` in as_of and definition (parameters and ``place``). Raises FigureError,
    one line, where the ids differ, a range has no kind, a date is missing or a field is unknown.
    """
    where = f"chapters/{chapter}"
    for name in computed:
        if name not in entries:
            raise FigureError(
                f"{where}/figures.csv: no row for {name}, which figures.py computes"
                f"{explain(name, entries)}"
            )
    for name in entries:
        if name not in computed:
            raise FigureError(
                f"{where}/figures.py: does not compute {name}, which figures.csv registers; "
                "return None for it where there is no value"
            )
    return [_figure(chapter, entry, computed[name], fields) for name, entry in entries.items()]


def _figure(chapter: str, entry: Entry, computed: Computed, fields: Mapping[str, Any]) -> Figure:
    value = _value(entry.id, computed)
    ranged = value.low is not None or value.high is not None
    if ranged and entry.range_kind is None:
        raise FigureError(
            f"{entry.id}: figures.py gives a range, but range_kind in figures.csv is empty"
        )
    if entry.as_of and value.as_of:
        raise FigureError(f"{entry.id}: as_of stands in figures.csv and in Value; leave one out")
    as_of = value.as_of or (_filled(entry, "as_of", fields) if entry.as_of else "")
    if not as_of and value.value is not None:
        raise FigureError(
            f"{entry.id}: no date; fill as_of in figures.csv or return Value(…, as_of=…)"
        )
    return Figure(
        id=entry.id,
        value=value.value,
        unit=entry.unit,
        as_of=as_of,
        tables=entry.tables,
        definition=_filled(entry, "definition", fields),
        low=value.low,
        high=value.high,
        range_kind=entry.range_kind if ranged else None,
        made_by=made_by(chapter, entry.function),
    )


def _value(name: str, computed: Computed) -> Value:
    if isinstance(computed, tuple) and len(computed) not in (3, 4):
        raise FigureError(f"{name}: a range is (value, low, high), not {len(computed)} numbers")
    given = Value(*computed) if isinstance(computed, tuple) else Value(computed)
    value, low, high = (_number(name, number) for number in (given.value, given.low, given.high))
    return Value(value, low, high, given.as_of)


def _number(name: str, number: Any) -> Number:
    """A plain int, float or None: numpy's numbers are unpacked, all else is refused."""
    plain = number.item() if hasattr(number, "item") else number
    if plain is not None and type(plain) not in (int, float):
        raise FigureError(f"{name}: {plain!r} is no number; a missing figure has value None")
    return plain


def _filled(entry: Entry, column: str, fields: Mapping[str, Any]) -> str:
    template = getattr(entry, column)
    try:
        return format_sentence(pgettext(f"figures.{column}", template), **fields)
    except (KeyError, IndexError) as error:
        raise FigureError(
            f"{entry.id}: {column} in figures.csv has the field {error.args[0]!r}, which is no "
            f"parameter; known: {', '.join(fields)}"
        ) from None
    except ValueError as error:
        raise FigureError(f"{entry.id}: {column} in figures.csv: {error}") from None
