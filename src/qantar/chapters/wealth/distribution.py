"""Measures of a distribution: Lorenz curve, Gini, Palma, Theil, Pareto tail."""

import math
from collections.abc import Sequence

import numpy as np
import scipy  # loads its parts when a number first needs them
from numpy.typing import ArrayLike, NDArray

TENTHS = 10
TENTH, HUNDREDTH = 0.1, 0.01


def lorenz(shares: ArrayLike) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Cumulative people and share at the limits of equal groups, poorest first, from 0.

    Raises ValueError where the shares are not finite or do not add up to 1 (within 1e-3).
    """
    share = np.asarray(shares, dtype=float)
    if share.size == 0 or not np.isfinite(share).all() or abs(share.sum() - 1) > 1e-3:
        raise ValueError("shares of equal groups must be finite and add up to 1")
    cumulative = np.concatenate([[0.0], np.cumsum(share / share.sum())])
    cumulative[-1] = 1.0
    return np.linspace(0, 1, share.size + 1), cumulative


def gini_trapezoid(people: ArrayLike, share: ArrayLike) -> float:
    """Gini from Lorenz points joined by straight lines: a lower bound, for the curve sags."""
    return float(1 - 2 * np.trapezoid(np.asarray(share, float), np.asarray(people, float)))


def gini_pchip(people: ArrayLike, share: ArrayLike) -> float:
    """Gini ``1 - 2∫L(p)dp`` from a monotone cubic (Fritsch-Carlson) through Lorenz points."""
    return float(1 - 2 * scipy.interpolate.PchipInterpolator(people, share).integrate(0, 1))


def palma(deciles: Sequence[float]) -> float:
    """Share of the richest tenth over that of the poorest four tenths; raises ValueError."""
    if len(deciles) != TENTHS:
        raise ValueError(f"the Palma ratio needs {TENTHS} shares, not {len(deciles)}")
    return float(deciles[-1] / sum(deciles[:4]))


def theil(people: ArrayLike, mean: ArrayLike) -> float:
    """Theil T between groups, ``Σ sᵢ ln(sᵢ/nᵢ)``: s = share of the total, n = share of people.

    people: number in each group; mean: amount per head (or per member) in each group, not negative.
    Raises ValueError where nobody or nothing is there to share.
    """
    n = np.asarray(people, dtype=float)
    total = n * np.asarray(mean, dtype=float)
    if (n <= 0).any() or (total < 0).any() or total.sum() <= 0:
        raise ValueError("Theil's T needs groups with people and amounts that are not negative")
    s, n = total / total.sum(), n / n.sum()
    some = s > 0  # the limit of s·ln(s) at 0 is 0
    return float(np.sum(s[some] * np.log(s[some] / n[some])))


def theil_parts(groups: Sequence[tuple[ArrayLike, ArrayLike]]) -> tuple[float, float]:
    """Theil T between and within groups, whose sum is the Theil T of all members.

    groups: (people, mean) of the members of each group, as `theil` takes them.
    """
    sizes = [float(np.sum(people)) for people, _ in groups]
    totals = [float(np.sum(np.multiply(people, mean))) for people, mean in groups]
    between = theil(sizes, np.divide(totals, sizes))
    weights = np.divide(totals, np.sum(totals))
    within = sum(
        weight * theil(people, mean)
        for weight, (people, mean) in zip(weights, groups, strict=True)
        if weight > 0
    )
    return between, float(within)


def pareto_alpha(top10: float, top1: float) -> float:
    """Pareto exponent from the top shares: ``1 / (1 - log10(S10/S1))``.

    Raises ValueError unless 0 < top1 < top10 and the hundredth's share is more than a tenth of the
    tenth's.
    """
    return pareto_alpha_through((TENTH, top10), (HUNDREDTH, top1))


def pareto_alpha_through(one: tuple[float, float], other: tuple[float, float]) -> float:
    """Pareto exponent through two points (top fraction, its share); ValueError if none is."""
    (fraction, share), (smaller, its_share) = sorted((one, other), reverse=True)
    if not 0 < smaller < fraction <= 1 or not 0 < its_share < share:
        raise ValueError("a tail needs two fractions of people and shares that grow with them")
    slope = math.log(share / its_share) / math.log(fraction / smaller)
    if slope >= 1:
        raise ValueError("the smaller group owns too little for a Pareto tail with a mean")
    return 1 / (1 - slope)


def tail_share(fraction: float, exponent: float, top1: float) -> float:
    """Share of a top fraction: ``S(f) = S1 · (f / 0.01)^(1 - 1/α)``."""
    return top1 * (fraction / HUNDREDTH) ** (1 - 1 / exponent)


def tail_threshold(fraction: float, exponent: float, top1: float, mean: float) -> float:
    """Wealth at which the top fraction begins, in the unit of `mean` (mean wealth of all adults).

    A Pareto tail's mean above a limit is α/(α-1) times the limit, and equals mean · S(f) / f.
    """
    return mean * tail_share(fraction, exponent, top1) / fraction * (exponent - 1) / exponent


def people_above(wealth: float, exponent: float, top1: float, mean: float, adults: float) -> float:
    """Adults who own more than `wealth`: ``N · 0.01 · (w / w₁)^-α``, w₁ of `tail_threshold`."""
    limit = tail_threshold(HUNDREDTH, exponent, top1, mean)
    return adults * HUNDREDTH * (wealth / limit) ** -exponent


def unseen_needed(claimed: float, estimated: float, total: float) -> float:
    """Wealth beyond `total` (same unit) that the few would need for a share of `claimed`.

    Solves ``(estimated · total + x) / (total + x) = claimed``; 0 where the estimate reaches the
    claim.
    """
    return max(0.0, (claimed - estimated) * total / (1 - claimed))
