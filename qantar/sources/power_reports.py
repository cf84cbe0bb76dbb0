"""Reported single figures in numbers: peak load of the grid, and megawatts of mining as officials put it."""

from typing import NamedTuple

import pandas as pd

from qantar.sources.base import Inputs, table
from qantar.sources.cited import ENERGY, MINING, fact, facts, numbers

MW_PER = {"MW": 1.0, "GW": 1000.0}


class Peak(NamedTuple):
    """A peak: when, its kind, and the facts (or patterns in their statements) of both sides."""

    period: str
    kind: str
    load_fact: str
    generation_fact: str
    load_pattern: str | None = None
    generation_pattern: str | None = None


class Report(NamedTuple):
    """A reported load of miners: who is counted, who says so; divided by the fact `ratio` where given."""

    fact: str
    counted: str
    reporter: str
    ratio: str | None = None


WINTER_LOAD = r"maximum load ([\d.]+) GW"
WINTER_GENERATION = r"generation (?:about )?([\d.]+) GW"
PEAKS = (
    Peak("2022-12-07", "measured", "EN010", "EN011"),
    Peak("2023-12-13", "measured", "EN007", "EN008"),
    Peak("2024-10/2025-03", "forecast", "EN027", "EN027", WINTER_LOAD, WINTER_GENERATION),
    Peak("2025-10/2026-03", "forecast", "EN029", "EN029", WINTER_LOAD, WINTER_GENERATION),
)
REPORTS = (
    Report("hri-capacity-2021-01", "all", "analyst"),
    Report("hri-capacity-2021-10", "all", "analyst"),
    Report("hri-capacity-2023-05", "all", "analyst"),
    Report("grey-1200", "unregistered", "ministry"),
    Report("grey-1gw-2022", "unregistered", "ministry"),
    Report("grey-1200", "registered", "press", ratio="grey-white-ratio"),
    Report("raids-600mw", "fall after inspections", "government"),
)


def _mw(row: pd.Series, pattern: str | None) -> float:
    """The row's megawatts, or the gigawatts that `pattern` finds in its statement, as megawatts."""
    unit = "GW" if pattern else row["unit"]
    return numbers(row, pattern)[0] * MW_PER[unit]


@table("power_peaks", inputs=(ENERGY,))
def power_peaks(inputs: Inputs) -> pd.DataFrame:
    """iso3, period, kind (measured, forecast), load_mw, generation_mw, fact: the grid at its maximum."""
    cited = facts(inputs, ENERGY)
    rows = []
    for peak in PEAKS:
        load = _mw(fact(cited, ENERGY, peak.load_fact), peak.load_pattern)
        generation = _mw(fact(cited, ENERGY, peak.generation_fact), peak.generation_pattern)
        rows.append(("KAZ", peak.period, peak.kind, load, generation, peak.load_fact))
    return pd.DataFrame(rows, columns=["iso3", "period", "kind", "load_mw", "generation_mw", "fact"])


@table("mining_load_reports", inputs=(MINING,))
def mining_load_reports(inputs: Inputs) -> pd.DataFrame:
    """iso3, month, load_mw, counted, reporter, confidence, fact: miners' load as reported."""
    cited = facts(inputs, MINING)
    rows = []
    for report in REPORTS:
        stated = fact(cited, MINING, report.fact)
        judged = fact(cited, MINING, report.ratio) if report.ratio else stated
        load = _mw(stated, None) / (numbers(judged)[0] if report.ratio else 1.0)
        month = pd.Timestamp(stated["date_or_year"][:7] + "-01")
        rows.append(("KAZ", month, load, report.counted, report.reporter, judged["confidence"], judged.name))
    columns = ["iso3", "month", "load_mw", "counted", "reporter", "confidence", "fact"]
    return pd.DataFrame(rows, columns=columns).sort_values(["month", "counted"], ignore_index=True)
