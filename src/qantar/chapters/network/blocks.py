"""Counting blocks: exact intervals for a rate and a ratio, and how long a fall takes to show."""

import math

import numpy as np
import pandas as pd
import scipy  # loads its parts when a number first needs them

from qantar.chapters.shared.chance import LEVEL, clopper_pearson
from qantar.common.errors import ParameterError
from qantar.common.text import _
from qantar.report.register import Value

TARGET_BLOCKS_PER_HOUR = 6
BLOCKS_PER_EPOCH = 2016
WEEK_HOURS = 7 * 24


def garwood(count: int) -> Value:
    """Exact interval for the expectation of a Poisson count (Garwood 1936), from χ²."""
    tail = (1 - LEVEL) / 2
    low = scipy.stats.chi2.ppf(tail, 2 * count) / 2 if count else 0.0
    return Value(float(count), float(low), float(scipy.stats.chi2.ppf(1 - tail, 2 * count + 2) / 2))


def rate_ratio(after: int, after_hours: float, before: int, before_hours: float) -> Value:
    """Ratio of two Poisson rates, after ÷ before, with its exact conditional interval.

    Given the sum of both counts, `after` is binomial with p = ρT₁/(T₀ + ρT₁); Clopper–Pearson on p,
    mapped back to ρ (Przyborowski and Wilenski 1940). The value and upper bound are infinite where
    `before` is 0.
    """
    low, high = clopper_pearson(after, after + before)
    odds = before_hours / after_hours

    def ratio(p: float) -> float:
        return p / (1 - p) * odds if p < 1 else math.inf

    value = (after / after_hours) / (before / before_hours) if before else math.inf
    return Value(value, ratio(low), ratio(high))


def blocks_to_detect(fall: float, alpha: float = 0.05, power: float = 0.8) -> float:
    """Expected blocks (without change) to see a fractional `fall` against a known baseline."""
    size, strength = scipy.stats.norm.ppf(1 - alpha / 2), scipy.stats.norm.ppf(power)
    return float(((size + strength * math.sqrt(1 - fall)) / fall) ** 2)


def blocks_to_detect_estimated(
    fall: float, before: float, alpha: float = 0.05, power: float = 0.8
) -> float | None:
    """The same with a baseline counted from `before` blocks; None if no wait is long enough.

    Solves r·n = z_{1−α/2}·√(n(1+n/N₀)) + z_{1−β}·√(n(1−r) + n²/N₀) for n.
    """
    size, strength = scipy.stats.norm.ppf(1 - alpha / 2), scipy.stats.norm.ppf(power)

    def excess(n: float) -> float:
        noise = size * math.sqrt(1 / n + 1 / before) + strength * math.sqrt(
            (1 - fall) / n + 1 / before
        )
        return fall - noise

    most = 1e12
    if excess(most) <= 0:
        return None
    return float(scipy.optimize.brentq(excess, 1e-9, most))


def detection_power(
    fall: float, hours: np.ndarray, before: float | None, alpha: float = 0.05
) -> np.ndarray:
    """Chance to see a `fall` after `hours` [h]; `before` None = baseline known exactly."""
    expected = TARGET_BLOCKS_PER_HOUR * np.asarray(hours, dtype="float64")
    baseline = 0.0 if before is None else expected**2 / before
    size = scipy.stats.norm.ppf(1 - alpha / 2)
    signal = fall * expected - size * np.sqrt(expected + baseline)
    return scipy.stats.norm.cdf(signal / np.sqrt(expected * (1 - fall) + baseline))


def power_curves(fall: float, before: float, last_hour: int, alpha: float = 0.05) -> pd.DataFrame:
    """Chance to see a fall by hours of waiting, the baseline counted from `before` blocks.

    For `fall`, its half and its double; for `fall` also with the baseline known. Columns: fall
    (share), hours, chance, known (bool).
    """
    hours = np.arange(1, last_hour + 1)
    kinds = [(fall / 2, False), (fall, False), (min(2 * fall, 0.95), False), (fall, True)]
    parts = []
    for size, known in kinds:
        chance = detection_power(size, hours, None if known else before, alpha)
        columns = {"fall": size, "hours": hours, "chance": chance, "known": known}
        parts.append(pd.DataFrame(columns))
    return pd.concat(parts, ignore_index=True)


