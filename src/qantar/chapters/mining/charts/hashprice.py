"""The chart of hashprice: what a unit of computing earned a day."""

from typing import Any

import altair as alt
import pandas as pd

from qantar.chapters.shared.charts.words import month_name
from qantar.charting import Chart, chart, colours, marks, style
from qantar.charting.events import Event, with_events
from qantar.common.dates import dated
from qantar.common.text import _, listed
from qantar.report.sentences import day, number

ROOM_RIGHT = pd.DateOffset(months=14)
TICKS = [50, 100, 200, 500, 1000, 2000]


@chart(tables=("network_daily", "facts", "mining_policy"))
def hashprice(
    weeks: pd.DataFrame, months: pd.Series, halvings: pd.DataFrame, bans: pd.DataFrame
) -> Chart:
    """Hashprice by week since the table begins, with halvings and China's ban.

    weeks: date, hashprice [USD per PH/s per day]; months: the same by month, which the title
    compares; halvings: date; bans: date, until, label (rows of table mining_policy).
    """
    domain = weeks["date"].min(), weeks["date"].max() + ROOM_RIGHT
    events = [
        Event(row.date, dated(row.date, _("%b %Y")), _("halving")) for row in halvings.itertuples()
    ]
    events += [
        Event(row.date, str(row.date.year), row.label, row.until) for row in bans.itertuples()
    ]
    labels = {"date": _("Week from"), "hashprice": _("Hashprice (USD per PH/s and day)")}
    shown = {**labels, "hashprice": _("USD per PH/s and day")}
    x = alt.X("date:T", title=None, axis=marks.time_axis(*domain))
    axis = alt.Axis(values=TICKS, format=style.COUNT)
    y = alt.Y("hashprice:Q", title=None, scale=alt.Scale(type="log", nice=False), axis=axis)
    tips = marks.tooltip(weeks, {"date": style.DAY, "hashprice": style.COUNT}, shown)
    line = alt.Chart(weeks).mark_line(strokeWidth=1.75).encode(x=x, y=y, tooltip=tips)
    last = weeks.tail(1).assign(words=number(weeks["hashprice"].iloc[-1], ",.0f"))
    end = alt.Chart(last).encode(x="date:T", y="hashprice:Q")
    text = end.encode(text="words:N")
    words = marks.rimmed(text, colours.HERO, "bold", align="left", baseline="middle", dx=8)
    dot = end.mark_point(filled=True, size=50, stroke=colours.PAPER, strokeWidth=1.5)
    return Chart(
        altair=with_events(alt.layer(line, dot, *words), events, domain, height=style.HEIGHT),
        data=weeks,
        title=_title(months),
        **_words(weeks, halvings),
        labels=labels,
    )


def _title(months: pd.Series) -> str:
    """How much less the last month's mean is than the highest since 2021."""
    since = months[months.index >= "2021-01-01"]
    return _("A unit of computing earned {share} less in {month} than in {top}").format(
        share=number(1 - since.iloc[-1] / since.max(), ".0%"),
        month=month_name(since.index[-1]),
        top=month_name(since.idxmax()),
    )


def _words(weeks: pd.DataFrame, halvings: pd.DataFrame) -> dict[str, Any]:
    """Measure and description of `hashprice`."""
    since = weeks[weeks["date"] >= "2021-01-01"]
    top, last = since.loc[since["hashprice"].idxmax()], weeks.iloc[-1]
    first, low = weeks.iloc[0], weeks.loc[weeks["hashprice"].idxmin()]
    return {
        "measure": _(
            "Hashprice: US dollars that a petahash a second earned a day, weekly mean, {first} to "
            "{last}, logarithmic; the title compares monthly means. At a halving the network pays "
            "half as many coins a block."
        ).format(first=month_name(first["date"]), last=month_name(last["date"])),
        "description": _(
            "A line by week on a logarithmic scale. {a} US dollars per petahash a second and day "
            "in {first}, {top} in the best week since 2021, of {peak}, {low} at the lowest in "
            "{trough}, {b} in the week from {last}. Marked: the halvings of {halvings} and China's "
            "ban on mining in 2021."
        ).format(
            a=number(first["hashprice"], ",.0f"),
            first=month_name(first["date"]),
            top=number(top["hashprice"], ",.0f"),
            peak=month_name(top["date"]),
            low=number(low["hashprice"], ",.0f"),
            trough=month_name(low["date"]),
            b=number(last["hashprice"], ",.0f"),
            last=day(f"{last['date']:%Y-%m-%d}"),
            halvings=listed(month_name(date) for date in halvings["date"]),
        ),
    }
