"""Seeded draws, the same on every machine and version of numpy; correlated by a normal copula."""

import numpy as np
import scipy  # loads its parts when a number first needs them


def uniforms(seed: int, rows: int, draws: int) -> np.ndarray:
    """Uniform numbers in (0, 1), shape (rows, draws), from the raw stream of PCG64.

    numpy keeps the raw stream of a bit generator fixed between versions, not the methods of
    Generator.
    """
    raw = np.random.PCG64(seed).random_raw(rows * draws).reshape(rows, draws)
    return ((raw >> np.uint64(12)) + 0.5) * 2.0**-52


def correlated(u: np.ndarray, leading: np.ndarray, correlation: float) -> np.ndarray:
    """Uniform numbers whose normal scores have `correlation` with those of `leading`.

    ``Φ(ρ Φ⁻¹(leading) + √(1 − ρ²) Φ⁻¹(u))``; u, leading: independent, uniform in (0, 1).
    """
    scores = scipy.special.ndtri(leading), scipy.special.ndtri(u)
    return scipy.special.ndtr(correlation * scores[0] + np.sqrt(1 - correlation**2) * scores[1])
