"""Charts of the claims chapter: all verdicts at a glance, verdicts by kind of claim, stated against found."""

import altair as alt
import pandas as pd

from qantar.charts import theme
from qantar.charts.theme import Chart, NoData, chart
from qantar.model.claim_views import KINDS, TOPICS, near
from qantar.model.verdict_rules import VERDICTS
from qantar.text import _

WORDS = {
    "supported": _("supported"),
    "roughly": _("roughly right"),
    "disputed": _("disputed"),
    "outdated": _("outdated"),
    "contradicted": _("contradicted"),
    "unverifiable": _("unverifiable"),
    "opinion": _("opinion"),
}
# A letter in each tile, so that nothing rests on colour alone.
LETTERS = {
    "supported": "S",
    "roughly": "R",
    "disputed": "D",
    "outdated": "O",
    "contradicted": "C",
    "unverifiable": "U",
    "opinion": "V",
}
SHAPES = {
    "supported": "circle",
    "roughly": "square",
    "disputed": "diamond",
    "outdated": "triangle-down",
    "contradicted": "cross",
    "unverifiable": "triangle-right",
    "opinion": "triangle-left",
}
TOPIC_WORDS = {
    "geography": _("Geography"),
    "politics": _("Politics"),
    "wealth": _("Wealth"),
    "energy": _("Energy"),
    "mining": _("Mining"),
    "outlook": _("Outlook"),
}
KIND_WORDS = {
    "quantity": _("quantities"),
    "ranking": _("rankings"),
    "event": _("events"),
    "attribution": _("reported views"),
    "causal": _("causes"),
    "prediction": _("predictions"),
}


def _counted(frame: pd.DataFrame) -> dict[str, str]:
    """Legend words with letter and count, by verdict that occurs."""
    counts = frame["verdict"].value_counts()
    return {
        name: _("{letter} {word} ({count})").format(
            letter=LETTERS[name], word=WORDS[name], count=counts[name]
        )
        for name in VERDICTS
        if name in counts
    }


@chart(tables=("claims", "claim_rules"))
def verdicts_at_a_glance(frame: pd.DataFrame) -> Chart:
    """One tile a claim, by topic, coloured and lettered by verdict. frame: qantar.model.claim_views.tiles."""
    if frame.empty:
        raise NoData(_("There are no claims to show."))
    legend = _counted(frame)
    drawn = frame.assign(
        legend=frame["verdict"].map(legend),
        letter=frame["verdict"].map(LETTERS),
        heading=frame["topic"].map(TOPIC_WORDS),
    )
    heads = drawn.groupby("topic", sort=False)["row"].min()
    names = {int(heads[topic]): TOPIC_WORDS[topic] for topic in TOPICS if topic in heads}
    label = " : ".join(f"datum.value == {row} ? '{name}'" for row, name in names.items()) + " : ''"
    base = alt.Chart(drawn).encode(
        x=alt.X("column:O", axis=None, scale=alt.Scale(padding=0.06)),
        y=alt.Y(
            "row:O",
            axis=alt.Axis(labelExpr=label, title=None, ticks=False, domain=False),
            scale=alt.Scale(padding=0.06),
        ),
        tooltip=[
            alt.Tooltip("claim_id:N", title=_("Claim")),
            alt.Tooltip("restatement:N", title=_("In our words")),
            alt.Tooltip("verdict:N", title=_("Verdict")),
        ],
    )
    order = list(legend.values())
    colour = alt.Color(
        "legend:N",
        title=None,
        sort=order,
        scale=theme.scale(theme.VERDICTS, legend, legend),
        legend=alt.Legend(symbolType="square"),
    )
    letters = base.mark_text(color=theme.PAPER, fontSize=theme.FONT_SIZE_SMALL).encode(text="letter:N")
    held = int(frame["verdict"].isin(["supported", "roughly"]).sum())
    return Chart(
        altair=(base.mark_rect().encode(color=colour) + letters).properties(height=alt.Step(theme.ROW)),
        data=frame[["claim_id", "topic", "verdict", "restatement"]],
        title=_("{held} of {total} claims hold, fully or roughly").format(held=held, total=len(frame)),
        description=_(
            "Tiles, one for each of {total} claims of the article, in its order within six topics; colour and "
            "letter give the verdict: {counts}."
        ).format(total=len(frame), counts=", ".join(legend.values())),
        labels={
            "claim_id": _("Claim"),
            "topic": _("Topic"),
            "verdict": _("Verdict"),
            "restatement": _("In our words"),
        },
    )


