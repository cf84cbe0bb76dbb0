"""Charts of the very rich: the list of billionaires by year, and beside other countries' GDP."""

from collections.abc import Iterator

import altair as alt
import pandas as pd

from qantar.chapters.wealth.charts.words import percent
from qantar.charting import Chart, NoData, chart, colours, marks, style
from qantar.common.text import _, clauses, listed, ngettext
from qantar.report.sentences import number

THIRD_WITHIN = 0.01


@chart(tables=("billionaires", "family_ties"))
def billionaires(frame: pd.DataFrame, *, country: str, year: int) -> Chart:
    """Wealth of the people on Forbes's list by year, a family's part apart from the others'.

    frame: year, family (boolean), people, total_usd_bn.
    """
    rows = frame[frame["year"] == year].set_index("family")["total_usd_bn"]
    if True not in rows.index:
        raise NoData(_("The tables hold no list of names for {country}."), country=country)
    share = rows[True] / rows.sum()
    missing = sorted(set(frame["year"]) - set(frame.loc[frame["family"], "year"]))
    labels = {
        "year": _("Year"),
        "family": _("The family"),
        "people": _("People"),
        "total_usd_bn": _("Net worth (billion USD)"),
    }
    return Chart(
        altair=_stacked(frame, labels),
        data=frame,
        title=_title(share),
        measure=_(
            "Net worth of people listed under the country in March, billion US dollars, {first} to "
            "{last}. The family: a daughter and her husband, whom Forbes lists one by one; in "
            "{missing} neither is on the list."
        )
        if missing
        else _(
            "Net worth of people listed under the country in March, billion US dollars, {first} to "
            "{last}. The family: a daughter and her husband, whom Forbes lists one by one."
        ),
        description=_(
            "Bars by year for {country}, billion US dollars of the family and of all: {rows}."
        ),
        words={
            "country": country,
            "first": frame["year"].min(),
            "last": frame["year"].max(),
            "year": year,
            "missing": listed(map(str, missing)),
            "rows": clauses(
                _("{own} of {all} in {year}").format(
                    own=number(held.get(True, 0), ".1f"), all=number(held.sum(), ".1f"), year=one
                )
                for one, held in _told(frame, year)
            ),
            "share": percent(share),
        },
        labels=labels,
    )


def _told(frame: pd.DataFrame, year: int) -> Iterator[tuple[int, pd.Series]]:
    """What the family and the others hold in the first year, in `year` and in the last."""
    for one in sorted({frame["year"].min(), year, frame["year"].max()}):
        yield one, frame[frame["year"] == one].set_index("family")["total_usd_bn"]


def _stacked(frame: pd.DataFrame, labels: dict[str, str]) -> alt.Chart:
    """Bars by year, the family's part at the foot."""
    kinds = {True: _("the family"), False: _("others")}
    drawn = frame.assign(kind=frame["family"].map(kinds), part=~frame["family"])
    names = {**labels, "kind": _("Who"), "total_usd_bn": _("Billion USD")}
    forms = {"year": style.YEAR_NUMBER, "kind": "", "people": ".0f", "total_usd_bn": style.DECIMAL}
    scale = alt.Scale(domain=list(kinds.values()), range=[colours.HERO, colours.GREY_MARK])
    bars = alt.Chart(drawn).mark_bar()
    return bars.encode(
        x=alt.X("year:O", axis=alt.Axis(title=None, labelAngle=0, labelOverlap="greedy")),
        y=marks.quantity(alt.Y, "total_usd_bn"),
        color=alt.Color("kind:N", scale=scale, legend=alt.Legend(title=None)),
        order=alt.Order("part:N"),
        tooltip=marks.tooltip(drawn, forms, names),
    ).properties(height=style.HEIGHT)


def _title(share: float) -> str:
    if abs(share - 1 / 3) < THIRD_WITHIN:
        return _(
            "A daughter of Nazarbayev and her husband held a third of {country}'s listed billions "
            "in {year}"
        )
    return _(
        "A daughter of Nazarbayev and her husband held {share} of {country}'s listed billions in "
        "{year}"
    )


@chart(tables=("billionaires_totals", "macro"))
def billionaires_of_peers(
    frame: pd.DataFrame, *, names: dict[str, str], country: str, year: int
) -> Chart:
    """Wealth of the people on Forbes's list over GDP, one bar a country.

    frame: iso3, year, people, total_usd_bn, of_gdp (all years); names: by code; country: code.
    """
    rows = frame[frame["year"] == year].dropna(subset="of_gdp")
    rows = rows.sort_values("of_gdp", ascending=False, ignore_index=True)
    if country not in set(rows["iso3"]):
        raise NoData(
            _("The tables hold no list of billionaires or no GDP of {country} in {year}."),
            country=names[country],
            year=year,
        )
    drawn = rows.assign(name=rows["iso3"].map(names))
    own = drawn[drawn["iso3"] == country].iloc[0]
    shown = drawn[(drawn["people"] > 0) | (drawn["iso3"] == country)]
    labels = {
        "iso3": _("Code"),
        "name": _("Country"),
        "year": _("Year"),
        "people": _("People listed"),
        "total_usd_bn": _("Net worth (billion USD)"),
        "of_gdp": _("Net worth over GDP"),
    }
    bars = marks.hero_bars(
        shown,
        "of_gdp",
        "name",
        hero=str(own["name"]),
        form=style.SHARE_FINE,
        labels=labels,
    )
    ahead, peers = int((drawn["of_gdp"] > own["of_gdp"]).sum()), len(drawn) - 1
    return Chart(
        altair=bars,
        data=drawn[list(labels)],
        title=_peers_title(own["people"], ahead, peers),
        measure=_(
            "Net worth of the people on Forbes's list over GDP, {year}. Peers without anyone on "
            "the list are left out."
        ),
        description=_("Bars for {year}, billionaires' wealth over GDP: {values}."),
        words={
            "country": own["name"],
            "year": year,
            "share": percent(own["of_gdp"]),
            "n": ahead,
            "peers": peers,
            "values": listed(shown["name"] + " " + shown["of_gdp"].map(percent)),
        },
        labels=labels,
    )


def _peers_title(people: int, ahead: int, peers: int) -> str:
    """How the country stands among its peers, `ahead` of which list more."""
    if not people:
        return _("Nobody was on Forbes's list under {country} in {year}")
    if ahead:
        return ngettext(
            "The wealth of {country}'s billionaires came to {share} of a year's GDP in {year}; in "
            "the only peer with data to more",
            "The wealth of {country}'s billionaires came to {share} of a year's GDP in {year}; in "
            "{n} of {peers} peers to more",
            peers,
        )
    if peers:
        return ngettext(
            "The wealth of {country}'s billionaires came to {share} of a year's GDP in {year}, "
            "more than in the only peer with data",
            "The wealth of {country}'s billionaires came to {share} of a year's GDP in {year}, "
            "more than in any of {peers} peers",
            peers,
        )
    return _("The wealth of {country}'s billionaires came to {share} of a year's GDP in {year}")
