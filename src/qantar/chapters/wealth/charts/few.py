"""Chart of the few: the statement about them, beside what two tails and a bound allow."""

import altair as alt
import pandas as pd

from qantar.chapters.wealth.charts.words import percent
from qantar.charting import Chart, NoData, chart, colours, marks, style
from qantar.common.text import _, listed
from qantar.report.country_names import format_sentence
from qantar.report.sentences import number

ROW_HEIGHT = 44


@chart(tables=("wealth_shares", "wealth_vintages", "household_wealth", "billionaires"))
def statement_tested(frame: pd.DataFrame, *, country: str, people: int, year: int) -> Chart:
    """What a statement says the few own, beside what two tails and the bound allow.

    frame: way (claim, bound, listed, pareto), share, low, high.
    """
    if frame.empty:
        message = _("The tables cannot test the statement for {country}: no household wealth.")
        raise NoData(format_sentence(message, country=country))
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
    tips = marks.tooltip(
        drawn, {"name": "", "words": ""}, {"name": _("Way"), "words": _("Share of wealth")}
    )
    colour = alt.condition("datum.said", alt.value(colours.ACCENT), alt.value(colours.HERO))
    base = alt.Chart(drawn).encode(y=alt.Y("name:N", sort=None, axis=None), tooltip=tips)
    x = alt.X(
        "share:Q",
        title=None,
        scale=alt.Scale(domain=[0, max(0.6, float(frame["share"].max()) * 1.15)]),
        axis=alt.Axis(format=style.SHARE, tickCount=5),
    )
    bars = base.mark_bar(height=14).encode(x=x, color=colour)
    values = base.mark_text(align="left", dx=6, fontWeight="bold").encode(
        x=x, text="words:N", color=colour
    )
    ways = base.mark_text(align="left", baseline="bottom", dy=-10).encode(
        x=alt.value(0), text="name:N"
    )
    return Chart(
        altair=alt.layer(bars, values, ways).properties(height=alt.Step(ROW_HEIGHT)),
        data=frame,
        title=_title(frame.set_index("way")["share"], people),
        measure=format_sentence(
            _(
                "Share of all household wealth of {country} that {people:|# person|# people} would "
                "own, {year}."
            ),
            country=country,
            people=number(people, ",d"),
            year=number(year, "d"),
        ),
        description=format_sentence(
            _("Bars for the share of wealth of {people:|# person|# people}: {values}."),
            people=number(people, ",d"),
            values=listed(
                f"{row.name_} {row.words}"
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


def _title(share: pd.Series, people: int) -> str:
    most = max(share.get("pareto", 0), share.get("listed", 0))
    if share["claim"] > share.get("bound", 1) and abs(share["claim"] - 0.5) < 1e-9:
        text = _(
            "{people:|# person|# people} cannot own half, unless wealth is hidden that no "
            "statistic sees"
        )
    elif share["claim"] > share.get("bound", 1):
        text = _(
            "{people:|# person|# people} cannot own {claim}, unless wealth is hidden that no "
            "statistic sees"
        )
    elif share["claim"] > most:
        text = _(
            "That {people:|# person owns|# people own} {claim} cannot be ruled out, but estimates "
            "give less"
        )
    else:
        text = _(
            "That {people:|# person owns|# people own} {claim} is no more than an estimate gives"
        )
    return format_sentence(text, people=number(people, ",d"), claim=percent(share["claim"]))
