"""The ten days on one axis of UTC time: the street above, the state below, the internet between.

On a phone `day_list` stands in the drawing's place and says the same in words.
"""

import math
from typing import Any

import altair as alt
import pandas as pd

from qantar.chapters.timeline.charts.lists import Day, Entry, Listing, rail
from qantar.chapters.timeline.internet import LIMITED, OFFLINE, ONLINE
from qantar.charting import Chart, NoData, chart
from qantar.charting.colours import GREY_MARK, HERO, MUTED, PAPER, RULE, TEXT
from qantar.charting.events import stairs
from qantar.charting.marks import either, rimmed, stripes, tooltip
from qantar.charting.overhang import broken, text_width
from qantar.charting.style import FONT_SIZE, FONT_SIZE_SMALL, MOMENT, RIGHT_TO_LEFT, WIDE
from qantar.common import language
from qantar.common.dates import WEEKDAYS, dated
from qantar.common.text import _, clauses, joined, named, ngettext
from qantar.report import day as date_in_words

STATES = {
    ONLINE: _("online"),
    LIMITED: _("limited: slowed, blocked in part, by the hour, or hour unknown"),
    OFFLINE: _("offline"),
}
SIDES = ("street", "state")  # above the axis and below
STEP, PAD, LANE, DAYS, GAP, APART = 18, 5, 20, 22, 6, 14  # px
KEY = 280  # px: the longest line below the bars
AIR = 1.15  # letters that join or bear accents differ more between fonts
DAY = pd.Timedelta(days=1)
LONG = pd.Timedelta(days=2)  # bars of such a span have room for a word, on a phone too
# Labels stand in the drawing where the view is wide; on a phone the list says them.
ROOMY = "width > 420"
# Sizes of letters [px] that show in a wide view alone, or on a phone alone.
IF_WIDE, IF_NARROW = alt.expr(f"{ROOMY} ? 13 : 0"), alt.expr(f"{ROOMY} ? 0 : 12")


@chart(tables=("events", "day_strip", "outages"))
def day_strip(
    strip: pd.DataFrame, access: pd.DataFrame, *, dates: list[str], turn_hours: float | None
) -> Chart:
    """Events above and below an axis of days, and internet access by city between them.

    strip: as from chronicle.strip; access: as from internet.by_city; dates: first day and end
    (UTC); turn_hours: hours from the blackout to the seizure of the airport, None where they are
    not shown.
    """
    if strip.empty:
        raise NoData(_("The table of events holds none of the day strip's events on these days."))
    bounds = [pd.Timestamp(day) for day in dates]
    frame = laid_out(strip, bounds)
    access = access.assign(city=access["city"].map(named))
    lanes = list(dict.fromkeys(access["city"]))
    top = STEP * _rows(frame, "street") + GAP
    axis = top + DAYS
    foot = axis + len(lanes) * (LANE + GAP) + GAP
    frame["y"] = [
        float(row * STEP + 12) if layer == "street" else foot + (_rows(frame, "state") - row) * STEP
        for layer, row in zip(frame["layer"], frame["row"], strict=True)
    ]
    frame["foot"] = [float(top if layer == "street" else foot) for layer in frame["layer"]]
    x = _x(bounds)
    end = int(foot + STEP * _rows(frame, "state") + 10)
    layers = [*_access(access, lanes, axis, x), *_axis_days(bounds, top, x), *_events(frame, x)]
    key = _key()
    layers.append(_lines(key, end + STEP))
    first, last = _days_in_words(dates)
    return Chart(
        altair=alt.layer(*layers).properties(height=end + len(key) * STEP + GAP),
        data=_table(strip, access),
        title=_title(len(strip), turn_hours, one_day=first == last),
        measure=_measure(one_day=first == last),
        description=_(
            "A strip of days. Above the axis what happened in the streets, below it what the state "
            "did: {told}. Between them the internet by city, online, limited or offline. Offline: "
            "{offline}."
        ),
        words={
            "first": first,
            "last": last,
            "count": len(strip),
            "hours": None if turn_hours is None else math.ceil(turn_hours),
            "told": _told(strip),
            "offline": _offline(access) or _("nowhere"),
        },
        labels={
            "start": _("Start (UTC)"),
            "end": _("End (UTC)"),
            "exact": _("Hour known"),
            "where": _("Who or where"),
            "what": _("What"),
            "source": _("Source"),
        },
    )


