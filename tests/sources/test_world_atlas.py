"""Outlines of the world map from a topology of four arcs."""

import json

import pytest
import shapely
from shapely.geometry import shape

from qantar import data
from qantar.sources.base import Inputs
from qantar.sources.society import world_atlas

# A square of 20 degrees (Kazakhstan's code), its neighbour that crosses the 180th meridian and
# shares an edge with nobody, and an islet.
TOPOLOGY = {
    "transform": {"scale": [1, 1], "translate": [0, 0]},
    "arcs": [
        [[10, 10], [20, 0], [0, 20], [-20, 0], [0, -20]],
        [[170, 10], [20, 0], [0, 20], [-20, 0], [0, -20]],
        [[60, 10], [1, 0], [0, 1], [-1, 0], [0, -1]],
    ],
    "objects": {
        "countries": {
            "geometries": [
                {"type": "MultiPolygon", "id": "398", "properties": {"name": "K"},
                 "arcs": [[[0]], [[~2]]]},
                {"type": "Polygon", "id": "242", "properties": {"name": "F"}, "arcs": [[1]]},
                *({"type": "Polygon", "id": code, "properties": {"name": code}, "arcs": [[0]]}
                  for code in world_atlas.CODES if code != "398"),
            ]
        }
    },
}  # fmt: skip


@pytest.fixture
def areas(tmp_path):
    folder = tmp_path / world_atlas.FOLDER
    folder.mkdir()
    (folder / "countries-110m.json").write_text(json.dumps(TOPOLOGY), encoding="utf-8")
    features = world_atlas.map_world(Inputs(tmp_path))["features"]
    return {one["properties"]["iso3"]: shape(one["geometry"]) for one in features}


def test_steps_of_an_arc_add_up_to_places():
    arcs = world_atlas.decoded_arcs(TOPOLOGY)
    assert arcs[0] == [(10, 10), (30, 10), (30, 30), (10, 30), (10, 10)]


def test_a_named_country_keeps_its_area_and_loses_its_islet(areas):
    assert areas["KAZ"].area == pytest.approx(400)


def test_land_beyond_the_180th_meridian_comes_back_on_the_other_side(areas):
    west, _south, east, _north = areas["REST"].bounds
    assert (west, east) == (-180, 180)
    assert areas["REST"].area == pytest.approx(400)
    assert not areas["REST"].intersects(shapely.box(-100, 0, 100, 40))


def test_the_stored_map_names_every_country_of_the_shares():
    named = {one["properties"]["iso3"] for one in data.load_map("map_world")["features"]}
    shares = set(data.load("mining_share")["iso3"].dropna())
    heatmap = data.load("hash_rate_estimates").query("kind == 'heatmap'")["iso3"]
    assert shares | set(heatmap) <= named
