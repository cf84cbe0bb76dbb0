"""Later counts of mining in one measure, against sums done by hand."""

import pandas as pd
import pytest
from pytest import approx

from qantar.chapters.mining import estimates

FLEET = estimates.Fleet(later_j_th=20.0, spread=0.5, pue=1.0)
DAYS = pd.date_range("2022-01-01", "2024-12-31")
NETWORK = estimates.Network(
    hashprice=pd.Series(50.0, index=DAYS),
    hashrate=pd.Series(200.0, index=DAYS),
    efficiency=pd.Series(40.0, index=DAYS[DAYS < "2023-01-01"]),
)


@pytest.fixture
def fees():
    rows = [("KAZ", "2022-01-01", "2022-12-31", "flat", None, 2.0)]
    columns = ["iso3", "valid_from", "valid_to", "basis", "price_from_kzt_kwh", "fee_kzt_kwh"]
    frame = pd.DataFrame(rows, columns=columns)
    return frame.assign(
        valid_from=pd.to_datetime(frame["valid_from"]), valid_to=pd.to_datetime(frame["valid_to"])
    )


def count(unit, low, high=None, start="2024-03-01", end="2024-03-31", **other):
    row = {
        "estimate": f"{unit}-{low}",
        "iso3": "KAZ",
        "period_start": pd.Timestamp(start),
        "period_end": pd.Timestamp(end),
        "earliest_end": pd.NaT,
        "publisher": "Somebody",
        "counts": "something",
        "unit": unit,
        "low": low,
        "high": low if high is None else high,
        "of_ehs": float("nan"),
        "floor": False,
        "on_map": False,
    }
    return {**row, **other}


def measured(fees, *rows):
    return estimates.converted(pd.DataFrame(rows), NETWORK, fees, FLEET)


def ends(row, measure):
    return [row[f"{measure}_{end}{estimates.MEASURES[measure]}"] for end in ("low", "high")]


def test_a_share_is_of_the_networks_hash_rate(fees):
    row = measured(fees, count("share", 0.05)).iloc[0]
    assert ends(row, "hashrate") == approx([10, 10])
    # 10 EH/s of machines of 10 to 30 J/TH
    assert ends(row, "load") == approx([100, 300])


def test_a_share_of_a_sample_is_not_of_the_world(fees):
    row = measured(fees, count("share", 0.10, of_ehs=50.0)).iloc[0]
    assert ends(row, "hashrate") == approx([5, 5])
    assert ends(row, "share") == approx([0.025, 0.025])


def test_coins_are_divided_by_the_hashprice_of_their_days(fees):
    # 31 days at 50 USD per PH/s: 1 EH/s earns 1.55 million
    row = measured(fees, count("USD", 3.1e6)).iloc[0]
    assert ends(row, "hashrate") == approx([2, 2])


def test_power_bought_is_spread_over_its_hours(fees):
    row = measured(fees, count("GWh a month", 7.44, 14.88)).iloc[0]
    assert ends(row, "load") == approx([10, 20])
    # the least power in the hungriest machines, the most in the most frugal
    assert ends(row, "hashrate") == approx([10 / 30, 20 / 10])


def test_power_of_several_months_is_a_monthly_mean(fees):
    row = measured(fees, count("GWh a month", 7.32, end="2024-04-30")).iloc[0]
    assert ends(row, "load") == approx([10, 10])


def test_a_fee_paid_is_divided_by_the_fee_in_force(fees):
    # 2 tenge a kWh: 17.52 million tenge are 8,760 MWh
    row = measured(fees, count("KZT", 17.52e6, start="2022-01-01", end="2022-12-31")).iloc[0]
    assert ends(row, "load") == approx([1, 1])
    # the index's machine of 40 J/TH, not the later one
    assert ends(row, "hashrate") == approx([1 / 60, 1 / 20])


def test_an_open_end_gives_the_higher_load(fees):
    year = {"start": "2022-01-01", "end": "2022-12-31"}
    row = measured(
        fees, count("KZT", 17.52e6, earliest_end=pd.Timestamp("2022-07-01"), **year)
    ).iloc[0]
    assert ends(row, "load") == approx([1, 8760 / (182 * 24)])


def test_a_count_of_firms_has_no_measure(fees):
    row = measured(fees, count("firms", 45)).iloc[0]
    assert row[["share_low", "hashrate_low_ehs", "load_low_mw"]].isna().all()
    assert estimates.summary(measured(fees, count("firms", 45))).empty


