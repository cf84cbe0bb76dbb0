"""January 2022 by the hour: internet, events, blocks and price on one axis of UTC time."""

import textwrap
from collections.abc import Sequence

import altair as alt
import pandas as pd

from qantar.chapters.timeline.charts.events import tooltip
from qantar.chapters.timeline.chronicle import ELSEWHERE, PANEL_ORDER, SCOPES, STATES
from qantar.charting import theme
from qantar.charting.theme import Chart, NoData, chart, moment
from qantar.common.text import _

LANES = [*dict.fromkeys(lane for _words, lane in SCOPES), ELSEWHERE]
COLOURS = (theme.ACCENT, theme.CATEGORIES["5"], theme.CATEGORIES["3"])
STATE_COLOURS = dict(zip(dict.fromkeys(STATES.values()), COLOURS, strict=True))
ROW_INTERNET, ROW_EVENT = 19, 13
SEPARATOR = "|"
# Words beside events stand only where the picture is wide; there the axis has room for about so
# many letters.
WIDE_ENOUGH, LETTERS, LEAST_LETTERS = 420, 95, 12


@chart(tables=("events", "outages", "blocks", "network_daily"))
def january(
    bands: pd.DataFrame,
    events: pd.DataFrame,
    blocks: pd.DataFrame,
    prices: pd.Series,
    *,
    dates: Sequence[str],
    cut: str,
) -> Chart:
    """Four panels, one axis: internet access by place, events, blocks per interval, end-of-day
    price.

    bands as from chronicle.bands, events as from chronicle.between, blocks as from
    blocks.per_interval, prices [USD] indexed by day; dates: first day and end (UTC); cut: the time
    of the cut (UTC), a rule.
    """
    if bands.empty or events.empty:
        raise NoData(
            _("The tables hold no outages or no events between {start} and {end}.").format(
                start=dates[0], end=dates[1]
            )
        )
    x = alt.Scale(domain=[moment(day) for day in dates])
    closes = _closes(prices, dates)
    panels = [
        _internet(bands, x, cut),
        _events(events, x, cut, dates),
        _blocks(blocks, x, cut),
        _prices(closes, x, cut),
    ]
    return Chart(
        altair=alt.vconcat(*panels, spacing=10).resolve_scale(color="independent", y="independent"),
        data=_drawn(bands, events, blocks, closes),
        title=_title(bands, dates),
        description=_description(bands, events, blocks, closes, dates, cut),
        labels={
            "panel": _("Panel"),
            "start": _("Start (UTC)"),
            "end": _("End (UTC)"),
            "what": _("What"),
            "value": _("Value (blocks; USD)"),
            "low": _("Low"),
            "high": _("High"),
            "certain": _("Time certain"),
            "source": _("Source"),
            "url": _("Link"),
        },
    )


def _axis(*, words: bool) -> alt.Axis:
    options = {} if words else {"labels": False, "ticks": False}
    return theme.time_axis(
        theme.DAY_SHORT, grid=True, tickCount={"interval": "day", "step": 1}, **options
    )


def _cut(cut: str) -> alt.Chart:
    frame = pd.DataFrame({"time": [pd.Timestamp(cut)]})
    return (
        alt.Chart(frame)
        .mark_rule(color=theme.TEXT, strokeDash=theme.EXPECTED_DASH)
        .encode(x="time:T")
    )


def _internet(bands: pd.DataFrame, x: alt.Scale, cut: str) -> alt.LayerChart:
    colour = alt.Color(
        "state:N",
        scale=theme.scale(STATE_COLOURS, STATE_COLOURS),
        title=_("Internet access"),
        legend=alt.Legend(symbolType="square", symbolOpacity=0.8),
    )
    tips = [
        alt.Tooltip("scope:N", title=_("Where")),
        alt.Tooltip("state:N", title=_("Access")),
        alt.Tooltip("start:T", title=_("From (UTC)"), format=theme.MOMENT),
        alt.Tooltip("end:T", title=_("To (UTC)"), format=theme.MOMENT),
        alt.Tooltip("note:N", title=_("Note")),
        alt.Tooltip("publisher:N", title=_("Source")),
    ]
    base = alt.Chart(bands).encode(
        x=alt.X("start:T", scale=x, axis=_axis(words=False)),
        y=alt.Y("lane:N", sort=[lane for lane in LANES if lane in set(bands["lane"])], title=None),
        tooltip=tips,
        href="url:N",
    )
    spans = (
        base.transform_filter("!datum.report")
        .mark_bar(height=11, strokeWidth=1)
        .encode(
            x2="end:T",
            color=colour,
            fillOpacity=alt.condition("datum.certain", alt.value(0.8), alt.value(0.25)),
            stroke=alt.Color(
                "state:N", scale=theme.scale(STATE_COLOURS, STATE_COLOURS), legend=None
            ),
            strokeDash=alt.condition(
                "datum.derived", alt.value(theme.IMPUTED_DASH), alt.value([1, 0])
            ),
        )
    )
    reports = (
        base.transform_filter("datum.report")
        .mark_point(shape="diamond", size=45, fill=theme.PAPER)
        .encode(
            stroke=alt.Color(
                "state:N", scale=theme.scale(STATE_COLOURS, STATE_COLOURS), legend=None
            )
        )
    )
    height = ROW_INTERNET * bands["lane"].nunique()
    word = theme.marker(cut, pd.Timestamp(cut).strftime(_("cut, %H:%M UTC")), align="left")
    return alt.layer(spans, reports, _cut(cut), word).properties(height=height)


