"""Charts of mining's load: over time, by route, as a part of generation; its emissions; moved
machines.
"""

import altair as alt
import pandas as pd

from qantar.chapters.energy.charts.words import one_decimal, percent, whole
from qantar.charting import theme
from qantar.charting.theme import Chart, NoData, chart
from qantar.common.text import _, told
from qantar.report.sentences import day

LOAD_TICKS = [20, 50, 100, 200, 500, 1000, 2000, 5000, 10000, 20000]
WEAK = ("low", "recall")
ROUTES = (
    "mining_share",
    "network_power",
    "network_daily",
    "mining_load_reports",
    "mining_reported",
    "mining_fees",
)


def _load_axis(title: str, shared: str) -> alt.X | alt.Y:
    """A logarithmic axis of megawatts."""
    channel = alt.X if shared == "x" else alt.Y
    return channel(
        "load_mw:Q",
        title=title,
        scale=alt.Scale(type="log", nice=False, padding=10),
        axis=alt.Axis(values=LOAD_TICKS, format=theme.COUNT, labelOverlap="greedy"),
    )


def _no_map(country: str) -> NoData:
    return NoData(told(_("The mining map does not name {country}."), country=country))


def _route_words() -> dict[str, str]:
    return {
        "map times index": _("(a) map × Cambridge index"),
        "at miners' price": _("(a) index at 0.04 USD/kWh"),
        "fleet": _("(b) hash rate × fleet"),
        "all, analyst": _("(c) all miners, analyst"),
        "registered, press": _("(c) registered, press"),
        "unregistered, ministry": _("(c) unregistered, ministry"),
        "fall after inspections, government": _("(c) fall after inspections"),
        "fee receipts": _("(d) declared, from fees"),
    }


def _way_names() -> dict[str, str]:
    return {
        "a": _("(a) map × Cambridge index: solid, band"),
        "b": _("(b) hash rate × fleet: dashed"),
        "c": _("(c) reported: diamonds"),
        "d": _("(d) declared, from fees: square"),
    }


def _dated(rows: pd.DataFrame) -> pd.DataFrame:
    """Reported figures with the month to draw them at (a year at its middle), who is counted,
    weakness.
    """
    words = _route_words()
    year = rows["as_of"].str.len() == 4
    return rows.assign(
        month=pd.to_datetime(rows["as_of"].where(~year, rows["as_of"] + "-07")),
        series=rows["route"].map(_way_names()),
        counted=rows["what"].map(words),
        weak=rows["confidence"].isin(WEAK),
    )


def _load_layers(lines: pd.DataFrame, points: pd.DataFrame, colour: alt.Scale) -> list[alt.Chart]:
    """Band of the extremes of way (a), the lines, and the reported points with their ranges."""
    names = _way_names()
    x = alt.X("month:T", axis=theme.time_axis())
    series = alt.Color("series:N", scale=colour, legend=alt.Legend(columns=1, symbolOpacity=1))
    low = alt.Y("low_mw:Q", scale=alt.Scale(type="log"))
    tooltip = [
        alt.Tooltip("counted:N", title=_("Way")),
        alt.Tooltip("month:T", title=_("Month"), format=theme.MONTH),
        alt.Tooltip("load_mw:Q", title=_("MW"), format=theme.COUNT),
    ]
    at = {"x": x, "y": _load_axis(_("Miners' load (MW, logarithmic)"), "y"), "color": series}
    dashes = alt.Scale(domain=[names["a"], names["b"]], range=[[1, 0], theme.IMPUTED_DASH])
    layers = [
        alt.Chart(lines[lines["series"] == names["a"]])
        .mark_area(opacity=theme.BAND_OPACITY)
        .encode(x=x, y=low, y2="high_mw:Q", color=series),
        alt.Chart(lines)
        .mark_line()
        .encode(
            **at, strokeDash=alt.StrokeDash("series:N", scale=dashes, legend=None), tooltip=tooltip
        ),
    ]
    if len(points):
        spots = alt.Chart(points)
        shapes = alt.Scale(domain=[names["c"], names["d"]], range=["diamond", "square"])
        layers += [
            spots.transform_filter("isValid(datum.low_mw)")
            .mark_rule(strokeWidth=2)
            .encode(x=x, y=low, y2="high_mw:Q", color=series),
            spots.mark_point(size=80, strokeWidth=1.5).encode(
                x=x,
                y=at["y"],
                stroke=alt.Stroke("series:N", scale=colour, legend=None),
                fill=alt.Fill("series:N", scale=colour, legend=None),
                shape=alt.Shape("series:N", scale=shapes, legend=None),
                fillOpacity=alt.condition("datum.weak", alt.value(0), alt.value(1)),
                tooltip=[*tooltip, alt.Tooltip("confidence:N", title=_("Confidence"))],
            ),
        ]
    return layers


