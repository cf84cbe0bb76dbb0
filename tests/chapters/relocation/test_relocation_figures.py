"""The relocation chapter's figures and cases: what they mean, and what happens where tables end."""

import json

import pytest
from pytest import approx

from qantar import data
from qantar.chapters.relocation import figures as relocation
from qantar.chapters.relocation import frames as relocation_views
from qantar.chapters.relocation.parameters import RelocationParameters
from qantar.common.errors import ParameterError, QantarError
from qantar.report.parameters import validate


@pytest.fixture(scope="module")
def tables():
    return {name: data.load(name) for name in relocation.TABLES}


def workings(tables, **values):
    return relocation.Workings(tables, RelocationParameters(**{"draws": 200, **values}))


def figures(tables, **values):
    parameters = RelocationParameters(**{"draws": 200, **values})
    return {figure.id: figure for figure in relocation.figures(tables, parameters)}


def test_the_fee_is_one_tenge_at_januarys_close(tables):
    assert workings(tables).fee_usd_kwh == approx(1 / 434.33)


def test_break_even_uptime_is_where_both_are_equal(tables):
    found = figures(tables)
    at = workings(tables, uptime_stay=found["relocation.breakeven_uptime"].value)
    assert at.value_stay(at.expected) == approx(at.value_leave(at.expected))


def test_the_sale_is_the_tiers_median_less_the_haircut(tables):
    sale = figures(tables, haircut=0.5)["relocation.sell_usd"]
    assert sale.value == approx(0.5 * 100 * 97.40)
    assert sale.low < sale.value < sale.high and sale.range_kind == "market_range"
    older = workings(tables, machine_efficiency_j_th=45.0)
    assert older.price_usd == approx(100 * 81.77)


def test_a_cut_and_a_floor_each_take_from_staying_and_nothing_from_leaving(tables):
    found = figures(tables)
    stay = [
        found[f"relocation.npv_stay_hindsight{s}_usd"].value for s in ("", "_cut", "_cut_floor")
    ]
    leave = [
        found[f"relocation.npv_leave_hindsight{s}_usd"].value for s in ("", "_cut", "_cut_floor")
    ]
    assert stay[0] > stay[1] > stay[2]
    assert leave[0] == leave[1] == leave[2]


def test_the_floor_binds_only_from_its_day(tables):
    work = workings(tables)
    assert work.floor_tariff[:11].tolist() == approx([work.tariff_stay] * 11)
    assert (work.floor_tariff[12:] > work.tariff_stay).all()
    assert workings(tables, floor_kzt_kwh=1.0).floor_tariff.tolist() == approx(
        [work.tariff_stay] * 24
    )


def test_duty_is_a_share_of_the_asking_price(tables):
    found = figures(tables, import_duty_shown=0.1)
    difference = (
        found["relocation.npv_leave_usd"].value - found["relocation.npv_leave_duty_usd"].value
    )
    assert difference == approx(0.1 * 9740)


def test_beyond_the_tables_there_is_no_hindsight(tables):
    found = figures(tables, horizon_months=120)
    missing = {name for name, figure in found.items() if figure.value is None}
    assert {name for name in missing if "hindsight" in name or "realised" in name} == missing - {
        "relocation.horizon_matching_sale_stay_months",
        "relocation.horizon_matching_sale_leave_months",
    }
    assert "relocation.npv_stay_hindsight_usd" in missing
    assert found["relocation.p_leave_better"].value is not None


def test_matching_decay_makes_operating_worth_the_sale(tables):
    decay = figures(tables)["relocation.decay_matching_sale_leave"].value
    work = workings(tables, decay=decay)
    assert work.value_leave(work.expected) == approx(work.sell_usd)


@pytest.mark.parametrize(("choice", "worth"), [("stay", "value_stay"), ("leave", "value_leave")])
def test_matching_horizon_is_the_first_month_that_reaches_the_sale(tables, choice, worth):
    work = workings(tables, haircut=0.6)
    months = relocation_views.matching_horizon(work, choice, work.sell_usd)
    runs = (workings(tables, horizon_months=m) for m in (months - 1, months))
    below, at = (getattr(run, worth)(run.expected) for run in runs)
    assert below < work.sell_usd <= at


def test_realised_decay_gives_the_sum_that_came(tables):
    work = workings(tables)
    decay = relocation_views.realised_decay(work)
    assert workings(tables, decay=decay).expected.hashprice.sum() == approx(work.hindsight.sum())


def test_the_map_agrees_with_the_model(tables):
    frame = relocation_views.map_of_choice(workings(tables), [0.05, 0.07], [0.0, 8.0])
    row = frame[(frame["tariff_usd_kwh"] == 0.07) & (frame["idle_weeks"] == 8.0)].iloc[0]
    found = figures(tables)
    assert row["leave_usd"] == approx(found["relocation.npv_leave_usd"].value)
    assert row["breakeven_uptime"] == approx(found["relocation.breakeven_uptime"].value)


def test_missing_prices_name_the_months_that_exist(tables):
    with pytest.raises(QantarError, match=r"asking_month 2021-12; months with listings: 2021-02"):
        figures(tables, asking_month="2021-12")


def test_months_outside_the_tables_are_named(tables):
    with pytest.raises(QantarError, match="hashprice_month 2016-01"):
        figures(tables, hashprice_month="2016-01")
    with pytest.raises(QantarError, match=r"no rate for 2013-05 \(start_day\)"):
        figures(tables, start_day="2013-05-01")


def test_ranges_out_of_order_stop_with_one_line():
    with pytest.raises(ParameterError, match="low, most likely, high"):
        validate("relocation", RelocationParameters, {"range_loss": [0.2, 0.1, 0.3]})
    with pytest.raises(ParameterError, match="range_uptime_stay"):
        validate("relocation", RelocationParameters, {"range_uptime_stay": [0.2, 0.5, 1.3]})


def test_every_default_states_unit_and_source():
    for name, field in RelocationParameters.model_fields.items():
        extra = field.json_schema_extra
        assert field.description and extra["source"], name
        assert extra["unit"] or name == "seed", name
        json.dumps(field.default)


def test_the_default_fee_is_the_flat_fee_of_the_table(tables):
    fees = tables["mining_fees"].set_index("basis")["fee_kzt_kwh"]
    assert RelocationParameters().fee_kzt_kwh == fees["flat"]
    assert RelocationParameters().floor_kzt_kwh == fees["price_plus_fee_floor"]


def test_the_default_hosting_price_lies_in_the_cited_range(tables):
    row = tables["tariffs"].set_index("fact").loc["hosting-us"]
    assert row["low"] <= RelocationParameters().tariff_leave_usd_kwh <= row["high"]
