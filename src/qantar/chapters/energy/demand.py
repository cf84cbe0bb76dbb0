"""Does the map's mining fit into the country's demand for electricity? The residual check."""

from dataclasses import dataclass

import pandas as pd

from qantar.chapters.energy.electricity import of_country
from qantar.chapters.energy.load import HOURS_PER_YEAR

BEFORE = 10  # years whose growth counts as usual


@dataclass(frozen=True)
class Check:
    """Growth of demand and of the map's mining in `year` on the year before [TWh]."""

    year: int
    demand_growth_twh: float
    mining_growth_twh: float
    usual_growth_twh: float
    falls_before: int

    @property
    def other_growth_twh(self) -> float:
        """Growth that the map's mining leaves for all other demand [TWh]; below zero: a fall."""
        return self.demand_growth_twh - self.mining_growth_twh

    @property
    def mining_growth_mw(self) -> float:
        """Growth of the map's mining as a constant load [MW]."""
        return self.mining_growth_twh * 1e6 / HOURS_PER_YEAR

    @property
    def above_trend_mw(self) -> float:
        """Growth above the usual one, as a constant load [MW]: an estimate without the map."""
        return (self.demand_growth_twh - self.usual_growth_twh) * 1e6 / HOURS_PER_YEAR


def residual(balance: pd.DataFrame, years: pd.DataFrame, iso3: str) -> Check | None:
    """Demand's growth in the map's last full year beside the map's; None where either is missing.

    balance: iso3, year, demand_twh; years: year, energy_twh, as from `load.by_year`. The usual
    growth is the mean of the ten years before; `falls_before` counts those in which demand fell.
    """
    growth = of_country(balance, iso3).set_index("year")["demand_twh"].dropna().diff().dropna()
    mined = years.set_index("year")["energy_twh"].diff().dropna()
    if mined.empty or mined.index[-1] not in growth.index:
        return None
    year = int(mined.index[-1])
    before = growth.loc[year - BEFORE : year - 1]
    return Check(
        year=year,
        demand_growth_twh=float(growth[year]),
        mining_growth_twh=float(mined[year]),
        usual_growth_twh=float(before.mean()),
        falls_before=int((before < 0).sum()),
    )
