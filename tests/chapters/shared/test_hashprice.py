"""Hashprice and break-even prices against sums done by hand."""

import pandas as pd
import pytest
from pytest import approx

from qantar.chapters.shared import hashprice


def network(**columns):
    days = pd.to_datetime(["2022-01-01", "2022-01-02", "2022-02-01"])
    frame = {
        "date": days,
        "price_usd": [100.0, 200.0, 100.0],
        "hashrate_ehs": [2.0, 4.0, 1.0],
        "issuance_usd": [9_000.0, 18_000.0, 500.0],
        "fees_btc": [10.0, 10.0, 5.0],
    }
    return pd.DataFrame({**frame, **columns})


def test_hashprice_is_subsidy_and_fees_in_dollars_over_petahashes():
    # (9,000 + 10 × 100) USD over 2,000 PH/s; (18,000 + 10 × 200) over 4,000; (500 + 5 × 100) over
    # 1,000
    assert hashprice.daily_hashprice(network()).tolist() == [5.0, 5.0, 1.0]


def test_days_without_a_hash_rate_are_left_out_of_means():
    daily = hashprice.daily_hashprice(network(hashrate_ehs=[2.0, None, 1.0]))
    assert hashprice.mean_over(daily, "2022-01") == 5.0


def test_a_period_mean_is_the_mean_of_daily_quotients():
    daily = hashprice.daily_hashprice(network(issuance_usd=[9_000.0, 38_000.0, 500.0]))
    assert hashprice.mean_over(daily, "2022-01") == approx((5 + 10) / 2)
    assert hashprice.mean_over(daily, "2022") == approx((5 + 10 + 1) / 3)


def test_a_period_outside_the_table_has_no_mean():
    assert hashprice.mean_over(hashprice.daily_hashprice(network()), "2019") is None


def test_monthly_means_carry_the_first_of_the_month():
    monthly = hashprice.monthly_means(hashprice.daily_hashprice(network()))
    assert monthly.index.strftime("%Y-%m-%d").tolist() == ["2022-01-01", "2022-02-01"]


def test_breakeven_by_hand():
    # 0.24 USD per TH/s and day; 100 J/TH is 0.1 kW per TH/s, 2.4 kWh a day, 4.8 with a PUE of 2
    assert hashprice.breakeven_usd_kwh(240.0, 100.0, 1.0) == approx(0.1)
    assert hashprice.breakeven_usd_kwh(240.0, 100.0, 2.0) == approx(0.05)


def test_weeks_that_the_series_does_not_fill_are_left_out():
    days = pd.date_range("2022-01-01", periods=10)
    weeks = hashprice.whole_weeks(pd.Series(range(10), index=days, dtype=float))
    assert weeks.to_numpy().tolist() == [[pd.Timestamp("2022-01-01"), 3.0]]


@pytest.mark.parametrize("efficiency", [21.5, 30.5, 98.0])
def test_a_machine_at_its_break_even_price_earns_nothing(efficiency):
    price = hashprice.breakeven_usd_kwh(123.0, efficiency, 1.1)
    revenue_ths_day, kwh_ths_day = 123.0 / 1000, 24 * efficiency / 1000 * 1.1
    assert revenue_ths_day - price * kwh_ths_day == approx(0, abs=1e-15)
