"""Domain checks: what types cannot say about a table. Each gives its problems as sentences.

A table declares its checks in ``datapackage.yaml``, for example ``checks: [{check: ordered,
columns: [low, high]}]``; the arguments are those of the function of that name here.
"""

from collections.abc import Callable, Iterator, Sequence
from typing import Any

import numpy as np
import pandas as pd
from shapely.errors import ShapelyError
from shapely.geometry import shape
from shapely.validation import explain_validity

from qantar.data.datapackage import Package

SHOWN = 3
# How far sums may lie from what they should be: published shares and energies are rounded.
SHARES_WITHIN = 0.0005
RELATIVE, ABSOLUTE = 0.005, 0.02
ENCYCLOPAEDIAS = "wiki|liquisearch|vikidia|piglix"

Check = Callable[..., Iterator[str]]
CHECKS: dict[str, Check] = {}


def _check(function: Check) -> Check:
    CHECKS[function.__name__] = function
    return function


def _key(row: Any, by: Sequence[str]) -> str:
    """A group or row as words; its place in the file where it has no key."""
    values = row if isinstance(row, tuple) else (row,)
    return ", ".join(f"{name}={value}" for name, value in zip(by, values, strict=True))


def _report(rows: Sequence[str], what: str) -> Iterator[str]:
    yield from (f"{row}: {what}" for row in rows[:SHOWN])
    if len(rows) > SHOWN:
        yield f"{len(rows) - SHOWN} more: {what}"


def _moments(text: pd.Series, side: str) -> pd.Series:
    """One side of the period that each cell names, as a pandas Period spans it."""
    moments = {cell: getattr(pd.Period(str(cell)), side) for cell in text.dropna().unique()}
    return pd.Series(
        [moments.get(cell, pd.NaT) for cell in text], index=text.index, dtype="datetime64[s]"
    )


def period_start(text: pd.Series) -> pd.Series:
    """The first second of dates written as year, month, day or time; datetime64[s] or NaT."""
    return _moments(text, "start_time")


def period_end(text: pd.Series) -> pd.Series:
    """The last second of dates written as year, month, day or time; datetime64[s] or NaT."""
    return _moments(text, "end_time")


@_check
def shares_sum_to_one(tables: Package, table: str, by: list[str], share: str) -> Iterator[str]:
    """The shares of each group of rows (which together leave nobody out) sum to one."""
    total = tables.load(table).groupby(by)[share].sum()
    wrong = total[(total - 1).abs() > SHARES_WITHIN]
    rows = [f"{_key(index, by)}: shares sum to {value:.5f}" for index, value in wrong.items()]
    yield from _report(rows, f"expected 1 within {SHARES_WITHIN}")


def _compare(
    found: pd.Series, expected: pd.Series, relative: float = RELATIVE, absolute: float = ABSOLUTE
) -> pd.DataFrame:
    """The rows where both are given and differ by more than both tolerances."""
    both = pd.DataFrame({"found": found, "expected": expected}).dropna().astype(float)
    allowed = np.maximum(relative * both["expected"].abs(), absolute)
    return both[(both["found"] - both["expected"]).abs() > allowed]


def _parts_and_total(
    tables: Package, table: str, by: list[str], part: str, total: str
) -> pd.DataFrame:
    """Columns found (sum of the parts) and expected (the total), by group, where both are given."""
    other, column = total.split(".")
    parts = tables.load(table).groupby(by)[part].sum(min_count=1)
    totals = tables.load(other).set_index(by)[column]
    return pd.DataFrame({"found": parts, "expected": totals}).dropna().astype(float)


def _compared(wrong: pd.DataFrame, by: list[str], total: str) -> list[str]:
    return [
        f"{_key(row.Index, by)}: {row.found:g}, {total} {row.expected:g}"
        for row in wrong.itertuples()
    ]


@_check
def parts_sum_to_total(
    tables: Package,
    table: str,
    by: list[str],
    part: str,
    total: str,
    since: int,
    without: list[str],
) -> Iterator[str]:
    """The sum of `part` over each country and year equals ``table.column`` of `total`.

    Years before `since` and the countries `without` are left out: their parts are known to be
    incomplete.
    """
    both = _parts_and_total(tables, table, by, part, total)
    since_then = both.index.get_level_values("year") >= since
    kept = both[since_then & ~both.index.isin(without, level="iso3")]
    if kept.empty:
        yield f"no group in common with {total}"
    wrong = _compare(kept["found"], kept["expected"])
    allowed = f"parts and total may differ by {RELATIVE:.1%} or {ABSOLUTE:g}"
    yield from _report(_compared(wrong, by, total), allowed)


@_check
def parts_within_total(
    tables: Package, table: str, by: list[str], part: str, total: str
) -> Iterator[str]:
    """The sum of `part` over each group is nowhere more than ``table.column`` of `total`."""
    both = _parts_and_total(tables, table, by, part, total)
    wrong = both[both["found"] > both["expected"] * (1 + RELATIVE) + ABSOLUTE]
    yield from _report(_compared(wrong, by, total), "the parts are more than the total")


@_check
def columns_add_up(tables: Package, table: str, terms: list[str], total: str) -> Iterator[str]:
    """In every row that has them all, the columns `terms` add up to the column `total`."""
    frame = tables.load(table)
    wrong = _compare(frame[terms].sum(axis=1, skipna=False), frame[total])
    rows = [
        f"row {row.Index + 2}: {'+'.join(terms)} = {row.found:g}, {total} = {row.expected:g}"
        for row in wrong.itertuples()
    ]
    yield from _report(rows, f"allowed {RELATIVE:.1%} or {ABSOLUTE:g}")


