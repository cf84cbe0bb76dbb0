"""Outlines for the world map of mining: countries that tables of shares name, and other land."""

from typing import Any

import numpy as np
import shapely
from shapely.affinity import translate
from shapely.geometry import MultiPolygon, Polygon, box
from shapely.geometry.base import BaseGeometry

from qantar.sources import codes
from qantar.sources.base import Inputs, table
from qantar.sources.maps.natural_earth import collection

FOLDER = "world-atlas"
COUNTRIES = f"{FOLDER}/countries-110m.json"
# A picture 720 pixels wide shows half a degree a pixel: finer than this cannot be seen [degrees].
TOLERANCE = 0.7
GRID = 0.1
# Islands smaller than this are dots or nothing at that width [square degrees].
SMALLEST = 2.0
ANTARCTICA = "010"
REST = "REST"

# ISO 3166-1 numeric -> alpha-3 of the countries that tables of mining shares name.
CODES = codes.of("iso-numeric")


Line = list[tuple[float, float]]


def decoded_arcs(topology: dict[str, Any]) -> list[Line]:
    """The arcs of a quantised TopoJSON topology as lists of (longitude, latitude) [degrees]."""
    (scale_x, scale_y), (left, bottom) = (
        topology["transform"][name] for name in ("scale", "translate")
    )
    arcs = []
    for arc in topology["arcs"]:
        x = y = 0
        points = []
        for step_x, step_y in arc:
            x, y = x + step_x, y + step_y
            points.append((left + scale_x * x, bottom + scale_y * y))
        arcs.append(points)
    return arcs


def _ring(indices: list[int], arcs: list[Line]) -> Line:
    """One ring of arcs laid end to end; ``~index`` is an arc read backwards.

    A ring that crosses the 180th meridian goes on beyond it: its longitudes may leave -180 to 180.
    """
    points: Line = []
    for index in indices:
        arc = arcs[index] if index >= 0 else arcs[~index][::-1]
        points += arc[1:] if points else arc
    longitudes = np.unwrap([longitude for longitude, _latitude in points], period=360)
    return list(zip(longitudes, (latitude for _longitude, latitude in points), strict=True))


def _area(geometry: dict[str, Any], arcs: list[Line]) -> BaseGeometry:
    """A TopoJSON Polygon or MultiPolygon as an area, cut at the 180th meridian."""
    polygons = geometry["arcs"] if geometry["type"] == "MultiPolygon" else [geometry["arcs"]]
    parts = []
    for polygon in polygons:
        shell, *holes = (_ring(ring, arcs) for ring in polygon)
        whole = shapely.make_valid(Polygon(shell, holes))
        for turn in (-360, 0, 360):
            parts.append(translate(whole, turn).intersection(box(-180, -90, 180, 90)))
    return shapely.union_all(parts)


def _simple(area: BaseGeometry) -> BaseGeometry:
    """Fewer points, coordinates on a grid, small islands dropped (the largest part stays)."""
    simple = shapely.set_precision(area.simplify(TOLERANCE), GRID)
    parts = sorted(shapely.get_parts(simple), key=lambda part: part.area, reverse=True)
    return MultiPolygon(
        [part for rank, part in enumerate(parts) if not rank or part.area >= SMALLEST]
    )


@table("map_world", inputs=(COUNTRIES,))
def map_world(inputs: Inputs) -> dict[str, Any]:
    """Countries by ``iso3``, and all other land but Antarctica as one area, ``REST``."""
    topology = inputs.json(COUNTRIES)
    arcs = decoded_arcs(topology)
    areas = {
        one.get("id", one["properties"]["name"]): _area(one, arcs)
        for one in topology["objects"]["countries"]["geometries"]
    }
    others = [area for code, area in areas.items() if code not in {*CODES, ANTARCTICA}]
    parts = {REST: shapely.union_all(others), **{CODES[code]: areas[code] for code in CODES}}
    return collection(({"iso3": code}, _simple(area)) for code, area in sorted(parts.items()))
