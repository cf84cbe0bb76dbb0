"""Tables of words with their sources: what it costs to go, and what named firms did."""

from typing import Any

import pandas as pd

from qantar.common.text import _, listed, named, unit
from qantar.report.sentences import Sentence, day, heard, number, rows_as_table


def destinations(table: pd.DataFrame) -> Sentence:
    """Places and their terms, each with its source. table: destinations."""
    measures = {
        "tariff": _("price of power"),
        "import_duty": _("import duty"),
        "idle_weeks": _("weeks without earnings"),
        "loss": _("machines lost"),
        "move_cost": _("cost of the move"),
        "hours": _("hours with power"),
    }
    head = [_("Place"), _("Term"), _("Low, likeliest, high"), _("Source")]
    rows = []
    for place, terms in table.groupby("place", sort=False):
        for index, row in enumerate(terms.itertuples()):
            name = heard(named(place)) if index else f"**{named(place)}**"
            rows.append([name, measures[row.measure], _values(row), _source(row)])
    return Sentence(rows_as_table(head, rows))


def _values(row: Any) -> str:
    """Lowest, likeliest and highest value with their unit; one value where all agree."""
    ends = [row.low, row.point, row.high]
    if len(set(ends)) == 1:
        ends = ends[:1]
    if row.unit == "share":
        return listed(number(one, ".0%") for one in ends)
    return f"{listed(number(one, '.3g') for one in ends)} {unit(row.unit)}"


def firm_moves(table: pd.DataFrame) -> Sentence:
    """What named firms did, by date, each with its source. table: firm_moves."""
    rows = [
        [day(row.date), f"**{row.firm}**", row.what, _source(row)]
        for row in table.sort_values("date").itertuples()
    ]
    head = [_("Date"), _("Firm"), _("What it did"), _("Source")]
    return Sentence(rows_as_table(head, rows))


def _source(row: Any) -> str:
    if pd.isna(row.source_url):
        return _("assumption")
    return f"[{row.source_publisher}]({row.source_url})"
