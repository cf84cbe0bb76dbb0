"""Indices of democracy of a country beside its peers."""

from collections.abc import Sequence

import pandas as pd

from qantar.common.errors import ParameterError
from qantar.common.text import _
from qantar.report.lookup import rows_where

HOME = "KAZ"  # the country of the handover that the parameters date


def check_countries(governance: pd.DataFrame, countries: Sequence[str]) -> None:
    """Raises ParameterError, naming those that would do, where a country is not in the table."""
    known = sorted(set(governance["iso3"]))
    for country in countries:
        if country not in known:
            raise ParameterError(
                _("timeline: the table governance has no country {country}; it has {known}").format(
                    country=country, known=", ".join(known)
                )
            )


def series(
    governance: pd.DataFrame, index: str, countries: Sequence[str], first_year: int
) -> pd.DataFrame:
    """One index of `countries` from `first_year` on. Columns: iso3, year, value, low, high."""
    check_countries(governance, countries)
    chosen = governance["iso3"].isin(list(countries)) & (governance["index"] == index)
    frame = governance[chosen & (governance["year"] >= first_year)]
    return frame[["iso3", "year", "value", "low", "high"]].sort_values(
        ["iso3", "year"], ignore_index=True
    )


def at(governance: pd.DataFrame, index: str, country: str, year: int) -> pd.Series | None:
    """The row of one index, country and year; None where the table has none."""
    rows = rows_where(governance, index=index, iso3=country, year=year)
    return None if rows.empty else rows.iloc[0]


def change(before: pd.Series | None, after: pd.Series | None) -> str | None:
    """``up``, ``down`` or ``none``: whether the intervals (low, high) of two rows lie apart.

    None where a row is missing.
    """
    if before is None or after is None:
        return None
    if after["low"] > before["high"]:
        return "up"
    return "down" if after["high"] < before["low"] else "none"
