"""Rows and numbers are found by the values of columns; a range is given only where there is one."""

import pandas as pd
import pytest

from qantar.report import register
from qantar.report.lookup import number_where, rows_where
from qantar.report.register import Value, ranged

TABLE = pd.DataFrame(
    {
        "iso3": ["KAZ", "KAZ", "UZB", None],
        "year": [2020, 2021, 2021, 2021],
        "value": [None, 2.0, 3.0, 4.0],
    }
)


def test_rows_have_all_the_values_asked_for():
    assert rows_where(TABLE, iso3="KAZ", year=2021)["value"].tolist() == [2.0]
    assert rows_where(TABLE, iso3="RUS").empty
    assert len(rows_where(TABLE)) == len(TABLE)


def test_a_number_is_the_first_that_is_known():
    assert number_where(TABLE, "value", iso3="KAZ") == 2.0
    assert number_where(TABLE, "value", iso3="KAZ", year=2020) is None
    assert number_where(TABLE, "value", iso3="RUS") is None


@pytest.mark.parametrize(
    ("value", "all_of", "expected"),
    [
        (2, (2, 1, None, 5), (2, 1, 5)),
        (2, (2, 2), (2, 2, 2)),
        (2, (2, None), (2, None, None)),
        (None, (None, 1), (None, None, None)),
    ],
)
def test_a_range_needs_two_known_numbers(value, all_of, expected):
    assert ranged(value, all_of) == Value(*expected)


def test_a_chapter_opens_what_its_figures_and_charts_read():
    tables = register.tables("network", "events")
    assert {"blocks", "network_daily", "events"} == set(tables)
    assert list(tables) == sorted(tables)
