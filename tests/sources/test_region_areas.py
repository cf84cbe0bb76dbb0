"""Areas measured on outlines: known areas on a sphere, holes left out, and the country's own as
published.
"""

import pytest
from shapely.geometry import MultiPolygon, box

from qantar import data
from qantar.sources.maps.region_areas import area_km2

CELL_AT_THE_EQUATOR = 12_364  # one degree by one degree, km², sphere of mean radius


def test_a_degree_at_the_equator_has_its_known_area_and_shrinks_towards_the_pole():
    assert area_km2(box(0, -0.5, 1, 0.5)) == pytest.approx(CELL_AT_THE_EQUATOR, rel=1e-3)
    assert area_km2(box(0, 59.5, 1, 60.5)) == pytest.approx(CELL_AT_THE_EQUATOR / 2, rel=1e-3)


def test_the_whole_sphere_is_covered():
    assert area_km2(box(-180, -90, 180, 90)) == pytest.approx(510_065_000, rel=1e-4)


def test_holes_are_left_out_and_parts_add_up():
    outer, inner = box(60, 45, 64, 49), box(61, 46, 62, 47)
    assert area_km2(outer.difference(inner)) == pytest.approx(area_km2(outer) - area_km2(inner))
    assert area_km2(MultiPolygon([inner, box(70, 45, 71, 46)])) == pytest.approx(
        area_km2(inner) + area_km2(box(70, 45, 71, 46))
    )


def test_the_regions_add_up_to_the_country():
    macro = data.load("macro").query("iso3 == 'KAZ' and indicator == 'surface_area_km2'")
    assert data.load("region_areas")["area_km2"].sum() == pytest.approx(
        macro["value"].iloc[-1], rel=0.01
    )
