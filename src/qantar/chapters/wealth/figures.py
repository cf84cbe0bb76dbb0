"""The wealth chapter: its key figures, and by name the frames that its charts are drawn from."""

from collections.abc import Mapping

import pandas as pd

from qantar.chapters.wealth import few, money, peers, regions
from qantar.chapters.wealth.claim import claim_figures, claim_sources
from qantar.chapters.wealth.income import income_figures, wealth_figures
from qantar.chapters.wealth.money_figures import money_figures
from qantar.chapters.wealth.parameters import WealthParameters
from qantar.chapters.wealth.places import extremes, region_figures
from qantar.common.errors import ParameterError
from qantar.report.figures import Figure

__all__ = [
    "MAPS",
    "TABLES",
    "claim_sources",
    "extremes",
    "few",
    "figures",
    "money",
    "names",
    "peers",
    "regions",
]

TABLES = (
    "billionaires",
    "billionaires_totals",
    "countries",
    "facts",
    "household_wealth",
    "income_deciles",
    "inequality",
    "lpg_price",
    "macro",
    "oil_price",
    "regions",
    "rich_counts",
    "wealth_shares",
    "wealth_vintages",
)
MAPS = ("map_regions",)


def names(countries: pd.DataFrame) -> dict[str, str]:
    """Country names by code."""
    return dict(zip(countries["iso3"], countries["name"], strict=True))


def figures(tables: Mapping[str, pd.DataFrame], parameters: WealthParameters) -> list[Figure]:
    """All key figures of the chapter; a figure that the tables cannot give for the country has
    value None.

    Raises ParameterError for a country or peer that the table of countries does not have.
    """
    known = set(tables["countries"]["iso3"])
    for code in (parameters.country, *parameters.peers):
        if code not in known:
            raise ParameterError(
                f"wealth: no country {code!r} in the table countries; KAZ is Kazakhstan's code"
            )
    makers = (wealth_figures, income_figures, claim_figures, money_figures, region_figures)
    return [figure for make in makers for figure in make(tables, parameters)]
