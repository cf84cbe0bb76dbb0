"""Arithmetic that must hold on every row of the energy tables."""

import pytest

from qantar import data

# Values are rounded to three decimals, the publisher's to two; eight sources add up.
ROUNDING_TWH = 0.025


@pytest.fixture(scope="module")
def generation():
    rows = data.load("electricity")
    parts = rows.groupby(["iso3", "year"])["generation_twh"].sum().rename("parts_twh")
    return data.load("electricity_balance").merge(parts, on=["iso3", "year"], how="inner")


def test_sources_add_up_to_generation_in_every_country_and_year_since_2000(generation):
    rows = generation[(generation["year"] >= 2000) & (generation["iso3"] != "WLD")]
    wrong = rows[(rows["parts_twh"] - rows["generation_twh"]).abs() > ROUNDING_TWH]
    assert len(rows) > 5000
    assert wrong.empty, wrong.head()


def test_sources_never_exceed_generation(generation):
    excess = generation["parts_twh"] - generation["generation_twh"]
    assert excess.max() < 0.05


def test_generation_and_net_imports_make_demand_in_every_year():
    rows = data.load("electricity_balance").dropna(subset=["demand_twh"])
    assert set(rows["iso3"]) == {"KAZ"} and len(rows) == 26
    gap = rows["generation_twh"] + rows["net_imports_twh"] - rows["demand_twh"]
    assert gap.abs().max() < 0.011


def test_the_newest_release_in_the_vintages_is_the_electricity_table():
    vintages = data.load("electricity_vintages")
    newest = vintages[vintages["release"] == vintages["release"].max()]
    coal = data.load("electricity").query("source == 'coal'")
    rows = newest.merge(coal, on=["iso3", "year"], suffixes=("", "_coal"))
    rows = rows[rows["generation_twh"] > 1]
    assert len(rows) > 500
    assert (
        rows["coal_share"] - rows["generation_twh_coal"] / rows["generation_twh"]
    ).abs().max() < 1e-4


def test_emissions_by_fuel_never_exceed_all_emissions():
    """Up to rounding in the last digit, and for the release whose fuel columns have no second
    copy.
    """
    rows = data.load("co2")
    parts = rows[["coal_mt", "gas_mt", "oil_mt"]].sum(axis=1)
    assert (parts - rows["co2_mt"]).max() < 0.6


def test_the_models_lower_and_upper_bounds_hold_its_best_guess():
    rows = data.load("network_power")
    assert (rows["power_low_gw"] <= rows["power_best_gw"]).all()
    assert (rows["power_best_gw"] <= rows["power_high_gw"]).all()
    assert (rows["efficiency_low_j_th"] <= rows["efficiency_high_j_th"]).all()


def test_uranium_countries_add_up_to_the_worlds_total_within_the_stated_differences():
    rows = data.load("uranium").query("series == 'WNA'")
    world = rows[rows["iso3"] == "WLD"].set_index("year")["tonnes_u"]
    countries = rows[rows["iso3"] != "WLD"].groupby("year")["tonnes_u"].sum()
    differences = (countries - world).to_dict()
    assert {year for year, gap in differences.items() if gap == 0} == {2013, 2019, 2020, 2022}
    assert differences[2014] == -109 and max(map(abs, differences.values())) == 109


def test_five_trade_values_are_flagged_and_none_was_mended():
    rows = data.load("electricity_trade")
    flagged = rows.dropna(subset=["doubt"])
    assert len(flagged) == 5 and flagged["energy_gwh"].max() == 1543
    uzbek = rows[(rows["partner"] == "UZB") & (rows["direction"] == "export")]
    printed = uzbek.set_index(uzbek["month"].dt.month)["energy_gwh"]
    assert [printed[month] for month in (9, 10, 11, 12)] == [
        printed[month] for month in (4, 3, 2, 1)
    ]


def test_every_fact_that_a_table_rests_on_is_among_the_cited_facts():
    known = set(data.load("facts")["id"])
    assert set(data.load("emission_factors")["fact"].dropna()) <= known
