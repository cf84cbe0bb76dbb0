"""What each key figure of the wealth chapter is: unit, tables, definition."""

from dataclasses import replace

from qantar.common.text import _
from qantar.report.figures import Figure

STANDARD_YEAR = 2021
WID, GINIS, DECILES = ("wealth_shares",), ("inequality",), ("income_deciles",)
TAIL = ("wealth_shares", "household_wealth")
LISTED = (*TAIL, "billionaires")
TOTALS, MACRO, REGIONS = ("billionaires_totals",), ("macro",), ("regions",)

DEFINITIONS: dict[str, tuple[str, tuple[str, ...], str]] = {
    "wealth.top1": (
        "share",
        WID,
        _("share of net personal wealth of the richest 1 % of adults, WID"),
    ),
    "wealth.top10": (
        "share",
        WID,
        _("share of net personal wealth of the richest 10 % of adults, WID"),
    ),
    "wealth.bottom50": (
        "share",
        WID,
        _("share of net personal wealth of the poorer half of adults, WID"),
    ),
    "wealth.gini": ("fraction", GINIS, _("Gini of net personal wealth, as WID gives it")),
    "wealth.gini_ubs_2022": ("fraction", GINIS, _("Gini of wealth per adult, as UBS gives it")),
    "wealth.gini_gap": (
        "fraction",
        GINIS,
        _("Gini of wealth (WID) minus Gini of the nearest survey (World Bank)"),
    ),
    "wealth.gini_gap_rank": (
        "rank",
        GINIS,
        _("rank of that gap, widest first, among countries with the same kind of survey"),
    ),
    "wealth.gini_gap_countries": (
        "countries",
        GINIS,
        _("countries with both Ginis and the same kind of survey"),
    ),
    "wealth.gini_gap_median": (
        "fraction",
        GINIS,
        _("median gap of the countries with the same kind of survey"),
    ),
    "wealth.gini_gap_peers": (
        "countries",
        GINIS,
        _("peers with both Ginis and the same kind of survey"),
    ),
    "wealth.gini_gap_peers_wider": (
        "countries",
        GINIS,
        _("those of these peers whose gap is wider"),
    ),
    "wealth.gini_expected": (
        "fraction",
        GINIS,
        _(
            "Gini of wealth on the least-squares line through the countries with the same kind of "
            "survey"
        ),
    ),
    "wealth.gini_rank": (
        "rank",
        GINIS,
        _("rank of the Gini of wealth, most unequal first, among these countries"),
    ),
    "wealth.gini_imputed_countries": (
        "countries",
        (*GINIS, *WID),
        _("countries of these whose wealth shares are imputed"),
    ),
    "income.gini_wb_latest": ("fraction", GINIS, _("World Bank's Gini index, newest {kind}")),
    "income.gini_lower_share": (
        "share",
        GINIS,
        _("share of the other countries whose newest World Bank Gini since {since} is lower"),
    ),
    "income.gini_countries": (
        "countries",
        GINIS,
        _("countries with a World Bank Gini since {since}"),
    ),
    "income.gini_deciles": (
        "fraction",
        DECILES,
        _("Gini from ten shares by a monotone cubic, {kind}"),
    ),
    "income.gini_trapezoid": (
        "fraction",
        DECILES,
        _("Gini from ten shares by straight lines, a lower bound, {kind}"),
    ),
    "income.gini_published": (
        "fraction",
        GINIS,
        _("Gini of the same survey as the World Bank publishes it, from all households, {kind}"),
    ),
    "income.palma": (
        "ratio",
        DECILES,
        _("share of the richest tenth over that of the poorest 40 %, {kind}"),
    ),
    "wealth.pareto_alpha": (
        "exponent",
        WID,
        _("Pareto exponent of the tail through the shares of the richest 10 % and 1 %"),
    ),
    "wealth.pareto_alpha_listed": (
        "exponent",
        LISTED,
        _("Pareto exponent of the tail through the richest 1 % and everybody on Forbes's list"),
    ),
    "wealth.claim_share_pareto": (
        "share",
        (*LISTED, "wealth_vintages"),
        _(
            "share of the richest {people:,} adults on WID's tail; range: older release, Forbes "
            "tail"
        ),
    ),
    "wealth.claim_share_listed": (
        "share",
        LISTED,
        _(
            "share of the richest {people:,} adults on the tail through the richest 1 % and "
            "Forbes's list"
        ),
    ),
    "wealth.claim_bound": (
        "share",
        LISTED,
        _(
            "the most that the richest {people:,} can own: the share of the richest 1 %, to whom "
            "they belong"
        ),
    ),
    "wealth.claim_each_usd_bn": (
        "billion USD",
        ("household_wealth",),
        _("what each would own on average if the statement held for UBS's household wealth"),
    ),
    "wealth.claim_unseen_usd_bn": (
        "billion USD",
        LISTED,
        _(
            "wealth beyond UBS's total that the few alone would need for the statement, from the "
            "higher tail"
        ),
    ),
    "wealth.claim_unseen_gdp": ("ratio", (*LISTED, *MACRO), _("that wealth over the year's GDP")),
    "wealth.tail_billionaires": (
        "people",
        TAIL,
        _(
            "adults with over a billion dollars on the tail through the shares of the richest 10 "
            "% and 1 %"
        ),
    ),
    "wealth.household_usd_bn": (
        "billion USD",
        ("household_wealth",),
        _("total household wealth, UBS"),
    ),
    "wealth.billionaires_people": (
        "people",
        TOTALS,
        _("people on Forbes's list under the country"),
    ),
    "wealth.billionaires_usd_bn": (
        "billion USD",
        TOTALS,
        _("their net worth, in March of the year"),
    ),
    "wealth.billionaires_gdp": (
        "share",
        (*TOTALS, *MACRO),
        _("their net worth over GDP; missing where nobody is listed"),
    ),
    "wealth.billionaires_wealth": (
        "share",
        (*TOTALS, "household_wealth"),
        _("their net worth over household wealth (UBS)"),
    ),
    "wealth.billionaires_gdp_rank": (
        "rank",
        (*TOTALS, *MACRO),
        _("rank of that share of GDP among the country and its peers"),
    ),
    "wealth.billionaires_gdp_countries": (
        "countries",
        (*TOTALS, *MACRO),
        _("the country and its peers with both numbers"),
    ),
    "macro.resource_rents": ("share", MACRO, _("total natural-resource rents over GDP")),
    "macro.oil_rents": ("share", MACRO, _("oil rents over GDP")),
    "macro.gdp_per_head_usd": ("USD", MACRO, _("GDP per head at the year's exchange rate")),
    "macro.gdp_per_head_usd_ratio": (
        "ratio",
        MACRO,
        _("GDP per head in dollars, year over base year"),
    ),
    "macro.exchange_rate_ratio": (
        "ratio",
        MACRO,
        _("national currency per dollar, year over base year"),
    ),
    "macro.price_ratio": ("ratio", MACRO, _("consumer prices, year over base year")),
    "macro.inflation": ("fraction a year", MACRO, _("consumer prices against the year before")),
    "macro.oil_price_ratio": (
        "ratio",
        ("oil_price",),
        _("yearly mean of Brent crude, year over base year"),
    ),
    "macro.growth_before_base": (
        "fraction a year",
        MACRO,
        _("mean growth of GDP at constant prices"),
    ),
    "macro.growth_since_base": (
        "fraction a year",
        MACRO,
        _("mean growth of GDP at constant prices"),
    ),
    "region.grp_ratio": (
        "ratio",
        REGIONS,
        _("highest over lowest gross regional product per head"),
    ),
    "region.income_ratio": ("ratio", REGIONS, _("highest over lowest cash income per head")),
    "region.theil": ("Theil T", REGIONS, _("Theil T of gross regional product between regions")),
    "region.theil_without_oil": (
        "Theil T",
        REGIONS,
        _("Theil T of gross regional product without {without}"),
    ),
    "region.theil_oil_part": (
        "share",
        REGIONS,
        _(
            "part of that Theil T that lies between {without} together and all other regions "
            "together"
        ),
    ),
    "region.theil_income": ("Theil T", REGIONS, _("Theil T of cash income between regions")),
    "region.number": ("regions", REGIONS, _("regions with gross regional product")),
    "region.focus_grp": (
        "ratio",
        REGIONS,
        _("gross regional product per head, {region} over the country"),
    ),
    "region.focus_grp_first": ("ratio", REGIONS, _("the same in the first year of the table")),
    "region.focus_wage": ("ratio", REGIONS, _("average wage, {region} over the country")),
    "region.focus_income": ("ratio", REGIONS, _("cash income per head, {region} over the country")),
    "region.focus_poverty": (
        "ratio",
        REGIONS,
        _("share of people in poverty, {region} over the country"),
    ),
    "region.focus_gini": ("ratio", REGIONS, _("Gini inside the region, {region} over the country")),
    "region.lpg_step": (
        "ratio",
        ("lpg_price",),
        _(
            "highest reported price of liquefied gas over the middle of those the year before; "
            "range: these"
        ),
    ),
}


def figure(
    name: str,
    value: float | int | None,
    as_of: str | int,
    ends: tuple[float, float, str] | None = None,
    **words: object,
) -> Figure:
    """The key figure `name` with its unit, tables and definition (filled with `words`).

    ends: low, high and kind of its range; a range without a value is dropped.
    """
    unit, tables, definition = DEFINITIONS[name]
    low, high, kind = ends if ends and value is not None else (None, None, None)
    number = None if value is None or value != value else value
    return Figure(
        name, number, unit, str(as_of), tables, definition.format(**words), low, high, kind
    )


def dated(one: Figure, year: int, standard: int = STANDARD_YEAR) -> list[Figure]:
    """The figure, and once more under the id that names the standard year if `year` is that one."""
    return [one, *([replace(one, id=f"{one.id}_{standard}")] if year == standard else [])]
