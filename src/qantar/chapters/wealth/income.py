"""Key figures of wealth shares, of consumption or income surveys, and of the gap between their
Ginis.
"""

from collections.abc import Mapping

import pandas as pd

from qantar.chapters.wealth import peers
from qantar.chapters.wealth.definitions import dated, figure
from qantar.chapters.wealth.distribution import gini_pchip, gini_trapezoid, lorenz, palma
from qantar.chapters.wealth.parameters import WealthParameters
from qantar.common.text import _
from qantar.report.figures import Figure

STANDARD_SURVEY = 2018


def gini(
    inequality: pd.DataFrame, concept: str, source: str, country: str, year: int
) -> float | None:
    """One Gini of the table inequality; None where it has none."""
    key = {"concept": concept, "source": source, "iso3": country, "year": year}
    row = inequality[(inequality[list(key)] == pd.Series(key)).all(axis=1)]
    return float(row["value"].iloc[0]) if len(row) else None


def wealth_figures(tables: Mapping[str, pd.DataFrame], p: WealthParameters) -> list[Figure]:
    """Shares of the richest and of the poorer half with what an older release said; Ginis of
    wealth.
    """
    found = []
    for group in peers.GROUPS:
        value = peers.share(tables["wealth_shares"], p.country, p.year, group)
        older = peers.share(tables["wealth_vintages"], p.country, p.year, group)
        both = value is not None and older is not None
        ends = (min(value, older), max(value, older), "vintages") if both else None
        found += dated(figure(f"wealth.{group}", value, p.year, ends), p.year)
    wid = gini(tables["inequality"], "wealth", "WID", p.country, p.year)
    ubs = gini(tables["inequality"], "wealth", "UBS", p.country, 2022)
    found += [
        *dated(figure("wealth.gini", wid, p.year), p.year),
        figure("wealth.gini_ubs_2022", ubs, 2022),
    ]
    return found + _gap_figures(tables, p)


def _gap_figures(tables: Mapping[str, pd.DataFrame], p: WealthParameters) -> list[Figure]:
    pairs = peers.gaps(tables["inequality"], tables["wealth_shares"], p.country, p.peers, p.year)
    names = ["gap", "gap_rank", "gap_countries", "gap_median", "gap_peers", "gap_peers_wider"]
    names += ["expected", "rank", "imputed_countries"]
    values: dict[str, float | int | None] = dict.fromkeys(names)
    if len(pairs):
        own = pairs[pairs["own"]].iloc[0]
        wider = pairs["gap"] > own["gap"]
        values = {
            "gap": float(own["gap"]),
            "gap_rank": int(wider.sum()) + 1,
            "gap_countries": len(pairs),
            "gap_median": float(pairs["gap"].median()),
            "gap_peers": int(pairs["peer"].sum()),
            "gap_peers_wider": int((wider & pairs["peer"]).sum()),
            "expected": float(own["expected"]),
            "rank": int((pairs["wealth"] > own["wealth"]).sum()) + 1,
            "imputed_countries": int(pairs["imputed"].sum()),
        }
    return [figure(f"wealth.gini_{name}", value, p.year) for name, value in values.items()]


def survey_word(kind: str) -> str:
    """'survey of consumption' or 'survey of income'."""
    return _("survey of consumption") if kind == "consumption" else _("survey of income")


def income_figures(tables: Mapping[str, pd.DataFrame], p: WealthParameters) -> list[Figure]:
    """The World Bank's newest Gini, its place among all countries', and what ten shares give."""
    rows, since = tables["inequality"], p.year - peers.NEAR_YEARS
    newest = (
        rows[rows["source"] == "WDI"].sort_values("year").groupby("iso3").tail(1).set_index("iso3")
    )
    recent = newest.loc[newest["year"] >= since, "value"]
    value, lower, year, kind = None, None, "none", ""
    if p.country in newest.index:
        own = newest.loc[p.country]
        value, year, kind = float(own["value"]), str(own["year"]), str(own["concept"])
        lower = float((recent.drop(p.country, errors="ignore") < value).mean())
    return [
        figure("income.gini_wb_latest", value, year, kind=survey_word(kind)),
        figure("income.gini_lower_share", lower, year, since=since),
        figure("income.gini_countries", len(recent), year, since=since),
        *_decile_figures(tables, p.country),
    ]


def _decile_figures(tables: Mapping[str, pd.DataFrame], country: str) -> list[Figure]:
    found = peers.survey(tables["income_deciles"], country)
    if found is None:
        names = ("gini_deciles", "gini_trapezoid", "gini_published", "palma")
        return [figure(f"income.{name}", None, "none", kind=_("survey")) for name in names]
    year, kind, shares = found
    people, share = lorenz(shares)
    word = survey_word(kind)
    smooth = figure("income.gini_deciles", gini_pchip(people, share), year, kind=word)
    straight = figure("income.gini_trapezoid", gini_trapezoid(people, share), year, kind=word)
    published = gini(tables["inequality"], kind, "PIP", country, year)
    return [
        *dated(smooth, year, STANDARD_SURVEY),
        *dated(straight, year, STANDARD_SURVEY),
        figure("income.gini_published", published, year, kind=word),
        figure("income.palma", palma(shares), year, kind=word),
    ]
