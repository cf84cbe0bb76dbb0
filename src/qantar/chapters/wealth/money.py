"""Output, prices and the exchange rate of a country, and its billionaires beside them."""

from collections.abc import Sequence

import pandas as pd

MONTHS = 12


def value(macro: pd.DataFrame, country: str, indicator: str, year: int) -> float | None:
    """One value of the table macro; None where it has none."""
    row = macro[
        (macro["iso3"] == country) & (macro["indicator"] == indicator) & (macro["year"] == year)
    ]
    return float(row["value"].iloc[0]) if len(row) else None


def ratio(
    macro: pd.DataFrame, country: str, indicator: str, base_year: int, year: int
) -> float | None:
    """An indicator in `year` over that in `base_year`; None where either is missing."""
    now, before = (value(macro, country, indicator, when) for when in (year, base_year))
    return now / before if now is not None and before else None


def price_ratio(macro: pd.DataFrame, country: str, base_year: int, year: int) -> float | None:
    """Consumer prices in `year` over `base_year`, from yearly inflation, or None."""
    rates = [value(macro, country, "inflation", when) for when in range(base_year + 1, year + 1)]
    product = 1.0
    for rate in rates:
        if rate is None:
            return None
        product *= 1 + rate
    return product


def mean_growth(macro: pd.DataFrame, country: str, first: int, last: int) -> float | None:
    """Mean yearly growth of GDP at constant prices from `first` to `last`, or None."""
    rates = [value(macro, country, "gdp_growth", year) for year in range(first, last + 1)]
    if not rates or None in rates:
        return None
    return float((pd.Series(rates, dtype=float) + 1).prod() ** (1 / len(rates)) - 1)


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
    years = sorted(totals["year"].unique())
    grid = pd.MultiIndex.from_product([list(countries), years], names=["iso3", "year"]).to_frame(
        index=False
    )
    gdp = macro.loc[macro["indicator"] == "gdp_usd_bn", ["iso3", "year", "value"]]
    frame = grid.merge(totals, on=["iso3", "year"], how="left").fillna(
        {"people": 0, "total_usd_bn": 0.0}
    )
    frame = frame.merge(
        gdp.rename(columns={"value": "gdp_usd_bn"}), on=["iso3", "year"], how="left"
    )
    wealth = household_wealth[["iso3", "year", "total_usd_bn"]].rename(
        columns={"total_usd_bn": "wealth_usd_bn"}
    )
    frame = frame.merge(wealth, on=["iso3", "year"], how="left")
    frame["of_gdp"] = frame["total_usd_bn"] / frame["gdp_usd_bn"]
    frame["of_wealth"] = frame["total_usd_bn"] / frame["wealth_usd_bn"].astype("float64")
    return frame[["iso3", "year", "people", "total_usd_bn", "of_gdp", "of_wealth"]]


def family_part(
    billionaires: pd.DataFrame, family_ties: pd.DataFrame, country: str
) -> pd.DataFrame:
    """The wealth of Forbes's people, relatives of a former head of state apart.

    Columns year, family (boolean), people, total_usd_bn; empty for a country without names.
    """
    own = billionaires[billionaires["iso3"] == country]
    ties = family_ties.loc[family_ties["iso3"] == country, "name"]
    parts = own.assign(family=own["name"].isin(ties)).groupby(["year", "family"])["worth_usd_bn"]
    frame = parts.agg(["size", "sum"]).reset_index()
    return frame.rename(columns={"size": "people", "sum": "total_usd_bn"})
