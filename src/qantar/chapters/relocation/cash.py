"""Cash of one mining machine month by month: staying, leaving, selling. Every function broadcasts
over draws.

Arrays carry months on the first axis and, where several cases are valued at once, cases on the
second.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import pandas as pd

from qantar.chapters.shared.hashprice import HOURS_PER_DAY, THS_PER_PHS

DAYS_PER_MONTH = 30.4375
DAYS_PER_WEEK = 7
MONTHS_PER_YEAR = 12

Values = float | np.ndarray


@dataclass(frozen=True)
class Machine:
    """A machine: hash rate [TH/s], efficiency [J/TH], and its site's power-usage effectiveness."""

    hashrate_ths: float
    efficiency_j_th: float
    pue: float

    @property
    def power_kw(self) -> float:
        """Power of the machine itself [kW]."""
        return self.hashrate_ths * self.efficiency_j_th / 1000

    def profit_usd_day(self, hashprice: Values, tariff_usd_kwh: Values) -> Values:
        """Operating profit of a day [USD], never below zero: the machine stops when power costs
        more.

        hashprice [USD per PH/s per day], tariff (energy and fee) [USD/kWh].
        """
        revenue = self.hashrate_ths * hashprice / THS_PER_PHS
        return np.maximum(0.0, revenue - HOURS_PER_DAY * self.power_kw * self.pue * tariff_usd_kwh)


@dataclass(frozen=True)
class Stay:
    """Staying: share of the time with power, price plus fee [USD/kWh], supply by month (1 = on, 0 =
    cut off).

    tariff_usd_kwh and supply are scalars or one value a month.
    """

    uptime: Values
    tariff_usd_kwh: Values
    supply: Values = 1.0


@dataclass(frozen=True)
class Leave:
    """Leaving: uptime and tariff abroad, idle weeks, share lost on the way, cost and duty per
    machine.
    """

    uptime: Values
    tariff_usd_kwh: Values
    idle_weeks: Values
    loss: Values
    cost_usd: Values
    duty_usd: float = 0.0


def discount_factors(months: int, annual_rate: float) -> np.ndarray:
    """``(1 + r)^{-(m+1)/12}`` for m = 0 … months − 1; shape (months,)."""
    return (1 + annual_rate) ** (-np.arange(1, months + 1) / MONTHS_PER_YEAR)


def expected_hashprice(start: float, decay: Values, months: int) -> np.ndarray:
    """``start · (1 − decay)^m``; shape (months,) or (months, cases)."""
    decay = np.asarray(decay, dtype=float)
    steps = np.ones((months, *decay.shape)) * (1 - decay)
    steps[0] = start
    return np.multiply.accumulate(steps, axis=0)


def month_index(days: pd.DatetimeIndex, start: pd.Timestamp) -> np.ndarray:
    """Which month of 30.4375 days after `start` each day falls in; negative before it."""
    return np.floor((days - start) / pd.Timedelta(days=DAYS_PER_MONTH)).astype(int)


def monthly_path(daily: pd.Series, start: pd.Timestamp, months: int) -> np.ndarray | None:
    """Mean of a daily series in each month after `start`, shape (months,); None where it ends
    too early.
    """
    last_day = start + pd.Timedelta(days=DAYS_PER_MONTH * months)
    if daily.index.min() > start or daily.index.max() < last_day - pd.Timedelta(days=1):
        return None
    means = daily.groupby(month_index(daily.index, start)).mean()
    return means.loc[0 : months - 1].to_numpy(float)


def stay_months(
    machine: Machine, stay: Stay, hashprice: np.ndarray, annual_rate: float
) -> Iterator[Values]:
    """Discounted cash of each month of staying [USD]."""
    months = len(hashprice)
    supply = np.broadcast_to(stay.supply, months)
    tariff = _by_month(stay.tariff_usd_kwh, months)
    factors = discount_factors(months, annual_rate)
    for price, cost, on, factor in zip(hashprice, tariff, supply, factors, strict=True):
        yield stay.uptime * on * machine.profit_usd_day(price, cost) * DAYS_PER_MONTH * factor


def leave_months(
    machine: Machine, leave: Leave, hashprice: np.ndarray, annual_rate: float
) -> Iterator[Values]:
    """Discounted operating cash of each month after leaving [USD], before the cost of the move."""
    kept = leave.uptime * (1 - np.asarray(leave.loss))
    idle_days = DAYS_PER_WEEK * np.asarray(leave.idle_weeks)
    factors = discount_factors(len(hashprice), annual_rate)
    for month, (price, factor) in enumerate(zip(hashprice, factors, strict=True)):
        days = np.clip(DAYS_PER_MONTH * (month + 1) - idle_days, 0.0, DAYS_PER_MONTH)
        yield kept * machine.profit_usd_day(price, leave.tariff_usd_kwh) * days * factor


def npv_stay(
    machine: Machine,
    stay: Stay,
    hashprice: np.ndarray,
    annual_rate: float,
    residual_usd: float = 0.0,
) -> Values:
    """Net present value of staying [USD]: discounted monthly cash and residual value of the
    machine.
    """
    months = len(hashprice)
    operating = sum(stay_months(machine, stay, hashprice, annual_rate))
    return operating + residual_usd * (1 + annual_rate) ** (-months / MONTHS_PER_YEAR)


def npv_leave(
    machine: Machine,
    leave: Leave,
    hashprice: np.ndarray,
    annual_rate: float,
    residual_usd: float = 0.0,
) -> Values:
    """Net present value of leaving [USD]: cash and residual value of the machines that arrive, less
    the move.

    The cost of the move and the duty are paid at the start, for lost machines too.
    """
    months = len(hashprice)
    operating = sum(leave_months(machine, leave, hashprice, annual_rate))
    residual = (
        residual_usd
        * (1 + annual_rate) ** (-months / MONTHS_PER_YEAR)
        * (1 - np.asarray(leave.loss))
    )
    return operating + residual - leave.cost_usd - leave.duty_usd


def breakeven_uptime(
    machine: Machine,
    stay: Stay,
    value_of_leaving: Values,
    hashprice: np.ndarray,
    annual_rate: float,
    residual_usd: float = 0.0,
) -> Values:
    """Uptime at which staying is worth `value_of_leaving`; it may fall outside [0, 1].

    Infinite (or NaN, where leaving is worth nothing too) if staying earns nothing at any uptime.
    """
    full = Stay(1.0, stay.tariff_usd_kwh, stay.supply)
    operating = npv_stay(machine, full, hashprice, annual_rate)
    residual = npv_stay(machine, full, hashprice, annual_rate, residual_usd) - operating
    with np.errstate(divide="ignore", invalid="ignore"):
        return (np.asarray(value_of_leaving) - residual) / operating


def _by_month(values: Values, months: int) -> np.ndarray:
    """One entry a month: a series of `months` values as it is, anything else repeated."""
    array = np.asarray(values, dtype=float)
    if array.ndim and len(array) == months:
        return array
    return np.broadcast_to(array, (months, *array.shape))
