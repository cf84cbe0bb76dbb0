"""Regions of Kazakhstan: output, incomes and wages side by side, and how far apart the regions
are.
"""

from collections.abc import Sequence

import pandas as pd

from qantar.chapters.wealth.distribution import theil, theil_parts

COUNTRY = "Kazakhstan"
OUTPUT, INCOME, WAGE = "grp_per_head_kzt", "cash_income_kzt_month", "wage_kzt_month"
POVERTY, GINI, PEOPLE = "poverty_share", "gini", "population"
# Regions formed in June 2022 and the region that each was part of before.
BEFORE_2022 = {"Abai": "East Kazakhstan", "Zhetisu": "Almaty region", "Ulytau": "Karaganda"}
# The outline on hand is older than 2018, when South Kazakhstan became these two.
BEFORE_2018 = {"Turkistan": "South Kazakhstan", "Shymkent city": "South Kazakhstan"}
NEWEST_DIVISION, DIVISION_OF_2018 = 2022, 2018


def in_year(regions: pd.DataFrame, indicator: str, year: int) -> pd.Series:
    """One indicator in one year by region (index), the country included; empty where the table
    has none.
    """
    rows = regions[(regions["indicator"] == indicator) & (regions["year"] == year)]
    return rows.set_index("region")["value"]


def latest_year(regions: pd.DataFrame, indicator: str, year: int) -> int:
    """The newest year of an indicator up to `year`, else its first."""
    years = regions.loc[regions["indicator"] == indicator, "year"]
    earlier = years[years <= year]
    return int(earlier.max() if len(earlier) else years.min())


def merged(values: pd.Series, people: pd.Series, into: dict[str, str]) -> pd.Series:
    """Values per head with the regions in `into` put together with their target, weighted by
    people.
    """
    both = pd.DataFrame({"value": values, "people": people}).dropna()
    both["total"] = both["value"] * both["people"]
    sums = both.groupby(both.index.map(lambda region: into.get(region, region)))[
        ["total", "people"]
    ].sum()
    return sums["total"] / sums["people"]


def _joins(year: int, division: int) -> dict[str, str]:
    """Which regions of `year` are put together to get those of an earlier year, `division`."""
    recent = BEFORE_2022 if year >= NEWEST_DIVISION > division else {}
    older = BEFORE_2018 if year >= DIVISION_OF_2018 > division else {}
    return {**recent, **older}


def _people(regions: pd.DataFrame, year: int, division: int) -> pd.Series:
    """People of 1 January of `year` in the regions of `division`."""
    people, joins = in_year(regions, PEOPLE, year), _joins(year, division)
    return people.groupby(people.index.map(lambda region: joins.get(region, region))).sum()


def _as_divided_in(regions: pd.DataFrame, indicator: str, year: int, division: int) -> pd.Series:
    """An indicator of `year` for the regions that existed in `division`, without the country."""
    values = in_year(regions, indicator, year).drop(COUNTRY)
    joins = _joins(year, division)
    return merged(values, in_year(regions, PEOPLE, year), joins) if joins else values


def compare(regions: pd.DataFrame, year: int) -> pd.DataFrame:
    """Output, cash income and wages of the regions of `year`, each relative to the country.

    Columns region, indicator, year, value (tenge), relative (country = 1). Output is that of
    `year`; income and wages those of the newest year up to it, else the first there is. Later
    figures are put together to the regions of `year`, weighted by people.
    """
    parts = []
    for indicator in (OUTPUT, INCOME, WAGE):
        own = latest_year(regions, indicator, year)
        values = _as_divided_in(regions, indicator, own, year)
        parts.append(_relative(regions, indicator, own, values))
    return pd.concat(parts, ignore_index=True)


def _relative(regions: pd.DataFrame, indicator: str, year: int, values: pd.Series) -> pd.DataFrame:
    country = in_year(regions, indicator, year)[COUNTRY]
    frame = pd.DataFrame(
        {"indicator": indicator, "year": year, "value": values, "relative": values / country}
    )
    return frame.rename_axis("region").reset_index()


def on_old_outline(regions: pd.DataFrame, year: int) -> pd.DataFrame:
    """`compare` for the map's 16 regions of before 2018: the two parts of South Kazakhstan put
    together.

    Columns as in `compare`; values of joined regions are weighted by their people of 1 January of
    the year.
    """
    outline = {**BEFORE_2022, **BEFORE_2018}
    parts = []
    for (indicator, own), rows in compare(regions, year).groupby(["indicator", "year"], sort=False):
        values = merged(
            rows.set_index("region")["value"], _people(regions, int(own), year), outline
        )
        parts.append(_relative(regions, str(indicator), int(own), values))
    return pd.concat(parts, ignore_index=True)


def between_theil(
    regions: pd.DataFrame, indicator: str, year: int, without: Sequence[str] = ()
) -> tuple[float, int]:
    """Theil T between the regions of `year`, those in `without` left out, and how many regions
    there are.

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
    """The part of the between-region Theil T that lies between `group` and all other regions
    together.

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


def theil_over_time(regions: pd.DataFrame, oil_regions: Sequence[str]) -> pd.DataFrame:
    """Between-region Theil of output, of output without `oil_regions`, and of cash income, per
    year.

    Columns series (output, output_without_oil, income), year, theil, regions (how many).
    """
    rows = []
    for series, indicator, without in (
        ("output", OUTPUT, ()),
        ("output_without_oil", OUTPUT, oil_regions),
        ("income", INCOME, ()),
    ):
        for year in sorted(regions.loc[regions["indicator"] == indicator, "year"].unique()):
            value, number = between_theil(regions, indicator, int(year), without)
            rows.append({"series": series, "year": int(year), "theil": value, "regions": number})
    return pd.DataFrame(rows)


def focus(regions: pd.DataFrame, region: str, year: int) -> pd.DataFrame:
    """What one region produces, is paid and lacks, relative to the country, up to `year` where
    possible.

    Columns indicator, year, value, country, relative; indicators the region has no figure for are
    left out.
    """
    rows = []
    for indicator in (OUTPUT, WAGE, INCOME, POVERTY, GINI):
        own = latest_year(regions, indicator, year)
        values = in_year(regions, indicator, own)
        if region in values.index:
            value, country = float(values[region]), float(values[COUNTRY])
            rows.append(
                {
                    "indicator": indicator,
                    "year": own,
                    "value": value,
                    "country": country,
                    "relative": value / country,
                }
            )
    return pd.DataFrame(rows, columns=["indicator", "year", "value", "country", "relative"])


def focus_over_time(regions: pd.DataFrame, region: str) -> pd.DataFrame:
    """One region relative to the country, year by year: indicator (output, cash income, wage,
    poverty), year, relative (country = 1)."""
    wanted = regions[regions["indicator"].isin((OUTPUT, INCOME, WAGE, POVERTY))]
    keys = ["indicator", "year"]
    own, country = (
        wanted[wanted["region"] == name].set_index(keys)["value"] for name in (region, COUNTRY)
    )
    relative = (own / country).dropna().rename("relative").reset_index()
    return relative.astype({"year": int}).sort_values(keys, ignore_index=True)
