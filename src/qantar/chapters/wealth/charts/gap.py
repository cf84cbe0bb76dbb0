"""Chart of the gap between two Ginis: of consumption or income, and of wealth."""

import altair as alt
import pandas as pd

from qantar.chapters.wealth.charts.words import two
from qantar.charting import theme
from qantar.charting.theme import Chart, NoData, chart
from qantar.common.text import _, told

LEGEND_OFFSET = 30
# Least distance of two labels among points, as parts of width and height.
LABEL_APART = (0.16, 0.05)


@chart(tables=("inequality", "wealth_shares"))
def gini_gap(frame: pd.DataFrame, *, country: str, names: dict[str, str], year: int) -> Chart:
    """Gini of wealth against the Gini of the nearest survey, one point a country.

    frame: iso3, own, peer, concept, survey_year, survey, wealth, gap, expected, imputed; names: by
    code.
    """
    if frame.empty:
        message = _("The tables do not hold both Ginis of {country}, of a survey and of wealth.")
        raise NoData(told(message, country=country))
    kinds = {True: _("imputed"), False: _("own wealth sources")}
    drawn = frame.assign(name=frame["iso3"].map(names), kind=frame["imputed"].map(kinds))
    survey = (
        _("Gini of consumption")
        if drawn["concept"].eq("consumption").all()
        else _("Gini of income")
    )
    x = alt.X(
        "survey:Q",
        title=survey,
        scale=alt.Scale(zero=False),
        axis=alt.Axis(format=theme.DECIMAL_FINE),
    )
    y = alt.Y(
        "wealth:Q",
        title=_("Gini of wealth"),
        scale=alt.Scale(zero=False),
        axis=alt.Axis(format=theme.DECIMAL_FINE),
    )
    shape = alt.Shape(
        "kind:N",
        legend=alt.Legend(title=_("Wealth shares"), offset=LEGEND_OFFSET),
        scale=alt.Scale(domain=list(kinds.values()), range=["circle", "diamond"]),
    )
    tooltip = [
        alt.Tooltip("name:N", title=_("Country")),
        alt.Tooltip("survey:Q", title=survey, format=theme.DECIMAL_FINE),
        alt.Tooltip("survey_year:Q", title=_("Survey"), format=theme.YEAR_NUMBER),
        alt.Tooltip("wealth:Q", title=_("Gini of wealth"), format=theme.DECIMAL_FINE),
        alt.Tooltip("gap:Q", title=_("Gap"), format=theme.DECIMAL_FINE),
        alt.Tooltip("kind:N", title=_("Wealth shares")),
    ]
    base = alt.Chart(drawn).encode(x=x, y=y)
    rest, near, own = (
        base.transform_filter(test)
        .mark_point(color=colour, size=size)
        .encode(shape=shape, tooltip=tooltip)
        for test, colour, size in (
            ("!datum.peer && !datum.own", theme.GREY_MARK, theme.POINT_SIZE),
            ("datum.peer", theme.TEXT, theme.POINT_SIZE),
            ("datum.own", theme.HERO, 160),
        )
    )
    line = base.mark_line(
        color=theme.GREY_MARK, strokeDash=theme.EXPECTED_DASH, strokeWidth=theme.THIN
    )
    clear = alt.Chart(_apart(drawn)).encode(x=x, y=y)
    codes = clear.mark_text(align="left", dx=8, fontSize=theme.FONT_SIZE_SMALL)
    word = base.transform_filter("datum.own").mark_text(dy=-14, fontWeight="bold", color=theme.HERO)
    layers = [
        line.encode(y="expected:Q"),
        rest,
        near,
        own,
        codes.encode(text="iso3:N"),
        word.encode(text="name:N"),
    ]
    return Chart(
        altair=alt.layer(*layers).properties(height=theme.HEIGHT_TALL),
        data=drawn[["iso3", "name", "survey_year", "survey", "wealth", "gap", "imputed"]],
        **_gap_words(drawn, country, year),
    )


def _apart(drawn: pd.DataFrame) -> pd.DataFrame:
    """The peers whose code can stand beside their point without touching another's; off the line
    first.
    """
    place = drawn.assign(
        x=(drawn["survey"] - drawn["survey"].min())
        / (drawn["survey"].max() - drawn["survey"].min()),
        y=(drawn["wealth"] - drawn["wealth"].min())
        / (drawn["wealth"].max() - drawn["wealth"].min()),
        off=(drawn["wealth"] - drawn["expected"]).abs(),
    )
    taken, kept = [(row.x, row.y) for row in place[place["own"]].itertuples()], []
    for row in place[place["peer"]].sort_values("off", ascending=False).itertuples():
        if all(
            abs(row.x - x) > LABEL_APART[0] or abs(row.y - y) > LABEL_APART[1] for x, y in taken
        ):
            taken.append((row.x, row.y))
            kept.append(row.Index)
    return drawn.loc[kept, ["iso3", "survey", "wealth"]]


def _gap_words(drawn: pd.DataFrame, country: str, year: int) -> dict[str, object]:
    own = drawn[drawn["own"]].iloc[0]
    rank = int((drawn["gap"] > own["gap"]).sum()) + 1
    peers = drawn[drawn["peer"]]
    return {
        "title": _("{country}: a gap of {gap} between the two Ginis, rank {rank} of {n}").format(
            country=country, gap=two(own["gap"]), rank=rank, n=len(drawn)
        ),
        "description": _(
            "One point for each of {n} countries with a survey of the same kind: Gini of the "
            "nearest survey against Gini of wealth in {year}, and a straight line through them. "
            "{country}: {survey} and {wealth}; the line gives {expected}. {wider} of {peers} "
            "peers have a wider gap. In {imputed} of the countries wealth shares are imputed."
        ).format(
            n=len(drawn),
            year=year,
            country=country,
            survey=two(own["survey"]),
            wealth=two(own["wealth"]),
            expected=two(own["expected"]),
            wider=int((peers["gap"] > own["gap"]).sum()),
            peers=len(peers),
            imputed=int(drawn["imputed"].sum()),
        ),
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