@chart(tables=ROUTES)
def miners_load(
    top_down: pd.DataFrame, fleet: pd.DataFrame, routes: pd.DataFrame, *, country: str
) -> Chart:
    """The load by month: ways (a) and (b) as lines, (a) with its band, reports (c) and fees (d) as
    points.

    top_down, fleet: month, load_mw, low_mw, high_mw; routes: from mining_routes.routes (c, d are
    drawn).
    """
    if top_down.empty:
        raise _no_map(country)
    names = _way_names()
    lines = pd.concat([top_down.assign(series=names["a"]), fleet.assign(series=names["b"])])
    lines = lines[lines["load_mw"] > 0].assign(counted=lambda rows: rows["series"])
    points = _dated(routes[routes["route"].isin(["c", "d"])])
    colour = theme.numbered([names["a"], names["b"], *points["series"].unique()])
    top = top_down.loc[top_down["load_mw"].idxmax()]
    columns = ["counted", "month", "load_mw", "low_mw", "high_mw"]
    return Chart(
        altair=alt.layer(*_load_layers(lines, points, colour)).properties(height=theme.HEIGHT),
        data=pd.concat([lines[columns], points[columns]]).reset_index(drop=True),
        title=_("{country}: by the map and the index miners drew up to {mw} MW, in {month}").format(
            country=country, mw=whole(top["load_mw"]), month=top["month"].strftime("%B %Y")
        ),
        description=told(
            _(
                "Lines by month from {first} to {last}: load of miners in {country} by way (a), "
                "with a band between the model's extremes, and by way (b); points: {points}. At "
                "its highest way (a) gives {mw} MW, its extremes {low} and {high}. Hollow points "
                "rest on a weak source."
            ),
            first=lines["month"].min().strftime("%Y-%m"),
            last=lines["month"].max().strftime("%Y-%m"),
            country=country,
            points="; ".join(
                f"{row.counted} {whole(row.load_mw)} MW" for row in points.itertuples()
            )
            or _("none"),
            mw=whole(top["load_mw"]),
            low=whole(top["low_mw"]),
            high=whole(top["high_mw"]),
        ),
        labels={
            "counted": _("Way"),
            "month": _("Month"),
            "load_mw": _("Load (MW)"),
            "low_mw": _("Lowest (MW)"),
            "high_mw": _("Highest (MW)"),
        },
    )


@chart(tables=ROUTES)
def miners_load_by_route(frame: pd.DataFrame, *, country: str) -> Chart:
    """Every estimate of the load side by side with its range. frame: as from
    mining_routes.routes.
    """
    if frame.empty:
        raise _no_map(country)
    if not (frame["load_mw"] > 0).any():
        raise NoData(
            told(_("In this month the mining map shows nothing in {country}."), country=country)
        )
    words = _route_words()
    kinds = {"model_extremes": _("the model's extremes"), "methods": _("other assumptions")}
    drawn = frame.assign(
        row=[f"{words[one.what]}, {one.as_of}" for one in frame.itertuples()],
        weak=frame["confidence"].isin(WEAK),
        kind=frame["range_kind"].map(kinds).fillna(_("no range stated")),
    )
    letters = dict.fromkeys(drawn["route"])
    colour = theme.numbered(letters)
    y = alt.Y("row:N", title=None, sort=list(drawn["row"]), axis=alt.Axis(labelLimit=230))
    base = alt.Chart(drawn).encode(y=y, stroke=alt.Stroke("route:N", scale=colour, legend=None))
    spans = base.transform_filter("isValid(datum.low_mw)").mark_rule(strokeWidth=3, opacity=0.5)
    points = base.mark_point(size=80, strokeWidth=1.5).encode(
        fill=alt.Fill("route:N", scale=colour, legend=None),
        x=_load_axis(_("MW (logarithmic)"), "x"),
        fillOpacity=alt.condition("datum.weak", alt.value(0), alt.value(1)),
        tooltip=[
            alt.Tooltip("row:N", title=_("Way")),
            alt.Tooltip("load_mw:Q", title=_("MW"), format=theme.COUNT),
            alt.Tooltip("low_mw:Q", title=_("Lowest"), format=theme.COUNT),
            alt.Tooltip("high_mw:Q", title=_("Highest"), format=theme.COUNT),
            alt.Tooltip("kind:N", title=_("Range")),
            alt.Tooltip("confidence:N", title=_("Confidence")),
        ],
    )
    layers = [spans.encode(x=alt.X("low_mw:Q"), x2="high_mw:Q"), points]
    firm = drawn[~drawn["weak"]]
    return Chart(
        altair=alt.layer(*layers).properties(height=alt.Step(theme.ROW)),
        data=drawn[["row", "load_mw", "low_mw", "high_mw", "kind", "confidence"]],
        title=_("{country}: estimates of the miners' load run from {low} to {high} MW").format(
            country=country, low=whole(firm["load_mw"].min()), high=whole(firm["load_mw"].max())
        ),
        description=told(
            _(
                "One row per estimate of the miners' load in {country}, logarithmic, with its "
                "range: {rows}. Hollow points rest on a weak source. Ways (a) and (b) share the "
                "map; (c) and (d) do not use it."
            ),
            country=country,
            rows="; ".join(f"{row.row}: {whole(row.load_mw)} MW" for row in drawn.itertuples()),
        ),
        labels={
            "row": _("Way and date"),
            "load_mw": _("Load (MW)"),
            "low_mw": _("Lowest (MW)"),
            "high_mw": _("Highest (MW)"),
            "kind": _("What the range is"),
            "confidence": _("Confidence"),
        },
    )


