"""Charts of the test: what goes with unrest over regions, and over countries."""

import altair as alt
import pandas as pd

from qantar.chapters.wealth.charts.words import outcome_name, predictor_name, two
from qantar.charting import Chart, NoData, chart, colours, marks, style
from qantar.charting.overhang import text_width
from qantar.common.text import _, listed, ngettext
from qantar.report.sentences import number

ROW_HEIGHT = 46


def _columns(names: list[str]) -> dict[str, int]:
    """One column for a legend whose names are too long to stand beside each other on a phone."""
    two = sum(sorted(text_width(name, style.FONT_SIZE) for name in names)[-2:])
    return {"columns": 1} if two > style.NARROW - 70 else {}


@chart(tables=("unrest_regions", "regions", "lpg_prices"))
def regions_tested(frame: pd.DataFrame, *, verdict: str, significance: float) -> Chart:
    """Rank correlations of unrest with its possible causes, against chance.

    frame: outcome, predictor, rho, limit (at `significance`), p, p_corrected, cases; verdict: of
    the first outcome.
    """
    if frame.empty:
        raise NoData(_("The tables hold regions of Kazakhstan only."))
    drawn = frame.assign(
        what=frame["predictor"].map(predictor_name),
        outcome_name=frame["outcome"].map(outcome_name),
        first=frame["outcome"] == frame["outcome"].iloc[0],
    )
    labels = {
        "outcome": _("Unrest measured by"),
        "predictor": _("Set beside it"),
        "rho": _("Rank correlation"),
        "limit": _("What chance alone gives"),
        "p": _("p-value"),
        "p_corrected": _("p-value, corrected"),
        "cases": _("Regions"),
    }
    cases = int(frame["cases"].iloc[0])
    return Chart(
        altair=_correlations(drawn, labels),
        data=frame.assign(predictor=drawn["what"], outcome=drawn["outcome_name"]),
        title=_title(verdict, cases),
        measure=_(
            "Rank correlation over {cases:|# region|# regions}, −1 to 1; to the right: as "
            "expected. Grey bars: where {chance} of 100 random reshufflings of the regions lie, "
            "for one comparison; the page makes {tries}."
        ),
        description=_(
            "Points on a scale from −1 to 1. Correlation with an early protest, and p-value "
            "corrected for trying five: {values}."
        ),
        words={
            "cases": cases,
            "tries": frame["predictor"].nunique(),
            "chance": number(100 * (1 - significance), ".4g"),
            "values": listed(
                f"{row.what} {two(row.rho)} ({two(row.p_corrected)})"
                for row in drawn[drawn["first"]].itertuples()
            ),
        },
        labels=labels,
    )


def _correlations(drawn: pd.DataFrame, labels: dict[str, str]) -> alt.LayerChart:
    """Points a row, of the first outcome in the hero's colour, over bands of chance."""
    outcomes = list(drawn["outcome_name"].unique())
    shapes = ["circle", "square", "triangle"][: len(outcomes)]
    rows = alt.Y("what:N", sort=None, axis=None)
    chance = alt.Chart(drawn.groupby("what", sort=False, as_index=False)["limit"].max())
    band = chance.mark_bar(color=colours.RULE, height=12)
    band = band.transform_calculate(low="-datum.limit").encode(y=rows, x="low:Q", x2="limit:Q")
    base = alt.Chart(drawn).encode(y=rows)
    legend = alt.Legend(title=None, **_columns(outcomes))
    dots = base.mark_point(filled=True, opacity=1).encode(
        x=marks.quantity(alt.X, "rho", form=".1f", domain=[-1, 1]),
        color=alt.Color(
            "outcome_name:N",
            scale=alt.Scale(domain=outcomes, range=[colours.HERO, *[colours.GREY_MARK] * 2]),
            legend=legend,
        ),
        size=alt.condition("datum.first", alt.value(120), alt.value(60)),
        shape=alt.Shape(
            "outcome_name:N",
            scale=alt.Scale(domain=outcomes, range=shapes),
            legend=legend,
        ),
        tooltip=marks.tooltip(
            drawn,
            {"what": "", "outcome_name": "", "rho": ".2f", "p": ".2f", "p_corrected": ".2f"},
            {**labels, "what": labels["predictor"], "outcome_name": labels["outcome"]},
        ),
    )
    names = base.transform_filter("datum.first").mark_text(align="left", baseline="bottom", dy=-10)
    layers = band, dots, names.encode(x=alt.value(0), text="what:N")
    return alt.layer(*layers).properties(height=alt.Step(ROW_HEIGHT))


