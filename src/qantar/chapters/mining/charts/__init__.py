"""The mining chapter's charts, one function each."""

from qantar.chapters.mining.charts.after import hash_rate_after
from qantar.chapters.mining.charts.days import paid_days
from qantar.chapters.mining.charts.explorer import explorer
from qantar.chapters.mining.charts.hashprice import hashprice
from qantar.chapters.mining.charts.margin import margin
from qantar.chapters.mining.charts.outlook import outlook_axis
from qantar.chapters.mining.charts.world import world_map