def _short(frame: pd.DataFrame, dates: Sequence[str]) -> pd.Series:
    """The title, or its beginning, where nothing follows on the event's row for long enough;
    else missing.
    """
    first, end = map(pd.Timestamp, dates)
    ordered = frame.sort_values("start")
    following = ordered.groupby("row")["start"].shift(-1).fillna(end)
    room = (following - ordered["end"]) / (end - first) * LETTERS
    titles = [
        textwrap.shorten(title, int(letters), placeholder="…") if letters >= LEAST_LETTERS else None
        for title, letters in zip(ordered["title"], room, strict=True)
    ]
    words = pd.Series(titles, index=ordered.index, dtype="object")
    return words.where(words.str.len() >= LEAST_LETTERS)


def _events(events: pd.DataFrame, x: alt.Scale, cut: str, dates: Sequence[str]) -> alt.LayerChart:
    frame = events.assign(row=events["panel"] + SEPARATOR + events["slot"].astype("str"))
    frame["short"] = _short(frame, dates)
    used = set(frame["row"])
    slots = range(int(frame["slot"].max()) + 1)
    rows = [f"{panel}{SEPARATOR}{slot}" for panel in PANEL_ORDER for slot in slots]
    rows = [row for row in rows if row in used]
    firsts = pd.DataFrame({"row": [row for row in rows if row.endswith(f"{SEPARATOR}0")]})
    axis = alt.Axis(
        labelExpr=f"split(datum.label, '{SEPARATOR}')[1] == '0' ? split(datum.label, "
        f"'{SEPARATOR}')[0] : ''",
        title=None,
        grid=False,
    )
    base = alt.Chart(frame).encode(
        x=alt.X("start:T", scale=x, axis=_axis(words=False)),
        y=alt.Y("row:N", sort=rows, axis=axis),
        href="url:N",
        tooltip=tooltip(place=False),
    )
    days = (
        base.transform_filter("!datum.exact")
        .mark_bar(height=7, color=theme.HERO, fillOpacity=0.35, stroke=theme.HERO, strokeWidth=1)
        .encode(x2="end:T")
    )
    words = (
        base.transform_filter("datum.short != null")
        .mark_text(
            align="left",
            baseline="middle",
            dx=6,
            fontSize=alt.expr(f"width > {WIDE_ENOUGH} ? {theme.FONT_SIZE_SMALL} : 0"),
        )
        .encode(x=alt.X("end:T", scale=x), text="short:N")
    )
    points = base.transform_filter("datum.exact").mark_point(
        size=38, fill=theme.HERO, stroke=theme.HERO, opacity=1
    )
    lines = (
        alt.Chart(firsts)
        .mark_rule(color=theme.RULE)
        .encode(y=alt.Y("row:N", sort=rows, bandPosition=0))
    )
    return alt.layer(lines, days, points, _cut(cut), words).properties(height=ROW_EVENT * len(rows))


def _blocks(blocks: pd.DataFrame, x: alt.Scale, cut: str) -> alt.LayerChart:
    frame = blocks.assign(middle=blocks["start"] + (blocks["end"] - blocks["start"]) / 2)
    mean = float(frame.loc[~frame["after"], "blocks"].mean())
    width = int((frame["end"].iloc[0] - frame["start"].iloc[0]) / pd.Timedelta(hours=1))
    title = _("Blocks in {hours} hours").format(hours=width)
    base = alt.Chart(frame).encode(x=alt.X("middle:T", scale=x, axis=_axis(words=False)))
    spans = base.mark_rule(color=theme.HERO, clip=True).encode(
        y=alt.Y("low:Q", title=title, axis=alt.Axis(tickCount=4)), y2="high:Q"
    )
    points = base.mark_circle(color=theme.HERO, size=26, clip=True).encode(
        y="blocks:Q",
        tooltip=[
            alt.Tooltip("start:T", title=_("From (UTC)"), format=theme.MOMENT),
            alt.Tooltip("blocks:Q", title=_("Blocks"), format=theme.COUNT),
            alt.Tooltip("low:Q", title=_("Low"), format=theme.DECIMAL),
            alt.Tooltip("high:Q", title=_("High"), format=theme.DECIMAL),
        ],
    )
    line = alt.Chart(pd.DataFrame({"mean": [mean]})).mark_rule(color=theme.MUTED).encode(y="mean:Q")
    return alt.layer(spans, line, points, _cut(cut)).properties(height=120)


