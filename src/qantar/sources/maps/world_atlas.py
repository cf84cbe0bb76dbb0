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


def decoded_arcs(topology: dict[str, Any]) -> list[np.ndarray]:
    """The arcs of a quantised TopoJSON topology: points × (longitude, latitude) [degrees]."""
    scale, corner = (np.array(topology["transform"][name]) for name in ("scale", "translate"))
    return [corner + scale * np.cumsum(arc, axis=0) for arc in topology["arcs"]]


def _ring(indices: list[int], arcs: list[np.ndarray]) -> np.ndarray:
    """One ring of arcs laid end to end; ``~index`` is an arc read backwards.

    A ring that crosses the 180th meridian goes on beyond it: its longitudes may leave -180 to 180.
    """
    first, *others = (arcs[index] if index >= 0 else arcs[~index][::-1] for index in indices)
    points = np.concatenate([first, *(arc[1:] for arc in others)])
    points[:, 0] = np.unwrap(points[:, 0], period=360)
    return points


def _area(geometry: dict[str, Any], arcs: list[np.ndarray]) -> BaseGeometry:
    """A TopoJSON Polygon or MultiPolygon as an area, cut at the 180th meridian."""
    polygons = geometry["arcs"] if geometry["type"] == "MultiPolygon" else [geometry["arcs"]]
    parts = []
    for polygon in polygons:
        shell, *holes = (_ring(ring, arcs) for ring in polygon)
        whole = shapely.make_valid(Polygon(shell, holes))
        parts += [translate(whole, turn) for turn in (-360, 0, 360)]
    return shapely.union_all(shapely.intersection(parts, box(-180, -90, 180, 90)))


def _simple(area: BaseGeometry) -> BaseGeometry:
    """Fewer points, coordinates on a grid, small islands dropped (the largest part stays)."""
    simple = shapely.set_precision(area.simplify(TOLERANCE), GRID)
    parts = sorted(shapely.get_parts(simple), key=lambda part: part.area, reverse=True)
    return MultiPolygon(parts[:1] + [part for part in parts[1:] if part.area >= SMALLEST])


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
