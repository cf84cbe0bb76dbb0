"""The words of the score: names of topics and outcomes, finding, measure, description."""

from typing import Any

import pandas as pd

from qantar.common.text import _, ngettext

OUTCOME_WORDS = {
    "holds": _("holds"),
    "open": _("open"),
    "fails": _("fails"),
}


def score_words(frame: pd.DataFrame) -> dict[str, Any]:
    """Finding, measure, description and heads of the score. frame: frames.score."""
    claims = frame.pivot(index="topic", columns="outcome", values="claims")
    total, held = int(claims.to_numpy().sum()), int(claims["holds"].sum())
    failed = int(claims["fails"].sum())
    if held > total / 2:
        title = _("More than half of the claims of substance hold: {held} of {total}")
    else:
        title = _("No more than half of the claims of substance hold: {held} of {total}")
    described = ngettext(
        "Stacked bars by topic. Of {total} claims {held} hold, {open} are open and {failed} fails.",
        "Stacked bars by topic. Of {total} claims {held} hold, {open} are open and {failed} fail.",
        failed,
    )
    return {
        "title": title.format(held=held, total=total),
        "measure": _(
            "Share of claims by topic, with their number, without geography and without claims "
            "about what somebody said. Holds: supported or roughly right. Open: disputed, cannot "
            "be told, opinion. Fails: outdated or contradicted."
        ),
        "description": described.format(
            total=total, held=held, open=int(claims["open"].sum()), failed=failed
        ),
        "labels": {"topic": _("Topic"), "outcome": _("Outcome"), "claims": _("Claims")},
    }
