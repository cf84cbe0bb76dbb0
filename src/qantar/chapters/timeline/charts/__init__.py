"""The timeline's charts, by subject: events, blocks, price, politics."""

from qantar.chapters.network.charts.blocks import blocks_per_hour, by_pool, rate_ratios
from qantar.chapters.network.charts.market import placebo_returns, price_evening
from qantar.chapters.network.charts.noise import detection, earlier_windows
from qantar.chapters.timeline.charts.events import all_events
from qantar.chapters.timeline.charts.january import january
from qantar.chapters.timeline.charts.politics import democracy, handover

__all__ = [
    "all_events",
    "blocks_per_hour",
    "by_pool",
    "democracy",
    "detection",
    "earlier_windows",
    "handover",
    "january",
    "placebo_returns",
    "price_evening",
    "rate_ratios",
]
