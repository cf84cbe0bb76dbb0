"""The mining chapter's figures, for countries on and off the map and at other parameters."""

import pytest
from pytest import approx

from qantar.chapters.mining import figures as model
from qantar.chapters.mining.parameters import MiningParameters
from qantar.chapters.mining.words import months_named
from qantar.chapters.shared import hashprice, mining_map, tariffs
from qantar.common.errors import ParameterError
from qantar.report.chapter import Tables, chapter_figures
from qantar.report.parameters import validate


@pytest.fixture(scope="module")
def tables():
    return Tables.load(model.TABLES)


def figures(tables, **values):
    found = chapter_figures("mining", tables, MiningParameters(**values))
    return {figure.id.removeprefix("mining."): figure for figure in found}


def test_kazakhstan_has_every_figure(tables):
    found = figures(tables)
    assert [name for name, figure in found.items() if figure.value is None] == []
    assert found["share_peak"].as_of == "2021-10"
    assert (found["rank_2021_08"].value, found["rank_2022_01"].value) == (2, 3)


@pytest.mark.parametrize("country", ["USA", "IRN", "RUS", "NOR", "ETH", "UZB", "DEU", "CHN", "PRY"])
def test_other_countries_have_what_is_known_of_them(tables, country):
    found = figures(tables, country=country)
    on_the_map = country in ("USA", "IRN", "RUS", "DEU", "CHN")
    counted = country in ("USA", "RUS", "CHN", "PRY")
    assert (found["share_2021_08"].value is not None) == on_the_map
    assert (found["share_latest"].value is not None) == counted
    assert (found["share_left"].value is not None) == (on_the_map and counted)
    assert found["fee_usd_kwh_2022_01"].value is None
    assert found["breakeven_new_2022_01"].value == approx(0.2596, abs=1e-4)


def test_the_latest_counts_leave_the_analysts_out(tables):
    found = figures(tables)["share_latest"]
    assert found.as_of == "2025-04/2025-06"
    assert (found.low, found.high) == (0.014, approx(0.02484))


def test_the_association_of_2023_spoke_of_february(tables):
    found = figures(tables)["hashrate_association_2023_02_ehs"]
    assert (found.value, found.as_of) == (approx(17.8, abs=0.05), "2023-02")


def test_share_fell_further_than_hash_rate_by_the_networks_growth(tables):
    found = figures(tables)
    ratio = found["hashrate_left"].value / found["share_left"].value
    assert ratio == approx(found["network_growth"].value)


def test_a_dearer_price_of_power_leaves_fewer_months_that_pay(tables):
    """The price of companies is the latest one that no miner paid."""
    found = figures(tables)
    rate = tariffs.monthly_rates(tables.exchange_rate)["kzt_per_usd"]["2025-01-01"]
    price = found["price_companies"]
    assert (price.value, price.as_of) == (approx(29.14 / rate), "2025-01")
    assert found["months_lost_new"].value < found["months_lost_new_companies"].value
    same = figures(tables, tariff_usd_kwh=price.value)
    assert same["months_lost_new"].value == found["months_lost_new_companies"].value
    assert figures(tables, country="NOR")["months_lost_new_companies"].value is None


def test_what_mining_pays_fell_since_the_latest_count(tables):
    found = figures(tables)["pay_fall_since_latest"]
    daily = hashprice.daily_hashprice(tables.network_daily)
    counted, now = daily["2025-04":"2025-06"].mean(), daily["2026-05"].mean()
    assert (found.value, found.as_of) == (approx(1 - now / counted), "2025-04/2026-05")
    assert figures(tables, country="DEU")["pay_fall_since_latest"].value is None


def test_kazakhstan_was_second_in_three_months(tables):
    second = mining_map.months_at_rank(tables.mining_share, "KAZ", 2)
    assert months_named(second) == "July\xa02021, August\xa02021 and October\xa02021"
    assert mining_map.months_at_rank(tables.mining_share, "NOR", 2) == []


def test_nearly_half_came_before_the_ban_and_the_share_fell_before_the_cut(tables):
    """What the chapter's title says, by the Cambridge map."""
    found = figures(tables)
    assert 0.45 < found["hashrate_before_ban"].value < 0.5
    assert found["share_2021_12"].value < found["share_peak"].value
    assert found["share_peak"].as_of < "2021-12"


def test_counts_of_two_years_hold_floors_and_the_heatmap(tables):
    found = figures(tables)
    span = found["hashrate_counts_2024_25_ehs"]
    assert span.low < found["hashrate_auctions_2024_ehs"].low
    assert span.high == found["hashrate_heatmap_2025_q2_ehs"].value


def test_a_wider_spread_of_machines_widens_what_power_implies(tables):
    narrow, wide = (
        figures(tables, efficiency_spread=spread)["hashrate_auctions_2024_ehs"]
        for spread in (0.01, 0.5)
    )
    assert wide.low < narrow.low < narrow.high < wide.high


def test_a_dearer_tariff_leaves_fewer_paid_days(tables):
    cheap, dear = (
        figures(tables, tariff_usd_kwh=tariff)["days_profitable_old_2022"].value
        for tariff in (0.03, 0.06)
    )
    assert 0 < dear < cheap < 1


def test_a_machine_too_hungry_to_pay_has_no_last_month(tables):
    assert figures(tables, old_machine_j_th=300, tariff_usd_kwh=1)["last_paid_old"].value is None


def test_the_fee_has_a_market_range_around_it(tables):
    fee = figures(tables)["fee_usd_kwh_2022_01"]
    assert fee.low < fee.value < fee.high
    assert fee.range_kind == "market_range"


def test_the_fee_since_2024_is_two_tenge(tables):
    rate = tables.exchange_rate.set_index("month")["kzt_per_usd"]["2026-04-01"]
    latest = figures(tables)["fee_usd_kwh_latest"]
    assert (latest.value, latest.as_of) == (approx(2 / rate), "2026-05")


def test_default_efficiencies_are_those_of_the_tables(tables):
    p, asics = MiningParameters(), tables.asics
    old = asics.query("source == 'CCAF' and model == 'Bitmain Antminer S9 (13.5Th)'")
    assert p.old_machine_j_th == old["efficiency_j_th"].iloc[0]
    new = asics[asics["model"].str.startswith("Antminer S19j Pro")]["efficiency_j_th"]
    assert new.min() <= p.new_machine_j_th <= new.max()
    survey = tables.facts.set_index("id").loc["survey-efficiency-2024", "value"]
    assert p.later_j_th == float(survey)


def test_wrong_parameters_stop_with_one_line():
    with pytest.raises(ParameterError, match="pue"):
        validate("mining", MiningParameters, {"pue": 0.9})
    with pytest.raises(ParameterError, match="did you mean tariff_usd_kwh"):
        validate("mining", MiningParameters, {"tarif_usd_kwh": 0.05})
