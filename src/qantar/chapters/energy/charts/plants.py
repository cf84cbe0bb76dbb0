"""The map of power plants by fuel and capacity."""

from typing import Any

import altair as alt
import pandas as pd

from qantar.chapters.energy.charts.words import percent, source_scale, whole
from qantar.chapters.energy.electricity import source_names
from qantar.charting import theme
from qantar.charting.theme import Chart, NoData, chart
from qantar.common.text import _, told

SHAPES = {
    "coal": "square",
    "gas": "triangle-up",
    "hydro": "circle",
    "wind": "cross",
    "solar": "diamond",
}


def _features(collection: dict[str, Any]) -> alt.Data:
    return alt.Data(values=collection["features"])


def _names(collection: dict[str, Any]) -> pd.DataFrame:
    """The neighbours that have room for their name, with its place: name, longitude, latitude."""
    properties = pd.DataFrame([feature["properties"] for feature in collection["features"]])
    return properties.dropna(subset=["longitude"])


def _ground(outline: dict[str, Any], neighbours: dict[str, Any]) -> list[alt.Chart]:
    """The country on its neighbours, with the names of those that have room for one."""
    return [
        alt.Chart(_features(neighbours)).mark_geoshape(
            fill=theme.RULE, stroke=theme.PAPER, clip=True
        ),
        alt.Chart(_features(outline)).mark_geoshape(
            fill=theme.PAPER, stroke=theme.GREY_MARK, clip=True
        ),
        alt.Chart(_names(neighbours))
        .mark_text(color=theme.MUTED, fontSize=theme.FONT_SIZE_SMALL, clip=True)
        .encode(longitude="longitude:Q", latitude="latitude:Q", text="name:N"),
    ]


@chart(tables=("power_plants", "map_outline", "map_neighbours"))
def plant_map(
    plants: pd.DataFrame, outline: dict[str, Any], neighbours: dict[str, Any], *, country: str
) -> Chart:
    """Power plants by fuel and capacity on the country's outline.

    plants: name, fuel, capacity_mw, year, latitude, longitude, zone; outline, neighbours: GeoJSON.
    """
    if plants.empty:
        raise NoData(told(_("The tables hold no power plants of {country}."), country=country))
    words = source_names()
    fuels = list(dict.fromkeys(plants.sort_values("capacity_mw", ascending=False)["fuel"]))
    drawn = plants.assign(fuel_name=plants["fuel"].map(words))
    shape = alt.Scale(
        domain=[words[fuel] for fuel in fuels], range=[SHAPES[fuel] for fuel in fuels]
    )
    legend = alt.Legend(symbolSize=90, symbolStrokeWidth=1, columns=3)
    points = (
        alt.Chart(drawn)
        .mark_point(filled=True, stroke=theme.PAPER, strokeWidth=0.5, opacity=0.9)
        .encode(
            longitude="longitude:Q",
            latitude="latitude:Q",
            size=alt.Size("capacity_mw:Q", scale=alt.Scale(range=[10, 600]), legend=None),
            fill=alt.Fill("fuel_name:N", scale=source_scale(fuels), legend=legend),
            shape=alt.Shape("fuel_name:N", scale=shape, legend=legend),
            tooltip=[
                alt.Tooltip("name:N", title=_("Plant")),
                alt.Tooltip("fuel_name:N", title=_("Fuel")),
                alt.Tooltip("capacity_mw:Q", title=_("Capacity (MW)"), format=theme.COUNT),
                alt.Tooltip("year:Q", title=_("In service since"), format=theme.YEAR_NUMBER),
            ],
        )
    )
    ground = _ground(outline, neighbours)
    box = {"type": "Feature", "geometry": outline["features"][0]["geometry"], "properties": {}}
    by_fuel = plants.groupby("fuel")["capacity_mw"].sum().sort_values(ascending=False)
    coal_zones = plants[plants["fuel"] == fuels[0]].groupby("zone")["capacity_mw"].sum()
    place = coal_zones.idxmax()
    zones = {"north": _("north"), "south": _("south"), "west": _("west")}
    return Chart(
        altair=alt.layer(*ground, points)
        .project(type="conicEqualArea", rotate=[-67, 0], parallels=[44, 53], fit=box)
        .properties(height=theme.HEIGHT),
        data=drawn[["name", "fuel", "capacity_mw", "year", "zone", "latitude", "longitude"]],
        title=told(
            _("{share} of {country}'s {fuel} capacity stands in the {zone}"),
            share=percent(coal_zones.max() / coal_zones.sum()),
            country=country,
            fuel=words[fuels[0]],
            zone=zones[place],
        ),
        description=told(
            _(
                "A map of {country} with {n} power plants, a symbol per plant sized by capacity, "
                "coloured and shaped by fuel. Capacity in all: {fuels}. Largest plant: {largest} "
                "with {mw} MW."
            ),
            country=country,
            n=len(plants),
            fuels=", ".join(f"{words[fuel]} {whole(mw)} MW" for fuel, mw in by_fuel.items()),
            largest=plants.loc[plants["capacity_mw"].idxmax(), "name"],
            mw=whole(plants["capacity_mw"].max()),
        ),
        labels={
            "name": _("Plant"),
            "fuel": _("Fuel"),
            "capacity_mw": _("Capacity (MW)"),
            "year": _("In service since"),
            "zone": _("Zone of the grid"),
            "latitude": _("Latitude"),
            "longitude": _("Longitude"),
        },
    )
