"""The wealth chapter's charts, by name."""

from qantar.chapters.wealth.charts.distribution import ginis, lorenz_curves
from qantar.chapters.wealth.charts.few import statement_tested, tail_of_the_rich
from qantar.chapters.wealth.charts.focus import gas_price, region_over_time
from qantar.chapters.wealth.charts.gap import gini_gap
from qantar.chapters.wealth.charts.money import (
    billionaires_of_peers,
    billionaires_over_time,
    money_over_time,
)
from qantar.chapters.wealth.charts.regions import region_dots, region_map, theil_over_time
from qantar.chapters.wealth.charts.top import shares_of_peers, shares_over_time

__all__ = [
    "billionaires_of_peers",
    "billionaires_over_time",
    "gas_price",
    "gini_gap",
    "ginis",
    "lorenz_curves",
    "money_over_time",
    "region_dots",
    "region_map",
    "region_over_time",
    "shares_of_peers",
    "shares_over_time",
    "statement_tested",
    "tail_of_the_rich",
    "theil_over_time",
]
