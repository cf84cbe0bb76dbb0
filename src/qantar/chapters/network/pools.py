"""Blocks by mining pool before and after the cut, and where the attribution to pools has holes."""

import numpy as np
import pandas as pd

from qantar.chapters.network.blocks import Interval, hours, rate_ratio

UNKNOWN = "unknown"
# A silence this unlikely at a pool's usual pace is taken as a hole in the attribution, not as bad
# luck.
HOLE_CHANCE = 1e-6
# The pace of a pool with fewer blocks than this in the table says nothing about its silences.
LEAST_BLOCKS = 20
OTHERS = "other pools"
# The pools that the Reuters report of 6 January 2022 named (table events, e082).
NAMED = ("AntPool", "F2Pool")


def attribution_holes(blocks: pd.DataFrame) -> pd.DataFrame:
    """Each pool's longest silence between two of its blocks, where its chance is below HOLE_CHANCE.

    The chance is exp(−expected), expected = the blocks it would have found at its pace outside the
    silence. Columns: pool, start, end (UTC), expected (blocks), sorted by pool.
    """
    rows = []
    for pool, times in blocks.loc[blocks["pool"] != UNKNOWN].groupby("pool")["time"]:
        ordered = times.sort_values()
        silence = ordered.diff()
        if len(ordered) < LEAST_BLOCKS:
            continue
        end = ordered.loc[silence.idxmax()]
        longest = silence.max()
        outside = (ordered.iloc[-1] - ordered.iloc[0] - longest) / pd.Timedelta(hours=1)
        expected = (
            (len(ordered) - 2) / outside * (longest / pd.Timedelta(hours=1)) if outside > 0 else 0.0
        )
        if np.exp(-expected) < HOLE_CHANCE:
            rows.append((pool, end - longest, end, expected))
    return pd.DataFrame(rows, columns=["pool", "start", "end", "expected"])


def holes_in(blocks: pd.DataFrame, start: pd.Timestamp, end: pd.Timestamp) -> pd.DataFrame:
    """The attribution holes that overlap [start, end)."""
    holes = attribution_holes(blocks)
    return holes[(holes["start"] < end) & (holes["end"] > start)].reset_index(drop=True)


def by_pool(
    blocks: pd.DataFrame, start: pd.Timestamp, cut: pd.Timestamp, end: pd.Timestamp, least: int = 20
) -> pd.DataFrame:
    """Blocks of each pool in [start, cut) and [cut, end) with the rate ratio and its exact
    interval.

    Pools with fewer than `least` blocks before the cut are summed. Columns: pool, before, after
    (blocks), ratio, low, high, attributed (False for ``unknown``), by blocks before the cut,
    unknown last.
    """
    inside = blocks[(blocks["time"] >= start) & (blocks["time"] < end)]
    counts = (
        inside.assign(when=np.where(inside["time"] >= cut, "after", "before"))
        .pivot_table(index="pool", columns="when", values="height", aggfunc="count", fill_value=0)
        .reindex(columns=["before", "after"], fill_value=0)
    )
    small = (counts["before"] < least) & (counts.index != UNKNOWN)
    counts = counts.groupby(np.where(small, OTHERS, counts.index)).sum()
    frame = counts.rename_axis("pool").reset_index()
    ratios = [_ratio(row, hours(start, cut), hours(cut, end)) for row in frame.itertuples()]
    frame["ratio"] = [interval.value for interval in ratios]
    frame["low"] = [interval.low for interval in ratios]
    frame["high"] = [interval.high for interval in ratios]
    frame["attributed"] = frame["pool"] != UNKNOWN
    rank = frame["pool"].map({OTHERS: 1, UNKNOWN: 2}).fillna(0)
    return (
        frame.assign(rank=rank)
        .sort_values(["rank", "before", "pool"], ascending=[True, False, True], ignore_index=True)
        .drop(columns="rank")
        .replace([np.inf], np.nan)
    )


def _ratio(row: tuple, before_hours: float, after_hours: float) -> Interval:
    return rate_ratio(int(row.after), after_hours, int(row.before), before_hours)


def unknown_share(blocks: pd.DataFrame, start: pd.Timestamp, end: pd.Timestamp) -> float:
    """Share of the blocks in [start, end) that are attributed to no pool."""
    inside = blocks[(blocks["time"] >= start) & (blocks["time"] < end)]
    return float((inside["pool"] == UNKNOWN).mean())
