"""Every estimate of a country's mining load side by side, and which do not rest on the map."""

import pandas as pd

from qantar.chapters.energy import load
from qantar.chapters.energy.demand import Check
from qantar.chapters.energy.electricity import of_country

COLUMNS = ["way", "start", "end", "low_mw", "high_mw", "independent"]


def _month(month: str) -> tuple[pd.Timestamp, pd.Timestamp]:
    first = pd.Timestamp(f"{month}-01")
    return first, first + pd.offsets.MonthEnd(0)


def _year(year: int) -> tuple[pd.Timestamp, pd.Timestamp]:
    return pd.Timestamp(year, 1, 1), pd.Timestamp(year, 12, 31)


def from_the_map(
    loads: pd.DataFrame, fleet: pd.DataFrame, prices: pd.DataFrame, month: str
) -> list[tuple]:
    """Rows of ways (a) and (b): the mean of the map's last full year, and one month by each.

    loads: load.top_down; fleet: load.from_fleet; prices: load.by_price of the month.
    """
    rows = []
    for year in load.by_year(loads).tail(1).itertuples():
        rows.append(("map, year", *_year(int(year.year)), year.mean_mw, year.mean_mw, False))
    one, other = load.at_month(loads, month), load.at_month(fleet, month)
    if one is not None and one["load_mw"] > 0:
        rows.append(("map, month", *_month(month), one["load_mw"], one["load_mw"], False))
    if len(prices):
        ends = (prices["load_mw"].min(), prices["load_mw"].max())
        rows.append(("map, price", *_month(month), *ends, False))
    if other is not None and other["load_mw"] > 0:
        rows.append(("fleet", *_month(month), other["low_mw"], other["high_mw"], False))
    return rows


def reported(reports: pd.DataFrame, iso3: str) -> pd.DataFrame:
    """What officials, firms and analysts said: the columns COLUMNS, `way` in words.

    low_mw is empty where only an upper bound was said, high_mw where only a lower one.
    """
    names = {
        "label": "way",
        "period_start": "start",
        "period_end": "end",
        "independent_of_map": "independent",
    }
    return of_country(reports, iso3).rename(columns=names)[COLUMNS]


def all_ways(
    mapped: list[tuple], reports: pd.DataFrame, fees: pd.DataFrame, check: Check | None
) -> pd.DataFrame:
    """All estimates in order of time, those that rest on the map first: the columns COLUMNS.

    mapped: as from `from_the_map`; reports: as from `reported`; fees: as from `load.from_fees`;
    check: as from `demand.residual`.
    """
    rows = list(mapped)
    if check is not None and check.above_trend_mw > 0:
        above = check.above_trend_mw
        rows.append(("demand above trend", *_year(check.year), above, above, True))
    if len(fees):
        ends = (fees["load_mw"].min(), fees["load_mw"].max())
        rows.append(("fee", *_year(2022), *ends, True))
    frame = pd.DataFrame(rows, columns=COLUMNS).astype({"low_mw": float, "high_mw": float})
    parts = [part for part in (frame, reports) if len(part)]
    every = pd.concat(parts, ignore_index=True) if parts else frame
    return every.sort_values(["independent", "start"], kind="stable", ignore_index=True)
