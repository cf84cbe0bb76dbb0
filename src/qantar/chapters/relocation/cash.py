"""Cash of a machine month by month, wherever it stands.

Staying and leaving are the same calculation with other terms. Values broadcast over draws: months
lie on the first axis, draws on the second.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import pandas as pd

from qantar.chapters.relocation.market import DAYS_PER_MONTH
from qantar.chapters.shared.hashprice import HOURS_PER_DAY, THS_PER_PHS

DAYS_PER_WEEK = 7
MONTHS_PER_YEAR = 12

Values = float | np.ndarray


@dataclass(frozen=True)
class Machine:
    """A machine: hash rate [TH/s] and efficiency [J/TH]."""

    hashrate_ths: float
    efficiency_j_th: float

    @property
    def power_kw(self) -> float:
        """Power of the machine itself [kW]."""
        return self.hashrate_ths * self.efficiency_j_th / 1000

    def revenue_usd_day(self, hashprice: Values) -> Values:
        """What the machine earns in a day of running [USD]; hashprice [USD per PH/s per day]."""
        return self.hashrate_ths * hashprice / THS_PER_PHS


@dataclass(frozen=True)
class Supply:
    """Power: share of the time, price [USD/kWh], and kWh billed for each kWh of the machine."""

    uptime: Values
    tariff_usd_kwh: Values
    overhead: float = 1.0


@dataclass(frozen=True)
class Plan:
    """A machine's terms: supply, another supply in the first months, and what a move costs.

    kept: share of machines that arrive; upfront_usd: paid at the start, for lost machines too.
    """

    supply: Supply
    early: Supply | None = None
    early_months: int = 0
    idle_weeks: Values = 0.0
    kept: Values = 1.0
    upfront_usd: Values = 0.0

    def supply_in(self, month: int) -> Supply:
        """The supply of a month, counted from 0."""
        return self.early if self.early and month < self.early_months else self.supply


def profit_usd_day(machine: Machine, supply: Supply, hashprice: Values) -> Values:
    """Profit of a day with power [USD], never below zero: a machine that loses is switched off."""
    billed_kwh = HOURS_PER_DAY * machine.power_kw * supply.overhead
    revenue = machine.revenue_usd_day(hashprice)
    return np.maximum(0.0, revenue - billed_kwh * np.asarray(supply.tariff_usd_kwh))


def months_of(plan: Plan, machine: Machine, path: np.ndarray) -> Iterator[Values]:
    """Cash of each month of a plan [USD per machine], before discounting and upfront costs.

    path: hashprice by month, shape (months,) or (months, draws).
    """
    idle_days = DAYS_PER_WEEK * np.asarray(plan.idle_weeks)
    for month, price in enumerate(path):
        supply = plan.supply_in(month)
        days = np.clip(DAYS_PER_MONTH * (month + 1) - idle_days, 0.0, DAYS_PER_MONTH)
        yield days * supply.uptime * plan.kept * profit_usd_day(machine, supply, price)


def discount_factors(months: int, annual_rate: float) -> np.ndarray:
    """``(1 + r)^{-(m+1)/12}`` for m = 0 … months − 1; shape (months,)."""
    return (1 + annual_rate) ** (-np.arange(1, months + 1) / MONTHS_PER_YEAR)


def value(
    plan: Plan, machine: Machine, path: np.ndarray, residual_usd: Values, annual_rate: float
) -> Values:
    """Net present value of a plan [USD per machine]: cash of its months, and what the machine still
    sells for at the end (`residual_usd`), less what is paid at the start.
    """
    factors = discount_factors(len(path), annual_rate)
    cash = sum(month * f for month, f in zip(months_of(plan, machine, path), factors, strict=True))
    return cash + residual_usd * factors[-1] * plan.kept - plan.upfront_usd


def by_month(plan: Plan, machine: Machine, path: np.ndarray, annual_rate: float) -> pd.DataFrame:
    """One plan by month, per machine: month (from 0), hashprice, uptime, cash_usd, present_usd."""
    supplies = [plan.supply_in(month) for month in range(len(path))]
    cash = np.array(list(months_of(plan, machine, path)), dtype=float)
    return pd.DataFrame(
        {
            "month": range(len(path)),
            "hashprice": path,
            "uptime": [supply.uptime for supply in supplies],
            "tariff_usd_kwh": [supply.tariff_usd_kwh for supply in supplies],
            "cash_usd": cash,
            "present_usd": cash * discount_factors(len(path), annual_rate),
        }
    )