def _title(verdict: str, cases: int) -> str:
    return {
        "supported": ngettext(
            "Inequality goes with an early protest over {cases} region",
            "Inequality goes with an early protest over {cases} regions",
            cases,
        ),
        "cannot separate": ngettext(
            "{cases} region cannot say whether inequality lay behind January",
            "{cases} regions cannot say whether inequality lay behind January",
            cases,
        ),
        "speaks against": ngettext(
            "Over {cases} region inequality does not go with an early protest",
            "Over {cases} regions inequality does not go with an early protest",
            cases,
        ),
    }[verdict]


@chart(
    tables=("mobilisation", "inequality", "macro"),
    publishers=("V-Dem Institute", "World Bank", "World Inequality Lab"),
)
def countries_tested(
    frame: pd.DataFrame, *, country: str, names: dict[str, str], code: str, verdict: str
) -> Chart:
    """Mass mobilisation against the Gini of the survey, one point a country.

    frame: index iso3; mobilisation, survey_gini, wealth_gini, gdp_per_head. verdict: of
    survey_gini.
    """
    drawn = frame.reset_index().assign(name=lambda rows: rows["iso3"].map(names))
    drawn["own"] = drawn["iso3"] == code
    count, here = len(drawn), drawn[drawn["own"]]
    described = _(
        "Points for {n:|# country|# countries}, rank correlation {rho}; {country} is not among "
        "them."
    )
    if len(here):
        described = _(
            "Points for {n:|# country|# countries}, rank correlation {rho}; for {country} Gini "
            "{gini} and score {score}."
        )
    labels = {
        "iso3": _("Code"),
        "name": _("Country"),
        "mobilisation": _("Score of mass mobilisation"),
        "survey_gini": _("Gini of the survey"),
        "wealth_gini": _("Gini of wealth"),
    }
    return Chart(
        altair=_scores(drawn, labels),
        data=drawn[list(labels)],
        title=_scores_title(verdict, count),
        measure=_(
            "V-Dem's score of mass mobilisation, mean of 2018 to 2022, and the newest Gini of a "
            "household survey of 2011 to 2021. Surveys of consumption and of income are mixed."
        ),
        description=described,
        words={
            "n": count,
            "country": country,
            "gini": listed(here["survey_gini"].map(two)),
            "score": listed(here["mobilisation"].map(two)),
            "rho": two(frame["survey_gini"].rank().corr(frame["mobilisation"].rank())),
        },
        labels=labels,
    )


def _scores(drawn: pd.DataFrame, labels: dict[str, str]) -> alt.LayerChart:
    fine, mobilisation = style.DECIMAL_FINE, _("Mass mobilisation")
    gini = _("Gini of consumption or income")
    base = alt.Chart(drawn).encode(
        x=marks.quantity(alt.X, "survey_gini", title=gini, form=fine, zero=False),
        y=marks.quantity(alt.Y, "mobilisation", title=mobilisation, zero=False),
    )
    tips = marks.tooltip(
        drawn,
        {"name": "", "survey_gini": fine, "mobilisation": fine},
        {**labels, "mobilisation": mobilisation},
    )
    others, own = base.transform_filter("!datum.own"), base.transform_filter("datum.own")
    dots = [
        others.mark_point(filled=True, size=45, color=colours.GREY_MARK).encode(tooltip=tips),
        own.mark_point(filled=True, size=120, color=colours.HERO).encode(tooltip=tips),
    ]
    word = marks.rimmed(own.encode(text="name:N"), colours.HERO, "bold", dy=-14)
    return alt.layer(*dots, *word).properties(height=style.HEIGHT_TALL)


def _scores_title(verdict: str, count: int) -> str:
    return {
        "supported": ngettext(
            "Over {n} country mass protest goes with unequal incomes",
            "Over {n} countries mass protest goes with unequal incomes",
            count,
        ),
        "cannot separate": ngettext(
            "{n} country cannot say whether mass protest goes with inequality",
            "{n} countries cannot say whether mass protest goes with inequality",
            count,
        ),
        "speaks against": ngettext(
            "Over {n} country mass protest does not go with unequal incomes",
            "Over {n} countries mass protest does not go with unequal incomes",
            count,
        ),
    }[verdict]
