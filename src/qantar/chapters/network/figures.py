"""Key figures of the network chapter: blocks around the cut, what chance gives, the price."""

from collections.abc import Mapping

import numpy as np
import pandas as pd
import scipy  # loads its parts when a number first needs them

from qantar.chapters.network import attribution, event_study, windows
from qantar.chapters.network import blocks as counting
from qantar.chapters.network.parameters import FIRST_BLOCK, NetworkParameters
from qantar.report import register
from qantar.report.chapter import Tables
from qantar.report.register import Computed, Value

TABLES = register.tables("network", "events")
# Days around the event day: of the mean hash rate, and of the lowest price.
HASHRATE_DAYS, PRICE_DAYS = (-4, 5), (0, 5)


def figures(tables: Tables, p: NetworkParameters) -> dict[str, Computed]:
    """The chapter's key figures by id; unit, date and definition stand in figures.csv.

    Raises ParameterError where windows cross a change of difficulty or leave the tables.
    """
    found = windows.compared(tables.blocks, p)
    pairs = {kind: rows.iloc[0] for kind, rows in found.groupby("window")}
    cut = pairs[windows.CUT]
    return {
        **pace(cut, tables.blocks),
        **ratios(found, pairs),
        **reported(pairs[windows.REPORTED], tables.blocks),
        **detection(cut, p),
        **earlier(cut, tables.blocks, p),
        "network.hashrate_mean_ehs": mean_hashrate(tables.network_daily, p),
        **price(tables.network_daily, p),
    }


def pace(cut: pd.Series, blocks: pd.DataFrame) -> dict[str, Computed]:
    """Blocks before and after the cut, in its first hour, and hours elsewhere that were as slow."""
    mean = cut["before"] / cut["hours_before"]
    first = counting.count(blocks["time"], cut["cut"], cut["cut"] + pd.Timedelta(hours=1))
    hours = counting.per_clock_hour(blocks["time"])
    return {
        "network.blocks_before": cut["before"],
        "network.hours_before": cut["hours_before"],
        "network.blocks_per_hour_before": mean,
        "network.blocks_after": cut["after"],
        "network.first_hour_blocks": first,
        "network.first_hour_chance": scipy.stats.poisson.cdf(first, mean),
        "network.hours_as_low": (hours <= first).sum(),
        "network.hours_in_table": len(hours),
    }


def ratios(found: pd.DataFrame, pairs: Mapping[str, pd.Series]) -> dict[str, Computed]:
    """The rate after the cut over the rate before it, by window and by the time of the cut."""
    retarget = pairs[windows.RETARGET]
    times = found[found["window"].isin([windows.CUT, windows.OTHER])]["ratio"]
    ratio = _ratio(pairs[windows.CUT])
    return {
        "network.rate_ratio": ratio,
        "network.rate_ratio_by_cut_time": (ratio[0], _number(times.min()), _number(times.max())),
        "network.rate_ratio_to_retarget": _ratio(retarget),
        "network.hours_to_retarget": retarget["hours_after"],
    }


def reported(pair: pd.Series, blocks: pd.DataFrame) -> dict[str, Computed]:
    """Blocks of the pools named by the report, in the windows that it compares."""
    span = f"{pair['cut']:%Y-%m-%dT%H:%M}/{pair['end']:%Y-%m-%dT%H:%M}"
    unknown = attribution.unknown_share(blocks, pair["start"], pair["end"])
    both = f"{pair['start']:%Y-%m-%dT%H:%M}/{pair['end']:%Y-%m-%dT%H:%M}"
    return {
        "network.rate_ratio_named_pools": Value(*_ratio(pair), as_of=span),
        "network.named_pools_blocks": Value(pair["after"], as_of=span),
        "network.named_pools_blocks_before": pair["before"],
        "network.unknown_share": Value(unknown, as_of=both),
    }


def detection(cut: pd.Series, p: NetworkParameters) -> dict[str, Computed]:
    """How long blocks must be counted for the fall to show, and how often chance feigns it."""
    pace = counting.TARGET_BLOCKS_PER_HOUR
    test = p.test_size, p.power
    estimated = counting.blocks_to_detect_estimated(p.fall, cut["before"], *test)
    return {
        "network.hours_to_detect": counting.blocks_to_detect(p.fall, *test) / pace,
        "network.hours_to_detect_estimated": None if estimated is None else estimated / pace,
        "network.chance_of_fall": counting.chance_of_fall(p.fall, pace * p.after_hours),
    }


def earlier(cut: pd.Series, blocks: pd.DataFrame, p: NetworkParameters) -> dict[str, Computed]:
    """The same ratio for every earlier hour at which both windows fit one difficulty."""
    span = cut["hours_before"], cut["hours_after"]
    past = counting.earlier_windows(blocks, cut["cut"], *span)
    share = (past["ratio"] <= cut["ratio"]).mean() if len(past) else None
    return {
        "network.earlier_windows": len(past),
        "network.earlier_epochs": past["epoch"].nunique(),
        "network.earlier_share_below": Value(share, as_of=f"{FIRST_BLOCK[:10]}/{p.cut_time[:10]}"),
    }


def mean_hashrate(daily: pd.DataFrame, p: NetworkParameters) -> Value:
    """Mean daily hash rate [EH/s] around the event day, with the noise of counting its blocks."""
    first, last = (pd.Timestamp(p.event_day) + pd.Timedelta(days=day) for day in HASHRATE_DAYS)
    days = daily[daily["date"].between(first, last)]
    mean, blocks = days["hashrate_ehs"].mean(), int(days["blocks"].sum())
    as_of = f"{first:%Y-%m-%d}/{last:%Y-%m-%d}"
    if pd.isna(mean) or not blocks:
        return Value(None, as_of=as_of)
    noise = counting.garwood(blocks)
    return Value(mean, mean * noise.low / blocks, mean * noise.high / blocks, as_of)


def price(daily: pd.DataFrame, p: NetworkParameters) -> dict[str, Computed]:
    """What the price did on the event day and after, beside ordinary days (event study)."""
    prices, day = daily.set_index("date")["price_usd"], pd.Timestamp(p.event_day)
    returns = event_study.log_returns(prices)
    first, last = p.car_window
    study = event_study.Study((first, last), p.estimation_days, p.gap_days)
    observed = event_study.car(returns, day, study)
    placebos = event_study.placebos(returns, day, study)["car"]
    lowest, until = (day + pd.Timedelta(days=shift) for shift in PRICE_DAYS)
    days = f"{lowest:%Y-%m-%d}/{until:%Y-%m-%d}"
    return {
        "market.return": prices.pct_change()[day],
        "market.min_close": Value(prices[lowest:until].min(), as_of=days),
        "market.car": float(np.expm1(observed)),
        "market.placebo_p": event_study.placebo_p(observed, placebos),
        "market.placebo_days": len(placebos),
        "market.placebo_lower": (placebos <= observed).sum(),
    }


def _ratio(pair: pd.Series) -> tuple[float | None, float | None, float | None]:
    return _number(pair["ratio"]), _number(pair["low"]), _number(pair["high"])


def _number(value: float) -> float | None:
    """The value, or None where there were no blocks to divide by."""
    return None if pd.isna(value) else float(value)
