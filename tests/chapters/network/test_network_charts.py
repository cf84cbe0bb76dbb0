"""The network's charts say what they draw, for the default and for other parameters."""

import re

import pandas as pd
import pytest

from qantar.chapters.network import blocks as counting
from qantar.chapters.network import charts, event_study, windows
from qantar.chapters.network import figures as network
from qantar.chapters.network.parameters import NetworkParameters
from qantar.charting import Note
from qantar.report.chapter import Tables

ELSEWHERE = {
    "cut_time": "2022-02-10T08:00",
    "other_cut_times": [],
    "baseline_start": "2022-02-05T00:00",
    "event_day": "2022-02-10",
}


@pytest.fixture(scope="module")
def t():
    return Tables.load(network.TABLES)


def pair(before=1500, after=140, low=0.8, high=1.1):
    return pd.Series(
        {"before": before, "hours_before": 250.0, "hours_after": 24.0, "low": low, "high": high}
    )


def hours(first):
    counts = [6, 5, first, 7, 6]
    start = pd.date_range("2022-01-05T08:30", periods=5, freq="h")
    return pd.DataFrame({"start": start, "hour": range(-2, 3), "blocks": counts})


def hour_title(first, **interval):
    return charts.blocks_per_hour(
        hours(first),
        pair(**interval),
        band=(2, 11),
        cut="2022-01-05T10:30",
        reported="2022-01-06T12:15",
    ).title


def detection(fall=0.14, needed=86.7, after=24.0):
    frame = counting.power_curves(fall, 1520, counting.WEEK_HOURS)
    return charts.detection(frame, fall=fall, needed=needed, power=0.8, waits=[(after, "counted")])


def every(t, **values):
    p = NetworkParameters(**values)
    found = windows.compared(t.blocks, p)
    cut, day = found.iloc[0], pd.Timestamp(p.event_day)
    hourly = counting.per_hour(t.blocks["time"], cut["cut"], 24, 30)
    return {
        "hours": charts.blocks_per_hour(
            hourly, cut, band=(2, 11), cut=p.cut_time, reported=p.reported_times[1]
        ),
        "ratios": charts.rate_ratios(found, fall=p.fall, pools=p.pools),
        "detection": detection(p.fall, None),
        "price": charts.price_evening(
            event_study.prices_around(t.network_daily, day),
            cut=cut["cut"],
            minutes=event_study.fed_minutes(t.events),
        ),
    }


@pytest.mark.parametrize("values", [{}, ELSEWHERE, {"pools": ["ViaBTC"], "fall": 0.3}], ids=str)
def test_every_chart_draws_its_data_and_describes_them(t, values):
    for name, drawn in every(t, **values).items():
        assert not isinstance(drawn, Note), name
        assert len(drawn.data) and drawn.altair.to_dict()["layer"], name
        words = " ".join((drawn.title, drawn.measure, drawn.description))
        assert not re.search(r"\b(nan|None|NaT|inf)\b", words), name
        assert set(drawn.labels) == set(drawn.data.columns), name


def test_empty_first_hour_proves_nothing_if_the_day_is_even():
    assert hour_title(0) == "No block in the first hour, and it proves nothing"
    assert "fewer than before" in hour_title(0, high=0.95)
    assert "more than before" in hour_title(0, low=1.05, high=1.3)


def test_first_hour_counts_one_block_and_several():
    assert hour_title(1).startswith("1 block in the first hour")
    assert hour_title(4).startswith("4 blocks in the first hour")
    assert hour_title(4, high=0.95).startswith("Blocks came more slowly")
    assert hour_title(4, low=1.05, high=1.3).startswith("Blocks came faster")


def ratios(low, high, fall=0.14, ratio=0.9):
    row = {
        "window": windows.REPORTED, "cut": pd.Timestamp("2022-01-05T12:15"),
        "end": pd.Timestamp("2022-01-06T12:15"), "hours_before": 24.0,
        "before": 50, "hours_after": 24.0, "after": 42, "ratio": ratio, "low": low, "high": high,
    }  # fmt: skip
    return charts.rate_ratios(pd.DataFrame([row]), fall=fall, pools=["AntPool"])


@pytest.mark.parametrize(
    ("low", "high", "words"),
    [
        (0.5, 1.3, "In 24 hours a fall of 14\u202f% cannot be told from no change"),
        (0.5, 0.9, "fell, and 14"),
        (0.9, 1.3, "rule out a fall"),
        (0.9, 0.95, "neither a fall"),
    ],
)
def test_title_of_the_ratios_follows_the_reported_interval(low, high, words):
    assert words in ratios(low, high).title


def test_title_says_where_the_reported_windows_are_empty(t):
    found = windows.compared(t.blocks, NetworkParameters(pools=["KuCoin Pool"], reported_hours=2))
    title = charts.rate_ratios(found, fall=0.14, pools=["KuCoin Pool"]).title
    assert title == "Too few blocks of the pools compared for a ratio"


def test_windows_without_blocks_leave_a_note():
    assert isinstance(ratios(None, None, ratio=None), Note)


def test_title_of_detection_compares_with_the_hours_counted():
    assert detection().title.endswith("takes 87 hours of blocks to show, not 24")
    assert detection(after=120.0).title.endswith("shows within 87 hours of blocks")
    assert "would hardly have shown in 168 hours" in detection(needed=None).title
    assert "would hardly have shown in 168 hours" in detection(needed=169).title


def test_price_title_needs_both_events_in_one_step(t):
    prices = event_study.prices_around(t.network_daily, pd.Timestamp("2022-01-05"))
    minutes = event_study.fed_minutes(t.events)
    same = charts.price_evening(prices, cut=pd.Timestamp("2022-01-05T10:30"), minutes=minutes)
    apart = charts.price_evening(prices, cut=pd.Timestamp("2022-01-07T10:30"), minutes=minutes)
    assert same.title.startswith("One step of the daily price holds both")
    assert apart.title.startswith("Bitcoin fell by")
    risen = prices.assign(price_usd=prices["price_usd"].iloc[::-1].to_numpy())
    cut = pd.Timestamp("2022-01-07T10:30")
    assert "did not fall" in charts.price_evening(risen, cut=cut, minutes=minutes).title
