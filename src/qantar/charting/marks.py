"""The marks of the book's charts: one hero among grey, with labels beside them instead of legends.

Every function gives an Altair chart of one view that is as wide as its place; layer, stack and size
it like any other. Colours come from `qantar.charting.colours`, so the dark page follows. Frames are
tidy, one row a mark; ``labels`` gives columns the reader's names in tooltips, as in `Chart`.
"""

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

import altair as alt
import pandas as pd

from qantar.charting.colours import GREY_LINE, GREY_MARK, HERO, MUTED, PAPER, TEXT
from qantar.charting.overhang import broken, room_for
from qantar.charting.style import (
    DAY_SHORT,
    DECIMAL,
    FONT_SIZE,
    HEIGHT,
    MONTH,
    NARROW,
    RIGHT_TO_LEFT,
    ROW,
    SHARE,
    YEAR,
    YEAR_NUMBER,
)

LABEL_GAP = 18  # px between the middles of two labels at the ends of lines
_HEAVY = 0.35  # px of outline that make letters bold
_RIM = 4  # px of page colour around words, over lines
_LINE, _LONGEST = FONT_SIZE + 3, NARROW - 40  # px: of a line of words that stands above its row
_STRIPES = 7  # of a doubtful bar, light ones among them
_BAR, _BESIDE = 14, 148  # px: height of a bar; longest name that stands beside its bar
_HERO_WIDTH, _COMPARE_WIDTH, _GREY_WIDTH = 2.75, 1.75, 1.25


def kind_of(values: pd.Series) -> str:
    """Altair's type of values: ``temporal`` for dates, ``quantitative`` for years and others."""
    return "temporal" if pd.api.types.is_datetime64_any_dtype(values) else "quantitative"


def time_axis(first: pd.Timestamp, last: pd.Timestamp) -> alt.Axis:
    """The x axis of dates from `first` to `last`, by years, months or days."""
    days = (last - first).days
    if days > 3 * 365:
        every: dict[str, Any] = {"format": YEAR, "tickCount": {"interval": "year", "step": 1}}
    elif days > 90:
        every = {
            "format": MONTH,
            "tickCount": {"interval": "month", "step": 3 if days > 400 else 1},
        }
    else:
        every = {"format": DAY_SHORT}
    return alt.Axis(title=None, labelOverlap="greedy", **every)


def _x(frame: pd.DataFrame, column: str) -> alt.X:
    if kind_of(frame[column]) == "temporal":
        axis = time_axis(frame[column].min(), frame[column].max())
        return alt.X(column, type="temporal", axis=axis)
    axis = alt.Axis(format=YEAR_NUMBER, tickMinStep=1, title=None)
    return alt.X(column, type="quantitative", axis=axis, scale=alt.Scale(zero=False, nice=False))


def _y(column: str, form: str = "", **options: Any) -> alt.Y:
    axis = alt.Axis(tickCount=5, title=None, **({"format": SHARE} if form.endswith("%") else {}))
    return alt.Y(column, type="quantitative", axis=axis, **options)


def quantity(
    channel: type[alt.X] | type[alt.Y],
    column: str,
    *,
    title: str | None = None,
    form: str | None = None,
    ticks: int = 5,
    **scale: Any,
) -> Any:
    """The axis of a number with few ticks: ``quantity(alt.X, "share", form=SHARE, domain=[0, 1])``.

    form: d3 format; ticks: about how many; scale: options of `alt.Scale`.
    """
    axis = alt.Axis(tickCount=ticks, **({"format": form} if form else {}))
    scaled = {"scale": alt.Scale(**scale)} if scale else {}
    return channel(column, type="quantitative", title=title, axis=axis, **scaled)


def either(test: Any, yes: Any, no: Any) -> Any:
    """The value of a channel: `yes` where `test` (of ``alt.datum``) holds, `no` elsewhere."""
    return alt.when(test).then(alt.value(yes)).otherwise(alt.value(no))


def rimmed(
    chart: alt.Chart, colour: str, weight: str = "normal", **options: Any
) -> list[alt.Chart]:
    """The words of `chart` (its text) on a rim of the page's colour: no line crosses them."""
    look = {"fontSize": FONT_SIZE, "fontWeight": weight, "color": colour, **options}
    rim = {**look, "color": PAPER, "stroke": PAPER, "strokeWidth": _RIM, "strokeJoin": "round"}
    return [chart.mark_text(**rim), chart.mark_text(**look)]


