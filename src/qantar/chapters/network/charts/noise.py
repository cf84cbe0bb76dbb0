"""What noise alone would show: how long a fall takes to be seen, and the ratios of earlier days."""

from collections.abc import Sequence

import altair as alt
import pandas as pd

from qantar.chapters.network.blocks import Interval
from qantar.chapters.network.charts.blocks import RATIO
from qantar.chapters.network.readings import fall_words
from qantar.charting import theme
from qantar.charting.flags import flags
from qantar.charting.theme import Chart, NoData, chart
from qantar.common.text import _
from qantar.report.sentences import number


@chart(tables=("blocks",))
def detection(
    frame: pd.DataFrame, *, fall: float, waits: Sequence[tuple[float, str]], power: float = 0.8
) -> Chart:
    """The chance to see a fall, by hours of waiting and size of the fall; baseline counted, not
    known.

    frame: fall (share), hours, chance, known (True = baseline known exactly); waits: (hours, word)
    drawn as vertical rules; power: the chance usually asked for.
    """
    return Chart(
        altair=_detection_picture(frame, waits, power),
        data=frame,
        title=_detection_title(frame, fall, power),
        description=_detection_description(frame, fall, waits, power),
        labels={
            "fall": _("Fall (share)"),
            "hours": _("Hours"),
            "chance": _("Chance to see it"),
            "known": _("Baseline known exactly"),
        },
    )


def _detection_picture(
    frame: pd.DataFrame, waits: Sequence[tuple[float, str]], power: float
) -> alt.LayerChart:
    drawn = frame.assign(series=[number(-size, ".0%") for size in frame["fall"]])
    scale = theme.numbered(drawn["series"].drop_duplicates())
    last = float(frame["hours"].max())
    y = alt.Scale(domain=[0, 1.1], nice=False)
    # The rules stand at the left, so the title goes to the right.
    axis = alt.Axis(
        format=theme.SHARE,
        values=[0, 0.2, 0.4, 0.6, 0.8, 1],
        titleX=alt.expr("width"),
        titleAlign="right",
    )
    lines = (
        alt.Chart(drawn)
        .mark_line()
        .encode(
            x=alt.X(
                "hours:Q",
                title=_("Hours of blocks after the cut"),
                scale=alt.Scale(domain=[0, last * 1.2], nice=False),
            ),
            y=alt.Y("chance:Q", title=_("Chance to see the fall"), scale=y, axis=axis),
            color=alt.Color("series:N", scale=scale, legend=None),
            strokeDash=alt.condition(
                "datum.known", alt.value(theme.IMPUTED_DASH), alt.value([1, 0])
            ),
            detail="known:N",
            tooltip=[
                alt.Tooltip("series:N", title=_("Fall")),
                alt.Tooltip("hours:Q", title=_("Hours"), format=theme.COUNT),
                alt.Tooltip("chance:Q", title=_("Chance"), format=theme.SHARE),
            ],
        )
    )
    names = theme.end_labels(drawn[~drawn["known"]], "hours", "chance", "series", scale, gap=0.05)
    level = (
        alt.Chart(pd.DataFrame({"chance": [power]}))
        .mark_rule(color=theme.MUTED)
        .encode(y="chance:Q")
    )
    rules = flags(list(waits), "hours", "Q")
    return alt.layer(lines, names, level, rules).properties(height=theme.HEIGHT)


def _needed(frame: pd.DataFrame, fall: float, power: float, *, known: bool) -> float | None:
    rows = frame[(frame["fall"] == fall) & (frame["known"] == known) & (frame["chance"] >= power)]
    return float(rows["hours"].min()) if len(rows) else None


def _detection_title(frame: pd.DataFrame, fall: float, power: float) -> str:
    hours = _needed(frame, fall, power, known=False)
    if hours is None:
        return _("{fall} would hardly have been seen within {hours:.0f} hours").format(
            fall=fall_words(fall).capitalize(), hours=frame["hours"].max()
        )
    return _("{fall} takes about {hours:.0f} hours of blocks to show").format(
        fall=fall_words(fall).capitalize(), hours=hours
    )


