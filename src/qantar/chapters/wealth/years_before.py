"""The years before January 2022: pay, prices, debt and protests."""

from collections.abc import Sequence

import pandas as pd

from qantar.chapters.wealth.gas import ends
from qantar.report.lookup import number_where, rows_where
from qantar.report.register import Computed

COUNTRY = "Kazakhstan"
TRACKER = "Central Asia Protest Tracker"
DAYS_PER_MONTH = 30.4375


def per_month(trackers: pd.DataFrame, tracker: str, measure: str) -> pd.DataFrame:
    """A tracker's counts a month: first_day, last_day, low, high; one row a period.

    trackers: table protest_trackers. Counts of different trackers are never joined: they count by
    other rules, and one period may be collected looking back and the next as it happens.
    """
    rows = rows_where(trackers, tracker=tracker, measure=measure, place=COUNTRY)
    frame = rows[["first_day", "last_day", "low", "high"]].reset_index(drop=True)
    months = ((frame["last_day"] - frame["first_day"]).dt.days + 1) / DAYS_PER_MONTH
    return frame.assign(low=frame["low"] / months, high=frame["high"] / months)


def score_over_time(
    mobilisation: pd.DataFrame,
    country: str,
    peers: Sequence[str],
    names: dict[str, str],
    first: int,
) -> pd.DataFrame:
    """V-Dem's score of mass mobilisation of a country and its peers: name, year, score."""
    group = mobilisation["iso3"].isin([country, *peers]) & mobilisation["year"].ge(first)
    rows = mobilisation[group].reset_index(drop=True)
    return rows.assign(name=rows["iso3"].map(names))[["name", "year", "score"]]


def jump(mobilisation: pd.DataFrame, country: str, year: int) -> tuple[float | None, float | None]:
    """The score of `year` and of the year after; None where it is missing."""
    return (
        number_where(mobilisation, "score", iso3=country, year=year),
        number_where(mobilisation, "score", iso3=country, year=year + 1),
    )


def living_standards(table: pd.DataFrame) -> dict[str, Computed]:
    """Wages, incomes, prices and debt before January 2022, as published."""
    published = table.set_index(["region", "measure", "period"])["low"]
    newest = published[COUNTRY]
    return {
        "living.real_wage": newest["real_wage", "2021-Q4"],
        "living.real_income": newest["real_income", "2021-05"],
        "living.food_prices": newest["food_prices", "2021-08"],
        "living.food_prices_after": newest["food_prices", "2022-12"],
        "living.inflation_peak": newest["consumer_prices", "2021-10"],
        "living.inflation": newest["consumer_prices", "2021-12"],
        "living.food_share": newest["food_share", "2021-Q2"],
        "living.loans": newest["loans_growth", "2021"],
        "living.overdue_people": newest["overdue_people", "2022"],
        "living.much_worse": newest["economy_much_worse", "2020-12"],
        "living.much_worse_before": newest["economy_much_worse", "2020-01"],
        "living.wage_mangystau": number_where(
            table, "low", region="Mangystau", measure="wage_kzt_month"
        ),
    }


def protest_counts(trackers: pd.DataFrame) -> dict[str, Computed]:
    """Protests a month by period of one tracker, and strikes."""
    monthly = per_month(trackers, TRACKER, "protests")
    strikes = rows_where(trackers, measure="strikes").sort_values("first_day")
    periods, years = (
        [ends(row) for row in rows[["low", "high"]].to_numpy()] for rows in (monthly, strikes)
    )
    return {
        "protests.monthly_2018_2020": periods[0],
        "protests.monthly_2020": periods[1],
        "protests.monthly_2021": periods[2],
        "protests.detained_2019": number_where(trackers, "low", measure="detained"),
        "protests.strikes_before": years[0],
        "protests.strikes_2021": years[1],
    }
