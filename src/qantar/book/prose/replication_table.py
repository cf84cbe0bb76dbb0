"""The directive ``{replication-table}``: published numbers, ours, and whether they agree."""

import math

import pandas as pd
from docutils import nodes
from sphinx.util.docutils import SphinxDirective

from qantar.book.references import editiondata, untranslated
from qantar.book.references.links import number_link
from qantar.book.references.nodetable import Cell, link, paragraph, table
from qantar.chapters.claims import replication
from qantar.common import language
from qantar.common.text import N_, _, listed, unit
from qantar.report.chapter import Tables
from qantar.report.sentences import day, number, per_cent

# Marked for the catalogues; the page is in the order of `replication.OUTCOMES`.
OUTCOMES = (N_("disagree"), N_("not comparable"), N_("agree"), N_("not computable"))


def _published(value: float, unit: str) -> str:
    """The number with all the digits that were published."""
    return per_cent(number(value * 100, ".6g")) if unit == "share" else number(value, ",.12g")


def _digits(row: pd.Series) -> int:
    """Decimals to show: down to the first digit of what is allowed, in per cent for shares."""
    allowed = row["allowed"] * (100 if row["unit"] == "share" else 1)
    return max(0, -math.floor(math.log10(allowed))) if allowed else 0


def _ours(row: pd.Series) -> list[nodes.Node]:
    """Ours, how far apart both are and how it was computed; a key figure leads to its definition.
    Or the reason why nothing is compared.
    """
    if row["outcome"] == "not computable":
        return []
    if row["outcome"] == "not comparable":
        return [paragraph(row["not_comparable"], ".")]
    name = row["recomputation"]
    share, digits = row["unit"] == "share", _digits(row)
    ours, apart, allowed = (
        number(value * (100 if share else 1), f",.{digits}f")
        for value in (row["ours"], abs(row["difference"]), row["allowed"])
    )
    shown, words = ours, _("{apart} apart, {allowed} allowed")
    if share:
        shown, words = per_cent(ours), _("{apart} percentage points apart, {allowed} allowed")
    distance = paragraph(words.format(apart=apart, allowed=allowed))
    if name in replication.RECOMPUTATIONS:
        __, way = replication.RECOMPUTATIONS[name]
        return [paragraph(shown), distance, paragraph(way)]
    return [paragraph(number_link(shown, f"figure:{name}", _("the key figure"))), distance]


def _row(row: pd.Series) -> list[Cell]:
    measure = unit(row["unit"]) if row["unit"] != "share" else ""
    source = link(row["source_title"], row["source_url"])
    title, when = row["title"], day(row["as_of"])
    about = [
        paragraph(title if title.endswith(when) else listed([title, when])),
        paragraph(source, language.current().comma, untranslated.as_node(row["source_publisher"])),
    ]
    if isinstance(row["note"], str):
        about.append(paragraph(row["note"]))
    published = [paragraph(_published(row["value"], row["unit"]), f" {measure}")]
    outcome = row["outcome"]
    word = nodes.strong("", _(outcome), classes=[f"outcome-{outcome.replace(' ', '-')}"])
    return [about, published, [paragraph(word), *_ours(row)]]


class ReplicationTable(SphinxDirective):
    """Every row of data/published_numbers.csv, computed again while the page is built."""

    def run(self) -> list[nodes.Node]:
        """One table, in the order of outcomes: disagreements first."""
        tables = Tables.load(replication.TABLES)
        figures = editiondata.key_figures(self.env.app)
        result = replication.replicate(tables["published_numbers"], tables, figures)
        head = (_("Published number and source"), _("Published"), _("Outcome and ours"))
        order = replication.OUTCOMES.index
        ordered = result.sort_values("outcome", key=lambda names: names.map(order), kind="stable")
        rows = [_row(row) for __, row in ordered.iterrows()]
        return [table(head, rows, (50, 20, 30))]
