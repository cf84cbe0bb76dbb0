"""Tables of words: rival explanations of January 2022, and what studies found."""

from typing import Any

import pandas as pd

from qantar.chapters.shared.citations import Citation
from qantar.chapters.wealth.charts.words import percent
from qantar.common.text import _, listed, named
from qantar.report.sentences import Sentence, heard, rows_as_table


def explanations(statements: pd.DataFrame, poll: pd.DataFrame) -> Sentence:
    """Rival explanations one below the other: who says it, evidence, what would settle it.

    statements: table explanations; poll: table opinion_poll, whose answer stands beside the name.
    """
    names = {
        "says": _("Who says it"),
        "for": _("For"),
        "against": _("Against"),
        "settles": _("What would settle it"),
    }
    answers = poll.set_index("explanation")
    rows = []
    for explanation, own in statements.groupby("explanation", sort=False):
        believed = _("no such answer among those reported")
        if explanation in answers.index:
            chosen = answers.loc[explanation]
            believed = _("{share} of those polled chose “{answer}”").format(
                share=percent(float(chosen["share"])), answer=chosen["question"]
            )
        rows.append((f"**{named(explanation)}**", believed))
        for part, name in names.items():
            for place, row in enumerate(own[own["part"] == part].itertuples()):
                rows.append((heard(name) if place else name, _with_source(row)))
    return Sentence(rows_as_table((_("Account"), _("What is said")), rows))


def _with_source(row: Any) -> str:
    statement = str(row.statement).replace("|", "\\|")
    if pd.isna(row.source_url):
        return statement
    return f"{statement} ({Citation(row.source_publisher, row.source_url)})"


def studies(table: pd.DataFrame) -> Sentence:
    """Published studies: what they did, found, and say of inequality. table: studies."""
    verdicts = {
        "supported": _("Economic injustice: yes."),
        "not significant": _("Inequality: not significant."),
        "not tested": _("Inequality: not tested."),
    }
    rows = []
    for row in table.itertuples():
        parts = (row.authors, f"[{row.title}]({row.source_url})", row.year)
        name = listed(str(part) for part in parts if pd.notna(part))
        found = _("{finding} Method: {method}.").format(finding=row.finding, method=row.method)
        rows.append((name, f"{found} **{verdicts[row.inequality]}**"))
    return Sentence(rows_as_table((_("Study"), _("What it found")), rows))
