"""The world map of mining with a slider through its months."""

from bisect import bisect_right
from itertools import pairwise
from typing import Any

import altair as alt
import pandas as pd

from qantar.chapters.shared.charts.words import month_name
from qantar.charting import Chart, chart, colours, marks, style
from qantar.common.text import _, listed
from qantar.data.country_names import format_sentence
from qantar.report.sentences import number

HEIGHT = 240
STEP = "map_step"
LIMITS = [0.01, 0.05, 0.15, 0.35]
# What the picture shows: from Canada's west to Japan, from the Arctic to Paraguay [degrees].
EDGES = [(-135, -33), (155, -33), (-135, 74), (155, 74), (10, 76), (10, -35), (-150, 20), (165, 20)]
# Where a country's share is written: longitude, latitude [degrees].
PLACES = {
    "ARE": (54, 20),
    "CAN": (-105, 58),
    "CHN": (104, 34),
    "DEU": (12, 49),
    "IRL": (-12, 57),
    "IRN": (54, 31),
    "KAZ": (67, 47),
    "MYS": (110, -4),
    "NOR": (14, 69),
    "OMN": (62, 15),
    "PRY": (-58, -28),
    "RUS": (98, 63),
    "USA": (-99, 39),
}
# Shares that are written on the map, on a wide and on a narrow picture.
WRITTEN, WRITTEN_NARROW = 0.02, 0.1
MAPS = {"cambridge": _("Cambridge map"), "heatmap": _("another map: Hashrate Index")}
NARROW = f"{style.ROOM} < 480"
TOP = 3
COLUMN = 105  # px of a column of the legend
LINE, LONGEST = 19, style.NARROW - 20  # px: the height of a line of the caption; its length


@chart(tables=("mining_share", "hash_rate_estimates", "map_world"))
def world_map(
    steps: pd.DataFrame, world: dict[str, Any], *, iso3: str, country: str, month: str
) -> Chart:
    """Shares of the world's hash rate by country, with a slider through months.

    steps: as from world.steps; world: the map map_world; iso3, country: whose border and share are
    set off; month: ISO month at which the slider starts.
    """
    first = int(steps.loc[steps["start"].dt.strftime("%Y-%m") == month, "step"].iloc[0])
    last = int(steps["step"].max())
    bind = alt.binding_range(min=0, max=last, step=1, name=_("Month "))
    caption = _caption(_captions(steps, iso3, country))
    edges = {"type": "MultiPoint", "coordinates": EDGES}
    fit = {"type": "Feature", "geometry": edges, "properties": {}}
    land = alt.Chart(_borders(world)).mark_geoshape(
        fill=colours.RULE, stroke=colours.PAPER, clip=True
    )
    picture = alt.layer(land, *_shares(steps, world, iso3)).project(type="equalEarth", fit=fit)
    stacked = alt.vconcat(caption, picture.properties(height=HEIGHT), spacing=6)
    return Chart(
        altair=stacked.add_params(alt.param(name=STEP, value=first, bind=bind)),
        data=steps[["start", "end", "map", "iso3", "country", "share"]].replace({"map": MAPS}),
        title=_title(steps[steps["step"] == first], iso3, country),
        **_words(steps, iso3, country),
        labels={
            "start": _("From"),
            "end": _("To"),
            "map": _("Map"),
            "iso3": _("Code"),
            "country": _("Country"),
            "share": _("Share of the world's hash rate"),
        },
    )


def _borders(world: dict[str, Any]) -> alt.Data:
    # a tuple: Altair copies a list, point by point, for each layer (0.6 s for this map)
    return alt.Data(values=tuple(world["features"]))


def _shares(steps: pd.DataFrame, world: dict[str, Any], iso3: str) -> list[alt.Chart]:
    """The countries of the chosen step, coloured by their share, which is written on the larger."""
    places = pd.DataFrame(PLACES, index=["longitude", "latitude"]).T
    drawn = steps.join(places, on="iso3").assign(
        own=steps["iso3"] == iso3,
        when=[_period(row.start, row.end) for row in steps.itertuples()],
        words=[f"{100 * share:.0f}" for share in steps["share"]],
        bucket=[_buckets()[bisect_right(LIMITS, share)] for share in steps["share"]],
    )
    features = alt.LookupData(
        data=_borders(world), key="properties.iso3", fields=["type", "geometry"]
    )
    chosen = alt.Chart(drawn).transform_filter(f"datum.step === {STEP}")
    labels = {"country": _("Country"), "when": _("When"), "share": _("Share of the world")}
    columns = style.legend_columns(_buckets(), COLUMN)
    legend = alt.Legend(symbolType="square", columns=columns)
    scale = alt.Scale(domain=_buckets(), range=list(colours.STEPS))
    areas = chosen.transform_lookup(lookup="iso3", from_=features).mark_geoshape(clip=True)
    areas = areas.encode(
        fill=alt.Fill("bucket:N", scale=scale, legend=legend),
        stroke=alt.condition("datum.own", alt.value(colours.TEXT), alt.value(colours.PAPER)),
        strokeWidth=alt.condition("datum.own", alt.value(1.5), alt.value(0.6)),
        tooltip=marks.tooltip(
            drawn, {"country": "", "when": "", "share": style.SHARE_FINE}, labels
        ),
    )
    shown = alt.ExprRef(
        f"datum.share >= ({NARROW} ? {WRITTEN_NARROW} : {WRITTEN}) || datum.own ? 1 : 0"
    )
    text = chosen.encode(longitude="longitude:Q", latitude="latitude:Q", text="words:N")
    return [areas, *marks.rimmed(text, colours.TEXT, "bold", opacity=shown)]


