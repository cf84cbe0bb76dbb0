"""Figures of the energy chapter against what their publishers print."""

import pytest

from qantar import data
from qantar.chapters.energy import electricity, uranium
from qantar.chapters.energy import figures as energy
from qantar.chapters.energy import load as mining_load
from qantar.chapters.energy.parameters import EnergyParameters
from qantar.report.chapter import Tables, chapter_figures


@pytest.fixture(scope="module")
def figures():
    found = chapter_figures("energy", Tables.load(energy.TABLES), EnergyParameters())
    return {figure.id: figure for figure in found}


@pytest.mark.parametrize(
    ("name", "published", "tolerance"),
    [
        # Our World in Data from Ember, release of 2026.
        ("coal_share", 0.64129, 1e-5),
        ("generation_twh", 115.08, 0.005),
        ("carbon_intensity", 833.25, 0.005),
        ("net_imports_twh_latest", 2.41, 0.005),
        # World Nuclear Association, August 2023: 21,819 of 47,808 t U in 2021, 43 % in 2022.
        ("uranium_share_2021", 21819 / 47808, 1e-9),
        ("uranium_share_latest", 0.43, 0.005),
        # Samruk-Energy, annual report 2023.
        ("coal_share_official_2023", 0.712, 1e-9),
        # KEGOC: deficit at the maximum of 2023.
        ("peak_deficit_mw_2023", 1519, 0.5),
        # Fee receipts of 2022 as 3.07 TWh, 350 MW on average.
        ("mining_load_fees_mw_2022", 350, 1),
    ],
)
def test_a_published_value_comes_out(figures, name, published, tolerance):
    assert figures[f"energy.{name}"].value == pytest.approx(published, abs=tolerance)


def test_the_fees_two_other_readings(figures):
    figure = figures["energy.mining_load_fees_mw_2022"]
    assert (figure.low, figure.high) == (pytest.approx(302, abs=1), pytest.approx(468.6, abs=1))


def test_older_releases_say_what_they_said():
    vintages = (
        data.load("electricity_vintages")
        .query("iso3 == 'KAZ' and year == 2021")
        .set_index("release")
    )
    assert vintages.loc[2022, "coal_share"] == pytest.approx(0.67756)
    assert vintages.loc[2023, "coal_share"] == pytest.approx(0.60595, abs=1e-5)
    assert vintages.loc[2023, "generation_twh"] == pytest.approx(114.35, abs=0.005)
    assert vintages.loc[2022, "carbon_intensity_gco2e_kwh"] == pytest.approx(656.1, abs=0.05)
    assert vintages.loc[2024, "carbon_intensity_gco2e_kwh"] == pytest.approx(839.6, abs=0.05)


def test_the_index_at_its_own_price_is_the_index():
    share, power = data.load("mining_share"), data.load("network_power")
    prices = data.load("network_power_by_price")
    usual = mining_load.at_month(mining_load.top_down(share, power, "KAZ"), "2021-08")["load_mw"]
    at_price = mining_load.by_price(prices, share, "KAZ", "2021-08").set_index("price_usd_kwh")[
        "load_mw"
    ]
    # Weekly values instead of daily ones, and 8,760 instead of 8,766 hours.
    assert at_price[0.05] == pytest.approx(usual, rel=0.02)


@pytest.mark.parametrize("year", [2021, 2022])
def test_kazakhstan_mines_the_most_uranium(year):
    produced = uranium.in_year(uranium.production(data.load("uranium")), year)
    assert produced.set_index("iso3").at["KAZ", "rank"] == 1


def test_coal_exceeded_seventy_per_cent_last_in_2019_or_2014_depending_on_the_release(figures):
    assert figures["energy.coal_share_last_above_70"].value == 2019
    assert figures["energy.coal_share_last_above_70_release_2022"].value == 2014
    assert figures["energy.coal_share_last_above_70_release_2023"].value == 2014


def test_operator_and_corrected_trade_find_2022_about_balanced(figures):
    """The text says that both give a tenth, and that the trade as printed sums to Ember's."""
    facts = data.load("facts").set_index("id")["value"].astype(float, errors="ignore")
    operator = float(facts["EN005"]) / 1.019 - float(facts["EN006"])  # consumption grew by 1.9 %
    net = figures["energy.net_imports_twh_2022"]
    assert round(operator, 1) == round(net.low, 1) == 0.1
    printed = data.load("electricity_trade").query("month.dt.year == 2022")
    sums = printed.groupby("direction")["energy_gwh"].sum() / 1000
    assert sums["import"] - sums["export"] == pytest.approx(net.value, abs=0.01)


def test_demand_grew_and_generation_stood_still_when_imports_began():
    """The text says so in words."""
    rows = electricity.of_country(data.load("electricity_balance"), "KAZ").set_index("year")
    assert rows.loc[2023, "generation_twh"] <= rows.loc[2021, "generation_twh"]
    assert rows.loc[2023, "demand_twh"] > rows.loc[2021, "demand_twh"]
    assert (rows.loc[2022:, "net_imports_twh"] > 0).all() and (
        rows.loc[2016:2021, "net_imports_twh"] < 0
    ).all()
