"""What each choice is worth, in limits that are known, and what turns the answer."""

import numpy as np
import pandas as pd
import pytest
from pytest import approx

from qantar.chapters.relocation import choices, deciding, simulation

# A move that costs nothing: no loss, no idle time, no duty, the same power at both ends.
SAME = {
    "import_duty": 0.0,
    "billed_on": "site",
    "fee_kzt_kwh": 0.0,
    "cut_months": 0,
    **{f"tariff_leave_usd_kwh{end}": 0.04 for end in ("_low", "", "_high")},
    **{f"uptime_leave{end}": 0.6 for end in ("_low", "", "_high")},
    **{f"{name}{end}": 0.0 for name in ("idle_weeks", "loss", "move_cost_usd")
       for end in ("_low", "", "_high")},
}  # fmt: skip


def worths(tables, miner):
    return choices.all_choices(tables, miner).set_index(["choice", "name"])["usd"]


def test_a_move_that_changes_nothing_is_worth_staying(tables, miner):
    one = miner(**SAME)
    found = worths(tables, one)
    assert found["leave", "United States"] == approx(found["stay", "steady"])
    place = choices.destinations(tables.destinations, one.p)[0]
    assert choices.matching_uptime(one, place, "steady") == approx(0.6)


def test_a_move_that_changes_nothing_matches_in_every_draw(tables, miner):
    fixed = {f"uptime_stay{end}": 0.6 for end in ("_low", "", "_high")}
    run = simulation.simulate(tables, miner(**SAME, **fixed))
    assert run.leave["United States"] == approx(run.stay["steady"])


def test_values_grow_with_the_number_of_machines(tables, miner):
    one, hundred = (worths(tables, miner(machines=count)) for count in (1, 100))
    assert (100 * one).tolist() == approx(hundred.tolist())


def test_more_power_during_the_cut_is_worth_more(tables, miner):
    found = worths(tables, miner())["stay"]
    assert found["nothing"] < found["night"] < found["declared"]


def test_without_months_of_cut_there_is_one_supply(tables, miner):
    assert list(worths(tables, miner(cut_months=0))["stay"].index) == ["steady"]


def test_another_country_has_no_cut_of_kazakhstans(tables, miner):
    assert list(worths(tables, miner(country="UZB"))["stay"].index) == ["steady"]


def test_the_site_is_billed_by_pue_and_the_machine_is_not(tables, miner):
    site, machine = (miner(billed_on=billed, pue=1.3) for billed in ("site", "machine"))
    assert (
        worths(tables, site)["leave", "United States"]
        < worths(tables, machine)["leave", "United States"]
    )
    assert worths(tables, machine)["leave"].tolist() == approx(
        worths(tables, miner(pue=1.0))["leave"].tolist()
    )


def test_the_duty_is_a_share_of_the_sale(tables, miner):
    with_duty, without = (
        worths(tables, miner(import_duty=duty))["leave", "United States"] for duty in (0.1, 0.0)
    )
    sale = worths(tables, miner())["sell", "sell"]
    assert without - with_duty == approx(0.1 * sale)


def test_sale_and_remaining_value_follow_one_rule(tables, miner):
    # Worth kept whole, no fall and no discounting: what is sold later is worth a sale today.
    kept = {f"value_kept{end}": 1.0 for end in ("_low", "", "_high")}
    falls = {f"decay{end}": 0.0 for end in ("_low", "", "_high")}
    one = miner(discount_rate=0.0, decay_source="assumption", **kept, **falls)
    inputs = choices.points(one.p, one.market, choices.destinations(tables.destinations, one.p)[0])
    idle = {**inputs, "uptime_stay": 0.0}
    assert one.worth(one.stay(idle, "nothing"), idle) == approx(float(one.sell(inputs)))


def test_selling_is_not_best_by_construction(tables, miner):
    found = worths(tables, miner())
    assert found["leave", "Russia"] > found["sell", "sell"] > found["leave", "United States"]


def test_matching_uptime_makes_both_worth_the_same(tables, miner):
    one = miner()
    place = choices.destinations(tables.destinations, one.p)[0]
    for case in choices.CASES:
        uptime = choices.matching_uptime(one, place, case)
        assert deciding.gap(one, place, case, uptime_stay=uptime) == approx(0, abs=1e-6)


def test_power_that_earns_nothing_has_no_matching_uptime(tables, miner):
    one = miner(tariff_stay_usd_kwh=1.0, night_tariff_kzt_kwh=1000.0)
    place = choices.destinations(tables.destinations, one.p)[0]
    assert choices.matching_uptime(one, place, "nothing") is None


def test_a_place_of_the_table_has_its_rows_terms(tables, miner):
    _states, russia = choices.destinations(tables.destinations, miner().p)
    moved = choices.destinations(tables.destinations, miner(destination="Russia").p)
    assert moved[0] == russia and [one.name for one in moved] == ["Russia", "United States"]


def test_terms_that_are_given_stand_before_a_rows(tables, miner):
    given = {"import_duty": 0.1, "loss": 0.05, "billed_on": "site"}
    own, _other = choices.destinations(tables.destinations, miner(destination="Russia", **given).p)
    assert (own.import_duty, own.billed_on, own.inputs["loss"]) == (0.1, "site", (0.0, 0.05, 0.1))
    assert own.inputs["tariff_leave_usd_kwh"] == (0.04, 0.045, 0.05)


def test_a_place_not_in_the_table_has_the_parameters_terms(tables, miner):
    own, *rows = choices.destinations(
        tables.destinations, miner(destination="Georgia", loss=0.05).p
    )
    assert own.inputs["loss"] == (0.0, 0.05, 0.1) and own.import_duty == rows[0].import_duty
    assert [one.name for one in rows] == ["United States", "Russia"]


