"""What the energy chapter draws: for every chart the frames and words it takes, made from the
tables.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import pandas as pd

from qantar.chapters.energy import electricity, uranium
from qantar.chapters.energy import emissions as mining_emissions
from qantar.chapters.energy import figures as energy
from qantar.chapters.energy import grid as power_grid
from qantar.chapters.energy import load as mining_load
from qantar.chapters.energy import routes as mining_routes
from qantar.chapters.energy.parameters import EnergyParameters
from qantar.chapters.energy.power import THRESHOLD
from qantar.common.errors import DataError
from qantar.common.text import _
from qantar.report.figures import Figure

Arguments = dict[str, Any]


@dataclass(frozen=True)
class Views:
    """The chapter's tables and maps seen with its parameters; each property is the arguments of
    one chart.
    """

    tables: Mapping[str, Any]
    parameters: EnergyParameters

    @cached_property
    def names(self) -> dict[str, str]:
        """Plain English name by ISO code."""
        return energy.names(self.tables["countries"])

    @property
    def iso3(self) -> str:
        """The chapter's country."""
        return self.parameters.country

    @property
    def country(self) -> str:
        """The country's name, or its code where the tables do not name it."""
        return self.names.get(self.iso3, self.iso3)

    @property
    def main_source(self) -> str:
        """The reader's name of the source that supplied most in the chapter's year."""
        source = electricity.main_source(
            self.tables["electricity"], self.iso3, self.parameters.year
        )
        return electricity.source_names().get(source, _("no source"))

    def doubt(self, figures: Mapping[str, Figure]) -> str:
        """A sentence of caution about the published carbon intensity, where it is far above its
        fuels'.
        """
        return mining_emissions.doubt(figures["energy.carbon_intensity_ratio"].value)

    def own(self, table: str) -> pd.DataFrame:
        """The country's rows of a table."""
        return electricity.of_country(self.tables[table], self.iso3)

    def _named(self, groups: pd.DataFrame) -> pd.DataFrame:
        """The map's groups under this book's names of countries; ``Other`` stays as it is."""
        is_country = groups["iso3"] != mining_emissions.WORLD
        return groups.assign(
            country=groups["iso3"].map(self.names).where(is_country, groups["country"])
        )

    def fact(self, identifier: str) -> pd.Series:
        """A cited fact by its id; raises DataError where there is none."""
        rows = self.tables["facts"]
        found = rows[rows["id"] == identifier]
        if found.empty:
            raise DataError(f"facts: no fact {identifier!r}; see the column id of data/facts.csv")
        return found.iloc[0]

    def cite(self, identifier: str) -> str:
        """A fact's source as a Markdown link."""
        fact = self.fact(identifier)
        return f"[{fact['source_publisher']}]({fact['source_url']})"

    @cached_property
    def _mix(self) -> pd.DataFrame:
        return electricity.generation_mix(
            self.tables["electricity"], self.tables["electricity_balance"], self.iso3
        )

    @property
    def generation_mix(self) -> Arguments:
        """Generation by source and year."""
        return {"frame": self._mix, "country": self.country}

    @property
    def coal_share_peers(self) -> Arguments:
        """Share of coal of the country, its peers and the world."""
        every = electricity.source_shares(
            self.tables["electricity"], self.tables["electricity_balance"], "coal"
        )
        shown = [self.iso3, *self.parameters.peers, mining_emissions.WORLD]
        return {"frame": every[every["iso3"].isin(shown)], "iso3": self.iso3, "names": self.names}

    @property
    def coal_share_releases(self) -> Arguments:
        """Share of coal by release, and official counts."""
        return {
            "releases": electricity.vintage_shares(self.tables["electricity_vintages"], self.iso3),
            "official": electricity.official_shares(self.tables["facts"], self.iso3),
            "country": self.country,
            "threshold": THRESHOLD,
        }

    @property
    def plant_map(self) -> Arguments:
        """Plants, outline and neighbours."""
        maps = {"outline": self.tables["map_outline"], "neighbours": self.tables["map_neighbours"]}
        return {"plants": self.own("power_plants"), **maps, "country": self.country}

    @property
    def demand_and_generation(self) -> Arguments:
        """Demand, generation and net imports by year."""
        return {"balance": self.own("electricity_balance"), "country": self.country}

    @property
    def monthly_trade(self) -> Arguments:
        """Monthly trade by partner."""
        rows = power_grid.trade(self.tables["electricity_trade"], self.iso3)
        return {"frame": rows, "country": self.country, "names": self.names}

    @property
    def peak_load(self) -> Arguments:
        """The grid at its highest load."""
        return {
            "frame": power_grid.peaks(self.tables["power_peaks"], self.iso3),
            "country": self.country,
        }

    @property
    def miners_load(self) -> Arguments:
        """The miners' load by month and way."""
        given = (self.tables, self.parameters)
        series = {"top_down": mining_routes.top_down(*given), "fleet": mining_routes.fleet(*given)}
        return {**series, "routes": mining_routes.routes(*given), "country": self.country}

    @property
    def miners_load_by_route(self) -> Arguments:
        """Every estimate of the load."""
        return {
            "frame": mining_routes.routes(self.tables, self.parameters),
            "country": self.country,
        }

    @property
    def share_of_grid(self) -> Arguments:
        """Mining over generation, all countries of the map."""
        rows = mining_emissions.on_the_map(
            self.tables["mining_share"],
            self.tables["network_power"],
            self.tables["electricity_balance"],
            self.parameters.month,
        )
        return {"frame": self._named(rows), "iso3": self.iso3, "month": self.parameters.month}

    @property
    def ways_of_counting(self) -> Arguments:
        """Emissions of the month's load by way of counting."""
        month = self.parameters.month
        counted = mining_emissions.intensities(
            self.tables, self.iso3, mining_emissions.year_of(month)
        )
        row = mining_load.at_month(mining_routes.top_down(self.tables, self.parameters), month)
        load = float("nan") if row is None else row["load_mw"]
        frame = counted.assign(emissions_mt=mining_load.emissions_mt(load, counted["gco2e_kwh"]))
        return {"frame": frame, "country": self.country, "chosen": self.parameters.emission_factor}

    @property
    def moved_machines(self) -> Arguments:
        """The grids that gained share when the country lost it."""
        moved = mining_routes.moved(self.tables, self.parameters)
        return {
            "destinations": moved and self._named(moved.destinations),
            "country": self.country,
            "origin_gco2e_kwh": moved and moved.origin_gco2e_kwh,
            "mean_gco2e_kwh": moved and moved.destination_gco2e_kwh,
        }

    @property
    def carbon_dioxide(self) -> Arguments:
        """Emissions of Central Asia's states and of the country."""
        rows = self.tables["co2"]
        shown = rows[rows["iso3"].isin([*energy.CENTRAL_ASIA, self.iso3])]
        return {"frame": shown, "iso3": self.iso3, "names": self.names}

    @cached_property
    def _uranium(self) -> pd.DataFrame:
        return uranium.production(self.tables["uranium"])

    @property
    def uranium_shares(self) -> Arguments:
        """Shares of world uranium production."""
        words = {"iso3": self.iso3, "names": self.names, "change": uranium.ASSOCIATION_FROM}
        return {"produced": self._uranium, **words}

    @property
    def uranium_producers(self) -> Arguments:
        """The producers of the chosen year, or of the last year there is."""
        year = min(self.parameters.year, int(self._uranium["year"].max()))
        return {"producers": uranium.in_year(self._uranium, year), "iso3": self.iso3, "year": year}

    @property
    def nuclear_plan(self) -> Arguments:
        """The latest mix and the planned plant."""
        latest = self._mix[self._mix["year"] == self._mix["year"].max()]
        return {
            "mix": latest,
            "country": self.country,
            "capacity_mw": self.parameters.nuclear_capacity_mw,
            "capacity_factor": self.parameters.nuclear_capacity_factor,
            "year": 0 if latest.empty else int(latest["year"].iloc[0]),
        }
