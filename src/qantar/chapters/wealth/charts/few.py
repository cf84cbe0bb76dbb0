"""Charts of the few: the tail of the rich with the people named, and the statement tested three
ways.
"""

import altair as alt
import pandas as pd

from qantar.chapters.wealth.charts.words import listed, percent
from qantar.charting import theme
from qantar.charting.theme import Chart, NoData, chart
from qantar.common.text import _, told
from qantar.report.sentences import number

LEAST_WEALTH_M, MOST_WEALTH_M = 20, 50_000
MOST_PEOPLE = 1500
WAY_ROW = 48


@chart(tables=("wealth_shares", "household_wealth", "billionaires", "rich_counts"))
def tail_of_the_rich(frame: pd.DataFrame, *, country: str, year: int) -> Chart:
    """How many adults own more than an amount, on two Pareto tails, on Forbes's list and in two
    estimates.

    frame: kind (pareto, listed, person, estimate), wealth_usd_m, people, label, year.
    """
    if frame.empty:
        message = _(
            "The tables hold no household wealth of {country} in {year}, so its tail has no scale."
        )
        raise NoData(told(message, country=country, year=year))
    kinds = _tail_names()
    shown = frame["wealth_usd_m"].between(LEAST_WEALTH_M, MOST_WEALTH_M) & (frame["people"] >= 0.8)
    drawn = frame[shown & (frame["people"] <= MOST_PEOPLE)].copy()
    drawn["name"] = drawn["kind"].map(kinds)
    colour = theme.numbered(kinds.values())
    base = alt.Chart(drawn).encode(
        x=alt.X(
            "wealth_usd_m:Q",
            title=_("Wealth above (million US dollars, ratio scale)"),
            scale=alt.Scale(type="log", domain=[LEAST_WEALTH_M, MOST_WEALTH_M]),
            axis=alt.Axis(values=[30, 100, 300, 1000, 3000, 10_000], format=theme.COUNT),
        ),
        y=alt.Y(
            "people:Q",
            title=_("Adults who own more (ratio scale)"),
            scale=alt.Scale(type="log", domain=[0.8, MOST_PEOPLE]),
            axis=alt.Axis(values=[1, 10, 100, 1000], format=theme.COUNT),
        ),
        color=alt.Color(
            "name:N", scale=colour, legend=alt.Legend(title=None, offset=30, columns=1)
        ),
    )
    dash = alt.StrokeDash(
        "kind:N",
        scale=alt.Scale(domain=["pareto", "listed"], range=[theme.IMPUTED_DASH, [1, 0]]),
        legend=None,
    )
    lines = base.transform_filter("datum.kind == 'pareto' || datum.kind == 'listed'").mark_line()
    tooltip = [
        alt.Tooltip("label:N", title=_("Who")),
        alt.Tooltip("wealth_usd_m:Q", title=_("Million US dollars"), format=theme.COUNT),
        alt.Tooltip("people:Q", title=_("Adults"), format=theme.COUNT),
        alt.Tooltip("year:Q", title=_("Year"), format=theme.YEAR_NUMBER),
    ]
    people = base.transform_filter("datum.kind == 'person'")
    estimates = base.transform_filter("datum.kind == 'estimate'")
    names = people.mark_text(align="left", dx=8, fontSize=theme.FONT_SIZE_SMALL)
    sources = estimates.mark_text(align="left", dx=8, dy=-8, fontSize=theme.FONT_SIZE_SMALL)
    layers = [
        lines.encode(strokeDash=dash),
        people.mark_point(size=70).encode(tooltip=tooltip),
        estimates.mark_point(size=70, shape="diamond").encode(tooltip=tooltip),
        names.encode(text="label:N"),
        sources.transform_calculate(word="datum.label + ' ' + datum.year").encode(text="word:N"),
    ]
    return Chart(
        altair=alt.layer(*layers).properties(height=theme.HEIGHT_TALL),
        data=frame,
        title=_tail_title(frame, country),
        description=_tail_description(frame, country, year),
        labels={
            "kind": _("What"),
            "wealth_usd_m": _("Wealth above (million US dollars)"),
            "people": _("Adults who own more"),
            "label": _("Who"),
            "year": _("Year"),
        },
    )


def _tail_names() -> dict[str, str]:
    return {
        "pareto": _("Tail of the richest 10 % and 1 %"),
        "listed": _("Tail of the richest 1 % and Forbes's list"),
        "person": _("On Forbes's list, by name"),
        "estimate": _("Estimates of how many own more"),
    }


def _tail_title(frame: pd.DataFrame, country: str) -> str:
    people = frame[frame["kind"] == "person"]
    if people.empty:
        return _("{country}: the tail of the rich as WID's shares give it").format(country=country)
    least, total = people["wealth_usd_m"].min(), people["wealth_usd_m"].sum() / 1000
    return _(
        "{country}: {n} people own {least} billion dollars or more each, {total} together"
    ).format(
        country=country,
        n=len(people),
        least=number(least / 1000, ".1f"),
        total=number(total, ".1f"),
    )


