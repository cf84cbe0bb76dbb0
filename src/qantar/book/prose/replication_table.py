"""The directive ``{replication-table}``: published numbers, ours, and whether they agree."""

from typing import Any

import pandas as pd
from docutils import nodes
from sphinx.util.docutils import SphinxDirective

from qantar import data
from qantar.book.references import editiondata
from qantar.book.references.nodetable import Cell, code, link, paragraph, table
from qantar.chapters.claims import replication
from qantar.common.text import _
from qantar.report.sentences import number

OUTCOME_WORDS = {
    "agree": _("agree"),
    "disagree": _("disagree"),
    "not computable": _("not computable"),
}


def _published(value: float, unit: str) -> str:
    """The number with all the digits that were published."""
    return number(value * 100, ".6g") + "\u202f%" if unit == "share" else number(value, ",.12g")


def _shown(value: float, unit: str) -> str:
    if unit == "share":
        return number(value, ".2%")
    return number(value, ",.0f") if abs(value) >= 1000 else number(float(value), ".4g")


def _row(row: pd.Series) -> list[Cell]:
    unit = row["unit"] if row["unit"] != "share" else ""
    source = link(row["source_title"], row["source_url"])
    about = [
        paragraph(f"{row['title']}, {row['as_of']}"),
        paragraph(source, f", {row['source_publisher']}"),
    ]
    if isinstance(row["note"], str):
        about.append(paragraph(row["note"]))
    published = [paragraph(_published(row["value"], row["unit"]), f" {unit}")]
    if row["outcome"] == "not computable":
        ours = []
    else:
        off = _("off by {difference}, {allowed} allowed").format(
            difference=_shown(row["difference"], row["unit"]),
            allowed=_shown(row["allowed"], row["unit"]),
        )
        ours = [
            paragraph(_shown(row["ours"], row["unit"])),
            paragraph(off),
            paragraph(code(row["recomputation"])),
        ]
    outcome = row["outcome"]
    word = nodes.strong(
        "", OUTCOME_WORDS[outcome], classes=[f"outcome-{outcome.replace(' ', '-')}"]
    )
    return [about, published, [paragraph(word), *ours]]


class ReplicationTable(SphinxDirective):
    """Every row of data/published_numbers.csv, computed again while the page is built."""

    def run(self) -> list[nodes.Node]:
        """One table; disagreements stand in their place like everything else."""
        tables = {name: data.load(name) for name in replication.TABLES}
        figures = editiondata.key_figures(self.env.app)
        result = replication.replicate(tables["published_numbers"], tables, figures)
        head = (_("Published number and source"), _("Published"), _("Outcome and ours"))
        rows = [_row(row) for __, row in result.iterrows()]
        return [table(head, rows, (50, 20, 30))]


def setup(app: Any) -> None:
    """Register the directive."""
    app.add_directive("replication-table", ReplicationTable)
