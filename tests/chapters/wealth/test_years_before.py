"""Counts of protests by period, and sources inside sentences."""

import pandas as pd
import pytest

from qantar import data
from qantar.chapters.shared.citations import cite
from qantar.chapters.wealth import years_before
from qantar.common.errors import DataError


def test_counts_become_a_month_s_within_one_tracker():
    rows = pd.DataFrame(
        [
            ("T", "protests", "Kazakhstan", 120.0, 240.0),
            ("U", "protests", "Kazakhstan", 999.0, 999.0),
            ("T", "protests", "Mangystau", 12.0, 12.0),
            ("T", "strikes", "Kazakhstan", 12.0, 12.0),
        ],
        columns=["tracker", "measure", "place", "low", "high"],
    ).assign(first_day=pd.Timestamp("2021-01-01"), last_day=pd.Timestamp("2021-12-31"))
    found = years_before.per_month(rows, "T", "protests")
    assert len(found) == 1
    assert found[["low", "high"]].iloc[0].tolist() == pytest.approx([10, 20], rel=0.01)


def test_periods_of_one_tracker_do_not_overlap():
    found = years_before.per_month(
        data.load("protest_trackers"), years_before.TRACKER, "protests"
    ).sort_values("first_day")
    assert (found["first_day"].iloc[1:].to_numpy() > found["last_day"].iloc[:-1].to_numpy()).all()


def test_a_citation_links_words_or_its_publisher():
    table = pd.DataFrame(
        {"kind": ["cost"], "source_publisher": ["Paper"], "source_url": ["https://example.org/a"]}
    )
    assert f"{cite(table, kind='cost'):said}" == "[said](https://example.org/a)"
    assert f"{cite(table, kind='cost')}" == "[Paper](https://example.org/a)"
    with pytest.raises(DataError, match="tax"):
        cite(table, kind="tax")
