"""The tables kept by hand say what was corrected, and both sides of what is disputed."""

import pytest

from qantar import data
from qantar.chapters.wealth import money


def test_cost_and_set_price_are_per_tonne():
    """Fact W066 once said tenge a kilogram of what costs 100,000 a tonne."""
    prices = data.load("lpg_prices")
    plant = prices[prices["kind"].isin(["cost", "set price"])]
    assert set(plant["unit"]) == {"KZT per tonne"}
    fact = data.load("facts").set_index("id").loc["W066"]
    assert float(fact["value"]) == 100_000 and fact["unit"].startswith("KZT per tonne")


def test_the_family_held_5_6_of_16_9_billion_in_2021():
    parts = money.family_part(data.load("billionaires"), data.load("family_ties"), "KAZ")
    parts = parts[parts["year"] == 2021].set_index("family")
    assert parts["total_usd_bn"].to_dict() == pytest.approx({True: 5.6, False: 11.3})
    assert parts["people"].to_dict() == {True: 2, False: 3}


def test_each_explanation_has_a_voice_and_both_sides():
    parts = data.load("explanations").groupby("explanation")["part"].agg(set)
    assert len(parts) == 5
    assert all(found == {"says", "for", "against", "settles"} for found in parts)
