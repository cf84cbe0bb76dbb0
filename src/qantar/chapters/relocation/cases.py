"""The cases of the stay-or-leave choice: terms of one machine, hashprice paths, what each choice
is worth.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
import pandas as pd

from qantar.chapters.relocation.cash import (
    Leave,
    Machine,
    Stay,
    expected_hashprice,
    monthly_path,
    npv_leave,
    npv_stay,
)
from qantar.chapters.relocation.parameters import RelocationParameters
from qantar.chapters.shared import hashprice, tariffs
from qantar.common.errors import QantarError


@dataclass(frozen=True)
class Case:
    """One way to see the choice: hashprice by month, terms of staying and leaving, residual
    value [USD].
    """

    hashprice: np.ndarray
    stay: Stay
    leave: Leave
    residual_usd: float = 0.0


@dataclass(frozen=True)
class Workings:
    """What figures and charts share, each computed once from the tables and the parameters."""

    tables: Mapping[str, pd.DataFrame]
    parameters: RelocationParameters

    @cached_property
    def start(self) -> pd.Timestamp:
        """The day of the decision."""
        return pd.Timestamp(self.parameters.start_day)

    @cached_property
    def daily(self) -> pd.Series:
        """Hashprice by date [USD per PH/s per day]."""
        return hashprice.daily_hashprice(self.tables["network_daily"])

    @cached_property
    def rates(self) -> pd.DataFrame:
        """Tenge per dollar by month."""
        return tariffs.monthly_rates(self.tables["exchange_rate"])

    @cached_property
    def machine(self) -> Machine:
        """The machine of the parameters."""
        p = self.parameters
        return Machine(p.machine_hashrate_ths, p.machine_efficiency_j_th, p.pue)

    @cached_property
    def fee_usd_kwh(self) -> float:
        """The mining fee at the rate of the decision's month; QantarError where that month has
        none.
        """
        month = self.start.to_period("M").to_timestamp()
        if month not in self.rates.index:
            raise QantarError(
                f"relocation: data/exchange_rate.csv has no rate for {month:%Y-%m} (start_day)"
            )
        return self.parameters.fee_kzt_kwh / float(self.rates.loc[month, "kzt_per_usd"])

    @cached_property
    def tariff_stay(self) -> float:
        """Energy and fee at home [USD/kWh]."""
        return self.parameters.tariff_stay_usd_kwh + self.fee_usd_kwh

    @cached_property
    def first_hashprice(self) -> float:
        """Mean hashprice of the starting month; raises QantarError where the table has none."""
        month = self.parameters.hashprice_month
        mean = hashprice.mean_over(self.daily, month)
        if mean is None:
            raise QantarError(
                f"relocation: data/network_daily.csv has no day in hashprice_month {month}"
            )
        return mean

    @cached_property
    def tier_prices(self) -> pd.DataFrame:
        """Asking prices of the machine's efficiency tier, by month (rows of table asic_prices)."""
        efficiency, prices = self.parameters.machine_efficiency_j_th, self.tables["asic_prices"]
        above = prices["tier_from_j_th"] <= efficiency
        below = prices["tier_below_j_th"].isna() | (efficiency < prices["tier_below_j_th"])
        return prices[above & below].sort_values("month")

    @cached_property
    def last_asking(self) -> pd.Series:
        """Asking prices of the tier in the last month with listings."""
        return self.tier_prices.iloc[-1]

    @cached_property
    def asking(self) -> pd.Series:
        """Asking prices of the machine's tier (row of table asic_prices); raises QantarError
        where none.
        """
        p, tier = self.parameters, self.tier_prices
        row = tier[tier["month"] == f"{p.asking_month}-01"]
        if row.empty:
            known = ", ".join(sorted(tier["month"].dt.strftime("%Y-%m")))
            raise QantarError(
                "relocation: data/asic_prices.csv lists no machine of "
                f"{p.machine_efficiency_j_th:g} J/TH in asking_month {p.asking_month}; months "
                f"with listings: {known}"
            )
        return row.iloc[0]

    @cached_property
    def price_usd(self) -> float:
        """What the machine is asked for: hash rate × median asking price per TH/s."""
        return self.parameters.machine_hashrate_ths * float(self.asking["median_usd_ths"])

    @cached_property
    def sell_usd(self) -> float:
        """What a sale brings: the asking price less the haircut."""
        return self.price_usd * (1 - self.parameters.haircut)

    @cached_property
    def discounted_usd(self) -> float:
        """What a sale brings at the largest haircut shown."""
        return self.price_usd * (1 - self.parameters.haircut_shown)

    @cached_property
    def hindsight(self) -> np.ndarray | None:
        """The hashprice that came, by month; None where the table ends before the horizon."""
        return monthly_path(self.daily, self.start, self.parameters.horizon_months)

    @cached_property
    def floor_tariff(self) -> np.ndarray | None:
        """Energy and fee at home by month under the floor [USD/kWh]; None where the table ends
        early.
        """
        days = self.daily.index
        floor = self.parameters.floor_kzt_kwh / tariffs.rate_on(self.rates, days)
        before = days < pd.Timestamp(self.parameters.floor_from)
        all_in = floor.clip(lower=self.tariff_stay).where(~before, self.tariff_stay)
        return monthly_path(all_in, self.start, self.parameters.horizon_months)

    @cached_property
    def supply_cut(self) -> np.ndarray:
        """Supply at home by month: 0 in the months of the cut, 1 after."""
        months = np.arange(self.parameters.horizon_months)
        return np.where(months < self.parameters.cut_months, 0.0, 1.0)

    @cached_property
    def expected(self) -> Case:
        """Constant decay and the defaults of the parameters."""
        p = self.parameters
        leave = Leave(
            p.uptime_leave,
            p.tariff_leave_usd_kwh,
            p.idle_weeks,
            p.loss,
            p.move_cost_usd,
            p.import_duty * self.price_usd,
        )
        path = expected_hashprice(self.first_hashprice, p.decay, p.horizon_months)
        stay = Stay(p.uptime_stay, self.tariff_stay)
        return Case(path, stay, leave, p.residual_value * self.price_usd)

    @cached_property
    def cases(self) -> dict[str, Case]:
        """All cases by name; the hindsight ones only where the tables reach the horizon."""
        p, base = self.parameters, self.expected
        duty = replace(base.leave, duty_usd=p.import_duty_shown * self.price_usd)
        found = {
            "expected": base,
            "expected_duty": replace(base, leave=duty),
            "expected_residual": replace(base, residual_usd=p.residual_shown * self.price_usd),
        }
        if self.hindsight is not None:
            price_only = replace(base, hashprice=self.hindsight)
            cut = replace(base.stay, supply=self.supply_cut)
            floor = replace(cut, tariff_usd_kwh=self.floor_tariff)
            found["hindsight"] = price_only
            found["hindsight_cut"] = replace(price_only, stay=cut)
            found["hindsight_cut_floor"] = replace(price_only, stay=floor)
        return found

    def value_stay(self, case: Case) -> float:
        """Net present value of staying [USD]."""
        rate = self.parameters.discount_rate
        return npv_stay(self.machine, case.stay, case.hashprice, rate, case.residual_usd)

    def value_leave(self, case: Case) -> float:
        """Net present value of leaving [USD]."""
        rate = self.parameters.discount_rate
        return npv_leave(self.machine, case.leave, case.hashprice, rate, case.residual_usd)
