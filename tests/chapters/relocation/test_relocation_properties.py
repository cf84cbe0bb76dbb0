"""Which way each parameter moves the choice, whatever the others are."""

from dataclasses import replace

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from pytest import approx

from qantar.chapters.relocation.cash import (
    Leave,
    Machine,
    Stay,
    breakeven_uptime,
    expected_hashprice,
    npv_leave,
    npv_stay,
)

TOLERANCE = 1e-9
machines = st.builds(Machine, st.floats(10, 300), st.floats(15, 110), st.floats(1, 1.5))
paths = st.builds(expected_hashprice, st.floats(20, 500), st.floats(-0.05, 0.2), st.integers(1, 36))
stays = st.builds(Stay, st.floats(0, 1), st.floats(0, 0.2))
leaves = st.builds(
    Leave,
    st.floats(0, 1),
    st.floats(0, 0.2),
    st.floats(0, 60),
    st.floats(0, 1),
    st.floats(0, 1000),
    st.floats(0, 3000),
)
rates = st.floats(0, 0.5)
shares = st.floats(0, 1)
residuals = st.floats(0, 5000)


def rises(one, other):
    return other >= one - TOLERANCE * max(1, abs(one))


@given(machines, stays, paths, rates, shares, residuals)
def test_staying_gains_from_uptime_and_hashprice_and_loses_from_price_and_decay(
    machine, stay, path, rate, step, rest
):
    def worth(stay=stay, path=path, rest=rest):
        return npv_stay(machine, stay, path, rate, rest)

    base = worth()
    assert rises(base, worth(stay=replace(stay, uptime=stay.uptime + (1 - stay.uptime) * step)))
    assert rises(base, worth(path=path * (1 + step)))
    assert rises(base, worth(rest=rest + 100 * step))
    assert rises(worth(stay=replace(stay, tariff_usd_kwh=stay.tariff_usd_kwh + 0.1 * step)), base)
    assert rises(worth(path=path * (1 - step) ** np.arange(len(path))), base)
    assert base >= 0


@given(machines, leaves, paths, rates, shares, residuals)
def test_leaving_gains_from_uptime_and_loses_from_all_it_costs(
    machine, leave, path, rate, step, rest
):
    def worth(**changes):
        return npv_leave(machine, replace(leave, **changes), path, rate, rest)

    base = worth()
    assert rises(base, worth(uptime=leave.uptime + (1 - leave.uptime) * step))
    assert rises(worth(tariff_usd_kwh=leave.tariff_usd_kwh + 0.1 * step), base)
    assert rises(worth(idle_weeks=leave.idle_weeks + 10 * step), base)
    assert rises(worth(loss=leave.loss + (1 - leave.loss) * step), base)
    assert worth(cost_usd=leave.cost_usd + 100) == approx(base - 100, abs=1e-6)
    assert worth(duty_usd=leave.duty_usd + 100) == approx(base - 100, abs=1e-6)
    assert base >= -leave.cost_usd - leave.duty_usd - TOLERANCE


@given(machines, stays, paths, shares, shares)
def test_discounting_never_adds_value(machine, stay, path, one, other):
    low, high = sorted((one, other))
    assert rises(npv_stay(machine, stay, path, high), npv_stay(machine, stay, path, low))


@given(machines, st.floats(0, 0.2), paths, rates, st.integers(0, 36))
def test_a_longer_cut_never_adds_value(machine, tariff, path, rate, months):
    supply = np.where(np.arange(len(path)) < months, 0.0, 1.0)
    longer = np.where(np.arange(len(path)) < months + 1, 0.0, 1.0)
    values = [
        npv_stay(machine, Stay(0.6, tariff, mask), path, rate) for mask in (longer, supply, 1.0)
    ]
    assert values[0] <= values[1] + TOLERANCE and values[1] <= values[2] + TOLERANCE


@given(machines, leaves, paths, rates)
def test_perfect_and_free_leaving_is_staying_with_power_all_the_time(machine, leave, path, rate):
    free = replace(leave, uptime=1.0, idle_weeks=0.0, loss=0.0, cost_usd=0.0, duty_usd=0.0)
    same = Stay(1.0, leave.tariff_usd_kwh)
    assert npv_leave(machine, free, path, rate) == approx(npv_stay(machine, same, path, rate))


@given(machines, stays, leaves, paths, rates)
def test_break_even_uptime_solves_equality_wherever_staying_can_earn(
    machine, stay, leave, path, rate
):
    value = npv_leave(machine, leave, path, rate)
    uptime = breakeven_uptime(machine, stay, value, path, rate)
    if npv_stay(machine, replace(stay, uptime=1.0), path, rate) > 1e-6:
        assert npv_stay(machine, replace(stay, uptime=uptime), path, rate) == approx(
            value, rel=1e-6, abs=1e-6
        )


@settings(max_examples=25)
@given(
    machines,
    st.lists(st.tuples(shares, st.floats(0, 0.2), st.floats(0, 0.1)), min_size=1, max_size=5),
    rates,
)
def test_many_cases_at_once_equal_each_case_alone(machine, cases, rate):
    uptime, tariff, decay = (np.array(column) for column in zip(*cases, strict=True))
    path = expected_hashprice(200.0, decay, 24)
    together = npv_stay(machine, Stay(uptime, tariff), path, rate)
    alone = [
        npv_stay(machine, Stay(u, t), expected_hashprice(200.0, g, 24), rate) for u, t, g in cases
    ]
    assert together == approx(np.array(alone))