def _closes(prices: pd.Series, dates: Sequence[str]) -> pd.DataFrame:
    """End-of-day prices at the moment they hold: 00:00 UTC of the following day."""
    frame = pd.DataFrame(
        {"time": prices.index + pd.Timedelta(days=1), "price_usd": prices.to_numpy()}
    )
    start, end = map(pd.Timestamp, dates)
    return frame[(frame["time"] >= start) & (frame["time"] <= end)].reset_index(drop=True)


def _prices(closes: pd.DataFrame, x: alt.Scale, cut: str) -> alt.LayerChart:
    base = alt.Chart(closes).encode(
        x=alt.X("time:T", scale=x, axis=_axis(words=True)),
        y=alt.Y(
            "price_usd:Q",
            title=_("US dollars a bitcoin"),
            scale=alt.Scale(zero=False),
            axis=alt.Axis(format=theme.COUNT, tickCount=4),
        ),
    )
    tips = [
        alt.Tooltip("time:T", title=_("At (UTC)"), format=theme.MOMENT),
        alt.Tooltip("price_usd:Q", title=_("USD"), format=theme.COUNT),
    ]
    line = base.mark_line(color=theme.HERO, strokeWidth=theme.THIN)
    points = base.mark_circle(color=theme.HERO).encode(tooltip=tips)
    return alt.layer(line, points, _cut(cut)).properties(height=100)


def _drawn(
    bands: pd.DataFrame, events: pd.DataFrame, blocks: pd.DataFrame, closes: pd.DataFrame
) -> pd.DataFrame:
    parts = [
        bands.assign(
            panel=_("Internet access"),
            what=bands["state"] + ": " + bands["scope"],
            source=bands["publisher"],
        ),
        events.assign(
            panel=events["panel"],
            what=events["title"],
            source=events["publisher"],
            certain=events["exact"],
        ),
        blocks.assign(
            panel=_("Blocks"), what=_("blocks found"), value=blocks["blocks"].astype("float64")
        ),
        closes.assign(
            panel=_("Price"),
            what=_("end-of-day price"),
            start=closes["time"],
            end=closes["time"],
            value=closes["price_usd"],
        ),
    ]
    columns = ["panel", "start", "end", "what", "value", "low", "high", "certain", "source", "url"]
    return pd.concat([part.reindex(columns=columns) for part in parts], ignore_index=True)


def _title(bands: pd.DataFrame, dates: Sequence[str]) -> str:
    dark = bands[bands["certain"] & (bands["state"] == STATES["blackout"]) & ~bands["report"]]
    if dark.empty:
        return _("No interval without internet access is reported for these days")
    hours = (dark["end"] - dark["start"]) / pd.Timedelta(hours=1)
    longest = dark.loc[hours.idxmax()]
    shown = (pd.Timestamp(dates[1]) - pd.Timestamp(dates[0])) / pd.Timedelta(hours=1)
    return _("{place} was offline for most of {hours:.0f} of the {shown:.0f} hours shown").format(
        place=longest["lane"], hours=hours.max(), shown=shown
    )


def _description(
    bands: pd.DataFrame,
    events: pd.DataFrame,
    blocks: pd.DataFrame,
    closes: pd.DataFrame,
    dates: Sequence[str],
    cut: str,
) -> str:
    counts = events["panel"].value_counts()
    listed = ", ".join(f"{panel} {counts[panel]}" for panel in PANEL_ORDER if panel in counts)
    mean = blocks.loc[~blocks["after"], "blocks"].mean()
    return _(
        "Four panels on one time axis from {start} to {end} UTC; a dashed rule marks {cut}. "
        "First: reported internet access on {lanes} lanes (no access, restricted, access); pale "
        "ends are days on which the hour is not known, dashed outlines are times worked out from "
        "durations, diamonds are reports of a start only. Second: {count} events ({listed}); a "
        "point has a stated hour, a bar spans the day. Third: blocks found, between {least} and "
        "{most} an interval, with 95 % exact intervals, of which {holding} of {intervals} hold "
        "the mean before the cut (a line). Fourth: the price of a bitcoin at the end of each day, "
        "from {first:,.0f} to {last:,.0f} US dollars."
    ).format(
        start=dates[0],
        end=dates[1],
        cut=cut.replace("T", " "),
        lanes=bands["lane"].nunique(),
        count=len(events),
        listed=listed,
        least=int(blocks["blocks"].min()),
        holding=int(((blocks["low"] <= mean) & (blocks["high"] >= mean)).sum()),
        intervals=len(blocks),
        most=int(blocks["blocks"].max()),
        first=closes["price_usd"].iloc[0],
        last=closes["price_usd"].iloc[-1],
    )
