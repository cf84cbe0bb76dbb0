"""What was known on the day of the decision: hashprice, its past falls, prices of machines."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from qantar.chapters.relocation.parameters import RelocationParameters
from qantar.chapters.shared import hashprice, tariffs
from qantar.common.errors import QantarError
from qantar.report.chapter import Tables

DAYS_PER_MONTH = 30.4375
DAYS_BEFORE = 30  # of the mean hashprice from which the path starts
LISTING_MONTHS = 3  # a sale takes weeks: how long after the decision a listing may be
_FALLS = np.linspace(-0.5, 0.99, 2981)  # grid on which a constant fall is looked up


@dataclass(frozen=True)
class Market:
    """The market on the day of the decision.

    hashprice [USD per PH/s per day]: mean of the 30 days before; falls: constant monthly falls
    known then, ascending; asking_usd_ths: low, median, high price of machines and listing_month;
    kzt_per_usd: rate of the month; declared_share: see `declared_share`; realised: hashprice by
    month that came, None where the table ends before the horizon.
    """

    hashprice: float
    falls: np.ndarray
    asking_usd_ths: tuple[float, float, float]
    listing_month: pd.Timestamp
    kzt_per_usd: float
    declared_share: float | None
    realised: np.ndarray | None


def market(tables: Tables, p: RelocationParameters) -> Market:
    """The market on ``p.start_day``; raises QantarError, one line, where a table lacks that day."""
    start = pd.Timestamp(p.start_day)
    daily = hashprice.daily_hashprice(tables.network_daily)
    known = daily[daily.index < start]
    before = known[known.index >= start - pd.Timedelta(days=DAYS_BEFORE)]
    if len(before) < DAYS_BEFORE or start > daily.index.max():
        raise QantarError(
            f"relocation: start_day {p.start_day} should lie between "
            f"{daily.index.min() + pd.Timedelta(days=DAYS_BEFORE):%Y-%m-%d} and "
            f"{daily.index.max():%Y-%m-%d}, the days of data/network_daily.csv"
        )
    falls = known_falls(known, p.horizon_months)
    if p.decay_source == "history" and len(falls) == 0:
        raise QantarError(
            f"relocation: on {p.start_day} no {p.horizon_months}-month fall was known yet "
            "(data/network_daily.csv); set decay_source to 'assumption'"
        )
    listing = _listing(tables.asic_prices, p, start)
    return Market(
        hashprice=float(before.mean()),
        falls=falls,
        asking_usd_ths=(
            float(listing["low_usd_ths"]),
            float(listing["median_usd_ths"]),
            float(listing["high_usd_ths"]),
        ),
        listing_month=listing["month"],
        kzt_per_usd=_rate(tables.exchange_rate, start),
        declared_share=declared_share(tables.mining_reported, p.country),
        realised=monthly_path(daily, start, p.horizon_months),
    )


def known_falls(known: pd.Series, months: int) -> np.ndarray:
    """Constant monthly falls of the hashprice over every past span of `months`, ascending.

    The fall of a span is the one whose path, begun at the mean of the 30 days before, pays the same
    in all as the days that came. known: hashprice by date, none after the decision.
    """
    days = round(DAYS_PER_MONTH * months)
    first = known.rolling(DAYS_BEFORE).mean()
    later = known[::-1].rolling(days).mean()[::-1].shift(-1)
    return np.sort(fall_of((later / first).dropna().to_numpy(), months))


def fall_of(paid: float | np.ndarray, months: int) -> float | np.ndarray:
    """The constant monthly fall whose path pays `paid` times its first value, on the mean."""
    means = (1 - _FALLS[:, None]) ** np.arange(months)
    return np.interp(paid, means.mean(axis=1)[::-1], _FALLS[::-1])


def constant_fall(start: float, fall: float | np.ndarray, months: int) -> np.ndarray:
    """``start · (1 − fall)^m`` for m = 0 … months − 1; shape (months,) or (months, draws)."""
    fall = np.asarray(fall, dtype=float)
    steps = np.ones((months, *fall.shape)) * (1 - fall)
    steps[0] = start
    return np.multiply.accumulate(steps, axis=0)


def monthly_path(daily: pd.Series, start: pd.Timestamp, months: int) -> np.ndarray | None:
    """Mean of a daily series in each month of 30.4375 days from `start` on, shape (months,).

    None where the series ends before the last month does.
    """
    end = start + pd.Timedelta(days=DAYS_PER_MONTH * months)
    if daily.index.max() < end - pd.Timedelta(days=1):
        return None
    month = np.floor((daily.index - start) / pd.Timedelta(days=DAYS_PER_MONTH)).astype(int)
    return daily.groupby(month).mean().loc[0 : months - 1].to_numpy(float)


def declared_share(reported: pd.DataFrame, iso3: str) -> float | None:
    """Power that miners paid the fee for in the first quarter of 2022, over the rest of the year.

    reported: table mining_reported (fee receipts); one tenge stood for one kilowatt-hour in 2022.
    None for a country without such receipts.
    """
    year, quarter = (
        tariffs.fee_receipts_kzt(reported, iso3, period) for period in ("2022", "2022Q1")
    )
    if year is None or quarter is None:
        return None
    return (quarter / 90) / ((year - quarter) / 275)


def _listing(prices: pd.DataFrame, p: RelocationParameters, start: pd.Timestamp) -> pd.Series:
    """The row of table asic_prices for the machine's efficiency in the first month from `start`."""
    efficiency = p.machine_efficiency_j_th
    above = prices["tier_from_j_th"] <= efficiency
    below = prices["tier_below_j_th"].fillna(np.inf) > efficiency
    tier = prices[above & below].sort_values("month")
    first = start.to_period("M").to_timestamp()
    last = first + pd.DateOffset(months=LISTING_MONTHS)
    rows = tier[tier["month"].between(first, last)]
    if rows.empty:
        raise QantarError(
            f"relocation: data/asic_prices.csv lists no machine of {efficiency:g} J/TH from "
            f"{first:%Y-%m} to {last:%Y-%m}; months with listings: "
            f"{', '.join(tier['month'].dt.strftime('%Y-%m')) or 'none'}"
        )
    return rows.iloc[0]


def _rate(exchange_rate: pd.DataFrame, start: pd.Timestamp) -> float:
    """Tenge per dollar in the month of the decision."""
    rates, month = tariffs.monthly_rates(exchange_rate), start.to_period("M").to_timestamp()
    if month not in rates.index:
        raise QantarError(f"relocation: data/exchange_rate.csv has no rate for {month:%Y-%m}")
    return float(rates.loc[month, "kzt_per_usd"])
