"""What blocks say about the cut: hour by hour, as a ratio, and by pool."""

from collections.abc import Sequence

import altair as alt
import pandas as pd

from qantar.chapters.network.blocks import Interval
from qantar.chapters.network.readings import fall_words, falls_inside, listed, reading
from qantar.charting import theme
from qantar.charting.flags import flags
from qantar.charting.theme import Chart, NoData, chart, moment
from qantar.common.text import _
from qantar.report.sentences import number

RATIO = _("Block rate after ÷ before")


@chart(tables=("blocks", "outages"))
def blocks_per_hour(frame: pd.DataFrame, bands: pd.DataFrame, *, cut: str, mean: float) -> Chart:
    """Blocks in each hour around the cut with exact intervals, over the nationwide bands of the
    outage.

    frame as from blocks.per_interval with a width of one hour; bands: start, end, state (nationwide
    spans); mean: blocks an hour in the window before the cut.
    """
    if frame.empty:
        raise NoData(_("The table of blocks does not reach {cut}.").format(cut=cut))
    holding = int(((frame["low"] <= mean) & (frame["high"] >= mean)).sum())
    return Chart(
        altair=_hours_picture(frame, bands, cut, mean),
        data=frame,
        title=_(
            "In {holding} of {hours} hours the interval holds the earlier mean of {mean:.1f} blocks"
        ).format(holding=holding, hours=len(frame), mean=mean),
        description=_(
            "Blocks found in each of {hours} hours around {cut} UTC, points with 95 % exact "
            "(Garwood) intervals. They range from {least} to {most}; a line marks the mean before "
            "the cut, {mean:.2f} an hour. Pale red: no access nationwide. One hour tells little: "
            "intervals are wide."
        ).format(
            hours=len(frame),
            cut=cut.replace("T", " "),
            least=int(frame["blocks"].min()),
            most=int(frame["blocks"].max()),
            mean=mean,
        ),
        labels={
            "start": _("From (UTC)"),
            "end": _("To (UTC)"),
            "blocks": _("Blocks"),
            "low": _("Low (95 %)"),
            "high": _("High (95 %)"),
            "after": _("After the cut"),
        },
    )


def _hours_picture(
    frame: pd.DataFrame, bands: pd.DataFrame, cut: str, mean: float
) -> alt.LayerChart:
    drawn = frame.assign(middle=frame["start"] + (frame["end"] - frame["start"]) / 2)
    x = alt.Scale(domain=[moment(drawn["start"].min()), moment(drawn["end"].max())])
    axis = theme.time_axis(_("%-d %b %H h"), tickCount=6)
    shade = (
        alt.Chart(bands)
        .mark_rect(fillOpacity=0.18, clip=True)
        .encode(x=alt.X("start:T", scale=x, axis=axis), x2="end:T", fill=alt.value(theme.ACCENT))
    )
    base = alt.Chart(drawn).encode(x=alt.X("middle:T", scale=x, axis=axis))
    spans = base.mark_rule(color=theme.HERO).encode(
        y=alt.Y("low:Q", title=_("Blocks in an hour")), y2="high:Q"
    )
    tips = [
        alt.Tooltip("start:T", title=_("From (UTC)"), format=theme.MOMENT),
        alt.Tooltip("blocks:Q", title=_("Blocks"), format=theme.COUNT),
        alt.Tooltip("low:Q", title=_("Low (95 %)"), format=theme.DECIMAL),
        alt.Tooltip("high:Q", title=_("High (95 %)"), format=theme.DECIMAL),
    ]
    points = base.mark_circle(color=theme.HERO, size=26).encode(y="blocks:Q", tooltip=tips)
    line = alt.Chart(pd.DataFrame({"mean": [mean]})).mark_rule(color=theme.TEXT).encode(y="mean:Q")
    word = flags([(cut, pd.Timestamp(cut).strftime(_("cut, %H:%M UTC")))], "middle", "T")
    return alt.layer(shade, spans, line, points, word).properties(height=theme.HEIGHT)


