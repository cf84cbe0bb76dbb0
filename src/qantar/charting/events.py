"""Events on a chart of time: thin accent lines with labels like stairs, and bands for spans."""

from collections.abc import Sequence
from itertools import accumulate, product
from typing import NamedTuple, TypeAlias

import altair as alt
import pandas as pd

from qantar.charting.colours import ACCENT, BAND
from qantar.charting.marks import kind_of, led, time_axis
from qantar.charting.overhang import WIDEST, broken, room_for
from qantar.charting.style import FONT_SIZE, HEIGHT, NARROW, RIGHT_TO_LEFT

_STEP = 18  # px from one label down to the next
_LINE = 1.25
_PAD = 5  # px between a line and its label
_AXIS = 34  # px that labels of the y axis take on a phone
_END_LABELS = 110  # px that labels at the ends of lines may take there

Moment: TypeAlias = str | float | pd.Timestamp


class Event(NamedTuple):
    """What happened: x value, date as shown (bold), 2 to 5 words; a span ends at `until`."""

    at: Moment
    date: str
    words: str
    until: Moment | None = None


def with_events(
    chart: alt.Chart | alt.LayerChart,
    events: Sequence[Event],
    domain: tuple[Moment, Moment],
    *,
    height: int = HEIGHT,
    labels: bool = True,
) -> alt.LayerChart:
    """`chart` with its events: bands and lines behind it, labels above the plot.

    domain: first and last value of the x axis (dates or years), by which labels are laid out so
    that no line crosses one, on a phone too. `height`: of the chart [px]. ``labels=False`` draws
    lines and bands alone, for the lower ones of stacked charts.
    """
    if not events:
        return alt.layer(chart)
    frame = _layout(events, domain) if labels else _frame(events).assign(top=0)
    kind = kind_of(frame["at"])
    axis = time_axis(*map(pd.Timestamp, domain)) if kind == "temporal" else alt.Undefined
    # px from the plot's top, whatever the chart's own scale
    top = alt.Y("top", type="quantitative", scale=None, axis=None, title=None)
    base = alt.Chart(frame).encode(x=alt.X("at", type=kind, title=None, axis=axis), y=top)
    placed = base.encode(y2=alt.value(height))
    spans, moments = frame[frame["until"].notna()], frame[frame["until"].isna()]
    layers = []
    if len(spans):
        layers.append(placed.properties(data=spans).mark_rect(color=BAND).encode(x2="until"))
    if len(moments):
        lines = placed.properties(data=moments)
        layers.append(lines.mark_rule(color=ACCENT, strokeWidth=_LINE))
    words = _words(base) if labels else []
    return alt.layer(*layers, *_parts(chart), *words, height=height)


def _parts(chart: alt.Chart | alt.LayerChart) -> list[alt.Chart]:
    """The layers of `chart`: of layers within layers Altair copies each some thirty times."""
    if isinstance(chart, alt.Chart):
        return [chart]
    shared = chart.data
    return [
        part.properties(data=shared) if part.data is alt.Undefined else part for part in chart.layer
    ]


def _frame(events: Sequence[Event]) -> pd.DataFrame:
    frame = pd.DataFrame(events, columns=Event._fields)
    if not all(isinstance(event.at, int | float) for event in events):
        frame = frame.assign(at=pd.to_datetime(frame["at"]), until=pd.to_datetime(frame["until"]))
    return frame.sort_values("at", ignore_index=True)


def _layout(events: Sequence[Event], domain: tuple[Moment, Moment]) -> pd.DataFrame:
    """The events with `top` [px] of their `label`, and whether it stands on the left (`turned`)."""
    frame = _frame(events)
    of_years = kind_of(frame["at"]) == "quantitative"
    first, last = (float(end) if of_years else pd.Timestamp(end) for end in domain)
    places = [float((at - first) / (last - first)) for at in frame["at"]]
    fitting = list(map(_fitting, places, frame["date"], frame["words"]))
    lines = [_AXIS + place * (NARROW - _AXIS) for place in places]
    labels, rows = _uncrossed(lines, fitting)
    depth = max(row + label.height for row, label in zip(rows, labels, strict=True))
    return frame.assign(
        top=[float((row - depth) * _STEP) for row in rows],
        turned=[label.turned for label in labels],
        label=[label.text for label in labels],
    )


class _Label(NamedTuple):
    text: str
    width: float
    turned: bool

    @property
    def height(self) -> int:
        """The rows it takes."""
        return self.text.count("\n") + 1

    def reach(self, line: float) -> tuple[float, float]:
        """From where to where it stands [px] beside its line."""
        return (line - self.width, line) if self.turned else (line, line + self.width)


