"""Words that the wealth charts share: names of groups, concepts and indicators, and numbers as
text.
"""

from collections.abc import Iterable

import altair as alt

from qantar.charting import theme
from qantar.common.text import _
from qantar.report.sentences import number


def percent(share: float) -> str:
    """A share as per cent: whole from 10 % on, else with one decimal."""
    return number(share, ".0%" if abs(share) >= 0.0995 else ".1%")


def times(ratio: float) -> str:
    """A ratio as ``1.1 ×``."""
    return _("{ratio} ×").format(ratio=number(ratio, ".2f" if ratio < 2 else ".1f"))


def two(value: float) -> str:
    """A number with two decimals."""
    return number(value, ".2f")


def group_names() -> dict[str, str]:
    """The reader's name of each group of adults of the WID tables."""
    return {"top1": _("richest 1 %"), "top10": _("richest 10 %"), "bottom50": _("poorer half")}


def group_scale(groups: Iterable[str]) -> alt.Scale:
    """The colour scale of groups of adults, by their reader's names."""
    palette = {"top1": "top 1%", "top10": "top 10%", "bottom50": "bottom 50%"}
    names = {palette[group]: name for group, name in group_names().items()}
    return theme.scale(theme.GROUPS, [palette[group] for group in groups], names)


def curve_name(curve: str, imputed: bool) -> str:
    """The reader's name of a distribution: consumption, income or wealth."""
    names = {"consumption": _("Consumption"), "income": _("Income"), "wealth": _("Wealth")}
    return _("{name} (imputed)").format(name=names[curve]) if imputed else names[curve]


def concept_name(concept: str, imputed: bool) -> str:
    """What a Gini is of, and whether it is imputed."""
    names = {
        "consumption": _("Consumption, survey"),
        "income": _("Income, survey"),
        "disposable_income": _("Disposable income, model"),
        "pretax_income": _("Income before tax"),
        "posttax_income": _("Income after tax"),
        "wealth": _("Wealth"),
    }
    return _("{name} (imputed)").format(name=names[concept]) if imputed else names[concept]


def source_name(source: str) -> str:
    """The publisher's name of a source of Ginis."""
    return {"WDI": _("World Bank")}.get(source, source)


def indicator_name(indicator: str) -> str:
    """The reader's name of a regional indicator."""
    return {
        "grp_per_head_kzt": _("Output per head"),
        "cash_income_kzt_month": _("Cash income per head"),
        "wage_kzt_month": _("Average wage"),
        "poverty_share": _("Share in poverty"),
    }[indicator]


def money_name(indicator: str) -> str:
    """The reader's name of a money series, with its unit."""
    return {
        "gdp_per_head_usd": _("GDP per head (thousand US dollars)"),
        "oil_price_usd": _("Brent crude (US dollars per barrel)"),
        "resource_rents_of_gdp": _("Natural-resource rents (share of GDP)"),
        "inflation": _("Consumer prices (change on the year before)"),
        "exchange_rate_per_usd": _("National currency per US dollar"),
    }[indicator]


def listed(names: Iterable[str]) -> str:
    """Names one after the other with commas."""
    return ", ".join(names)