@chart(tables=("blocks",))
def rate_ratios(frame: pd.DataFrame, *, falls: Sequence[float]) -> Chart:
    """The rate ratio with its exact interval for each time given for the cut, and to the next
    retarget.

    frame: cut (UTC), hours, before, after (blocks), ratio, low, high, to_retarget; falls: shares
    drawn as rules.
    """
    words = [
        _("cut {time}, {hours:.0f} h after").format(time=row.cut.strftime("%H:%M"), hours=row.hours)
        for row in frame.itertuples()
    ]
    readings = [
        reading(Interval(row.ratio, row.low, row.high), falls) for row in frame.itertuples()
    ]
    drawn = frame.assign(window=words, reading=readings)
    return Chart(
        altair=_ratio_picture(drawn, falls),
        data=drawn[["window", "before", "after", "ratio", "low", "high", "reading"]],
        title=_ratio_title(drawn, falls),
        description=_(
            "Ratio of the block rate after the cut to the rate before it, points with 95 % exact "
            "intervals, for {count} windows; rules mark {falls}. "
        ).format(count=len(drawn), falls=listed([fall_words(fall) for fall in falls]))
        + " ".join(
            _("{window}: {ratio:.2f} ({low:.2f} to {high:.2f}).").format(
                window=row.window, ratio=row.ratio, low=row.low, high=row.high
            )
            for row in drawn.itertuples()
        ),
        labels={
            "window": _("Window"),
            "before": _("Blocks before"),
            "after": _("Blocks after"),
            "ratio": RATIO,
            "low": _("Low (95 %)"),
            "high": _("High (95 %)"),
            "reading": _("Reading"),
        },
    )


def _ratio_picture(drawn: pd.DataFrame, falls: Sequence[float]) -> alt.LayerChart:
    x = alt.X(
        "low:Q",
        title=RATIO,
        scale=alt.Scale(zero=False, nice=True),
        axis=alt.Axis(format=theme.DECIMAL_FINE),
    )
    y = alt.Y("window:N", sort=drawn["window"].tolist(), title=None, axis=alt.Axis(labelLimit=130))
    base = alt.Chart(drawn).encode(y=y)
    tips = [
        alt.Tooltip("window:N", title=_("Window")),
        alt.Tooltip("ratio:Q", title=RATIO, format=theme.DECIMAL_FINE),
        alt.Tooltip("low:Q", title=_("Low (95 %)"), format=theme.DECIMAL_FINE),
        alt.Tooltip("high:Q", title=_("High (95 %)"), format=theme.DECIMAL_FINE),
        alt.Tooltip("reading:N", title=_("Reading")),
    ]
    spans = base.mark_rule(color=theme.HERO, strokeWidth=theme.LINE_WIDTH).encode(
        x=x, x2="high:Q", tooltip=tips
    )
    points = base.mark_circle(color=theme.HERO, size=70).encode(x="ratio:Q", tooltip=tips)
    height = 34 * len(drawn)
    return alt.layer(_fall_rules(falls), spans, points).properties(height=height)


def _ratio_title(drawn: pd.DataFrame, falls: Sequence[float]) -> str:
    """What all windows of the same length have in common, told of the largest fall."""
    same = drawn[~drawn["to_retarget"]]
    fall = max(falls)
    inside = [
        fall in falls_inside(Interval(row.ratio, row.low, row.high), [fall])[0]
        for row in same.itertuples()
    ]
    unchanged = ((same["low"] <= 1) & (same["high"] >= 1)).all()
    if all(inside) and unchanged:
        return _(
            "Whenever the cut is set, {hours:.0f} hours of blocks allow {fall} and no change alike"
        ).format(hours=same["hours"].iloc[0], fall=fall_words(fall))
    return _("{count} of {all} times given for the cut allow {fall}").format(
        count=sum(inside), all=len(inside), fall=fall_words(fall)
    )


def _fall_rules(falls: Sequence[float]) -> alt.LayerChart:
    """Vertical rules at the ratios that falls would give, words staggered above."""
    ordered = sorted(falls)
    words = [number(-fall, ".0%") if fall else _("no change") for fall in ordered]
    frame = pd.DataFrame({"ratio": [1 - fall for fall in ordered], "word": words})
    rules = (
        alt.Chart(frame)
        .mark_rule(color=theme.MUTED, strokeDash=theme.EXPECTED_DASH)
        .encode(x="ratio:Q")
    )
    labels = [
        alt.Chart(frame.iloc[[index]])
        .mark_text(
            color=theme.MUTED,
            fontSize=theme.FONT_SIZE_SMALL,
            baseline="bottom",
            dy=-3 - 12 * (index % 2),
        )
        .encode(x="ratio:Q", y=alt.value(0), text="word:N")
        for index in range(len(frame))
    ]
    return alt.layer(rules, *labels)


