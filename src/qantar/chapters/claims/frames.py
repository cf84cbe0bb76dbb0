"""Tables behind the charts of the claims chapter."""

from collections.abc import Mapping

import pandas as pd

from qantar.chapters.claims.rules import NEAR
from qantar.report.figures import Figure

TOPICS = ("geography", "politics", "wealth", "energy", "mining", "outlook")
KINDS = ("quantity", "ranking", "event", "attribution", "causal", "prediction")
TILES_A_ROW = 12


def tiles(assessed: pd.DataFrame) -> pd.DataFrame:
    """One tile a claim, in order within its topic: claim_id, topic, verdict, restatement, row,
    column.

    assessed: as from figures.assess. `row` counts from the top over all topics, `column` from the
    left; each topic starts a row of its own.
    """
    parts, top = [], 0
    for topic in TOPICS:
        claims = assessed.loc[
            assessed["topic"] == topic, ["claim_id", "topic", "verdict", "restatement"]
        ]
        place = pd.Series(range(len(claims)), index=claims.index)
        parts.append(claims.assign(row=top + place // TILES_A_ROW, column=place % TILES_A_ROW))
        top += -(-len(claims) // TILES_A_ROW)
    return pd.concat(parts, ignore_index=True)


def by_kind(assessed: pd.DataFrame) -> pd.DataFrame:
    """Claims of each kind by verdict: kind, verdict, claims (count), and `kind_total`."""
    counted = assessed.groupby(["kind", "verdict"]).size().rename("claims").reset_index()
    return counted.assign(kind_total=counted.groupby("kind")["claims"].transform("sum"))


def stated_against_found(assessed: pd.DataFrame, figures: Mapping[str, Figure]) -> pd.DataFrame:
    """Found ÷ stated for every number that a rule tests: claim_id, label, verdict, found, low, high
    (ratios).

    Ranks are left out: a rank is right or wrong. low and high are missing where the figure has no
    range.
    """
    rows = []
    for claim in assessed[assessed["how"] == "computed"].itertuples():
        figure = figures.get(claim.figure)
        if figure is None or figure.value is None or figure.unit == "rank" or not claim.target:
            continue
        low, high = (
            None if bound is None else bound / claim.target for bound in (figure.low, figure.high)
        )
        rows.append(
            (claim.claim_id, claim.label, claim.verdict, figure.value / claim.target, low, high)
        )
    columns = ["claim_id", "label", "verdict", "found", "low", "high"]
    return pd.DataFrame(rows, columns=columns).astype({"low": "float64", "high": "float64"})


def near() -> tuple[float, float]:
    """The ratios between which a number is roughly what was stated."""
    return 1 - NEAR, 1 + NEAR
