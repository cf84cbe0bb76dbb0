"""What the network chapter judges follows its windows, for the default and other parameters."""

import pandas as pd
import pytest
from chapter_run import run

from qantar.chapters.network import blocks as counting
from qantar.chapters.network import charts, readings
from qantar.report.figures import Figure


def said(*words, **values):
    """The sentences of a run that hold one of the words."""
    return [
        text for text in run("network", **values).sentences() if any(one in text for one in words)
    ]


@pytest.mark.parametrize(("chance", "seldom"), [(0.004, True), (0.1, False)])
def test_a_chance_that_rounds_to_none_is_called_seldom(chance, seldom):
    name = "network.chance_of_fall"
    figures = {name: Figure(name, chance, "probability", "", (), "")}
    assert readings.seldom(figures) is seldom


def test_no_case_in_a_hundred_is_not_written_as_none():
    assert said("less than one case in a hundred", fall=0.5)
    assert said("10\u202f% of cases where nothing")


def test_more_than_two_pools_are_counted():
    assert readings.named(["A"]) == "A"
    assert readings.named(["A", "B"]) == "A and B"
    assert readings.named(["A", "B", "C"]) == "the 3 pools compared"


def test_pools_that_no_report_names_are_not_said_to_be_reported():
    ran = run("network", pools=["ViaBTC"], fall=0.3)
    words = " ".join([*ran.sentences(), ran.charts()["rate_ratios"].title])
    assert "ViaBTC" in words and "report" not in words


def test_two_events_share_a_price_only_on_their_day():
    assert said("cannot tell two events of one day apart")
    assert said("cannot tell two events", event_day="2020-03-12") == []
    assert readings.one_day("2022-01-05", pd.Timestamp("2022-01-05T10:30"))
    assert not readings.one_day("2022-01-05", "2022-01-06")


def test_the_price_names_no_mark_where_none_is_drawn():
    prices = [run("network", **values).charts()["price_evening"].description
              for values in ({}, {"event_day": "2020-03-12"})]  # fmt: skip
    assert "Lines mark: internet cut" in prices[0] and "Lines mark" not in prices[1]


def detection(fall, waits):
    frame = counting.power_curves(fall, 1520, counting.WEEK_HOURS)
    return charts.detection(frame, fall=fall, needed=None, power=0.8, waits=waits)


def test_small_falls_differ_from_their_half_in_words():
    assert "falls of 0.5\u202f%, 1.0\u202f%, 2\u202f%" in detection(0.01, [(24.0, "h")]).description


def test_waits_beyond_the_curve_are_not_described():
    assert detection(0.14, [(300.0, "h")]).description.endswith("A line marks 80\u202f%.")
    assert "For 14\u202f%: 24 hours" in detection(0.14, [(24.0, "h")]).description


@pytest.mark.parametrize(
    ("pools", "told"), [(["AntPool"], "None of the pools"), (["Poolin"], "has a gap for 1 of")]
)
def test_a_gap_of_the_list_is_told_where_it_hits_a_pool(pools, told):
    assert said(told, pools=pools)
