"""Key figures of the network: block rates before and after the cut, and what noise alone would
show.
"""

import pandas as pd
import scipy  # loads its parts when a number first needs them

from qantar.chapters.network import blocks as counting
from qantar.chapters.network import pools
from qantar.chapters.network.windows import Workings
from qantar.chapters.timeline.names import Recorder
from qantar.report.figures import Figure

BLOCKS, DAILY = ("blocks",), ("network_daily",)
# Days around the event day over which the mean hash rate is taken.
HASHRATE_DAYS = (-4, 5)


def figures(work: Workings) -> list[Figure]:
    """Rate ratios, the first hour, the time a fall takes to show, earlier windows, hash rate,
    pools.
    """
    made = Recorder(work.parameters)
    for add in (_ratios, _windows, _first_hour, _detection, _earlier, _hashrate):
        add(work, made)
    return made.figures


def _ratios(work: Workings, made: Recorder) -> None:
    p, cuts = work.parameters, work.cuts
    after, to_retarget = _spans(work)
    same_length, last = cuts[~cuts["to_retarget"]]["ratio"], cuts[cuts["to_retarget"]].iloc[0]
    ratio, named = work.ratio, work.named_ratio
    made.record("network.rate_ratio", ratio.value, "ratio", after, BLOCKS, (ratio.low, ratio.high))
    extremes = (same_length.min(), same_length.max())
    made.record(
        "network.rate_ratio_by_cut_time", ratio.value, "ratio", after, BLOCKS, extremes, "methods"
    )
    bounds = (last["low"], last["high"])
    made.record(
        "network.rate_ratio_to_retarget", last["ratio"], "ratio", to_retarget, BLOCKS, bounds
    )
    bounds = (named.low, named.high)
    made.record("network.rate_ratio_named_pools", named.value, "ratio", after, BLOCKS, bounds)
    unknown = pools.unknown_share(work.tables["blocks"], work.start, work.end)
    made.record(
        "network.unknown_share",
        unknown,
        "share",
        f"{p.baseline_start}/{work.end:%Y-%m-%dT%H:%M}",
        BLOCKS,
    )


def _spans(work: Workings) -> tuple[str, str]:
    """The window after the cut, and that to the retarget, as ISO spans."""
    cut = work.parameters.cut_time
    return f"{cut}/{work.end:%Y-%m-%dT%H:%M}", f"{cut}/{work.retarget:%Y-%m-%dT%H:%M}"


def _windows(work: Workings, made: Recorder) -> None:
    p = work.parameters
    after, to_retarget = _spans(work)
    before = f"{p.baseline_start}/{p.cut_time}"
    found = counting.count(work.times, work.cut, work.end)
    made.record("network.blocks_before", work.before, "blocks", before, BLOCKS)
    made.record("network.blocks_after", found, "blocks", after, BLOCKS)
    made.record("network.blocks_per_hour_before", work.mean_per_hour, "blocks/h", before, BLOCKS)
    made.record("network.hours_before", counting.hours(work.start, work.cut), "h", before, BLOCKS)
    made.record(
        "network.hours_to_retarget",
        counting.hours(work.cut, work.retarget),
        "h",
        to_retarget,
        BLOCKS,
    )


def _first_hour(work: Workings, made: Recorder) -> None:
    cut = work.parameters.cut_time
    found = counting.count(work.times, work.cut, work.cut + pd.Timedelta(hours=1))
    whole = int(counting.hours(work.start, work.cut))
    earlier = counting.per_interval(work.times, work.cut, whole, 0, 1)["blocks"]
    chance = float(scipy.stats.poisson.cdf(found, work.mean_per_hour))
    made.record("network.first_hour_blocks", found, "blocks", cut, BLOCKS)
    made.record("network.first_hour_chance", chance, "probability", cut, BLOCKS)
    made.record("network.hours_as_low_before", int((earlier <= found).sum()), "hours", cut, BLOCKS)


def _detection(work: Workings, made: Recorder) -> None:
    p, pace = work.parameters, counting.TARGET_BLOCKS_PER_HOUR
    fall = max(p.falls)
    estimated = counting.blocks_to_detect_estimated(fall, work.before)
    hours = None if estimated is None else estimated / pace
    by_luck = counting.chance_of_fall(fall, pace * p.after_hours)
    made.record(
        "network.hours_to_detect", counting.blocks_to_detect(fall) / pace, "h", p.cut_time, ()
    )
    made.record("network.hours_to_detect_from_estimate", hours, "h", p.cut_time, BLOCKS)
    made.record("network.chance_of_fall", by_luck, "share", p.cut_time, ())


def _earlier(work: Workings, made: Recorder) -> None:
    span = f"{work.times.min():%Y-%m-%d}/{work.parameters.cut_time[:10]}"
    ratios = work.earlier["ratio"]
    share = (ratios <= work.ratio.value).mean() if len(ratios) else None
    made.record("network.earlier_windows", len(ratios), "windows", span, BLOCKS)
    made.record("network.earlier_epochs", work.earlier["epoch"].nunique(), "epochs", span, BLOCKS)
    made.record("network.earlier_share_below", share, "share", span, BLOCKS)


def _hashrate(work: Workings, made: Recorder) -> None:
    days = work.tables["network_daily"].set_index("date")
    first, last = (work.day + pd.Timedelta(days=shift) for shift in HASHRATE_DAYS)
    span = days.loc[first:last]
    mean = span["hashrate_ehs"].mean() if len(span) else None
    found = counting.garwood(int(span["blocks"].sum()))
    scale = mean / found.value if mean is not None and found.value else float("nan")
    bounds = (scale * found.low, scale * found.high)
    as_of = f"{first:%Y-%m-%d}/{last:%Y-%m-%d}"
    made.record("network.hashrate_mean_ehs", mean, "EH/s", as_of, DAILY, bounds)