def _tail_description(frame: pd.DataFrame, country: str, year: int) -> str:
    person, estimate = (
        _("{name} {worth} billion"),
        _("{name} {year}: {people} above {limit} million"),
    )
    people = frame[frame["kind"] == "person"]
    counts = frame[frame["kind"] == "estimate"]
    return told(
        _(
            "Two falling lines on ratio scales: how many adults of {country} own more than an "
            "amount in {year}, on two Pareto tails. Points, by name: {persons}. Estimates by "
            "others: {counts}."
        ),
        country=country,
        year=year,
        persons=listed(
            person.format(name=row.label, worth=number(row.wealth_usd_m / 1000, ".1f"))
            for row in people.itertuples()
        )
        or _("none"),
        counts=listed(
            estimate.format(
                name=row.label,
                year=row.year,
                people=number(row.people, ",.0f"),
                limit=number(row.wealth_usd_m, ",.0f"),
            )
            for row in counts.itertuples()
        )
        or _("none"),
    )


@chart(tables=("wealth_shares", "wealth_vintages", "household_wealth", "billionaires"))
def statement_tested(frame: pd.DataFrame, *, country: str, people: int) -> Chart:
    """What a statement says the few own, beside what two tails and the bound allow.

    frame: way (claim, bound, listed, pareto), share, low, high.
    """
    if frame.empty:
        message = _(
            "The tables cannot test the statement for {country}: they lack its household wealth."
        )
        raise NoData(told(message, country=country))
    names = {
        "claim": _("The statement"),
        "bound": _("At most:|the richest 1 %"),
        "listed": _("Tail through|Forbes's list"),
        "pareto": _("Tail through|WID's shares"),
    }
    drawn = frame.assign(name=frame["way"].map(names), said=frame["way"].eq("claim"))
    colour = alt.Color(
        "said:N",
        scale=alt.Scale(domain=[True, False], range=[theme.ACCENT, theme.HERO]),
        legend=None,
    )
    split = alt.Axis(title=None, labelExpr="split(datum.label, '|')", minExtent=120)
    base = alt.Chart(drawn).encode(
        y=alt.Y("name:N", sort=drawn["name"].tolist(), axis=split),
        color=colour,
    )
    title = _("Share of wealth of {people} people").format(people=number(people, ",d"))
    x = alt.X(
        "share:Q",
        title=title,
        scale=alt.Scale(domain=[0, max(0.6, frame["share"].max())]),
        axis=alt.Axis(format=theme.SHARE, grid=True),
    )
    points = base.mark_point(size=110).encode(
        x=x,
        shape=alt.Shape(
            "said:N",
            scale=alt.Scale(domain=[True, False], range=["diamond", "circle"]),
            legend=None,
        ),
        tooltip=[
            alt.Tooltip("name:N", title=_("Way")),
            alt.Tooltip("share:Q", title=_("Share of wealth"), format=theme.SHARE_FINE),
            alt.Tooltip("low:Q", title=_("Releases, least"), format=theme.SHARE_FINE),
            alt.Tooltip("high:Q", title=_("Releases, most"), format=theme.SHARE_FINE),
        ],
    )
    spread = base.mark_rule(strokeWidth=4, opacity=0.5).encode(
        x=alt.X("low:Q", title=title), x2="high:Q"
    )
    values = base.mark_text(dy=-15, fontWeight="bold").encode(
        x=x, text=alt.Text("share:Q", format=theme.SHARE_FINE)
    )
    share = frame.set_index("way")["share"]
    most = max(share.get("pareto", 0), share.get("listed", 0))
    return Chart(
        altair=alt.layer(spread, points, values).properties(height=alt.Step(WAY_ROW)),
        data=frame,
        title=_(
            "Not {claimed}: two tails give {people} people {low} to {high}, the bound is {bound}"
        ).format(
            claimed=percent(share["claim"]),
            people=number(people, ",d"),
            low=percent(min(share.get("pareto", most), most)),
            high=percent(most),
            bound=percent(share["bound"]),
        )
        if share["claim"] > share.get("bound", 1)
        else _("{people} people: two tails give them {low} to {high} of wealth").format(
            people=number(people, ",d"),
            low=percent(min(share.get("pareto", most), most)),
            high=percent(most),
        ),
        description=_("Points for the share of wealth of {people} people: {values}.").format(
            people=number(people, ",d"),
            values=listed(
                f"{row.name_.replace('|', ' ')} {percent(row.share)}"
                for row in drawn.rename(columns={"name": "name_"}).itertuples()
            ),
        ),
        labels={
            "way": _("Way"),
            "share": _("Share of wealth"),
            "low": _("Least of two releases"),
            "high": _("Most of two releases"),
        },
    )
