"""What must hold for any counts, windows and prices."""

import itertools
import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qantar.chapters.network import blocks as counting
from qantar.chapters.network import event_study
from qantar.chapters.network.event_study import Study

counts = st.integers(0, 5000)
positive = st.integers(1, 5000)
spans = st.floats(0.5, 500)
FEW = settings(max_examples=60)


def bounds(interval):
    return interval.value, interval.low, interval.high


@FEW
@given(positive, spans, positive, spans)
def test_swapping_the_windows_inverts_the_ratio_and_its_interval(after, hours, before, base):
    one = counting.rate_ratio(after, hours, before, base)
    other = counting.rate_ratio(before, base, after, hours)
    assert bounds(other) == pytest.approx((1 / one.value, 1 / one.high, 1 / one.low), rel=1e-7)


@FEW
@given(counts, spans, positive, spans, st.floats(0.01, 100))
def test_measuring_time_in_another_unit_changes_nothing(after, hours, before, base, unit):
    one = counting.rate_ratio(after, hours, before, base)
    other = counting.rate_ratio(after, hours * unit, before, base * unit)
    assert bounds(other) == pytest.approx(bounds(one), rel=1e-7)


@FEW
@given(counts, spans, positive, spans, st.floats(0.1, 10))
def test_a_longer_window_after_lowers_the_ratio_in_proportion(after, hours, before, base, factor):
    one = counting.rate_ratio(after, hours, before, base)
    other = counting.rate_ratio(after, hours * factor, before, base)
    assert [bound * factor for bound in bounds(other)] == pytest.approx(list(bounds(one)), rel=1e-7)


@FEW
@given(counts, positive)
def test_intervals_hold_their_estimate_and_rise_with_the_count(after, before):
    interval = counting.rate_ratio(after, 24, before, 240)
    more = counting.rate_ratio(after + 1, 24, before, 240)
    assert interval.low <= interval.value <= interval.high
    assert (interval.low, interval.high) <= (more.low, more.high) and interval.high < more.high
    one, two = counting.garwood(after), counting.garwood(after + 1)
    assert one.low <= after <= one.high and one.low < two.low and one.high < two.high


@FEW
@given(positive, positive)
def test_ten_times_the_blocks_give_a_narrower_interval(after, before):
    one = counting.rate_ratio(after, 24, before, 240)
    many = counting.rate_ratio(10 * after, 240, 10 * before, 2400)
    assert many.value == pytest.approx(one.value)
    assert one.low < many.low <= many.high < one.high


@FEW
@given(st.floats(0.02, 0.8), st.floats(1.01, 1.2))
def test_a_larger_fall_shows_sooner(fall, factor):
    assert counting.blocks_to_detect(min(0.9, fall * factor)) < counting.blocks_to_detect(fall)


@FEW
@given(st.floats(0.1, 0.8), st.integers(2000, 10**9))
def test_a_baseline_that_was_itself_counted_only_lengthens_the_wait(fall, before):
    known = counting.blocks_to_detect(fall)
    estimated = counting.blocks_to_detect_estimated(fall, before)
    assert estimated >= known * (1 - 1e-9)
    assert counting.blocks_to_detect_estimated(fall, 1e15) == pytest.approx(known, rel=1e-5)


@FEW
@given(
    st.lists(st.integers(0, 10**6), min_size=1, max_size=50),
    st.lists(st.integers(0, 10**6), min_size=2),
)
def test_half_open_windows_side_by_side_count_each_block_once(seconds, edges):
    origin = pd.Timestamp("2022-01-01")
    times = pd.Series(origin + pd.to_timedelta(seconds, unit="s"))
    marks = [origin + pd.Timedelta(seconds=edge) for edge in sorted(edges)]
    parts = sum(counting.count(times, *pair) for pair in itertools.pairwise(marks))
    assert parts == counting.count(times, marks[0], marks[-1])


steps = st.lists(st.floats(-0.2, 0.2), min_size=60, max_size=60)
STUDY = Study(window=(0, 1), estimation=30, gap=3, placebos=10)
DAY = pd.Timestamp("2021-02-26")


def walk(returns):
    return pd.Series(
        100 * np.exp(np.concatenate([[0.0], np.cumsum(returns)])),
        index=pd.date_range("2021-01-01", periods=61),
    )


@FEW
@given(steps, st.floats(0.001, 1000), st.floats(-0.01, 0.01))
def test_neither_the_currency_nor_a_steady_drift_changes_the_abnormal_return(
    returns, currency, drift
):
    plain = event_study.log_returns(walk(returns))
    other = event_study.log_returns(walk([step + drift for step in returns]) * currency)
    assert event_study.car(other, DAY, STUDY) == pytest.approx(
        event_study.car(plain, DAY, STUDY), abs=1e-9
    )


@FEW
@given(st.floats(-1, 1), st.lists(st.floats(-1, 1), min_size=1, max_size=50))
def test_placebo_p_is_a_probability_that_rises_with_the_observed_return(observed, cars):
    series = pd.Series(cars)
    p = event_study.placebo_p(observed, series)
    assert 1 / (len(cars) + 1) <= p <= 1
    assert event_study.placebo_p(observed + 0.1, series) >= p
    assert event_study.placebo_p(math.inf, series) == 1
