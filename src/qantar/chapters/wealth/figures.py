"""Key figures of the wealth chapter; what each is stands in figures.csv."""

from collections.abc import Callable

import numpy as np
import pandas as pd

from qantar.chapters.wealth import few, gas, inequality, money, regions, unrest, years_before
from qantar.chapters.wealth.distribution import gini_pchip, gini_trapezoid, lorenz, palma
from qantar.chapters.wealth.parameters import WealthParameters
from qantar.report import register
from qantar.report.chapter import Tables
from qantar.report.lookup import number_where, rows_where
from qantar.report.register import Computed, Value, ranged

TABLES = register.tables(
    "wealth", "countries", "explanations", "opinion_poll", "outcomes", "studies"
)
FIRST_GOOD_YEAR = 2000
UBS_GINI_YEAR = 2022
FOCUS = {
    regions.OUTPUT: "grp",
    regions.WAGE: "wage",
    regions.INCOME: "income",
    regions.POVERTY: "poverty",
    regions.GINI: "gini",
}
# Figures of Kazakhstan alone; their ids begin with one of these.
AT_HOME = (
    "region.",
    "gas.",
    "living.",
    "protests.",
    "unrest.start",
    "unrest.power",
    "unrest.attack",
    "unrest.undated",
    *("unrest.first", "unrest.country_gini"),
)
SURVEY = (
    "income.gini_countries",
    "income.gini_wb_latest",
    "income.gini_lower_share",
    "income.gini_deciles",
    "income.gini_trapezoid",
    "income.gini_published",
    "income.palma",
)
Figures = dict[str, Computed]


def figures(tables: Tables, p: WealthParameters) -> Figures:
    """All key figures by id; None where the tables cannot give one for the country."""
    found: Figures = {
        **wealth_shares(tables, p),
        **ginis(tables, p),
        **survey(tables, p),
        **claim(tables, p),
        **growth(tables, p),
        **billionaires(tables, p),
        **unrest.country_test(tables, p),
        **gas.figures(tables, p),
        **between_regions(tables, p),
        **focus_region(tables, p),
        **years_before.living_standards(tables.living_standards),
        **years_before.protest_counts(tables.protest_trackers),
        **unrest.regions_test(tables, p),
    }
    if p.country == regions.HOME:
        return found
    return {name: None if name.startswith(AT_HOME) else value for name, value in found.items()}


def names(countries: pd.DataFrame) -> dict[str, str]:
    """Country names by code."""
    return countries.set_index("iso3")["name"].to_dict()


def wealth_shares(tables: Tables, p: WealthParameters) -> Figures:
    """Shares of the richest and of the poorer half, with what an older release said."""
    found: Figures = {}
    for group in inequality.GROUPS:
        newest, older = (
            inequality.share(release, p.country, p.year, group)
            for release in (tables.wealth_shares, tables.wealth_vintages)
        )
        found[f"wealth.{group}"] = ranged(newest, (newest, older))
    return found


def ginis(tables: Tables, p: WealthParameters) -> Figures:
    """The Gini of wealth, and its gap to the survey's among countries measured the same way."""
    table = tables.inequality
    pairs = inequality.gaps(table, tables.wealth_shares, p.country, p.peers, p.year)
    own = pairs[pairs["own"]].iloc[0] if len(pairs) else pd.Series(dtype=float)
    wider = pairs["gap"] > own["gap"] if len(pairs) else pd.Series(dtype=bool)
    found: Figures = {
        "wealth.gini": inequality.gini(table, "wealth", "WID", p.country, p.year),
        "wealth.gini_ubs": inequality.gini(table, "wealth", "UBS", p.country, UBS_GINI_YEAR),
    }
    gap: dict[str, Callable[[], float]] = {
        "gap": lambda: float(own["gap"]),
        "gap_rank": lambda: int(wider.sum()) + 1,
        "gap_countries": lambda: len(pairs),
        "gap_median": lambda: float(pairs["gap"].median()),
        "gap_peers": lambda: int(pairs["peer"].sum()),
        "gap_peers_wider": lambda: int((wider & pairs["peer"]).sum()),
        "expected": lambda: float(own["expected"]),
        "rank": lambda: int((pairs["wealth"] > own["wealth"]).sum()) + 1,
        "imputed_countries": lambda: int(pairs["imputed"].sum()),
    }
    return found | {
        f"wealth.gini_{name}": value() if len(pairs) else None for name, value in gap.items()
    }


