"""Areas and centres of Kazakhstan's regions before 2018, measured on Natural Earth's outlines."""

import numpy as np
import pandas as pd
from shapely.geometry.base import BaseGeometry

from qantar.sources.base import Inputs, table
from qantar.sources.maps.natural_earth import REGION_NAMES, REGIONS, region_shapes

EARTH_RADIUS_KM = 6371.0088


def _ring_area_km2(ring: BaseGeometry) -> float:
    """Area inside a ring on a sphere: R²/2 · |Σ Δλ (2 + sin φ₁ + sin φ₂)|."""
    longitude, latitude = np.radians(ring.coords).T
    heights = 2 + np.sin(latitude[:-1]) + np.sin(latitude[1:])
    return abs(np.diff(longitude) @ heights) * EARTH_RADIUS_KM**2 / 2


def area_km2(shape: BaseGeometry) -> float:
    """Area of a polygon, or of several, in degrees, less its holes [km²]."""
    total = 0.0
    for polygon in getattr(shape, "geoms", [shape]):
        total += _ring_area_km2(polygon.exterior) - sum(map(_ring_area_km2, polygon.interiors))
    return total


@table("region_areas", inputs=(REGIONS,))
def region_areas(inputs: Inputs) -> pd.DataFrame:
    """region, area_km2, longitude, latitude (of the outline's centre), sorted by region.

    Areas are rounded to 100 km², centres to 0.01 degrees: finer than the outlines are exact.
    """
    rows = [
        (REGION_NAMES[code], round(area_km2(shape), -2), shape.centroid.x, shape.centroid.y)
        for code, shape in region_shapes(inputs).items()
    ]
    frame = pd.DataFrame(rows, columns=["region", "area_km2", "longitude", "latitude"])
    return frame.round({"longitude": 2, "latitude": 2})
