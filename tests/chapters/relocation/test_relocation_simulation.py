"""The simulation against a plain loop that knows nothing of arrays, and the three choices
compared.
"""

import numpy as np
import pytest
from pytest import approx

from qantar import data
from qantar.chapters.relocation import figures as relocation
from qantar.chapters.relocation import frames as relocation_views
from qantar.chapters.relocation import simulation as relocation_simulation
from qantar.chapters.relocation.parameters import RelocationParameters


@pytest.fixture(scope="module")
def tables():
    return {name: data.load(name) for name in relocation.TABLES}


@pytest.fixture(scope="module")
def small(tables):
    return relocation.Workings(tables, RelocationParameters(draws=200, seed=5))


def plain_loop(work, inputs, row):
    """One draw, month by month, in Python numbers only."""
    p = work.parameters
    u, u_abroad, tariff, weeks, lost, cost, decay = (float(inputs[name][row]) for name in inputs)
    kw = p.machine_hashrate_ths * p.machine_efficiency_j_th / 1000
    home = p.tariff_stay_usd_kwh + p.fee_kzt_kwh / 434.33
    idle = 7 * weeks
    stay, leave, hashprice = 0.0, -cost, work.first_hashprice
    for month in range(p.horizon_months):
        factor = (1 + p.discount_rate) ** (-(month + 1) / 12)
        revenue = p.machine_hashrate_ths * hashprice / 1000
        profit_home = max(0.0, revenue - 24 * kw * p.pue * home)
        profit_abroad = max(0.0, revenue - 24 * kw * p.pue * tariff)
        lost_days = min(30.4375, idle)
        idle -= lost_days
        stay += u * profit_home * 30.4375 * factor
        leave += u_abroad * (1 - lost) * profit_abroad * (30.4375 - lost_days) * factor
        hashprice *= 1 - decay
    return stay, leave


def test_arrays_agree_with_a_plain_loop(small):
    inputs = relocation_simulation.draw_inputs(small)
    run = relocation_simulation.simulate(small, "expected", inputs)
    loop = [plain_loop(small, inputs, row) for row in range(200)]
    assert run.stay_usd == approx(np.array([stay for stay, _ in loop]))
    assert run.leave_usd == approx(np.array([leave for _, leave in loop]))


def test_the_same_seed_gives_the_same_figures(tables):
    parameters = RelocationParameters(draws=500)
    one, other = (relocation.figures(tables, parameters) for _ in range(2))
    assert one == other
    moved = relocation.figures(tables, RelocationParameters(draws=500, seed=1))
    assert one != moved


def test_the_three_choices_share_all_draws(small):
    run = small.simulations["expected"]
    for sale in (0.0, 4000.0, 9740.0):
        shares = run.best_shares(sale)
        assert sum(shares.values()) == approx(1)
        assert set(shares) == {"stay", "leave", "sell"}
    assert run.best_shares(1e9)["sell"] == 1
    assert run.best_shares(-1e9)["leave"] == approx(run.leave_better / 200)


def test_a_deeper_haircut_never_makes_selling_better(small):
    frame = relocation_views.best_by_haircut(small, small.simulations["expected"], steps=4)
    sell = frame[frame["choice"] == "sell"]["share"].tolist()
    assert sell == sorted(sell, reverse=True)


def test_ranges_without_width_reproduce_the_expected_case(tables):
    p = RelocationParameters()
    fixed = {
        "range_uptime_stay": [p.uptime_stay] * 3,
        "range_uptime_leave": [p.uptime_leave] * 3,
        "range_tariff_leave_usd_kwh": [p.tariff_leave_usd_kwh] * 3,
        "range_idle_weeks": [p.idle_weeks] * 3,
        "range_loss": [p.loss] * 3,
        "range_move_cost_usd": [p.move_cost_usd] * 3,
        "range_decay": [p.decay] * 3,
    }
    work = relocation.Workings(tables, RelocationParameters(draws=100, **fixed))
    for name, run in work.simulations.items():
        assert run.stay_usd == approx(work.value_stay(work.cases[name]))
        assert run.leave_usd == approx(work.value_leave(work.cases[name]))


def test_tornado_ends_are_the_expected_case_with_one_input_moved(small, tables):
    frame = relocation_simulation.tornado(small).set_index("input")
    assert frame["span_usd"].tolist() == sorted(frame["span_usd"], reverse=True)
    moved = relocation.Workings(tables, RelocationParameters(idle_weeks=16.0))
    difference = moved.value_leave(moved.expected) - moved.value_stay(moved.expected)
    assert frame.loc["idle_weeks", "at_high_usd"] == approx(difference)


def test_histogram_holds_every_draw_once():
    differences = np.array([-250.0, -1.0, 0.0, 0.0, 320.0, 999.0])
    frame = relocation_simulation.histogram(differences)
    assert frame["share"].sum() == approx(1)
    assert 0.0 in frame["from_usd"].tolist()
    assert (frame["to_usd"] > frame["from_usd"]).all()


def test_histogram_of_equal_draws_is_one_class():
    frame = relocation_simulation.histogram(np.full(10, 42.0))
    assert frame[frame["share"] > 0][["from_usd", "to_usd"]].to_numpy().tolist() == [[42.0, 43.0]]
