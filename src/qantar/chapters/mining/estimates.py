"""A country's mining after the Cambridge map ends: every published estimate in one measure.

Publishers count different things: a share of the network, coins, fees paid, kilowatt-hours bought.
Each is turned into a hash rate [EH/s], a share of the network and a load [MW]. 1 EH/s of machines
of 1 J/TH draws 1 MW.
"""

import math
from typing import Any, NamedTuple

import pandas as pd

from qantar.chapters.mining.words import range_words
from qantar.chapters.shared import hashprice, tariffs
from qantar.common.text import _
from qantar.report import day

KWH_PER_GWH = 1_000_000
KWH_PER_MWH = 1000
# Column of each measure, before and after the end of the range.
MEASURES = {"share": "", "hashrate": "_ehs", "load": "_mw"}
# How far back "the latest estimates" reach, so that one late word does not stand for all.
LATEST = pd.DateOffset(months=24)
# The years whose counts are told apart, and the kinds of count that do not say how they know.
COUNTED_YEARS = (2024, 2025)
UNEXPLAINED = ("association", "heatmap")

Range = tuple[float, float]


class Fleet(NamedTuple):
    """What is assumed of machines that nobody has counted.

    later_j_th: the network's mean efficiency after the Cambridge index ends [J/TH]; spread: how far
    a country's machines may lie from the network's mean, as a fraction of it; pue: power of the
    site over that of its machines.
    """

    later_j_th: float
    spread: float
    pue: float


class Network(NamedTuple):
    """The network by date: hashprice [USD per PH/s per day], hashrate [EH/s], and the efficiency of
    its mean machine [J/TH], the Cambridge index's best guess as far as it goes.
    """

    hashprice: pd.Series
    hashrate: pd.Series
    efficiency: pd.Series


def network_by_day(network_daily: pd.DataFrame, network_power: pd.DataFrame) -> Network:
    """The three series of the tables network_daily and network_power."""
    return Network(
        hashprice.daily_hashprice(network_daily),
        network_daily.set_index("date")["hashrate_ehs"],
        network_power.set_index("date")["efficiency_best_j_th"],
    )


def converted(
    estimates: pd.DataFrame, network: Network, fees: pd.DataFrame, fleet: Fleet
) -> pd.DataFrame:
    """Each estimate as ranges of share, hash rate [EH/s] and load [MW], dated by its middle.

    estimates: table hash_rate_estimates; fees: table mining_fees. Adds date, network_ehs (the mean
    of its months), share_low, share_high, hashrate_low_ehs, hashrate_high_ehs, load_low_mw and
    load_high_mw, all NaN but the first two where only firms are counted.
    """
    rows = [_measures(row, network, fees, fleet) for row in estimates.itertuples()]
    ends = [f"{name}_{end}{unit}" for name, unit in MEASURES.items() for end in ("low", "high")]
    columns = ["network_ehs", *ends]
    measures = pd.DataFrame(rows, columns=columns, index=estimates.index, dtype=float)
    middle = estimates["period_start"] + (estimates["period_end"] - estimates["period_start"]) / 2
    return estimates.assign(date=middle.dt.normalize(), **measures)


def _measures(row: Any, network: Network, fees: pd.DataFrame, fleet: Fleet) -> tuple[float, ...]:
    """The network's hash rate, and share, hash rate and load of one estimate, each low and high."""
    days, months = slice(row.period_start, row.period_end), whole_months(row)
    frugal, hungry = power_per_hashrate(network.efficiency[months], fleet)
    mean = float(network.hashrate[months].mean())
    if row.unit in ("KZT", "GWh a month"):
        load = load_mw(row, fees)
        hashrate = load[0] / hungry, load[1] / frugal
    else:
        low, high = (
            _hashrate_ehs(row, value, mean, network.hashprice[days].sum())
            for value in (row.low, row.high)
        )
        hashrate, load = (low, high), (low * frugal, high * hungry)
    return (mean, hashrate[0] / mean, hashrate[1] / mean, *hashrate, *load)


def power_per_hashrate(best_guess: pd.Series, fleet: Fleet) -> Range:
    """The least and the most that a site draws per hash rate [MW per EH/s, which is J/TH].

    best_guess: the network's mean machine on the days of an estimate; empty after the Cambridge
    index ends.
    """
    mean = fleet.pue * (float(best_guess.mean()) if len(best_guess) else fleet.later_j_th)
    return mean * (1 - fleet.spread), mean * (1 + fleet.spread)


def whole_months(row: Any) -> slice:
    """From an estimate's first month to its last: the hash rate of single days is mostly chance."""
    return slice(row.period_start.to_period("M").start_time, row.period_end.to_period("M").end_time)


def _hashrate_ehs(row: Any, value: float, network_ehs: float, hashprice_days: float) -> float:
    """The hash rate [EH/s] of a share, of an EH/s figure or of coins worth `value` dollars.

    network_ehs: the network's mean hash rate; hashprice_days: hashprice summed over the days.
    """
    if row.unit == "share":
        return value * (network_ehs if math.isnan(row.of_ehs) else row.of_ehs)
    if row.unit == "USD":
        return value / (hashprice.PHS_PER_EHS * hashprice_days)
    return value if row.unit == "EH/s" else math.nan


