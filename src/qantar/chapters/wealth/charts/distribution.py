"""Charts of distributions: Lorenz curves, and the gap between two Ginis."""

import altair as alt
import pandas as pd

from qantar.chapters.wealth.charts.words import curve_name, percent, two
from qantar.chapters.wealth.inequality import NEAR_YEARS
from qantar.charting import Chart, NoData, chart, colours, marks, style
from qantar.common.text import _, ngettext
from qantar.data.country_names import format_sentence
from qantar.report.sentences import number


@chart(tables=("income_deciles", "wealth_shares"))
def lorenz_curves(frame: pd.DataFrame, *, country: str) -> Chart:
    """Lorenz curves of a survey and of wealth, with the range of peers.

    frame: curve, year, people, share, imputed, peers_low, peers_high, peers_n.
    """
    if frame.empty:
        raise NoData(
            _("The tables hold neither a survey's tenths nor wealth shares of {country}."),
            country=country,
        )
    pairs = zip(frame["curve"], frame["imputed"], strict=True)
    drawn = frame.assign(name=[curve_name(*pair) for pair in pairs], own=frame["curve"] == "wealth")
    halves = _halves(drawn)
    years = halves["year"].map(lambda year: number(year, "d"))
    labels = {
        "curve": _("Distribution of"),
        "year": _("Year"),
        "people": _("Part of the people, poorest first"),
        "share": _("Their part of the total"),
        "imputed": _("Imputed"),
        "peers_low": _("Least among peers"),
        "peers_high": _("Most among peers"),
        "peers_n": _("Peers"),
    }
    return Chart(
        altair=_curves(drawn, labels),
        data=frame,
        title=_lorenz_title(halves, list(frame["curve"].unique())),
        measure=_lorenz_measure(frame, country, years),
        description=_lorenz_description(halves),
        words={"country": country, **halves["share"].map(percent), **years.add_suffix("_year")},
        labels=labels,
    )


def _curves(drawn: pd.DataFrame, labels: dict[str, str]) -> alt.LayerChart:
    axis = alt.Axis(format=style.SHARE, values=[0, 0.25, 0.5, 0.75, 1])
    base = alt.Chart(drawn).encode(
        x=alt.X("people:Q", title=_("People, poorest first"), axis=axis),
        detail="name:N",
        color=alt.condition("datum.own", alt.value(colours.HERO), alt.value(colours.GREY_MARK)),
    )
    share, low = (
        alt.Y(f"{column}:Q", title=labels["share"], axis=axis) for column in ("share", "peers_low")
    )
    band = base.mark_area(opacity=style.BAND_OPACITY).encode(y=low, y2="peers_high:Q")
    dash = alt.Scale(domain=[True, False], range=[style.IMPUTED_DASH, [1, 0]])
    line = base.mark_line(strokeWidth=2.5).encode(
        y=share, strokeDash=alt.StrokeDash("imputed:N", scale=dash, legend=None)
    )
    tips = marks.tooltip(
        drawn,
        {"name": "", "year": style.YEAR_NUMBER, "people": style.SHARE, "share": style.SHARE_FINE},
        {**labels, "name": _("Distribution"), "people": _("Poorest part of people")},
    )
    points = base.mark_point(filled=True, size=35).encode(y=share, tooltip=tips)
    layers = [_equality(), band, line, points, *_half_words(_halves(drawn))]
    return alt.layer(*layers).properties(height=style.HEIGHT_TALL)


def _halves(drawn: pd.DataFrame) -> pd.DataFrame:
    """The rows of the poorer half, named ``survey`` and ``wealth``."""
    rows = drawn[drawn["people"].sub(0.5).abs() < 1e-6]
    return rows.set_index(rows["curve"].where(rows["own"], "survey").rename(None))


def _half_words(halves: pd.DataFrame) -> list[alt.Chart]:
    """What the poorer half has, beside each curve: of wealth below its curve, clear of the other's.

    The dashes say that a curve is imputed.
    """
    pairs = zip(halves["curve"], halves["share"], strict=True)
    words = [f"{curve_name(curve, False)} {percent(share)}" for curve, share in pairs]
    base = alt.Chart(halves.assign(words=words)).encode(x="people:Q", y="share:Q", text="words:N")
    above, below = {"align": "right", "dx": -8, "dy": -8}, {"align": "left", "dx": 24, "dy": 9}
    survey, wealth = base.transform_filter("!datum.own"), base.transform_filter("datum.own")
    return [
        *marks.rimmed(survey, colours.TEXT, "bold", **above),
        *marks.rimmed(wealth, colours.TEXT, "bold", **below),
    ]