@chart(tables=("mining_share", "network_power", "electricity_balance"))
def share_of_grid(frame: pd.DataFrame, *, iso3: str, month: str) -> Chart:
    """Mining as a share of national generation, every country of the map. frame: as from
    on_the_map.
    """
    drawn = frame.dropna(subset=["share_of_generation"]).sort_values(
        "share_of_generation", ascending=False
    )
    if drawn.empty:
        raise NoData(_("The tables hold no shares and generation for {month}.").format(month=month))
    doubtful = drawn["doubtful"].map({True: _(" (doubtful)"), False: ""})
    drawn = drawn.assign(
        own=drawn["iso3"].eq(iso3),
        label=drawn["share_of_generation"].map(_fine_percent),
        country=drawn["country"] + doubtful,
    )
    y = alt.Y("country:N", title=None, sort=list(drawn["country"]))
    base = alt.Chart(drawn).encode(
        y=y,
        x=alt.X(
            "share_of_generation:Q",
            title=_("Miners' load over generation"),
            scale=alt.Scale(domain=[0, 1.2 * drawn["share_of_generation"].max()]),
            axis=alt.Axis(format=theme.SHARE, tickCount=5),
        ),
    )
    bars = base.mark_bar().encode(
        color=alt.condition("datum.own", alt.value(theme.HERO), alt.value(theme.GREY_MARK)),
        tooltip=[
            alt.Tooltip("country:N", title=_("Country")),
            alt.Tooltip(
                "share_of_generation:Q", title=_("Share of generation"), format=theme.SHARE_FINE
            ),
            alt.Tooltip("load_mw:Q", title=_("MW"), format=theme.COUNT),
            alt.Tooltip("share:Q", title=_("Share of hash rate"), format=theme.SHARE_FINE),
        ],
    )
    first = drawn.iloc[0]
    return Chart(
        altair=alt.layer(
            bars, base.mark_text(align="left", dx=4).encode(text="label:N")
        ).properties(height=alt.Step(theme.ROW)),
        data=drawn[["iso3", "country", "share", "load_mw", "share_of_generation"]],
        title=_(
            "In {month} mining weighed most on the grid of {country}: {share} of generation"
        ).format(
            month=day(month),
            country=first["country"],
            share=_fine_percent(first["share_of_generation"]),
        ),
        description=_(
            "Bars, one per country of the mining map: miners' load of way (a) in {month}, held "
            "for a year, over the year's generation: {rows}. Doubtful: the publisher sees little "
            "evidence of mining."
        ).format(
            month=day(month),
            rows=", ".join(f"{row.country} {row.label}" for row in drawn.itertuples()),
        ),
        labels={
            "iso3": _("Code"),
            "country": _("Country"),
            "share": _("Share of hash rate"),
            "load_mw": _("Load (MW)"),
            "share_of_generation": _("Share of generation"),
        },
    )


def _fine_percent(share: float) -> str:
    return percent(share) if share >= 0.1 else f"{one_decimal(100 * share)}\u202f%"
