"""Charts of distributions: Lorenz curves, and one country's many Ginis."""

import altair as alt
import pandas as pd

from qantar.chapters.wealth.charts.words import concept_name, curve_name, percent, source_name, two
from qantar.charting import theme
from qantar.charting.theme import Chart, NoData, chart
from qantar.common.text import _, told

LABEL_LINE = 18
GINI_ROW = 40


@chart(tables=("income_deciles", "wealth_shares"))
def lorenz_curves(frame: pd.DataFrame, *, country: str) -> Chart:
    """Lorenz curves of a survey and of wealth with peers' ranges.

    frame: curve, year, people, share, imputed, peers_low, peers_high, peers_n.
    """
    if frame.empty:
        message = _("The tables hold neither a survey's tenths nor wealth shares of {country}.")
        raise NoData(told(message, country=country))
    drawn = frame.assign(
        name=[curve_name(*key) for key in zip(frame["curve"], frame["imputed"], strict=True)]
    )
    colour = theme.numbered(drawn["name"].unique())
    share_axis = alt.Axis(format=theme.SHARE, values=[0, 0.25, 0.5, 0.75, 1])
    base = alt.Chart(drawn).encode(
        x=alt.X("people:Q", title=_("Part of the people, poorest first"), axis=share_axis),
        color=alt.Color("name:N", scale=colour, legend=None),
    )
    band = base.mark_area(opacity=theme.BAND_OPACITY).encode(
        y=alt.Y("peers_low:Q", title=_("Their part of the total"), axis=share_axis),
        y2="peers_high:Q",
    )
    dash = alt.Scale(domain=[True, False], range=[theme.IMPUTED_DASH, [1, 0]])
    line = base.mark_line().encode(
        y=alt.Y("share:Q", title=_("Their part of the total")),
        strokeDash=alt.StrokeDash("imputed:N", scale=dash, legend=None),
    )
    points = base.mark_point().encode(
        y="share:Q",
        tooltip=[
            alt.Tooltip("name:N", title=_("Of")),
            alt.Tooltip("year:Q", title=_("Year"), format=theme.YEAR_NUMBER),
            alt.Tooltip("people:Q", title=_("Poorest"), format=theme.SHARE),
            alt.Tooltip("share:Q", title=_("have"), format=theme.SHARE_FINE),
            alt.Tooltip("peers_low:Q", title=_("Peers, least"), format=theme.SHARE_FINE),
            alt.Tooltip("peers_high:Q", title=_("Peers, most"), format=theme.SHARE_FINE),
        ],
    )
    layers = [_equality(), band, line, points, _curve_labels(drawn, colour)]
    return Chart(
        altair=alt.layer(*layers).properties(height=theme.HEIGHT_TALL),
        data=frame,
        title=_lorenz_title(frame, country),
        description=_lorenz_description(drawn, country),
        labels={
            "curve": _("Distribution of"),
            "year": _("Year"),
            "people": _("Part of the people, poorest first"),
            "share": _("Their part of the total"),
            "imputed": _("Imputed"),
            "peers_low": _("Least among peers"),
            "peers_high": _("Most among peers"),
            "peers_n": _("Peers"),
        },
    )


def _equality() -> alt.LayerChart:
    """The diagonal on which everybody would have the same."""
    line = pd.DataFrame({"people": [0.0, 1.0], "share": [0.0, 1.0]})
    word = pd.DataFrame({"people": [0.36], "share": [0.36], "word": [_("all equal")]})
    rule = (
        alt.Chart(line)
        .mark_line(color=theme.GREY_MARK, strokeWidth=theme.THIN)
        .encode(x="people:Q", y="share:Q")
    )
    text = alt.Chart(word).mark_text(align="right", dx=-8, dy=-4, color=theme.MUTED)
    return rule + text.encode(x="people:Q", y="share:Q", text="word:N")


def _curve_labels(drawn: pd.DataFrame, colour: alt.Scale) -> alt.LayerChart:
    """The curves' names in the empty upper corner, each beside a piece of its line's colour."""
    rows = drawn.drop_duplicates("name")[["name", "year"]]
    words = []
    for place, row in enumerate(rows.rename(columns={"name": "curve"}).itertuples()):
        label = _("● {name}, {year}").format(name=row.curve, year=row.year)
        word = alt.Chart(pd.DataFrame({"name": [row.curve], "label": [label]})).mark_text(
            align="left"
        )
        words.append(
            word.encode(
                x=alt.value(10),
                y=alt.value(20 + LABEL_LINE * place),
                text="label:N",
                color=alt.Color("name:N", scale=colour, legend=None),
            )
        )
    return alt.layer(*words)


def _at(frame: pd.DataFrame, people: float) -> dict[str, pd.Series]:
    rows = frame[(frame["people"] - people).abs() < 1e-6]
    return {
        "wealth" if row["curve"] == "wealth" else "survey": row for _index, row in rows.iterrows()
    }


