"""Charts of distributions: Lorenz curves, and the gap between two Ginis."""

from typing import Any

import altair as alt
import pandas as pd

from qantar.chapters.wealth.charts.words import curve_name, percent, two
from qantar.chapters.wealth.inequality import NEAR_YEARS
from qantar.charting import Chart, NoData, chart, colours, marks, style
from qantar.common.text import _, ngettext
from qantar.report.country_names import format_sentence
from qantar.report.sentences import number


@chart(tables=("income_deciles", "wealth_shares"))
def lorenz_curves(frame: pd.DataFrame, *, country: str) -> Chart:
    """Lorenz curves of a survey and of wealth, with the range of peers.

    frame: curve, year, people, share, imputed, peers_low, peers_high, peers_n.
    """
    if frame.empty:
        message = _("The tables hold neither a survey's tenths nor wealth shares of {country}.")
        raise NoData(format_sentence(message, country=country))
    pairs = zip(frame["curve"], frame["imputed"], strict=True)
    drawn = frame.assign(name=[curve_name(*pair) for pair in pairs], own=frame["curve"] == "wealth")
    axis = alt.Axis(format=style.SHARE, values=[0, 0.25, 0.5, 0.75, 1])
    colour = alt.condition("datum.own", alt.value(colours.HERO), alt.value(colours.GREY_MARK))
    base = alt.Chart(drawn).encode(
        x=alt.X("people:Q", title=_("People, poorest first"), axis=axis),
        detail="name:N",
        color=colour,
    )
    share = alt.Y("share:Q", title=_("Their part of the total"), axis=axis)
    band = base.mark_area(opacity=style.BAND_OPACITY).encode(
        y=alt.Y("peers_low:Q", title=_("Their part of the total"), axis=axis), y2="peers_high:Q"
    )
    dash = alt.Scale(domain=[True, False], range=[style.IMPUTED_DASH, [1, 0]])
    line = base.mark_line(strokeWidth=2.5).encode(
        y=share, strokeDash=alt.StrokeDash("imputed:N", scale=dash, legend=None)
    )
    tips = marks.tooltip(
        drawn,
        {"name": "", "year": style.YEAR_NUMBER, "people": style.SHARE, "share": style.SHARE_FINE},
        {
            "name": _("Distribution"),
            "year": _("Year"),
            "people": _("Poorest part of people"),
            "share": _("Their part of the total"),
        },
    )
    points = base.mark_point(filled=True, size=35).encode(y=share, tooltip=tips)
    return Chart(
        altair=alt.layer(_equality(), band, line, points, *_half_words(drawn)).properties(
            height=style.HEIGHT_TALL
        ),
        data=frame,
        title=_lorenz_title(frame, country),
        measure=_lorenz_measure(frame, country),
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


def _half_words(drawn: pd.DataFrame) -> list[alt.Chart]:
    """What the poorer half has, beside each curve: of wealth below its curve, clear of the other's.

    The dashes say that a curve is imputed.
    """
    half = drawn[drawn["people"].sub(0.5).abs() < 1e-6]
    pairs = zip(half["curve"], half["share"], strict=True)
    words = [f"{curve_name(curve, False)} {percent(share)}" for curve, share in pairs]
    told = half.assign(words=words)
    base = alt.Chart(told).encode(x="people:Q", y="share:Q", text="words:N")
    above, below = {"align": "right", "dx": -8, "dy": -8}, {"align": "left", "dx": 24, "dy": 9}
    return [
        mark
        for test, place in (("!datum.own", above), ("datum.own", below))
        for mark in marks.rimmed(base.transform_filter(test), colours.TEXT, "bold", **place)
    ]


def _equality() -> alt.LayerChart:
    """The diagonal on which everybody would have the same."""
    line = alt.Chart(pd.DataFrame({"people": [0.0, 1.0], "share": [0.0, 1.0]}))
    word = alt.Chart(pd.DataFrame({"people": [0.36], "share": [0.36], "word": [_("all equal")]}))
    rule = line.mark_line(color=colours.RULE, strokeWidth=style.THIN)
    text = word.mark_text(align="right", dx=-8, dy=-4, color=colours.MUTED)
    place = {"x": "people:Q", "y": "share:Q"}
    return rule.encode(**place) + text.encode(**place, text="word:N")


def _halves(frame: pd.DataFrame) -> dict[str, pd.Series]:
    rows = frame[(frame["people"] - 0.5).abs() < 1e-6]
    return {
        "wealth" if row["curve"] == "wealth" else "survey": row for _index, row in rows.iterrows()
    }


def _lorenz_title(frame: pd.DataFrame, country: str) -> str:
    halves = _halves(frame)
    words = {kind: percent(row["share"]) for kind, row in halves.items()}
    words |= {f"{kind}_year": number(row["year"], "d") for kind, row in halves.items()}
    kinds = " ".join(frame["curve"].unique())
    if len(halves) > 1 and halves["wealth"]["year"] - halves["survey"]["year"] > NEAR_YEARS:
        kinds = f"old {kinds}"
    templates = {
        "old consumption wealth": _(
            "The poorer half of {country} consumed {survey} in {survey_year} and owned {wealth} in "
            "{wealth_year}"
        ),
        "old income wealth": _(
            "The poorer half of {country} earned {survey} in {survey_year} and owned {wealth} in "
            "{wealth_year}"
        ),
        "consumption wealth": _("The poorer half of {country} consumes {survey} and owns {wealth}"),
        "income wealth": _("The poorer half of {country} earns {survey} and owns {wealth}"),
        "consumption": _("The poorer half of {country} consumes {survey} of the total"),
        "income": _("The poorer half of {country} earns {survey} of the total"),
        "wealth": _("The poorer half of {country} owns {wealth} of all wealth"),
    }
    return format_sentence(templates[kinds], country=country, **words)


def _lorenz_measure(frame: pd.DataFrame, country: str) -> str:
    halves = _halves(frame)
    text = {
        ("survey", "wealth"): _(
            "Cumulative shares of {country}: survey of {survey}, wealth of {wealth}."
        ),
        ("survey",): _("Cumulative shares of {country}: survey of {survey}."),
        ("wealth",): _("Cumulative shares of {country}: wealth of {wealth}."),
    }[tuple(halves)]
    years = {kind: number(row["year"], "d") for kind, row in halves.items()}
    sentences = [format_sentence(text, country=country, **years)]
    sentences += [_("Bands: peers.")] if frame["peers_n"].gt(0).any() else []
    sentences += [_("Dashed: imputed.")] if frame["imputed"].any() else []
    return " ".join(sentences)


def _lorenz_description(drawn: pd.DataFrame, country: str) -> str:
    sentences = [
        format_sentence(_("Lorenz curves of {country} with bands for its peers."), country=country)
    ]
    several = _(
        "{name} in {year}: the poorer half has {share}; among {n:|# peer|# peers} {low} to {high}."
    )
    alike = _(
        "{name} in {year}: the poorer half has {share}; in each of {n:|# peer|# peers} {low}."
    )
    one = _("{name} in {year}: the poorer half has {share}; in the one peer with data {low}.")
    alone = _("{name} in {year}: the poorer half has {share}.")
    for row in _halves(drawn).values():
        peers = int(row["peers_n"]) if pd.notna(row["peers_n"]) else 0
        low, high = percent(row["peers_low"]), percent(row["peers_high"])
        among = alike if low == high else several
        sentences.append(
            format_sentence(
                among if peers > 1 else one if peers else alone,
                name=row["name"],
                year=row["year"],
                share=percent(row["share"]),
                n=peers,
                low=low,
                high=high,
            )
        )
    return " ".join(sentences)


@chart(tables=("inequality", "wealth_shares"))
def gini_gap(frame: pd.DataFrame, *, country: str, names: dict[str, str], year: int) -> Chart:
    """Gini of wealth against the Gini of the nearest survey, one point a country.

    frame: iso3, own, peer, concept, survey_year, survey, wealth, gap, expected, imputed; names:
    by code.
    """
    if frame.empty:
        message = _("The tables do not hold both Ginis of {country}, of a survey and of wealth.")
        raise NoData(format_sentence(message, country=country))
    drawn = frame.assign(name=frame["iso3"].map(names))
    consumption = drawn["concept"].eq("consumption").all()
    survey = _("Gini of consumption") if consumption else _("Gini of income")
    scale, axis = alt.Scale(zero=False), alt.Axis(format=style.DECIMAL_FINE, tickCount=5)
    x = alt.X("survey:Q", title=survey, scale=scale, axis=axis)
    y = alt.Y("wealth:Q", title=_("Gini of wealth"), scale=scale, axis=axis)
    tips = marks.tooltip(
        drawn,
        {
            "name": "",
            "survey": style.DECIMAL_FINE,
            "survey_year": style.YEAR_NUMBER,
            "wealth": style.DECIMAL_FINE,
        },
        {
            "name": _("Country"),
            "survey": survey,
            "survey_year": _("Survey"),
            "wealth": _("Gini of wealth"),
        },
    )
    base = alt.Chart(drawn).encode(x=x, y=y)
    dots = [
        base.transform_filter(test)
        .mark_point(filled=True, size=size, color=colour)
        .encode(tooltip=tips)
        for test, colour, size in (
            ("!datum.peer && !datum.own", colours.GREY_LINE, 45),
            ("datum.peer", colours.GREY_MARK, 45),
            ("datum.own", colours.HERO, 120),
        )
    ]
    line = base.mark_line(
        color=colours.MUTED, strokeDash=style.EXPECTED_DASH, strokeWidth=style.THIN
    )
    word = base.transform_filter("datum.own").encode(text="name:N")
    layers = [line.encode(y="expected:Q"), *dots]
    layers += marks.rimmed(word, colours.HERO, "bold", dy=-14)
    return Chart(
        altair=alt.layer(*layers).properties(height=style.HEIGHT_TALL),
        data=drawn[["iso3", "name", "survey_year", "survey", "wealth", "gap", "imputed"]],
        **_gap_words(drawn, country, year),
    )


def _gap_words(drawn: pd.DataFrame, country: str, year: int) -> dict[str, Any]:
    own = drawn[drawn["own"]].iloc[0]
    peers = drawn[drawn["peer"]]
    wide = own["wealth"] - own["expected"] > 0.02
    narrow = own["wealth"] - own["expected"] < -0.02
    title = _("{country}'s wealth is about as unequal as its survey would suggest")
    if wide:
        title = _("{country}'s wealth is more unequal than its survey would suggest")
    if narrow:
        title = _("{country}'s wealth is less unequal than its survey would suggest")
    return {
        "title": format_sentence(title, country=country),
        "measure": _(
            "Gini of the nearest survey and of wealth in {year}, one point a country; dashed: what "
            "the survey suggests. The stronger grey: peers. {imputed} of {n} wealth Ginis are "
            "imputed, partly from incomes: the two are linked from the start."
        ).format(year=year, imputed=int(drawn["imputed"].sum()), n=len(drawn)),
        "description": format_sentence(
            _(
                "Points for {n:|# country|# countries}; for {country} {survey} ({survey_year}) and "
                "{wealth}, where the line gives {expected}."
            ),
            n=len(drawn),
            country=country,
            survey=two(own["survey"]),
            survey_year=number(own["survey_year"], "d"),
            wealth=two(own["wealth"]),
            expected=two(own["expected"]),
        )
        + " "
        + _peers_wider(int((peers["gap"] > own["gap"]).sum()), len(peers)),
        "labels": {
            "iso3": _("Code"),
            "name": _("Country"),
            "survey_year": _("Survey year"),
            "survey": _("Gini of the survey"),
            "wealth": _("Gini of wealth"),
            "gap": _("Gap"),
            "imputed": _("Wealth imputed"),
        },
    }


def _peers_wider(wider: int, peers: int) -> str:
    """How many of the peers have a wider gap, in a sentence."""
    if not peers:
        return _("No peer has both.")
    if peers == 1:
        return (
            _("The only peer with both has a wider gap.")
            if wider
            else _("The only peer with both has no wider gap.")
        )
    if not wider:
        return format_sentence(_("None of {peers:|# peer|# peers} has a wider gap."), peers=peers)
    return ngettext(
        "{wider} of {peers} peers has a wider gap.",
        "{wider} of {peers} peers have a wider gap.",
        wider,
    ).format(wider=wider, peers=peers)
