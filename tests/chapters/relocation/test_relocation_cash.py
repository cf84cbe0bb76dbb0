"""Staying, leaving and selling against sums done by hand, and at the edges of every parameter."""

import numpy as np
import pandas as pd
import pytest
from pytest import approx

from qantar.chapters.relocation.cash import (
    DAYS_PER_MONTH,
    Leave,
    Machine,
    Stay,
    breakeven_uptime,
    discount_factors,
    expected_hashprice,
    monthly_path,
    npv_leave,
    npv_stay,
)

# 100 TH/s at 25 J/TH: 2.5 kW, 60 kWh a day without overhead. 200 USD per PH/s earn it 20 USD a day.
MACHINE = Machine(100.0, 25.0, 1.0)
FLAT = np.full(12, 200.0)
AT_HOME = Stay(uptime=0.5, tariff_usd_kwh=0.1)  # 6 USD of power a day: 14 USD left
ABROAD = Leave(
    uptime=1.0, tariff_usd_kwh=0.2, idle_weeks=0.0, loss=0.0, cost_usd=100.0
)  # 12 USD: 8 left


def test_zero_decay_and_zero_discount_sum_by_hand():
    assert npv_stay(MACHINE, AT_HOME, FLAT, 0.0) == approx(0.5 * 14 * 12 * DAYS_PER_MONTH)
    assert npv_leave(MACHINE, ABROAD, FLAT, 0.0) == approx(8 * 12 * DAYS_PER_MONTH - 100)


def test_a_constant_profit_is_an_annuity():
    monthly_rate = 1.15 ** (1 / 12) - 1
    annuity = (1 - 1.15**-1) / monthly_rate
    assert npv_stay(MACHINE, AT_HOME, FLAT, 0.15) == approx(0.5 * 14 * DAYS_PER_MONTH * annuity)


def test_cash_of_the_first_month_is_discounted_by_one_month():
    assert discount_factors(2, 0.21).tolist() == approx([1.21 ** (-1 / 12), 1.21 ** (-2 / 12)])


def test_expected_path_is_geometric_for_numbers_and_draws():
    assert expected_hashprice(200.0, 0.1, 3).tolist() == approx([200, 180, 162])
    paths = expected_hashprice(200.0, np.array([0.0, 0.5]), 3)
    assert paths.shape == (3, 2)
    assert paths[:, 0].tolist() == [200, 200, 200]
    assert paths[:, 1].tolist() == approx([200, 100, 50])


def test_a_machine_stops_rather_than_lose_money():
    assert MACHINE.profit_usd_day(100.0, 0.5) == 0
    assert npv_stay(MACHINE, Stay(1.0, 0.5), FLAT, 0.15) == 0


def test_overhead_of_the_site_is_paid_at_home_and_abroad():
    double = Machine(100.0, 25.0, 2.0)
    assert npv_stay(double, AT_HOME, FLAT, 0.0) == approx(0.5 * 8 * 12 * DAYS_PER_MONTH)
    assert npv_leave(double, ABROAD, FLAT, 0.0) == approx(-100)


def test_no_uptime_leaves_only_the_residual_value():
    never = Stay(0.0, 0.1)
    assert npv_stay(MACHINE, never, FLAT, 0.15) == 0
    assert npv_stay(MACHINE, never, FLAT, 0.15, residual_usd=1000.0) == approx(1000 / 1.15)


def test_idle_beyond_the_horizon_is_the_cost_alone():
    weeks = 12 * DAYS_PER_MONTH / 7 + 1
    late = Leave(1.0, 0.2, idle_weeks=weeks, loss=0.0, cost_usd=100.0)
    assert npv_leave(MACHINE, late, FLAT, 0.15) == -100


def test_losing_every_machine_is_the_cost_alone_and_no_residual():
    lost = Leave(1.0, 0.2, idle_weeks=0.0, loss=1.0, cost_usd=100.0, duty_usd=50.0)
    assert npv_leave(MACHINE, lost, FLAT, 0.15, residual_usd=1000.0) == -150


@pytest.mark.parametrize(
    ("weeks", "first", "second"),
    [(1, DAYS_PER_MONTH - 7, DAYS_PER_MONTH), (5, 0, 2 * DAYS_PER_MONTH - 35)],
)
def test_idle_time_is_deducted_to_the_day(weeks, first, second):
    idle = Leave(1.0, 0.2, idle_weeks=weeks, loss=0.0, cost_usd=0.0)
    assert npv_leave(MACHINE, idle, FLAT[:2], 0.0) == approx(8 * (first + second))


def test_supply_cut_and_tariff_may_change_by_month():
    supply = np.array([0.0] * 4 + [1.0] * 8)
    assert npv_stay(MACHINE, Stay(0.5, 0.1, supply), FLAT, 0.0) == approx(
        0.5 * 14 * 8 * DAYS_PER_MONTH
    )
    tariff = np.array([0.1] * 6 + [0.2] * 6)
    assert npv_stay(MACHINE, Stay(1.0, tariff), FLAT, 0.0) == approx((14 + 8) * 6 * DAYS_PER_MONTH)


def test_a_lost_machine_is_paid_for_and_not_replaced():
    half = Leave(1.0, 0.2, idle_weeks=0.0, loss=0.5, cost_usd=100.0, duty_usd=30.0)
    assert npv_leave(MACHINE, half, FLAT, 0.0, residual_usd=200.0) == approx(
        4 * 12 * DAYS_PER_MONTH + 100 - 130
    )


def test_break_even_uptime_makes_both_choices_equal():
    for residual in (0.0, 500.0):
        leave = npv_leave(MACHINE, ABROAD, FLAT, 0.15, residual)
        uptime = breakeven_uptime(MACHINE, AT_HOME, leave, FLAT, 0.15, residual)
        assert npv_stay(MACHINE, Stay(uptime, 0.1), FLAT, 0.15, residual) == approx(leave)


def test_break_even_uptime_may_lie_outside_zero_to_one():
    assert breakeven_uptime(MACHINE, AT_HOME, -100.0, FLAT, 0.15) < 0
    assert breakeven_uptime(MACHINE, AT_HOME, 1e6, FLAT, 0.15) > 1


def test_break_even_uptime_is_infinite_where_staying_earns_nothing():
    assert breakeven_uptime(MACHINE, Stay(0.6, 0.9), 100.0, FLAT, 0.15) == np.inf


def test_hindsight_months_are_means_over_months_of_30_4375_days():
    days = pd.date_range("2022-01-24", periods=70)
    daily = pd.Series(np.arange(70.0), index=days)
    # days 0…30 fall in the first month, 31…60 in the second
    assert monthly_path(daily, days[0], 2).tolist() == approx([15.0, 45.5])


def test_hindsight_needs_days_up_to_the_horizon():
    daily = pd.Series(1.0, index=pd.date_range("2022-01-24", periods=50))
    assert monthly_path(daily, daily.index[0], 2) is None
    assert monthly_path(daily, pd.Timestamp("2022-01-01"), 1) is None
