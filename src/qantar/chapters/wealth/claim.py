"""Key figures of the statement that a few people own half of the country, and who made it."""

import re
from collections.abc import Mapping
from dataclasses import replace

import pandas as pd

from qantar.chapters.wealth import money, tail
from qantar.chapters.wealth.definitions import STANDARD_YEAR, dated, figure
from qantar.chapters.wealth.few import Few
from qantar.chapters.wealth.parameters import WealthParameters
from qantar.common.text import _
from qantar.report.figures import Figure

STANDARD_PEOPLE = 162
TOPIC = "wealth-162"
BILLION = 1e9
CONFIDENCE = {"recall": _("from memory, not seen by us")}


def claim_figures(tables: Mapping[str, pd.DataFrame], p: WealthParameters) -> list[Figure]:
    """Pareto exponents, the few's share by two tails and its bound, and what the statement would
    need.
    """
    few = Few(tables, p.country, p.year, p.claim_people)
    gdp_usd_bn = money.value(tables["macro"], p.country, "gdp_usd_bn", p.year)
    return [
        *dated(figure("wealth.pareto_alpha", few.alpha, p.year), p.year),
        figure("wealth.pareto_alpha_listed", few.alpha_listed, p.year),
        *_shares(few, p),
        *_needs(few, p, gdp_usd_bn),
    ]


def _shares(few: Few, p: WealthParameters) -> list[Figure]:
    known = [
        share
        for share in (few.share_older, few.share_pareto, few.share_listed)
        if share is not None
    ]
    ends = (min(known), max(known), "methods") if known else None
    pareto = figure(
        "wealth.claim_share_pareto", few.share_pareto, p.year, ends, people=p.claim_people
    )
    standard = (p.claim_people, p.year) == (STANDARD_PEOPLE, STANDARD_YEAR)
    return [
        pareto,
        *([replace(pareto, id="wealth.share_162_pareto")] if standard else []),
        figure("wealth.claim_share_listed", few.share_listed, p.year, people=p.claim_people),
        figure("wealth.claim_bound", few.bound, p.year, people=p.claim_people),
    ]


def _needs(few: Few, p: WealthParameters, gdp_usd_bn: float | None) -> list[Figure]:
    """What the statement would need: a share each, and wealth that no statistic sees."""
    total, each, unseen, on_tail = None, None, None, None
    seen = few.share_listed if few.share_listed is not None else few.share_pareto
    if few.household is not None:
        total = float(few.household["total_usd_bn"])
        each = p.claim_share * total / p.claim_people
    if total is not None and seen is not None:
        unseen = tail.unseen_needed(p.claim_share, seen, total)
        mean = float(few.household["mean_usd"])
        on_tail = tail.people_above(BILLION, few.alpha, few.top1, mean, few.adults)
    of_gdp = unseen / gdp_usd_bn if unseen is not None and gdp_usd_bn else None
    return [
        figure("wealth.household_usd_bn", total, p.year),
        figure("wealth.claim_each_usd_bn", each, p.year),
        figure("wealth.claim_unseen_usd_bn", unseen, p.year),
        figure("wealth.claim_unseen_gdp", of_gdp, p.year),
        figure("wealth.tail_billionaires", on_tail, p.year),
    ]


def claim_sources(facts: pd.DataFrame) -> str:
    """Who is quoted with the statement, in which words, and how sure that is: a Markdown list, a
    fact a line.

    facts: the table facts.
    """
    line = _("- {date}, {source}: {statement} *(confidence of the quotation: {confidence})*")
    rows = facts[facts["topic"] == TOPIC].fillna("")
    return "\n".join(
        line.format(
            date=row.date,
            source=f"[{row.source_publisher}]({row.source_url})"
            if row.source_url
            else row.source_publisher,
            statement=_plain(row.statement),
            confidence=CONFIDENCE.get(row.confidence, row.confidence),
        )
        for row in rows.itertuples()
    )


def _plain(text: str) -> str:
    """The text with Markdown's signs escaped."""
    return re.sub(r"([\\`*_\[\]<>$|])", r"\\\1", text)
