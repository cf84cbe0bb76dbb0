"""The timeline's charts say what they draw, for the default and for other parameters."""

import json

import pandas as pd
import pytest

from qantar import data
from qantar.book.figure.table import table_html
from qantar.chapters.timeline import charts
from qantar.chapters.timeline import figures as timeline
from qantar.chapters.timeline.frames import Views, table
from qantar.chapters.timeline.parameters import TimelineParameters
from qantar.charting.theme import Note
from qantar.report.parameters import validate

OTHER = {
    "cut_time": "2022-01-05T12:00",
    "after_hours": 48,
    "other_cut_times": [],
    "falls": [0.0, 0.3],
    "event_day": "2021-09-07",
    "car_window": [-1, 2],
    "peers": ["ARM", "MDA"],
    "compared_years": [2010, 2020],
    "detail_dates": ["1989-01-01", "2000-01-01"],
    "focus_dates": ["2022-01-04", "2022-01-07"],
}


@pytest.fixture(scope="module")
def tables():
    return {name: data.load(name) for name in timeline.TABLES}


WORKED_OUT = {}


def views(tables, **values):
    """One set of views for each set of parameters: working them out takes a second."""
    key = repr(values)
    if key not in WORKED_OUT:
        WORKED_OUT[key] = Views(tables, validate("timeline", TimelineParameters, values))
    return WORKED_OUT[key]


@pytest.mark.parametrize("values", [{}, OTHER], ids=["default", "other"])
@pytest.mark.parametrize("name", charts.__all__)
def test_every_chart_draws_its_data_and_describes_them(tables, name, values):
    drawn = getattr(charts, name)(**getattr(views(tables, **values), name))
    assert not isinstance(drawn, Note)
    specification = drawn.altair.to_dict()
    assert len(drawn.data) and specification["datasets"]
    assert len(drawn.description) > 120 and "nan" not in (drawn.title + drawn.description).lower()
    assert set(drawn.labels) == set(drawn.data.columns)
    assert not [key for key in ("hconcat", "columns") if key in json.dumps(list(specification))]


def test_another_time_of_the_cut_changes_every_chart_that_depends_on_it(tables):
    for name in (
        "january",
        "blocks_per_hour",
        "rate_ratios",
        "detection",
        "earlier_windows",
        "by_pool",
    ):
        one, other = (
            getattr(charts, name)(**getattr(views(tables, **values), name))
            for values in ({}, {"cut_time": "2022-01-05T12:00"})
        )
        assert one.digest() != other.digest(), name


def test_each_event_leads_to_its_source(tables):
    drawn = charts.all_events(**views(tables).all_events)
    assert drawn.data["url"].notna().all()
    assert json.dumps(drawn.altair.to_dict()).count('"href"') >= 2


def test_the_table_below_a_chart_links_addresses_and_nothing_else():
    payload = {
        "title": "T",
        "description": "D",
        "columns": ["what", "url"],
        "heads": ["What", "Link"],
        "rows": [["see https://a.example <b>", 'https://b.example/x?a=1&b="2"']],
    }
    html = table_html(payload, "t.csv")
    assert html.count("<a ") == 1
    assert '<a href="https://b.example/x?a=1&amp;b=&quot;2&quot;">b.example</a>' in html
    assert "see https://a.example &lt;b&gt;" in html


def test_bins_of_the_placebo_picture_lie_wholly_on_one_side_of_the_event(tables):
    shown = views(tables).placebo_returns
    drawn = charts.placebo_returns(**shown).data
    assert drawn["days"].sum() == len(shown["frame"])
    lower = int((shown["frame"]["car"] <= shown["observed"]).sum())
    assert drawn.loc[drawn["lower"], "days"].sum() == lower
    assert drawn.loc[drawn["lower"], "high"].max() == pytest.approx(shown["observed"])


def test_a_clear_fall_is_told_as_one(tables):
    frame = views(tables).rate_ratios["frame"].assign(ratio=0.5, low=0.45, high=0.55)
    drawn = charts.rate_ratios(frame, falls=[0.0, 0.14])
    assert drawn.title.startswith("0 of 4 times given for the cut allow")
    assert set(drawn.data["reading"]) == {
        "The interval excludes no change and a fall of 14\u202f%."
    }


def test_a_pool_whose_interval_excludes_an_unchanged_rate_is_named(tables):
    shown = views(tables).by_pool
    frame = shown["frame"].copy()
    frame.loc[0, ["ratio", "low", "high"]] = [0.3, 0.2, 0.5]
    title = charts.by_pool(frame, shown["holes"], hours=24).title
    assert title.startswith("1 of 10 pools") and frame.loc[0, "pool"] in title


def test_without_data_a_note_stands_in_the_charts_place(tables):
    shown = views(tables).earlier_windows
    empty = charts.earlier_windows(**{**shown, "frame": shown["frame"].iloc[:0]})
    assert isinstance(empty, Note) and "shorten the windows" in empty.text


def test_tables_of_accounts_escape_what_would_be_markup_and_mark_doubts():
    frame = pd.DataFrame(
        {
            "account": ["<b>a</b> | *b* costs $5"],
            "publisher": ["C [D]"],
            "url": ["https://example.org/a_b"],
            "sure": [False],
        }
    )
    row = table(frame, {"account": "Account", "publisher": "Source"}).splitlines()[2]
    assert row == (
        "| \\<b\\>a\\</b\\> \\| \\*b\\* costs \\$5 "
        "| [C \\[D\\]](<https://example.org/a_b>) (date from memory) |"
    )


def test_all_groups_of_rival_accounts_hold_at_least_two_sources(tables):
    named = tables["events"].dropna(subset=["reading_of"])
    assert len(named) and (named.groupby("reading_of")["source_url"].nunique() >= 1).all()
    assert named.groupby("reading_of").size().min() >= 2
    for name in named["reading_of"].unique():
        assert views(tables).accounts(name).count("\n") == (named["reading_of"] == name).sum() + 1
