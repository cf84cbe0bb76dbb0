"""The market on the day: nothing from after it is taken for known."""

import pandas as pd
import pytest
from pytest import approx

from qantar.chapters.relocation import market as model
from qantar.chapters.relocation.market import constant_fall, fall_of, known_falls, market
from qantar.chapters.relocation.parameters import RelocationParameters
from qantar.common.errors import QantarError
from qantar.report.chapter import Tables


def changed_after(tables, day):
    """The tables with every price of bitcoin after `day` tenfold."""
    network = tables.network_daily.copy()
    late = network["date"] >= pd.Timestamp(day)
    network.loc[late, ["price_usd", "issuance_usd"]] *= 10
    return Tables(**{**vars(tables), "network_daily": network})


def test_the_day_knows_no_hashprice_from_after_it(tables):
    p = RelocationParameters()
    now, later = market(tables, p), market(changed_after(tables, p.start_day), p)
    assert later.hashprice == now.hashprice
    assert later.falls.tolist() == now.falls.tolist()
    assert later.realised.mean() > 5 * now.realised.mean()


def test_a_constant_fall_is_found_again():
    for fall in (-0.05, 0.0, 0.03, 0.2):
        path = constant_fall(100.0, fall, 24)
        assert fall_of(path.mean() / 100, 24) == approx(fall, abs=1e-4)


def test_known_falls_of_a_steady_decline_are_its_rate():
    days = pd.date_range("2018-01-01", "2021-12-31")
    months = pd.Series(range(len(days)), index=days) / model.DAYS_PER_MONTH
    falls = known_falls(300 * 0.97**months, 24)
    # The mean of the 30 days before lies half a month and the path's first month half a month off.
    assert falls.min() == approx(falls.max(), abs=1e-3)
    assert falls.mean() == approx(0.03, abs=4e-3)


def test_the_middle_of_known_falls_is_what_january_2022_knew(miner):
    falls = pd.Series(miner().market.falls)
    assert falls.quantile([0.1, 0.9]).tolist() == approx([-0.016, 0.117], abs=0.02)


@pytest.mark.parametrize(
    ("values", "line"),
    [
        ({"start_day": "2017-01-05"}, "start_day 2017-01-05 should lie between 2017-01-31"),
        ({"start_day": "2035-01-01"}, "start_day 2035-01-01 should lie between"),
        ({"start_day": "2018-06-01"}, "no 24-month fall was known yet"),
        ({"start_day": "2021-08-01"}, "lists no machine of 30.5 J/TH from 2021-08 to 2021-11"),
        ({"machine_efficiency_j_th": 5.0}, "lists no machine of 5 J/TH"),
    ],
)
def test_a_day_that_the_tables_lack_is_refused_in_a_line(tables, values, line):
    with pytest.raises(QantarError, match=line) as caught:
        market(tables, RelocationParameters(**values))
    assert "\n" not in str(caught.value)


def test_a_day_in_2021_starts_from_its_own_hashprice(miner):
    early = miner(start_day="2021-03-15").market
    assert early.listing_month == pd.Timestamp("2021-03-01")
    assert early.hashprice > 1.2 * miner().market.hashprice


def test_the_declared_share_is_the_fees_of_the_quarter_over_the_rest(tables):
    assert model.declared_share(tables.mining_reported, "KAZ") == approx(
        (652 / 90) / ((3070 - 652) / 275)
    )
    assert model.declared_share(tables.mining_reported, "UZB") is None