def load_mw(row: Any, fees: pd.DataFrame) -> Range:
    """The mean load [MW] of power that was paid for: a fee received, or energy bought in a month.

    A fee is divided by the fee per kilowatt-hour in force. Where the sum may stop short of its
    period's end (`earliest_end`), the shorter period gives the higher load.
    """
    first, last = row.period_start, row.period_end
    earliest = last if pd.isna(row.earliest_end) else row.earliest_end
    hours, fewest_hours = (24 * ((end - first).days + 1) for end in (last, earliest))
    if row.unit == "KZT":
        kwh_per_unit = 1 / tariffs.fee_range_kzt_kwh(fees, row.iso3, first)[0]
    else:
        kwh_per_unit = KWH_PER_GWH * ((last.to_period("M") - first.to_period("M")).n + 1)
    mwh_per_unit = kwh_per_unit / KWH_PER_MWH
    return row.low * mwh_per_unit / hours, row.high * mwh_per_unit / fewest_hours


def latest(later: pd.DataFrame) -> pd.DataFrame:
    """The estimates that stand for themselves and are at most 24 months older than the latest.

    Left out are floors and what rests on the Cambridge map. Oldest first.
    """
    own = later[~later["floor"] & ~later["on_map"]]
    counted = own.dropna(subset=["hashrate_high_ehs"]).sort_values("date")
    return counted[counted["date"] >= counted["date"].max() - LATEST]


def left_of_peak(own: pd.DataFrame, later: pd.DataFrame) -> pd.DataFrame:
    """What the latest estimates leave of the map's highest month: estimate, date, share, hashrate
    (fractions of that month's share and hash rate).

    own: the country on the map (mining_map.of_country); empty where either is.
    """
    recent = latest(later)
    if own.empty or recent.empty:
        return pd.DataFrame(columns=["estimate", "date", "share", "hashrate"])
    peak = own.loc[own["share"].idxmax()]
    return pd.DataFrame(
        {
            "estimate": recent["estimate"],
            "date": recent["date"],
            "share": recent["share_high"] / peak["share"],
            "hashrate": recent["hashrate_high_ehs"] / peak["hashrate_ehs"],
        }
    )


def collapsed(left: pd.DataFrame) -> bool:
    """Whether by every latest estimate share and hash rate fell, and the share much further: at
    least twice as much is left of the hash rate, and so less than half of the share.
    """
    if left.empty:
        return False
    share, hashrate = left["share"], left["hashrate"]
    return bool(((hashrate < 1) & (hashrate >= 2 * share)).all())


def counted(later: pd.DataFrame) -> pd.DataFrame:
    """The estimates of COUNTED_YEARS that have a hash rate."""
    own = later[later["date"].dt.year.isin(COUNTED_YEARS)]
    return own.dropna(subset=["hashrate_low_ehs"])


def floors_are_lowest(later: pd.DataFrame) -> bool:
    """Whether of the counts of COUNTED_YEARS the lowest is a floor and the highest one that does
    not say how it knows.
    """
    own = counted(later)
    if own.empty:
        return False
    low, high = own["hashrate_low_ehs"].idxmin(), own["hashrate_high_ehs"].idxmax()
    return bool(own.at[low, "floor"]) and own.at[high, "kind"] in UNEXPLAINED


def mostly_elsewhere(later: pd.DataFrame, whole: str, part: str) -> bool:
    """Whether mining by estimate `whole` is over twice what `part` counts, at any ends of both."""
    own = later.set_index("estimate")
    if not {whole, part} <= set(own.index):
        return False
    return bool(own.at[whole, "load_low_mw"] > 2 * own.at[part, "load_high_mw"])


def share_line(own: pd.DataFrame, later: pd.DataFrame) -> pd.DataFrame:
    """The map's months and later estimates in order of date: date, share_low, share_high, mapped.

    own: the country on the map; later: as from `converted`, of which counts of firms are left out.
    """
    months = own[["month"]].rename(columns={"month": "date"})
    months = months.assign(share_low=own["share"], share_high=own["share"], mapped=True)
    counted = later.dropna(subset=["share_high"]).assign(mapped=False).sort_values("date")
    return pd.concat([months, counted[months.columns]], ignore_index=True)


def summary(later: pd.DataFrame) -> pd.DataFrame:
    """The later estimates in a reader's words, oldest first: when, who, what it counts,
    whether it is a floor or rests on the map, share, EH/s, MW.

    later: as from `converted`; a count that no measure can be made of is left out.
    """
    rows = []
    for row in later.dropna(subset=["hashrate_low_ehs"]).sort_values("date").itertuples():
        ends = (
            (row.share_low, row.share_high, True),
            (row.hashrate_low_ehs, row.hashrate_high_ehs, False),
            (row.load_low_mw, row.load_high_mw, False),
        )
        measures = [
            "–" if math.isnan(low) else range_words(low, high, floor=row.floor, share=share)
            for low, high, share in ends
        ]
        standing = _("on the map") if row.on_map else _("floor") if row.floor else _("whole")
        when = day(row.date.strftime("%Y-%m"))
        rows.append((when, row.publisher, row.counts, standing, *measures))
    columns = [_("When"), _("Who"), _("What it counts"), _("Kind"), _("Share"), _("EH/s"), _("MW")]
    return pd.DataFrame(rows, columns=columns)
