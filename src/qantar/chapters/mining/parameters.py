"""Parameters of the mining chapter."""

from typing import ClassVar, Self

from pydantic import model_validator

from qantar.report.parameters import ChapterParameters, Country, parameter

MACHINES = [
    "Bitmain Antminer S9 (13.5Th)",
    "MicroBT Whatsminer M20S",
    "MicroBT Whatsminer M30S",
    "Bitmain Antminer S19 Pro (110Th)",
]


class MiningParameters(ChapterParameters):
    """What a rerun of the mining chapter may change."""

    renamed: ClassVar[dict[str, str]] = {
        "machines": "is now machines_drawn",
        **dict.fromkeys(
            ("migration_before", "migration_after"),
            "is gone: the chapter shows every month of the map",
        ),
        **dict.fromkeys(
            ("china_ban_day", "grid_cut_day"), "is gone: the day stands in table mining_policy"
        ),
        **dict.fromkeys(
            ("outage_first_day", "outage_last_day"), "is gone: the days stand in table outages"
        ),
    }
    country: Country = parameter(
        "KAZ", "country of the chapter", unit="ISO 3166-1 alpha-3", source="edition"
    )
    tariff_usd_kwh: float = parameter(
        0.04,
        "energy price that the country's miners pay, before the mining fee",
        unit="USD/kWh",
        source="table tariffs: 0.03 to 0.04 (BTC KZ, February 2022)",
        gt=0,
        le=1,
    )
    pue: float = parameter(
        1.10,
        "power-usage effectiveness: power of the site over power of its machines",
        unit="ratio",
        source="CBECI methodology, best guess",
        ge=1,
        le=2,
    )
    old_machine_j_th: float = parameter(
        98.0,
        "efficiency of an old machine (Antminer S9)",
        unit="J/TH",
        source="table asics (CCAF)",
        ge=5,
        le=300,
    )
    new_machine_j_th: float = parameter(
        30.5,
        "efficiency of a new machine of January 2022 (Antminer S19j Pro)",
        unit="J/TH",
        source="assumption: between its listings of 29.5 and 33 in table asics",
        ge=5,
        le=100,
    )
    machines_drawn: list[str] = parameter(
        MACHINES,
        "machines drawn through time",
        unit="",
        source="table asics (CCAF)",
        min_length=1,
        max_length=6,
    )
    later_j_th: float = parameter(
        28.2,
        "efficiency of the network's mean machine after the Cambridge index ends",
        unit="J/TH",
        source="fact survey-efficiency-2024: Cambridge survey, June to September 2024",
        ge=5,
        le=300,
    )
    efficiency_spread: float = parameter(
        0.25,
        "how far a country's machines may lie from the network's mean machine",
        unit="fraction of the mean",
        source="assumption: from machines two years newer than the mean to two years older",
        ge=0.01,
        le=0.5,
    )

    @model_validator(mode="after")
    def _old_is_hungrier(self) -> Self:
        if self.old_machine_j_th <= self.new_machine_j_th:
            raise ValueError(
                f"old_machine_j_th = {self.old_machine_j_th:g} must be above new_machine_j_th = "
                f"{self.new_machine_j_th:g}; J/TH: fewer is better"
            )
        return self
