"""What the relocation charts draw: the three choices side by side, what matches the asking
price, the map.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

import numpy as np
import pandas as pd
import scipy  # loads its parts when a number first needs them

from qantar.chapters.relocation.cases import Case, Workings
from qantar.chapters.relocation.cash import (
    DAYS_PER_MONTH,
    breakeven_uptime,
    expected_hashprice,
    leave_months,
    npv_leave,
    stay_months,
)
from qantar.chapters.relocation.simulation import Simulation

LONGEST_HORIZON = 240
DECAY_LIMITS = (-0.2, 0.9)
MONTHS_SHOWN = 60
MAP_TARIFFS_USD_KWH = tuple(cents / 100 for cents in np.arange(3, 12.01, 0.5).tolist())
MAP_IDLE_WEEKS = tuple(float(weeks) for weeks in range(27))


def three_choices(work: Workings) -> pd.DataFrame:
    """Value of each choice in every case: case, choice, npv_usd, low_usd, high_usd.

    Only selling has a low and a high: the asking price after the largest haircut shown, and in
    full.
    """
    rows = []
    for name, case in work.cases.items():
        rows.append((name, "stay", float(work.value_stay(case)), np.nan, np.nan))
        rows.append((name, "leave", float(work.value_leave(case)), np.nan, np.nan))
        rows.append((name, "sell", work.sell_usd, work.discounted_usd, work.price_usd))
    return pd.DataFrame(rows, columns=["case", "choice", "npv_usd", "low_usd", "high_usd"])


def hashprice_paths(work: Workings) -> pd.DataFrame:
    """Expected and realised hashprice by month of the horizon: month (0 = first), start, path,
    hashprice.
    """
    paths = {"expected": work.expected.hashprice, "realised": work.hindsight}
    months = range(work.parameters.horizon_months)
    starts = [work.start + pd.Timedelta(days=round(DAYS_PER_MONTH * month)) for month in months]
    parts = [
        pd.DataFrame({"month": months, "start": starts, "path": name, "hashprice": path})
        for name, path in paths.items()
        if path is not None
    ]
    return pd.concat(parts, ignore_index=True)


def cumulative(work: Workings, months: int = MONTHS_SHOWN) -> pd.DataFrame:
    """Value of operating up to each month of the expected path: month, stay_usd, leave_usd (no
    residual).
    """
    p, case = work.parameters, work.expected
    path = expected_hashprice(work.first_hashprice, p.decay, months)
    stay = np.cumsum(list(stay_months(work.machine, case.stay, path, p.discount_rate)))
    leave = np.cumsum(list(leave_months(work.machine, case.leave, path, p.discount_rate)))
    paid = case.leave.cost_usd + case.leave.duty_usd
    return pd.DataFrame(
        {"month": np.arange(1, months + 1), "stay_usd": stay, "leave_usd": leave - paid}
    )


def matching_horizon(work: Workings, choice: str, target_usd: float) -> int | None:
    """Months of operation after which a choice is worth `target_usd` at the parameters' decay.

    None if that does not happen within twenty years.
    """
    path = cumulative(work, LONGEST_HORIZON)
    reached = path.loc[path[f"{choice}_usd"] >= target_usd, "month"]
    return int(reached.iloc[0]) if len(reached) else None


def matching_decay(work: Workings, choice: str, target_usd: float) -> float | None:
    """Monthly decay at which a choice is worth `target_usd` over the horizon; negative = growth.

    None where it would lie outside −20 % to 90 % a month.
    """
    value = {"stay": work.value_stay, "leave": work.value_leave}[choice]
    return _root(lambda decay: float(value(_with_decay(work, decay))) - target_usd)


def realised_decay(work: Workings) -> float | None:
    """The constant monthly decay whose path has the same sum over the horizon as the hashprice
    that came.
    """
    if work.hindsight is None:
        return None
    target, months = work.hindsight.sum(), work.parameters.horizon_months
    return _root(
        lambda decay: expected_hashprice(work.first_hashprice, decay, months).sum() - target
    )


def map_of_choice(
    work: Workings,
    tariffs_usd_kwh: Sequence[float] = MAP_TARIFFS_USD_KWH,
    idle_weeks: Sequence[float] = MAP_IDLE_WEEKS,
) -> pd.DataFrame:
    """The uptime at home at which staying equals leaving, for each tariff abroad and number of idle
    weeks.

    Returns tariff_usd_kwh, idle_weeks, leave_usd, breakeven_uptime.
    """
    p, case = work.parameters, work.expected
    tariff, weeks = (grid.ravel() for grid in np.meshgrid(tariffs_usd_kwh, idle_weeks))
    leave = replace(case.leave, tariff_usd_kwh=tariff, idle_weeks=weeks)
    value = npv_leave(work.machine, leave, case.hashprice, p.discount_rate, case.residual_usd)
    uptime = uptime_matching(work, value)
    columns = {
        "tariff_usd_kwh": tariff,
        "idle_weeks": weeks,
        "leave_usd": value,
        "breakeven_uptime": uptime,
    }
    return pd.DataFrame(columns)


def uptime_matching(
    work: Workings, value_usd: float | np.ndarray, case: Case | None = None
) -> float | np.ndarray:
    """Uptime at home at which staying is worth `value_usd`; it may fall outside [0, 1]."""
    case = case or work.expected
    rate = work.parameters.discount_rate
    return breakeven_uptime(
        work.machine, case.stay, value_usd, case.hashprice, rate, case.residual_usd
    )


def map_marks(work: Workings) -> dict[str, float]:
    """Where the chapter's case lies on the map, and the uptimes at which staying is worth a sale.

    Keys: idle_weeks, tariff_usd_kwh, uptime, uptime_sale, uptime_sale_haircut.
    """
    p = work.parameters
    return {
        "idle_weeks": p.idle_weeks,
        "tariff_usd_kwh": p.tariff_leave_usd_kwh,
        "uptime": p.uptime_stay,
        "uptime_sale": float(uptime_matching(work, work.sell_usd)),
        "uptime_sale_haircut": float(uptime_matching(work, work.discounted_usd)),
    }


def difference_quantiles(simulation: Simulation) -> dict[float, float]:
    """Leaving less staying [USD] below which 5, 50 and 95 % of the draws lie, by level."""
    return {
        level: float(np.quantile(simulation.difference_usd, level)) for level in (0.05, 0.5, 0.95)
    }


def best_by_haircut(work: Workings, simulation: Simulation, steps: int = 10) -> pd.DataFrame:
    """Share of draws in which each choice is best, by haircut up to the largest: haircut,
    choice, share.
    """
    haircuts = [round(work.parameters.haircut_shown * step / steps, 6) for step in range(steps + 1)]
    rows = []
    for haircut in haircuts:
        shares = simulation.best_shares(work.price_usd * (1 - haircut))
        rows += [(haircut, choice, share) for choice, share in shares.items()]
    return pd.DataFrame(rows, columns=["haircut", "choice", "share"])


def leave_better_by_case(simulations: Mapping[str, Simulation]) -> pd.DataFrame:
    """Share of draws in which leaving beats staying, by case: case, share."""
    rows = [(name, run.p_leave_better) for name, run in simulations.items()]
    return pd.DataFrame(rows, columns=["case", "share"])


def _with_decay(work: Workings, decay: float) -> Case:
    path = expected_hashprice(work.first_hashprice, decay, work.parameters.horizon_months)
    return replace(work.expected, hashprice=path)


def _root(function: Callable[[float], float]) -> float | None:
    low, high = DECAY_LIMITS
    if function(low) * function(high) > 0:
        return None
    return float(scipy.optimize.brentq(function, low, high, xtol=1e-12))
