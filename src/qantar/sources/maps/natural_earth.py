"""Boundaries for maps: Kazakhstan's regions before 2018, its outline, its neighbours."""

from collections.abc import Iterable
from typing import Any

import shapely
from shapely.geometry import box, mapping, shape
from shapely.geometry.base import BaseGeometry

from qantar.sources import codes
from qantar.sources.base import Inputs, table

FOLDER = "natural-earth"
REGIONS = f"{FOLDER}/ne_10m_admin_1_KAZ.geojson"
NEIGHBOURS = f"{FOLDER}/ne_50m_admin_0_central-asia-neighbours.geojson"
# A picture 720 pixels wide shows 41 degrees of longitude: much finer cannot be seen [degrees].
REGION_TOLERANCE = 0.05
NEIGHBOUR_TOLERANCE = 0.05
GRID = 0.01
# What is kept around Kazakhstan, and what every picture shows of it: west to north [degrees].
WINDOW = box(38.0, 35.0, 96.0, 63.0)
VIEW = box(48.0, 40.0, 85.5, 56.5)
# A country is named where a circle of this radius fits into the part that is seen [degrees].
ROOM_FOR_NAME = 1.3
# ISO 3166-2 codes of the division before 2018 by Natural Earth's names, and the English names.
REGION_CODES = codes.of("natural-earth-regions")
REGION_NAMES = codes.of("region-names")
COUNTRY_CODES = codes.of("natural-earth")


def region_shapes(inputs: Inputs) -> dict[str, BaseGeometry]:
    """Each region's area [degrees] by its ISO 3166-2 code; the nameless islet is dropped."""
    features = inputs.json(REGIONS)["features"]
    named = [feature for feature in features if feature["properties"]["name"]]
    return {REGION_CODES[one["properties"]["name"]]: shape(one["geometry"]) for one in named}


def _simple_regions(inputs: Inputs) -> dict[str, BaseGeometry]:
    """Regions with fewer points, borders between neighbours kept in common."""
    shapes = region_shapes(inputs)
    order = sorted(shapes)
    snapped = [shapely.set_precision(shapes[code], GRID) for code in order]
    simple = dict(zip(order, shapely.coverage_simplify(snapped, REGION_TOLERANCE), strict=True))
    union = shapely.union_all(list(simple.values()), grid_size=GRID)
    for gap in shapely.get_parts(_filled(union).difference(union)):
        # Baikonur, leased to Russia, is a hole in the data; on our maps it belongs to the region
        # around it.
        around = min(order, key=lambda code: simple[code].distance(gap))
        simple[around] = shapely.union_all([simple[around], gap], grid_size=GRID)
    return simple


def _filled(area: BaseGeometry) -> BaseGeometry:
    """The area without its holes."""
    parts = [shapely.Polygon(part.exterior) for part in shapely.get_parts(area)]
    return shapely.union_all(parts, grid_size=GRID)


def _name_place(area: BaseGeometry) -> dict[str, float]:
    """Where the country's name is written (centre of the largest circle seen), or {}."""
    seen = area.intersection(VIEW)
    if seen.is_empty or not isinstance(seen, shapely.Polygon | shapely.MultiPolygon):
        return {}
    circle = shapely.maximum_inscribed_circle(seen)
    centre = circle.coords[0]
    return {"longitude": centre[0], "latitude": centre[1]} if circle.length > ROOM_FOR_NAME else {}


def collection(features: Iterable[tuple[dict[str, Any], BaseGeometry]]) -> dict[str, Any]:
    """A GeoJSON collection whose outer rings run clockwise, as the charts' projection expects."""
    return {
        "type": "FeatureCollection",
        "features": [
            {
                "type": "Feature",
                "properties": properties,
                "geometry": mapping(shapely.orient_polygons(area, exterior_cw=True)),
            }
            for properties, area in features
        ],
    }


@table("map_regions", inputs=(REGIONS,))
def map_regions(inputs: Inputs) -> dict[str, Any]:
    """The 16 regions of the division before 2018: properties region_id (ISO 3166-2) and region."""
    simple = _simple_regions(inputs)
    return collection(
        ({"region_id": code, "region": REGION_NAMES[code]}, area) for code, area in simple.items()
    )


@table("map_outline", inputs=(REGIONS,))
def map_outline(inputs: Inputs) -> dict[str, Any]:
    """Kazakhstan's outline: the union of the regions, so that both maps fit each other."""
    union = shapely.union_all(list(_simple_regions(inputs).values()), grid_size=GRID)
    return collection([({"iso3": "KAZ", "name": "Kazakhstan"}, union)])


@table("map_neighbours", inputs=(NEIGHBOURS,))
def map_neighbours(inputs: Inputs) -> dict[str, Any]:
    """Countries around Kazakhstan: iso3, name, and the name's place if there is room."""
    shapes = {
        feature["properties"]["name"]: shape(feature["geometry"])
        for feature in inputs.json(NEIGHBOURS)["features"]
    }
    features = []
    for name in sorted(shapes.keys() & COUNTRY_CODES.keys()):
        area = shapely.make_valid(shapes[name]).intersection(WINDOW)
        area = shapely.set_precision(area.simplify(NEIGHBOUR_TOLERANCE), GRID)
        if not area.is_empty:
            own = {"iso3": COUNTRY_CODES[name], "name": name, **_name_place(area)}
            features.append((own, area))
    return collection(features)
