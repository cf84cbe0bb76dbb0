"""Regions of Kazakhstan: what they produce, earn and lack, and how far apart they are."""

from collections.abc import Mapping, Sequence

import pandas as pd

from qantar.chapters.wealth.distribution import theil, theil_parts
from qantar.report.figures import Figure
from qantar.report.lookup import rows_where

HOME, COUNTRY, FIRST_REGION = "KAZ", "Kazakhstan", "Mangystau"
OUTPUT, INCOME, WAGE = "grp_per_head_kzt", "cash_income_kzt_month", "wage_kzt_month"
POVERTY, GINI, PEOPLE = "poverty_share", "gini", "population"
# Regions formed in June 2022 and the region that each was part of before.
BEFORE_2022 = {"Abai": "East Kazakhstan", "Zhetisu": "Almaty region", "Ulytau": "Karaganda"}
# The outline on hand is older than 2018, when South Kazakhstan became these two.
BEFORE_2018 = {"Turkistan": "South Kazakhstan", "Shymkent city": "South Kazakhstan"}
NEWEST_DIVISION = 2022


def in_year(regions: pd.DataFrame, indicator: str, year: int) -> pd.Series:
    """One indicator in one year by region (index), with the country; may be empty."""
    return rows_where(regions, indicator=indicator, year=year).set_index("region")["value"]


def latest_year(regions: pd.DataFrame, indicator: str, year: int) -> int:
    """The newest year of an indicator up to `year`, else its first."""
    years = regions.loc[regions["indicator"] == indicator, "year"]
    earlier = years[years <= year]
    return int(earlier.max() if len(earlier) else years.min())


def merged(values: pd.Series, people: pd.Series, into: dict[str, str]) -> pd.Series:
    """Values per head with the regions in `into` merged into their target, by people."""
    both = pd.DataFrame({"total": values * people, "people": people}).dropna()
    sums = both.rename(index=into).groupby(level=0).sum()
    return sums["total"] / sums["people"]


def as_before_2022(regions: pd.DataFrame, indicator: str, year: int) -> pd.Series:
    """An indicator of `year` for the 17 regions that existed until June 2022, without the country.

    Regions formed then are put together again with the ones they came from, weighted by people of
    the year or, where the year has none of them, of 1 January 2022.
    """
    values = in_year(regions, indicator, year).drop(COUNTRY, errors="ignore")
    if not set(BEFORE_2022) & set(values.index):
        return values
    people = in_year(regions, PEOPLE, year)
    if not set(BEFORE_2022) <= set(people.index):
        people = in_year(regions, PEOPLE, NEWEST_DIVISION)
    return merged(values, people, BEFORE_2022)


def between_theil(
    regions: pd.DataFrame, indicator: str, year: int, without: Sequence[str] = ()
) -> tuple[float, int]:
    """Theil T between the regions of `year` but `without`, and how many regions there are.

    Each region's total is the indicator times its population of 1 January. Raises ValueError for a
    year that the table does not hold.
    """
    both = _members(regions, indicator, year).drop(index=list(without), errors="ignore")
    return theil(both["people"], both["mean"]), len(both)


def _members(regions: pd.DataFrame, indicator: str, year: int) -> pd.DataFrame:
    values = in_year(regions, indicator, year).drop(COUNTRY, errors="ignore")
    return pd.DataFrame({"mean": values, "people": in_year(regions, PEOPLE, year)}).dropna()


def theil_part_of(
    regions: pd.DataFrame, indicator: str, year: int, group: Sequence[str]
) -> float | None:
    """The part of the between-region Theil T between `group` and all other regions.

    The rest lies among the regions of each side (see distribution.theil_parts). None where a side
    is empty.
    """
    both = _members(regions, indicator, year)
    inside = both.index.isin(group)
    if inside.all() or not inside.any():
        return None
    sides = [(side["people"], side["mean"]) for side in (both[inside], both[~inside])]
    between, within = theil_parts(sides)
    return between / (between + within)


def focus(regions: pd.DataFrame, region: str, year: int) -> pd.DataFrame:
    """What one region produces, is paid and lacks, over the country's, up to `year`.

    Columns indicator, year, value, country, relative; indicators the region has no figure for are
    left out.
    """
    rows = []
    for indicator in (OUTPUT, WAGE, INCOME, POVERTY, GINI):
        own = latest_year(regions, indicator, year)
        values = in_year(regions, indicator, own)
        if region in values.index:
            rows.append((indicator, own, float(values[region]), float(values[COUNTRY])))
    frame = pd.DataFrame(rows, columns=["indicator", "year", "value", "country"])
    return frame.assign(relative=frame["value"] / frame["country"])


def over_time(regions: pd.DataFrame, indicator: str, first: int, last: int) -> pd.DataFrame:
    """One indicator of every region and the country from year to year: region, year, value."""
    rows = regions[(regions["indicator"] == indicator) & regions["year"].between(first, last)]
    return rows[["region", "year", "value"]].sort_values(["region", "year"], ignore_index=True)


def real_income(regions: pd.DataFrame, macro: pd.DataFrame, base_year: int) -> pd.DataFrame:
    """Cash income per head at constant consumer prices, `base_year` = 100: region, year, index.

    Nominal income is divided by the country's consumer prices (no index by region was found);
    regions without a figure in the base year are left out.
    """
    rates = macro[(macro["iso3"] == HOME) & (macro["indicator"] == "inflation")].sort_values("year")
    prices = (1 + rates.set_index("year")["value"]).cumprod()
    rows = over_time(regions, INCOME, int(prices.index.min()), int(prices.index.max()))
    rows = rows.assign(real=rows["value"] / rows["year"].map(prices))
    base = rows[rows["year"] == base_year].set_index("region")["real"]
    rows["index"] = 100 * rows["real"] / rows["region"].map(base)
    return rows.dropna(subset="index")[["region", "year", "index"]].reset_index(drop=True)


def poorer_now(figures: Mapping[str, Figure]) -> bool:
    """Whether the region is poorer than the country in the newest year of poverty."""
    own, country = (figures[f"region.poverty{name}_now"].value for name in ("", "_country"))
    return own is not None and country is not None and own > country


def rose_most_where_it_began(figures: Mapping[str, Figure], region: str) -> bool:
    """Whether protests began in `region` and poverty rose there more than in any other."""
    if region != FIRST_REGION or figures["region.poverty_rise_rank"].value != 1:
        return False
    return figures["region.poverty"].known() > figures["region.poverty_before"].known()