def _lorenz_title(frame: pd.DataFrame, country: str) -> str:
    half = {kind: percent(row["share"]) for kind, row in _at(frame, 0.5).items()}
    templates = {
        "consumption wealth": _(
            "{country}: the poorer half consumes {survey} of the total and owns {wealth}"
        ),
        "income wealth": _(
            "{country}: the poorer half earns {survey} of the total and owns {wealth}"
        ),
        "consumption": _("{country}: the poorer half consumes {survey} of the total"),
        "income": _("{country}: the poorer half earns {survey} of the total"),
        "wealth": _("{country}: the poorer half owns {wealth} of all wealth"),
    }
    return templates[" ".join(frame["curve"].unique())].format(country=country, **half)


def _lorenz_description(drawn: pd.DataFrame, country: str) -> str:
    sentences = [
        told(_("Lorenz curves of {country} with the range of its peers as bands."), country=country)
    ]
    for row in _at(drawn, 0.5).values():
        sentence = _(
            "{name} in {year}: the poorer half has {share}; among {n} peers {low} to {high}."
        )
        sentences.append(
            sentence.format(
                name=row["name"],
                year=row["year"],
                share=percent(row["share"]),
                n=int(row["peers_n"]) if pd.notna(row["peers_n"]) else 0,
                low=percent(row["peers_low"]),
                high=percent(row["peers_high"]),
            )
        )
    return " ".join(sentences)


@chart(tables=("inequality",))
def ginis(frame: pd.DataFrame, *, country: str) -> Chart:
    """Every Gini of a country as a point, its peers' range as a bar.

    frame: concept, source, year, value, low, high, imputed, peers_low, peers_high, peers_n.
    """
    if frame.empty:
        raise NoData(told(_("The tables hold no recent Gini of {country}."), country=country))
    label = _("{concept}|{source} {year}")
    drawn = frame.assign(
        label=[
            label.format(
                concept=concept_name(row.concept, row.imputed),
                source=source_name(row.source),
                year=row.year,
            )
            for row in frame.itertuples()
        ]
    )
    split = alt.Axis(title=None, labelExpr="split(datum.label, '|')", labelLimit=200, minExtent=140)
    base = alt.Chart(drawn).encode(y=alt.Y("label:N", sort=drawn["label"].tolist(), axis=split))
    scale = alt.Scale(domain=[0, max(1.0, float(drawn["value"].max()))])
    peers = base.mark_bar(color=theme.GREY_MARK, opacity=0.3, height=12).encode(
        x=alt.X("peers_low:Q", title=_("Gini (0 = all equal, 1 = one has all)"), scale=scale,
                axis=alt.Axis(format=theme.DECIMAL_FINE, grid=True)),
        x2="peers_high:Q",
    )  # fmt: skip
    error = base.mark_rule(color=theme.HERO, strokeWidth=theme.LINE_WIDTH).encode(
        x="low:Q", x2="high:Q"
    )
    points = base.mark_point(color=theme.HERO, size=90).encode(
        x="value:Q",
        tooltip=[
            alt.Tooltip("label:N", title=_("Of")),
            alt.Tooltip("value:Q", title=_("Gini"), format=theme.DECIMAL_FINE),
            alt.Tooltip("low:Q", title=_("95 % from"), format=theme.DECIMAL_FINE),
            alt.Tooltip("high:Q", title=_("to"), format=theme.DECIMAL_FINE),
            alt.Tooltip("peers_low:Q", title=_("Peers, least"), format=theme.DECIMAL_FINE),
            alt.Tooltip("peers_high:Q", title=_("Peers, most"), format=theme.DECIMAL_FINE),
        ],
    )
    values = base.mark_text(dy=-13, fontWeight="bold").encode(
        x="value:Q", text=alt.Text("value:Q", format=theme.DECIMAL_FINE)
    )
    return Chart(
        altair=alt.layer(peers, error, points, values).properties(height=alt.Step(GINI_ROW)),
        data=frame,
        title=_("{country}: its Gini is {low} or {high}, depending on what is measured").format(
            country=country, low=two(drawn["value"].min()), high=two(drawn["value"].max())
        ),
        description=_("Points on a scale from 0 to 1 with peers' ranges as bars. {values}").format(
            values=" ".join(
                _("{label}: {value} (peers {low} to {high}).").format(
                    label=row.label.replace("|", ", "),
                    value=two(row.value),
                    low=two(row.peers_low),
                    high=two(row.peers_high),
                )
                for row in drawn.itertuples()
            )
        ),
        labels={
            "concept": _("Of"),
            "source": _("Source"),
            "year": _("Year"),
            "value": _("Gini"),
            "low": _("95 % range from"),
            "high": _("95 % range to"),
            "imputed": _("Imputed"),
            "peers_low": _("Least among peers"),
            "peers_high": _("Most among peers"),
            "peers_n": _("Peers"),
        },
    )  # fmt: skip
