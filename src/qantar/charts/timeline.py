"""The timeline's charts, by subject: events, blocks, price, politics."""

from qantar.charts.timeline_blocks import blocks_per_hour, by_pool, rate_ratios
from qantar.charts.timeline_events import all_events
from qantar.charts.timeline_january import january
from qantar.charts.timeline_market import placebo_returns, price_evening
from qantar.charts.timeline_noise import detection, earlier_windows
from qantar.charts.timeline_politics import democracy, handover

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
