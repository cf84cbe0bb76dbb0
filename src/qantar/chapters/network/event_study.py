"""Event study with a constant mean return (MacKinlay 1997), with placebo days."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from qantar.common.errors import ParameterError
from qantar.common.text import _

FED_MINUTES = "e141"


@dataclass(frozen=True)
class Study:
    """How an event study is set up: days are calendar days relative to the event day.

    ``window``: first and last day of the cumulated return; ``estimation``: days of the mean return;
    ``gap``: days left out between the estimation window and the event day; ``placebos``: number of
    placebo days.
    """

    window: tuple[int, int]
    estimation: int
    gap: int
    placebos: int = 365


def log_returns(prices: pd.Series) -> pd.Series:
    """Daily log returns ln(Pₜ/Pₜ₋₁) of prices indexed by day; the first day has none."""
    return np.log(prices / prices.shift(1)).iloc[1:]


def abnormal(returns: pd.Series, day: pd.Timestamp, study: Study) -> pd.Series:
    """Abnormal returns on the days of the window: return minus the estimation window's mean.

    Index: day relative to `day`. Raises ParameterError where the returns do not reach that far.
    """
    start = day - pd.Timedelta(days=study.gap + study.estimation)
    end = day - pd.Timedelta(days=study.gap + 1)
    first, last = (day + pd.Timedelta(days=offset) for offset in study.window)
    if returns.index.min() > start or returns.index.max() < last:
        raise ParameterError(
            _(
                "network: an event on {day:%Y-%m-%d} needs prices from {start:%Y-%m-%d} to "
                "{last:%Y-%m-%d}"
            ).format(day=day, start=start, last=last)
        )
    excess = returns.loc[first:last] - returns.loc[start:end].mean()
    return excess.set_axis(range(study.window[0], study.window[1] + 1)).rename_axis("day")


def car(returns: pd.Series, day: pd.Timestamp, study: Study) -> float:
    """Cumulated abnormal (log) return over the window."""
    return float(abnormal(returns, day, study).sum())


def placebos(returns: pd.Series, day: pd.Timestamp, study: Study) -> pd.DataFrame:
    """CAR of each placebo event day, each with its own estimation window. Columns: day, car.

    The days end `gap` + 1 days before the event; their windows overlap, so they are not
    independent.
    """
    last = day - pd.Timedelta(days=study.gap + 1)
    days = pd.date_range(end=last, periods=study.placebos)
    return pd.DataFrame({"day": days, "car": [car(returns, each, study) for each in days]})


def placebo_p(observed: float, cars: pd.Series) -> float:
    """Lower-tail placebo p-value (k + 1)/(n + 1), k = placebo CARs at or below the observed one."""
    return float((cars <= observed).sum() + 1) / (len(cars) + 1)


def fed_minutes(events: pd.DataFrame) -> pd.Timestamp:
    """When the Federal Reserve published its minutes (UTC), from the events table."""
    row = events.set_index("event_id").loc[FED_MINUTES]
    return pd.Timestamp(f"{row['start_date']}T{row['start_time_utc']}")


def prices_around(daily: pd.DataFrame, day: pd.Timestamp) -> pd.DataFrame:
    """Prices from three days before `day` to six after. Columns: time (UTC), price_usd.

    The table's price of a day is that of the following midnight.
    """
    days = daily["date"].between(day - pd.Timedelta(days=3), day + pd.Timedelta(days=6))
    shown = daily.loc[days].dropna(subset=["price_usd"])
    time = shown["date"] + pd.Timedelta(days=1)
    return pd.DataFrame({"time": time, "price_usd": shown["price_usd"]}).reset_index(drop=True)
