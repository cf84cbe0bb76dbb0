"""The wealth chapter's charts, by name."""

from qantar.chapters.wealth.charts.distribution import gini_gap, lorenz_curves
from qantar.chapters.wealth.charts.evidence import countries_tested, regions_tested
from qantar.chapters.wealth.charts.few import statement_tested
from qantar.chapters.wealth.charts.gas import gas_ladder, pump_prices
from qantar.chapters.wealth.charts.protests import mobilisation, protests_per_month
from qantar.chapters.wealth.charts.regions import poverty, real_income
from qantar.chapters.wealth.charts.top import billionaires, billionaires_of_peers
