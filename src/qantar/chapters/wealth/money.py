"""Output, prices and the exchange rate of a country, and its billionaires beside them."""

from collections.abc import Sequence

import pandas as pd

from qantar.report.lookup import number_where, rows_where

MONTHS = 12


def value(macro: pd.DataFrame, country: str, indicator: str, year: int) -> float | None:
    """One value of the table macro; None where it has none."""
    return number_where(macro, "value", iso3=country, indicator=indicator, year=year)


def ratio(
    macro: pd.DataFrame, country: str, indicator: str, base_year: int, year: int
) -> float | None:
    """An indicator in `year` over that in `base_year`; None where either is missing."""
    now, before = (value(macro, country, indicator, when) for when in (year, base_year))
    return now / before if now is not None and before else None


def _grown(
    macro: pd.DataFrame, country: str, indicator: str, first: int, last: int
) -> float | None:
    """``∏ (1 + rate)`` of a yearly rate over the years first to last; None where one is missing."""
    rates = rows_where(macro, iso3=country, indicator=indicator).set_index("year")["value"]
    rates = rates.reindex(range(first, last + 1))
    return None if rates.isna().any() else float((1 + rates).prod())


def price_ratio(macro: pd.DataFrame, country: str, base_year: int, year: int) -> float | None:
    """Consumer prices in `year` over `base_year`, from yearly inflation, or None."""
    return _grown(macro, country, "inflation", base_year + 1, year)


def mean_growth(macro: pd.DataFrame, country: str, first: int, last: int) -> float | None:
    """Mean yearly growth of GDP at constant prices from `first` to `last`, or None."""
    grown = _grown(macro, country, "gdp_growth", first, last)
    return None if grown is None else grown ** (1 / (last - first + 1)) - 1


def oil_by_year(oil_price: pd.DataFrame) -> pd.Series:
    """Mean Brent price [USD per barrel] of each year whose twelve months the table holds."""
    prices = oil_price.groupby(oil_price["date"].dt.year)["usd_per_barrel"].agg(["mean", "size"])
    return prices.loc[prices["size"] == MONTHS, "mean"]


def billionaires(
    totals: pd.DataFrame,
    macro: pd.DataFrame,
    household_wealth: pd.DataFrame,
    countries: Sequence[str],
) -> pd.DataFrame:
    """Forbes's people, their total, and that over GDP and wealth, per country and year.

    Columns iso3, year, people, total_usd_bn, of_gdp, of_wealth (missing where the denominator is).
    A country that a year's list does not name has 0 people.
    """
    key = ["iso3", "year"]
    grid = pd.MultiIndex.from_product([list(countries), sorted(totals["year"].unique())], names=key)
    gdp = rows_where(macro, indicator="gdp_usd_bn").set_index(key)["value"]
    wealth = household_wealth.set_index(key)["total_usd_bn"].astype("float64")
    frame = totals.set_index(key)[["people", "total_usd_bn"]].reindex(grid)
    frame = frame.fillna({"people": 0, "total_usd_bn": 0.0})
    frame["of_gdp"] = frame["total_usd_bn"] / gdp.reindex(grid)
    frame["of_wealth"] = frame["total_usd_bn"] / wealth.reindex(grid)
    return frame.reset_index()


def family_part(
    billionaires: pd.DataFrame, family_ties: pd.DataFrame, country: str
) -> pd.DataFrame:
    """The wealth of Forbes's people, relatives of a former head of state apart.

    Columns year, family (boolean), people, total_usd_bn; empty for a country without names.
    """
    own, ties = (rows_where(table, iso3=country) for table in (billionaires, family_ties))
    parts = own.assign(family=own["name"].isin(ties["name"])).groupby(["year", "family"])
    return parts["worth_usd_bn"].agg(people="size", total_usd_bn="sum").reset_index()
