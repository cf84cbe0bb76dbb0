"""Shares, ranks and moves on the mining map."""

import pandas as pd
import pytest
from pytest import approx

from qantar.chapters.shared import mining_map


@pytest.fixture
def shares():
    rows = [
        ("KAZ", "Kazakhstan", "2021-05-01", 0.10),
        ("USA", "United States", "2021-05-01", 0.20),
        (None, "Other", "2021-05-01", 0.70),
        ("KAZ", "Kazakhstan", "2021-06-01", 0.30),
        ("USA", "United States", "2021-06-01", 0.20),
        (None, "Other", "2021-06-01", 0.50),
    ]
    frame = pd.DataFrame(rows, columns=["iso3", "country", "month", "share"])
    return frame.assign(month=pd.to_datetime(frame["month"]), doubtful=False)


@pytest.fixture
def hashrate(shares):
    days = pd.to_datetime(["2021-05-01", "2021-05-31", "2021-06-01"])
    return mining_map.country_hashrate(
        shares, pd.DataFrame({"date": days, "hashrate_ehs": [100.0, 200.0, 80.0]})
    )


def test_implied_hash_rate_is_share_of_the_months_mean(hashrate):
    own = mining_map.of_country(hashrate, "KAZ")
    assert own["hashrate_ehs"].tolist() == approx([0.1 * 150, 0.3 * 80])
    assert mining_map.hashrate_in(own, "2021-05") == approx(15)


def test_ranks_leave_the_rest_of_the_world_out(shares):
    assert mining_map.rank_in(shares, "KAZ", "2021-05") == 2
    assert mining_map.rank_in(shares, "KAZ", "2021-06") == 1


def test_a_country_or_month_off_the_map_has_no_share_and_no_rank(shares):
    assert mining_map.share_in(shares, "UZB", "2021-05") is None
    assert mining_map.rank_in(shares, "UZB", "2021-05") is None
    assert mining_map.share_in(shares, "KAZ", "2019-01") is None


def test_the_country_of_the_chapter_is_never_hidden_in_the_rest(hashrate):
    names = mining_map.largest(hashrate, "KAZ", 1)
    assert names == ["Kazakhstan"]
    merged = mining_map.grouped(hashrate, names, "Rest")
    assert set(merged["country"]) == {"Kazakhstan", "Rest"}
    assert merged.groupby("month")["share"].sum().tolist() == approx([1, 1])


def test_migration_is_the_change_of_implied_hash_rate(hashrate):
    moved = mining_map.migration(hashrate, "2021-05", "2021-06").set_index("iso3")
    assert moved.loc["KAZ", "change_ehs"] == approx(24 - 15)
    assert moved.loc["USA", "change_ehs"] == approx(16 - 30)
    assert list(moved.index) == ["KAZ", "USA"]
