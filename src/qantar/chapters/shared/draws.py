"""Draws of uncertain numbers, by the inverse of their distribution."""

import numpy as np


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
