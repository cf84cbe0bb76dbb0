"""What the timeline says of the days and the index follows its parameters."""

import pytest
from chapter_run import run


def said(**values):
    return " ".join(run("timeline", **values).sentences())


@pytest.mark.parametrize(
    ("days", "whole"),
    [
        (["2022-01-02", "2022-01-12"], True),
        (["2022-01-06", "2022-01-12"], False),
        (["2022-01-02", "2022-01-10"], False),
    ],
)
def test_hours_offline_are_those_above_if_all_are_shown(days, whole):
    words = said(focus_dates=days)
    assert ("they are the hours offline above" in words) is whole
    assert ("not all of them lie in these days" in words) is not whole


@pytest.mark.parametrize(
    ("country", "years", "told"),
    [
        ("KAZ", [2018, 2024], "overlap."),
        ("KGZ", [2018, 2024], "a fall beyond their doubt"),
        ("UZB", [1995, 2024], "a rise beyond their doubt"),
        ("KAZ", [2018, 2026], "holds no index"),
    ],
)
def test_democracy_rises_or_falls_only_beyond_doubt(country, years, told):
    kinds = {"overlap.", "a fall beyond", "a rise beyond", "holds no index"}
    words = said(country=country, peers=["RUS"], compared_years=years)
    assert [kind for kind in kinds if kind in words] == [kind for kind in kinds if kind in told]


def test_another_country_s_index_has_no_handover_of_kazakhstan():
    chart = run("timeline", country="KGZ", peers=["RUS"]).charts()["democracy"]
    assert "handover" not in chart.description
