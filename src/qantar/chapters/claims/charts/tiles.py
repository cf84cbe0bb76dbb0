"""Charts of the claims chapter: all verdicts at a glance, verdicts by kind of claim, stated
against found.
"""

import altair as alt
import pandas as pd

from qantar.chapters.claims.charts.words import (
    KIND_WORDS,
    LETTERS,
    SHAPES,
    TOPIC_WORDS,
    WORDS,
    counted,
    glance_words,
    kind_words,
    stated_words,
)
from qantar.chapters.claims.frames import KINDS, near
from qantar.chapters.claims.rules import VERDICTS
from qantar.charting import theme
from qantar.charting.theme import Chart, NoData, chart
from qantar.common.text import _


def _verdicts(frame: pd.DataFrame) -> list[str]:
    """The verdicts that occur, in their usual order."""
    return [name for name in VERDICTS if name in set(frame["verdict"])]


def _colour(field: str, words: dict[str, str], legend: alt.Legend) -> alt.Color:
    """Colour by verdict, one word each, in the verdicts' order."""
    scale = theme.scale(theme.VERDICTS, words, words)
    return alt.Color(field, title=None, sort=list(words.values()), scale=scale, legend=legend)


def _letters(base: alt.Chart) -> alt.Chart:
    """The letter of its verdict in each mark, so that nothing rests on colour alone."""
    return base.mark_text(color=theme.PAPER, fontSize=theme.FONT_SIZE_SMALL).encode(text="letter:N")


def _tooltip(**titles: str) -> list[alt.Tooltip]:
    return [alt.Tooltip(f"{field}:N", title=title) for field, title in titles.items()]


def _topic_axis(tiles: pd.DataFrame) -> alt.Axis:
    """The topic's name at the first of its rows."""
    first = tiles.groupby("topic", sort=False)["row"].min()
    names = [f"datum.value == {row} ? '{TOPIC_WORDS[topic]}'" for topic, row in first.items()]
    return alt.Axis(labelExpr=" : ".join([*names, "''"]), title=None, ticks=False, domain=False)


@chart(tables=("claims", "claim_rules"))
def verdicts_at_a_glance(frame: pd.DataFrame) -> Chart:
    """One tile a claim, by topic, coloured and lettered by verdict. frame: as from frames.tiles."""
    if frame.empty:
        raise NoData(_("There are no claims to show."))
    legend = counted(frame, _verdicts(frame))
    drawn = frame.assign(legend=frame["verdict"].map(legend), letter=frame["verdict"].map(LETTERS))
    packed = alt.Scale(padding=0.06)
    base = alt.Chart(drawn).encode(
        x=alt.X("column:O", axis=None, scale=packed),
        y=alt.Y("row:O", axis=_topic_axis(frame), scale=packed),
        tooltip=_tooltip(claim_id=_("Claim"), restatement=_("In our words"), verdict=_("Verdict")),
    )
    # Words and counts are longer than the usual words of a legend.
    columns = alt.ExprRef(f"max(2, floor({theme.ROOM} / 150))")
    words = alt.Legend(symbolType="square", columns=columns)
    tiles = base.mark_rect().encode(color=_colour("legend:N", legend, words))
    return Chart(
        altair=(tiles + _letters(base)).properties(height=alt.Step(theme.ROW)),
        data=frame[["claim_id", "topic", "verdict", "restatement"]],
        **glance_words(frame, legend),
    )


def _stacked(frame: pd.DataFrame, lettered: dict[str, str]) -> pd.DataFrame:
    """Where each bar of a kind begins, ends and has its middle, verdicts in their usual order."""
    order = {name: place for place, name in enumerate(VERDICTS)}
    drawn = frame.assign(rank=frame["verdict"].map(order)).sort_values(["kind", "rank"])
    end = drawn.groupby("kind")["claims"].cumsum()
    return drawn.assign(
        start=end - drawn["claims"],
        end=end,
        middle=end - drawn["claims"] / 2,
        kind_word=drawn["kind"].map(KIND_WORDS),
        word=drawn["verdict"].map(lettered),
        letter=drawn["verdict"].map(LETTERS),
    )


