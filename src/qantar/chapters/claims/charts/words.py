"""The words of the claims charts: names of verdicts and kinds, titles, descriptions, heads of
columns.
"""

from typing import Any

import pandas as pd

from qantar.chapters.claims.frames import near
from qantar.common.text import _
from qantar.report.sentences import number

WORDS = {
    "supported": _("supported"),
    "roughly": _("roughly right"),
    "disputed": _("disputed"),
    "outdated": _("outdated"),
    "contradicted": _("contradicted"),
    "unverifiable": _("unverifiable"),
    "opinion": _("opinion"),
}
LETTERS = {
    "supported": "S",
    "roughly": "R",
    "disputed": "D",
    "outdated": "O",
    "contradicted": "C",
    "unverifiable": "U",
    "opinion": "V",
}
SHAPES = {
    "supported": "circle",
    "roughly": "square",
    "disputed": "diamond",
    "outdated": "triangle-down",
    "contradicted": "cross",
    "unverifiable": "triangle-right",
    "opinion": "triangle-left",
}
TOPIC_WORDS = {
    "geography": _("Geography"),
    "politics": _("Politics"),
    "wealth": _("Wealth"),
    "energy": _("Energy"),
    "mining": _("Mining"),
    "outlook": _("Outlook"),
}
KIND_WORDS = {
    "quantity": _("quantities"),
    "ranking": _("rankings"),
    "event": _("events"),
    "attribution": _("reported views"),
    "causal": _("causes"),
    "prediction": _("predictions"),
}
HELD = ("supported", "roughly")


def counted(frame: pd.DataFrame, verdicts: list[str]) -> dict[str, str]:
    """Letter, word and number of claims for each verdict."""
    counts = frame["verdict"].value_counts()
    form = _("{letter} {word} ({count})")
    return {
        name: form.format(letter=LETTERS[name], word=WORDS[name], count=counts[name])
        for name in verdicts
    }


def glance_words(frame: pd.DataFrame, legend: dict[str, str]) -> dict[str, Any]:
    """Title, description and heads of the tiles."""
    held = int(frame["verdict"].isin(HELD).sum())
    title = _("{held} of {total} claims hold, fully or roughly")
    description = _(
        "Tiles, one for each of {total} claims of the article, in its order within {topics} "
        "topics; colour and letter give the verdict: {counts}."
    )
    return {
        "title": title.format(held=held, total=len(frame)),
        "description": description.format(
            total=len(frame), topics=frame["topic"].nunique(), counts=", ".join(legend.values())
        ),
        "labels": {
            "claim_id": _("Claim"),
            "topic": _("Topic"),
            "verdict": _("Verdict"),
            "restatement": _("In our words"),
        },
    }


def kind_words(frame: pd.DataFrame) -> dict[str, Any]:
    """Title, description and heads of the bars by kind."""
    held = frame["claims"].where(frame["verdict"].isin(HELD), 0).groupby(frame["kind"]).sum()
    shares = held / frame.groupby("kind")["claims"].sum()
    best, worst = KIND_WORDS[shares.idxmax()], KIND_WORDS[shares.idxmin()]
    title = _("Claims about {best} hold most often, {worst} least")
    description = _(
        "Stacked bars: number of claims of each kind by verdict. {best}: {high} supported or "
        "roughly right; {worst}: {low}."
    )
    return {
        "title": title.format(best=best, worst=worst),
        "description": description.format(
            best=best.capitalize(),
            high=number(shares.max(), ".0%"),
            worst=worst,
            low=number(shares.min(), ".0%"),
        ),
        "labels": {
            "kind": _("Kind of claim"),
            "verdict": _("Verdict"),
            "claims": _("Claims"),
            "kind_total": _("Claims of that kind"),
        },
    }


def stated_words(frame: pd.DataFrame) -> dict[str, Any]:
    """Title, description and heads of the comparison of stated and found numbers."""
    close = int(frame["found"].between(*near()).sum())
    widest = frame.loc[(frame["high"] - frame["low"]).fillna(0).idxmax(), "label"]
    title = _("{close} of {total} numbers lie within a tenth of what the article states")
    description = _(
        "Points: the number found over the number, or limit, that the article states; the band is "
        "a tenth either way. Ratios run from {least:.2f} to {most:.2f}. Lines: range over counts "
        "or releases, or the interval of the estimate; the widest belongs to {widest}."
    )
    return {
        "title": title.format(close=close, total=len(frame)),
        "description": description.format(
            least=frame["found"].min(), most=frame["found"].max(), widest=widest.lower()
        ),
        "labels": {
            "claim_id": _("Claim"),
            "label": _("What"),
            "verdict": _("Verdict"),
            "found": _("Found ÷ stated"),
            "low": _("Lowest ÷ stated"),
            "high": _("Highest ÷ stated"),
        },
    }
