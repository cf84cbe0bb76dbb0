"""All events, 1989–2026, on lanes: an overview to brush, and its detail."""

from collections.abc import Sequence

import altair as alt
import pandas as pd

from qantar.chapters.timeline.chronicle import CATEGORIES
from qantar.charting import theme
from qantar.charting.theme import Chart, NoData, chart
from qantar.common.text import _

# Sub-rows of a lane, so that events of one week do not hide each other.
SUB_ROWS = 3
LANE, LABEL_ROW = 26, 14


@chart(tables=("events",))
def all_events(frame: pd.DataFrame, *, detail: Sequence[str]) -> Chart:
    """Every event as a point on the lane of its category; a brush on the overview sets the detail.

    frame: event_id, lane, time, when, title, detail, place, publisher, kind, url, sure, label (as
    from chronicle.overview); detail: first day and end of the detail before anyone brushes.
    """
    if frame.empty:
        raise NoData(_("The table of events is empty."))
    drawn = frame.assign(sub=frame.groupby("lane").cumcount() % SUB_ROWS)
    span = (drawn["time"].min(), drawn["time"].max())
    days = [_milliseconds(day) for day in detail]
    brush = alt.selection_interval(encodings=["x"], value={"x": days}, name="brush")
    whole = alt.Scale(domain=[theme.moment(day) for day in span], nice=True)
    labels = _labels(drawn, whole)
    overview = _points(drawn, whole, size=24, row=16).add_params(brush)
    closer = _points(drawn, alt.Scale(domain=brush), size=70, row=LANE, clip=True)
    parts = alt.vconcat(labels, overview, closer, spacing=8)
    parts = parts.resolve_scale(x="independent", y="independent", yOffset="independent")
    shown = drawn.drop(columns=["sub", "label"])
    return Chart(
        altair=parts,
        data=shown,
        title=_title(drawn, detail),
        description=_description(drawn, detail),
        labels={
            "event_id": _("Number"),
            "lane": _("Lane"),
            "time": _("Drawn at (UTC)"),
            "when": _("Date"),
            "title": _("Event"),
            "detail": _("Detail"),
            "place": _("Place"),
            "publisher": _("Source"),
            "kind": _("Kind of source"),
            "url": _("Link"),
            "sure": _("Source seen"),
        },
    )


def _milliseconds(day: object) -> int:
    return int(pd.Timestamp(day).timestamp() * 1000)


def tooltip(*, place: bool = True) -> list[alt.Tooltip]:
    """Date, event, detail (and place), source, in the reader's words."""
    fields = [("when", _("Date")), ("title", _("Event")), ("detail", _("Detail"))]
    fields += [("place", _("Place"))] if place else []
    fields += [("publisher", _("Source"))]
    return [alt.Tooltip(field, type="nominal", title=title) for field, title in fields]


def _points(
    frame: pd.DataFrame, scale: alt.Scale, *, size: int, row: int, clip: bool = False
) -> alt.Chart:
    """Filled points for what a source states, hollow ones where at least the date is from
    memory.
    """
    return (
        alt.Chart(frame)
        .mark_point(size=size, opacity=0.75, clip=clip, strokeWidth=1.5, cursor="pointer")
        .encode(
            x=alt.X(
                "time:T",
                scale=scale,
                axis=theme.time_axis("%Y" if not clip else "%b %Y", tickCount=6),
            ),
            y=alt.Y("lane:N", sort=list(CATEGORIES.values()), title=None, axis=alt.Axis(grid=True)),
            yOffset=alt.YOffset("sub:O", scale=alt.Scale(paddingInner=0, paddingOuter=0.6)),
            stroke=alt.value(theme.HERO),
            fill=alt.condition("datum.sure", alt.value(theme.HERO), alt.value(theme.PAPER)),
            href="url:N",
            tooltip=tooltip(),
        )
        .properties(height=row * frame["lane"].nunique())
    )


def _labels(frame: pd.DataFrame, scale: alt.Scale) -> alt.LayerChart:
    """A staircase of words over the overview, for the events that have one."""
    named = (
        frame.dropna(subset=["label"]).sort_values("time", ascending=False).reset_index(drop=True)
    )
    named = named.assign(row=range(len(named)), bottom=len(named))
    x = alt.X("time:T", scale=scale, axis=None)
    y = alt.Scale(domain=[-0.6, max(1, len(named)) - 0.2], reverse=True, nice=False, zero=False)
    base = alt.Chart(named[["time", "label", "row", "bottom", "url"]])
    middle = frame["time"].min() + (frame["time"].max() - frame["time"].min()) / 2
    rules = base.mark_rule(color=theme.GREY_MARK, strokeWidth=theme.THIN).encode(
        x=x, y=alt.Y("row:Q", scale=y, axis=None), y2="bottom:Q"
    )
    words = [
        base.transform_filter(f"time(datum.time) {test} {_milliseconds(middle)}")
        .mark_text(align=align, dx=dx, fontSize=theme.FONT_SIZE_SMALL)
        .encode(x=x, y=alt.Y("row:Q", scale=y, axis=None), text="label:N", href="url:N")
        for test, align, dx in (("<", "left", 4), (">=", "right", -4))
    ]
    return alt.layer(rules, *words).properties(height=LABEL_ROW * max(1, len(named)))


def _title(frame: pd.DataFrame, detail: Sequence[str]) -> str:
    start, end = map(pd.Timestamp, detail)
    inside = ((frame["time"] >= start) & (frame["time"] < end)).mean()
    return _("{share} of {count} events fall between {start} and {end}").format(
        share=f"{inside:.0%}".replace("%", "\u202f%"),
        count=len(frame),
        start=start.strftime("%B %Y"),
        end=end.strftime("%B %Y"),
    )


def _description(frame: pd.DataFrame, detail: Sequence[str]) -> str:
    counts = frame["lane"].value_counts()
    listed = ", ".join(f"{lane} {counts[lane]}" for lane in CATEGORIES.values() if lane in counts)
    unsure = int((~frame["sure"]).sum())
    return _(
        "Timeline of {count} events from {first} to {last} on {lanes} lanes ({listed}). The upper "
        "picture shows all years with short names of a few turning points, the lower one the days "
        "from {start} to {end}; dragging on the upper picture chooses other days. Each point "
        "leads to its source; hollow points ({unsure}) have a date from memory."
    ).format(
        count=len(frame),
        first=frame["time"].min().year,
        last=frame["time"].max().year,
        lanes=len(counts),
        listed=listed,
        start=detail[0],
        end=detail[1],
        unsure=unsure,
    )
