"""Key figures of money over time, and of billionaires beside it."""

from collections.abc import Mapping

import pandas as pd

from qantar.chapters.wealth import money
from qantar.chapters.wealth.definitions import dated, figure
from qantar.chapters.wealth.parameters import WealthParameters
from qantar.chapters.wealth.peers import others
from qantar.report.figures import Figure

FIRST_GOOD_YEAR = 2000


def money_figures(tables: Mapping[str, pd.DataFrame], p: WealthParameters) -> list[Figure]:
    """Rents, output, prices and the exchange rate against the base year; billionaires over GDP
    and wealth.
    """
    macro, span = tables["macro"], f"{p.base_year}/{p.year}"
    macro = macro[macro["iso3"] == p.country]
    oil = money.oil_by_year(tables["oil_price"])

    def value(indicator: str) -> float | None:
        return money.value(macro, p.country, indicator, p.year)

    def ratio(indicator: str) -> float | None:
        return money.ratio(macro, p.country, indicator, p.base_year, p.year)

    prices = money.price_ratio(macro, p.country, p.base_year, p.year)
    return [
        *dated(figure("macro.resource_rents", value("resource_rents_of_gdp"), p.year), p.year),
        figure("macro.oil_rents", value("oil_rents_of_gdp"), p.year),
        figure("macro.gdp_per_head_usd", value("gdp_per_head_usd"), p.year),
        figure("macro.gdp_per_head_usd_ratio", ratio("gdp_per_head_usd"), span),
        figure("macro.exchange_rate_ratio", ratio("exchange_rate_per_usd"), span),
        figure("macro.price_ratio", prices, span),
        figure("macro.inflation", value("inflation"), p.year),
        figure("macro.oil_price_ratio", float(oil[p.year] / oil[p.base_year]), span),
        _growth(macro, p.country, "before_base", FIRST_GOOD_YEAR, p.base_year),
        _growth(macro, p.country, "since_base", p.base_year + 1, p.year),
        *_billionaire_figures(tables, p),
    ]


def _growth(macro: pd.DataFrame, country: str, name: str, first: int, last: int) -> Figure:
    rates = [money.value(macro, country, "gdp_growth", year) for year in range(first, last + 1)]
    mean = None
    if rates and None not in rates:
        mean = float((pd.Series(rates, dtype=float) + 1).prod() ** (1 / len(rates)) - 1)
    return figure(f"macro.growth_{name}", mean, f"{first}/{last}")


def _billionaire_figures(tables: Mapping[str, pd.DataFrame], p: WealthParameters) -> list[Figure]:
    group = [p.country, *others(p.country, p.peers)]
    frame = money.billionaires(
        tables["billionaires_totals"], tables["macro"], tables["household_wealth"], group
    )
    frame = frame[frame["year"] == p.year].set_index("iso3").astype("float64")
    empty = pd.Series(float("nan"), index=frame.columns)
    own = frame.loc[p.country] if len(frame) else empty
    nobody = not own["people"] > 0
    listed, of_gdp = frame["of_gdp"].dropna(), float("nan") if nobody else own["of_gdp"]
    rank = None if pd.isna(of_gdp) else int((listed > of_gdp).sum()) + 1
    return [
        figure("wealth.billionaires_people", own["people"], p.year),
        figure("wealth.billionaires_usd_bn", own["total_usd_bn"], p.year),
        *dated(figure("wealth.billionaires_gdp", of_gdp, p.year), p.year),
        *dated(
            figure(
                "wealth.billionaires_wealth", float("nan") if nobody else own["of_wealth"], p.year
            ),
            p.year,
        ),
        figure("wealth.billionaires_gdp_rank", rank, p.year),
        figure("wealth.billionaires_gdp_countries", len(listed) or None, p.year),
    ]
