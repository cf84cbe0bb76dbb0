"""Key figures of Kazakhstan's regions: how far apart they are, and the one where the protests
began.
"""

from collections.abc import Mapping
from dataclasses import replace

import pandas as pd

from qantar.chapters.wealth import regions
from qantar.chapters.wealth.definitions import dated, figure
from qantar.chapters.wealth.parameters import WealthParameters
from qantar.report.figures import Figure

HOME = "KAZ"
FOCUS = {
    regions.OUTPUT: "grp",
    regions.WAGE: "wage",
    regions.INCOME: "income",
    regions.POVERTY: "poverty",
    regions.GINI: "gini",
}


def extremes(table: pd.DataFrame, year: int, indicator: str = regions.OUTPUT) -> dict[str, str]:
    """The regions with the highest and lowest value of an indicator: {"richest": …, "poorest": …}.

    table: regions; the newest year up to `year` counts.
    """
    values = regions.in_year(table, indicator, regions.latest_year(table, indicator, year))
    values = values.drop(regions.COUNTRY)
    return {"richest": str(values.idxmax()), "poorest": str(values.idxmin())}


def region_figures(tables: Mapping[str, pd.DataFrame], p: WealthParameters) -> list[Figure]:
    """Ratios and Theil indices between regions, and the focus region; all None for other
    countries.
    """
    table = tables["regions"]
    made = [
        *_between(table, p),
        *_focus(table, p),
        _price_step(tables["lpg_price"], p.focus_region),
    ]
    if p.country == HOME:
        return made
    return [replace(one, value=None, low=None, high=None, range_kind=None) for one in made]


def _between(table: pd.DataFrame, p: WealthParameters) -> list[Figure]:
    year, income_year = p.region_year, regions.latest_year(table, regions.INCOME, p.region_year)
    output, income = (
        regions.in_year(table, indicator, when).drop(regions.COUNTRY)
        for indicator, when in ((regions.OUTPUT, year), (regions.INCOME, income_year))
    )
    all_of, number = regions.between_theil(table, regions.OUTPUT, year)
    rest, _rest = regions.between_theil(table, regions.OUTPUT, year, p.oil_regions)
    without = ", ".join(p.oil_regions)
    part = regions.theil_part_of(table, regions.OUTPUT, year, p.oil_regions)
    incomes, _incomes = regions.between_theil(table, regions.INCOME, income_year)
    return [
        *dated(figure("region.grp_ratio", float(output.max() / output.min()), year), year),
        figure("region.income_ratio", float(income.max() / income.min()), income_year),
        *dated(figure("region.theil", all_of, year), year),
        figure("region.theil_without_oil", rest, year, without=without),
        figure("region.theil_oil_part", part, year, without=without),
        figure("region.theil_income", incomes, income_year),
        figure("region.number", number, year),
    ]


def _focus(table: pd.DataFrame, p: WealthParameters) -> list[Figure]:
    rows = regions.focus(table, p.focus_region, p.region_year).set_index("indicator")
    found = []
    for indicator, name in FOCUS.items():
        has = indicator in rows.index
        relative = float(rows.loc[indicator, "relative"]) if has else None
        year = str(int(rows.loc[indicator, "year"])) if has else "none"
        found.append(figure(f"region.focus_{name}", relative, year, region=p.focus_region))
    first = regions.latest_year(table, regions.OUTPUT, 0)
    output = regions.in_year(table, regions.OUTPUT, first)
    before = output.get(p.focus_region)
    relative = None if before is None else float(before / output[regions.COUNTRY])
    return [*found, figure("region.focus_grp_first", relative, first)]


def _price_step(prices: pd.DataFrame, region: str) -> Figure:
    before = prices[prices["span"] == "year"].iloc[0]
    peak = prices.loc[prices["high_kzt_litre"].idxmax()]
    low, high, top = before["low_kzt_litre"], before["high_kzt_litre"], peak["high_kzt_litre"]
    value = float(2 * top / (low + high)) if region == before["region"] else None
    ends = (float(peak["low_kzt_litre"] / high), float(top / low), "market_range")
    return figure("region.lpg_step", value, f"{before['date']:%Y}/{peak['date']:%Y-%m-%d}", ends)
