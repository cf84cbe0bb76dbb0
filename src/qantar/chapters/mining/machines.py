"""What machines earned: break-even prices through time, paid-for days, the cost of an outage."""

from collections.abc import Mapping, Sequence

import pandas as pd

from qantar.chapters.shared.hashprice import breakeven_usd_kwh, revenue_usd_mwh, whole_months
from qantar.common.errors import QantarError


def machine_rows(asics: pd.DataFrame, models: Sequence[str]) -> pd.DataFrame:
    """The named models of table asics that have a release date: model, released, efficiency_j_th.

    Raises QantarError naming a model that the table does not hold with a release date.
    """
    dated = asics.dropna(subset=["released"]).drop_duplicates("model").set_index("model")
    for model in models:
        if model not in dated.index:
            raise QantarError(f"mining: no machine {model!r} with a release date in data/asics.csv")
    return dated.loc[list(models), ["released", "efficiency_j_th"]].reset_index()


def breakeven_history(daily: pd.Series, machines: pd.DataFrame, pue: float) -> pd.DataFrame:
    """Monthly break-even price of each machine since its release: month, model, efficiency_j_th,
    breakeven_usd_kwh.

    daily: hashprice by date; machines: model, released, efficiency_j_th.
    """
    monthly = whole_months(daily)
    parts = []
    for row in machines.itertuples():
        since = monthly[monthly.index >= row.released.to_period("M").to_timestamp()]
        parts.append(
            pd.DataFrame(
                {
                    "month": since.index,
                    "model": row.model,
                    "efficiency_j_th": row.efficiency_j_th,
                    "breakeven_usd_kwh": breakeven_usd_kwh(
                        since.to_numpy(), row.efficiency_j_th, pue
                    ),
                }
            )
        )
    return pd.concat(parts, ignore_index=True)


def paid_days(
    daily: pd.Series, machines: pd.DataFrame, pue: float, all_in: pd.Series, years: Sequence[int]
) -> pd.DataFrame:
    """Days of each year on which a machine earned more than its power cost.

    daily: hashprice by date; all_in: price plus fee [USD/kWh] by date; machines: model,
    efficiency_j_th. Returns model, efficiency_j_th, year, days, paid_days, paid_share; years that
    the series does not cover to the last day are left out.
    """
    rows = []
    for machine in machines.itertuples():
        paid = breakeven_usd_kwh(daily, machine.efficiency_j_th, pue) > all_in.reindex(daily.index)
        for year in years:
            days = paid[paid.index.year == year]
            if len(days) >= 365:
                share = float(days.mean())
                row = (
                    machine.model,
                    machine.efficiency_j_th,
                    year,
                    len(days),
                    int(days.sum()),
                    share,
                )
                rows.append(row)
    return pd.DataFrame(
        rows, columns=["model", "efficiency_j_th", "year", "days", "paid_days", "paid_share"]
    )


def outage_cost(
    daily: pd.Series,
    efficiencies_j_th: Mapping[str, float],
    pue: float,
    all_in: pd.Series,
    month: str,
) -> pd.DataFrame:
    """What an hour without supply or connection cost per megawatt: date, machine, revenue_usd_mwh
    (lost) and net_usd_mwh (lost revenue less the power not bought, not below zero).

    daily: hashprice by date; all_in: price plus fee [USD/kWh] by date; month: ISO month.
    """
    days = daily[daily.index.strftime("%Y-%m") == month]
    saved = 1000 * all_in.reindex(days.index)
    parts = []
    for name, efficiency in efficiencies_j_th.items():
        lost = revenue_usd_mwh(days, efficiency, pue)
        net = (lost - saved).clip(lower=0)
        frame = {"date": days.index, "machine": name, "revenue_usd_mwh": lost, "net_usd_mwh": net}
        parts.append(pd.DataFrame(frame))
    return pd.concat(parts, ignore_index=True)
