"""What must hold for any hashprice, machine and tariff."""

import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st

from qantar import data
from qantar.chapters.shared import tariffs
from qantar.chapters.shared.hashprice import breakeven_usd_kwh

hashprices = st.floats(1, 5000)
efficiencies = st.floats(5, 300)
overheads = st.floats(1, 2)
more = st.floats(1.001, 10)
FEES = data.load("mining_fees")
RATES = tariffs.monthly_rates(data.load("exchange_rate"))


@given(hashprices, efficiencies, overheads, more)
def test_break_even_rises_with_hashprice_and_falls_with_power(hashprice, efficiency, pue, factor):
    base = breakeven_usd_kwh(hashprice, efficiency, pue)
    assert breakeven_usd_kwh(hashprice * factor, efficiency, pue) > base
    assert breakeven_usd_kwh(hashprice, efficiency * factor, pue) < base
    assert breakeven_usd_kwh(hashprice, efficiency, pue * factor) < base


@given(
    st.floats(0, 100),
    st.dates(pd.Timestamp("2023-01-01").date(), pd.Timestamp("2026-01-01").date()),
)
def test_from_2023_price_and_fee_reach_the_floor_and_the_fee_stays_on_its_scale(price, day):
    fee = tariffs.fee_kzt_kwh(FEES, "KAZ", pd.Timestamp(day), price)
    assert 1 <= fee <= 25
    assert price + fee >= 25 - 1e-9


@given(st.floats(0, 60), st.floats(0, 60))
def test_dearer_power_never_costs_less_after_the_fee(one, other):
    day = pd.Timestamp("2024-01-01")
    low, high = sorted((one, other))
    total = [price + tariffs.fee_kzt_kwh(FEES, "KAZ", day, price) for price in (low, high)]
    assert total[0] <= total[1] + 1e-9


@settings(max_examples=30)
@given(
    st.floats(0.005, 0.3),
    st.dates(pd.Timestamp("2017-01-01").date(), pd.Timestamp("2026-06-01").date()),
)
def test_the_fee_never_makes_power_cheaper(energy, day):
    total = tariffs.all_in_usd_kwh(pd.DatetimeIndex([day]), energy, "KAZ", FEES, RATES).iloc[0]
    assert total >= energy
    assert (total > energy) == (day.year >= 2022)
