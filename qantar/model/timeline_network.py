"""Key figures of the network: block rates before and after the cut, and what noise alone would show."""

import pandas as pd
from scipy import stats

from qantar.figures import Figure
from qantar.model import blocks as counting
from qantar.model import pools
from qantar.model.timeline_names import aliases, finite, interval
from qantar.model.timeline_workings import Workings
from qantar.text import _

BLOCKS, DAILY = ("blocks",), ("network_daily",)
# Days around the event day over which the mean hash rate is taken.
HASHRATE_DAYS = (-4, 5)


def figures(work: Workings) -> list[Figure]:
    """Rate ratios, the first hour, the time a fall takes to show, earlier windows, hash rate, pools."""
    return [
        *_ratio_figures(work),
        *_first_hour_figures(work),
        *_noise_figures(work),
        *_network_figures(work),
    ]


def _ratio_figures(work: Workings) -> list[Figure]:
    p, cuts = work.parameters, work.cuts
    name = aliases(p)["network.rate_ratio"]
    as_of = f"{p.cut_time}/{work.end:%Y-%m-%dT%H:%M}"
    definition = _("blocks an hour after the cut ÷ before it, by header time; exact conditional interval")
    ratio, last = work.ratio, cuts[cuts["to_retarget"]].iloc[0]
    same_length = cuts[~cuts["to_retarget"]]
    return [
        interval(name, ratio.value, ratio.low, ratio.high, "ratio", as_of, BLOCKS, definition),
        interval(
            "network.rate_ratio_to_retarget",
            last["ratio"],
            last["low"],
            last["high"],
            "ratio",
            f"{p.cut_time}/{work.retarget:%Y-%m-%dT%H:%M}",
            BLOCKS,
            _("the same, from the cut to the next change of difficulty"),
        ),
        Figure(
            "network.rate_ratio_by_cut_time",
            finite(ratio.value),
            "ratio",
            as_of,
            BLOCKS,
            _("the rate ratio; range: lowest and highest over the times given for the cut"),
            float(same_length["ratio"].min()),
            float(same_length["ratio"].max()),
            "methods",
        ),
        Figure(
            "network.blocks_before",
            work.before,
            "blocks",
            f"{p.baseline_start}/{p.cut_time}",
            BLOCKS,
            _("blocks in the window before the cut"),
        ),
        Figure(
            "network.blocks_after",
            counting.count(work.times, work.cut, work.end),
            "blocks",
            as_of,
            BLOCKS,
            _("blocks in the window after the cut"),
        ),
        Figure(
            "network.hours_before",
            counting.hours(work.start, work.cut),
            "h",
            as_of,
            BLOCKS,
            _("length of the window before the cut"),
        ),
        Figure(
            "network.hours_to_retarget",
            counting.hours(work.cut, work.retarget),
            "h",
            as_of,
            BLOCKS,
            _("from the cut to the next change of difficulty"),
        ),
    ]


def _first_hour_figures(work: Workings) -> list[Figure]:
    hour, cut = pd.Timedelta(hours=1), work.parameters.cut_time
    found = counting.count(work.times, work.cut, work.cut + hour)
    whole = int(counting.hours(work.start, work.cut))
    earlier = counting.per_interval(work.times, work.cut, whole, 0, 1)["blocks"]
    chance = float(stats.poisson.cdf(found, work.mean_per_hour))
    return [
        Figure(
            "network.blocks_per_hour_before",
            work.mean_per_hour,
            "blocks/h",
            cut,
            BLOCKS,
            _("mean blocks an hour in the window before the cut"),
        ),
        Figure(
            "network.first_hour_blocks", found, "blocks", cut, BLOCKS, _("blocks in the hour after the cut")
        ),
        Figure(
            "network.first_hour_chance",
            chance,
            "probability",
            cut,
            BLOCKS,
            _("chance of as few or fewer blocks in a given hour at the mean before the cut"),
        ),
        Figure(
            "network.hours_as_low_before",
            int((earlier <= found).sum()),
            "hours",
            cut,
            BLOCKS,
            _("hours of the window before the cut with as few or fewer blocks, counted back from the cut"),
        ),
    ]


def _noise_figures(work: Workings) -> list[Figure]:
    p, names, fall = work.parameters, aliases(work.parameters), max(work.parameters.falls)
    pace = counting.TARGET_BLOCKS_PER_HOUR
    known = counting.blocks_to_detect(fall)
    estimated = counting.blocks_to_detect_estimated(fall, work.before)
    share = float((work.earlier["ratio"] <= work.ratio.value).mean()) if len(work.earlier) else None
    span = f"{work.times.min():%Y-%m-%d}/{p.cut_time[:10]}"
    expected = pace * p.after_hours
    return [
        Figure(
            names["network.hours_to_detect"],
            known / pace,
            "h",
            p.cut_time,
            (),
            _(
                "hours at six blocks an hour to see the largest fall asked about, two-sided size 0.05, power "
                "0.8, baseline known"
            ),
        ),
        Figure(
            names["network.hours_to_detect_from_estimate"],
            None if estimated is None else estimated / pace,
            "h",
            p.cut_time,
            BLOCKS,
            _("the same, baseline estimated from the blocks before the cut"),
        ),
        Figure(
            names["network.chance_of_fall"],
            counting.chance_of_fall(fall, expected),
            "share",
            p.cut_time,
            (),
            _(
                "chance that, with no change at all, the second of two such windows has fewer blocks "
                "by the largest fall asked about, or more"
            ),
        ),
        Figure(
            "network.earlier_windows",
            len(work.earlier),
            "windows",
            span,
            BLOCKS,
            _("earlier pairs of windows of the same lengths, each within one difficulty epoch, hour by hour"),
        ),
        Figure(
            "network.earlier_epochs",
            work.earlier["epoch"].nunique(),
            "epochs",
            span,
            BLOCKS,
            _("difficulty epochs that hold them"),
        ),
        Figure(
            "network.earlier_share_below",
            share,
            "share",
            span,
            BLOCKS,
            _("share of the earlier windows with a rate ratio at or below the one at the cut"),
        ),
    ]


def _network_figures(work: Workings) -> list[Figure]:
    p, blocks = work.parameters, work.tables["blocks"]
    days = work.tables["network_daily"].set_index("date")
    first, last = (work.day + pd.Timedelta(days=shift) for shift in HASHRATE_DAYS)
    span = days.loc[first:last]
    mean = float(span["hashrate_ehs"].mean()) if len(span) else None
    found = counting.garwood(int(span["blocks"].sum()))
    scale = mean / found.value if mean is not None and found.value else None
    ratio = work.named_ratio
    scaled = [None if scale is None else scale * bound for bound in (found.low, found.high)]
    return [
        interval(
            aliases(p)["network.hashrate_mean_ehs"],
            mean,
            *scaled,
            "EH/s",
            f"{first:%Y-%m-%d}/{last:%Y-%m-%d}",
            DAILY,
            _("mean daily hash rate of ten days; range: Garwood interval of their blocks, scaled"),
        ),
        interval(
            "network.rate_ratio_named_pools",
            ratio.value,
            ratio.low,
            ratio.high,
            "ratio",
            p.cut_time,
            BLOCKS,
            _("the rate ratio for the blocks of {pools}, the pools that the press named").format(
                pools=" + ".join(pools.NAMED)
            ),
        ),
        Figure(
            "network.unknown_share",
            pools.unknown_share(blocks, work.start, work.end),
            "share",
            p.cut_time,
            BLOCKS,
            _("share of the blocks of both windows that are attributed to no pool"),
        ),
    ]