def _measure(*, one_day: bool) -> str:
    if one_day:
        return _(
            "Events and state of the internet, {last}, in UTC; Almaty and the capital are six "
            "hours ahead."
        )
    return _(
        "Events and state of the internet, {first} to {last}, in UTC; Almaty and the capital are "
        "six hours ahead."
    )


def _days_in_words(dates: list[str]) -> tuple[str, str]:
    """The first day (without its year, where a later last one has the same) and the last shown."""
    end = pd.Timestamp(dates[1]) - DAY
    first, last = date_in_words(dates[0]), date_in_words(f"{end:%Y-%m-%d}")
    return first if first == last else first.removesuffix(f"\u00a0{end.year}"), last


def _x(bounds: list[pd.Timestamp]) -> alt.X:
    scale = alt.Scale(
        domain=[alt.DateTime(year=day.year, month=day.month, date=day.day) for day in bounds],
        nice=False,
    )
    return alt.X("drawn:T", scale=scale, axis=None)


def laid_out(strip: pd.DataFrame, bounds: list[pd.Timestamp]) -> pd.DataFrame:
    """The events with hour, place and row of their labels, such that no line crosses a label.

    Columns beside those of `strip`: hour (in words), x, left, right (px of line and label), turned
    (the label stands to the left of its line), row (0 the farthest from the axis), and the offsets
    subject_dx, words_dx, hour_dx [px].
    """
    frame = strip.assign(hour=strip["drawn"].dt.strftime(" %H:%M").where(strip["exact"], ""))
    frame["x"] = (frame["drawn"] - bounds[0]) / (bounds[1] - bounds[0]) * WIDE
    subject = _widths(frame["subject"], bold=True)
    words, hour = _widths(" " + frame["words"]), _widths(frame["hour"])
    width = PAD + subject + words + hour
    frame["turned"] = (frame["x"] + width > WIDE) & (frame["x"] > width)
    frame["left"] = frame["x"] - width.where(frame["turned"], 0.0)
    frame["right"] = frame["x"] + width.where(~frame["turned"], 0.0)
    # What is too long for either side stands across its line.
    across = (frame["right"] - WIDE).clip(lower=0.0)
    frame[["left", "right"]] = frame[["left", "right"]].sub(across, axis=0)
    # The subject is what is read first: it stands by the line, or the hour does.
    first = frame["turned"] == RIGHT_TO_LEFT
    side = 1 - 2 * frame["turned"]
    frame["subject_dx"] = side * (PAD + words + hour).mask(first, PAD) - across
    frame["words_dx"] = side * (PAD + hour).mask(first, PAD + subject + 4) - across
    frame["hour_dx"] = side * (hour * 0 + PAD).mask(first, PAD + subject + words + 4) - across
    frame["row"] = 0
    for layer in SIDES:
        own = frame[frame["layer"] == layer]
        if len(own):
            reach = list(zip(own["left"], own["right"] + APART, strict=True))
            heights = [1] * len(own)
            frame.loc[own.index, "row"] = stairs(own["x"].tolist(), reach, heights)
    return frame


def _widths(words: pd.Series, *, bold: bool = False) -> pd.Series:
    air = 1 if language.current().code == language.SOURCE else AIR
    return words.map(lambda text: air * text_width(text, FONT_SIZE, bold=bold))


def _rows(frame: pd.DataFrame, layer: str) -> int:
    own = frame.loc[frame["layer"] == layer, "row"]
    return 0 if own.empty else int(own.max()) + 1


def _pixels(column: str) -> alt.Y:
    return alt.Y(f"{column}:Q", scale=None, axis=None)


def _axis_days(bounds: list[pd.Timestamp], top: int, x: alt.X) -> list[alt.Chart]:
    days = pd.date_range(bounds[0], bounds[1], freq="D", inclusive="left")
    names = pd.DataFrame(
        {
            "drawn": days + pd.Timedelta(hours=12),
            "long": [dated(day, _("%-d %b")) for day in days],
            "day": days.day.astype("str"),
        }
    )
    edges = alt.Chart(pd.DataFrame({"drawn": days})).mark_rule(color=RULE)
    base = alt.Chart(names).encode(x=x, y=alt.value(top + DAYS / 2 + 2))
    look = {"baseline": "middle", "fontWeight": "bold", "color": TEXT}
    return [
        edges.encode(x=x, y=alt.value(top), y2=alt.value(top + DAYS)),
        base.mark_text(fontSize=IF_WIDE, **look).encode(text="long:N"),
        base.mark_text(fontSize=IF_NARROW, **look).encode(text="day:N"),
    ]


