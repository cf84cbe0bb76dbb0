"""The years before January 2022: pay, prices, debt and protests."""

from collections.abc import Sequence

import pandas as pd

from qantar.chapters.wealth.gas import ends
from qantar.report.register import Computed

COUNTRY = "Kazakhstan"
TRACKER = "Central Asia Protest Tracker"
DAYS_PER_MONTH = 30.4375


def per_month(trackers: pd.DataFrame, tracker: str, measure: str) -> pd.DataFrame:
    """A tracker's counts a month: first_day, last_day, low, high; one row a period.

    trackers: table protest_trackers. Counts of different trackers are never joined: they count by
    other rules, and one period may be collected looking back and the next as it happens.
    """
    own = trackers["tracker"].eq(tracker) & trackers["measure"].eq(measure)
    rows = trackers[own & trackers["place"].eq(COUNTRY)]
    first, last = (pd.to_datetime(rows[column]) for column in ("first_day", "last_day"))
    months = ((last - first).dt.days + 1) / DAYS_PER_MONTH
    return pd.DataFrame(
        {
            "first_day": first,
            "last_day": last,
            "low": rows["low"] / months,
            "high": rows["high"] / months,
        }
    ).reset_index(drop=True)


def score_over_time(
    mobilisation: pd.DataFrame,
    country: str,
    peers: Sequence[str],
    names: dict[str, str],
    first: int,
) -> pd.DataFrame:
    """V-Dem's score of mass mobilisation of a country and its peers: name, year, score."""
    group = mobilisation["iso3"].isin([country, *peers]) & mobilisation["year"].ge(first)
    rows = mobilisation[group]
    return rows.assign(name=rows["iso3"].map(names))[["name", "year", "score"]].reset_index(
        drop=True
    )


def jump(mobilisation: pd.DataFrame, country: str, year: int) -> tuple[float | None, float | None]:
    """The score of `year` and of the year after; None where it is missing."""
    own = mobilisation[mobilisation["iso3"] == country].set_index("year")["score"]
    before, after = (float(own[when]) if when in own.index else None for when in (year, year + 1))
    return before, after


def living_standards(table: pd.DataFrame) -> dict[str, Computed]:
    """Wages, incomes, prices and debt before January 2022, as published."""
    newest = table[table["region"] == COUNTRY].set_index(["measure", "period"])["low"]
    wages = table[table["measure"] == "wage_kzt_month"].set_index("region")["low"]
    return {
        "living.real_wage": float(newest["real_wage", "2021-Q4"]),
        "living.real_income": float(newest["real_income", "2021-05"]),
        "living.food_prices": float(newest["food_prices", "2021-08"]),
        "living.food_prices_after": float(newest["food_prices", "2022-12"]),
        "living.inflation_peak": float(newest["consumer_prices", "2021-10"]),
        "living.inflation": float(newest["consumer_prices", "2021-12"]),
        "living.food_share": float(newest["food_share", "2021-Q2"]),
        "living.loans": float(newest["loans_growth", "2021"]),
        "living.overdue_people": float(newest["overdue_people", "2022"]),
        "living.much_worse": float(newest["economy_much_worse", "2020-12"]),
        "living.much_worse_before": float(newest["economy_much_worse", "2020-01"]),
        "living.wage_mangystau": float(wages["Mangystau"]),
    }


def protest_counts(trackers: pd.DataFrame) -> dict[str, Computed]:
    """Protests a month by period of one tracker, and strikes."""
    monthly = per_month(trackers, TRACKER, "protests")
    strikes = trackers[trackers["measure"] == "strikes"].sort_values("first_day")
    found = [ends(row) for row in monthly[["low", "high"]].to_numpy()]
    return {
        "protests.monthly_2018_2020": found[0],
        "protests.monthly_2020": found[1],
        "protests.monthly_2021": found[2],
        "protests.detained_2019": int(trackers.query("measure == 'detained'")["low"].iloc[0]),
        "protests.strikes_before": ends(strikes.iloc[0][["low", "high"]]),
        "protests.strikes_2021": ends(strikes.iloc[1][["low", "high"]]),
    }