@chart(tables=("blocks",))
def by_pool(frame: pd.DataFrame, holes: pd.DataFrame, *, hours: float, most: float = 3.0) -> Chart:
    """The rate ratio of each pool with its exact interval; blocks that nobody is known to have
    found apart.

    frame as from pools.by_pool, holes as from pools.holes_in; hours: length of the window after the
    cut; most: where the axis ends (intervals beyond it are cut off).
    """
    if frame.empty:
        raise NoData(_("The table of blocks holds no blocks around the cut."))
    return Chart(
        altair=_pool_picture(frame, most),
        data=frame,
        title=_pool_title(frame),
        description=_pool_description(frame, holes, hours),
        labels={
            "pool": _("Pool"),
            "before": _("Blocks before"),
            "after": _("Blocks after"),
            "ratio": RATIO,
            "low": _("Low (95 %)"),
            "high": _("High (95 %)"),
            "attributed": _("Attributed to a pool"),
        },
    )


def _pool_picture(frame: pd.DataFrame, most: float) -> alt.LayerChart:
    counts = " (" + frame["before"].astype("str") + "→" + frame["after"].astype("str") + ")"
    drawn = frame.assign(
        row=frame["pool"].where(frame["attributed"], _("not attributed")) + counts,
        top=frame["high"].clip(upper=most),
    )
    shade = alt.condition("datum.attributed", alt.value(theme.HERO), alt.value(theme.GREY_MARK))
    dash = alt.condition("datum.attributed", alt.value([1, 0]), alt.value(theme.IMPUTED_DASH))
    x = alt.X(
        "low:Q", title=RATIO, scale=alt.Scale(domain=[0, most]), axis=alt.Axis(format=theme.DECIMAL)
    )
    base = alt.Chart(drawn).encode(
        y=alt.Y("row:N", sort=drawn["row"].tolist(), title=None, axis=alt.Axis(labelLimit=150)),
        stroke=shade,
        tooltip=[
            alt.Tooltip("pool:N", title=_("Pool")),
            alt.Tooltip("before:Q", title=_("Blocks before"), format=theme.COUNT),
            alt.Tooltip("after:Q", title=_("Blocks after"), format=theme.COUNT),
            alt.Tooltip("ratio:Q", title=RATIO, format=theme.DECIMAL_FINE),
            alt.Tooltip("low:Q", title=_("Low (95 %)"), format=theme.DECIMAL_FINE),
            alt.Tooltip("high:Q", title=_("High (95 %)"), format=theme.DECIMAL_FINE),
        ],
    )
    spans = base.mark_rule(strokeWidth=theme.LINE_WIDTH).encode(x=x, x2="top:Q", strokeDash=dash)
    filled = alt.condition("datum.attributed", alt.value(theme.HERO), alt.value(theme.PAPER))
    points = base.mark_point(size=60, strokeWidth=2, clip=True).encode(x="ratio:Q", fill=filled)
    beyond = base.transform_filter(f"datum.high > {most}").mark_point(
        shape="triangle-right", size=50
    )
    arrows = beyond.encode(x="top:Q", fill=filled)
    return alt.layer(_fall_rules([0.0]), spans, points, arrows).properties(
        height=alt.Step(theme.ROW)
    )


def _pool_title(frame: pd.DataFrame) -> str:
    known = frame[frame["attributed"]]
    moved = known[(known["high"] < 1) | (known["low"] > 1)]
    if moved.empty:
        return _("No pool's interval excludes an unchanged rate; each is wide")
    return _(
        "{count} of {all} pools have an interval that excludes an unchanged rate: {names}"
    ).format(count=len(moved), all=len(known), names=listed(moved["pool"].tolist()))


def _pool_description(frame: pd.DataFrame, holes: pd.DataFrame, hours: float) -> str:
    known = frame[frame["attributed"]]
    words = _(
        "Block rate of each pool in the {hours:.0f} hours after the cut over its rate before, "
        "points with 95 % exact intervals, blocks before and after in brackets. Ratios of pools "
        "run from {least:.2f} to {most:.2f}. Of {count} such intervals, one in twenty misses the "
        "truth by chance. An interval that goes on beyond the axis ends in an arrow."
    ).format(hours=hours, least=known["ratio"].min(), most=known["ratio"].max(), count=len(known))
    if holes.empty:
        return words
    return words + _(
        " Blocks without attribution are grey and dashed and cannot be read as a rise or fall: the "
        "attribution has holes for {names} in these days."
    ).format(names=listed(holes["pool"].tolist()))
