"""A nuclear plant as a scenario: its output beside generation, and beside the growth until then."""

from dataclasses import dataclass

from qantar.chapters.energy.load import HOURS_PER_YEAR


def output_twh(capacity_mw: float, capacity_factor: float) -> float:
    """Yearly output [TWh] of a plant: capacity times capacity factor times 8,760 h."""
    return capacity_mw * capacity_factor * HOURS_PER_YEAR / 1e6


@dataclass(frozen=True)
class Scenario:
    """A plant beside a grid whose generation grows evenly until the plant's first year.

    latest_twh, coal_twh, net_imports_twh: generation, coal power and net imports of `latest_year`.
    """

    capacity_mw: float
    capacity_factor: float
    plant_year: int
    growth: float
    latest_year: int
    latest_twh: float
    coal_twh: float | None = None
    net_imports_twh: float | None = None

    @property
    def plant_twh(self) -> float:
        """The plant's yearly output [TWh]."""
        return output_twh(self.capacity_mw, self.capacity_factor)

    @property
    def share_of_latest(self) -> float:
        """The plant's output over generation of the latest year, the plant not included."""
        return self.plant_twh / self.latest_twh

    @property
    def growth_twh(self) -> float:
        """How much more is generated a year by then [TWh], if generation grows as assumed."""
        grown = (1 + self.growth) ** (self.plant_year - self.latest_year)
        return self.latest_twh * (grown - 1)
