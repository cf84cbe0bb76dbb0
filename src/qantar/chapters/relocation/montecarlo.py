"""Seeded draws from triangular distributions, the same on every machine and version of numpy."""

from collections.abc import Mapping, Sequence

import numpy as np
import scipy  # loads its parts when a number first needs them

Range = Sequence[float]


def uniforms(seed: int, rows: int, draws: int) -> np.ndarray:
    """Uniform numbers in [0, 1), shape (rows, draws), from the raw stream of PCG64.

    numpy keeps the raw stream of a bit generator fixed between versions, not the methods of
    Generator.
    """
    raw = np.random.PCG64(seed).random_raw(rows * draws).reshape(rows, draws)
    return (raw >> np.uint64(11)) * 2.0**-53


def triangular(u: np.ndarray, low: float, mode: float, high: float) -> np.ndarray:
    """Inverse distribution function of the triangular distribution at `u` in [0, 1); low ≤ mode
    ≤ high.
    """
    if low == high:
        return np.full_like(u, low)
    split = (mode - low) / (high - low)
    rising = low + np.sqrt(u * (high - low) * (mode - low))
    falling = high - np.sqrt((1 - u) * (high - low) * (high - mode))
    return np.where(u < split, rising, falling)


def draw(ranges: Mapping[str, Range], draws: int, seed: int) -> dict[str, np.ndarray]:
    """Independent triangular draws by name, each of shape (draws,); ranges: (low, mode, high) by
    name.
    """
    numbers = uniforms(seed, len(ranges), draws)
    return {
        name: triangular(u, *limits)
        for u, (name, limits) in zip(numbers, ranges.items(), strict=True)
    }


def clopper_pearson(successes: int, draws: int, level: float = 0.95) -> tuple[float, float]:
    """Exact interval of a probability from `successes` in independent draws (Clopper and
    Pearson, 1934).
    """
    tail = (1 - level) / 2
    low = scipy.stats.beta.ppf(tail, successes, draws - successes + 1) if successes else 0.0
    high = (
        scipy.stats.beta.isf(tail, successes + 1, draws - successes) if successes < draws else 1.0
    )
    return float(low), float(high)
