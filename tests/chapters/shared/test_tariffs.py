"""The mining fee's regimes, and price plus fee in dollars."""

import pandas as pd
import pytest
from pytest import approx

from qantar import data
from qantar.chapters.shared import tariffs


@pytest.fixture(scope="module")
def fees():
    return data.load("mining_fees")


@pytest.fixture(scope="module")
def rates():
    return tariffs.monthly_rates(data.load("exchange_rate"))


@pytest.mark.parametrize(
    ("day", "price", "fee"),
    [
        ("2021-12-31", 10.0, (0, 0)),
        ("2022-01-01", 10.0, (1, 1)),
        ("2022-12-31", 30.0, (1, 1)),
        ("2023-01-01", 10.0, (1, 25)),
        ("2023-12-31", 24.0, (1, 1)),
        ("2023-06-01", None, (1, 25)),
        ("2024-01-01", 10.0, (2, 2)),
        ("2026-06-01", 30.0, (2, 2)),
    ],
)
def test_fee_by_regime_and_price(fees, day, price, fee):
    assert tariffs.fee_range_kzt_kwh(fees, "KAZ", pd.Timestamp(day), price) == fee


def test_other_countries_pay_no_fee(fees, rates):
    months = pd.to_datetime(["2022-06-01", "2023-06-01"])
    total = tariffs.all_in_usd_kwh(months, 0.05, "USA", fees, rates)
    assert total.to_numpy().tolist() == [[0.05, 0.05]] * 2


def test_price_and_fee_in_dollars_at_each_months_rate(fees, rates):
    months = pd.to_datetime(["2021-12-01", "2022-01-01", "2023-02-01", "2024-01-01"])
    total = tariffs.all_in_usd_kwh(months, 0.04, "KAZ", fees, rates)
    kzt_per_usd = tariffs.rate_on(rates, months).to_numpy()
    assert total["low"].tolist() == approx([0.04, *(0.04 + [1, 1, 2] / kzt_per_usd[1:])])
    assert total["high"].tolist() == approx([0.04, *(0.04 + [1, 25, 2] / kzt_per_usd[1:])])


def test_a_month_without_a_rate_takes_the_last_one_before(rates):
    days = pd.to_datetime(["2025-05-01", "2025-06-30"])
    known = rates.loc[pd.Timestamp("2025-04-01"), "kzt_per_usd"]
    assert tariffs.rate_on(rates, days).tolist() == [known, known]


def test_yearly_averages_never_stand_for_a_month(rates):
    assert "year_average" not in set(rates["kind"])
    assert rates.index.is_unique


def test_the_last_quarter_of_2022_has_the_quarters_average(rates):
    months = pd.to_datetime(["2022-10-01", "2022-11-01", "2022-12-01"])
    assert rates.loc[months, "kzt_per_usd"].tolist() == [467.8] * 3


def test_fees_are_told_from_when_to_when_and_of_whom():
    table = tariffs.fees_in_words(data.load("mining_fees"))
    ended, standing = table.iloc[0], table.iloc[-1]
    assert ended["To"].endswith("2022") and standing["To"] == "today"
    assert not table.isna().to_numpy().any()
    assert not table["Miners"].str.contains("_").any()
