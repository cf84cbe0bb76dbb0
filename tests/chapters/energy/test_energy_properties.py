"""Properties of the energy model: units, monotonicity and additivity."""

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qantar.chapters.energy import electricity, nuclear
from qantar.chapters.energy import emissions as mining_emissions
from qantar.chapters.energy import load as mining_load

positive = st.floats(0.01, 1e4, allow_nan=False)
share = st.floats(0.001, 1.0)
few = settings(max_examples=60)


@few
@given(positive, positive, st.floats(1.0, 2.0), st.floats(1.0, 3.0))
def test_load_grows_in_proportion_to_hash_rate_efficiency_and_overhead(ehs, j_th, pue, factor):
    base = mining_load.load_from_hashrate_mw(ehs, j_th, pue)
    assert mining_load.load_from_hashrate_mw(ehs * factor, j_th, pue) == pytest.approx(
        base * factor
    )
    assert mining_load.load_from_hashrate_mw(ehs, j_th * factor, pue) == pytest.approx(
        base * factor
    )
    assert mining_load.load_from_hashrate_mw(ehs, j_th, pue * factor) == pytest.approx(
        base * factor
    )


def test_units_by_hand():
    """1 EH/s on machines of 30 J/TH is 30 MW; 1,000 MW for a year is 8.76 TWh, at 500 g/kWh 4.38
    Mt.
    """
    assert mining_load.load_from_hashrate_mw(1, 30, 1) == 30
    assert mining_load.energy_twh(1000) == pytest.approx(8.76)
    assert mining_load.emissions_mt(1000, 500) == pytest.approx(4.38)
    assert nuclear.output_twh(1000, 0.5) == pytest.approx(4.38)


@few
@given(positive, positive, positive)
def test_emissions_of_two_loads_add_up(one_mw, other_mw, grams):
    both = mining_load.emissions_mt(one_mw + other_mw, grams)
    assert both == pytest.approx(
        mining_load.emissions_mt(one_mw, grams) + mining_load.emissions_mt(other_mw, grams)
    )


def world(shares):
    month = pd.Timestamp("2021-08-01")
    names = [f"C{place:02}" for place in range(len(shares))]
    total = sum(shares)
    mining_share = pd.DataFrame(
        {"iso3": names, "country": names, "month": month, "share": [one / total for one in shares]}
    )
    days = pd.date_range("2021-08-01", periods=31)
    power = pd.DataFrame(
        {"date": days, "power_low_gw": 3.0, "power_best_gw": 8.0, "power_high_gw": 36.0}
    )
    return mining_share, power


@few
@given(st.lists(share, min_size=1, max_size=8))
def test_the_loads_of_all_countries_add_up_to_the_network(shares):
    mining_share, power = world(shares)
    loads = [
        mining_load.top_down(mining_share, power, iso3)["load_mw"].iloc[0]
        for iso3 in mining_share["iso3"]
    ]
    assert sum(loads) == pytest.approx(8000)


@few
@given(st.lists(share, min_size=2, max_size=8))
def test_the_bounds_of_a_load_hold_it(shares):
    row = mining_load.top_down(*world(shares), "C00").iloc[0]
    assert row["low_mw"] < row["load_mw"] < row["high_mw"]


@few
@given(st.dictionaries(st.sampled_from(["coal", "gas", "hydro", "wind"]), positive, min_size=1))
def test_a_mixs_intensity_lies_between_its_fuels_and_ignores_scale(mix):
    factors = pd.Series({"coal": 820.0, "gas": 490.0, "hydro": 24.0, "wind": 11.0})
    generation = pd.Series(mix)
    intensity, covered = mining_emissions.mix_intensity(generation, factors)
    used = factors[generation.index]
    assert used.min() - 1e-6 <= intensity <= used.max() + 1e-6
    assert covered == pytest.approx(1)
    assert mining_emissions.mix_intensity(generation * 7, factors)[0] == pytest.approx(intensity)


@few
@given(st.lists(st.floats(0, 1), min_size=1, max_size=30), st.floats(0, 1), st.floats(0, 1))
def test_a_higher_threshold_is_never_passed_later(shares, one, other):
    frame = pd.DataFrame({"year": range(2000, 2000 + len(shares)), "share": shares})
    low, high = sorted((one, other))
    at_low, at_high = (electricity.last_year_above(frame, limit) or 0 for limit in (low, high))
    assert at_high <= at_low


@few
@given(positive, share, st.floats(0, 0.1), positive)
def test_a_plant_weighs_less_in_a_grid_that_grows(capacity, factor, growth, coal):
    def scenario(rate):
        return nuclear.Scenario(capacity, factor, 2036, rate, 2025, 100.0, coal)

    assert scenario(growth).share_of_plant_year <= scenario(0.0).share_of_plant_year + 1e-12
    assert scenario(0.0).share_of_plant_year == pytest.approx(scenario(0.0).share_of_latest)
    assert 0 < scenario(growth).displaced_coal_share <= 1


@few
@given(st.floats(0.05, 0.4), st.floats(0.01, 0.04), positive, positive)
def test_moving_machines_to_a_cleaner_grid_never_adds_emissions(before, lost, own, theirs):
    rows = [
        ("KAZ", "2021-10-01", before),
        ("KAZ", "2021-12-01", before - lost),
        ("USA", "2021-10-01", 0.3),
        ("USA", "2021-12-01", 0.3 + lost),
    ]
    mining_share = pd.DataFrame(rows, columns=["iso3", "month", "share"])
    mining_share["month"] = pd.to_datetime(mining_share["month"])
    mining_share["country"] = mining_share["iso3"]
    power = pd.DataFrame({"date": pd.date_range("2021-10-01", periods=31), "power_best_gw": 9.0})
    balance = pd.DataFrame(
        {"iso3": ["KAZ", "USA"], "year": 2021, "carbon_intensity_gco2e_kwh": [own, theirs]}
    )
    moved = mining_emissions.move(mining_share, power, balance, "KAZ", ("2021-10", "2021-12"))
    assert moved.load_mw == pytest.approx(lost * 9000)
    assert moved.destination_gco2e_kwh == pytest.approx(theirs)
    assert moved.change_mt == pytest.approx(lost * 9000 * 8760 / 1e6 * (theirs - own) / 1000)
    assert (
        mining_emissions.move(mining_share, power, balance, "USA", ("2021-10", "2021-12")) is None
    )