def survey(tables: Tables, p: WealthParameters) -> Figures:
    """The World Bank's newest Gini, its place among all countries', and what ten shares give."""
    rows, since = tables.inequality, p.year - inequality.NEAR_YEARS
    newest = rows[rows["source"] == "WDI"].sort_values("year").groupby("iso3").tail(1)
    newest = newest.set_index("iso3")
    recent = newest.loc[newest["year"] >= since, "value"]
    found: Figures = dict.fromkeys(SURVEY)
    found["income.gini_countries"] = len(recent)
    if p.country in newest.index:
        own = newest.loc[p.country]
        lower = recent.drop(p.country, errors="ignore") < own["value"]
        found["income.gini_wb_latest"] = Value(float(own["value"]), as_of=str(own["year"]))
        found["income.gini_lower_share"] = Value(float(lower.mean()), as_of=str(own["year"]))
    tenths = inequality.survey(tables.income_deciles, p.country)
    if tenths is not None:
        year, kind, shares = tenths
        curve = lorenz(shares)
        published = inequality.gini(rows, kind, "PIP", p.country, year)
        values = (gini_pchip(*curve), gini_trapezoid(*curve), published, palma(shares))
        for name, value in zip(SURVEY[-4:], values, strict=True):
            found[name] = Value(value, as_of=str(year))
    return found


def claim(tables: Tables, p: WealthParameters) -> Figures:
    """Pareto exponents, the few's share by two tails and its bound, what the claim needs."""
    some = few.Few(tables, p.country, p.year, p.claim_people)
    known = [share for share in (some.share_older, some.share_pareto, some.share_listed) if share]
    pareto = (some.share_pareto, min(known), max(known)) if some.share_pareto else None
    each, unseen = few.needs(some, p.claim_share)
    least = few.needs_at_least(some, p.claim_share)
    gdp = money.value(tables.macro, p.country, "gdp_usd_bn", p.year)
    household = some.household
    return {
        "wealth.pareto_alpha": some.alpha,
        "wealth.pareto_alpha_listed": some.alpha_listed,
        "wealth.claim_share_pareto": pareto,
        "wealth.claim_share_listed": some.share_listed,
        "wealth.claim_bound": some.bound,
        "wealth.claim_each_usd_bn": each,
        "wealth.claim_unseen_usd_bn": unseen,
        "wealth.claim_unseen_gdp": unseen / gdp if unseen is not None and gdp else None,
        "wealth.claim_unseen_least_usd_bn": least,
        "wealth.claim_unseen_least_gdp": least / gdp if least is not None and gdp else None,
        "wealth.household_usd_bn": None if household is None else float(household["total_usd_bn"]),
        "wealth.tail_billionaires": few.billionaires_on_tail(some),
    }


def growth(tables: Tables, p: WealthParameters) -> Figures:
    """Rents, output, prices and the exchange rate against the base year."""
    macro, base, year = tables.macro, p.base_year, p.year
    oil = money.oil_by_year(tables.oil_price)

    def value(indicator: str) -> float | None:
        return money.value(macro, p.country, indicator, year)

    def ratio(indicator: str) -> float | None:
        return money.ratio(macro, p.country, indicator, base, year)

    return {
        "macro.resource_rents": value("resource_rents_of_gdp"),
        "macro.oil_rents": value("oil_rents_of_gdp"),
        "macro.gdp_per_head_usd": value("gdp_per_head_usd"),
        "macro.gdp_per_head_usd_ratio": ratio("gdp_per_head_usd"),
        "macro.exchange_rate_ratio": ratio("exchange_rate_per_usd"),
        "macro.price_ratio": money.price_ratio(macro, p.country, base, year),
        "macro.inflation": value("inflation"),
        "macro.oil_price_ratio": oil[year] / oil[base],
        "macro.growth_before_base": money.mean_growth(macro, p.country, FIRST_GOOD_YEAR, base),
        "macro.growth_since_base": money.mean_growth(macro, p.country, base + 1, year),
    }


def billionaires(tables: Tables, p: WealthParameters) -> Figures:
    """Forbes's list over GDP and household wealth, among peers, and the family's part."""
    group = [p.country, *inequality.others(p.country, p.peers)]
    rich = money.billionaires(
        tables.billionaires_totals, tables.macro, tables.household_wealth, group
    )
    rich = rows_where(rich, year=p.year).set_index("iso3").astype("float64")
    own = rich.reindex([p.country]).iloc[0].replace(np.nan, None)
    listed = rich["of_gdp"].dropna()
    somebody = own["people"] and own["of_gdp"] is not None
    parts = money.family_part(tables.billionaires, tables.family_ties, p.country)
    parts = rows_where(parts, year=p.year).set_index("family")["total_usd_bn"]
    family = parts.get(True)
    return {
        "wealth.billionaires_people": own["people"],
        "wealth.billionaires_usd_bn": own["total_usd_bn"],
        "wealth.billionaires_gdp": own["of_gdp"] if somebody else None,
        "wealth.billionaires_wealth": own["of_wealth"] if somebody else None,
        "wealth.billionaires_gdp_rank": (listed > own["of_gdp"]).sum() + 1 if somebody else None,
        "wealth.billionaires_gdp_countries": len(listed) or None,
        "wealth.foundations_usd_bn": (
            number_where(tables.facts, "value", id="W043") if p.country == "KAZ" else None
        ),
        "wealth.family_usd_bn": family,
        "wealth.family_share": None if family is None else family / parts.sum(),
    }


