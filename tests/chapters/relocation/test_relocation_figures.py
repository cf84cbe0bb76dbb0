"""Key figures: what they mean, and what happens where tables end."""

import pytest
from pytest import approx


def test_every_figure_is_there_at_the_defaults(figures):
    assert [name for name, figure in figures().items() if figure.value is None] == []


def test_the_fee_is_one_tenge_at_the_months_rate(figures):
    assert figures()["fee_usd_kwh"].value == approx(1 / 434.33)


def test_the_sale_is_the_tiers_median_less_the_discount(figures):
    sale = figures()["sell_usd"]
    assert sale.value == approx(0.75 * 100 * 100 * 97.40)
    assert (sale.low, sale.high) == approx((0.5 * 974_000, 974_000))
    assert sale.as_of == "2022-02"


def test_the_range_of_staying_is_over_the_supplies(figures):
    stay = figures()["npv_stay_usd"]
    assert stay.low < stay.value < stay.high


@pytest.mark.parametrize("choice", ["stay", "leave", "leave_russia"])
@pytest.mark.parametrize("path", ["", "_hindsight"])
def test_cash_alone_is_the_value_of_machines_worth_nothing_later(figures, choice, path):
    usual, worthless = figures(), figures(value_kept_low=0.0, value_kept=0.0)
    cash = usual[f"cash_{choice}{path}_usd"].value
    assert cash == approx(worthless[f"npv_{choice}{path}_usd"].value)
    assert cash < usual[f"npv_{choice}{path}_usd"].value


def test_leaving_for_russia_does_not_follow_the_parameters(figures):
    usual, cheap = figures(), figures(tariff_leave_usd_kwh=0.05)
    assert cheap["npv_leave_usd"].value > usual["npv_leave_usd"].value
    assert cheap["npv_leave_russia_usd"].value == usual["npv_leave_russia_usd"].value


def test_beyond_the_tables_there_is_no_hindsight(figures):
    found = figures(horizon_months=24, start_day="2022-02-01")
    assert found["npv_stay_hindsight_usd"].value is not None
    late = figures(start_day="2022-08-01", horizon_months=48)
    missing = {name for name, figure in late.items() if figure.value is None}
    assert missing == {
        "breakeven_price_hindsight",
        "breakeven_uptime_hindsight",
        "cash_leave_hindsight_usd",
        "cash_leave_russia_hindsight_usd",
        "cash_stay_hindsight_usd",
        "hashprice_mean_hindsight",
        "milder_falls",
        "npv_leave_hindsight_usd",
        "npv_leave_russia_hindsight_usd",
        "npv_stay_hindsight_usd",
        "realised_decay",
    }


def test_the_simulation_interval_narrows_with_draws(figures):
    few, many = (figures(draws=draws)["p_leave_better"] for draws in (100, 10_000))
    assert few.high - few.low > 5 * (many.high - many.low)


@pytest.mark.parametrize("name", ["declared_share", "load_if_none_after_cut_mw"])
def test_another_country_has_no_fees_of_kazakhstan(figures, name):
    assert figures(country="UZB")[name].value is None


def test_nobody_running_after_the_cut_contradicts_the_fee(figures):
    found = figures()
    assert found["load_if_none_after_cut_mw"].value == approx(652e3 / (23 * 24))
    assert found["declared_load_q1_mw"].value == approx(652e3 / (90 * 24))
