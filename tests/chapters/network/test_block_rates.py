"""Exact intervals and detection times, against scipy's own distributions and tests, and
published results.
"""

import math

import numpy as np
import pandas as pd
import pytest
from scipy import stats

from qantar.chapters.network import blocks as counting
from qantar.common.errors import ParameterError


@pytest.mark.parametrize(
    ("count", "low", "high"), [(0, 0.0, 3.689), (1, 0.025, 5.572), (10, 4.795, 18.390)]
)
def test_garwood_gives_the_tabulated_limits(count, low, high):
    interval = counting.garwood(count)
    assert (interval.low, interval.high) == pytest.approx((low, high), abs=5e-4)


@pytest.mark.parametrize("count", [1, 6, 144, 1520])
def test_garwood_bounds_leave_half_of_five_per_cent_in_each_tail(count):
    interval = counting.garwood(count)
    assert stats.poisson.sf(count - 1, interval.low) == pytest.approx(0.025, rel=1e-9)
    assert stats.poisson.cdf(count, interval.high) == pytest.approx(0.025, rel=1e-9)


@pytest.mark.parametrize(
    ("after", "hours", "before", "base"), [(137, 24, 1520, 250.5), (3, 8, 60, 10), (9, 1, 0, 2)]
)
def test_rate_ratio_bounds_are_scipys_exact_binomial_limits(after, hours, before, base):
    interval = counting.rate_ratio(after, hours, before, base)
    limits = stats.binomtest(after, after + before).proportion_ci(0.95, method="exact")
    for bound, p in ((interval.low, limits.low), (interval.high, limits.high)):
        share = bound * hours / (base + bound * hours) if math.isfinite(bound) else 1.0
        assert share == pytest.approx(p, rel=1e-9)


def test_rate_ratio_reproduces_the_worked_example_of_r():
    """poisson.test(c(11, 21), c(800, 3011)) of its help page: 1.971488, 0.8584264 to 4.2772659."""
    interval = counting.rate_ratio(11, 800, 21, 3011)
    published = (1.971488, 0.8584264, 4.2772659)
    assert (interval.value, interval.low, interval.high) == pytest.approx(published, rel=1e-6)


def test_rate_ratio_without_blocks_before_has_no_upper_bound():
    interval = counting.rate_ratio(5, 24, 0, 24)
    assert interval.value == interval.high == math.inf
    assert interval.low > 0


def test_exact_intervals_cover_the_truth_at_least_94_times_in_100():
    draw = np.random.default_rng(20220105)
    truth, hours, base, rate = 0.86, 24.0, 250.5, 6.0
    before, after = draw.poisson(rate * base, 2000), draw.poisson(truth * rate * hours, 2000)
    found = [
        counting.rate_ratio(one, hours, zero, base) for one, zero in zip(after, before, strict=True)
    ]
    covered = [interval.low <= truth <= interval.high for interval in found]
    assert np.mean(covered) >= 0.94
    counts = [counting.garwood(number) for number in after]
    assert (
        np.mean([interval.low <= truth * rate * hours <= interval.high for interval in counts])
        >= 0.94
    )


def test_a_wait_of_the_stated_length_detects_the_fall_about_four_times_in_five():
    draw = np.random.default_rng(14)
    fall, before = 0.14, 1520
    wait = counting.blocks_to_detect_estimated(fall, before)
    counts = zip(draw.poisson((1 - fall) * wait, 1500), draw.poisson(before, 1500), strict=True)
    found = [counting.rate_ratio(one, wait, zero, before) for one, zero in counts]
    assert np.mean([interval.high < 1 for interval in found]) == pytest.approx(0.8, abs=0.035)


def test_no_wait_is_long_enough_for_a_fall_below_the_baselines_own_noise():
    assert counting.blocks_to_detect_estimated(0.05, 1520) is None
    assert counting.blocks_to_detect_estimated(0.09, 1520) > counting.blocks_to_detect(0.09)


def test_power_after_the_stated_wait_is_the_stated_power():
    for before in (None, 1520):
        wait = (
            counting.blocks_to_detect(0.14)
            if before is None
            else counting.blocks_to_detect_estimated(0.14, before)
        )
        hours = np.array([wait / counting.TARGET_BLOCKS_PER_HOUR])
        assert counting.detection_power(0.14, hours, before)[0] == pytest.approx(0.8, abs=1e-9)


def test_chance_of_a_fall_by_luck_agrees_with_simulation():
    draw = np.random.default_rng(1)
    first, second = draw.poisson(144, 400_000), draw.poisson(144, 400_000)
    assert counting.chance_of_fall(0.14, 144) == pytest.approx(
        np.mean(second <= 0.86 * first), abs=2e-3
    )


def chain(heights: range, minutes: int = 10, start: str = "2021-12-01") -> pd.DataFrame:
    times = pd.Timestamp(start) + pd.to_timedelta(np.arange(len(heights)) * minutes, unit="min")
    return pd.DataFrame(
        {"height": pd.array(heights, dtype="Int64"), "time": times, "pool": "unknown"}
    )


def test_counting_takes_the_start_and_leaves_the_end():
    start, end = pd.Timestamp("2022-01-05T10:30"), pd.Timestamp("2022-01-06T10:30")
    assert counting.count(pd.Series([start]), start, end) == 1
    assert counting.count(pd.Series([end]), start, end) == 0


def test_epochs_change_at_multiples_of_2016():
    blocks = chain(range(4000, 6100))
    spans = counting.epochs(blocks)
    assert (
        spans["start"].tolist()[1:]
        == blocks.loc[blocks["height"].isin([4032, 6048]), "time"].tolist()
    )


def test_a_window_across_a_change_of_difficulty_is_refused():
    blocks = chain(range(4000, 6100))
    retarget = blocks.loc[blocks["height"] == 4032, "time"].iloc[0]
    hour = pd.Timedelta(hours=1)
    with pytest.raises(ParameterError, match="crosses a change of difficulty"):
        counting.epoch_of(blocks, retarget - hour, retarget + hour)
    assert counting.epoch_of(blocks, retarget, retarget + hour)[0] == retarget


def test_earlier_windows_stay_in_one_epoch_and_before_the_cut():
    blocks = chain(range(2016, 9000))
    cut = blocks["time"].iloc[-1].floor("h") - pd.Timedelta(hours=60)
    frame = counting.earlier_windows(blocks, cut, 100, 24)
    spans = counting.epochs(blocks)
    ends = dict(zip(spans["start"], spans["end"], strict=True))
    assert len(frame) and frame["epoch"].nunique() > 1
    for row in frame.itertuples():
        assert row.epoch <= row.cut - pd.Timedelta(hours=100)
        assert row.cut + pd.Timedelta(hours=24) <= min(ends[row.epoch], cut)
        times, hour = blocks["time"], pd.Timedelta(hours=1)
        after = counting.count(times, row.cut, row.cut + 24 * hour)
        before = counting.count(times, row.cut - 100 * hour, row.cut)
        assert row.ratio == pytest.approx(counting.rate_ratio(after, 24, before, 100).value)
