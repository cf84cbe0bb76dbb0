"""Charts of protests: one tracker's counts a month, and V-Dem's score of every country."""

import altair as alt
import pandas as pd

from qantar.chapters.wealth.charts.words import spans, two
from qantar.charting import Chart, NoData, chart, colours, marks, style
from qantar.charting.events import Event, with_events
from qantar.common.dates import dated
from qantar.common.text import _, clauses, listed, ngettext, pgettext

FEW_YEARS = 10  # of fewer no year is called the largest
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
        words=spans(frame),
        zero=0.0,
        colour=[colours.GREY_MARK, *[colours.HERO] * (len(frame) - 1)],
        middle=frame["first_day"] + (frame["last_day"] - frame["first_day"]) / 2,
    )
    labels = {
        "first_day": _("From"),
        "last_day": _("To"),
        "low": _("Protests a month"),
        "high": _("Protests a month, other count"),
    }
    first, last = drawn.iloc[-2], drawn.iloc[-1]
    rose = last["low"] > first["high"]
    return Chart(
        altair=_counts(drawn, labels),
        data=frame,
        title=_("Protests rose from {first} to {last} a month with the start of {after}")
        if rose
        else _("Protests a month did not rise from {before} to {after}: {first} and {last}"),
        measure=_(
            "Protests a month in Kazakhstan, Central Asia Protest Tracker, 2018 to June 2021. "
            "Grey: collected looking back, so not to be compared. Striped: from the lower of two "
            "counts to the higher."
        ),
        description=_("Bars, protests a month: {values}."),
        words={
            "first": first["words"],
            "last": last["words"],
            "before": first["first_day"].year,
            "after": last["first_day"].year,
            "values": listed(
                _("{count} from {first} to {last}").format(
                    count=row.words,
                    first=dated(row.first_day, _("%b %Y")),
                    last=dated(row.last_day, _("%b %Y")),
                )
                for row in drawn.itertuples()
            ),
        },
        labels=labels,
    )


def _counts(drawn: pd.DataFrame, labels: dict[str, str]) -> alt.LayerChart:
    """Bars as wide as their periods, striped between the lower of two counts and the higher."""
    tips = marks.tooltip(
        drawn,
        {"first_day": style.DAY, "last_day": style.DAY, "words": ""},
        {**labels, "words": _("A month")},
    )
    axis = marks.time_axis(drawn["first_day"].min(), drawn["last_day"].max())
    period = {"x": alt.X("first_day:T", axis=axis), "x2": "last_day:T", "tooltip": tips}
    sure = alt.Chart(drawn).mark_bar(stroke=colours.PAPER)
    doubt = alt.Chart(drawn).transform_filter("datum.high > datum.low")
    doubt = doubt.mark_bar(fill=marks.stripes(colours.HERO, along="y"), stroke=colours.HERO)
    words = alt.Chart(drawn).encode(x="middle:T", y="high:Q", text="words:N")
    colour = alt.Color("colour:N", scale=None, legend=None)
    return alt.layer(
        sure.encode(color=colour, y=marks.quantity(alt.Y, "low"), y2="zero:Q", **period),
        doubt.encode(y="low:Q", y2="high:Q", **period),
        *marks.rimmed(words, colours.TEXT, "bold", baseline="bottom", dy=-5),
    ).properties(height=style.HEIGHT)


@chart(tables=("mobilisation",))
def mobilisation(frame: pd.DataFrame, *, country: str) -> Chart:
    """V-Dem's score of mass mobilisation by year. frame: name, year, score."""
    own = frame[frame["name"] == country].set_index("year")["score"]
    if own.empty:
        raise NoData(_("V-Dem has no score of mass mobilisation for {country}."), country=country)
    years = (int(frame["year"].min()), int(frame["year"].max()))
    labels = {"name": _("Country"), "year": _("Year"), "score": _("Score")}
    others = frame[frame["name"] != country].groupby("name")["score"].max()
    higher = others[others > own.max()].sort_values(ascending=False)
    lines = marks.hero_lines(
        frame,
        "year",
        "score",
        "name",
        hero=country,
        named=higher.index[:2],
        form=".1f",
        zero=False,
        labels=labels,
    )
    january = [Event(JANUARY_2022, _("2022"), _("Kazakhstan's January"))]
    peaks = own.index[own == own.max()]
    lines = alt.layer(lines, *_peak(own, peaks[0]))
    return Chart(
        altair=with_events(lines, january if country == KAZAKHSTAN else [], years),
        data=frame,
        title=_peak_title(own, len(peaks)),
        measure=_(
            "How frequent and large mass mobilisation was, score by experts, {first} to {last}; 0 "
            "is about the mean of all countries and years. Grey: peers, {higher} of {all} of them "
            "with a higher peak."
        ).format(first=years[0], last=years[1], higher=len(higher), all=len(others)),
        description=_("Lines by country: {rows}."),
        words={
            "country": country,
            "first": own.index.min(),
            "peak": peaks[0],
            "n": len(peaks),
            "held": len(own),
            "rows": clauses(
                _course(name, frame[frame["name"] == name].set_index("year")["score"])
                for name in (country, *others.nlargest(2).index)
            ),
        },
        labels=labels,
    )


def _peak(scores: pd.Series, year: int) -> list[alt.Chart]:
    """The highest of a country's scores, in words at its place."""
    top = pd.DataFrame({"year": [year], "score": [scores[year]]})
    words = alt.Text("score:Q", format=style.DECIMAL)
    base = alt.Chart(top).encode(x="year:Q", y="score:Q", text=words)
    return marks.rimmed(base, colours.HERO, "bold", align="right", dx=-6, dy=-4)


def _course(name: str, scores: pd.Series) -> str:
    """A country's first score, its highest and its last, each with its year (the index)."""
    first, last = scores.index[[0, -1]]
    return _(
        "{country} {first} in {first_year}, at the highest {most} in {most_year}, {last} in "
        "{last_year}"
    ).format(
        country=name,
        first=two(scores[first]),
        first_year=first,
        most=two(scores.max()),
        most_year=scores.idxmax(),
        last=two(scores[last]),
        last_year=last,
    )


def _peak_title(scores: pd.Series, years: int) -> str:
    """In how many years the score was highest, if it ever reached the mean of all countries and
    there are years enough to call one the largest.
    """
    if len(scores) < FEW_YEARS:
        return _(
            "V-Dem's experts score mass mobilisation in {country} for {held:|# year|# years} only, "
            "too few to call one the largest"
        )
    if scores.max() < 0:
        return _(
            "Mass mobilisation in {country} has stayed below the mean of all countries since "
            "{first}, say V-Dem's experts"
        )
    return ngettext(
        "Mass mobilisation in {country} was larger in {peak} than in any other year since "
        "{first}, say V-Dem's experts",
        "Mass mobilisation in {country} was largest in {n} years since {first}, first in "
        "{peak}, say V-Dem's experts",
        years,
    )
