"""The words beside later estimates: a number and the name of its kind, which a phone drops."""

from typing import NamedTuple

import altair as alt
import pandas as pd

from qantar.chapters.mining.words import range_words
from qantar.charting import colours, marks, style
from qantar.common.text import _

# The picture is wide enough for names beside the numbers.
WIDE = f"{style.ROOM} > 480"
# Estimates of one kind within these days of each other share the words of the last.
_CLOSE_DAYS = 150


class Panel(NamedTuple):
    """One of the chart's two measures: its columns' name and unit, and the format of its axis."""

    measure: str
    unit: str
    form: str

    @property
    def low(self) -> str:
        return f"{self.measure}_low{self.unit}"

    @property
    def high(self) -> str:
        return f"{self.measure}_high{self.unit}"


SHARE, HASHRATE = Panel("share", "", style.SHARE), Panel("hashrate", "_ehs", ".0f")


def _short_names() -> dict[str, str]:
    return {
        "heatmap": _("heatmap"),
        "association": _("association"),
        "analyst": _("analyst"),
        "survey": _("survey"),
        "firm": _("firm"),
        "receipts": _("fees"),
        "statistics": _("statistics"),
        "auctions": _("auctions"),
    }


# Where the words of a kind stand beside its last mark: align, baseline, dx, dy, by measure.
_SIDES = {
    "heatmap": {"share": ("center", "bottom", 0, -9), "hashrate": ("right", "middle", -9, 0)},
    "association": {"share": ("left", "middle", 9, 4)},
    "firm": {"hashrate": ("center", "bottom", 2, -8)},
    "receipts": {"share": ("center", "bottom", 6, -8), "hashrate": ("center", "bottom", 6, -8)},
    "statistics": {"hashrate": ("right", "bottom", -4, -22)},
}
_BESIDE = ("left", "middle", 9, 0)


def label_marks(points: pd.DataFrame, panel: Panel) -> list[alt.Chart]:
    """The words beside the later estimates as text marks. points: as from estimates.converted."""
    return _words(_labels(points, panel), panel)


def _labels(points: pd.DataFrame, panel: Panel) -> pd.DataFrame:
    """The words beside later estimates: date, y, words, name, align, baseline, dx, dy, wide.

    Floors of one kind share one label. In shares, floors after the fees paid lie on top of each
    other at the axis and share a single one, which a phone has no room for (`wide`).
    """
    rows = []
    crowd = points["floor"] & (points["kind"] != "receipts") & (panel.measure == "share")
    for kind, same in points[~crowd].groupby("kind", sort=False):
        groups = [same] if same["floor"].all() else [same.loc[[one]] for one in _apart(same)]
        for group in groups:
            rows.append(_label(group, panel, str(kind), _short_names()[str(kind)]))
    if crowd.sum() == 1:
        kind = points.loc[crowd, "kind"].iloc[0]
        rows.append(_label(points[crowd], panel, kind, _short_names()[kind]))
    elif crowd.any():
        group = points[crowd].sort_values("date")
        words = number_words(group, panel, floor=False)
        at = group["date"].iloc[-1], group[panel.high].max()
        rows.append((*at, words, _("floors"), "center", "bottom", 8, -5, True))
    columns = ["date", panel.high, "words", "name", "align", "baseline", "dx", "dy", "wide"]
    return pd.DataFrame(rows, columns=columns)


def _apart(same: pd.DataFrame) -> list[int]:
    """The rows of one kind that get words: not those that the next one follows within months."""
    wait = -same["date"].diff(-1).dt.days
    return [index for index in same.index if not wait[index] < _CLOSE_DAYS]


def _label(group: pd.DataFrame, panel: Panel, kind: str, name: str) -> tuple:
    last = group.loc[group["date"].idxmax()]
    side = _SIDES.get(kind, {}).get(panel.measure, _BESIDE)
    words = number_words(group, panel, floor=bool(last["floor"]))
    return (last["date"], last[panel.high], words, name, *side, False)


def number_words(group: pd.DataFrame, panel: Panel, *, floor: bool) -> str:
    """The range of a group of estimates in one measure, in words."""
    share = panel.measure == "share"
    return range_words(group[panel.low].min(), group[panel.high].max(), floor=floor, share=share)


def _words(labels: pd.DataFrame, panel: Panel) -> list[alt.Chart]:
    """Number and name of each label as one text; on a phone the number alone."""
    drawn = []
    for (align, baseline, dx, dy), rows in labels.groupby(["align", "baseline", "dx", "dy"]):
        long = f"{WIDE} ? datum.words + ' ' + datum.name : datum.wide ? '' : datum.words"
        base = alt.Chart(rows).transform_calculate(shown=long)
        text = base.encode(x="date:T", y=f"{panel.high}:Q", text="shown:N")
        drawn += marks.rimmed(text, colours.TEXT, align=align, baseline=baseline, dx=dx, dy=dy)
    return drawn
