"""The dead of January 2022 by the date of each count and by who counted."""

from itertools import product
from typing import Any

import altair as alt
import pandas as pd

from qantar.chapters.timeline.toll import official
from qantar.charting import Chart, NoData, chart
from qantar.charting.colours import GREY_MARK, MUTED, PAPER
from qantar.charting.marks import either, rimmed, step_line
from qantar.charting.style import DAY, HEIGHT
from qantar.common.dates import dated
from qantar.common.text import _, clauses, listed, named

KINDS = {
    "official": _("officials"),
    "withdrawn": _("officials, withdrawn"),
    "cited": _("said to be official"),
    "names": _("list of names"),
}
EARLY_DAYS = 60  # from the first count, within which words stand to the right of their point


@chart(tables=("january_counts",))
def toll(counts: pd.DataFrame) -> Chart:
    """The official count as a step line, and the counts of others as grey points.

    counts: as from toll.deaths.
    """
    counts = counts.assign(counted_by=counts["counted_by"].map(named))
    steps = official(counts)
    if steps.empty:
        raise NoData(_("The table holds no official count of the dead."))
    others = counts[counts["kind"] != "official"]
    drawn = steps.assign(label=steps["dead"].astype("str"))
    line = step_line(drawn, "date", "dead", sure="day_known", label="label")
    return Chart(
        altair=alt.layer(line, *_others(others)).properties(height=HEIGHT),
        data=counts.assign(kind=counts["kind"].map(KINDS)).drop(columns=["url"]),
        title=_title(steps["dead"]),
        measure=_(
            "Dead of January 2022 by the date of the count. Line: prosecutors. Grey: counts by "
            "others, and one of a ministry that was withdrawn. Open circles: only the month is "
            "known."
        ),
        description=_(
            "Official counts of the dead: {steps}. Others: {others}. The latest official list has "
            "{last:|# name|# names}."
        ),
        words={
            "first": steps["dead"].iloc[0],
            "last": steps["dead"].iloc[-1],
            "steps": listed(_said(row) for row in steps.itertuples()),
            "others": clauses(
                _("{count}, {who} ({kind})").format(
                    count=_said(row), who=row.counted_by, kind=KINDS[row.kind]
                )
                for row in others.itertuples()
            ),
        },
        labels={
            "date": _("Date of the count"),
            "day_known": _("Day known"),
            "dead": _("Dead"),
            "kind": _("Kind of count"),
            "counted_by": _("Counted by"),
            "publisher": _("Source"),
        },
    )


def _others(others: pd.DataFrame) -> list[alt.Chart]:
    """Grey points for the counts of others, the number bold above who counted."""
    points = alt.Chart(others).mark_point(stroke=GREY_MARK, strokeWidth=2, size=60, filled=False)
    placed = points.encode(
        x="date:T",
        y="dead:Q",
        fill=either(alt.datum.day_known, GREY_MARK, PAPER),
        tooltip=[
            alt.Tooltip("dead:Q", title=_("Dead")),
            alt.Tooltip("counted_by:N", title=_("Counted by")),
            alt.Tooltip("date:T", title=_("Date"), format=DAY),
        ],
    )
    return [placed, *_words(others)]


def _words(others: pd.DataFrame) -> list[alt.Chart]:
    """Who counted, beside the points: to the right early in the year, else to the left."""
    early = (others["date"] - others["date"].min()).dt.days < EARLY_DAYS
    above = others["kind"] == "cited"  # higher than the official line
    who = others["counted_by"].mask(others["kind"] == "withdrawn", _("withdrawn the same day"))
    number = others["dead"].astype("str")
    texts = others.assign(number=number, words=number + " " + who)
    looks = product(
        ((True, {"align": "left", "dx": 9}), (False, {"align": "right", "dx": -9})),
        ((True, {"baseline": "bottom", "dy": -6}), (False, {"baseline": "top", "dy": 4})),
    )
    made = []
    for (turned, side), (high, edge) in looks:
        place: dict[str, Any] = {**side, **edge}
        own = texts[(early == turned) & (above == high)]
        # Above the line a phone has room for the number alone.
        said = "width > 420 ? datum.words : datum.number" if high else "datum.words"
        words = alt.Chart(own).transform_calculate(said=said)
        words = words.encode(x="date:T", y="dead:Q", text="said:N")
        made += rimmed(words, MUTED, **place) if len(own) else []
    return made


def _said(row: Any) -> str:
    """A count with its date, as exactly as it is known."""
    if row.day_known:
        return _("{dead} on {day}").format(dead=row.dead, day=dated(row.date, _("%-d %b %Y")))
    return _("{dead} in {month}").format(dead=row.dead, month=dated(row.date, _("%b %Y")))


def _title(dead: pd.Series) -> str:
    if len(dead) == 1:
        return _("Prosecutors count {last} dead")
    if dead.is_monotonic_increasing:
        return _("Prosecutors raised their count of the dead step by step, from {first} to {last}")
    return _("Prosecutors changed their count of the dead from {first} to {last}")
