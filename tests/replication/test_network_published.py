"""Blocks and prices against what others published about the same days."""

import numpy as np
import pandas as pd
import pytest

from qantar import data
from qantar.chapters.network import attribution


@pytest.fixture(scope="module")
def blocks():
    return data.load("blocks")


@pytest.fixture(scope="module")
def days():
    return data.load("network_daily").set_index("date")


def test_blocks_per_day_equal_the_count_of_coin_metrics(blocks, days):
    ours = blocks["time"].dt.normalize().value_counts().sort_index()
    theirs = days["blocks"].reindex(ours.index).astype("int64")
    assert (ours == theirs).all()


@pytest.mark.parametrize(
    ("height", "time"), [(715680, "2021-12-25 09:03:19"), (717696, "2022-01-08 07:45:37")]
)
def test_difficulty_changed_when_the_chain_says(blocks, height, time):
    assert blocks.set_index("height")["time"][height] == pd.Timestamp(time)


def test_hash_rate_of_coin_metrics_follows_from_blocks_and_difficulty(days):
    whole = days.loc["2021-12-26":"2022-01-07"]
    hashes = whole["blocks"].astype("float64") * whole["difficulty"] * 2**32
    ours = hashes / 86_400 / 1e18
    assert np.allclose(ours, whole["hashrate_ehs"], rtol=1e-5)


def test_holes_of_poolin_and_btccom_are_those_of_the_source(blocks):
    holes = attribution.attribution_holes(blocks).set_index("pool")
    assert holes.loc["Poolin", "start"] == pd.Timestamp("2021-10-19 19:22:30")
    assert holes.loc["Poolin", "end"] == pd.Timestamp("2022-01-10 11:18:51")
    assert holes.loc["BTC.com", "start"].strftime("%Y-%m-%d") == "2021-11-17"
    assert holes.loc["BTC.com", "end"].strftime("%Y-%m-%d") == "2022-03-30"


def test_bitcoin_closed_near_43500_dollars_on_the_evening_of_the_cut(days):
    """CoinDesk on 6 January 2022, 01:50 UTC: 43,423 dollars, 5.87 % less than a day before."""
    closes = days["price_usd"]
    assert closes["2022-01-05"] == pytest.approx(43_423, rel=0.005)
    assert closes["2022-01-05"] / closes["2022-01-04"] - 1 == pytest.approx(-0.0587, abs=0.01)
