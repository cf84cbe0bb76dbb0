"""Cash of a machine: closed forms, limits, and which way each term moves it."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pytest import approx

from qantar.chapters.relocation import cash
from qantar.chapters.relocation.cash import Machine, Plan, Supply
from qantar.chapters.relocation.market import DAYS_PER_MONTH, constant_fall

MACHINE = Machine(100.0, 30.0)
shares = st.floats(0, 1)
paths = st.builds(constant_fall, st.floats(20, 500), st.floats(-0.05, 0.3), st.integers(1, 36))
supplies = st.builds(Supply, shares, st.floats(0, 0.2), st.floats(1, 1.5))
plans = st.builds(
    Plan, supplies, st.none(), st.just(0), st.floats(0, 60), shares, st.floats(0, 3000)
)


def rises(one, other):
    return other >= one - 1e-9 * max(1, abs(one))


def test_a_day_with_power_is_revenue_less_billed_power():
    day = cash.profit_usd_day(MACHINE, Supply(1.0, 0.05, 1.1), 200.0)
    assert day == approx(100 * 0.2 - 24 * 3.0 * 1.1 * 0.05)


def test_a_machine_that_loses_is_switched_off():
    assert cash.profit_usd_day(MACHINE, Supply(1.0, 1.0), 50.0) == 0


def test_a_constant_price_without_discount_is_days_times_profit():
    plan, months = Plan(Supply(0.8, 0.05)), 12
    day = cash.profit_usd_day(MACHINE, plan.supply, 200.0)
    worth = cash.value(plan, MACHINE, np.full(months, 200.0), 0.0, 0.0)
    assert worth == approx(0.8 * months * DAYS_PER_MONTH * day)


def test_a_falling_price_with_free_power_is_a_geometric_series():
    fall, months = 0.05, 24
    worth = cash.value(
        Plan(Supply(1.0, 0.0)), MACHINE, constant_fall(200.0, fall, months), 0.0, 0.0
    )
    assert worth == approx(DAYS_PER_MONTH * 20 * (1 - (1 - fall) ** months) / fall)


def test_a_year_of_discounting_divides_by_one_and_the_rate():
    worth = cash.value(Plan(Supply(0.0, 0.0)), MACHINE, np.full(12, 200.0), 1000.0, 0.15)
    assert worth == approx(1000 / 1.15)


def test_weeks_of_idleness_cost_their_share_of_the_months():
    path, weeks = np.full(6, 200.0), 2 * DAYS_PER_MONTH / 7
    full, idle = (
        cash.value(Plan(Supply(1.0, 0.05), idle_weeks=w), MACHINE, path, 0.0, 0.0)
        for w in (0.0, weeks)
    )
    assert idle == approx(full * 4 / 6)


def test_a_lost_machine_earns_nothing_and_is_paid_for():
    path = np.full(6, 200.0)
    plan = Plan(Supply(1.0, 0.05), kept=0.0, upfront_usd=300.0)
    assert cash.value(plan, MACHINE, path, 5000.0, 0.1) == approx(-300)


def test_the_early_supply_counts_in_its_months_alone():
    path = np.full(6, 200.0)
    plan = Plan(Supply(1.0, 0.0), early=Supply(0.5, 0.0), early_months=2)
    assert list(cash.months_of(plan, MACHINE, path)) == approx(
        [DAYS_PER_MONTH * 20 * share for share in (0.5, 0.5, 1, 1, 1, 1)]
    )


def test_months_of_a_frame_add_up_to_the_value():
    path = constant_fall(200.0, 0.04, 18)
    plan = Plan(Supply(0.7, 0.05), early=Supply(0.4, 0.06, 1.1), early_months=3)
    frame = cash.by_month(plan, MACHINE, path, 0.15)
    assert frame["present_usd"].sum() == approx(cash.value(plan, MACHINE, path, 0.0, 0.15))


@pytest.mark.parametrize("draws", [1, 7])
def test_draws_are_valued_one_by_one(draws):
    falls, uptimes = np.linspace(0, 0.1, draws), np.linspace(0.2, 1, draws)
    path = constant_fall(200.0, falls, 12)
    together = cash.value(Plan(Supply(uptimes, 0.05)), MACHINE, path, 10.0, 0.1)
    alone = [
        cash.value(Plan(Supply(up, 0.05)), MACHINE, constant_fall(200.0, fall, 12), 10.0, 0.1)
        for fall, up in zip(falls, uptimes, strict=True)
    ]
    assert together == approx(alone)


@given(plans, paths, st.floats(0, 0.5), st.floats(0, 5000), shares)
def test_each_term_moves_the_value_its_own_way(plan, path, rate, rest, step):
    def worth(path=path, rest=rest, **changes):
        return cash.value(replace(plan, **changes), MACHINE, path, rest, rate)

    def supply(**changes):
        return worth(supply=replace(plan.supply, **changes))

    base = worth()
    assert rises(base, supply(uptime=plan.supply.uptime + (1 - plan.supply.uptime) * step))
    assert rises(supply(tariff_usd_kwh=plan.supply.tariff_usd_kwh + 0.1 * step), base)
    assert rises(supply(overhead=plan.supply.overhead + step), base)
    assert rises(worth(idle_weeks=plan.idle_weeks + 10 * step), base)
    assert rises(base, worth(kept=plan.kept + (1 - plan.kept) * step))
    assert rises(base, worth(path=path * (1 + step)))
    assert rises(base, worth(rest=rest + 100 * step))
    assert worth(upfront_usd=plan.upfront_usd + 100) == approx(base - 100, abs=1e-6)
