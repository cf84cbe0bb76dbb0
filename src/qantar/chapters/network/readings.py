"""What the exact interval of a ratio of rates holds."""

import pandas as pd

BOTH, FALL, NONE, NEITHER = "both", "fall", "none", "neither"
SAME, LOWER, HIGHER = "same", "lower", "higher"


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
