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