class Lines(NamedTuple):
    """Words in lines, how a mark of text draws them, and the height [px] of all but the first."""

    words: pd.Series
    look: dict[str, Any]
    added: int

    @property
    def axis(self) -> dict[str, Any]:
        """How an axis draws them as its labels, centred on their rows."""
        raised = {"test": "indexof(datum.label, '\\n') > 0", "value": -_LINE / 2}
        lines = {"labelExpr": "split(datum.label, '\\n')", "labelLineHeight": _LINE}
        return {**lines, "labelOffset": {"condition": raised, "value": 0}} if self.added else {}


def in_lines(names: pd.Series, longest: float = _LONGEST) -> Lines:
    """Names in lines of at most `longest` px, by default what a phone's chart has room for."""
    words = names.map(lambda name: broken(name, FONT_SIZE, longest))
    added = _LINE * int(words.str.count("\n").max())
    return Lines(words, {"lineBreak": "\n", "lineHeight": _LINE} if added else {}, added)


def led(chart: alt.Chart, whole: str, lead: str, colour: str, **options: Any) -> list[alt.Chart]:
    """Words with a bold lead, on a rim: columns `whole` and, at its start or end, `lead`.

    The lead is drawn once more over the whole with an outline, and so lies right in every font:
    at the start where ``align="left"``, at the end where ``align="right"``.
    """
    words = rimmed(chart.encode(text=alt.Text(whole, type="nominal")), colour, **options)
    look = {"fontSize": FONT_SIZE, "color": colour, "stroke": colour, "strokeWidth": _HEAVY}
    bold = chart.encode(text=alt.Text(lead, type="nominal"))
    return [*words, bold.mark_text(**{**look, **options})]


def tooltip(
    frame: pd.DataFrame, formats: Mapping[str, str], labels: Mapping[str, str] | None = None
) -> list[alt.Tooltip]:
    """Tooltips of the columns in `formats` (d3 format, "" for words), titled by `labels`."""
    titles = {name: (labels or {}).get(name, name) for name in formats}
    return [
        alt.Tooltip(name, type=kind_of(frame[name]), title=titles[name], format=form)
        if form
        else alt.Tooltip(name, type="nominal", title=titles[name])
        for name, form in formats.items()
    ]


def hero_lines(
    frame: pd.DataFrame,
    x: str,
    y: str,
    series: str,
    *,
    hero: str,
    compare: str | None = None,
    named: Iterable[str] = (),
    form: str = DECIMAL,
    x_form: str = YEAR_NUMBER,
    zero: bool = True,
    labels: Mapping[str, str] | None = None,
) -> alt.LayerChart:
    """One hero line among grey ones, each labelled at its end with name and last value.

    frame: columns x (date or year), y, series. `hero` and `compare` (an average, drawn in the
    colour of text) are always labelled, of the grey ones those in `named`; labels keep their
    distance. `form`: d3 format of y, `x_form`: of x in tooltips; `zero`: whether the y axis begins
    at 0.
    """
    present = frame.dropna(subset=[y])
    lowest, highest = float(present[y].min()), float(present[y].max())
    domain = [min(0.0, lowest) if zero else lowest, highest]
    scale = alt.Scale(domain=domain, nice=True, zero=zero)
    tips = tooltip(present, {series: "", x: x_form, y: form}, labels)
    styles = ((HERO, _HERO_WIDTH, {hero}), (TEXT, _COMPARE_WIDTH, {compare} - {None, hero}))
    marked = set().union(*(names for _colour, _width, names in styles))
    grey = set(present[series]) - marked
    layers = []
    for colour, width, names in ((GREY_LINE, _GREY_WIDTH, grey), *reversed(styles)):
        own = present[present[series].isin(names)]
        if len(own):
            line = alt.Chart(own).mark_line(color=colour, strokeWidth=width)
            places = {"x": _x(present, x), "y": _y(y, form, scale=scale)}
            layers.append(
                line.encode(**places, detail=alt.Detail(series, type="nominal"), tooltip=tips)
            )
    ends = _ends(present[present[series].isin(marked | set(named))], x, y, series)
    ends["label_y"] = spread(
        ends[y].tolist(), LABEL_GAP * max(domain[1] - domain[0], 1e-9) / HEIGHT
    )
    looks = ((MUTED, "normal", grey), (TEXT, "bold", styles[1][2]), (HERO, "bold", {hero}))
    for colour, weight, names in looks:
        layers += _end_labels(ends[ends[series].isin(names)], x, y, series, form, colour, weight)
    return alt.layer(*layers).properties(height=HEIGHT)


