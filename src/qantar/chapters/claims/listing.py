"""The list of claims as an output: lines where stored, Markdown in Lab, cards in the book."""

from typing import Any

import pandas as pd

from qantar.chapters.claims.rules import WORDS
from qantar.common.outputs import mimebundle
from qantar.common.text import _
from qantar.report.lookup import rows_where

MIME = "application/vnd.qantar.claims+json"
COLUMNS = (
    *("claim_id", "topic", "kind", "group", "verdict", "how", "restatement"),
    *("finding", "why", "finding_linked", "why_linked", "chapter", "chart"),
)
SOURCE = ("source_publisher", "source_title", "source_url", "source_date")


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", " ")


def cards(assessed: pd.DataFrame, sources: pd.DataFrame) -> list[dict[str, Any]]:
    """What a card shows of each claim: strings of COLUMNS, `tables`, and `sources` with SOURCE.

    assessed: as from assessment.assess; sources: table claim_sources. Missing text is empty.
    """
    texts = assessed[list(COLUMNS)].fillna("").astype("str").to_dict("records")
    named = sources[["claim_id", *SOURCE]].fillna("")
    shown = []
    for text, tables in zip(texts, assessed["tables"], strict=True):
        own = rows_where(named, claim_id=text["claim_id"])[list(SOURCE)].to_dict("records")
        shown.append({**text, "tables": list(tables), "sources": own})
    return shown


class ClaimsList:
    """The claims of `assessed` (assessment.assess) with their `sources`, in its order."""

    def __init__(self, assessed: pd.DataFrame, sources: pd.DataFrame) -> None:
        self.claims = cards(assessed, sources)

    def __repr__(self) -> str:
        return "\n".join(
            f"{claim['claim_id']} {claim['verdict']} ({claim['how']})" for claim in self.claims
        )

    def markdown(self) -> str:
        """A table of claim, verdict and finding."""
        rows = [
            f"| {c['claim_id']} | {_cell(c['restatement'])} | {WORDS[c['verdict']]} "
            f"| {_cell(c['finding'])} |"
            for c in self.claims
        ]
        heads = _("claim"), _("verdict"), _("finding")
        head = f"| | {' | '.join(heads)} |"
        return "\n".join([head, "| --- | --- | --- | --- |", *rows])

    def _repr_mimebundle_(self, include: Any = None, exclude: Any = None) -> dict[str, Any]:
        plain, claims = {"text/plain": repr(self)}, {"claims": self.claims}
        return mimebundle(
            lambda: plain, lambda: {**plain, "text/markdown": self.markdown(), MIME: claims}
        )
