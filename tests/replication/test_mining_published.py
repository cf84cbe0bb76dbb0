"""Published shares and break-even prices, recomputed from the tables."""

import pytest
from pytest import approx

from qantar import data
from qantar.chapters.shared import mining_map
from qantar.chapters.shared.hashprice import breakeven_usd_kwh, daily_hashprice, mean_over


@pytest.fixture(scope="module")
def daily():
    return daily_hashprice(data.load("network_daily"))


@pytest.mark.parametrize(
    ("terahashes", "power_w", "revenue_usd", "power_cost_usd"),
    [
        (110, 3250, 13.24, 3.90),
        (65, 3120, 7.83, 3.74),
        (53, 2385, 6.38, 2.86),
        (13, 1300, 1.57, 1.56),
    ],
)
def test_break_even_is_f2pools_of_march_2020(
    daily, terahashes, power_w, revenue_usd, power_cost_usd
):
    # F2Pool's page of 31 March 2020 gives revenue and power cost of a day at 0.05 USD/kWh, without
    # overhead.
    published = 0.05 * revenue_usd / power_cost_usd
    ours = breakeven_usd_kwh(mean_over(daily, "2020-03-31"), power_w / terahashes, 1.0)
    assert ours == approx(published, rel=0.03)


def test_least_efficient_paying_machine_is_cbecis(daily):
    # CBECI's bound of January 2022: 166.67 J/TH still paid at 0.05 USD/kWh, its list's next machine
    # did not.
    table = data.load("asics")
    listed = sorted(table.loc[table["source"] == "CCAF", "efficiency_j_th"])
    paid = [e for e in listed if breakeven_usd_kwh(mean_over(daily, "2022-01"), e, 1.0) > 0.05]
    assert max(paid) == approx(166.67)


@pytest.mark.parametrize(
    ("month", "published", "tolerance"),
    [
        ("2019-09", 0.0142, 5e-5),
        ("2021-08", 0.181, 5e-5),
        ("2021-10", 0.1831, 5e-5),
        ("2022-01", 0.1322, 5e-5),
    ],
)
def test_shares_are_those_widely_reported(month, published, tolerance):
    assert mining_map.share_in(data.load("mining_share"), "KAZ", month) == approx(
        published, abs=tolerance
    )


def test_implied_hash_rate_is_the_publishers_own():
    # The map's second column (not kept): 24.8 EH/s in January 2022, 66.76 in China in September
    # 2019.
    frame = mining_map.country_hashrate(data.load("mining_share"), data.load("network_daily"))
    assert mining_map.hashrate_in(mining_map.of_country(frame, "KAZ"), "2022-01") == approx(
        24.8, abs=0.05
    )
    assert mining_map.hashrate_in(mining_map.of_country(frame, "CHN"), "2019-09") == approx(
        66.76, abs=0.05
    )
