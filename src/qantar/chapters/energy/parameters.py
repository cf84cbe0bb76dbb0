"""Parameters of the energy chapter."""

from typing import ClassVar, Literal, Self

from pydantic import model_validator

from qantar.report.parameters import ChapterParameters, Country, Month, parameter

MAP_FROM, MAP_TO = "2019-09", "2022-01"
PEERS = ["CHN", "RUS", "USA", "UZB", "ZAF"]


class EnergyParameters(ChapterParameters):
    """What a rerun of the energy chapter may change."""

    renamed: ClassVar[dict[str, str]] = {
        "fleet_best_j_th": "is now the first of fleet_range_j_th",
        "fleet_worst_j_th": "is now the second of fleet_range_j_th",
        **dict.fromkeys(
            ("moved_from", "moved_to", "moved_months"),
            "is gone: the chapter shows every month of the map",
        ),
    }
    country: Country = parameter(
        "KAZ", "country of the chapter", unit="ISO 3166-1 alpha-3", source="edition"
    )
    peers: list[Country] = parameter(
        PEERS,
        "countries drawn beside it",
        unit="ISO 3166-1 alpha-3",
        source="assumption: large mining countries, a neighbour, and one more dependent on coal",
        min_length=1,
        max_length=6,
    )
    year: int = parameter(
        2021,
        "year of the mix that the text quotes",
        unit="year",
        source="the year before the events",
        ge=2000,
        le=2025,
    )
    month: Month = parameter(
        "2021-08",
        "month of the mining load",
        unit="month",
        source="the share that was quoted most (CCAF)",
    )
    fleet_efficiency_j_th: float = parameter(
        60.0,
        "efficiency of the miners' machines, taken together",
        unit="J/TH",
        source="assumption: machines of 40 to 57 TH/s, as shipped in 2021 (CoinDesk, Decrypt)",
        ge=15,
        le=200,
    )
    fleet_range_j_th: list[float] = parameter(
        [40.0, 98.0],
        "the same, if most machines were new, and if most were Antminer S9",
        unit="J/TH",
        source="assumption; S9: table asics (CCAF)",
        min_length=2,
        max_length=2,
    )
    pue: float = parameter(
        1.10,
        "power-usage effectiveness: power of the site over power of its machines",
        unit="ratio",
        source="CBECI methodology, best guess",
        ge=1,
        le=2,
    )
    emission_factor: Literal["ember", "ipcc", "unece", "combustion", "coal"] = parameter(
        "ember",
        "how a kilowatt-hour's emissions are counted",
        unit="",
        source="newest release of Ember; others in table emission_factors",
    )
    nuclear_capacity_mw: float = parameter(
        2400.0,
        "capacity of the planned plant",
        unit="MW",
        source="two VVER-1200 (TASS, August 2025)",
        gt=0,
        le=20000,
    )
    nuclear_capacity_factor: float = parameter(
        0.90, "share of the year at full power", unit="share", source="assumption", gt=0, le=1
    )
    nuclear_year: int = parameter(
        2036,
        "first full year of the plant",
        unit="year",
        source="AnewZ: commissioning 2035 to 2036",
        ge=2026,
        le=2060,
    )
    generation_growth: float = parameter(
        0.02,
        "growth of generation until then",
        unit="share a year",
        source="assumption",
        ge=-0.05,
        le=0.10,
    )
    load_factor_95: float = parameter(
        1.5,
        "factor within which the map's load is right nineteen times in twenty",
        unit="ratio",
        source="assumption: Cambridge itself revised 2021 by a factor of 1.17 (104 to 89 TWh), and "
        "the map rests on pools with about a third of the hash rate",
        ge=1.1,
        le=10,
    )
    draws: int = parameter(
        100_000,
        "draws of the simulation",
        unit="",
        source="assumption: enough for three digits",
        ge=1000,
        le=1_000_000,
    )
    seed: int = parameter(20220105, "seed of the random draws", unit="", source="assumption", ge=0)

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
