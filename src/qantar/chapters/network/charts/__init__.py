"""The network's charts: blocks by the hour, ratios of rates, power of the test, price."""

from qantar.chapters.network.charts.blocks import blocks_per_hour, rate_ratios
from qantar.chapters.network.charts.detection import detection
from qantar.chapters.network.charts.price import price_evening
