"""The chart of the claims chapter: the score by topic."""

import altair as alt
import pandas as pd

from qantar.chapters.claims.charts.words import OUTCOME_WORDS, score_words
from qantar.chapters.claims.frames import OUTCOMES, TOPIC_WORDS
from qantar.charting import Chart, NoData, chart, marks
from qantar.charting.colours import ACCENT, GREY_LINE, GREY_MARK, HERO, PAPER, TEXT
from qantar.charting.style import FONT_SIZE, ROW, SHARE
from qantar.common.text import _

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
    words = score_words(frame)
    drawn = _stacked(frame)
    topic = marks.in_lines(drawn["topic"], NAMES)
    drawn["topic"] = topic.words
    outcomes = [OUTCOME_WORDS[name] for name in OUTCOMES]
    scale = alt.Scale(domain=outcomes, range=[COLOURS[name] for name in OUTCOMES])
    tips = marks.tooltip(
        drawn,
        {"topic": "", "outcome": "", "claims": "d", "share": SHARE},
        {**words["labels"], "share": _("share")},
    )
    axis = alt.Axis(title=None, ticks=False, domain=False, grid=False, **topic.axis)
    base = alt.Chart(drawn).encode(
        y=alt.Y("topic:N", sort=list(drawn["topic"].unique()), axis=axis),
        tooltip=tips,
    )
    legend = alt.Legend(title=None, symbolType="square")
    edge = alt.when(IS_OPEN).then(alt.value(GREY_MARK)).otherwise(alt.value(PAPER))
    bars = base.mark_bar(strokeWidth=1.5).encode(
        stroke=edge,
        x=alt.X("start:Q", axis=None, scale=alt.Scale(domain=[0, 1])),
        x2="end:Q",
        color=alt.Color("outcome:N", scale=scale, sort=outcomes, legend=legend),
    )
    ink = alt.when(IS_OPEN).then(alt.value(TEXT)).otherwise(alt.value(PAPER))
    counts = base.mark_text(fontSize=FONT_SIZE, fontWeight="bold").encode(
        x="middle:Q", text="claims:Q", color=ink
    )
    picture = (bars + counts).properties(height=alt.Step(ROW + 8))
    return Chart(altair=picture, data=frame, **words)
