"""Rows of a table, and single numbers, found by the values of its columns."""

import pandas as pd


def rows_where(table: pd.DataFrame, /, **values: object) -> pd.DataFrame:
    """The rows of `table` with these values, in its order: ``rows_where(macro, iso3="KAZ")``."""
    for column, value in values.items():
        table = table[table[column] == value]
    return table


def number_where(table: pd.DataFrame, column: str, /, **values: object) -> float | None:
    """The first number in `column` of the rows with these values; None where there is none."""
    numbers = rows_where(table, **values)[column].dropna()
    return float(numbers.iloc[0]) if len(numbers) else None
