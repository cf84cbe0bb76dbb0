"""The price of gas from the plant to the pump."""

import pandas as pd
import pytest

from qantar import data
from qantar.chapters.wealth import gas


@pytest.fixture(scope="module")
def prices():
    return data.load("lpg_prices")


def test_a_tonne_at_100_000_is_54_tenge_a_litre():
    assert gas.per_litre(100_000, 0.54) == pytest.approx(54)


def test_the_ladder_climbs_from_the_plant_to_the_pump(prices):
    steps = gas.ladder(prices, "Mangystau", 0.5).set_index("step")
    assert list(steps.index) == list(gas.LADDER)
    assert steps.loc["set price", "low"] == 19 and steps.loc["cost", "low"] == 50
    assert steps.loc["pump"].tolist() == [120, 120]
    assert steps.loc["pump before"].tolist() == [50, 60]


def test_a_region_without_a_pump_price_has_no_ladder(prices):
    assert gas.ladder(prices, "Akmola", 0.5).empty
    assert gas.price_step(prices, "Akmola") is None


def test_the_step_spans_what_was_reported(prices):
    assert gas.price_step(prices, "Mangystau") == pytest.approx((120 / 55, 2.0, 2.4))


def test_a_year_without_a_day_stands_in_its_middle(prices):
    days = gas.at_the_pump(prices)
    assert pd.Timestamp("2021-07-01") in set(days["date"])
    assert set(days["kind"]) == {"pump", "ceiling", "offered"}
