"""What the exact interval of a ratio of rates holds."""

from collections.abc import Mapping, Sequence

import pandas as pd

from qantar.common.text import _, joined
from qantar.report.figures import Figure

BOTH, FALL, NONE, NEITHER = "both", "fall", "none", "neither"
SAME, LOWER, HIGHER = "same", "lower", "higher"
SELDOM = 0.005  # below it a chance rounds to none in a hundred


def reading(pair: pd.Series, fall: float) -> str:
    """Whether the interval (low, high) holds the ratio 1 − `fall` (``fall``), that of no change
    (``none``), ``both`` or ``neither``.
    """
    of_fall, of_none = (bool(pair["low"] <= ratio <= pair["high"]) for ratio in (1 - fall, 1))
    if of_fall:
        return BOTH if of_none else FALL
    return NONE if of_none else NEITHER


def trend(pair: pd.Series) -> str:
    """``lower`` or ``higher`` where the interval lies wholly below or above 1, else ``same``."""
    if pair["high"] < 1:
        return LOWER
    return HIGHER if pair["low"] > 1 else SAME


def seldom(figures: Mapping[str, Figure]) -> bool:
    """Whether chance alone shows the fall in less than one case in a hundred."""
    return figures["network.chance_of_fall"].known() < SELDOM


def one_day(*times: str | pd.Timestamp) -> bool:
    """Whether all times lie on one day (UTC), so that a daily price cannot tell them apart."""
    return len({pd.Timestamp(time).normalize() for time in times}) == 1


def named(pools: Sequence[str]) -> str:
    """One or two pools by name, more by their number."""
    if len(pools) > 2:
        return _("the {n} pools compared").format(n=len(pools))
    return joined(pools)
