"""Charts of protests: one tracker's counts a month, and V-Dem's score of every country."""

import altair as alt
import pandas as pd

from qantar.chapters.wealth.charts.words import span, two
from qantar.charting import Chart, NoData, chart, colours, marks, style
from qantar.charting.events import Event, with_events
from qantar.common.dates import dated
from qantar.common.text import _, listed, ngettext, pgettext
from qantar.report.country_names import format_sentence
from qantar.report.sentences import number

JANUARY_2022, KAZAKHSTAN = 2022, pgettext("countries.name", "Kazakhstan")


@chart(tables=("protest_trackers",))
def protests_per_month(frame: pd.DataFrame) -> Chart:
    """A tracker's counts as numbers a month.

    frame: first_day, last_day, low, high; the first period was collected looking back and is
    compared with no other.
    """
    if frame.empty:
        raise NoData(_("The tables hold counts of protests for Kazakhstan only."))
    drawn = frame.assign(
        words=[span(low, high) for low, high in zip(frame["low"], frame["high"], strict=True)],
        zero=0.0,
        colour=[colours.GREY_MARK, *[colours.HERO] * (len(frame) - 1)],
        middle=frame["first_day"] + (frame["last_day"] - frame["first_day"]) / 2,
    )
    x = alt.X(
        "first_day:T", axis=marks.time_axis(drawn["first_day"].min(), drawn["last_day"].max())
    )
    base = alt.Chart(drawn)
    tips = marks.tooltip(
        drawn,
        {"first_day": style.DAY, "last_day": style.DAY, "words": ""},
        {"first_day": _("From"), "last_day": _("To"), "words": _("A month")},
    )
    colour = alt.Color("colour:N", scale=None, legend=None)
    sure = base.mark_bar(stroke=colours.PAPER).encode(
        color=colour,
        x=x,
        x2="last_day:T",
        y=alt.Y("low:Q", title=None, axis=alt.Axis(tickCount=5)),
        y2="zero:Q",
        tooltip=tips,
    )
    doubt = base.transform_filter("datum.high > datum.low").mark_bar(
        fill=marks.stripes(colours.HERO, along="y"), stroke=colours.HERO
    )
    doubt = doubt.encode(x=x, x2="last_day:T", y="low:Q", y2="high:Q", tooltip=tips)
    places = base.encode(x="middle:T", y="high:Q", text="words:N")
    words = marks.rimmed(places, colours.TEXT, "bold", baseline="bottom", dy=-5)
    first, last = drawn.iloc[-2], drawn.iloc[-1]
    title = _("Protests a month did not rise from {before} to {after}: {first} and {last}")
    if last["low"] > first["high"]:
        title = _("Protests rose from {first} to {last} a month with the start of {after}")
    return Chart(
        altair=alt.layer(sure, doubt, *words).properties(height=style.HEIGHT),
        data=frame,
        title=title.format(
            first=first["words"],
            last=last["words"],
            before=first["first_day"].year,
            after=last["first_day"].year,
        ),
        measure=_(
            "Protests a month in Kazakhstan, Central Asia Protest Tracker, 2018 to June 2021. "
            "Grey: collected looking back, so not to be compared. Striped: from the lower of two "
            "counts to the higher."
        ),
        description=_("Bars, protests a month: {values}.").format(
            values=listed(
                _("{count} from {first} to {last}").format(
                    count=row.words,
                    first=dated(row.first_day, _("%b %Y")),
                    last=dated(row.last_day, _("%b %Y")),
                )
                for row in drawn.itertuples()
            )
        ),
        labels={
            "first_day": _("From"),
            "last_day": _("To"),
            "low": _("Protests a month"),
            "high": _("Protests a month, other count"),
        },
    )


@chart(tables=("mobilisation",))
def mobilisation(frame: pd.DataFrame, *, country: str) -> Chart:
    """V-Dem's score of mass mobilisation by year. frame: name, year, score."""
    own = frame[frame["name"] == country].set_index("year")["score"]
    if own.empty:
        raise NoData(
            format_sentence(
                _("V-Dem has no score of mass mobilisation for {country}."), country=country
            )
        )
    years = (int(frame["year"].min()), int(frame["year"].max()))
    peaks = frame[frame["name"] != country].groupby("name")["score"].max()
    higher = peaks[peaks > own.max()].sort_values(ascending=False)
    lines = marks.hero_lines(
        frame,
        "year",
        "score",
        "name",
        hero=country,
        named=higher.index[:2],
        form=".1f",
        zero=False,
        labels={"name": _("Country"), "year": _("Year"), "score": _("Score")},
    )
    january = [Event(JANUARY_2022, _("2022"), _("Kazakhstan's January"))]
    return Chart(
        altair=with_events(lines, january if country == KAZAKHSTAN else [], years),
        data=frame,
        title=_peak_title(own, country),
        measure=_(
            "How frequent and large mass mobilisation was, score by experts, {first} to {last}; 0 "
            "is about the mean of all countries and years. Grey: peers, {higher} of {all} of them "
            "with a higher peak."
        ).format(first=years[0], last=years[1], higher=len(higher), all=len(peaks)),
        description=format_sentence(
            _(
                "Lines by country; the highest score of {country} is {peak_score}, the last, of "
                "{last}, {last_score}."
            ),
            country=country,
            peak_score=two(own.max()),
            last_score=two(own.iloc[-1]),
            last=number(own.index[-1], "d"),
        ),
        labels={"name": _("Country"), "year": _("Year"), "score": _("Score")},
    )


def _peak_title(own: pd.Series, country: str) -> str:
    """When the score (index: year) was highest, if it ever reached the mean of all countries."""
    peaks = own.index[own == own.max()]
    if own.max() < 0:
        text = _(
            "Mass mobilisation in {country} has stayed below the mean of all countries since "
            "{first}, say V-Dem's experts"
        )
    else:
        text = ngettext(
            "Mass mobilisation in {country} was larger in {peak} than in any other year since "
            "{first}, say V-Dem's experts",
            "Mass mobilisation in {country} was largest in {n} years since {first}, first in "
            "{peak}, say V-Dem's experts",
            len(peaks),
        )
    return format_sentence(
        text,
        country=country,
        first=number(own.index.min(), "d"),
        peak=number(peaks[0], "d"),
        n=len(peaks),
    )