@_check
def rows_per_day(tables: Package, table: str, time: str, count: str) -> Iterator[str]:
    """The rows of each UTC day are as many as ``table.column`` of the daily table `count`."""
    other, column = count.split(".")
    daily = tables.load(other).set_index("date")[column]
    days = tables.load(table)[time].dt.normalize().value_counts().sort_index()
    span = daily.reindex(pd.date_range(days.index.min(), days.index.max()))
    wrong = _compare(days.reindex(span.index, fill_value=0), span, 0, 0)
    if span.isna().any():
        yield f"{count} is missing on {span.isna().sum()} of these days"
    rows = [
        f"{row.Index:%Y-%m-%d}: {row.found:.0f} rows, {count} says {row.expected:.0f}"
        for row in wrong.itertuples()
    ]
    yield from _report(rows, "expected the same number")


@_check
def ends_after_start(
    tables: Package, table: str, start: str, end: str, precision: list[str] | None = None
) -> Iterator[str]:
    """No interval ends before it starts; a year, month or date means the whole of it.

    `precision` names two columns that say ``day`` where a time of `start` or `end` stands for its
    whole day.
    """
    frame = tables.load(table)
    shown = {name: frame[name].astype("str") for name in (start, end)}
    for name, exact in zip((start, end), precision or (), strict=False):
        shown[name] = shown[name].mask(frame[exact] == "day", shown[name].str[:10])
    early = period_end(shown[end]) < period_start(shown[start])
    rows = [
        f"row {i + 2}: {start} {shown[start][i]}, {end} {shown[end][i]}" for i in frame.index[early]
    ]
    yield from _report(rows, "the end lies before the start")


@_check
def no_gaps(tables: Package, table: str, column: str) -> Iterator[str]:
    """The dates of `column` follow each other day by day."""
    dates = tables.load(table)[column].drop_duplicates().sort_values(ignore_index=True)
    late = dates[dates.diff() > pd.Timedelta(days=1)]
    rows = [
        f"{column} {dates[index - 1]:%Y-%m-%d} is followed by {dates[index]:%Y-%m-%d}"
        for index in late.index
    ]
    yield from _report(rows, "expected a row every 1 day(s)")


@_check
def ordered(tables: Package, table: str, columns: list[str]) -> Iterator[str]:
    """In every row the columns do not fall from left to right, missing ones left out."""
    frame = tables.load(table)[columns].astype(float)
    highest = frame.cummax(axis=1).ffill(axis=1).shift(axis=1)
    wrong = (frame < highest).any(axis=1)
    rows = [f"row {index + 2}: {frame.loc[index].to_dict()}" for index in frame.index[wrong]]
    yield from _report(rows, f"expected {' ≤ '.join(columns)}")


@_check
def has_source(
    tables: Package, table: str, columns: list[str], marker: str, marks: list[str]
) -> Iterator[str]:
    """Every row has all source `columns`, unless `marker` says it has none (one of `marks`)."""
    frame = tables.load(table)
    bare = frame[columns].isna().any(axis=1) & ~frame[marker].isin(marks)
    rows = [f"row {index + 2}" for index in frame.index[bare]]
    yield from _report(rows, f"no {' or '.join(columns)}, and {marker} is none of {marks}")


@_check
def encyclopaedias_say_so(
    tables: Package, table: str, url: str, label: str, labels: list[str]
) -> Iterator[str]:
    """Every row whose link leads to an encyclopaedia or a copy of one carries one of `labels`."""
    frame = tables.load(table)
    linked = frame[url].str.contains(ENCYCLOPAEDIAS, case=False, na=False)
    bare = linked & ~frame[label].isin(labels)
    rows = [f"row {index + 2}: {frame.at[index, url]}" for index in frame.index[bare]]
    yield from _report(rows, f"an encyclopaedia; {label} must be one of {labels}")


def _area(feature: dict[str, Any]) -> str:
    """What is wrong with the geometry of a feature; empty where nothing is."""
    try:
        form = shape(feature["geometry"])
    except (ShapelyError, KeyError, TypeError, ValueError, AttributeError) as error:
        return f"no geometry ({error})"
    if form.is_empty:
        return "the geometry is empty"
    if not form.is_valid:
        return explain_validity(form)
    west, south, east, north = form.bounds
    inside = west >= -180 and east <= 180 and south >= -90 and north <= 90
    return "" if inside else "outside longitude −180…180, latitude −90…90"


def geometry(entry: dict[str, Any], collection: dict[str, Any]) -> Iterator[str]:
    """Each feature of a map has the described properties, a first of its own, a valid area."""
    names = [one["name"] for one in entry["properties"]]
    needed = [one["name"] for one in entry["properties"] if not one.get("optional")]
    seen = set()
    for number, feature in enumerate(collection["features"], start=1):
        properties = feature.get("properties") or {}
        key = properties.get(names[0])
        if not set(needed) <= set(properties) <= set(names):
            yield f"feature {number}: properties {list(properties)}, expected {names}"
        if key is None or key in seen:
            yield f"feature {number}: {names[0]} {key!r} is missing or repeated"
        seen.add(key)
        problem = _area(feature)
        if problem:
            yield f"feature {number} ({key}): {problem}"
