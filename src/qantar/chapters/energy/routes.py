"""The routes to the miners' load side by side: one row per estimate, with its range and what the
range is.
"""

from collections.abc import Mapping

import pandas as pd

from qantar.chapters.energy import emissions as mining_emissions
from qantar.chapters.energy import load as mining_load
from qantar.chapters.energy.electricity import of_country
from qantar.chapters.energy.parameters import EnergyParameters

COLUMNS = ["route", "what", "as_of", "load_mw", "low_mw", "high_mw", "range_kind", "confidence"]
# The electricity price that miners of Kazakhstan reported; the range runs from the dearest to the
# cheapest.
MINERS_PRICE_USD_KWH = 0.04
Tables = Mapping[str, pd.DataFrame]


def fleet(tables: Tables, p: EnergyParameters) -> pd.DataFrame:
    """Way (b) for the parameters: month, load_mw, low_mw, high_mw."""
    best, worst = p.fleet_range_j_th
    j_th = (best, p.fleet_efficiency_j_th, worst)
    return mining_load.from_fleet(
        tables["mining_share"], tables["network_daily"], p.country, j_th, p.pue
    )


def top_down(tables: Tables, p: EnergyParameters) -> pd.DataFrame:
    """Way (a): month, load_mw, low_mw, high_mw."""
    return mining_load.top_down(tables["mining_share"], tables["network_power"], p.country)


def moved(tables: Tables, p: EnergyParameters) -> mining_emissions.Move | None:
    """The machines that left between the two months of the parameters; None where the map shows
    no loss.
    """
    frames = (tables["mining_share"], tables["network_power"], tables["electricity_balance"])
    before, after = p.moved_months
    return mining_emissions.move(*frames, p.country, (before, after))


def _at_price(tables: Tables, p: EnergyParameters) -> list[tuple]:
    loads = mining_load.by_price(
        tables["network_power_by_price"], tables["mining_share"], p.country, p.month
    )
    at = loads.set_index("price_usd_kwh")["load_mw"]
    if MINERS_PRICE_USD_KWH not in at:
        return []
    return [
        (
            "a",
            "at miners' price",
            p.month,
            at[MINERS_PRICE_USD_KWH],
            at.min(),
            at.max(),
            "methods",
            "high",
        )
    ]


def _modelled(tables: Tables, p: EnergyParameters) -> list[tuple]:
    rows = []
    series = (
        ("a", "map times index", top_down, "model_extremes"),
        ("b", "fleet", fleet, "methods"),
    )
    for route, what, make, kind in series:
        found = mining_load.at_month(make(tables, p), p.month)
        if found is not None:
            values = (found["load_mw"], found["low_mw"], found["high_mw"])
            rows.append((route, what, p.month, *values, kind, "high"))
    return rows[:1] + _at_price(tables, p) + rows[1:] if rows else rows


def _reported(tables: Tables, p: EnergyParameters) -> list[tuple]:
    rows = of_country(tables["mining_load_reports"], p.country).itertuples()
    return [
        (
            "c",
            f"{row.counted}, {row.reporter}",
            row.month.strftime("%Y-%m"),
            row.load_mw,
            None,
            None,
            None,
            row.confidence,
        )
        for row in rows
    ]


def _fees(tables: Tables, p: EnergyParameters) -> list[tuple]:
    loads = mining_load.from_fees(tables["mining_reported"], tables["mining_fees"], p.country)[
        "load_mw"
    ]
    if loads.empty:
        return []
    return [
        ("d", "fee receipts", "2022", loads.iloc[0], loads.min(), loads.max(), "methods", "medium")
    ]


def routes(tables: Tables, p: EnergyParameters) -> pd.DataFrame:
    """Every estimate of the country's mining load: the columns COLUMNS, loads in MW.

    route: a (map times Cambridge index), b (hash rate times fleet), c (reported), d (fee receipts);
    what: which estimate of it. Routes a and b share map and hash rate; only c and d are independent
    of them.
    """
    rows = _modelled(tables, p) + _reported(tables, p) + _fees(tables, p)
    frame = pd.DataFrame(rows, columns=COLUMNS)
    return frame.astype({"load_mw": "float64", "low_mw": "float64", "high_mw": "float64"})
