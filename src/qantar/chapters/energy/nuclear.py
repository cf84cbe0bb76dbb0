"""A nuclear plant as a scenario: its share of generation, and the coal it would displace."""

from dataclasses import dataclass

from qantar.chapters.energy.load import HOURS_PER_YEAR


def output_twh(capacity_mw: float, capacity_factor: float) -> float:
    """Yearly output [TWh] of a plant: capacity times capacity factor times 8,760 h."""
    return capacity_mw * capacity_factor * HOURS_PER_YEAR / 1e6


@dataclass(frozen=True)
class Scenario:
    """A plant beside a grid of the latest year with data; generation grows evenly until the
    plant's year.
    """

    capacity_mw: float
    capacity_factor: float
    plant_year: int
    growth: float
    latest_year: int
    latest_twh: float
    coal_twh: float

    @property
    def plant_twh(self) -> float:
        """The plant's yearly output [TWh]."""
        return output_twh(self.capacity_mw, self.capacity_factor)

    @property
    def share_of_latest(self) -> float:
        """The plant's output over generation of the latest year, the plant not included."""
        return self.plant_twh / self.latest_twh

    @property
    def generation_twh(self) -> float:
        """Generation in the plant's year [TWh], the plant included: the latest year's, grown."""
        return self.latest_twh * (1 + self.growth) ** (self.plant_year - self.latest_year)

    @property
    def share_of_plant_year(self) -> float:
        """The plant's share of generation in its own year."""
        return self.plant_twh / self.generation_twh

    @property
    def displaced_coal_share(self) -> float:
        """Share of the latest year's coal power that the plant could replace, at most all of it."""
        return min(1.0, self.plant_twh / self.coal_twh) if self.coal_twh > 0 else 0.0

    def avoided_mt(self, coal_gco2e_kwh: float, nuclear_gco2e_kwh: float) -> float:
        """Emissions avoided [MtCO2e a year] if the plant replaces coal power, as far as there is
        any.
        """
        replaced_twh = min(self.plant_twh, self.coal_twh)
        return replaced_twh * (coal_gco2e_kwh - nuclear_gco2e_kwh) / 1000.0
