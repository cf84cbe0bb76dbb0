"""The series that the mining chapter's figures and charts share."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import pandas as pd

from qantar.chapters.mining.parameters import MiningParameters
from qantar.chapters.shared import hashprice, mining_map, tariffs
from qantar.common.text import _


@dataclass(frozen=True)
class Workings:
    """Tables and parameters of a run, and the series made of them, each computed once."""

    tables: Mapping[str, pd.DataFrame]
    parameters: MiningParameters

    @cached_property
    def daily(self) -> pd.Series:
        """Hashprice by date [USD per PH/s per day]."""
        return hashprice.daily_hashprice(self.tables["network_daily"])

    @cached_property
    def network_hashrate(self) -> pd.Series:
        """Hash rate of the whole network by date [EH/s]."""
        return self.tables["network_daily"].set_index("date")["hashrate_ehs"]

    @cached_property
    def rates(self) -> pd.DataFrame:
        """Tenge per dollar by month."""
        return tariffs.monthly_rates(self.tables["exchange_rate"])

    @cached_property
    def all_in(self) -> pd.Series:
        """Energy price plus mining fee by date [USD/kWh]."""
        p = self.parameters
        fees = self.tables["mining_fees"]
        return tariffs.all_in_usd_kwh(
            self.daily.index, p.tariff_usd_kwh, p.country, fees, self.rates
        )

    @cached_property
    def names(self) -> dict[str, str]:
        """The book's names of countries by ISO code."""
        return self.tables["countries"].set_index("iso3")["name"].to_dict()

    @cached_property
    def hashrate(self) -> pd.DataFrame:
        """The map with implied hash rates and the book's names of countries."""
        frame = mining_map.country_hashrate(
            self.tables["mining_share"], self.tables["network_daily"]
        )
        return frame.assign(country=frame["iso3"].map(self.names).fillna(frame["country"]))

    @cached_property
    def has_fee(self) -> bool:
        """Whether the tables hold a mining fee for the country."""
        return self.parameters.country in set(self.tables["mining_fees"]["iso3"])

    @cached_property
    def efficiencies(self) -> dict[str, float]:
        """The old and the new machine [J/TH], by the name that readers see."""
        p = self.parameters
        names = {p.old_machine_j_th: _("Old machine"), p.new_machine_j_th: _("New machine")}
        return {_("{name} ({e:g} J/TH)").format(name=name, e=e): e for e, name in names.items()}
