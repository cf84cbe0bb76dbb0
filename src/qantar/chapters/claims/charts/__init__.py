"""The chart of the claims chapter: the score by topic."""

import altair as alt
import pandas as pd

from qantar.chapters.claims.frames import OUTCOMES, TOPIC_WORDS
from qantar.charting import Chart, NoData, chart, marks
from qantar.charting.colours import ACCENT, GREY_LINE, GREY_MARK, HERO, PAPER, TEXT
from qantar.charting.marks import either, tooltip
from qantar.charting.style import FONT_SIZE, ROW, SHARE
from qantar.common.text import _, clauses, listed, ngettext

OUTCOME_WORDS = {"holds": _("holds"), "open": _("open"), "fails": _("fails")}
COLOURS = {"holds": HERO, "open": GREY_LINE, "fails": ACCENT}
NAMES = 160  # px of a topic's name
IS_OPEN = alt.datum.outcome == OUTCOME_WORDS["open"]


def _stacked(frame: pd.DataFrame) -> pd.DataFrame:
    """Where each part of a topic's bar begins and ends, as shares, in words with the total."""
    whole = frame.groupby("topic")["claims"].transform("sum")
    drawn = frame.assign(whole=whole, share=frame["claims"] / whole)[frame["claims"] > 0]
    end = drawn.groupby("topic", sort=False)["share"].cumsum()
    named = [
        f"{TOPIC_WORDS[one]} ({count})"
        for one, count in zip(drawn["topic"], drawn["whole"], strict=True)
    ]
    return drawn.assign(
        start=end - drawn["share"],
        end=end,
        middle=end - drawn["share"] / 2,
        topic=named,
        outcome=drawn["outcome"].map(OUTCOME_WORDS),
    )


@chart(tables=("claims", "claim_rules", "claim_sources"))
def score_by_topic(frame: pd.DataFrame) -> Chart:
    """Claims of substance by topic: those that hold, are open, fail. frame: frames.score."""
    if frame.empty or not frame["claims"].sum():
        raise NoData(_("There are no claims to show."))
    counts = frame.groupby("outcome")["claims"].sum()
    total, held, failed = int(counts.sum()), int(counts["holds"]), int(counts["fails"])
    labels = {"topic": _("Topic"), "outcome": _("Outcome"), "claims": _("Claims")}
    return Chart(
        altair=_bars(_stacked(frame), labels),
        data=frame,
        title=_("Of {total} claims of substance {held} hold, wholly or roughly"),
        measure=_(
            "Share of claims by topic, with their number, without geography and without claims "
            "about what somebody said. Holds: supported or roughly right. Open: disputed, cannot "
            "be told, opinion. Fails: outdated or contradicted."
        ),
        description=ngettext(
            "Stacked bars by topic, of claims that hold, are open and fail: {rows}. Of all {total} "
            "together {held} hold, {open} are open and {failed} fails.",
            "Stacked bars by topic, of claims that hold, are open and fail: {rows}. Of all {total} "
            "together {held} hold, {open} are open and {failed} fail.",
            failed,
        ),
        words={
            "total": total,
            "held": held,
            "open": counts["open"],
            "failed": failed,
            "rows": clauses(_counts(*of_topic) for of_topic in frame.groupby("topic", sort=False)),
        },
        labels=labels,
    )


def _counts(topic: str, own: pd.DataFrame) -> str:
    """A topic and how many of its claims hold, are open and fail."""
    counts = own.set_index("outcome")["claims"].reindex(OUTCOMES, fill_value=0)
    return f"{TOPIC_WORDS[topic]} {listed(map(str, counts))}"


def _bars(drawn: pd.DataFrame, labels: dict[str, str]) -> alt.LayerChart:
    outcomes = [OUTCOME_WORDS[name] for name in OUTCOMES]
    scale = alt.Scale(domain=outcomes, range=[COLOURS[name] for name in OUTCOMES])
    topic = marks.in_lines(drawn["topic"], NAMES)
    drawn = drawn.assign(topic=topic.words)
    axis = alt.Axis(title=None, ticks=False, domain=False, grid=False, **topic.axis)
    forms = {"topic": "", "outcome": "", "claims": "d", "share": SHARE}
    base = alt.Chart(drawn).encode(
        y=alt.Y("topic:N", sort=list(drawn["topic"].unique()), axis=axis),
        tooltip=tooltip(drawn, forms, {**labels, "share": _("Share of the topic")}),
    )
    legend = alt.Legend(title=None, symbolType="square")
    bars = base.mark_bar(strokeWidth=1.5).encode(
        stroke=either(IS_OPEN, GREY_MARK, PAPER),
        x=alt.X("start:Q", axis=None, scale=alt.Scale(domain=[0, 1])),
        x2="end:Q",
        color=alt.Color("outcome:N", scale=scale, sort=outcomes, legend=legend),
    )
    counts = base.mark_text(fontSize=FONT_SIZE, fontWeight="bold").encode(
        x="middle:Q", text="claims:Q", color=either(IS_OPEN, TEXT, PAPER)
    )
    return (bars + counts).properties(height=alt.Step(ROW + 8))
