"""The energy chapter's charts, gathered from the modules that draw them."""

from qantar.chapters.energy.charts.coal import coal_share, coal_share_releases
from qantar.chapters.energy.charts.emissions import emissions
from qantar.chapters.energy.charts.imports import net_imports
from qantar.chapters.energy.charts.load import mining_load_by_way, residual_check, share_of_grid
from qantar.chapters.energy.charts.nuclear import nuclear_plan
from qantar.chapters.energy.charts.shortage import shortage
