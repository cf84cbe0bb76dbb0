"""Blocks in the hours around the cut, and the ratio of rates with its interval."""

from collections.abc import Sequence
from typing import Any

import altair as alt
import pandas as pd

from qantar.chapters.network import readings
from qantar.chapters.network.windows import CUT, REPORTED
from qantar.charting import Chart, NoData, chart
from qantar.charting.colours import ACCENT, GREY_MARK, HERO, MUTED, TEXT, WASH
from qantar.charting.events import Event, with_events
from qantar.charting.marks import either, rimmed, tooltip
from qantar.charting.style import DECIMAL_FINE, HEIGHT, LINE_WIDTH, MOMENT
from qantar.common.dates import dated
from qantar.common.text import _, clauses, joined
from qantar.data.country_names import format_sentence
from qantar.report import number, shown

ROW_HEIGHT = 46  # px: a line of words and the interval below it


@chart(tables=("blocks", "events"))
def blocks_per_hour(
    frame: pd.DataFrame, pair: pd.Series, *, band: tuple[int, int], cut: str, reported: str
) -> Chart:
    """Blocks in each hour around the cut, over the range that chance gives at the earlier pace.

    frame: start (UTC), hour (0 begins at the cut), blocks; pair: the row of windows.compared that
    belongs to the cut; band: counts that hold 95 % of hours; cut, reported: ISO times (UTC).
    """
    mean = pair["before"] / pair["hours_before"]
    blocks = frame.set_index("hour")["blocks"]
    first = int(blocks[0])
    return Chart(
        altair=_hours_picture(frame, band, mean, cut, reported),
        data=frame,
        title=_hours_title(first, pair),
        measure=_(
            "Blocks found in each hour, by hours from the cut. Grey: before it. Band: {low} to "
            "{high:|# block|# blocks}, where chance keeps 95 % of hours at the earlier pace of "
            "{mean}."
        ),
        description=_(
            "Bars of the blocks found in {hours:|# hour|# hours} around {cut}: {inside} of "
            "them lie in the band from {low} to {high}. The first hour after the cut held "
            "{first}, the next {second}. All hours range from {least} to {most}."
        ),
        words={
            "low": band[0],
            "high": band[1],
            "mean": number(mean, ".1f"),
            "hours": len(frame),
            "cut": shown(cut, "date"),
            "inside": int(blocks.between(*band).sum()),
            "first": first,
            "second": int(blocks[1]),
            "least": int(blocks.min()),
            "most": int(blocks.max()),
        },
        labels={"start": _("From (UTC)"), "hour": _("Hours from the cut"), "blocks": _("Blocks")},
    )


def _hours_title(first: int, pair: pd.Series) -> str:
    """What the first hour and the whole window say together."""
    titles = (
        {
            readings.SAME: _("No block in the first hour, and it proves nothing"),
            readings.LOWER: _(
                "No block in the first hour, and fewer than before in all "
                "{hours:|of # hour|# hours}"
            ),
            readings.HIGHER: _(
                "No block in the first hour, yet more than before in all {hours:|of # hour|# hours}"
            ),
        }
        if first == 0
        else {
            readings.SAME: _(
                "{n:|# block|# blocks} in the first hour, and no change beyond chance in "
                "{hours:|# hour|# hours}"
            ),
            readings.LOWER: _(
                "Blocks came more slowly in the {hours:|# hour|# hours} after the cut"
            ),
            readings.HIGHER: _("Blocks came faster in the {hours:|# hour|# hours} after the cut"),
        }
    )
    return format_sentence(titles[readings.trend(pair)], n=first, hours=round(pair["hours_after"]))