def _equality() -> alt.LayerChart:
    """The diagonal on which everybody would have the same."""
    line = alt.Chart(pd.DataFrame({"people": [0.0, 1.0], "share": [0.0, 1.0]}))
    word = alt.Chart(pd.DataFrame({"people": [0.36], "share": [0.36], "word": [_("all equal")]}))
    rule = line.mark_line(color=colours.RULE, strokeWidth=style.THIN)
    text = word.mark_text(align="right", dx=-8, dy=-4, color=colours.MUTED)
    place = {"x": "people:Q", "y": "share:Q"}
    return rule.encode(**place) + text.encode(**place, text="word:N")


def _lorenz_title(halves: pd.DataFrame, curves: list[str]) -> str:
    kinds = " ".join(curves)
    if len(halves) > 1 and halves["year"]["wealth"] - halves["year"]["survey"] > NEAR_YEARS:
        kinds = f"old {kinds}"
    return {
        "old consumption wealth": _(
            "The poorer half of {country} consumed {survey} in {survey_year} and owned an "
            "estimated {wealth} in {wealth_year}"
        ),
        "old income wealth": _(
            "The poorer half of {country} earned {survey} in {survey_year} and owned an estimated "
            "{wealth} in {wealth_year}"
        ),
        "consumption wealth": _(
            "The poorer half of {country} consumes {survey} and owns an estimated {wealth}"
        ),
        "income wealth": _(
            "The poorer half of {country} earns {survey} and owns an estimated {wealth}"
        ),
        "consumption": _("The poorer half of {country} consumes {survey} of the total"),
        "income": _("The poorer half of {country} earns {survey} of the total"),
        "wealth": _("The poorer half of {country} owns an estimated {wealth} of all wealth"),
    }[kinds]


def _lorenz_measure(frame: pd.DataFrame, country: str, years: pd.Series) -> str:
    text = {
        ("survey", "wealth"): _(
            "Cumulative shares of {country}: survey of {survey}, wealth of {wealth}."
        ),
        ("survey",): _("Cumulative shares of {country}: survey of {survey}."),
        ("wealth",): _("Cumulative shares of {country}: wealth of {wealth}."),
    }[tuple(years.index)]
    sentences = [format_sentence(text, country=country, **years)]
    sentences += [_("Bands: peers.")] if frame["peers_n"].gt(0).any() else []
    sentences += [_("Dashed: imputed.")] if frame["imputed"].any() else []
    return " ".join(sentences)


def _lorenz_description(halves: pd.DataFrame) -> str:
    curves = _("Lorenz curves of {country} with bands for its peers.")
    return " ".join([curves, *(_half_said(row) for _index, row in halves.iterrows())])


def _half_said(row: pd.Series) -> str:
    """What the poorer half has in one distribution, and among peers."""
    peers = 0 if pd.isna(row["peers_n"]) else int(row["peers_n"])
    low, high = percent(row["peers_low"]), percent(row["peers_high"])
    text = _(
        "{name} in {year}: the poorer half has {share}; among {n:|# peer|# peers} {low} to {high}."
    )
    if not peers:
        text = _("{name} in {year}: the poorer half has {share}.")
    elif peers == 1:
        text = _("{name} in {year}: the poorer half has {share}; in the one peer with data {low}.")
    elif low == high:
        text = _(
            "{name} in {year}: the poorer half has {share}; in each of {n:|# peer|# peers} {low}."
        )
    share = percent(row["share"])
    return format_sentence(
        text, name=row["name"], year=row["year"], share=share, n=peers, low=low, high=high
    )