def between_regions(tables: Tables, p: WealthParameters) -> Figures:
    """How far apart regions are in output and income."""
    table, year = tables.regions, p.region_year
    income_year = regions.latest_year(table, regions.INCOME, year)
    output = regions.in_year(table, regions.OUTPUT, year).drop(regions.COUNTRY)
    income = regions.in_year(table, regions.INCOME, income_year).drop(regions.COUNTRY)
    theil, number = regions.between_theil(table, regions.OUTPUT, year)
    without, _rest = regions.between_theil(table, regions.OUTPUT, year, p.oil_regions)
    incomes, _all = regions.between_theil(table, regions.INCOME, income_year)
    return {
        "region.grp_ratio": output.max() / output.min(),
        "region.income_ratio": Value(income.max() / income.min(), as_of=str(income_year)),
        "region.theil": theil,
        "region.theil_without_oil": without,
        "region.theil_oil_part": regions.theil_part_of(table, regions.OUTPUT, year, p.oil_regions),
        "region.theil_income": Value(incomes, as_of=str(income_year)),
        "region.number": number,
    }


def focus_region(tables: Tables, p: WealthParameters) -> Figures:
    """The region where it began against the country: output, pay, poverty, strikes, real income."""
    table, region = tables.regions, p.focus_region
    found: Figures = dict.fromkeys(f"region.focus_{name}" for name in FOCUS.values())
    for row in regions.focus(table, region, p.region_year).itertuples():
        found[f"region.focus_{FOCUS[row.indicator]}"] = Value(row.relative, as_of=str(row.year))
    first = regions.latest_year(table, regions.OUTPUT, 0)
    output = regions.in_year(table, regions.OUTPUT, first)
    relative = (output / output[regions.COUNTRY]).get(region)
    found["region.focus_grp_first"] = Value(relative, as_of=str(first))
    return {**found, **_poverty(table, p), **_real_income(tables, p), **_strikes(tables, region)}


def _poverty(table: pd.DataFrame, p: WealthParameters) -> Figures:
    region, year = p.focus_region, p.region_year
    now, before = (
        regions.as_before_2022(table, regions.POVERTY, when) for when in (year, year - 2)
    )
    rise = (now - before).dropna()
    known = region in rise.index
    return {
        "region.poverty": now[region] if known else None,
        "region.poverty_before": Value(before[region], as_of=str(year - 2)) if known else None,
        "region.poverty_country": regions.in_year(table, regions.POVERTY, year)[regions.COUNTRY],
        "region.poverty_highest": now.max(),
        "region.poverty_regions": len(rise),
        **_poverty_now(table, region),
        "region.poverty_rise_rank": (rise > rise[region]).sum() + 1 if known else None,
    }


def _poverty_now(table: pd.DataFrame, region: str) -> Figures:
    last = rows_where(table, indicator=regions.POVERTY)["year"].max()
    now = regions.in_year(table, regions.POVERTY, last)
    return {
        "region.poverty_now": Value(now.get(region), as_of=str(last)),
        "region.poverty_country_now": Value(now[regions.COUNTRY], as_of=str(last)),
    }


def _real_income(tables: Tables, p: WealthParameters) -> Figures:
    real = regions.real_income(tables.regions, tables.macro, p.base_year)
    last = real["year"].max()
    index = rows_where(real, year=last).set_index("region")["index"]
    change, as_of = index / 100 - 1, f"{p.base_year}/{last}"
    others = change.drop([p.focus_region, regions.COUNTRY], errors="ignore")
    return {
        "region.real_income_change": Value(change.get(p.focus_region), as_of=as_of),
        "region.real_income_country": Value(change.get(regions.COUNTRY), as_of=as_of),
        "region.real_income_others_falling": Value((others < 0).sum(), as_of=str(last)),
    }


def _strikes(tables: Tables, region: str) -> Figures:
    struck = rows_where(tables.protest_trackers, measure="struck companies")
    companies = struck.set_index("place")["low"]
    return {
        "region.struck_companies": companies.get(region),
        "region.struck_companies_all": companies[regions.COUNTRY],
        "region.struck_zhanaozen": companies["Zhanaozen"],
    }
