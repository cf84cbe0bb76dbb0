"""Words that the wealth charts share: numbers as text, and names of kinds and predictors."""

import pandas as pd

from qantar.common.text import _
from qantar.report.sentences import number


def percent(share: float) -> str:
    """A share as per cent: whole from 10 % on, else with one decimal."""
    return number(share, ".0%" if abs(share) >= 0.0995 else ".1%")


def two(value: float) -> str:
    """A number with two decimals."""
    return number(value, ".2f")


def spans(frame: pd.DataFrame) -> list[str]:
    """Columns low and high in words: a number, or two with a dash between them."""
    return [_span(*ends) for ends in zip(frame["low"], frame["high"], strict=True)]


def _span(low: float, high: float) -> str:
    least, most = number(low, ",.0f"), number(high, ",.0f")
    return least if low == high else _("{least}–{most}").format(least=least, most=most)


def curve_name(curve: str, imputed: bool) -> str:
    """The reader's name of a distribution: consumption, income or wealth."""
    names = {"consumption": _("Consumption"), "income": _("Income"), "wealth": _("Wealth")}
    return _("{name} (imputed)").format(name=names[curve]) if imputed else names[curve]


def step_name(step: str) -> str:
    """What a price of liquefied gas is, from the plant to the pump."""
    return {
        "set price": _("Set for producers"),
        "exchange price": _("At the exchange, at least"),
        "cost": _("Cost at the plant, about"),
        "export price": _("Abroad"),
        "pump before": _("At the pump, 2021"),
        "pump": _("At the pump, 1 January 2022"),
    }[step]


def predictor_name(predictor: str) -> str:
    """What is set beside unrest, in words that say which end is expected to have more of it."""
    return {
        "gini": _("more unequal incomes"),
        "poverty": _("more poverty"),
        "poverty_rise": _("poverty rising faster"),
        "cheap_gas": _("gas cheaper before"),
        "nearness": _("nearer to Mangystau"),
        "survey_gini": _("more unequal incomes"),
        "wealth_gini": _("more unequal wealth"),
        "gdp_per_head": _("richer"),
    }[predictor]


def outcome_name(outcome: str) -> str:
    """What unrest is measured by."""
    return {
        "start": _("an early protest"),
        "attack": _("attacked buildings"),
        "deaths": _("more dead"),
    }[outcome]