def _buckets() -> list[str]:
    """The words of the map's colours, from little to much."""
    ends = [number(limit, ".0%") for limit in LIMITS]
    between = [_("{low} to {high}").format(low=low, high=high) for low, high in pairwise(ends)]
    least, most = _("under {share}"), _("{share} or more")
    return [least.format(share=ends[0]), *between, most.format(share=ends[-1])]


def _period(start: pd.Timestamp, end: pd.Timestamp) -> str:
    if (start.year, start.month) == (end.year, end.month):
        return month_name(start)
    return _("{start} to {end}").format(start=month_name(start), end=month_name(end))


def _captions(steps: pd.DataFrame, iso3: str, country: str) -> pd.DataFrame:
    """What stands above the map at each step: step, heading, first (the largest), own."""
    rows = []
    for step, group in steps.groupby("step"):
        when = _period(group["start"].iloc[0], group["end"].iloc[0])
        own = group.loc[group["iso3"] == iso3, "share"]
        told = _("{country}: no share named").format(country=country)
        if len(own):
            told = f"{country} {number(own.iloc[0], '.1%')}"
        heading = listed((when, MAPS[group["map"].iloc[0]]))
        rows.append((step, heading, listed(_named_shares(group.head(TOP), ".0%")), told))
    return pd.DataFrame(rows, columns=["step", "heading", "largest", "own"])


def _named_shares(rows: pd.DataFrame, form: str) -> list[str]:
    return [f"{row.country} {number(row.share, form)}" for row in rows.itertuples()]


def _caption(captions: pd.DataFrame) -> alt.LayerChart:
    """The heading and two lines of the chosen step, of which the first may be broken."""
    largest = marks.in_lines(captions["largest"], LONGEST)
    captions = captions.assign(largest=largest.words)
    base = alt.Chart(captions).transform_filter(f"datum.step === {STEP}").encode(x=alt.value(0))
    looks: tuple[tuple[str, str, str, int, dict[str, Any]], ...] = (
        ("heading", colours.TEXT, "bold", 0, {}),
        ("largest", colours.TEXT, "normal", LINE, largest.look),
        ("own", colours.HERO, "bold", 2 * LINE + largest.added, {}),
    )
    lines = [
        base.mark_text(
            align="left",
            baseline="top",
            color=colour,
            fontWeight=weight,
            fontSize=style.FONT_SIZE,
            **lines,
        ).encode(y=alt.value(top), text=f"{column}:N")
        for column, colour, weight, top, lines in looks
    ]
    return alt.layer(*lines).properties(height=56 + largest.added)


def _title(drawn: pd.DataFrame, iso3: str, country: str) -> str:
    """What the map shows before the slider moves: the country beside the one that had most."""
    first = drawn.loc[drawn["share"].idxmax()]
    own = drawn.loc[drawn["iso3"] == iso3, "share"]
    words = _(
        "By the map {country} had {share} of bitcoin mining in {month}; {first}, which had most, "
        "{most}"
    )
    if own.empty:
        words = _(
            "By the map {first} had {most} of bitcoin mining in {month}; {country} is not named"
        )
    elif first["iso3"] == iso3:
        words = _(
            "By the map {country} had more of bitcoin mining in {month} than any other country: "
            "{share}"
        )
    return format_sentence(
        words,
        month=month_name(first["start"]),
        country=country,
        share=number(own.iloc[0], ".0%") if len(own) else "",
        first=first["country"],
        most=number(first["share"], ".0%"),
    )


def _words(steps: pd.DataFrame, iso3: str, country: str) -> dict[str, Any]:
    """Measure and description of `world_map`, and what fills them."""
    mapped = steps[steps["map"] == "cambridge"]
    first, last = (mapped[mapped["step"] == step] for step in (0, mapped["step"].max()))
    old, new = first.iloc[0], last.iloc[0]
    own = mapped[mapped["iso3"] == iso3]
    return {
        "measure": _(
            "Per cent of the world's hash rate by country in the month above the map. From "
            "{first} to {last} by the Cambridge map; in 2025 by another publisher's, of which only "
            "the largest countries were seen. Grey: not named."
        ),
        "description": " ".join(
            [
                _("A map of the world with a slider through {n} months and periods."),
                *(_values(first), _values(last), _peak(own, country)),
            ]
        ),
        "words": {
            "n": steps["step"].nunique(),
            "first": month_name(old["start"]),
            "last": month_name(new["start"]),
        },
    }


def _peak(own: pd.DataFrame, country: str) -> str:
    if own.empty:
        return format_sentence(_("{country} is not named."), country=country)
    best = own.loc[own["share"].idxmax()]
    return format_sentence(
        _("{country} peaks at {share} in {month}."),
        country=country,
        share=number(best["share"], ".1%"),
        month=month_name(best["start"]),
    )


def _values(group: pd.DataFrame) -> str:
    return f"{month_name(group['start'].iloc[0])}: {listed(_named_shares(group, '.1%'))}."