def _hours_picture(
    frame: pd.DataFrame, band: tuple[int, int], mean: float, cut: str, reported: str
) -> alt.LayerChart:
    first, last = int(frame["hour"].min()), int(frame["hour"].max()) + 1
    axis = alt.Axis(
        format="+d",
        labelExpr="datum.value ? datum.label : '0'",
        title=None,
        values=list(range(first, last + 1, 6)),
    )
    x = {"scale": alt.Scale(domain=[first, last], nice=False, zero=False), "axis": axis}
    y = alt.Y("blocks:Q", axis=alt.Axis(title=None, tickCount=5), scale=alt.Scale(zero=True))
    area = pd.DataFrame({"from": [first], "to": [last], "low": [band[0]], "high": [band[1]]})
    across = {"x": alt.X("from:Q", **x), "x2": "to:Q"}
    wash = alt.Chart(area).mark_rect(color=WASH).encode(**across, y=alt.Y("low:Q"), y2="high:Q")
    line = alt.Chart(area.assign(mean=mean)).mark_rule(color=MUTED, strokeDash=[2, 2])
    drawn = frame.assign(left=frame["hour"] + 0.1, right=frame["hour"] + 0.9)
    labels = {"start": _("From"), "blocks": _("Blocks")}
    tips = tooltip(frame, {"start": MOMENT, "blocks": "d"}, labels)
    colour = either(alt.datum.hour >= 0, HERO, GREY_MARK)
    bars = alt.Chart(drawn).mark_bar().encode(color=colour, tooltip=tips)
    bars = bars.encode(x=alt.X("left:Q", **x), x2="right:Q", y=y, y2=alt.datum(0))
    count = alt.Chart(drawn[drawn["hour"] == 0]).transform_calculate(middle="datum.hour + 0.5")
    count = count.encode(x=alt.X("middle:Q"), y=y, text=alt.Text("blocks:Q", format="d"))
    words = rimmed(count, HERO, "bold", baseline="bottom", dy=-3)
    events = [Event(0, _short(cut), _("cut"))]
    at = (pd.Timestamp(reported) - pd.Timestamp(cut)) / pd.Timedelta(hours=1)
    if first <= at <= last and at:
        events.append(Event(at, _short(reported), _("report")))
    layers = alt.layer(line.encode(**across, y="mean:Q"), bars, *words)
    marked = with_events(layers, events, (first, last))
    return alt.layer(wash, marked).properties(height=HEIGHT)


def _short(time: str | pd.Timestamp) -> str:
    """ "5 Jan, 10:30" of a time, given as such or in ISO form."""
    return dated(pd.Timestamp(time), _("%-d %b, %H:%M"))


@chart(tables=("blocks",))
def rate_ratios(frame: pd.DataFrame, *, fall: float, pools: Sequence[str]) -> Chart:
    """The ratio of rates with its exact interval for each pair of windows.

    frame: as from windows.compared; fall: share, drawn as a rule beside that of no change.
    """
    drawn = frame.dropna(subset=["ratio", "low", "high"]).reset_index(drop=True)
    if drawn.empty:
        raise NoData(_("No window holds a block before, so there is no ratio."))
    drawn["words"] = [_named(row) for row in drawn.to_dict("records")]
    drawn["numbers"] = [
        f"{row.ratio:.2f} ({row.low:.2f}–{row.high:.2f})" for row in drawn.itertuples()
    ]
    labels = {
        "words": _("Window"),
        "before": _("Blocks before"),
        "hours_before": _("Hours before"),
        "after": _("Blocks after"),
        "hours_after": _("Hours after"),
        "ratio": _("Rate after ÷ before"),
        "low": _("Low (95 %)"),
        "high": _("High (95 %)"),
    }
    return Chart(
        altair=_ratio_picture(drawn, fall),
        data=drawn[list(labels)],
        title=_ratio_title(drawn, fall),
        measure=_(
            "Blocks an hour after ÷ before, with 95 % exact intervals. The last row counts the "
            "blocks of {pools} alone. Grey: other times given for the cut, and a longer window."
        ),
        description=_(
            "Ratio of the rate of blocks after to that before, points with intervals; rules mark "
            "no change and a fall of {fall}. {rows}."
        ),
        words={
            "pools": joined(pools),
            "fall": number(fall, ".0%"),
            "hours": drawn.loc[drawn["window"] == REPORTED, "hours_after"].max(),
            "rows": clauses(
                _("{window}: {ratio:.2f} ({low:.2f}–{high:.2f})").format(
                    window=row.words, ratio=row.ratio, low=row.low, high=row.high
                )
                for row in drawn.itertuples()
            ),
        },
        labels=labels,
    )