@chart(tables=("claims", "claim_rules"))
def verdicts_by_kind(frame: pd.DataFrame) -> Chart:
    """Claims of each kind by verdict. frame: kind, verdict, claims, kind_total
    (claim_views.by_kind).
    """
    if frame.empty:
        raise NoData(_("There are no claims to show."))
    lettered = {name: f"{LETTERS[name]} {WORDS[name]}" for name in _verdicts(frame)}
    kinds = [KIND_WORDS[kind] for kind in KINDS if kind in set(frame["kind"])]
    base = alt.Chart(_stacked(frame, lettered)).encode(
        y=alt.Y("kind_word:N", sort=kinds, title=None),
        tooltip=_tooltip(kind_word=_("Kind"), word=_("Verdict"), claims=_("Claims")),
    )
    bars = base.mark_bar(stroke=theme.PAPER).encode(
        x=alt.X("start:Q", title=_("Claims"), axis=alt.Axis(tickMinStep=1)),
        x2="end:Q",
        color=_colour("word:N", lettered, alt.Legend(symbolType="square")),
    )
    # On a phone one claim is narrower than a letter of the usual size.
    tight = f"datum.claims < 2 && {theme.ROOM} < {theme.NARROW_COLUMN}"
    letter_size = alt.condition(
        tight, alt.value(theme.FONT_SIZE_SMALL - 2), alt.value(theme.FONT_SIZE_SMALL)
    )
    letters = _letters(base).encode(x="middle:Q", size=letter_size)
    return Chart(
        altair=(bars + letters).properties(height=alt.Step(theme.ROW + 6)),
        data=frame,
        **kind_words(frame),
    )


def _ratio_layers(drawn: pd.DataFrame, words: dict[str, str]) -> alt.LayerChart:
    """The band of "roughly", the ranges and the points."""
    low, high = near()
    # Two columns: on a phone the plot is too narrow for the usual row of words.
    legend = alt.Legend(columns=2)
    colour = _colour("word:N", words, legend)
    forms = alt.Scale(domain=list(words.values()), range=[SHAPES[name] for name in words])
    shape = alt.Shape("word:N", title=None, sort=list(words.values()), scale=forms, legend=legend)
    base = alt.Chart(drawn).encode(y=alt.Y("row:N", sort=list(drawn["row"]), title=None))
    axis = _("Found ÷ stated")
    numbers = {"found": axis, "low": _("from"), "high": _("to")}
    ratios = [
        alt.Tooltip(f"{name}:Q", title=word, format=theme.DECIMAL_FINE)
        for name, word in numbers.items()
    ]
    band = alt.Chart(pd.DataFrame({"low": [low], "high": [high]})).encode(x="low:Q", x2="high:Q")
    ranges = base.transform_filter("isValid(datum.low)").mark_rule(strokeWidth=theme.LINE_WIDTH)
    return (
        band.mark_rect(color=theme.GREY_MARK, opacity=theme.BAND_OPACITY)
        + ranges.encode(x=alt.X("low:Q", title=axis), x2="high:Q", color=colour)
        + base.mark_point(size=theme.POINT_SIZE * 1.5).encode(
            x=alt.X("found:Q", title=axis),
            color=colour,
            shape=shape,
            tooltip=[*_tooltip(row=_("Claim"), word=_("Verdict")), *ratios],
        )
    )


@chart(tables=("claims", "claim_rules"))
def stated_against_found(frame: pd.DataFrame) -> Chart:
    """What was found over what was stated, with ranges. frame: claim_views.stated_against_found."""
    if frame.empty:
        raise NoData(_("No number of the article can be tested with these tables."))
    words = {name: WORDS[name] for name in _verdicts(frame)}
    drawn = frame.assign(
        word=frame["verdict"].map(words), row=frame["claim_id"] + "  " + frame["label"]
    )
    return Chart(
        altair=_ratio_layers(drawn, words).properties(height=alt.Step(theme.ROW)),
        data=frame,
        **stated_words(frame),
    )
