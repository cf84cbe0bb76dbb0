"""The top of a wealth distribution as a Pareto tail, and what it says of a few people's share."""

import math

TENTH, HUNDREDTH = 0.1, 0.01


def alpha(top10: float, top1: float) -> float:
    """Pareto exponent from the shares of the richest tenth and hundredth: ``1 / (1 -
    log10(S10/S1))``.

    Raises ValueError unless 0 < top1 < top10 and the hundredth's share is more than a tenth of the
    tenth's.
    """
    return alpha_through((TENTH, top10), (HUNDREDTH, top1))


def alpha_through(one: tuple[float, float], other: tuple[float, float]) -> float:
    """Pareto exponent of the tail through two points (top fraction, its share); ValueError if
    none is.
    """
    (fraction, share), (smaller, its_share) = sorted((one, other), reverse=True)
    if not 0 < smaller < fraction <= 1 or not 0 < its_share < share:
        raise ValueError("a tail needs two fractions of people and shares that grow with them")
    slope = math.log(share / its_share) / math.log(fraction / smaller)
    if slope >= 1:
        raise ValueError("the smaller group owns too little for a Pareto tail with a mean")
    return 1 / (1 - slope)


def share(fraction: float, exponent: float, top1: float) -> float:
    """Share of a top fraction: ``S(f) = S1 · (f / 0.01)^(1 - 1/α)``."""
    return top1 * (fraction / HUNDREDTH) ** (1 - 1 / exponent)


def threshold(fraction: float, exponent: float, top1: float, mean: float) -> float:
    """Wealth at which the top fraction begins, in the unit of `mean` (mean wealth of all adults).

    A Pareto tail's mean above a limit is α/(α-1) times the limit, and equals mean · S(f) / f.
    """
    return mean * share(fraction, exponent, top1) / fraction * (exponent - 1) / exponent


def people_above(wealth: float, exponent: float, top1: float, mean: float, adults: float) -> float:
    """How many adults own more than `wealth` on the tail: ``N · 0.01 · (w / w₁)^-α``, w₁ of
    `threshold`.
    """
    return adults * HUNDREDTH * (wealth / threshold(HUNDREDTH, exponent, top1, mean)) ** -exponent


def unseen_needed(claimed: float, estimated: float, total: float) -> float:
    """Wealth beyond `total` (same unit) that the few alone would need for their share to be
    `claimed`.

    Solves ``(estimated · total + x) / (total + x) = claimed``; 0 where the estimate reaches the
    claim.
    """
    return max(0.0, (claimed - estimated) * total / (1 - claimed))
