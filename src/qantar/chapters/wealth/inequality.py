"""A country beside its peers: shares of wealth, Lorenz curves, Ginis and their gap."""

from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike

from qantar.chapters.wealth.distribution import lorenz
from qantar.common.text import N_
from qantar.report.figures import Figure
from qantar.report.lookup import number_where, rows_where

GROUPS = ("top1", "top10", "bottom50")
SURVEYS = (N_("consumption"), N_("income"))
NEAR_YEARS = 10
HALF = 0.5


def others(country: str, peers: Sequence[str]) -> list[str]:
    """The peers without the country itself."""
    return [peer for peer in peers if peer != country]


def share(shares: pd.DataFrame, country: str, year: int, group: str) -> float | None:
    """One share of a table like wealth_shares; None where it has none."""
    return number_where(shares, "share", iso3=country, year=year, group=group)


def gini(
    inequality: pd.DataFrame, concept: str, source: str, country: str, year: int
) -> float | None:
    """One Gini of the table inequality; None where it has none."""
    key = {"concept": concept, "source": source, "iso3": country, "year": year}
    return number_where(inequality, "value", **key)


def survey(deciles: pd.DataFrame, country: str) -> tuple[int, str, list[float]] | None:
    """The newest survey: year, kind and ten shares; consumption before income in one year."""
    own = rows_where(deciles, iso3=country)
    if own.empty:
        return None
    newest = rows_where(own, year=own["year"].max())
    kind = newest["welfare"].min()
    shares = rows_where(newest, welfare=kind).sort_values("decile")["share"]
    return int(newest["year"].iloc[0]), str(kind), shares.tolist()


def _curve(kind: str, country: str, year: int, people: ArrayLike, share: ArrayLike) -> pd.DataFrame:
    points = {"people": people, "share": share}
    return pd.DataFrame({"curve": kind, "iso3": country, "year": year, **points})


def _survey_curve(deciles: pd.DataFrame, country: str) -> pd.DataFrame:
    found = survey(deciles, country)
    if found is None:
        return _curve("", country, 0, [], [])
    year, kind, shares = found
    people, cumulative = lorenz(shares)
    return _curve(kind, country, year, people.round(6), cumulative)


def _wealth_curve(shares: pd.DataFrame, country: str, year: int) -> pd.DataFrame:
    bottom, top10, top1 = (
        share(shares, country, year, group) for group in ("bottom50", "top10", "top1")
    )
    if bottom is None or top10 is None or top1 is None:
        return _curve("", country, year, [], [])
    points = {0.0: 0.0, 0.5: bottom, 0.9: 1 - top10, 0.99: 1 - top1, 1.0: 1.0}
    return _curve(N_("wealth"), country, year, list(points), list(points.values()))


def lorenz_curves(
    deciles: pd.DataFrame, shares: pd.DataFrame, country: str, peers: Sequence[str], year: int
) -> pd.DataFrame:
    """Lorenz curves of the newest survey and of wealth, with the range of like peers.

    deciles: income_deciles; shares: wealth_shares of `year`. Columns curve (consumption or income;
    wealth), year, people, share, imputed, peers_low, peers_high, peers_n; empty where the tables
    hold nothing.
    """
    peers = others(country, peers)
    deciles, shares = (table[table["iso3"].isin([country, *peers])] for table in (deciles, shares))
    surveyed = _survey_curve(deciles, country)
    like = deciles[deciles["welfare"].isin(surveyed["curve"])]
    own = pd.concat([surveyed, _wealth_curve(shares, country, year)], ignore_index=True)
    rest = pd.concat(
        curve
        for peer in peers
        for curve in (_survey_curve(like, peer), _wealth_curve(shares, peer, year))
    )
    spread = {"peers_low": "min", "peers_high": "max", "peers_n": "size"}
    ranges = rest.groupby(["curve", "people"])["share"].agg(**spread).reset_index()
    frame = own.drop(columns="iso3").merge(ranges, on=["curve", "people"], how="left")
    return frame.assign(imputed=frame["curve"].eq("wealth") & imputed(shares, country))


def gaps(
    inequality: pd.DataFrame, shares: pd.DataFrame, country: str, peers: Sequence[str], year: int
) -> pd.DataFrame:
    """Wealth Gini of `year` against the nearest survey's, for all countries measured alike.

    The survey is the World Bank's nearest to `year`, at most ten years away; only countries whose
    survey is of the country's kind (consumption or income) are kept. `expected` is the wealth Gini
    on the straight line (least squares) through all of them. Columns iso3, own, peer, concept,
    survey_year, survey, wealth, gap, expected, imputed; empty where the country has no such pair.
    """
    surveys = inequality[(inequality["source"] == "WDI") & inequality["concept"].isin(SURVEYS)]
    surveys = surveys.assign(away=(surveys["year"] - year).abs())
    surveys = surveys[surveys["away"] <= NEAR_YEARS].sort_values(["away", "year"])
    surveys = surveys.groupby("iso3", as_index=False).head(1)
    surveys = surveys[["iso3", "concept", "year", "value"]].rename(
        columns={"year": "survey_year", "value": "survey"}
    )
    wealth = rows_where(inequality, concept="wealth", source="WID", year=year)
    wealth = wealth[["iso3", "value"]].rename(columns={"value": "wealth"})
    frame = surveys.merge(wealth, on="iso3")
    frame = frame.merge(shares[["iso3", "imputed"]].drop_duplicates("iso3"), on="iso3")
    frame["gap"] = (frame["wealth"] - frame["survey"]).round(6)
    frame["own"] = frame["iso3"] == country
    frame["peer"] = frame["iso3"].isin(others(country, peers))
    kind = frame.loc[frame["own"], "concept"]
    frame = frame[frame["concept"].isin(kind)].sort_values("gap", ignore_index=True)
    return frame.assign(expected=_on_line(frame["survey"], frame["wealth"]))


def _on_line(x: pd.Series, y: pd.Series) -> pd.Series:
    """The least-squares line through (x, y) at each x; missing for under 3 points."""
    if len(x) < 3:
        return pd.Series(np.nan, index=x.index)
    return pd.Series(np.polynomial.Polynomial.fit(x, y, 1)(x), index=x.index)


def lower_than_most(figures: Mapping[str, Figure]) -> bool:
    """Whether the survey's Gini is lower than that of most other countries."""
    lower = figures["income.gini_lower_share"].value
    return lower is not None and lower < HALF


def imputed(shares: pd.DataFrame, country: str) -> bool:
    """Whether WID imputes the country's wealth; shares: wealth_shares."""
    return bool(shares.loc[shares["iso3"] == country, "imputed"].any())
