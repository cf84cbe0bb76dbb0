"""The chart of the hashprice: known on the day, expected from known falls, and what came."""

import altair as alt
import pandas as pd

from qantar.chapters.shared.charts.words import month_name
from qantar.charting import Chart, chart, marks
from qantar.charting.colours import GREY_LINE, GREY_MARK, HERO, MUTED
from qantar.charting.events import Event, with_events
from qantar.charting.style import COUNT, IMPUTED_DASH, MONTH
from qantar.common.dates import dated
from qantar.common.text import _
from qantar.report.sentences import number

HEIGHT = 260


@chart(tables=("network_daily",))
def hashprice_paths(
    frame: pd.DataFrame, *, decision: pd.Timestamp, milder: float | None, history: bool
) -> Chart:
    """Hashprice by month before and after the decision, and the range expected on the day.

    frame: date, hashprice (None after the tables end), expected, low, high (None before the
    decision) [USD per PH/s per day]; milder: share of known falls milder than what came; history:
    whether the range is of known falls or of assumed ones.
    """
    labels = {
        "date": _("Month from"),
        "hashprice": _("Hashprice (USD per PH/s and day)"),
        "expected": _("Expected"),
        "low": _("Expected, low"),
        "high": _("Expected, high"),
    }
    known = frame.dropna(subset=["hashprice"])
    ahead = frame.dropna(subset=["expected"])
    domain = frame["date"].min(), frame["date"].max()
    event = Event(decision, dated(decision, _("%-d %b %Y")), _("decision"))
    picture = _picture(known, ahead, domain, labels)
    end = ahead.iloc[-1]
    ends = {name: number(end[name], ".0f") for name in ("low", "expected", "high")}
    return Chart(
        altair=with_events(picture, [event], domain, height=HEIGHT),
        data=frame,
        title=_title(milder),
        measure=_(
            "US dollars per petahash a second and day, by month. Dashed and grey: the median and "
            "the middle 80 per cent of the falls known on the day."
        )
        if history
        else _(
            "US dollars per petahash a second and day, by month. Dashed and grey: the likeliest "
            "fall assumed, and the smallest and largest."
        ),
        description=_description(ends["low"], ends["high"], known=end["low"] == end["high"]),
        words={
            **ends,
            "share": number(max(milder, 1 - milder), ".0%") if milder is not None else "",
            "first": number(ahead["expected"].iloc[0], ".0f"),
            "last": number(known["hashprice"].iloc[-1], ".0f"),
            "day": dated(decision, _("%-d %b %Y")),
            "end": month_name(end["date"]),
            "last_month": month_name(known["date"].iloc[-1]),
        },
        labels=labels,
    )


def _description(low: str, high: str, *, known: bool) -> str:
    """What was expected; `known`: whether one value was; low, high: as readers see them."""
    if known:
        return _(
            "A line by month, US dollars per petahash a second and day. On the day of the "
            "decision, {day}, {first}, as expected for {end}; in the last month with data, "
            "{last_month}, {last}."
        )
    if low == high:
        return _(
            "A line by month, US dollars per petahash a second and day. On the day of the "
            "decision, {day}, {first}; expected for {end} {expected}, within half a dollar; in the "
            "last month with data, {last_month}, {last}."
        )
    return _(
        "A line by month, US dollars per petahash a second and day. On the day of the decision, "
        "{day}, {first}; expected for {end} {expected}, between {low} and {high}; in the last "
        "month with data, {last_month}, {last}."
    )


def _picture(
    known: pd.DataFrame, ahead: pd.DataFrame, domain: tuple, labels: dict[str, str]
) -> alt.LayerChart:
    x = alt.X("date:T", axis=marks.time_axis(*domain))
    y = alt.Y("hashprice:Q", axis=alt.Axis(tickCount=5, title=None), scale=alt.Scale(zero=True))
    band = alt.Chart(ahead).mark_area(color=GREY_LINE, opacity=0.5)
    dashed = alt.Chart(ahead).mark_line(
        color=GREY_MARK, strokeDash=IMPUTED_DASH, strokeWidth=2, strokeCap="butt"
    )
    line = alt.Chart(known).mark_line(color=HERO, strokeWidth=2.75)
    forms = {"date": MONTH, "expected": COUNT, "low": COUNT, "high": COUNT}
    expected = marks.tooltip(ahead, forms, labels)
    came = marks.tooltip(known, {"date": MONTH, "hashprice": COUNT}, labels)
    layers = [
        band.encode(x=x, y=alt.Y("low:Q"), y2="high:Q"),
        dashed.encode(x=x, y="expected:Q", tooltip=expected),
        line.encode(x=x, y=y, tooltip=came),
    ]
    middle = ahead.iloc[[len(ahead) // 2]].assign(words=_("expected"))
    word = alt.Chart(middle).encode(x="date:T", y="expected:Q", text="words:N")
    layers += marks.rimmed(word, MUTED, dy=-12)
    after = known[known["date"] >= ahead["date"].iloc[0]]
    if len(after) > 1:
        came = after.iloc[[len(after) // 2]].assign(words=_("what came"))
        word = alt.Chart(came).encode(x="date:T", y="hashprice:Q", text="words:N")
        layers += marks.rimmed(word, HERO, "bold", dy=18)
    return alt.layer(*layers)


def _title(milder: float | None) -> str:
    if milder is None:
        return _("Miners had seen hashprice rise and fall, and could not know what would come")
    if milder > 0.5:
        return _("What came was worse than {share} of the falls known on the day")
    return _("What came was no worse than {share} of the falls known on the day")