@chart(tables=("claims", "claim_rules"))
def verdicts_by_kind(frame: pd.DataFrame) -> Chart:
    """Claims of each kind by verdict. frame: kind, verdict, claims, kind_total (claim_views.by_kind)."""
    if frame.empty:
        raise NoData(_("There are no claims to show."))
    kinds = [kind for kind in KINDS if kind in set(frame["kind"])]
    lettered = {name: f"{letter} {WORDS[name]}" for name, letter in LETTERS.items()}
    drawn = frame.assign(
        kind_word=frame["kind"].map(KIND_WORDS),
        word=frame["verdict"].map(lettered),
        rank=frame["verdict"].map({name: place for place, name in enumerate(VERDICTS)}),
        letter=frame["verdict"].map(LETTERS),
    ).sort_values(["kind", "rank"])
    ends = drawn.groupby("kind")["claims"].cumsum()
    drawn = drawn.assign(start=ends - drawn["claims"], end=ends, middle=ends - drawn["claims"] / 2)
    names = [name for name in VERDICTS if name in set(frame["verdict"])]
    base = alt.Chart(drawn).encode(
        y=alt.Y("kind_word:N", sort=[KIND_WORDS[kind] for kind in kinds], title=None),
        tooltip=[
            alt.Tooltip("kind_word:N", title=_("Kind")),
            alt.Tooltip("word:N", title=_("Verdict")),
            alt.Tooltip("claims:Q", title=_("Claims")),
        ],
    )
    bars = base.mark_bar(stroke=theme.PAPER).encode(
        x=alt.X("start:Q", title=_("Claims"), axis=alt.Axis(tickMinStep=1)),
        x2="end:Q",
        color=alt.Color(
            "word:N",
            title=None,
            sort=[lettered[name] for name in names],
            scale=theme.scale(theme.VERDICTS, names, lettered),
            legend=alt.Legend(symbolType="square"),
        ),
    )
    letters = base.mark_text(color=theme.PAPER, fontSize=theme.FONT_SIZE_SMALL).encode(
        x="middle:Q", text="letter:N"
    )
    shares = _held_share(frame)
    best, worst = shares.idxmax(), shares.idxmin()
    return Chart(
        altair=(bars + letters).properties(height=alt.Step(theme.ROW + 6)),
        data=frame,
        title=_("Claims about {best} hold most often, {worst} least").format(
            best=KIND_WORDS[best], worst=KIND_WORDS[worst]
        ),
        description=_(
            "Stacked bars: number of claims of each kind by verdict. {best}: {high:.0%} supported or roughly "
            "right; {worst}: {low:.0%}."
        ).format(
            best=KIND_WORDS[best].capitalize(),
            high=shares.max(),
            worst=KIND_WORDS[worst],
            low=shares.min(),
        ),
        labels={
            "kind": _("Kind of claim"),
            "verdict": _("Verdict"),
            "claims": _("Claims"),
            "kind_total": _("Claims of that kind"),
        },
    )


def _held_share(frame: pd.DataFrame) -> pd.Series:
    """Share of each kind's claims that are supported or roughly right."""
    held = frame["claims"].where(frame["verdict"].isin(["supported", "roughly"]), 0)
    return held.groupby(frame["kind"]).sum() / frame.groupby("kind")["claims"].sum()


@chart(tables=("claims", "claim_rules"))
def stated_against_found(frame: pd.DataFrame) -> Chart:
    """What was found over what was stated, with ranges. frame: claim_views.stated_against_found."""
    if frame.empty:
        raise NoData(_("No number of the article can be tested with these tables."))
    drawn = frame.assign(word=frame["verdict"].map(WORDS), row=frame["claim_id"] + "  " + frame["label"])
    low, high = near()
    rows = list(drawn["row"])
    names = [name for name in VERDICTS if name in set(frame["verdict"])]
    words = [WORDS[name] for name in names]
    base = alt.Chart(drawn).encode(y=alt.Y("row:N", sort=rows, title=None))
    x = alt.X("found:Q", title=_("Found ÷ stated"))
    legend = alt.Legend(columns=2)
    scale = theme.scale(theme.VERDICTS, names, WORDS)
    colour = alt.Color("word:N", title=None, sort=words, scale=scale, legend=legend)
    forms = alt.Scale(domain=words, range=[SHAPES[name] for name in names])
    shape = alt.Shape("word:N", title=None, sort=words, scale=forms, legend=legend)
    band = alt.Chart(pd.DataFrame({"low": [low], "high": [high]})).mark_rect(
        color=theme.CONTEXT, opacity=theme.BAND_OPACITY
    )
    ranges = base.transform_filter("isValid(datum.low)").mark_rule(strokeWidth=theme.LINE_WIDTH)
    points = base.mark_point(size=theme.POINT_SIZE * 1.5).encode(
        x=x,
        color=colour,
        shape=shape,
        tooltip=[
            alt.Tooltip("row:N", title=_("Claim")),
            alt.Tooltip("found:Q", title=_("Found ÷ stated"), format=theme.DECIMAL_FINE),
            alt.Tooltip("low:Q", title=_("from"), format=theme.DECIMAL_FINE),
            alt.Tooltip("high:Q", title=_("to"), format=theme.DECIMAL_FINE),
            alt.Tooltip("word:N", title=_("Verdict")),
        ],
    )
    layers = (
        band.encode(x="low:Q", x2="high:Q")
        + ranges.encode(x=alt.X("low:Q", title=_("Found ÷ stated")), x2="high:Q", color=colour)
        + points
    )
    close = int(frame["found"].between(low, high).sum())
    return Chart(
        altair=layers.properties(height=alt.Step(theme.ROW)),
        data=frame,
        title=_("{close} of {total} numbers lie within a tenth of what the article states").format(
            close=close, total=len(frame)
        ),
        description=_(
            "Points: the number found over the number, or limit, that the article states; the band is a tenth "
            "either way. Ratios run from {least:.2f} to {most:.2f}. Lines: range over counts or releases, or the "
            "interval of the estimate; the widest belongs to {widest}."
        ).format(
            least=frame["found"].min(),
            most=frame["found"].max(),
            widest=frame.loc[(frame["high"] - frame["low"]).fillna(0).idxmax(), "label"].lower(),
        ),
        labels={
            "claim_id": _("Claim"),
            "label": _("What"),
            "verdict": _("Verdict"),
            "found": _("Found ÷ stated"),
            "low": _("Lowest ÷ stated"),
            "high": _("Highest ÷ stated"),
        },
    )
