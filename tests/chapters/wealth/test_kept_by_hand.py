"""The tables kept by hand say what was corrected, and where each row was read."""

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


def test_strikes_of_2021_are_18_of_21_in_mangystau():
    struck = data.load("protest_trackers").query("measure == 'struck companies'")
    by_place = struck.set_index("place")["low"]
    assert (by_place["Mangystau"], by_place["Kazakhstan"]) == (18, 21)


def test_the_family_held_5_6_of_16_9_billion_in_2021():
    parts = money.family_part(data.load("billionaires"), data.load("family_ties"), "KAZ")
    parts = parts[parts["year"] == 2021].set_index("family")
    assert parts["total_usd_bn"].to_dict() == pytest.approx({True: 5.6, False: 11.3})
    assert parts["people"].to_dict() == {True: 2, False: 3}


BY_HAND = (
    *("explanations", "family_ties", "living_standards", "lpg_prices", "opinion_poll"),
    *("protest_trackers", "unrest_regions"),
)


@pytest.mark.parametrize("name", BY_HAND)
def test_every_row_kept_by_hand_says_where_it_was_read(name):
    table = data.load(name)
    if name == "explanations":
        table = table[table["part"] != "settles"]  # our own words
    assert table["source_publisher"].str.len().gt(2).all()
    assert table["source_url"].str.startswith("http").all()


def test_a_study_leads_to_where_it_was_read():
    assert data.load("studies")["source_url"].str.startswith("http").all()


def test_each_explanation_has_a_voice_and_both_sides():
    parts = data.load("explanations").groupby("explanation")["part"].agg(set)
    assert len(parts) == 5
    assert all(found == {"says", "for", "against", "settles"} for found in parts)
