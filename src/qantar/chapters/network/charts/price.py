"""The price of bitcoin on the evening of the cut."""

import altair as alt
import pandas as pd

from qantar.charting import Chart, NoData, chart
from qantar.charting.colours import HERO
from qantar.charting.events import Event, with_events
from qantar.charting.marks import rimmed, time_axis, tooltip
from qantar.charting.style import COUNT, LINE_WIDTH, MOMENT
from qantar.common.dates import dated
from qantar.common.text import _, listed
from qantar.report import number, shown
from qantar.report.country_names import format_sentence


@chart(tables=("network_daily", "events"))
def price_evening(frame: pd.DataFrame, *, cut: pd.Timestamp, minutes: pd.Timestamp) -> Chart:
    """Prices at midnight as points, with the cut and the Federal Reserve's minutes between them.

    frame: time (UTC), price_usd; cut, minutes: UTC, drawn where they lie within the days shown.
    """
    if len(frame) < 2:
        raise NoData(_("The tables hold no prices for these days."))
    first, last = frame["time"].min(), frame["time"].max()
    named = [(cut, _("internet cut")), (minutes, _("Fed’s minutes"))]
    events = [
        Event(at, dated(at, _("%-d %b, %H:%M")), words)
        for at, words in sorted(named)
        if first <= at <= last
    ]
    falls = frame["price_usd"].pct_change()
    worst = frame.loc[falls.idxmin()]
    return Chart(
        altair=with_events(_line(frame, first, last), events, (first, last)),
        data=frame,
        title=_title(frame, cut, minutes),
        measure=_(
            "Price of a bitcoin at 00:00 UTC, US dollars, {first} to {last}. The axis does not "
            "begin at zero."
        ).format(first=shown(f"{first:%Y-%m-%d}", "date"), last=shown(f"{last:%Y-%m-%d}", "date")),
        description=format_sentence(
            _(
                "Price at midnight on {count:|# day|# days}, from {start} to "
                "{end:|# US dollar|# US dollars}. The largest step down, {fall}, ends at 00:00 "
                "UTC on {day}. Lines mark: {events}."
            )
            if events
            else _(
                "Price at midnight on {count:|# day|# days}, from {start} to "
                "{end:|# US dollar|# US dollars}. The largest step down, {fall}, ends at 00:00 "
                "UTC on {day}."
            ),
            count=len(frame),
            start=number(frame["price_usd"].iloc[0], ",.0f"),
            end=number(frame["price_usd"].iloc[-1], ",.0f"),
            fall=number(float(falls.min()), ".1%"),
            day=shown(f"{worst['time']:%Y-%m-%d}", "date"),
            events=listed(f"{event.words} ({event.date})" for event in events),
        ),
        labels={"time": _("At (UTC)"), "price_usd": _("Price (USD)")},
    )


def _title(frame: pd.DataFrame, cut: pd.Timestamp, minutes: pd.Timestamp) -> str:
    """Whether one step of the series holds both events."""
    first, last = frame["time"].min(), frame["time"].max()
    steps = [frame.loc[frame["time"] <= at, "time"].max() for at in (cut, minutes)]
    if first <= cut <= last and steps[0] == steps[1]:
        return _("One step of the daily price holds both the cut and the Fed’s minutes")
    change = frame["price_usd"].iloc[-1] / frame["price_usd"].iloc[0] - 1
    if change < 0:
        return _("Bitcoin fell by {change} in these days").format(change=number(-change, ".1%"))
    return _("Bitcoin did not fall over these days: {change}").format(change=number(change, "+.1%"))


def _line(frame: pd.DataFrame, first: pd.Timestamp, last: pd.Timestamp) -> alt.LayerChart:
    labels = {"time": _("At (UTC)"), "price_usd": _("US dollars")}
    lowest, highest = frame["price_usd"].min(), frame["price_usd"].max()
    room = 0.15 * (highest - lowest)  # below the lowest price, for its label
    base = alt.Chart(frame).encode(
        x=alt.X("time:T", axis=time_axis(first, last)),
        y=alt.Y(
            "price_usd:Q",
            scale=alt.Scale(domain=[lowest - room, highest], zero=False),
            axis=alt.Axis(title=None, format=COUNT, tickCount=5),
        ),
    )
    line = base.mark_line(color=HERO, strokeWidth=LINE_WIDTH)
    points = base.mark_circle(color=HERO, size=70).encode(
        tooltip=tooltip(frame, {"time": MOMENT, "price_usd": COUNT}, labels)
    )
    low = alt.Chart(frame.nsmallest(1, "price_usd")).encode(
        x="time:T", y="price_usd:Q", text=alt.Text("price_usd:Q", format=COUNT)
    )
    return alt.layer(line, points, *rimmed(low, HERO, "bold", baseline="top", dy=8))