def _named(row: dict[str, Any]) -> str:
    """Which windows a row compares, in words."""
    if row["window"] == REPORTED:
        words, time = _("{hours:.0f|# h} to {time}, pools"), row["end"]
    else:
        words, time = _("{hours:.0f|# h} after {time}"), row["cut"]
    return format_sentence(words, hours=row["hours_after"], time=_short(time))


def _ratio_title(drawn: pd.DataFrame, fall: float) -> str:
    """What the interval of the reported windows says."""
    rows = drawn[drawn["window"] == REPORTED]
    if rows.empty:
        return _("Too few blocks of the pools compared for a ratio")
    titles = {
        readings.BOTH: _(
            "In {hours:.0f|# hour|# hours} a fall of {fall} cannot be told from no change"
        ),
        readings.FALL: _("Blocks of the pools compared fell, and {fall} would explain it"),
        readings.NONE: _("Blocks of the pools compared rule out a fall of {fall}"),
        readings.NEITHER: _(
            "Blocks of the pools compared fit neither a fall of {fall} nor an even pace"
        ),
    }
    return titles[readings.reading(rows.iloc[0], fall)]


def _ratio_picture(drawn: pd.DataFrame, fall: float) -> alt.LayerChart:
    main = alt.FieldOneOfPredicate(field="window", oneOf=[CUT, REPORTED])
    shade = either(main, HERO, GREY_MARK)
    axis = alt.Axis(title=None, format=DECIMAL_FINE, tickCount=5)
    x = alt.X("low:Q", axis=axis, scale=alt.Scale(zero=False, nice=True))
    plain = alt.Chart(drawn).encode(y=alt.Y("words:N", sort=None, axis=None))
    labels = {"words": _("Window"), "numbers": _("Ratio")}
    base = plain.encode(tooltip=tooltip(drawn, {"words": "", "numbers": ""}, labels))
    spans = base.mark_rule(strokeWidth=LINE_WIDTH + 1).encode(x=x, x2="high:Q", color=shade)
    points = base.mark_point(size=70, filled=True).encode(x=alt.X("ratio:Q"), color=shade)
    named = plain.encode(x=alt.value(0), text="words:N")
    numbers = plain.encode(x=alt.value(alt.expr("width")), text="numbers:N")
    place: dict[str, Any] = {"baseline": "bottom", "dy": -7}
    return alt.layer(
        *_rules(fall),
        spans,
        points,
        *rimmed(named, TEXT, align="left", **place),
        *rimmed(numbers, MUTED, align="right", **place),
    ).properties(height=alt.Step(ROW_HEIGHT))


def _rules(fall: float) -> list[alt.Chart]:
    """Vertical rules at the ratio of the fall and of no change, named above the plot."""
    made = []
    for at, words, colour, align, dx in (
        (1 - fall, number(-fall, ".0%"), ACCENT, "right", -3),
        (1.0, _("no change"), TEXT, "left", 3),
    ):
        base = alt.Chart(pd.DataFrame({"at": [at], "words": [words]})).encode(x=alt.X("at:Q"))
        look = {"align": align, "dx": dx, "baseline": "bottom", "fontWeight": "bold"}
        label = base.mark_text(color=colour, **look).encode(y=alt.value(-4), text="words:N")
        made += [base.mark_rule(color=colour, strokeWidth=1.25), label]
    return made
