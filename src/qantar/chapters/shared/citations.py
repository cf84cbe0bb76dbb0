"""Sources inside sentences: a row's words as a Markdown link to where they were read."""

from dataclasses import dataclass

import pandas as pd

from qantar.common.errors import DataError
from qantar.report.lookup import rows_where


@dataclass(frozen=True)
class Citation:
    """A source in a sentence: ``{source}`` links `words`, ``{source:said}`` links "said"."""

    words: str
    url: str

    def __format__(self, words: str) -> str:
        return f"[{words or self.words}]({self.url})"


def cite(table: pd.DataFrame, **where: object) -> Citation:
    """The publisher of the first row of `table` with these values; raises DataError where none is.

    table: one with columns source_publisher and source_url.
    """
    rows = rows_where(table, **where)
    if rows.empty:
        raise DataError(f"no row with {where} to cite")
    row = rows.iloc[0]
    return Citation(str(row["source_publisher"]), str(row["source_url"]))
