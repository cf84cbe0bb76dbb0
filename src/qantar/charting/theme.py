"""The one door to the book's look: every chart module imports colours, sizes, formats and helpers
from here.

::

    from qantar.charting import theme
    from qantar.charting.theme import Chart, NoData, chart

    @chart(tables=("electricity",))
    def generation_mix(frame, *, country): ...
"""

import os

import altair as alt
import pandas as pd
from altair.utils import schemapi

from qantar.charting.chart import Chart, NoData, Note, Origin, chart
from qantar.charting.colours import (
    ACCENT,
    BAND,
    CATEGORIES,
    CHOICES,
    COUNTRIES,
    DARK,
    DIVERGING,
    FUELS,
    GREY_LINE,
    GREY_MARK,
    GROUPS,
    HERO,
    MUTED,
    PAPER,
    RULE,
    STEPS,
    TEXT,
    VERDICTS,
    WASH,
)
from qantar.charting.render import ChartError
from qantar.charting.scales import numbered, scale
from qantar.charting.style import (
    AREA_OUTLINE,
    BAND_OPACITY,
    CLOCK,
    COUNT,
    DAY,
    DAY_SHORT,
    DECIMAL,
    DECIMAL_FINE,
    EXPECTED_DASH,
    FONT_SIZE,
    FONT_SIZE_SMALL,
    HEIGHT,
    HEIGHT_SMALL,
    HEIGHT_TALL,
    IMPUTED_DASH,
    LINE_WIDTH,
    MOMENT,
    MONTH,
    NARROW,
    NARROW_COLUMN,
    POINT_SIZE,
    PRICE,
    ROOM,
    ROW,
    SHARE,
    SHARE_FINE,
    SIGNED,
    SIGNED_SHARE,
    SIGNIFICANT,
    THIN,
    WIDE,
    YEAR,
    YEAR_NUMBER,
)
from qantar.common.outputs import RENDERER

# The code fixes what a specification holds, and a test validates every chart: a build need not.
schemapi.DEBUG_MODE = os.environ.get(RENDERER) != "book"

__all__ = [
    "ACCENT",
    "AREA_OUTLINE",
    "BAND",
    "BAND_OPACITY",
    "CATEGORIES",
    "CHOICES",
    "CLOCK",
    "COUNT",
    "COUNTRIES",
    "DARK",
    "DAY",
    "DAY_SHORT",
    "DECIMAL",
    "DECIMAL_FINE",
    "DIVERGING",
    "EXPECTED_DASH",
    "FONT_SIZE",
    "FONT_SIZE_SMALL",
    "FUELS",
    "GREY_LINE",
    "GREY_MARK",
    "GROUPS",
    "HEIGHT",
    "HEIGHT_SMALL",
    "HEIGHT_TALL",
    "HERO",
    "IMPUTED_DASH",
    "LINE_WIDTH",
    "MOMENT",
    "MONTH",
    "MUTED",
    "NARROW",
    "NARROW_COLUMN",
    "PAPER",
    "POINT_SIZE",
    "PRICE",
    "ROOM",
    "ROW",
    "RULE",
    "SHARE",
    "SHARE_FINE",
    "SIGNED",
    "SIGNED_SHARE",
    "SIGNIFICANT",
    "STEPS",
    "TEXT",
    "THIN",
    "VERDICTS",
    "WASH",
    "WIDE",
    "YEAR",
    "YEAR_NUMBER",
    "Chart",
    "ChartError",
    "NoData",
    "Note",
    "Origin",
    "chart",
    "end_labels",
    "marker",
    "moment",
    "numbered",
    "scale",
    "steps",
    "time_axis",
    "year_axis",
]


def year_axis(**options: object) -> alt.Axis:
    """The x axis of years held as whole numbers: no thousands separator, no title, whole years
    only.
    """
    return alt.Axis(format=YEAR_NUMBER, title=None, tickMinStep=1, **options)


