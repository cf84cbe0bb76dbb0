"""Margins and paid days of machines, against sums done by hand."""

import pandas as pd
import pytest
from pytest import approx

from qantar import data
from qantar.chapters.mining import machines
from qantar.common.errors import QantarError
from qantar.report.figures import Figure

RELEASED = pd.Timestamp("2020-05-01")
DAYS = pd.date_range("2021-12-01", "2022-02-28")
# 240 USD per PH/s and day are 0.10 USD/kWh at 100 J/TH and no overhead
DAILY = pd.Series(240.0, index=DAYS)
MONTHS = pd.to_datetime(["2021-12-01", "2022-01-01", "2022-02-01"])


def cost(low, high=None):
    return pd.DataFrame({"low": low, "high": high or low}, index=MONTHS)


def test_margin_is_earnings_less_cost():
    left = machines.margins(DAILY, {"old": 100.0}, 1.0, cost([0.04, 0.04, 0.04]))
    assert left["earned"].tolist() == approx([0.10] * 3)
    assert left["left_low"].tolist() == approx([0.06] * 3)


def test_margin_of_an_unsure_fee_has_two_ends():
    left = machines.margins(DAILY, {"old": 100.0}, 1.0, cost([0.04] * 3, [0.12] * 3))
    assert left["left_low"].tolist() == approx([-0.02] * 3)
    assert left["left_high"].tolist() == approx([0.06] * 3)


def test_a_month_that_the_series_does_not_end_is_left_out():
    left = machines.margins(DAILY[:"2022-02-10"], {"old": 100.0}, 1.0, cost([0.04] * 3))
    assert left["month"].max() == pd.Timestamp("2022-01-01")


def test_last_paid_is_the_last_sure_month():
    left = machines.margins(
        DAILY, {"old": 100.0}, 1.0, cost([0.04, 0.09, 0.04], [0.04, 0.09, 0.11])
    )
    assert machines.last_paid(left, "old")["month"] == pd.Timestamp("2022-01-01")


def test_a_machine_that_never_paid_has_no_last_month():
    left = machines.margins(DAILY, {"old": 100.0}, 1.0, cost([0.2] * 3))
    assert machines.last_paid(left, "old") is None


def test_paid_days_are_counted_within_whole_years():
    days = pd.date_range("2021-01-01", "2023-06-30")
    daily = pd.Series(240.0, index=days).where(days.year != 2022, 120.0)
    model = pd.DataFrame({"model": ["m"], "efficiency_j_th": [100.0]})
    months = pd.date_range("2021-01-01", "2023-06-01", freq="MS")
    # 100 J/TH breaks even at 0.10 USD/kWh in 2021 and at 0.05 in 2022; 2023 is not whole
    price = pd.DataFrame({"low": 0.07, "high": 0.5}, index=months)
    paid = machines.paid_days(daily, model.assign(released=RELEASED), 1.0, price)
    assert paid[["year", "paid_days", "paid_share"]].to_numpy().tolist() == [
        [2021, 365, 1.0],
        [2022, 0, 0.0],
    ]


def test_the_year_of_its_release_does_not_count():
    days = pd.date_range("2020-01-01", "2021-12-31")
    price = pd.DataFrame({"low": 0.07}, index=pd.date_range("2020-01-01", "2021-12-01", freq="MS"))
    model = pd.DataFrame({"model": ["m"], "efficiency_j_th": [100.0], "released": [RELEASED]})
    paid = machines.paid_days(pd.Series(240.0, index=days), model, 1.0, price)
    assert paid["year"].tolist() == [2021]


def test_an_unknown_machine_is_named():
    with pytest.raises(QantarError, match=r"Antminer S99.*asics\.csv"):
        machines.machine_rows(data.load("asics"), ["Antminer S99"])


@pytest.mark.parametrize(
    ("last", "told"), [(None, "never"), ("2022-05", "once"), ("2026-05", "still")]
)
def test_a_machine_paid_never_once_or_still(last, told):
    value = None if last is None else 0.05
    figures = {
        "mining.last_paid_old": Figure(
            "mining.last_paid_old", value, "USD/kWh", last or "2026-05", (), "w"
        ),
        "mining.breakeven_old_latest": Figure(
            "mining.breakeven_old_latest", 0.01, "USD/kWh", "2026-05", (), "w"
        ),
    }
    assert machines.paid(figures, "old") == told


def test_months_lost_are_counted_at_the_lowest_fee_within_a_year():
    months = pd.date_range("2021-01-01", "2022-03-01", freq="MS")
    left = pd.DataFrame({"machine": "new", "month": months, "left_low": -0.1, "left_high": 0.01})
    left.loc[[0, 5, 13], "left_high"] = -0.01  # January 2021 lies over a year back
    assert machines.months_lost(left, "new") == 2


@pytest.mark.parametrize(("old", "lost", "told"), [
    ("2022-05", 3, "lost"), ("2022-05", 0, "once"), ("2026-05", 3, "still"),
])  # fmt: skip
def test_a_loss_is_told_only_where_the_old_machine_stopped(old, lost, told):
    figures = {
        name: Figure(name, value, "w", as_of, (), "w")
        for name, value, as_of in (
            ("mining.last_paid_old", 0.05, old),
            ("mining.breakeven_old_latest", 0.01, "2026-05"),
            ("mining.months_lost_new", lost, "2026-05"),
        )
    }
    assert machines.told(figures) == told