def _access(access: pd.DataFrame, lanes: list[str], axis: int, x: alt.X) -> list[alt.Chart]:
    y = {lane: axis + GAP + place * (LANE + GAP) for place, lane in enumerate(lanes)}
    top = access["city"].map(y).astype("float64")
    frame = access.assign(
        drawn=access["start"],
        y=top,
        y2=top + LANE,
        words=access["state"].map(STATES),
        state_word=_("offline"),
    )
    fill = (
        alt.when(alt.datum.state == OFFLINE).then(alt.value(HERO))
        .when(alt.datum.state == LIMITED).then(alt.value(stripes(HERO)))
        .otherwise(alt.value(PAPER))
    )  # fmt: skip
    tips = tooltip(
        frame,
        {"city": "", "words": "", "start": MOMENT, "end": MOMENT},
        {"city": _("City"), "words": _("Internet"), "start": _("From (UTC)"), "end": _("To (UTC)")},
    )
    bars = alt.Chart(frame).mark_rect(stroke=RULE)
    names = pd.DataFrame(
        {
            "y": [place + LANE / 2 for place in y.values()],
            "long": [_("Internet in {city}").format(city=city) for city in lanes],
            "city": lanes,
        }
    )
    base = alt.Chart(names).encode(x=alt.value(6), y=_pixels("y"))
    place = {"align": "left", "baseline": "middle"}
    length = frame["end"] - frame["start"]
    dark = frame.assign(drawn=frame["start"] + length / 2, y=frame["y"] + LANE / 2)
    dark = dark[(dark["state"] == OFFLINE) & (length > LONG)]
    offline = alt.Chart(dark).mark_text(color=PAPER, fontWeight="bold", baseline="middle")
    return [
        bars.encode(x=x, x2="end:T", y=_pixels("y"), y2="y2:Q", fill=fill, tooltip=tips),
        *rimmed(base.encode(text="long:N"), TEXT, fontSize=IF_WIDE, **place),
        *rimmed(base.encode(text="city:N"), TEXT, fontSize=IF_NARROW, **place),
        offline.encode(x=x, y=_pixels("y"), text="state_word:N"),
    ]


def _key() -> list[str]:
    """What points and bars mean, in lines that a phone has room for: its list has neither."""
    words = (
        _("Points: filled where the hour is known, else open."),
        _("Bars: solid offline, striped limited, else online."),
    )
    return [line for one in words for line in broken(one, FONT_SIZE_SMALL, KEY).split("\n")]


def _lines(words: list[str], top: int) -> alt.Chart:
    y = [top + STEP * place for place in range(len(words))]
    look = {"align": "left", "baseline": "middle", "fontSize": FONT_SIZE_SMALL, "color": MUTED}
    lines = alt.Chart(pd.DataFrame({"words": words, "y": y})).mark_text(**look)
    return lines.encode(x=alt.value(0), y=_pixels("y"), text="words:N")


def _events(frame: pd.DataFrame, x: alt.X) -> list[alt.Chart]:
    frame = frame.assign(when=[_when(row) for row in frame.itertuples()])
    base = alt.Chart(frame).encode(x=x)
    lines = base.mark_rule(color=GREY_MARK, opacity=alt.expr(f"{ROOMY} ? 1 : 0"))
    points = base.mark_point(size=60, strokeWidth=2, stroke=HERO, opacity=1, filled=False)
    tips = tooltip(
        frame,
        {"title": "", "when": "", "publisher": ""},
        {"title": _("Event"), "when": _("Date"), "publisher": _("Source")},
    )
    layers = [
        lines.encode(y=_pixels("y"), y2="foot:Q"),
        points.encode(y=_pixels("foot"), fill=either(alt.datum.exact, HERO, PAPER), tooltip=tips),
    ]
    looks = (("subject", "bold", TEXT), ("words", "normal", TEXT), ("hour", "normal", MUTED))
    for turned, align in ((False, "left"), (True, "right")):
        own = base.transform_filter(f"datum.turned == {str(turned).lower()}").encode(y=_pixels("y"))
        for column, weight, colour in looks:
            dx = {"expr": f"{ROOMY} ? datum.{column}_dx : 0"}
            place = {"align": align, "baseline": "middle", "dx": dx, "fontSize": IF_WIDE}
            layers += rimmed(own.encode(text=f"{column}:N"), colour, weight, **place)
    return layers


