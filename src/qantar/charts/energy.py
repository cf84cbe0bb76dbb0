"""The energy chapter's charts, gathered from the modules that draw them."""

from qantar.charts.energy_emissions import carbon_dioxide, moved_machines, ways_of_counting
from qantar.charts.energy_grid import demand_and_generation, monthly_trade, peak_load
from qantar.charts.energy_map import plant_map
from qantar.charts.energy_mining import miners_load, miners_load_by_route, share_of_grid
from qantar.charts.energy_mix import coal_share_peers, coal_share_releases, generation_mix
from qantar.charts.energy_nuclear import nuclear_plan, uranium_producers, uranium_shares

__all__ = [
    "carbon_dioxide",
    "coal_share_peers",
    "coal_share_releases",
    "demand_and_generation",
    "generation_mix",
    "miners_load",
    "miners_load_by_route",
    "monthly_trade",
    "moved_machines",
    "nuclear_plan",
    "peak_load",
    "plant_map",
    "share_of_grid",
    "uranium_producers",
    "uranium_shares",
    "ways_of_counting",
]
