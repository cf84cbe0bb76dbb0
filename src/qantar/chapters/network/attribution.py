"""Blocks by mining pool, and where their attribution to pools has holes."""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from qantar.common.errors import ParameterError
from qantar.common.text import _

UNKNOWN = "unknown"
# A silence this unlikely at a pool's usual pace is taken as a hole in the attribution, not as bad
# luck.
HOLE_CHANCE = 1e-6
# The pace of a pool with fewer blocks than this in the table says nothing about its silences.
LEAST_BLOCKS = 20


def attribution_holes(blocks: pd.DataFrame) -> pd.DataFrame:
    """Each pool's longest silence between two of its blocks, where its chance is below HOLE_CHANCE.

    The chance is exp(−expected), expected = the blocks it would have found at its pace outside the
    silence. Columns: pool, start, end (UTC), expected (blocks), sorted by pool.
    """
    rows = []
    for pool, times in blocks.loc[blocks["pool"] != UNKNOWN].groupby("pool")["time"]:
        if len(times) < LEAST_BLOCKS:
            continue
        ordered = times.sort_values()
        silence = ordered.diff()
        longest, end = silence.max(), ordered.loc[silence.idxmax()]
        outside = ordered.iloc[-1] - ordered.iloc[0] - longest
        expected = (len(ordered) - 2) * (longest / outside) if outside > pd.Timedelta(0) else 0.0
        if np.exp(-expected) < HOLE_CHANCE:
            rows.append((pool, end - longest, end, expected))
    return pd.DataFrame(rows, columns=["pool", "start", "end", "expected"])


def holes_in(blocks: pd.DataFrame, start: pd.Timestamp, end: pd.Timestamp) -> pd.DataFrame:
    """The attribution holes that overlap [start, end)."""
    holes = attribution_holes(blocks)
    return holes[(holes["start"] < end) & (holes["end"] > start)].reset_index(drop=True)


def of_pools(blocks: pd.DataFrame, names: Sequence[str]) -> pd.DataFrame:
    """The blocks of these pools; raises ParameterError for a name that the table does not hold."""
    known = sorted(set(blocks["pool"]) - {UNKNOWN})
    for name in names:
        if name not in known:
            raise ParameterError(
                _("network: the table blocks has no pool {name}; it has {known}").format(
                    name=name, known=", ".join(known)
                )
            )
    return blocks[blocks["pool"].isin(list(names))]


def unknown_share(blocks: pd.DataFrame, start: pd.Timestamp, end: pd.Timestamp) -> float:
    """Share of the blocks in [start, end) that are attributed to no pool."""
    inside = blocks[(blocks["time"] >= start) & (blocks["time"] < end)]
    return float((inside["pool"] == UNKNOWN).mean())
