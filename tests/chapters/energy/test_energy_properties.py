"""Properties of the energy model: units, monotonicity and additivity."""

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qantar import data
from qantar.chapters.energy import demand, electricity, grid, nuclear
from qantar.chapters.energy import emissions as mining_emissions
from qantar.chapters.energy import load as mining_load

positive = st.floats(0.01, 1e4, allow_nan=False)
share = st.floats(0.001, 1.0)
few = settings(max_examples=60)


def test_units_by_hand():
    """1 EH/s on machines of 30 J/TH is 30 MW; 1,000 MW for a year is 8.76 TWh."""
    assert mining_load.load_from_hashrate_mw(1, 30, 1) == 30
    assert mining_load.energy_twh(1000) == pytest.approx(8.76)
    assert nuclear.output_twh(1000, 0.5) == pytest.approx(4.38)


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
@given(positive, share, st.floats(0, 0.1))
def test_a_plant_weighs_less_in_a_grid_that_grows(capacity, factor, growth):
    plant = nuclear.Scenario(capacity, factor, 2036, growth, 2025, 100.0)
    assert plant.growth_twh == pytest.approx(100 * (1 + growth) ** 11 - 100)
    assert plant.share_of_latest == pytest.approx(plant.plant_twh / 100)


def balance(*demand_twh):
    years = range(2021 - len(demand_twh) + 1, 2022)
    return pd.DataFrame({"iso3": "KAZ", "year": years, "demand_twh": demand_twh})


@few
@given(st.floats(0, 50), st.floats(0, 50), st.floats(-20, 20))
def test_residual_splits_growth_without_rest(before, after, growth):
    years = pd.DataFrame({"year": [2020, 2021], "energy_twh": [before, after]})
    check = demand.residual(balance(90.0, 100.0, 100.0 + growth), years, "KAZ")
    assert check.demand_growth_twh == pytest.approx(growth)
    assert check.mining_growth_twh + check.other_growth_twh == pytest.approx(growth)
    assert check.usual_growth_twh == pytest.approx(10.0)
    assert check.above_trend_mw == pytest.approx((growth - 10.0) * 1e6 / 8760)


def test_residual_counts_years_of_fall():
    years = pd.DataFrame({"year": [2020, 2021], "energy_twh": [3.0, 10.0]})
    assert demand.residual(balance(90.0, 95.0, 93.0, 92.0, 99.0), years, "KAZ").falls_before == 2


@pytest.mark.parametrize("iso3", ["NOR", "KAZ"])
def test_residual_needs_demand_and_two_full_years(iso3):
    one_year = pd.DataFrame({"year": [2021], "energy_twh": [10.0]})
    two_years = pd.DataFrame({"year": [2020, 2021], "energy_twh": [3.0, 10.0]})
    assert demand.residual(balance(90.0, 95.0, 99.0), one_year, iso3) is None
    assert (demand.residual(balance(90.0, 95.0, 99.0), two_years, iso3) is None) == (iso3 == "NOR")


def test_a_year_needs_all_its_months():
    months = pd.date_range("2020-02-01", "2021-12-01", freq="MS")
    mining_share = pd.DataFrame({"iso3": "KAZ", "month": months, "share": 0.1})
    days = pd.date_range("2020-01-01", "2021-12-31")
    power = pd.DataFrame(
        {"date": days, "power_low_gw": 3.0, "power_best_gw": 10.0, "power_high_gw": 36.0}
    )
    years = mining_load.by_year(mining_load.top_down(mining_share, power, "KAZ"))
    assert years["year"].tolist() == [2021]
    assert years["energy_twh"].iloc[0] == pytest.approx(1000 * 8760 / 1e6)
    assert years["mean_mw"].iloc[0] == pytest.approx(1000)


def test_fuels_that_burn_nothing_are_zero_only_for_combustion():
    generation = pd.Series({"coal": 1.0, "hydro": 1.0})
    factors = data.load("emission_factors")
    for choice, expected in (("combustion", 760 / 2), ("ipcc", (820 + 24) / 2)):
        own = mining_emissions.factors_of(factors, choice)
        assert mining_emissions.mix_intensity(generation, own)[0] == pytest.approx(expected)


def test_a_fuel_without_a_factor_is_left_out():
    factors = mining_emissions.factors_of(data.load("emission_factors"), "unece")
    generation = pd.Series({"coal": 1.0, "oil": 3.0})
    intensity, covered = mining_emissions.mix_intensity(generation, factors)
    assert (intensity, covered) == (pytest.approx(970), pytest.approx(0.25))


@pytest.mark.parametrize(
    ("choice", "ends"), [("ember", (650, 833, 840)), ("combustion", (580, 580, 580)), ("x", None)]
)
def test_life_cycle_leaves_other_questions_out(choice, ends):
    ways = {"ember": 833.0, "ember_2024": 840.0, "ipcc": 650.0, "combustion": 580.0, "coal": 820.0}
    counted = pd.DataFrame({"choice": list(ways), "gco2e_kwh": list(ways.values())})
    assert mining_emissions.life_cycle(counted, choice) == ends


def trade(*rows):
    columns = ["month", "partner", "direction", "energy_gwh", "doubt"]
    frame = pd.DataFrame(rows, columns=columns).assign(iso3="KAZ")
    return frame.assign(month=pd.to_datetime(frame["month"]))


TRADE = trade(
    ("2021-12", "RUS", "import", 999.0, None),
    ("2022-06", "RUS", "import", 90.0, None),
    ("2022-06", "KGZ", "import", 10.0, None),
    ("2022-07", "RUS", "import", 50.0, None),
    ("2022-07", "KGZ", "import", 500.0, "ten times its neighbours: the decimal comma is lost"),
    ("2022-07", "RUS", "export", 150.0, None),
)


def test_lost_decimal_comma_is_put_back():
    rows = grid.traded(TRADE, "KAZ", 2022)
    assert grid.net_imports_twh(rows) == pytest.approx(0.05)
    assert grid.net_imports_twh(grid.traded(TRADE, "NOR", 2022)) is None


def test_share_of_a_partner_spans_the_doubtful_month():
    share = grid.bought_from(grid.traded(TRADE, "KAZ", 2022), "RUS")
    assert (share.value, share.low, share.high) == pytest.approx((0.7, 0.7, 0.9))
    assert grid.bought_from(grid.traded(TRADE, "NOR", 2022), "RUS").value is None