def test_the_tariff_of_the_readme_moves_the_simulation(tables, miner):
    cheap, usual = (
        simulation.simulate(tables, miner(tariff_leave_usd_kwh=tariff)) for tariff in (0.05, 0.07)
    )
    assert cheap.leave_better("United States", "night") > usual.leave_better(
        "United States", "night"
    )


def test_draws_of_a_fall_are_those_known_on_the_day(tables, miner):
    one = miner(draws=20_000)
    place = choices.destinations(tables.destinations, one.p)[0]
    drawn = simulation.inputs_of(one, place, simulation.uniform_draws(one))["decay"]
    assert np.quantile(drawn, [0.1, 0.5, 0.9]) == approx(
        np.quantile(one.market.falls, [0.1, 0.5, 0.9]), abs=2e-3
    )


def test_prices_of_machines_and_hosting_go_with_the_fall(tables, miner):
    one = miner(draws=20_000, correlation_sale=-0.6, correlation_hosting=-0.4)
    place = choices.destinations(tables.destinations, one.p)[0]
    drawn = simulation.inputs_of(one, place, simulation.uniform_draws(one))
    falls = drawn["decay"]
    assert np.corrcoef(falls, one.sale_usd(drawn))[0, 1] < -0.4
    assert np.corrcoef(falls, drawn["tariff_leave_usd_kwh"])[0, 1] < -0.25
    assert abs(np.corrcoef(falls, drawn["idle_weeks"])[0, 1]) < 0.03


def test_best_shares_add_up_to_one(tables, miner):
    run = simulation.simulate(tables, miner())
    for place in run.leave:
        for case in run.stay:
            assert sum(run.best_shares(place, case).values()) == approx(1)


def test_an_assumption_turns_only_where_signs_differ(tables, miner):
    frame = deciding.swings(tables, miner()).set_index("assumption")
    assert frame.loc["destination", "turns"] and not frame.loc["value_kept", "turns"]
    signs = (frame["at_low_usd"] > 0) != (frame["at_high_usd"] > 0)
    assert (signs == frame["turns"]).all()
    assert frame["span_usd"].is_monotonic_decreasing


def test_an_assumption_without_a_range_is_left_out(tables, miner):
    frame = deciding.swings(tables, miner(import_duty=0.0, pue=1.0))
    assert not {"duty", "billing"} & set(frame["assumption"])


@pytest.mark.parametrize(
    ("here", "there", "verdict"),
    [
        ([0.3, 0.4], [0.6, 0.9], "destination"),
        ([0.3, 0.4], [0.2, 0.1], "stay"),
        ([0.7, 0.6], [0.6, 0.9], "leave"),
        ([0.3, 0.6], [0.6, 0.9], "open"),
        ([0.3, 0.4], [0.4, 0.9], "open"),
    ],
)
def test_the_verdict_follows_the_shares(here, there, verdict):
    rows = [("A", case, share) for case, share in zip("xy", here, strict=True)]
    rows += [("Russia", case, share) for case, share in zip("xy", there, strict=True)]
    shares = pd.DataFrame(rows, columns=["place", "case", "share"])
    assert simulation.verdict(shares) == verdict
    assert simulation.russia_decides(shares, "A") == (verdict == "destination")
    assert not simulation.russia_decides(shares, "Russia")


def test_a_coin_toss_is_near_one_half():
    assert simulation.is_coin_toss(0.5) and not simulation.is_coin_toss(0.3)


def test_at_the_matching_tariff_leaving_is_worth_staying(tables, miner):
    one = miner()
    russia = choices.destinations(tables.destinations, one.p)[1]
    tariff = deciding.matching_tariff(one, russia, "night")
    assert tariff > russia.inputs["tariff_leave_usd_kwh"][2]
    assert deciding.gap(one, russia, "night", tariff_leave_usd_kwh=tariff) == approx(0, abs=0.01)


def test_at_the_matching_price_a_sale_is_worth_the_best_other_choice(tables, miner):
    price = deciding.matching_price(tables, miner())
    discounts = {"haircut_low": 0.0, "haircut": 1 - price, "haircut_high": 1.0}
    worth = choices.with_what_came(tables, miner(**discounts)).set_index("choice")["usd"]
    assert worth["sell"] == approx(worth.drop("sell").max(), rel=1e-4)


def test_a_shorter_cut_speaks_for_staying(tables, miner):
    cut = deciding.swings(tables, miner()).set_index("assumption").loc["cut"]
    assert (cut["low"], cut["high"]) == (1, 4) and cut["at_low_usd"] < cut["at_high_usd"]
    assert "cut" not in set(deciding.swings(tables, miner(country="UZB"))["assumption"])


def test_leaving_that_never_pays_has_no_matching_tariff(tables, miner):
    lost = miner(loss=1.0, loss_high=1.0)
    place = choices.destinations(tables.destinations, lost.p)[0]
    assert deciding.matching_tariff(lost, place, "night") is None


@pytest.mark.parametrize(("other", "differ"), [(0.401, False), (0.42, True)])
def test_shares_differ_from_a_per_cent_on(other, differ):
    assert simulation.differ(pd.DataFrame({"share": [0.4, other]})) is differ


def test_what_came_is_known_only_within_the_tables(tables, miner):
    assert choices.with_what_came(tables, miner(start_day="2022-08-01", horizon_months=48)) is None
    assert len(choices.with_what_came(tables, miner())) == len(choices.all_choices(tables, miner()))
