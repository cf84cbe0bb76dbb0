"""Hashprice, and the electricity price at which a machine earns exactly what its power costs.

Hashprice is what the mining market quotes: miner revenue per unit of hash rate and day. Break-even
is revenue per kilowatt-hour that the machine draws, overhead of its site included.
"""

from typing import TypeVar

import pandas as pd

Numbers = TypeVar("Numbers", float, pd.Series)

THS_PER_PHS = 1000
PHS_PER_EHS = 1000
HOURS_PER_DAY = 24


def daily_hashprice(network: pd.DataFrame) -> pd.Series:
    """Miner revenue of the day over mean hash rate [USD per PH/s per day], indexed by date.

    network: date, price_usd, hashrate_ehs, issuance_usd, fees_btc (table network_daily). Days
    without a hash rate are left out.
    """
    revenue_usd = network["issuance_usd"] + network["fees_btc"] * network["price_usd"]
    hashprice = revenue_usd / (network["hashrate_ehs"] * PHS_PER_EHS)
    return (
        hashprice.set_axis(pd.DatetimeIndex(network["date"]))
        .dropna()
        .sort_index()
        .rename("hashprice")
    )


def mean_over(daily: pd.Series, period: str) -> float | None:
    """Mean of a daily series over an ISO year, month or day; None without a day in it."""
    days = daily[daily.index.strftime("%Y-%m-%d").str.startswith(period)]
    return float(days.mean()) if len(days) else None


def monthly_means(daily: pd.Series) -> pd.Series:
    """Mean of a daily series by month, indexed by the month's first day."""
    return daily.groupby(daily.index.to_period("M").to_timestamp()).mean().rename_axis("month")


def whole_months(daily: pd.Series) -> pd.Series:
    """Monthly means of a daily series without a last month that it does not cover to the end."""
    monthly, last = monthly_means(daily), daily.index.max()
    return monthly if last.is_month_end else monthly[:-1]


def breakeven_usd_kwh(hashprice: Numbers, efficiency_j_th: float, pue: float) -> Numbers:
    """Electricity price [USD/kWh] at which a machine's revenue equals its power cost.

    hashprice [USD per PH/s per day], efficiency [J/TH], pue [site power over machine power];
    scalars or arrays and series that broadcast. ``b = (hashprice / 1000) / (24 · efficiency / 1000
    · pue)``.
    """
    revenue_usd_ths_day = hashprice / THS_PER_PHS
    kwh_ths_day = HOURS_PER_DAY * efficiency_j_th / 1000 * pue
    return revenue_usd_ths_day / kwh_ths_day


def whole_weeks(daily: pd.Series) -> pd.DataFrame:
    """Mean of each seven days that a daily series covers: date (the first), hashprice."""
    weekly = daily.resample("7D").agg(["mean", "count"])
    whole = weekly[weekly["count"] == 7]
    return pd.DataFrame({"date": whole.index, "hashprice": whole["mean"].to_numpy()})


def halvings(facts: pd.DataFrame, since: pd.Timestamp) -> pd.DataFrame:
    """Days since a date on which the network halved the coins of a block: date (cited facts)."""
    days = facts.loc[facts["id"].str.fullmatch(r"halving-\d+"), "date"]
    frame = pd.DataFrame({"date": pd.to_datetime(days)})
    return frame[frame["date"] >= since].reset_index(drop=True)
