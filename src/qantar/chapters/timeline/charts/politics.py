"""Democracy and governance around the handover of power, beside peers and with intervals."""

from collections.abc import Mapping, Sequence

import altair as alt
import pandas as pd

from qantar.chapters.network.readings import listed
from qantar.charting import theme
from qantar.charting.flags import flags
from qantar.charting.theme import Chart, NoData, chart
from qantar.common.text import _, told

INDICES = {
    "polyarchy": _("Electoral democracy (V-Dem)"),
    "voice_accountability": _("Voice and accountability (WGI)"),
    "freedom": _("Freedom (Freedom House)"),
    "corruption_perceptions": _("Clean of corruption (CPI)"),
}


@chart(tables=("governance",))
def democracy(
    frame: pd.DataFrame, names: Mapping[str, str], *, country: str, handover: int
) -> Chart:
    """V-Dem's electoral democracy index of the country with its band, and of its peers, by year.

    frame: iso3, year, value, low, high (0 to 1); names: name by iso3; handover: year marked by a
    rule.
    """
    own = frame[frame["iso3"] == country]
    if own.empty:
        raise NoData(
            told(
                _("The table governance holds no electoral democracy index of {country}."),
                country=country,
            )
        )
    drawn = frame.assign(name=frame["iso3"].map(names))
    return Chart(
        altair=_democracy_picture(drawn, country, handover),
        data=drawn[["name", "iso3", "year", "value", "low", "high"]],
        title=_democracy_title(own, names[country], handover),
        description=_democracy_description(drawn, own, names[country], handover),
        labels={
            "name": _("Country"),
            "iso3": _("Code"),
            "year": _("Year"),
            "value": _("Electoral democracy index"),
            "low": _("Low (68 %)"),
            "high": _("High (68 %)"),
        },
    )


def _democracy_picture(drawn: pd.DataFrame, country: str, handover: int) -> alt.LayerChart:
    names = dict(drawn[["iso3", "name"]].drop_duplicates().itertuples(index=False))
    order = [country, *dict.fromkeys(drawn.loc[drawn["iso3"] != country, "iso3"])]
    scale = theme.scale(theme.COUNTRIES, order, names)
    top = max(0.5, float(drawn["high"].max()))
    x = _years(int(drawn["year"].min()), int(drawn["year"].max()))
    y = alt.Y("value:Q", title=_("Electoral democracy index"), scale=alt.Scale(domain=[0, top]))
    band = (
        alt.Chart(drawn[drawn["iso3"] == country])
        .mark_area(opacity=theme.BAND_OPACITY)
        .encode(
            x=x, y=alt.Y("low:Q"), y2="high:Q", color=alt.Color("name:N", scale=scale, legend=None)
        )
    )
    lines = [
        alt.Chart(drawn[(drawn["iso3"] == country) == thick])
        .mark_line(strokeWidth=theme.LINE_WIDTH * 1.6 if thick else theme.THIN)
        .encode(
            x=x,
            y=y,
            color=alt.Color("name:N", scale=scale, legend=None),
            tooltip=[
                alt.Tooltip("name:N", title=_("Country")),
                alt.Tooltip("year:Q", title=_("Year"), format=theme.YEAR_NUMBER),
                alt.Tooltip("value:Q", title=_("Index"), format=theme.DECIMAL_FINE),
                alt.Tooltip("low:Q", title=_("Low (68 %)"), format=theme.DECIMAL_FINE),
                alt.Tooltip("high:Q", title=_("High (68 %)"), format=theme.DECIMAL_FINE),
            ],
        )
        for thick in (False, True)
    ]
    ends = theme.end_labels(drawn, "year", "value", "name", scale, gap=top / 17)
    mark = flags([(handover, _("handover"))], "year", "Q")
    return alt.layer(band, *lines, ends, mark).properties(height=theme.HEIGHT)


def _years(first: int, last: int) -> alt.X:
    """The x axis of years, with room to the right for the names at the ends of the lines."""
    values = [year for year in range(first, last + 1) if year % 5 == 0]
    domain = [first, last + round((last - first) * 0.4)]
    return alt.X(
        "year:Q", axis=theme.year_axis(values=values), scale=alt.Scale(domain=domain, nice=False)
    )


def _democracy_title(own: pd.DataFrame, name: str, handover: int) -> str:
    before = own[own["year"] < handover].iloc[-1]
    last = own.iloc[-1]
    apart = last["low"] > before["high"] or last["high"] < before["low"]
    words = (
        _("{country}: {before:.2f} before the handover, {last:.2f} in {year}, intervals apart")
        if apart
        else _(
            "{country}: {before:.2f} before the handover, {last:.2f} in {year}, intervals "
            "overlapping"
        )
    )
    return words.format(
        country=name, before=before["value"], last=last["value"], year=int(last["year"])
    )


def _democracy_description(drawn: pd.DataFrame, own: pd.DataFrame, name: str, handover: int) -> str:
    last = drawn.sort_values("year").groupby("name").tail(1).sort_values("value")
    return told(
        _(
            "V-Dem electoral democracy index from {first} to {end}, 0 to 1, one line a country; "
            "{country} is thick and has its 68 % interval as a band ({low:.2f} to {high:.2f} in "
            "the last year). A rule marks {handover}. Last values: {values}."
        ),
        first=int(drawn["year"].min()),
        end=int(drawn["year"].max()),
        country=name,
        low=own.iloc[-1]["low"],
        high=own.iloc[-1]["high"],
        handover=handover,
        values=listed(
            [
                f"{row.name} {row.value:.2f}"
                for row in last[["name", "value"]].itertuples(index=False)
            ]
        ),
    )


