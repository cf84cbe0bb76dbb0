"""What machines earned: the price of power at which they paid, margins, and days that paid."""

from collections.abc import Mapping, Sequence
from typing import Literal

import pandas as pd

from qantar.chapters.shared.hashprice import breakeven_usd_kwh, whole_months
from qantar.common.errors import QantarError
from qantar.report.figures import Figure


def machine_rows(asics: pd.DataFrame, models: Sequence[str]) -> pd.DataFrame:
    """The named models of table asics that have a release date: model, released, efficiency_j_th.

    Raises QantarError naming a model that the table does not hold with a release date.
    """
    dated = asics.dropna(subset=["released"]).drop_duplicates("model").set_index("model")
    for model in models:
        if model not in dated.index:
            raise QantarError(f"mining: no machine {model!r} with a release date in data/asics.csv")
    return dated.loc[list(models), ["released", "efficiency_j_th"]].reset_index()


def margins(
    daily: pd.Series,
    efficiencies_j_th: Mapping[str, float] | pd.Series,
    pue: float,
    all_in: pd.DataFrame,
) -> pd.DataFrame:
    """What a kilowatt-hour earned in each whole month and what was left of it [USD/kWh].

    daily: hashprice by date; efficiencies_j_th: J/TH by machine; all_in: low and high cost by month
    (tariffs.all_in_usd_kwh). Returns month, machine, earned, cost_low, cost_high, left_low,
    left_high; a machine that earns less than its power costs has less than nothing left.
    """
    monthly = whole_months(daily)
    cost = all_in.reindex(monthly.index)
    parts = []
    for machine, efficiency in efficiencies_j_th.items():
        earned = breakeven_usd_kwh(monthly, efficiency, pue)
        part = pd.DataFrame({"machine": machine, "earned": earned}).join(cost.add_prefix("cost_"))
        left = {"left_low": earned - cost["high"], "left_high": earned - cost["low"]}
        parts.append(part.assign(**left))
    return pd.concat(parts).rename_axis("month").reset_index()


def last_paid(left: pd.DataFrame, machine: str) -> pd.Series | None:
    """The last month in which a machine surely paid (`left_low` above 0), as a row of `margins`.

    None where it never did.
    """
    paid = left[(left["machine"] == machine) & (left["left_low"] > 0)]
    return None if paid.empty else paid.loc[paid["month"].idxmax()]


def paid(figures: Mapping[str, Figure], machine: str) -> Literal["never", "once", "still"]:
    """Whether the ``old`` or ``new`` machine surely paid in the hashprice's last month (``still``),
    in an earlier one alone, or in none. figures: the chapter's key figures by id.
    """
    last = figures[f"mining.last_paid_{machine}"]
    if last.value is None:
        return "never"
    latest = figures[f"mining.breakeven_{machine}_latest"]
    return "still" if last.as_of == latest.as_of else "once"


def paid_days(
    daily: pd.Series, machines: pd.DataFrame, pue: float, all_in: pd.DataFrame, since: int = 2018
) -> pd.DataFrame:
    """Days of each year after its release on which a machine earned more than its power cost.

    daily: hashprice by date; machines: model, released, efficiency_j_th; all_in: low and high cost
    by month. Returns model, efficiency_j_th, year, days, paid_days, paid_share; years that the
    series does not cover to the last day are left out.
    """
    cost = all_in["low"].reindex(daily.index.to_period("M").to_timestamp()).set_axis(daily.index)
    parts = []
    for machine in machines.itertuples():
        paid = breakeven_usd_kwh(daily, machine.efficiency_j_th, pue) > cost
        years = paid.groupby(paid.index.year).agg(days="size", paid_days="sum", paid_share="mean")
        first = max(since, machine.released.year + 1)
        years = years[(years["days"] >= 365) & (years.index >= first)]
        own = {"model": machine.model, "efficiency_j_th": machine.efficiency_j_th}
        parts.append(years.rename_axis("year").reset_index().assign(**own))
    columns = ["model", "efficiency_j_th", "year", "days", "paid_days", "paid_share"]
    return pd.concat(parts, ignore_index=True)[columns]
