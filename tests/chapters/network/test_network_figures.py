"""The chapter's figures: the windows that were reported, and what other parameters change."""

import math

import pandas as pd
import pytest

from qantar.chapters.network import blocks as counting
from qantar.chapters.network import figures as network
from qantar.chapters.network import readings, windows
from qantar.chapters.network.parameters import NetworkParameters
from qantar.common.errors import ParameterError
from qantar.report.chapter import Tables
from qantar.report.parameters import validate

ELSEWHERE = {
    "cut_time": "2022-02-10T08:00",
    "other_cut_times": [],
    "baseline_start": "2022-02-05T00:00",
}


@pytest.fixture(scope="module")
def tables():
    return Tables.load(network.TABLES)


@pytest.fixture(scope="module")
def figures(tables):
    return network.figures(tables, NetworkParameters())


def row(low, high):
    return pd.Series({"low": low, "high": high})


def test_reported_windows_hold_42_blocks_after_50(figures):
    """Counted by hand in the list of blocks: 5 January to noon of the 6th, and all of the 4th."""
    assert figures["network.named_pools_blocks"][0] == 42
    assert figures["network.named_pools_blocks_before"] == 50
    ratio = figures["network.rate_ratio_named_pools"]
    assert ratio[:3] == pytest.approx((0.84, 0.54, 1.29), abs=0.005)
    assert ratio.as_of == "2022-01-05T12:15/2022-01-06T12:15"


def test_unnamed_blocks_are_counted_over_both_windows(figures):
    """77 of 367 blocks from 4 January, 00:00, to 6 January, 12:15."""
    unknown = figures["network.unknown_share"]
    assert unknown.value == pytest.approx(77 / 367)
    assert unknown.as_of == "2022-01-04T00:00/2022-01-06T12:15"


def test_reported_fall_lies_inside_its_interval(tables):
    found = windows.compared(tables.blocks, NetworkParameters())
    reported = found[found["window"] == windows.REPORTED].iloc[0]
    assert readings.reading(reported, 0.14) == readings.BOTH
    assert readings.reading(reported, 0.5) == readings.NONE


@pytest.mark.parametrize(
    ("low", "high", "expected"),
    [
        (0.8, 1.1, readings.BOTH),
        (0.8, 0.95, readings.FALL),
        (0.9, 1.1, readings.NONE),
        (0.9, 0.95, readings.NEITHER),
        (0.86, 1.0, readings.BOTH),
        (math.nan, math.nan, readings.NEITHER),
    ],
)
def test_reading_says_which_ratios_the_interval_holds(low, high, expected):
    assert readings.reading(row(low, high), 0.14) == expected


@pytest.mark.parametrize(
    ("low", "high", "expected"),
    [(0.8, 0.99, readings.LOWER), (0.8, 1.0, readings.SAME), (1.01, 1.2, readings.HIGHER)],
)
def test_trend_needs_an_interval_off_one(low, high, expected):
    assert readings.trend(row(low, high)) == expected


def test_first_hour_is_counted_from_the_cut(tables, figures):
    start = pd.Timestamp("2022-01-05T10:30")
    hour = tables.blocks["time"].between(start, start + pd.Timedelta(minutes=59, seconds=59))
    assert figures["network.first_hour_blocks"] == hour.sum()


def test_hours_of_the_table_hold_all_blocks_but_the_edges(tables):
    hours = counting.per_clock_hour(tables.blocks["time"])
    edges = len(tables.blocks) - hours.sum()
    assert 0 < edges < 30 and hours.index.is_monotonic_increasing


def test_every_window_has_one_difficulty(tables):
    for values in ({}, ELSEWHERE, {"after_hours": 60}):
        found = windows.compared(tables.blocks, NetworkParameters(**values))
        for pair in found.itertuples():
            start = pair.cut - pd.Timedelta(hours=pair.hours_before)
            counting.epoch_of(tables.blocks, start, pair.end)


def test_window_across_a_change_of_difficulty_is_refused(tables):
    with pytest.raises(ParameterError, match="crosses a change of difficulty"):
        network.figures(tables, NetworkParameters(after_hours=100))


def test_unknown_pool_is_refused_with_those_known(tables):
    with pytest.raises(ParameterError, match="has no pool Antpool; it has 1THash, AntPool"):
        network.figures(tables, NetworkParameters(pools=["Antpool"]))


def test_smaller_fall_takes_longer_or_never_shows(tables, figures):
    smaller = network.figures(tables, NetworkParameters(fall=0.1))
    name = "network.hours_to_detect_estimated"
    assert smaller[name] > figures[name]
    assert network.figures(tables, NetworkParameters(fall=0.02))[name] is None


def test_stricter_test_takes_longer(tables, figures):
    strict = network.figures(tables, NetworkParameters(test_size=0.01, power=0.9))
    assert strict["network.hours_to_detect"] > figures["network.hours_to_detect"]


def test_without_earlier_windows_their_share_is_missing(tables):
    long = {**ELSEWHERE, "after_hours": 170}
    found = network.figures(tables, NetworkParameters(**long))
    assert found["network.earlier_windows"] > 0
    first = {
        "cut_time": "2021-09-06T00:00",
        "other_cut_times": [],
        "baseline_start": "2021-09-02T00:00",
    }
    found = network.figures(tables, NetworkParameters(**first))
    assert found["network.earlier_windows"] == 0
    assert found["network.earlier_share_below"].value is None


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({"baseline_start": "2022-01-05T00:00"}, "at least a day after"),
        ({"other_cut_times": ["2021-12-26T10:00"]}, "at least a day after"),
        ({"reported_times": ["2022-01-06T12:15", "2022-01-05T00:00"]}, "must come first"),
        ({"car_window": [1, 0]}, "car_window: need"),
        ({"cut_time": "2022-04-30T12:00", "other_cut_times": []}, "blocks are held from"),
    ],
)
def test_impossible_windows_are_refused(values, message):
    with pytest.raises(ParameterError, match=message):
        validate("network", NetworkParameters, values)
