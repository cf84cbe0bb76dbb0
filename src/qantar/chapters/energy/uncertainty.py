"""Emissions of mining with both doubts at once: how much was drawn, and how carbon is counted.

Load and intensity are drawn independently. The load is lognormal: its median is the map's, and
nineteen times in twenty it lies within a stated factor of it. The intensity is triangular between
the lowest and the highest life-cycle count, with its mode at the published one.
"""

from typing import NamedTuple

import numpy as np

from qantar.chapters.shared.chance import triangular

Z95 = 1.959963984540054  # standard normal quantile of 97.5 per cent
TAILS = (0.025, 0.975)


class Interval(NamedTuple):
    """Median and ends of a central 95 per cent interval."""

    median: float
    low: float
    high: float


def lognormal(median: float, factor_95: float, normal: np.ndarray) -> np.ndarray:
    """Draws with this median, 95 per cent of them within a factor `factor_95` of it.

    normal: standard normal draws, shape (n,); sigma = ln(factor_95) / 1.96.
    """
    return median * np.exp(np.log(factor_95) / Z95 * normal)


def interval(draws: np.ndarray) -> Interval:
    """The median and the 2.5 and 97.5 per cent quantiles of draws."""
    low, median, high = np.quantile(draws, (TAILS[0], 0.5, TAILS[1]))
    return Interval(float(median), float(low), float(high))


def emissions(
    energy_twh: float,
    load_factor_95: float,
    gco2e_kwh: tuple[float, float, float],
    *,
    draws: int,
    seed: int,
) -> dict[str, Interval]:
    """Intervals [MtCO2e] of energy times intensity: ``both``, ``load`` and ``counting`` alone.

    gco2e_kwh: lowest, published and highest life-cycle intensity. TWh times g/kWh is 1,000 t.
    """
    random = np.random.default_rng(seed)
    drawn = lognormal(energy_twh, load_factor_95, random.standard_normal(draws))
    counted = triangular(random.random(draws), *gco2e_kwh)
    published = gco2e_kwh[1]
    return {
        "both": interval(drawn * counted / 1000),
        "load": interval(drawn * published / 1000),
        "counting": interval(energy_twh * counted / 1000),
    }
