"""Rank correlation tested by reassignment, and how often such a test would find what is there."""

from functools import lru_cache

import numpy as np
import pandas as pd
import scipy
from numpy.typing import NDArray

CHUNK = 10_000
# From this power on, not finding a correlation of 0.5 counts against it.
ENOUGH_POWER = 0.8
SUPPORTED, CANNOT, AGAINST = "supported", "cannot separate", "speaks against"
Numbers = NDArray[np.float64]
Row = tuple[float, ...]


def standard_ranks(values: Numbers) -> Numbers:
    """Ranks along the last axis (ties share their mean), mean 0, length 1; 0 if all are tied."""
    ranks = scipy.stats.rankdata(values, axis=-1)
    centred = ranks - ranks.mean(axis=-1, keepdims=True)
    length = np.sqrt((centred**2).sum(axis=-1, keepdims=True))
    return np.divide(centred, length, out=np.zeros_like(centred), where=length > 0)


def _by_chance(outcome: Numbers, predictors: Numbers, times: int, seed: int) -> Numbers:
    """|ρ| of each predictor (column) for `times` random orders of the outcome (rows)."""
    random = np.random.default_rng(seed)
    parts = []
    for start in range(0, times, CHUNK):
        size = min(CHUNK, times - start)
        orders = random.permuted(np.tile(outcome, (size, 1)), axis=1)
        parts.append(np.abs(orders @ predictors.T))
    return np.concatenate(parts)


def permutation_test(
    outcome: pd.Series,
    predictors: pd.DataFrame,
    *,
    permutations: int,
    seed: int,
    significance: float,
) -> pd.DataFrame:
    """Spearman's ρ of each predictor with the outcome, against random reassignments of the outcome.

    outcome and predictors share their index and hold no missing values. Columns predictor, rho,
    limit (what |ρ| must exceed in a single test), p, p_corrected, cases. `p_corrected` compares
    with the largest |ρ| of all predictors in each reassignment (Westfall and Young 1993). Raises
    ValueError for fewer than 4 cases.
    """
    if len(outcome) < 4:
        raise ValueError(f"a rank correlation needs at least 4 cases, not {len(outcome)}")
    columns = tuple(map(tuple, predictors.to_numpy(float).T))
    tested = _tested(tuple(outcome.to_numpy(float)), columns, permutations, seed, significance)
    return pd.DataFrame({"predictor": predictors.columns, **tested, "cases": len(outcome)})


@lru_cache(maxsize=32)  # key figures and charts test the same
def _tested(
    outcome: Row, predictors: tuple[Row, ...], permutations: int, seed: int, significance: float
) -> dict[str, Numbers]:
    ranks, given = standard_ranks(np.array(outcome)), standard_ranks(np.array(predictors))
    rho = given @ ranks
    chance = _by_chance(ranks, given, permutations, seed)
    return {
        "rho": rho,
        "limit": np.quantile(chance, 1 - significance, axis=0),
        "p": _tail(chance, rho),
        "p_corrected": _tail(chance.max(axis=1, keepdims=True), rho),
    }


def _tail(chance: Numbers, rho: Numbers) -> Numbers:
    """Share of reassignments with at least the observed |ρ|, itself counted among them."""
    reached = (chance >= np.abs(rho) - 1e-12).sum(axis=0)
    return (reached + 1) / (len(chance) + 1)


def power(outcome: pd.Series, rho: float, *, samples: int, seed: int, significance: float) -> float:
    """How often a single test would find a true correlation `rho` of normal scores.

    Pairs are drawn from a bivariate normal distribution; the second is cut into the outcome's ties.
    """
    return _power(tuple(np.sort(outcome.to_numpy(float))), rho, samples, seed, significance)


@lru_cache(maxsize=32)  # as above
def _power(ordered: Row, rho: float, samples: int, seed: int, significance: float) -> float:
    random, outcome = np.random.default_rng(seed), np.array(ordered)
    first, noise = random.standard_normal((2, samples, len(outcome)))
    second = rho * first + np.sqrt(1 - rho**2) * noise
    tied = outcome[np.argsort(np.argsort(second, axis=1), axis=1)]
    found = np.abs((standard_ranks(first) * standard_ranks(tied)).sum(axis=1))
    untied = standard_ranks(np.arange(len(outcome), dtype=float))[np.newaxis]
    chance = _by_chance(standard_ranks(outcome), untied, CHUNK, seed)
    return float((found > np.quantile(chance, 1 - significance)).mean())


def verdict(test: pd.Series, power_half: float, significance: float) -> str:
    """``supported``, ``cannot separate`` or ``speaks against`` (docs/decisions/0020).

    test: a row of `permutation_test`, whose rho is positive where it has the expected sign;
    power_half: the power at a true correlation of 0.5.
    """
    if test["p_corrected"] < significance and test["rho"] > 0:
        return SUPPORTED
    return CANNOT if power_half < ENOUGH_POWER else AGAINST