@chart(tables=("governance",))
def handover(
    frame: pd.DataFrame, names: Mapping[str, str], *, country: str, years: Sequence[int]
) -> Chart:
    """Each index before and after the handover, country by country, with the publishers' intervals.

    frame as from governance.change; names: name by iso3; years: the two years compared.
    """
    if frame.empty:
        raise NoData(_("The table governance holds no index for both years."))
    drawn = frame.assign(name=frame["iso3"].map(names))
    order = [
        names[country],
        *(name for name in drawn["name"].drop_duplicates() if name != names[country]),
    ]
    parts = [
        _index(drawn[drawn["index"] == index], words, order, years)
        for index, words in INDICES.items()
        if index in set(drawn["index"])
    ]
    own = drawn[drawn["iso3"] == country].set_index("index")
    return Chart(
        altair=alt.vconcat(_key(years), *parts, spacing=12).resolve_scale(x="independent"),
        data=drawn.drop(columns=["iso3"]),
        title=_handover_title(own, names[country]),
        description=_handover_description(own, drawn, names[country], years),
        labels={
            "index": _("Index"),
            "name": _("Country"),
            "before": str(years[0]),
            "after": str(years[1]),
            "before_low": _("{year} low").format(year=years[0]),
            "before_high": _("{year} high").format(year=years[0]),
            "after_low": _("{year} low").format(year=years[1]),
            "after_high": _("{year} high").format(year=years[1]),
            "overlap": _("Intervals overlap"),
        },
    )


def _key(years: Sequence[int]) -> alt.LayerChart:
    """What hollow and filled points mean, in one line above the plots."""
    rows = pd.DataFrame({"year": [str(year) for year in years], "x": [8, 88], "word_x": [18, 98]})
    pixels = alt.Scale(domain=[0, 1], range=[0, 1])
    base = alt.Chart(rows)
    fills = alt.condition(
        f"datum.year == '{years[1]}'", alt.value(theme.HERO), alt.value(theme.PAPER)
    )
    points = base.mark_point(stroke=theme.HERO, size=45, strokeWidth=1.5).encode(
        x=alt.X("x:Q", scale=pixels, axis=None), fill=fills
    )
    words = base.mark_text(align="left").encode(
        x=alt.X("word_x:Q", scale=pixels, axis=None), text="year:N"
    )
    return alt.layer(points, words).properties(height=14)


def _index(
    frame: pd.DataFrame, words: str, order: list[str], years: Sequence[int]
) -> alt.LayerChart:
    """One index: hollow point before, filled point after, intervals as thin rules above each
    other.
    """
    y = alt.Y("name:N", sort=order, title=None)
    long = pd.concat(
        [
            frame[["name", when, f"{when}_low", f"{when}_high"]]
            .set_axis(["name", "value", "low", "high"], axis=1)
            .assign(year=str(year))
            for when, year in zip(("before", "after"), years, strict=True)
        ]
    )
    offset = alt.YOffset(
        "year:N", sort=[str(year) for year in years], scale=alt.Scale(paddingOuter=0.8)
    )
    fills = alt.condition(
        f"datum.year == '{years[1]}'", alt.value(theme.HERO), alt.value(theme.PAPER)
    )
    base = alt.Chart(long).encode(
        y=y,
        yOffset=offset,
        tooltip=[
            alt.Tooltip("name:N", title=_("Country")),
            alt.Tooltip("year:N", title=_("Year")),
            alt.Tooltip("value:Q", title=_("Index"), format=theme.SIGNIFICANT),
            alt.Tooltip("low:Q", title=_("Low"), format=theme.SIGNIFICANT),
            alt.Tooltip("high:Q", title=_("High"), format=theme.SIGNIFICANT),
        ],
    )
    points = base.mark_point(stroke=theme.HERO, size=45, strokeWidth=1.5).encode(
        x=alt.X(
            "value:Q",
            title=words,
            axis=alt.Axis(titleAlign="left", titleAnchor="start", tickCount=5),
        ),
        fill=fills,
    )
    spans = (
        base.transform_filter("datum.low != null")
        .mark_rule(color=theme.HERO)
        .encode(x="low:Q", x2="high:Q")
    )
    return alt.layer(spans, points).properties(height=22 * frame["name"].nunique())


def _handover_title(own: pd.DataFrame, name: str) -> str:
    measured = own[own["before_low"].notna()]
    beyond = measured[~measured["overlap"].astype("bool")]
    if beyond.empty:
        return _("{country}: no index with a stated interval moved beyond it").format(country=name)
    return _("{country}: beyond its interval moved {indices}").format(
        country=name, indices=listed([INDICES[index] for index in beyond.index])
    )


def _handover_description(
    own: pd.DataFrame, drawn: pd.DataFrame, name: str, years: Sequence[int]
) -> str:
    moves = "; ".join(
        _("{index}: {before:g} to {after:g}").format(
            index=INDICES[index], before=row["before"], after=row["after"]
        )
        for index, row in own.iterrows()
    )
    return _(
        "{plots} dot plots, one an index, each on its own scale, {count} countries each: hollow "
        "point {before}, filled point {after}, thin rules the publishers' intervals (V-Dem 68 %, "
        "World Bank 90 %; our copies of the others hold none). {country}: {moves}."
    ).format(
        plots=drawn["index"].nunique(),
        count=drawn["name"].nunique(),
        before=years[0],
        after=years[1],
        country=name,
        moves=moves,
    )
