"""Reported figures on mining in Kazakhstan that no series holds: later shares, fee receipts, losses."""

import re
from typing import NamedTuple

import pandas as pd

from qantar.sources.base import Inputs, table
from qantar.sources.cited import MINING, fact, facts, numbers


class Report(NamedTuple):
    """Which fact reports a measure, the factor to its unit, and where its statement holds the number."""

    fact: str
    measure: str
    unit: str
    factor: float = 1.0
    pattern: str | None = None


REPORTS = (
    Report("hri-capacity-2023-05", "hashrate_share", "share", 0.01, r"(\d+) per cent of global"),
    Report("kabt-share-2023", "hashrate_share", "share", 0.01),
    Report("share-2025-02", "hashrate_share", "share", 0.01),
    Report("fee-q1-2022", "fee_receipts", "KZT", 1e6),
    Report("fee-2022-total", "fee_receipts", "KZT", 1e9),
    Report("fee-2023-ytd", "fee_receipts", "KZT", 1e6),
    Report("loss-7.2m", "outage_loss", "USD", 1e6),
    Report("loss-1m-day", "outage_loss_per_day", "USD", 1e6),
)


def _date(as_of: str) -> pd.Timestamp:
    """A day to draw a figure at: that day, else the start of the month, of a quarter's or year's middle."""
    form = r"(\d{4})(?:Q(\d))?(?:-(\d{2}))?(?:-(\d{2}))?"
    year, quarter, month, day = re.match(form, as_of).groups()
    middle = 3 * int(quarter) - 1 if quarter else 7
    return pd.Timestamp(int(year), int(month or middle), int(day or 1))


@table("mining_reported", inputs=(MINING,))
def mining_reported(inputs: Inputs) -> pd.DataFrame:
    """iso3, measure, as_of (as stated), date (where to draw it), value, unit, reporter, confidence, fact."""
    cited = facts(inputs, MINING)
    rows = []
    for report in REPORTS:
        row = fact(cited, MINING, report.fact)
        rows.append(
            {
                "iso3": "KAZ",
                "measure": report.measure,
                "as_of": row["date_or_year"],
                "date": _date(row["date_or_year"]),
                "value": round(numbers(row, report.pattern)[0] * report.factor, 6),
                "unit": report.unit,
                "reporter": row["source_publisher"],
                "confidence": row["confidence"],
                "fact": report.fact,
            }
        )
    frame = pd.DataFrame(rows)
    return frame.sort_values(["measure", "as_of"], ignore_index=True)
