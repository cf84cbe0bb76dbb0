"""Democracy and governance of a country beside its peers, before and after a handover of power."""

from collections.abc import Sequence

import pandas as pd

from qantar.common.errors import ParameterError
from qantar.common.text import _

REGIMES = (
    _("closed autocracy"),
    _("electoral autocracy"),
    _("electoral democracy"),
    _("liberal democracy"),
)


def check_countries(governance: pd.DataFrame, countries: Sequence[str]) -> None:
    """Raises ParameterError, naming the country and those that would do, where one is not in the
    table.
    """
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
    rows = governance[
        (governance["index"] == index)
        & (governance["iso3"] == country)
        & (governance["year"] == year)
    ]
    return None if rows.empty else rows.iloc[0]


def change(
    governance: pd.DataFrame,
    indices: Sequence[str],
    countries: Sequence[str],
    before: int,
    after: int,
) -> pd.DataFrame:
    """Each index in the years `before` and `after`, wide.

    Columns: index, iso3, before, after (each index on its own scale), before_low, before_high,
    after_low, after_high (empty where the publisher states no interval), overlap (True where both
    intervals overlap).
    """
    check_countries(governance, countries)
    rows = []
    for index in indices:
        for country in countries:
            first, second = (
                at(governance, index, country, before),
                at(governance, index, country, after),
            )
            if first is None or second is None:
                continue
            rows.append(
                {
                    "index": index,
                    "iso3": country,
                    "before": first["value"],
                    "after": second["value"],
                    "before_low": first["low"],
                    "before_high": first["high"],
                    "after_low": second["low"],
                    "after_high": second["high"],
                    "overlap": bool(
                        first["low"] <= second["high"] and second["low"] <= first["high"]
                    ),
                }
            )
    return pd.DataFrame(rows)


def regime(governance: pd.DataFrame, country: str, year: int) -> str | None:
    """The Regimes-of-the-World label of a country in a year; None where the table has none."""
    row = at(governance, "regime", country, year)
    return None if row is None else REGIMES[int(row["value"])]
