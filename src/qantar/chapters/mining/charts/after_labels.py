"""The words beside the map's line and later estimates: a number, and what a phone drops."""

from typing import NamedTuple

import altair as alt
import pandas as pd

from qantar.chapters.mining.words import range_words
from qantar.charting import colours, marks, style
from qantar.common.dates import dated
from qantar.common.text import _
from qantar.report.sentences import number

# The picture is wide enough for names beside the numbers.
_WIDE = f"{style.ROOM} > 480"
# Estimates of one kind within these days of each other share the words of the last.
_CLOSE_DAYS = 150


class Panel(NamedTuple):
    """One of the chart's two measures: its columns, the formats of its axis and of its tooltips."""

    measure: str
    low: str
    high: str
    form: str
    fine: str


SHARE = Panel("share", "share_low", "share_high", style.SHARE, style.SHARE_FINE)
HASHRATE = Panel("hashrate", "hashrate_low_ehs", "hashrate_high_ehs", ".0f", style.DECIMAL)


class Kind(NamedTuple):
    """How readers meet a kind of estimate: its name in the legend, beside a mark, and its shape."""

    name: str
    short: str
    shape: str


# The kinds of estimate by their word in the table
KINDS = {
    "heatmap": Kind(_("heatmap, Hashrate Index"), _("heatmap"), "square"),
    "association": Kind(_("an association's word"), _("association"), "diamond"),
    "analyst": Kind(_("analyst, built on the map"), _("analyst"), "triangle-right"),
    "survey": Kind(_("survey, a floor"), _("survey"), "triangle-up"),
    "firm": Kind(_("one firm, a floor"), _("firm"), "triangle-down"),
    "receipts": Kind(_("fees paid, a floor"), _("fees"), "circle"),
    "statistics": Kind(_("coins reported, a floor"), _("statistics"), "cross"),
    "auctions": Kind(_("power auctions, a floor"), _("auctions"), "triangle-left"),
}
# Where the words of a kind stand beside its highest mark: align, baseline, dx, dy, by measure.
_SIDES = {
    "heatmap": {"share": ("center", "bottom", 0, -9), "hashrate": ("right", "middle", -9, 0)},
    "association": {"share": ("left", "middle", 9, 3)},
    "analyst": {"share": ("left", "middle", 9, -1)},
    "firm": {"hashrate": ("right", "middle", -9, 0)},
    "receipts": {"share": ("center", "bottom", 6, -8), "hashrate": ("center", "bottom", 6, -8)},
    "statistics": {"hashrate": ("right", "bottom", 6, -8)},
    "auctions": {"hashrate": ("center", "bottom", 0, -8)},
}
_BESIDE = ("left", "middle", 9, 0)
_FLOORS_ON_A_PHONE = -31  # px of the middle of their words from the last: others stand beyond it


def map_words(line: pd.DataFrame, panel: Panel) -> list[alt.Chart]:
    """Dots and numbers at the line's peak and end."""
    peak, last = line.loc[line[panel.high].idxmax()], line.iloc[-1]
    # The peak's words stand above the line that leads up to it.
    rows = [(peak, "right", -9, -9)] if peak["date"] != last["date"] else []
    drawn = []
    for row, align, dx, dy in (*rows, (last, "left", 9, 0)):
        value, month = row[panel.high], dated(row["date"], _("%b %Y"))
        of_share = panel.measure == "share"
        shown = number(value, ".1%" if of_share else ".0f")
        told = shown if of_share else _("{number} EH/s").format(number=shown)
        words = _("{value}, {month}").format(value=told, month=month)
        frame = pd.DataFrame(
            {"date": [row["date"]], panel.high: [value], "words": [words], "number": [shown]}
        )
        base = alt.Chart(frame).encode(x="date:T", y=f"{panel.high}:Q")
        drawn.append(base.mark_point(filled=True, size=50, stroke=colours.PAPER, strokeWidth=1.5))
        # A phone has no room for the month between the events.
        text = base.transform_calculate(shown=f"{_WIDE} ? datum.words : datum.number")
        text = text.encode(text="shown:N")
        drawn += marks.rimmed(text, colours.HERO, align=align, baseline="middle", dx=dx, dy=dy)
    return drawn


def _labels(points: pd.DataFrame, panel: Panel) -> pd.DataFrame:
    """The words beside later estimates: date, y, words, name, align, baseline, dx, dy, phone_dx.

    Floors of one kind share one label. In shares, floors after the fees paid lie on top of each
    other at the axis and share a single one. `phone_dx` [px] is the dx on a phone of a label that
    keeps its name there.
    """
    crowd = points["floor"] & (points["kind"] != "receipts") & (panel.measure == "share")
    groups = []
    for _kind, same in points[~crowd].groupby("kind", sort=False):
        groups += [same] if same["floor"].all() else [same.loc[[one]] for one in _apart(same)]
    if crowd.sum() == 1:
        groups.append(points[crowd])
    rows = [_label(group, panel) for group in groups]
    if crowd.sum() > 1:
        group = points[crowd].sort_values("date")
        words = _number(group, panel, floor=False)
        at = group["date"].iloc[-1], group[panel.high].max()
        rows.append((*at, words, _("floors"), "center", "bottom", -4, -3, _FLOORS_ON_A_PHONE))
    columns = ["date", panel.high, "words", "name", "align", "baseline", "dx", "dy", "phone_dx"]
    return pd.DataFrame(rows, columns=columns)


def _apart(same: pd.DataFrame) -> list[int]:
    """The rows of one kind that get words: not those that the next one follows within months."""
    wait = -same["date"].diff(-1).dt.days
    return [index for index in same.index if not wait[index] < _CLOSE_DAYS]


def _label(group: pd.DataFrame, panel: Panel) -> tuple:
    """The row of `_labels` for estimates of one kind, at the highest of them."""
    top = group.loc[group[panel.high].idxmax()]
    side = _SIDES.get(top["kind"], {}).get(panel.measure, _BESIDE)
    words = _number(group, panel, floor=bool(top["floor"]))
    return (top["date"], top[panel.high], words, KINDS[top["kind"]].short, *side, None)


def _number(group: pd.DataFrame, panel: Panel, *, floor: bool) -> str:
    """The range of a group of estimates in one measure, in words."""
    share = panel.measure == "share"
    return range_words(group[panel.low].min(), group[panel.high].max(), floor=floor, share=share)


def label_marks(points: pd.DataFrame, panel: Panel) -> list[alt.Chart]:
    """The words beside the later estimates as text marks: number and name of each label as one
    text; on a phone most have the number alone. points: as from estimates.converted.
    """
    drawn, sides = [], ["align", "baseline", "dx", "dy", "phone_dx"]
    x, y, words = alt.X("date:T"), alt.Y(f"{panel.high}:Q"), alt.Text("shown:N")
    labels = _labels(points, panel)
    for (align, baseline, dx, dy, phone_dx), rows in labels.groupby(sides, dropna=False):
        shown = "datum.words + ' ' + datum.name"
        if pd.isna(phone_dx):
            shown = f"{_WIDE} ? {shown} : datum.words"
        else:
            dx = {"expr": f"{_WIDE} ? {dx} : {phone_dx}"}
        base = alt.Chart(rows).transform_calculate(shown=shown)
        text = base.encode(x=x, y=y, text=words)
        drawn += marks.rimmed(text, colours.TEXT, align=align, baseline=baseline, dx=dx, dy=dy)
    return drawn