def chance_of_fall(fall: float, blocks: float) -> float:
    """Chance that of two counts of expectation `blocks` the second is lower by `fall` or more."""
    counts = np.arange(math.ceil(blocks + 10 * math.sqrt(blocks)) + 1)
    first = scipy.stats.poisson.pmf(counts, blocks)
    # A hair above (1 − fall)·n, so that rounding does not lose the whole numbers that lie exactly
    # on it.
    return float(
        (first * scipy.stats.poisson.cdf(np.floor((1 - fall) * counts + 1e-9), blocks))[1:].sum()
    )


def count(times: pd.Series, start: pd.Timestamp, end: pd.Timestamp) -> int:
    """Blocks whose header time lies in [start, end)."""
    return int(((times >= start) & (times < end)).sum())


def hours(start: pd.Timestamp, end: pd.Timestamp) -> float:
    """Length of [start, end) in hours."""
    return (end - start) / pd.Timedelta(hours=1)


def epochs(blocks: pd.DataFrame) -> pd.DataFrame:
    """Spans of constant difficulty in the table: start, end (UTC, by header time; half-open).

    The first begins with the table's first block, the last ends after its last one.
    """
    retargets = blocks.loc[blocks["height"] % BLOCKS_PER_EPOCH == 0, "time"].tolist()
    edges = [blocks["time"].min(), *retargets, blocks["time"].max() + pd.Timedelta(seconds=1)]
    return pd.DataFrame({"start": edges[:-1], "end": edges[1:]})


def epoch_of(
    blocks: pd.DataFrame, start: pd.Timestamp, end: pd.Timestamp
) -> tuple[pd.Timestamp, pd.Timestamp]:
    """The epoch that holds [start, end); raises ParameterError where none does."""
    spans = epochs(blocks)
    inside = spans[(spans["start"] <= start) & (spans["end"] >= end)]
    if inside.empty:
        raise ParameterError(
            _(
                "network: the window {start:%Y-%m-%d %H:%M} to {end:%Y-%m-%d %H:%M} crosses a "
                "change of difficulty or leaves the table of blocks; shorten it"
            ).format(start=start, end=end)
        )
    return inside.iloc[0]["start"], inside.iloc[0]["end"]


def per_hour(times: pd.Series, cut: pd.Timestamp, before: int, after: int) -> pd.DataFrame:
    """Blocks in each of the hours before and after `cut`.

    Columns: start (UTC), hour (0 begins at the cut), blocks.
    """
    hour = pd.Timedelta(hours=1)
    starts = [cut + number * hour for number in range(-before, after)]
    found = [count(times, start, start + hour) for start in starts]
    return pd.DataFrame({"start": starts, "hour": range(-before, after), "blocks": found})


def per_clock_hour(times: pd.Series) -> pd.Series:
    """Blocks in every whole clock hour (UTC) between the first and the last block."""
    whole = pd.date_range(times.min().ceil("h"), times.max().floor("h"), freq="h", inclusive="left")
    return times.dt.floor("h").value_counts().reindex(whole, fill_value=0)


def expected_range(mean: float) -> tuple[int, int]:
    """Counts between which 95 of 100 hours lie if blocks come by chance at `mean` an hour."""
    low, high = scipy.stats.poisson.ppf([(1 - LEVEL) / 2, (1 + LEVEL) / 2], mean)
    return int(low), int(high)


def earlier_windows(
    blocks: pd.DataFrame, cut: pd.Timestamp, before_hours: float, after_hours: float
) -> pd.DataFrame:
    """The rate ratio at every full hour before `cut` with both windows in one difficulty epoch.

    Columns: cut (UTC), epoch (start of it), before, after (blocks), ratio. Windows overlap.
    """
    times = np.sort(blocks["time"].to_numpy("datetime64[s]").astype("int64"))
    lead, lag = round(before_hours * 3600), round(after_hours * 3600)
    parts = []
    for start, end in epochs(blocks).itertuples(index=False):
        first = math.ceil((start.timestamp() + lead) / 3600) * 3600
        last = min(end.timestamp(), cut.timestamp()) - lag
        at = np.arange(first, last + 1, 3600, dtype="int64")
        before, after = np.diff([np.searchsorted(times, at + by) for by in (-lead, 0, lag)], axis=0)
        columns = {"cut": pd.to_datetime(at, unit="s"), "epoch": start}
        parts.append(pd.DataFrame({**columns, "before": before, "after": after}))
    frame = pd.concat(parts, ignore_index=True)
    frame["ratio"] = (frame["after"] / after_hours) / (frame["before"] / before_hours)
    return frame
