"""The energy chapter's charts, gathered from the modules that draw them."""

from qantar.chapters.energy.charts.emissions import carbon_dioxide, moved_machines, ways_of_counting
from qantar.chapters.energy.charts.grid import demand_and_generation, monthly_trade, peak_load
from qantar.chapters.energy.charts.load import miners_load, miners_load_by_route, share_of_grid
from qantar.chapters.energy.charts.mix import coal_share_peers, coal_share_releases, generation_mix
from qantar.chapters.energy.charts.nuclear import nuclear_plan, uranium_producers, uranium_shares
from qantar.chapters.energy.charts.plants import plant_map

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
