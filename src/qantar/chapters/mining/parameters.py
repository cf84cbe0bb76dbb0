"""Parameters of the mining chapter."""

from typing import Self

from pydantic import model_validator

from qantar.report.parameters import ChapterParameters, Country

MACHINES = [
    "Bitmain Antminer S9 (13.5Th)",
    "MicroBT Whatsminer M20S",
    "MicroBT Whatsminer M30S",
    "Bitmain Antminer S19 Pro (110Th)",
]


class MiningParameters(ChapterParameters):
    """What a rerun of the mining chapter may change."""

    country: Country = "KAZ"
    tariff_usd_kwh: float = 0.04
    pue: float = 1.10
    old_machine_j_th: float = 98.0
    new_machine_j_th: float = 30.5
    machines_drawn: list[str] = MACHINES
    later_j_th: float = 28.2
    efficiency_spread: float = 0.25

    @model_validator(mode="after")
    def _old_is_hungrier(self) -> Self:
        if self.old_machine_j_th <= self.new_machine_j_th:
            raise ValueError(
                f"old_machine_j_th = {self.old_machine_j_th:g} must be above new_machine_j_th = "
                f"{self.new_machine_j_th:g}; J/TH: fewer is better"
            )
        return self