@chart(tables=("inequality", "wealth_shares"), publishers=("World Bank", "World Inequality Lab"))
def gini_gap(frame: pd.DataFrame, *, country: str, names: dict[str, str], year: int) -> Chart:
    """Gini of wealth against the Gini of the nearest survey, one point a country.

    frame: iso3, own, peer, concept, survey_year, survey, wealth, gap, expected, imputed; names:
    by code.
    """
    if frame.empty:
        raise NoData(
            _("The tables do not hold both Ginis of {country}, of a survey and of wealth."),
            country=country,
        )
    drawn = frame.assign(name=frame["iso3"].map(names))
    own, gaps = drawn[drawn["own"]].iloc[0], drawn[drawn["peer"]]["gap"]
    wider = int((gaps > own["gap"]).sum())
    labels = {
        "iso3": _("Code"),
        "name": _("Country"),
        "survey_year": _("Survey year"),
        "survey": _("Gini of the survey"),
        "wealth": _("Gini of wealth"),
        "gap": _("Gap"),
        "imputed": _("Wealth imputed"),
    }
    return Chart(
        altair=_gap_points(drawn, labels),
        data=drawn[list(labels)],
        title=_gap_title(own["wealth"] - own["expected"]),
        measure=_(
            "Gini of the nearest survey and of wealth in {year}, one point a country; dashed: what "
            "the survey suggests. The stronger grey: peers. {imputed} of {n} wealth Ginis are "
            "imputed, partly from incomes: the two are linked from the start."
        ),
        description=_(
            "Points for {n:|# country|# countries}; for {country} the survey gives {survey} "
            "({survey_year}) and wealth {wealth}, where the line gives {expected}."
        )
        + f" {_peers_wider(wider, len(gaps))}",
        words={
            "country": country,
            "year": year,
            "imputed": int(drawn["imputed"].sum()),
            "n": len(drawn),
            **own[["survey", "wealth", "expected"]].map(two),
            "survey_year": number(own["survey_year"], "d"),
            "wider": wider,
            "peers": len(gaps),
        },
        labels=labels,
    )


def _gap_points(drawn: pd.DataFrame, labels: dict[str, str]) -> alt.LayerChart:
    """The points of countries, the hero's and its peers' apart, and the line of what is usual."""
    consumption = drawn["concept"].eq("consumption").all()
    survey = _("Gini of consumption") if consumption else _("Gini of income")
    names = {**labels, "survey": survey, "survey_year": _("Survey")}
    fine = style.DECIMAL_FINE
    forms = {"name": "", "survey": fine, "survey_year": style.YEAR_NUMBER, "wealth": fine}
    tips = marks.tooltip(drawn, forms, names)
    x, y = (
        marks.quantity(channel, column, title=names[column], form=fine, zero=False)
        for channel, column in ((alt.X, "survey"), (alt.Y, "wealth"))
    )
    base = alt.Chart(drawn).encode(x=x, y=y)
    rule = {"color": colours.MUTED, "strokeDash": style.EXPECTED_DASH, "strokeWidth": style.THIN}
    layers = [base.mark_line(**rule).encode(y="expected:Q")]
    for test, colour, size in (
        ("!datum.peer && !datum.own", colours.GREY_LINE, 45),
        ("datum.peer", colours.GREY_MARK, 45),
        ("datum.own", colours.HERO, 120),
    ):
        dots = base.transform_filter(test).mark_point(filled=True, size=size, color=colour)
        layers.append(dots.encode(tooltip=tips))
    word = base.transform_filter("datum.own").encode(text="name:N")
    layers += marks.rimmed(word, colours.HERO, "bold", dy=-14)
    return alt.layer(*layers).properties(height=style.HEIGHT_TALL)


def _gap_title(beyond: float) -> str:
    """How unequal wealth is beside what the survey suggests, of which it lies `beyond`."""
    if beyond > 0.02:
        return _("{country}'s wealth is more unequal than its survey of households would suggest")
    if beyond < -0.02:
        return _("{country}'s wealth is less unequal than its survey of households would suggest")
    return _("{country}'s wealth is about as unequal as its survey of households would suggest")


def _peers_wider(wider: int, peers: int) -> str:
    """How many of the peers have a wider gap, in a sentence."""
    if not peers:
        return _("No peer has both.")
    if peers == 1:
        if wider:
            return _("The only peer with both has a wider gap.")
        return _("The only peer with both has no wider gap.")
    if not wider:
        return _("None of {peers:|# peer|# peers} has a wider gap.")
    return ngettext(
        "{wider} of {peers} peers has a wider gap.",
        "{wider} of {peers} peers have a wider gap.",
        wider,
    )
