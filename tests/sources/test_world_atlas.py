"""Outlines of the world map from a topology of four arcs."""

import pytest
import shapely
from shapely.geometry import shape

from qantar import data
from qantar.common.paths import ROOT
from qantar.sources.base import Inputs
from qantar.sources.maps import world_atlas

# Every country of the shares is one square of 20 degrees, Kazakhstan with an islet; a neighbour of
# the same size crosses the 180th meridian.
SAMPLES = ROOT / "tests" / "sources" / "samples"


@pytest.fixture
def areas():
    features = world_atlas.map_world(Inputs(SAMPLES))["features"]
    return {one["properties"]["iso3"]: shape(one["geometry"]) for one in features}


def test_steps_of_an_arc_add_up_to_places():
    arcs = world_atlas.decoded_arcs(Inputs(SAMPLES).json(world_atlas.COUNTRIES))
    assert arcs[0].tolist() == [[10, 10], [30, 10], [30, 30], [10, 30], [10, 10]]


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