def _ends(frame: pd.DataFrame, x: str, y: str, series: str) -> pd.DataFrame:
    last = frame.sort_values(x).groupby(series, sort=False, observed=True).tail(1)
    return last[[x, y, series]].sort_values(y).reset_index(drop=True)


def _end_labels(
    ends: pd.DataFrame, x: str, y: str, series: str, form: str, colour: str, weight: str
) -> list[alt.Chart]:
    """A dot for lines that count, and name and value beside the line's end."""
    if ends.empty:
        return []
    value = f"format(datum['{y}'], '{form}')"
    base = alt.Chart(ends).encode(x=_x(ends, x), y=_y("label_y"))
    base = base.transform_calculate(words=f"datum['{series}'] + ' ' + {value}")
    place: dict[str, Any] = {"align": "left", "baseline": "middle", "dx": 8}
    if weight == "normal":
        return rimmed(base.encode(text="words:N"), colour, **place)
    dot = base.mark_point(filled=True, color=colour, size=50, stroke=PAPER, strokeWidth=1.5)
    # From right to left the name is what stands away from the line: there the whole is bold.
    lead = "words" if RIGHT_TO_LEFT else series
    return [*led(base, "words", lead, colour, **place), dot.encode(y=_y(y))]


def spread(values: list[float], gap: float) -> list[float]:
    """Ascending `values` moved to lie at least `gap` apart, each cluster kept centred."""
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


def stripes(colour: str = HERO, *, along: str = "x") -> dict[str, Any]:
    """The fill of doubtful bars: stripes along the bar, which lies (``x``) or stands (``y``)."""
    edges = [place / _STRIPES for place in range(_STRIPES + 1)]
    stops = [
        {"offset": offset, "color": PAPER if place % 2 else colour}
        for place in range(_STRIPES)
        for offset in (edges[place], edges[place + 1])
    ]
    across = {"x2": 0, "y2": 1} if along == "x" else {"x2": 1, "y2": 0}
    return {"gradient": "linear", "x1": 0, "y1": 0, **across, "stops": stops}


def hero_bars(
    frame: pd.DataFrame,
    value: str,
    row: str,
    *,
    hero: str,
    doubtful: str | None = None,
    form: str = DECIMAL,
    labels: Mapping[str, str] | None = None,
) -> alt.LayerChart:
    """Horizontal bars in the frame's order, the hero's in its colour, values at their ends.

    frame: columns value, row (name) and `doubtful` (boolean): such bars are striped.
    """
    own = alt.datum[row] == hero
    edge = fill = either(own, HERO, GREY_MARK)
    if doubtful:
        doubt = alt.datum[doubtful]
        fill = (
            alt.when(own & doubt).then(alt.value(stripes(HERO)))
            .when(doubt).then(alt.value(stripes(GREY_MARK)))
            .when(own).then(alt.value(HERO))
            .otherwise(alt.value(GREY_MARK))
        )  # fmt: skip
    base = alt.Chart(frame).encode(
        x=alt.X(value, type="quantitative", axis=None),
        tooltip=tooltip(frame, {row: "", value: form}, labels),
    )
    bars = base.mark_bar(height=_BAR).encode(fill=fill, stroke=edge)
    words = base.mark_text(align="left", baseline="middle", dx=5).encode(
        text=alt.Text(value, type="quantitative", format=form), color=either(own, HERO, TEXT)
    )
    return _in_rows([bars, words], frame, row)


