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


@given(st.floats(0, 100), st.dates(pd.Timestamp("2022-01-01").date()))
def test_the_fee_stays_between_its_cited_ends(price, day):
    low, high = tariffs.fee_range_kzt_kwh(FEES, "KAZ", pd.Timestamp(day), price)
    assert 1 <= low <= high <= 25
    assert (low == high) == (day.year != 2023 or price >= 24)


@settings(max_examples=30)
@given(
    st.floats(0.005, 0.3),
    st.dates(pd.Timestamp("2017-01-01").date(), pd.Timestamp("2026-06-01").date()),
)
def test_the_fee_never_makes_power_cheaper(energy, day):
    month = pd.DatetimeIndex([day]).to_period("M").to_timestamp()
    total = tariffs.all_in_usd_kwh(month, energy, "KAZ", FEES, RATES).iloc[0]
    assert energy <= total["low"] <= total["high"]
    assert (total["low"] > energy) == (day.year >= 2022)
