"""The list of claims as a notebook's output: lines in stored copies, Markdown in Lab, a list in
the book.
"""

import os
from typing import Any

import pandas as pd

MIME = "application/vnd.qantar.claims+json"
COLUMNS = (
    "claim_id",
    "topic",
    "verdict",
    "how",
    "restatement",
    "test",
    "rule_words",
    "finding",
    "finding_linked",
    "evidence",
    "confidence",
    "depends",
    "note",
    "tables",
    "source_title",
    "source_url",
    "chapter",
    "chart",
)


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", " ")


class ClaimsList:
    """The claims of `frame` (columns COLUMNS, all strings, empty where missing), in its order."""

    def __init__(self, frame: pd.DataFrame) -> None:
        self.claims = frame[list(COLUMNS)].astype("str").to_dict("records")

    def __repr__(self) -> str:
        return "\n".join(
            f"{claim['claim_id']} {claim['verdict']} ({claim['how']})" for claim in self.claims
        )

    def markdown(self) -> str:
        """A table of restatement and verdict."""
        rows = [
            f"| {c['claim_id']} | {_cell(c['restatement'])} | {c['verdict']} |" for c in self.claims
        ]
        return "\n".join(["| | claim | verdict |", "| --- | --- | --- |", *rows])

    def _repr_mimebundle_(self, include: Any = None, exclude: Any = None) -> dict[str, Any]:
        if os.environ.get("QANTAR_RENDERER") == "digest":
            return {"text/plain": repr(self)}
        return {
            "text/plain": repr(self),
            "text/markdown": self.markdown(),
            MIME: {"claims": self.claims},
        }
