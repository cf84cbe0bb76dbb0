"""Charts of the very rich: the list of billionaires by year, and beside other countries' GDP."""

import altair as alt
import pandas as pd

from qantar.chapters.wealth.charts.words import percent
from qantar.charting import Chart, NoData, chart, colours, marks, style
from qantar.common.text import _, listed, ngettext
from qantar.report.country_names import format_sentence
from qantar.report.sentences import number

THIRD_WITHIN = 0.01


@chart(tables=("billionaires", "family_ties"))
def billionaires(frame: pd.DataFrame, *, country: str, year: int) -> Chart:
    """Wealth of the people on Forbes's list by year, a family's part apart from the others'.

    frame: year, family (boolean), people, total_usd_bn.
    """
    rows = frame[frame["year"] == year].set_index("family")["total_usd_bn"]
    if True not in rows.index:
        raise NoData(
            format_sentence(_("The tables hold no list of names for {country}."), country=country)
        )
    kinds = {True: _("the family"), False: _("others")}
    drawn = frame.assign(kind=frame["family"].map(kinds), part=~frame["family"])
    tips = marks.tooltip(
        drawn,
        {"year": style.YEAR_NUMBER, "kind": "", "people": ".0f", "total_usd_bn": style.DECIMAL},
        {
            "year": _("Year"),
            "kind": _("Who"),
            "people": _("People"),
            "total_usd_bn": _("Billion USD"),
        },
    )
    bars = (
        alt.Chart(drawn)
        .mark_bar()
        .encode(
            x=alt.X("year:O", axis=alt.Axis(title=None, labelAngle=0, labelOverlap="greedy")),
            y=alt.Y("total_usd_bn:Q", title=None, axis=alt.Axis(tickCount=5)),
            color=alt.Color(
                "kind:N",
                scale=alt.Scale(
                    domain=list(kinds.values()), range=[colours.HERO, colours.GREY_MARK]
                ),
                legend=alt.Legend(title=None),
            ),
            order=alt.Order("part:N"),
            tooltip=tips,
        )
    )
    share = rows[True] / rows.sum()
    return Chart(
        altair=bars.properties(height=style.HEIGHT),
        data=frame,
        title=_title(share, country, year),
        measure=_(
            "Net worth of people listed under the country in March, billion US dollars, {first} to "
            "{last}. The family: a daughter and her husband, whom Forbes lists one by one."
        ).format(first=int(frame["year"].min()), last=int(frame["year"].max())),
        description=format_sentence(
            _(
                "Bars by year for {country}. {year}: {own} of {all} billion dollars are the "
                "family's."
            ),
            country=country,
            year=number(year, "d"),
            own=number(rows[True], ".1f"),
            all=number(rows.sum(), ".1f"),
        ),
        labels={
            "year": _("Year"),
            "family": _("The family"),
            "people": _("People"),
            "total_usd_bn": _("Net worth (billion USD)"),
        },
    )


def _title(share: float, country: str, year: int) -> str:
    text = _(
        "A daughter of Nazarbayev and her husband held {share} of {country}'s listed billions in "
        "{year}"
    )
    if abs(share - 1 / 3) < THIRD_WITHIN:
        text = _(
            "A daughter of Nazarbayev and her husband held a third of {country}'s listed billions "
            "in {year}"
        )
    return format_sentence(text, share=percent(share), country=country, year=number(year, "d"))


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
        message = _("The tables hold no list of billionaires or no GDP of {country} in {year}.")
        raise NoData(format_sentence(message, country=names[country], year=number(year, "d")))
    drawn = rows.assign(name=rows["iso3"].map(names))
    own = drawn[drawn["iso3"] == country].iloc[0]
    listed_ones = drawn[(drawn["people"] > 0) | (drawn["iso3"] == country)]
    bars = marks.hero_bars(
        listed_ones,
        "of_gdp",
        "name",
        hero=str(own["name"]),
        form=style.SHARE_FINE,
        labels={"name": _("name"), "of_gdp": _("of_gdp")},
    )
    return Chart(
        altair=bars,
        data=drawn[["iso3", "name", "year", "people", "total_usd_bn", "of_gdp"]],
        title=_peers_title(own, year, drawn["of_gdp"]),
        measure=_(
            "Net worth of the people on Forbes's list over GDP, {year}. Peers without anyone on "
            "the list are left out."
        ).format(year=year),
        description=_("Bars for {year}, billionaires' wealth over GDP: {values}.").format(
            year=year,
            values=listed(
                f"{row.name_} {percent(row.of_gdp)}"
                for row in listed_ones.rename(columns={"name": "name_"}).itertuples()
            ),
        ),
        labels={
            "iso3": _("Code"),
            "name": _("Country"),
            "year": _("Year"),
            "people": _("People listed"),
            "total_usd_bn": _("Net worth (billion USD)"),
            "of_gdp": _("Over GDP"),
        },
    )


def _peers_title(own: pd.Series, year: int, of_gdp: pd.Series) -> str:
    """How the country stands among its peers; of_gdp: of all of them and its own."""
    peers, ahead = len(of_gdp) - 1, int((of_gdp > own["of_gdp"]).sum())
    if not own["people"]:
        text = _("Nobody was on Forbes's list under {country} in {year}")
    elif ahead:
        text = ngettext(
            "{country}'s billionaires owned {share} of a year's GDP in {year}; in the only peer "
            "with data they owned more",
            "{country}'s billionaires owned {share} of a year's GDP in {year}; in {n} of {peers} "
            "peers they owned more",
            peers,
        )
    elif peers:
        text = ngettext(
            "{country}'s billionaires owned {share} of a year's GDP in {year}, more than in the "
            "only peer with data",
            "{country}'s billionaires owned {share} of a year's GDP in {year}, more than in any of "
            "{peers} peers",
            peers,
        )
    else:
        text = _("{country}'s billionaires owned {share} of a year's GDP in {year}")
    return format_sentence(
        text,
        country=str(own["name"]),
        share=percent(own["of_gdp"]),
        year=number(year, "d"),
        n=ahead,
        peers=peers,
    )