def _title(events: int, turn_hours: float | None, *, one_day: bool) -> str:
    if turn_hours is not None:
        return ngettext(
            "Within {hours} hour on 5 January the internet went off, Tokayev took the Security "
            "Council and Almaty's airport was reported seized",
            "Within {hours} hours on 5 January the internet went off, Tokayev took the Security "
            "Council and Almaty's airport was reported seized",
            math.ceil(turn_hours),
        )
    if one_day:
        return ngettext("{count} event marks {last}", "{count} events mark {last}", events)
    return ngettext(
        "{count} event marks the days from {first} to {last}",
        "{count} events mark the days from {first} to {last}",
        events,
    )


def _table(strip: pd.DataFrame, access: pd.DataFrame) -> pd.DataFrame:
    events = strip.rename(columns={"subject": "where", "words": "what", "publisher": "source"})
    spans = access.assign(where=access["city"], what=access["state"].map(STATES))
    table = pd.concat([events.assign(end=events["start"]), spans], ignore_index=True)
    table["exact"] = table["exact"].astype("boolean")
    table["end"] = table["end"].where(table["exact"].isna())  # an event is no span
    return table[["start", "end", "exact", "where", "what", "source"]]


def _moment(time: pd.Timestamp) -> str:
    """A time as ``5 Jan 2022, 10:30 UTC``."""
    return date_in_words(f"{time:%Y-%m-%dT%H:%M}")


def _told(strip: pd.DataFrame) -> str:
    return clauses(f"{_when(row)}: {row.subject} {row.words}" for row in strip.itertuples())


def _when(event: Any) -> str:
    """The day of an event, with its hour where that is known."""
    return _moment(event.drawn) if event.exact else date_in_words(f"{event.drawn:%Y-%m-%d}")


def _offline(access: pd.DataFrame) -> str:
    dark = access[access["state"] == OFFLINE]
    spans = dark.groupby("city", sort=False).agg(start=("start", "min"), end=("end", "max"))
    return clauses(
        _("{city} first at {start}, last until {end}").format(
            city=row.Index, start=_moment(row.start), end=_moment(row.end)
        )
        for row in spans.itertuples()
    )


def day_list(strip: pd.DataFrame, access: pd.DataFrame) -> Listing:
    """The same events as a list by day, with the internet in each city; the rail shows one's."""
    days, shown = [], named(access["city"].iloc[0])
    for day in pd.date_range(
        access["start"].min().normalize(), access["end"].max(), inclusive="left"
    ):
        events = strip[strip["drawn"].dt.normalize() == day]
        entries = [
            Entry(
                row.subject,
                row.words,
                _("{hour:%H:%M} UTC").format(hour=row.drawn) if row.exact else row.publisher,
                row.url,
            )
            for row in events.itertuples()
        ]
        spans = access[(access["start"] < day + DAY) & (access["end"] > day)]
        states, said = zip(
            *(
                _state_of_day(own, named(city), day)
                for city, own in spans.groupby("city", sort=False)
            ),
            strict=True,
        )
        name, weekday = dated(day, _("%-d %b")), WEEKDAYS[day.weekday()]
        days.append(Day(name, entries, weekday, states[0], list(filter(None, said))))
    key = _(
        "The rail shows the internet in {city}: solid offline all day, striped limited or offline "
        "for part of the day, else online."
    )
    return rail(days, name=_("The ten days as a list"), phone_key=key.format(city=shown))


def _state_of_day(own: pd.DataFrame, city: str, day: pd.Timestamp) -> tuple[str, str]:
    """The state of the internet on a day, for the rail, and what to say of it; own: its spans.

    A day that is offline in part counts as limited.
    """
    offline = own[own["state"] == OFFLINE]
    if offline.empty:
        limited = (own["state"] == LIMITED).any()
        words = _("{city}: access limited").format(city=city) if limited else ""
        return (LIMITED if limited else ONLINE), words
    if len(own) == 1:
        return OFFLINE, _("{city} offline").format(city=city)
    hours = joined([_hours(row.start, row.end, day) for row in offline.itertuples()])
    return LIMITED, _("{city} offline {hours} UTC").format(city=city, hours=hours)


def _hours(start: pd.Timestamp, end: pd.Timestamp, day: pd.Timestamp) -> str:
    """The part of a span that lies within a day, which it does not fill."""
    if start <= day:
        return _("until {end:%H:%M}").format(end=end)
    if end >= day + DAY:
        return _("from {start:%H:%M}").format(start=start)
    return _("{start:%H:%M} to {end:%H:%M}").format(start=start, end=end)
