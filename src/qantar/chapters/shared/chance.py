"""Draws of uncertain numbers, and the exact interval of a probability."""

import numpy as np
import scipy  # loads its parts when a number first needs them

LEVEL = 0.95  # of every interval


def triangular(u: np.ndarray, low: float, mode: float, high: float) -> np.ndarray:
    """Draws of the triangular distribution; u: uniform in [0, 1), any shape; low ≤ mode ≤ high.

    A distribution without width gives its one value.
    """
    if low == high:
        return np.full_like(u, mode)
    turn = (mode - low) / (high - low)
    rising = low + np.sqrt(u * (high - low) * (mode - low))
    falling = high - np.sqrt((1 - u) * (high - low) * (high - mode))
    return np.where(u < turn, rising, falling)


def clopper_pearson(successes: int, draws: int) -> tuple[float, float]:
    """Exact interval of a probability from independent draws (Clopper and Pearson, 1934)."""
    tail, failures = (1 - LEVEL) / 2, draws - successes
    low = scipy.stats.beta.ppf(tail, successes, failures + 1) if successes else 0.0
    high = scipy.stats.beta.isf(tail, successes + 1, failures) if failures else 1.0
    return float(low), float(high)
