"""Tables of words: rival explanations of January 2022, and what studies found."""

from typing import Any

import pandas as pd

from qantar.chapters.shared.citations import Citation
from qantar.chapters.wealth.charts.words import percent
from qantar.common.text import _, named
from qantar.report.sentences import Sentence


def explanations(statements: pd.DataFrame, poll: pd.DataFrame) -> Sentence:
    """Rival explanations one below the other: who says it, evidence, what would settle it.

    statements: table explanations; poll: table opinion_poll, whose shares stand beside the name.
    """
    names = {
        "says": _("Who says it"),
        "for": _("For"),
        "against": _("Against"),
        "settles": _("What would settle it"),
    }
    shares = poll.set_index("explanation")["share"]
    lines = ["| | |", "|-|-|"]
    for explanation, own in statements.groupby("explanation", sort=False):
        believed = ""
        if explanation in shares.index:
            share = percent(float(shares[explanation]))
            believed = _("{share} of those polled chose it").format(share=share)
        lines.append(f"| **{named(explanation)}** | {believed} |")
        for part, name in names.items():
            for place, row in enumerate(own[own["part"] == part].itertuples()):
                lines.append(f"| {'' if place else name} | {_with_source(row)} |")
    return Sentence("\n".join(lines))


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
    heads = _("Study"), _("What it found")
    lines = [f"| {' | '.join(heads)} |", "|-|-|"]
    for row in table.itertuples():
        who = row.authors if pd.notna(row.authors) else row.title
        when = f" ({row.year:.0f})" if pd.notna(row.year) else ""
        name = f"[{who}]({row.source_url}){when}"
        found = _("{finding} Method: {method}.").format(finding=row.finding, method=row.method)
        lines.append(f"| {name} | {found} **{verdicts[row.inequality]}** |")
    return Sentence("\n".join(lines))
