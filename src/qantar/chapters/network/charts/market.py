"""What the price did on the evening of the cut, and what it does on other days."""

import altair as alt
import numpy as np
import pandas as pd

from qantar.charting import theme
from qantar.charting.flags import flags
from qantar.charting.theme import Chart, NoData, chart
from qantar.common.text import _
from qantar.report.sentences import number

BIN = 0.01


@chart(tables=("network_daily", "events"))
def price_evening(prices: pd.Series, moments: pd.DataFrame) -> Chart:
    """End-of-day prices around the cut as points at the moment they hold, with the events between
    them.

    prices: USD indexed by day; moments: time (UTC), word: rules on the time axis.
    """
    if prices.empty:
        raise NoData(_("The tables hold no prices for these days."))
    frame = pd.DataFrame(
        {"time": prices.index + pd.Timedelta(days=1), "price_usd": prices.to_numpy()}
    )
    held = [frame[frame["time"] <= time]["time"].max() for time in moments["time"]]
    together = len(set(held)) == 1
    falls = frame["price_usd"].pct_change()
    worst = frame.loc[falls.idxmin()]
    return Chart(
        altair=_price_picture(frame, moments),
        data=frame,
        title=_("Daily prices cannot tell these events apart: they lie between the same two points")
        if together
        else _("Daily prices around the cut"),
        description=_(
            "Price of a bitcoin at 00:00 UTC on {count} days, from {first:,.0f} to {last:,.0f} US "
            "dollars. The largest fall, {fall}, ends at 00:00 UTC on {day}. Rules mark {words}."
        ).format(
            count=len(frame),
            first=frame["price_usd"].iloc[0],
            last=frame["price_usd"].iloc[-1],
            fall=number(float(falls.min()), ".1%"),
            day=worst["time"].strftime("%-d %B %Y"),
            words="; ".join(moments["word"]),
        ),
        labels={"time": _("At (UTC)"), "price_usd": _("Price (USD)")},
    )


def _price_picture(frame: pd.DataFrame, moments: pd.DataFrame) -> alt.LayerChart:
    base = alt.Chart(frame).encode(
        x=alt.X(
            "time:T",
            axis=theme.time_axis(
                theme.DAY_SHORT, tickCount={"interval": "day", "step": 1}, grid=True
            ),
        ),
        y=alt.Y(
            "price_usd:Q",
            title=_("USD at 00:00 UTC"),
            scale=alt.Scale(zero=False),
            axis=alt.Axis(format=theme.COUNT),
        ),
    )
    line = base.mark_line(color=theme.HERO, strokeWidth=theme.THIN)
    points = base.mark_circle(color=theme.HERO, size=70).encode(
        tooltip=[
            alt.Tooltip("time:T", title=_("At (UTC)"), format=theme.MOMENT),
            alt.Tooltip("price_usd:Q", title=_("USD"), format=theme.COUNT),
        ]
    )
    marks = flags(list(zip(moments["time"], moments["word"], strict=True)), "time", "T")
    return alt.layer(line, points, marks).properties(height=theme.HEIGHT * 0.8)


@chart(tables=("network_daily",))
def placebo_returns(
    frame: pd.DataFrame, *, observed: float, p_value: float, window: tuple[int, int]
) -> Chart:
    """How many placebo event days had which cumulated abnormal return, and where the event's lies.

    frame: day, car (log return); observed: the event's return; p_value: its lower-tail placebo p;
    window: first and last day of the cumulated return.
    """
    if frame.empty:
        raise NoData(_("There are no placebo days."))
    counted = _binned(frame, observed)
    word = _("event: {car}").format(car=number(observed, ".1%"))
    lower = int((frame["car"] <= observed).sum())
    return Chart(
        altair=alt.layer(_placebo_bars(counted), flags([(observed, word)], "car", "Q")).properties(
            height=theme.HEIGHT * 0.8
        ),
        data=counted,
        title=_("{lower} of {count} ordinary days saw a fall as large or larger").format(
            lower=lower, count=len(frame)
        ),
        description=_placebo_description(frame, observed, p_value, window),
        labels={
            "low": _("From (log return)"),
            "high": _("To (log return)"),
            "days": _("Placebo days"),
            "lower": _("At or below the event"),
        },
    )


def _binned(frame: pd.DataFrame, observed: float) -> pd.DataFrame:
    """Placebo days by bin of their return. Columns: days, low, high, lower (at or below the
    event).
    """
    # Bins are counted from the event's return, so that each lies wholly on one side of it.
    steps = np.ceil((frame["car"] - observed) / BIN - 1e-9).astype("int64")
    counted = steps.value_counts().sort_index().rename_axis("step").reset_index(name="days")
    counted["low"], counted["high"] = (
        observed + (counted["step"] + shift) * BIN for shift in (-1, 0)
    )
    counted["lower"] = counted.pop("step") <= 0
    return counted


def _placebo_bars(counted: pd.DataFrame) -> alt.Chart:
    tips = [
        alt.Tooltip("low:Q", title=_("From"), format=theme.SIGNED_SHARE),
        alt.Tooltip("high:Q", title=_("To"), format=theme.SIGNED_SHARE),
        alt.Tooltip("days:Q", title=_("Placebo days"), format=theme.COUNT),
    ]
    bars = (
        alt.Chart(counted)
        .mark_bar(stroke=theme.PAPER, strokeWidth=0.5)
        .encode(
            x=alt.X(
                "low:Q",
                title=_("Cumulated abnormal log return"),
                axis=alt.Axis(format=theme.SIGNED_SHARE),
            ),
            x2="high:Q",
            y=alt.Y("days:Q", title=_("Placebo days"), axis=alt.Axis(format=theme.COUNT)),
            y2=alt.datum(0),
            color=alt.condition("datum.lower", alt.value(theme.ACCENT), alt.value(theme.GREY_MARK)),
            tooltip=tips,
        )
    )
    return bars


def _placebo_description(
    frame: pd.DataFrame, observed: float, p_value: float, window: tuple[int, int]
) -> str:
    return _(
        "Histogram of the cumulated abnormal log return of {count} placebo event days over days "
        "{first} to {last}, in bins of one per cent, from {least} to {most}; a rule marks the "
        "event, {observed}. {lower} days lie at or below it (lower-tail placebo p = {p:.2f}). The "
        "windows of placebo days overlap, so they are not independent."
    ).format(
        count=len(frame),
        first=window[0],
        last=window[1],
        least=number(float(frame["car"].min()), ".0%"),
        most=number(float(frame["car"].max()), ".0%"),
        observed=number(observed, ".1%"),
        lower=int((frame["car"] <= observed).sum()),
        p=p_value,
    )
