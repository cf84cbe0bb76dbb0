"""Counts of the dead: officials and others apart, what was withdrawn apart too."""

import pandas as pd
import pytest

from qantar import data
from qantar.chapters.timeline import toll

COLUMNS = ["date", "precision", "measure", "place", "value", "counted_by", "side", "standing"]
TABLE = pd.DataFrame(
    [
        ("2022-01-09", "day", "dead", None, 164, "channel", "officials", "withdrawn"),
        ("2022-01-09", "day", "dead", "Almaty", 103, "channel", "officials", "withdrawn"),
        ("2022-01-15", "day", "dead", None, 225, "prosecutors", "officials", "stands"),
        ("2022-07-29", "day", "dead", None, 241, "groups", "others", "stands"),
        ("2022-08", "month", "dead", None, 238, "prosecutors", "officials", "stands"),
        ("2022-12-28", "day", "dead", None, 238, "prosecutors", "officials", "stands"),
        ("2022-06", "month", "dead by name", None, 188, "Azattyq", "others", "stands"),
        ("2022-01-11", "day", "detained", None, 9900, "ministry", "officials", "stands"),
    ],
    columns=COLUMNS,
).assign(source_publisher="P", source_url="https://example.org")


def test_every_count_of_all_the_dead_has_its_kind():
    kinds = toll.deaths(TABLE).set_index("dead")["kind"].groupby(level=0).first()
    assert kinds.to_dict() == {
        164: "withdrawn",
        188: "names",
        225: "official",
        238: "official",
        241: "cited",
    }


def test_the_official_line_leaves_out_what_was_withdrawn_or_repeated():
    steps = toll.official(toll.deaths(TABLE))
    assert steps["dead"].tolist() == [225, 238]
    assert steps["day_known"].tolist() == [True, False]


def test_prosecutors_made_every_official_count_that_stands():
    """What the chart's title and table say of them."""
    counts = toll.deaths(data.load("january_counts"))
    assert set(toll.official(counts)["counted_by"]) == {"Prosecutor General’s Office"}


def test_a_count_is_the_latest_that_stands():
    assert toll.count(TABLE, "dead", "prosecutors") == 238
    assert toll.count(TABLE, "dead", "channel", "2022-01-09") == 164


def test_a_count_that_nobody_made_is_named():
    with pytest.raises(KeyError, match="no row for injured of anybody"):
        toll.count(TABLE, "injured")
    with pytest.raises(KeyError, match="no row for dead of channel"):
        toll.count(TABLE, "dead", "channel")