def time_axis(form: str = MONTH, **options: object) -> alt.Axis:
    """The x axis of dates (drawn in UTC), labelled in the given date format."""
    return alt.Axis(format=form, title=None, labelOverlap="greedy", **options)


def moment(time: object) -> alt.DateTime:
    """A time (UTC) as the bound of a temporal scale."""
    at = pd.Timestamp(time)
    return alt.DateTime(year=at.year, month=at.month, date=at.day, hours=at.hour, minutes=at.minute)


def steps(domain: list[float], **options: object) -> alt.Scale:
    """A fill scale of five steps from little to much, for maps and heat maps; `domain`: the four
    limits.
    """
    return alt.Scale(type="threshold", domain=domain, range=list(STEPS), **options)


def marker(at: object, label: str, *, dy: int = -4, align: str = "left") -> alt.LayerChart:
    """A thin vertical rule at `at` on a temporal (str, Timestamp) or year (number) x axis, a word
    at its top.

    For events and for breaks in a series. Layer it over a chart whose x is of the same kind.
    """
    frame = pd.DataFrame(
        {"at": [at if isinstance(at, int | float) else pd.Timestamp(at)], "label": [label]}
    )
    kind = "quantitative" if isinstance(at, int | float) else "temporal"
    base = alt.Chart(frame).encode(x=alt.X("at", type=kind))
    rule = base.mark_rule(color=MUTED, strokeDash=EXPECTED_DASH, strokeWidth=THIN)
    word = base.mark_text(
        align=align, baseline="bottom", dx=0, dy=dy, color=MUTED, fontSize=FONT_SIZE_SMALL
    )
    return rule + word.encode(y=alt.value(0), text="label:N")


def end_labels(
    frame: pd.DataFrame,
    x: str,
    y: str,
    name: str,
    colour: alt.Scale,
    *,
    gap: float,
    label: str | None = None,
) -> alt.LayerChart:
    """The name of each series at its last point, instead of a legend; at least `gap` (units of y)
    apart.

    frame: columns x, y, name (and `label`, the text, where it differs from the name in the colour
    scale).
    """
    last = frame.dropna(subset=[y]).sort_values(x).groupby(name, sort=False, observed=True).tail(1)
    last = last.sort_values(y).copy()
    last["label_y"] = spread(last[y].tolist(), gap)
    kind = "temporal" if pd.api.types.is_datetime64_any_dtype(frame[x]) else "quantitative"
    base = alt.Chart(last[list(dict.fromkeys([x, "label_y", name, label or name]))]).encode(
        x=alt.X(x, type=kind), y=alt.Y("label_y:Q")
    )
    # The words are in ink, which is readable at any size; the dot ties them to their line.
    dots = base.mark_point(filled=True, size=POINT_SIZE, xOffset=9).encode(
        color=alt.Color(name, type="nominal", scale=colour, legend=None)
    )
    words = base.mark_text(align="left", baseline="middle", dx=16)
    return dots + words.encode(text=alt.Text(label or name, type="nominal"))


def spread(values: list[float], gap: float) -> list[float]:
    """Ascending `values` moved as little as needed to lie at least `gap` apart, each cluster
    kept centred.
    """
    clusters: list[list[float]] = []
    for value in values:
        clusters.append([value])
        while len(clusters) > 1 and _overlap(clusters[-2], clusters[-1], gap):
            clusters[-2:] = [clusters[-2] + clusters[-1]]
    return [place for cluster in clusters for place in _places(cluster, gap)]


def _places(cluster: list[float], gap: float) -> list[float]:
    centre = sum(cluster) / len(cluster)
    return [centre + (index - (len(cluster) - 1) / 2) * gap for index in range(len(cluster))]


def _overlap(lower: list[float], upper: list[float], gap: float) -> bool:
    return _places(upper, gap)[0] - _places(lower, gap)[-1] < gap
