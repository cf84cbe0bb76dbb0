"""Cited figures of texts, by the identifier of their row."""

import re

import pandas as pd

from qantar.errors import RefreshError
from qantar.sources.base import Inputs

MINING, ENERGY = "mining-facts.csv", "energy-facts.csv"
COLUMNS = ("id", "date_or_year", "value", "unit", "statement", "source_publisher", "confidence")


def facts(inputs: Inputs, file: str) -> pd.DataFrame:
    """All rows of a file of cited figures as text, indexed by id."""
    return inputs.csv(file, COLUMNS, dtype=str, keep_default_na=False).set_index("id")


def fact(rows: pd.DataFrame, file: str, identifier: str) -> pd.Series:
    """One row; raises RefreshError where the file has none with that id."""
    if identifier not in rows.index:
        raise RefreshError(f"{file}: no row with id {identifier!r}, which a table needs")
    return rows.loc[identifier]


def numbers(row: pd.Series, pattern: str | None = None) -> list[float]:
    """The numbers of a row's value, or those `pattern` finds in its statement; RefreshError where none."""
    text = row["statement"] if pattern else row["value"]
    found = re.findall(pattern or r"\d+(?:\.\d+)?", text)
    if not found:
        raise RefreshError(f"fact {row.name}: no number found by {pattern!r}; its wording has changed")
    return [float(number) for number in found]
