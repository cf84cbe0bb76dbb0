"""Parameters of the energy chapter."""

from typing import Literal, Self

from pydantic import model_validator

from qantar.report.parameters import ChapterParameters, Country, Month

MAP_FROM, MAP_TO = "2019-09", "2022-01"
PEERS = ["CHN", "RUS", "USA", "UZB", "ZAF"]


class EnergyParameters(ChapterParameters):
    """What a rerun of the energy chapter may change."""

    country: Country = "KAZ"
    peers: list[Country] = PEERS
    year: int = 2021
    month: Month = "2021-08"
    fleet_efficiency_j_th: float = 60.0
    fleet_range_j_th: list[float] = [40.0, 98.0]
    pue: float = 1.10
    emission_factor: Literal["ember", "ipcc", "unece", "combustion", "coal"] = "ember"
    nuclear_capacity_mw: float = 2400.0
    nuclear_capacity_factor: float = 0.90
    nuclear_year: int = 2036
    generation_growth: float = 0.02
    load_factor_95: float = 1.5
    draws: int = 100_000
    seed: int = 20220105

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        best, worst = self.fleet_range_j_th
        if not 15 <= best <= self.fleet_efficiency_j_th <= worst <= 200:
            raise ValueError(
                "fleet_range_j_th must hold fleet_efficiency_j_th, within 15 to 200 J/TH"
            )
        if not MAP_FROM <= self.month <= MAP_TO:
            raise ValueError(
                f"month must lie within {MAP_FROM} to {MAP_TO}, the months of the mining map"
            )
        if len(set(self.peers)) < len(self.peers):
            raise ValueError("peers must name each country once")
        return self