def test_hash_rate_of_a_day_is_its_months_mean(fees):
    one = NETWORK.hashrate.copy()
    one["2024-03-15"] = 31 * 200.0
    network = NETWORK._replace(hashrate=one)
    row = count("share", 0.01, start="2024-03-15", end="2024-03-15")
    found = estimates.converted(pd.DataFrame([row]), network, fees, FLEET).iloc[0]
    assert ends(found, "hashrate") == approx([0.01 * (30 * 200 + 31 * 200) / 31] * 2)


def test_latest_leaves_out_floors_old_words_and_the_map(fees):
    rows = [
        count("share", 0.01, start="2022-01-01", end="2022-01-31"),
        count("share", 0.02, start="2024-02-01", end="2024-02-29"),
        count("share", 0.03, start="2024-06-01", end="2024-06-30", floor=True),
        count("share", 0.04, start="2024-07-01", end="2024-07-31", on_map=True),
    ]
    assert estimates.latest(measured(fees, *rows))["low"].tolist() == [0.02]


def own(share, hashrate):
    month = pd.to_datetime(["2021-10-01"])
    return pd.DataFrame({"month": month, "share": [share], "hashrate_ehs": [hashrate]})


@pytest.mark.parametrize(
    ("share", "hashrate", "now", "fell"),
    [
        (0.20, 20.0, 0.05, True),  # 10 of 20 EH/s left, a quarter of the share
        (0.20, 9.0, 0.05, False),  # the hash rate grew
        (0.08, 20.0, 0.05, False),  # most of the share is left
        (0.20, 41.0, 0.05, False),  # both fell about alike
    ],
)
def test_collapse_is_a_share_that_fell_much_further(fees, share, hashrate, now, fell):
    left = estimates.left_of_peak(own(share, hashrate), measured(fees, count("share", now)))
    assert estimates.collapsed(left) == fell


def test_one_count_that_differs_denies_the_collapse(fees):
    later = measured(fees, count("share", 0.05), count("share", 0.15))
    assert not estimates.collapsed(estimates.left_of_peak(own(0.20, 20.0), later))


def test_no_map_or_no_count_is_no_collapse(fees):
    later = measured(fees, count("share", 0.05))
    nothing = own(0.2, 20.0).iloc[:0]
    assert not estimates.collapsed(estimates.left_of_peak(nothing, later))
    assert not estimates.collapsed(estimates.left_of_peak(own(0.2, 20.0), later.iloc[:0]))


def test_share_line_puts_the_map_before_the_counts(fees):
    line = estimates.share_line(own(0.2, 20.0), measured(fees, count("share", 0.05)))
    assert line["mapped"].tolist() == [True, False]
    assert line["share_high"].tolist() == [0.2, 0.05]


def test_summary_says_what_is_a_floor_and_what_rests_on_the_map(fees):
    rows = [count("share", 0.05), count("EH/s", 2, floor=True), count("share", 0.04, on_map=True)]
    told = estimates.summary(measured(fees, *rows))
    assert sorted(told["Kind"]) == ["floor", "on the map", "whole"]
    assert "≥ 2" in told["EH/s"].tolist()


@pytest.mark.parametrize(
    ("floor", "kind", "told"),
    [(True, "heatmap", True), (False, "heatmap", False), (True, "auctions", False)],
)
def test_floors_are_lowest_only_below_an_unexplained_count(fees, floor, kind, told):
    low = count("EH/s", 1.0, floor=floor, kind="statistics")
    later = measured(fees, low, count("EH/s", 20.0, kind=kind, floor=kind == "auctions"))
    assert estimates.floors_are_lowest(later) is told


def test_counts_of_other_years_leave_no_lowest(fees):
    old = count("EH/s", 1.0, start="2022-03-01", end="2022-03-31", floor=True, kind="firm")
    assert not estimates.floors_are_lowest(measured(fees, old))


@pytest.mark.parametrize(("bought_gwh", "elsewhere"), [(30.0, True), (150.0, False)])
def test_most_runs_elsewhere_only_above_twice_what_was_bought(fees, bought_gwh, elsewhere):
    later = measured(fees, count("EH/s", 20.0), count("GWh a month", bought_gwh))
    names = (f"EH/s-{20.0}", f"GWh a month-{bought_gwh}")
    assert estimates.mostly_elsewhere(later, *names) is elsewhere
    assert not estimates.mostly_elsewhere(later, "EH/s-20.0", "not held")