def _in_rows(layers: list[alt.Chart], frame: pd.DataFrame, row: str) -> alt.LayerChart:
    """The layers with a row for each name: beside bars where names are short, else above."""
    longest = max(room_for(str(name), FONT_SIZE) for name in frame[row])
    above = longest > _BESIDE
    axis = (
        None
        if above
        else alt.Axis(domain=False, ticks=False, title=None, grid=False, minExtent=longest + 6)
    )
    y = alt.Y(row, type="nominal", sort=None, axis=axis)
    placed = [layer.encode(y=y) for layer in layers]
    if above:
        name = alt.Chart(frame).encode(x=alt.value(0), y=y, text=alt.Text(row, type="nominal"))
        placed.append(name.mark_text(align="left", baseline="bottom", dy=-_BAR / 2 - 2))
    return alt.layer(*placed).properties(height=alt.Step(ROW + (FONT_SIZE + 4) * above))


def range_bars(
    frame: pd.DataFrame,
    low: str,
    high: str,
    row: str,
    *,
    doubtful: str | None = None,
    form: str = DECIMAL,
    labels: Mapping[str, str] | None = None,
) -> alt.LayerChart:
    """Ranges as bars from low to high, never their middle, with both ends in words beside them.

    frame: columns low, high, row (name) and `doubtful` (boolean): such ranges are striped.
    """
    base = alt.Chart(frame).encode(tooltip=tooltip(frame, {row: "", low: form, high: form}, labels))
    fill = either(alt.datum[doubtful], stripes(HERO), HERO) if doubtful else alt.value(HERO)
    x = alt.X(low, type="quantitative", title=None, axis=alt.Axis(tickCount=5))
    bars = base.mark_bar(height=_BAR, stroke=HERO).encode(x=x, x2=high, fill=fill)
    ends = f"format(datum['{low}'], '{form}') + '–' + format(datum['{high}'], '{form}')"
    words = base.transform_calculate(ends=ends).mark_text(align="left", baseline="middle", dx=6)
    return _in_rows(
        [bars, words.encode(x=alt.X(high, type="quantitative"), text="ends:N")], frame, row
    )


def points(
    frame: pd.DataFrame,
    x: str,
    y: str,
    *,
    sure: str | None = None,
    colour: str = HERO,
) -> alt.Chart:
    """Points, filled where the boolean `sure` holds, else open. frame: columns x, y, `sure`."""
    # A legend of shapes takes the last colour: its symbols are filled.
    fill = either(~alt.datum[sure], PAPER, colour) if sure else alt.value(colour)
    dots = alt.Chart(frame).mark_point(strokeWidth=2, size=60, filled=False)
    return dots.encode(x=_x(frame, x), y=_y(y), fill=fill, stroke=alt.value(colour))


def step_line(
    frame: pd.DataFrame, x: str, y: str, *, sure: str | None = None, label: str | None = None
) -> alt.LayerChart:
    """A count that holds until the next one: a stepped hero line with a point at each count.

    frame: columns x (date), y, `sure` (boolean: the day is known; else an open point), `label`
    (words beside).
    """
    rows = frame.sort_values(x, ignore_index=True)
    line = alt.Chart(rows).mark_line(color=HERO, strokeWidth=_HERO_WIDTH, interpolate="step-after")
    layers = [line.encode(x=_x(rows, x), y=_y(y)), points(rows, x, y, sure=sure)]
    if label:
        sides = _sides(rows, x, y, label)
        for side, (align, baseline, dx, dy) in _SIDES.items():
            own = rows[[found == side for found in sides]]
            if len(own):
                words = alt.Chart(own).encode(
                    x=_x(rows, x), y=_y(y), text=alt.Text(label, type="nominal")
                )
                layers += rimmed(words, HERO, align=align, baseline=baseline, dx=dx, dy=dy)
    return alt.layer(*layers)


_SIDES = {
    "right above": ("left", "bottom", 2, -7),
    "right below": ("left", "top", 6, 7),
    "left above": ("right", "bottom", -6, -4),
    "left below": ("right", "top", -6, 6),
}


def _sides(rows: pd.DataFrame, x: str, y: str, label: str) -> list[str]:
    """Where each step's label stands, on a phone too: beside the line and the next label."""
    place = (rows[x] - rows[x].min()) / (rows[x].max() - rows[x].min()) * (NARROW - 40)
    sides = []
    for index, words in enumerate(rows[label]):
        room = place.diff(-1).abs().fillna(NARROW)[index]
        if room > room_for(str(words), FONT_SIZE) + 4:
            sides.append("right above")
        elif index == 0:
            sides.append("right below")
        else:
            sides.append("left above" if rows[y][index] >= rows[y][index - 1] else "left below")
    return sides
