"""Indices of democracy by country and year."""

import pandas as pd
import pytest

from qantar.chapters.timeline import governance
from qantar.common.errors import ParameterError

TABLE = pd.DataFrame(
    [
        ("KAZ", 1990, "polyarchy", 0.25, 0.22, 0.27),
        ("KAZ", 2018, "polyarchy", 0.23, 0.20, 0.26),
        ("UZB", 2018, "polyarchy", 0.20, 0.19, 0.21),
        ("KAZ", 2018, "freedom", 22, None, None),
    ],
    columns=["iso3", "year", "index", "value", "low", "high"],
)


def test_a_series_holds_one_index_from_its_first_year():
    frame = governance.series(TABLE, "polyarchy", ["KAZ", "UZB"], 2000)
    assert frame["iso3"].tolist() == ["KAZ", "UZB"]
    assert set(frame["year"]) == {2018}


def test_a_year_that_is_not_held_gives_none():
    assert governance.at(TABLE, "polyarchy", "KAZ", 2018)["high"] == 0.26
    assert governance.at(TABLE, "polyarchy", "KAZ", 2019) is None


def test_an_unknown_country_is_named_with_those_held():
    with pytest.raises(ParameterError, match="no country USA; it has KAZ, UZB"):
        governance.series(TABLE, "polyarchy", ["USA"], 1990)


@pytest.mark.parametrize(
    ("after", "change"), [((0.3, 0.5), "up"), ((0.0, 0.1), "down"), ((0.25, 0.5), "none")]
)
def test_a_change_needs_intervals_that_lie_apart(after, change):
    before = pd.Series({"low": 0.2, "high": 0.27})
    assert (
        governance.change(before, pd.Series(dict(zip(("low", "high"), after, strict=True))))
        == change
    )
    assert governance.change(before, None) is None
