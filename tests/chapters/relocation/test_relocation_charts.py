"""Titles and descriptions of the charts follow what they show."""

import pandas as pd
import pytest
from chapter_run import run
from drawn_parameters import QUICK

from qantar.chapters.relocation import charts
from qantar.chapters.relocation.charts.words import thousands


def shares(*rows):
    return pd.DataFrame(rows, columns=["place", "case", "share"])


@pytest.mark.parametrize(
    ("values", "turning"), [({}, True), ({"start_day": "2022-08-01", "horizon_months": 48}, False)]
)
def test_the_title_of_what_decides_counts_its_coloured_bars(values, turning):
    chart = run("relocation", **QUICK["relocation"], **values).charts()["deciding"]
    count = int(chart.data["turns"].sum())
    counted = f"{count} of {len(chart.data)} assumption" if count else "no assumption turns"
    assert chart.title.startswith(f"On staying or leaving for the United States {counted}")
    assert "the United States" in chart.description


@pytest.mark.parametrize(
    ("frame", "words"),
    [
        (shares(("A", "nothing", 0.4), ("A", "night", 0.6)), "wins depends on the power at home"),
        (shares(("A", "steady", 0.5)), "for A wins as often as it loses"),
        (shares(("A", "steady", 0.6)), "Leaving mostly wins"),
        (shares(("A", "steady", 0.2)), "Staying mostly wins"),
    ],
)
def test_odds_depend_on_power_only_where_supplies_differ(frame, words):
    assert words in charts.leave_better(frame, draws=100).title


def test_the_best_place_is_the_one_that_always_wins():
    rows = [
        ("A", "nothing", 0.52),
        ("A", "night", 0.55),
        ("B", "nothing", 0.4),
        ("B", "night", 0.99),
    ]
    frame = shares(*rows, ("C", "nothing", 0.1), ("C", "night", 0.2))
    assert "for A mostly wins, for C it mostly loses" in charts.leave_better(frame, draws=9).title


@pytest.mark.parametrize(
    ("high", "words"), [(2_400.0, "2"), (3_000.0, "2 to 3"), (-400.0, "2 to 0")]
)
def test_a_range_that_rounds_to_one_number_is_one(high, words):
    assert thousands(2_000.0, high) == words


def test_a_correlation_above_zero_is_not_told_as_below():
    below, above = (
        run("relocation", **QUICK["relocation"], correlation_sale=one).sentences()
        for one in (-0.5, 0.5)
    )
    assert any("machines sell for less when it falls fast" in text for text in below)
    assert not any("machines sell for less when it falls fast" in text for text in above)
    assert any("by a correlation of 0.5" in text for text in above)


@pytest.mark.parametrize(
    ("haircut", "ends"),
    [
        (0.2, "by the cash alone the sale came first."),
        (0.25, "the sale and leaving for Russia were level."),
        (0.45, None),
    ],
)
def test_the_sale_comes_first_or_level_by_cash_only_where_it_does(haircut, ends):
    ran = run("relocation", **QUICK["relocation"], haircut=haircut)
    told = [text for text in ran.sentences() if text.startswith("Without the machines’ worth")]
    (text,) = told
    assert text.endswith(ends) if ends else "by the cash alone" not in text
