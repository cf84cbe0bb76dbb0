"""The directive ``{data-table}``: chosen columns of a small cited table, each row with sources."""

from typing import ClassVar

import pandas as pd
from docutils import nodes
from docutils.parsers.rst import directives
from sphinx.util.docutils import SphinxDirective

from qantar import data
from qantar.book.references.nodetable import Cell, link, paragraph, table
from qantar.common.text import _
from qantar.report.sentences import day

# Pairs of columns that name a source: its publisher and its address.
SOURCES = (("source_publisher", "source_url"), ("outcome_publisher", "outcome_url"))
_WIDTH_OF_SOURCES = 16


class DataTable(SphinxDirective):
    """``{data-table} forecasts`` with ``:columns:`` (names) and ``:widths:`` (per cent of a page).

    ``made_on+made_by`` puts two columns below one another, under the first one's title. Heads are
    titles in the data package; the last column links each row's sources. An unknown table or column
    is an error.
    """

    required_arguments = 1
    option_spec: ClassVar = {
        "columns": directives.unchanged_required,
        "widths": directives.positive_int_list,
    }

    def run(self) -> list[nodes.Node]:
        """One table, in the order of its rows."""
        name = self.arguments[0]
        cells = [cell.split("+") for cell in self.options["columns"].split()]
        frame = data.load(name)
        titles = {
            field["name"]: field["title"] for field in data.resource(name)["schema"]["fields"]
        }
        missing = [column for cell in cells for column in cell if column not in titles]
        if missing:
            raise self.error(f"{name} has no column {missing[0]!r}; it has {', '.join(titles)}")
        rows = [
            [*([paragraph(_text(row, column)) for column in cell] for cell in cells), _sources(row)]
            for _index, row in frame.iterrows()
        ]
        heads = [*(titles[cell[0]] for cell in cells), _("Source")]
        return [table(heads, rows, [*self.options["widths"], _WIDTH_OF_SOURCES])]


def _text(row: pd.Series, column: str) -> str:
    """A value as text: empty without one, days in words, to the month if `precision` says so."""
    value = row[column]
    if pd.isna(value):
        return ""
    if not isinstance(value, pd.Timestamp):
        return day(str(value))
    return day(value.strftime("%Y-%m" if row.get("precision") == "month" else "%Y-%m-%d"))


def _sources(row: pd.Series) -> Cell:
    """The publishers named in a row, each linked; one once."""
    named = [
        (row[publisher], row[address])
        for publisher, address in SOURCES
        if publisher in row.index and isinstance(row[publisher], str)
    ]
    return [paragraph(link(publisher, address)) for publisher, address in dict.fromkeys(named)]
