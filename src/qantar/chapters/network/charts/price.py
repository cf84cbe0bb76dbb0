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
    prices = frame["price_usd"]
    falls, change = prices.pct_change(), prices.iloc[-1] / prices.iloc[0] - 1
    return Chart(
        altair=with_events(_line(frame, first, last), events, (first, last)),
        data=frame,
        title=_title(frame["time"], cut, minutes, change),
        measure=_(
            "Price of a bitcoin at 00:00 UTC, US dollars, {first} to {last}. The axis does not "
            "begin at zero."
        ),
        description=_(
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
        words={
            "first": _day(first),
            "last": _day(last),
            "change": number(-change, ".1%") if change < 0 else number(change, "+.1%"),
            "count": len(frame),
            "start": number(prices.iloc[0], ",.0f"),
            "end": number(prices.iloc[-1], ",.0f"),
            "fall": number(falls.min(), ".1%"),
            "day": _day(frame["time"][falls.idxmin()]),
            "events": listed(f"{event.words} ({event.date})" for event in events),
        },
        labels={"time": _("At (UTC)"), "price_usd": _("Price (USD)")},
    )


def _day(time: pd.Timestamp) -> str:
    return shown(f"{time:%Y-%m-%d}", "date")


def _title(times: pd.Series, cut: pd.Timestamp, minutes: pd.Timestamp, change: float) -> str:
    """Whether one step of the series holds both events; else how the price changed."""
    steps = [times[times <= at].max() for at in (cut, minutes)]
    if times.min() <= cut <= times.max() and steps[0] == steps[1]:
        return _("One step of the daily price holds both the cut and the Fed’s minutes")
    if change < 0:
        return _("Bitcoin fell by {change} in these days")
    return _("Bitcoin did not fall over these days: {change}")


def _line(frame: pd.DataFrame, first: pd.Timestamp, last: pd.Timestamp) -> alt.LayerChart:
    labels = {"time": _("At (UTC)"), "price_usd": _("US dollars")}
    lowest, highest = frame["price_usd"].min(), frame["price_usd"].max()
    room = 0.15 * (highest - lowest)  # below the lowest price, for its label
    scale = alt.Scale(domain=[lowest - room, highest], zero=False)
    axis = alt.Axis(title=None, format=COUNT, tickCount=5)
    base = alt.Chart(frame).encode(
        x=alt.X("time:T", axis=time_axis(first, last)),
        y=alt.Y("price_usd:Q", scale=scale, axis=axis),
    )
    line = base.mark_line(color=HERO, strokeWidth=LINE_WIDTH)
    points = base.mark_circle(color=HERO, size=70).encode(
        tooltip=tooltip(frame, {"time": MOMENT, "price_usd": COUNT}, labels)
    )
    low = alt.Chart(frame.nsmallest(1, "price_usd")).encode(
        x="time:T", y="price_usd:Q", text=alt.Text("price_usd:Q", format=COUNT)
    )
    return alt.layer(line, points, *rimmed(low, HERO, "bold", baseline="top", dy=8))
