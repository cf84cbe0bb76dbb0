"""What a new version of a table changes: rows, dates, the largest change of a column."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import pandas as pd

TEMPORAL = ("date", "datetime", "year")


def _shown(value: Any) -> str:
    if isinstance(value, pd.Timestamp):
        return f"{value:%Y-%m-%d}"
    return f"{value:.6g}" if isinstance(value, float) else str(value)


def _span(frame: pd.DataFrame, column: str) -> str:
    first, last = frame[column].min(), frame[column].max()
    return "none" if pd.isna(first) else f"{_shown(first)} to {_shown(last)}"


def _numbers(name: str, unit: str, old: pd.Series, new: pd.Series) -> str | None:
    """The largest change of a numeric column among the rows that both versions hold."""
    step = (new.astype(float) - old.astype(float)).abs()
    if not (step > 0).any():
        return None
    row = step.idxmax()
    key = ", ".join(_shown(part) for part in (row if isinstance(row, tuple) else (row,)))
    count = int((step > 0).sum())
    shown = "" if unit == "1" else f" {unit}"
    return (
        f"{name}: {count:,} values changed, most {key}: {_shown(old[row])} → "
        f"{_shown(new[row])}{shown}"
    )


def _texts(name: str, old: pd.Series, new: pd.Series) -> str | None:
    count = int((old.astype("str").fillna("") != new.astype("str").fillna("")).sum())
    return f"{name}: {count:,} values changed" if count else None


def changes(entry: Mapping[str, Any], old: pd.DataFrame, new: pd.DataFrame) -> Iterator[str]:
    """One line each on what differs between two versions of the table that `entry` describes."""
    schema = entry["schema"]
    key: Sequence[str] = schema["primaryKey"]
    before, after = old.set_index(list(key)), new.set_index(list(key))
    added = len(after.index.difference(before.index))
    removed = len(before.index.difference(after.index))
    yield f"rows {len(old):,} → {len(new):,} ({added:,} added, {removed:,} removed)"
    for field in schema["fields"]:
        name = field["name"]
        if field["type"] in TEMPORAL:
            yield f"{name} {_span(old, name)} → {_span(new, name)}"
    common = after.index.intersection(before.index)
    for field in schema["fields"]:
        name = field["name"]
        if name in key:
            continue
        pair = before.loc[common, name], after.loc[common, name]
        numeric = field["type"] in ("number", "integer", "year")
        line = _numbers(name, field.get("unit", "1"), *pair) if numeric else _texts(name, *pair)
        gone = int((pair[0].notna() & pair[1].isna()).sum())
        yield from [line] if line else []
        yield from [f"{name}: {gone:,} values became empty"] if gone else []
