"""The wealth chapter's charts, by name."""

from qantar.charts.wealth_distribution import ginis, lorenz_curves
from qantar.charts.wealth_few import statement_tested, tail_of_the_rich
from qantar.charts.wealth_focus import gas_price, region_over_time
from qantar.charts.wealth_gap import gini_gap
from qantar.charts.wealth_money import billionaires_of_peers, billionaires_over_time, money_over_time
from qantar.charts.wealth_regions import region_dots, region_map, theil_over_time
from qantar.charts.wealth_top import shares_of_peers, shares_over_time

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
