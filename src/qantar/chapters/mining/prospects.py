"""What the outlook sets on one axis of time: the shortage of power and its price."""

import pandas as pd

from qantar.chapters.shared import tariffs
from qantar.report.lookup import rows_where

MINER = "miner"  # the kind of a price that miners paid
HOME_PRICES = (MINER, "retail", "business")


def peak_deficits(power_peaks: pd.DataFrame, iso3: str) -> pd.DataFrame:
    """What the grid lacked at each winter's peak: date, kind, deficit_low_mw, deficit_high_mw.

    power_peaks: the table of that name; its period is an ISO day, a month or a span of months,
    which is dated by its middle.
    """
    own = power_peaks[power_peaks["iso3"] == iso3]
    ends = own["period"].str.split("/", expand=True).reindex(columns=[0, 1])
    first = pd.to_datetime(ends[0], format="ISO8601")
    last = pd.to_datetime(ends[1], format="ISO8601").fillna(first)
    dated = own.assign(date=first + (last - first) / 2)
    columns = ["date", "kind", "deficit_low_mw", "deficit_high_mw"]
    return dated.sort_values("date", ignore_index=True)[columns]


def power_prices(
    reported: pd.DataFrame, rates: pd.DataFrame, iso3: str, since: int
) -> pd.DataFrame:
    """Prices of power that texts report for a country: date, place, kind, low, high [USD/kWh].

    reported: table tariffs; rates: tenge per dollar by month (tariffs.monthly_rates). A price dated
    by its year alone stands in the middle of it.
    """
    own = rows_where(reported, iso3=iso3)
    own = own[own["kind"].isin(HOME_PRICES) & (own["year"] >= since)]
    exact = pd.to_datetime(own["as_of"], format="ISO8601", errors="coerce")
    middle = pd.to_datetime(own["year"].astype(str) + "-07-01")
    date = exact.where(own["as_of"].str.len() > 4).fillna(middle)
    per_dollar = tariffs.rate_on(rates, pd.DatetimeIndex(date)).to_numpy()
    factor = pd.Series(1 / per_dollar, own.index).where(own["currency"] == "KZT", 1.0)
    ends = own[["low", "high"]].mul(factor, axis="index")
    columns = ["date", "place", "kind", "low", "high"]
    frame = own[["place", "kind"]].assign(date=date).join(ends)[columns]
    return frame.sort_values(["date", "low"], ignore_index=True)