def _detection_description(
    frame: pd.DataFrame, fall: float, waits: Sequence[tuple[float, str]], power: float
) -> str:
    main = frame[(frame["fall"] == fall) & ~frame["known"]].set_index("hours")["chance"]
    chances = " ".join(
        _("After {hours:.0f} hours ({word}) the chance is {chance}.").format(
            hours=hours,
            word=word,
            chance=number(float(main.iloc[abs(main.index - hours).argmin()]), ".0%"),
        )
        for hours, word in waits
    )
    return (
        _(
            "Chance that an exact test of size 5 % sees a fall of the hash rate, by hours of "
            "waiting, for changes of {falls}; dashed: the baseline taken as known. A rule marks "
            "{power}. For {fall}: "
        ).format(
            falls=", ".join(number(size, ".0%") for size in sorted(frame["fall"].unique())),
            power=number(power, ".0%"),
            fall=fall_words(fall),
        )
        + chances
    )


@chart(tables=("blocks",))
def earlier_windows(frame: pd.DataFrame, *, observed: float, chance: Interval) -> Chart:
    """Rate ratios of all earlier windows, one row per difficulty epoch, beside the one at the cut.

    frame as from blocks.earlier_windows; observed: the ratio at the cut; chance: the range that
    counting noise alone gives in 95 % of cases.
    """
    if frame.empty:
        raise NoData(
            _(
                "No earlier window of this length fits into one difficulty epoch; shorten the "
                "windows."
            )
        )
    share = float((frame["ratio"] <= observed).mean())
    return Chart(
        altair=_earlier_picture(frame, observed, chance),
        data=frame,
        title=_("{share} of {count} earlier windows had a ratio as low as at the cut").format(
            share=number(share, ".0%"), count=len(frame)
        ),
        description=_earlier_description(frame, observed, chance),
        labels={
            "cut": _("Windows meet at (UTC)"),
            "epoch": _("Epoch from (UTC)"),
            "before": _("Blocks before"),
            "after": _("Blocks after"),
            "ratio": RATIO,
        },
    )


def _earlier_picture(frame: pd.DataFrame, observed: float, chance: Interval) -> alt.LayerChart:
    words = frame["epoch"].dt.strftime(_("from %-d %b %Y"))
    drawn = frame.assign(row=words)
    rows = drawn.sort_values("epoch")["row"].drop_duplicates().tolist()
    band = (
        alt.Chart(pd.DataFrame({"low": [chance.low], "high": [chance.high]}))
        .mark_rect(fill=theme.HERO, fillOpacity=theme.BAND_OPACITY / 2)
        .encode(x=alt.X("low:Q", title=RATIO, scale=alt.Scale(zero=False)), x2="high:Q")
    )
    ticks = (
        alt.Chart(drawn)
        .mark_tick(color=theme.HERO, opacity=0.55, thickness=1.5)
        .encode(
            x=alt.X("ratio:Q", axis=alt.Axis(format=theme.DECIMAL_FINE)),
            y=alt.Y("row:N", sort=rows, title=None),
            tooltip=[
                alt.Tooltip("cut:T", title=_("Windows meet at (UTC)"), format=theme.MOMENT),
                alt.Tooltip("ratio:Q", title=RATIO, format=theme.DECIMAL_FINE),
                alt.Tooltip("before:Q", title=_("Blocks before"), format=theme.COUNT),
                alt.Tooltip("after:Q", title=_("Blocks after"), format=theme.COUNT),
            ],
        )
    )
    one = pd.DataFrame(
        {"ratio": [observed], "word": [_("at the cut: {ratio:.2f}").format(ratio=observed)]}
    )
    base = alt.Chart(one).encode(x="ratio:Q")
    rule = base.mark_rule(color=theme.ACCENT, strokeWidth=theme.LINE_WIDTH)
    word = base.mark_text(color=theme.ACCENT, baseline="bottom", dy=-3).encode(
        y=alt.value(0), text="word:N"
    )
    return alt.layer(band, ticks, rule, word).properties(height=alt.Step(theme.ROW))


def _earlier_description(frame: pd.DataFrame, observed: float, chance: Interval) -> str:
    return _(
        "Rate ratio of every earlier pair of windows of the same lengths, hour by hour, a tick "
        "each, in {epochs} rows by difficulty epoch; windows overlap, so ticks of a row are not "
        "independent. They run from {least:.2f} to {most:.2f}; at the cut the ratio was "
        "{observed:.2f} (red rule). A pale band marks {low:.2f} to {high:.2f}, where counting "
        "noise alone keeps 95 %."
    ).format(
        epochs=frame["epoch"].nunique(),
        least=frame["ratio"].min(),
        most=frame["ratio"].max(),
        observed=observed,
        low=chance.low,
        high=chance.high,
    )
