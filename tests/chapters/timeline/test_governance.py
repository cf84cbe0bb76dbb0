"""Comparisons of countries before and after a handover of power."""

import pandas as pd
import pytest

from qantar.chapters.timeline import governance
from qantar.common.errors import ParameterError

TABLE = pd.DataFrame(
    [
        ("KAZ", 2018, "polyarchy", 0.23, 0.20, 0.26),
        ("KAZ", 2023, "polyarchy", 0.27, 0.25, 0.30),
        ("UZB", 2018, "polyarchy", 0.20, 0.19, 0.21),
        ("UZB", 2023, "polyarchy", 0.30, 0.28, 0.32),
        ("KAZ", 2018, "freedom", 22, None, None),
        ("KAZ", 2023, "freedom", 23, None, None),
        ("KAZ", 2018, "regime", 1, None, None),
        ("TKM", 2018, "polyarchy", 0.15, 0.14, 0.16),
    ],
    columns=["iso3", "year", "index", "value", "low", "high"],
)


def test_intervals_that_share_a_value_overlap_and_others_do_not():
    frame = governance.change(TABLE, ["polyarchy"], ["KAZ", "UZB"], 2018, 2023).set_index("iso3")
    assert frame["overlap"].to_dict() == {"KAZ": True, "UZB": False}


def test_a_country_without_one_of_the_years_is_left_out():
    frame = governance.change(TABLE, ["polyarchy", "freedom"], ["KAZ", "TKM"], 2018, 2023)
    assert list(zip(frame["index"], frame["iso3"], strict=True)) == [
        ("polyarchy", "KAZ"),
        ("freedom", "KAZ"),
    ]


def test_an_index_without_stated_intervals_never_counts_as_overlapping():
    assert not governance.change(TABLE, ["freedom"], ["KAZ"], 2018, 2023)["overlap"].any()


def test_a_series_starts_at_the_year_asked_for():
    assert governance.series(TABLE, "polyarchy", ["UZB"], 2020)["year"].tolist() == [2023]


def test_regime_labels_follow_the_published_order():
    assert governance.regime(TABLE, "KAZ", 2018) == "electoral autocracy"
    assert governance.regime(TABLE, "KAZ", 1990) is None


def test_a_country_that_the_table_lacks_is_named_with_those_it_has():
    with pytest.raises(ParameterError, match="no country DEU; it has KAZ, TKM, UZB"):
        governance.check_countries(TABLE, ["KAZ", "DEU"])
