"""The windows of blocks that are compared: around the cut, and those that the report stated."""

import numpy as np
import pandas as pd

from qantar.chapters.network.attribution import of_pools
from qantar.chapters.network.blocks import count, epoch_of, hours, rate_ratio
from qantar.chapters.network.parameters import NetworkParameters

CUT, OTHER, RETARGET, REPORTED = "cut", "other time of the cut", "to the retarget", "reported"


def compared(blocks: pd.DataFrame, p: NetworkParameters) -> pd.DataFrame:
    """Blocks before and after in each pair of windows, with the ratio of their rates.

    Columns: window (kind), start (UTC, of the window before), cut (UTC, start of the window after),
    end (UTC), hours_before, hours_after [h], before, after (blocks), ratio, low, high (95 % exact;
    missing without blocks before). Raises ParameterError where windows cross a change of difficulty
    or a pool is unknown.
    """
    start, cut = pd.Timestamp(p.baseline_start), pd.Timestamp(p.cut_time)
    span = pd.Timedelta(hours=p.after_hours)
    others = sorted({pd.Timestamp(time) for time in p.other_cut_times} - {cut})
    pairs = [(CUT, cut, cut + span), *((OTHER, time, time + span) for time in others)]
    pairs.append((RETARGET, cut, epoch_of(blocks, start, cut)[1]))
    rows = []
    for kind, time, end in pairs:
        epoch_of(blocks, start, end)
        rows.append(_pair(blocks["time"], kind, (start, time), (time, end)))
    rows.append(_reported(blocks, p))
    return pd.DataFrame(rows).replace([np.inf], np.nan)


def _reported(blocks: pd.DataFrame, p: NetworkParameters) -> dict[str, object]:
    """The windows that the report compares, of the blocks of the pools that it named."""
    span = pd.Timedelta(hours=p.reported_hours)
    earlier, reported = map(pd.Timestamp, p.reported_times)
    epoch_of(blocks, earlier - span, reported)
    times = of_pools(blocks, p.pools)["time"]
    return _pair(times, REPORTED, (earlier - span, earlier), (reported - span, reported))


def _pair(
    times: pd.Series,
    kind: str,
    before: tuple[pd.Timestamp, pd.Timestamp],
    after: tuple[pd.Timestamp, pd.Timestamp],
) -> dict[str, object]:
    found, lasted = count(times, *after), hours(*after)
    found_before, lasted_before = count(times, *before), hours(*before)
    ratio = rate_ratio(found, lasted, found_before, lasted_before)
    return {
        "window": kind,
        "start": before[0],
        "cut": after[0],
        "end": after[1],
        "hours_before": lasted_before,
        "before": found_before,
        "hours_after": lasted,
        "after": found,
        "ratio": ratio.value,
        "low": ratio.low,
        "high": ratio.high,
    }
