"""Chart of the few: the statement about them, beside what two tails and a bound allow."""

import altair as alt
import pandas as pd

from qantar.chapters.wealth.charts.words import percent
from qantar.charting import Chart, NoData, chart, colours, marks, style
from qantar.common.text import _, listed
from qantar.report.sentences import number

ROW_HEIGHT = 44


@chart(tables=("wealth_shares", "wealth_vintages", "household_wealth", "billionaires"))
def statement_tested(frame: pd.DataFrame, *, country: str, people: int, year: int) -> Chart:
    """What a statement says the few own, beside what two tails and the bound allow.

    frame: way (claim, bound, listed, pareto), share, low, high.
    """
    if frame.empty:
        raise NoData(
            _("The tables cannot test the statement for {country}: no household wealth."),
            country=country,
        )
    names = {
        "claim": _("The statement"),
        "bound": _("At most: the richest 1 %"),
        "listed": _("Estimate from Forbes's list"),
        "pareto": _("Estimate from WID's shares"),
    }
    drawn = frame.assign(
        name=frame["way"].map(names),
        said=frame["way"].eq("claim"),
        words=frame["share"].map(percent),
    )
    shares = frame.set_index("way")["share"]
    return Chart(
        altair=_bars(drawn),
        data=frame.assign(way=drawn["name"]),
        title=_title(shares),
        measure=_(
            "Share of all household wealth of {country} that {people:|# person|# people} would "
            "own, {year}."
        ),
        description=_("Bars for the share of wealth of {people:|# person|# people}: {values}."),
        words={
            "country": country,
            "people": number(people, ",d"),
            "year": year,
            "claim": percent(shares["claim"]),
            "values": listed(drawn["name"] + " " + drawn["words"]),
        },
        labels={
            "way": _("Way"),
            "share": _("Share of wealth"),
            "low": _("Least of two releases"),
            "high": _("Most of two releases"),
        },
    )


def _bars(drawn: pd.DataFrame) -> alt.LayerChart:
    """A bar a way, with its name above and its share at the end; the statement's stands out."""
    names = {"name": _("Way"), "words": _("Share of wealth")}
    base = alt.Chart(drawn).encode(
        y=alt.Y("name:N", sort=None, axis=None),
        tooltip=marks.tooltip(drawn, {"name": "", "words": ""}, names),
    )
    colour = alt.condition("datum.said", alt.value(colours.ACCENT), alt.value(colours.HERO))
    top = max(0.6, float(drawn["share"].max()) * 1.15)
    x = marks.quantity(alt.X, "share", form=style.SHARE, domain=[0, top])
    bars = base.mark_bar(height=14).encode(x=x, color=colour)
    values = base.mark_text(align="left", dx=6, fontWeight="bold")
    ways = base.mark_text(align="left", baseline="bottom", dy=-10)
    return alt.layer(
        bars,
        values.encode(x=x, text="words:N", color=colour),
        ways.encode(x=alt.value(0), text="name:N"),
    ).properties(height=alt.Step(ROW_HEIGHT))


def _title(share: pd.Series) -> str:
    most = max(share.get("pareto", 0), share.get("listed", 0))
    if share["claim"] > share.get("bound", 1):
        if abs(share["claim"] - 0.5) < 1e-9:
            return _(
                "{people:|# person|# people} cannot own half, unless wealth is hidden that no "
                "statistic sees"
            )
        return _(
            "{people:|# person|# people} cannot own {claim}, unless wealth is hidden that no "
            "statistic sees"
        )
    if share["claim"] > most:
        return _(
            "That {people:|# person owns|# people own} {claim} cannot be ruled out, but estimates "
            "give less"
        )
    return _("That {people:|# person owns|# people own} {claim} is no more than an estimate gives")
