"""The limits that a description sets to columns: required, unique, pattern, range, keys."""

from collections.abc import Iterator, Mapping
from typing import Any

import pandas as pd

from qantar.data.datapackage import Package


def _limit(value: str | float, column: pd.Series) -> pd.Timestamp | float:
    return pd.Timestamp(value) if pd.api.types.is_datetime64_any_dtype(column) else float(value)


def _broken(column: pd.Series, limits: Mapping[str, Any]) -> Iterator[tuple[str, pd.Series]]:
    """The name of each constraint and which cells break it."""
    given = column.notna()
    if limits.get("required"):
        yield "required", ~given
    if limits.get("unique"):
        yield "unique", given & column.duplicated()
    if "pattern" in limits:
        yield "pattern", given & ~column.str.fullmatch(limits["pattern"]).fillna(True)
    if "enum" in limits:
        yield "enum", given & ~column.isin(limits["enum"])
    if "minimum" in limits:
        yield "minimum", (column < _limit(limits["minimum"], column)).fillna(False)
    if "maximum" in limits:
        yield "maximum", (column > _limit(limits["maximum"], column)).fillna(False)


def _reference(tables: Package, frame: pd.DataFrame, key: Mapping[str, Any]) -> Iterator[str]:
    column = key["fields"]
    table, other = key["reference"]["resource"], key["reference"]["fields"]
    cells = frame[column]
    lost = cells.notna() & ~cells.isin(tables.load(table)[other])
    for row in frame.index[lost]:
        yield f"row {row + 2}, column {column!r}: {cells[row]!r} does not stand in {table}.{other}"


def broken(tables: Package, entry: Mapping[str, Any]) -> Iterator[str]:
    """What breaks the constraints and foreign keys of a table, one sentence a cell."""
    frame = tables.load(entry["name"])
    for field in entry["schema"]["fields"]:
        column, limits = frame[field["name"]], field.get("constraints", {})
        for constraint, cells in _broken(column, limits):
            if not cells.any():
                continue
            for row in frame.index[cells.astype(bool)]:
                shown = "" if pd.isna(column[row]) else f"{column[row]!s:.60}"
                yield (
                    f"row {row + 2}, column {field['name']!r}: {shown!r} breaks the constraint "
                    f"{constraint}: {limits[constraint]}"
                )
    for key in entry["schema"].get("foreignKeys", []):
        yield from _reference(tables, frame, key)