def _uncrossed(
    lines: Sequence[float], fitting: Sequence[list[_Label]]
) -> tuple[tuple[_Label, ...], list[int]]:
    """A label for each line and their rows: the first choices, or those that fewest lines cross."""
    tried = []
    for labels in product(*fitting):
        reach = [label.reach(line) for label, line in zip(labels, lines, strict=True)]
        heights = [label.height for label in labels]
        rows = stairs(lines, reach, heights)
        crossed = _crossings(lines, reach, rows, heights)
        tried.append((crossed, labels, rows))
        if not crossed:
            break
    _fewest, labels, rows = min(tried, key=lambda one: one[0])
    return labels, rows


def _crossings(
    lines: Sequence[float],
    reach: Sequence[tuple[float, float]],
    rows: Sequence[int],
    heights: Sequence[int],
) -> int:
    """How often a line, from its row down, passes through another one's label."""
    return sum(
        low < line < high and rows[place] < rows[label] + heights[label]
        for label, (low, high) in enumerate(reach)
        for place, line in enumerate(lines)
        if place != label
    )


def _fitting(place: float, date: str, words: str) -> list[_Label]:
    """The labels of a line at `place` (0 to 1 of the axis) that fit a phone, on one line or two,
    the best first; one on as many lines as it takes where none fits.
    """
    two = max((date, words), key=lambda text: room_for(text, FONT_SIZE))
    widths = [_PAD + room_for(text, FONT_SIZE) for text in (f"{date} {words}", two)]
    # Labels at the ends of lines may take room from the plot: then the line stands further left.
    right, left = (_AXIS + place * (NARROW - _AXIS - taken) for taken in (0, _END_LABELS))
    fitting = [
        _Label(_text(date, words, lines, turned), width, turned)
        for lines, width in enumerate(widths, 1)
        for turned, fits in ((False, right + width <= NARROW), (True, width <= left))
        if fits
    ]
    turned = place > 1 / 2
    room = (left if turned else NARROW - right) - _PAD
    words = broken(words, FONT_SIZE, room / WIDEST)
    widest = max(room_for(line, FONT_SIZE) for line in (date, *words.split("\n")))
    return fitting or [_Label(_text(date, words, 2, turned), _PAD + widest, turned)]


def _text(date: str, words: str, lines: int, turned: bool) -> str:
    """Date and words, the date beside its line or above the words."""
    if lines > 1:
        return f"{date}\n{words}"
    return f"{words} {date}" if turned != RIGHT_TO_LEFT else f"{date} {words}"


def stairs(
    places: Sequence[float], reach: Sequence[tuple[float, float]], heights: Sequence[int]
) -> list[int]:
    """The row of each label, 0 the highest, so that no line (from its row down) crosses a label.

    places: px of the lines, ascending; reach: px from left to right of their labels; heights: rows
    that each label takes.
    """
    count = len(places)
    pairs = [(one, other) for one in range(count) for other in range(one + 1, count)]
    below = [
        _upper_first(one, other, places, reach)
        for one, other in pairs
        if _meet(reach[one], reach[other])
    ]
    rows = [0] * count
    # The longest path down settles in as many passes as there are labels.
    for _pass in range(count):
        for upper, lower in below:
            rows[lower] = max(rows[lower], rows[upper] + heights[upper])
    if max(rows) < sum(heights):
        return rows
    # Labels that cover each other's lines in a circle step down in the order of time.
    return list(accumulate(heights[:-1], initial=0))


def _meet(one: tuple[float, float], other: tuple[float, float]) -> bool:
    return one[0] <= other[1] and other[0] <= one[1]


def _upper_first(
    one: int, other: int, places: Sequence[float], reach: Sequence[tuple[float, float]]
) -> tuple[int, int]:
    """Two labels that meet, the one first whose words lie over the other's line."""
    covered = reach[one][1] < places[other] and reach[other][0] <= places[one]
    return (other, one) if covered else (one, other)


def _words(base: alt.Chart) -> list[alt.Chart]:
    """Date (bold) and words of each event: the date always beside its line."""
    made = []
    for turned, align in ((False, "left"), (True, "right")):
        own = base.properties(data=base.data[base.data["turned"] == turned])
        if len(own.data):
            place = {"align": align, "baseline": "top", "dx": -_PAD if turned else _PAD}
            place |= {"lineBreak": "\n", "lineHeight": _STEP - 1}
            made += led(own, "label", "date", ACCENT, **place)
    return made
