"""The energy charts draw what the views give, for every country: a chart or a sentence, never an
error.
"""

import json

import pytest

from qantar import data
from qantar.chapters.energy import charts
from qantar.chapters.energy import figures as energy
from qantar.chapters.energy.frames import Views
from qantar.chapters.energy.parameters import EnergyParameters
from qantar.charting.chart import Note
from qantar.data import datapackage

ALWAYS = {"generation_mix", "share_of_grid", "uranium_shares", "uranium_producers", "nuclear_plan"}
MAP_BYTES = 150_000


@pytest.fixture(scope="module")
def tables():
    return {name: data.load(name) for name in energy.TABLES} | {
        name: data.load_map(name) for name in energy.MAPS
    }


def one(tables, name, **values):
    return getattr(charts, name)(**getattr(Views(tables, EnergyParameters(**values)), name))


def drawn(tables, **values):
    return {name: one(tables, name, **values) for name in charts.__all__}


def test_kazakhstan_has_every_chart(tables):
    made = drawn(tables)
    assert [name for name, chart in made.items() if isinstance(chart, Note)] == []
    for name, chart in made.items():
        assert len(chart.data), name
        assert chart.origin.chapter == "energy"
        assert "nan" not in (chart.title + chart.description).lower().replace("finance", ""), name


@pytest.mark.parametrize("country", ["UZB", "USA", "IRN", "DEU", "TKM"])
def test_another_country_has_charts_or_a_sentence_in_their_place(tables, country):
    made = drawn(tables, country=country)
    notes = {name: chart.text for name, chart in made.items() if isinstance(chart, Note)}
    assert set(notes) & ALWAYS == set()
    assert {"plant_map", "monthly_trade", "peak_load"} <= set(notes)
    assert all(text.endswith(".") for text in notes.values())


def test_no_country_borrows_kazakhstans_reports(tables):
    made = one(tables, "miners_load_by_route", country="USA")
    assert {row[:3] for row in made.data["row"]} == {"(a)", "(b)"}


def test_doubtful_trade_is_drawn_dashed_and_not_left_out(tables):
    spec = one(tables, "monthly_trade").altair.to_dict()
    rows = [row for values in spec["datasets"].values() for row in values if row.get("doubtful")]
    assert len(rows) >= 5
    assert max(row["energy_gwh"] for row in rows) == 1543
    assert "datum.doubtful" in json.dumps(spec)


def test_the_chart_of_releases_joins_no_two_releases_in_one_line(tables):
    made = one(tables, "coal_share_releases").data
    assert made.groupby(["series", "year"]).size().drop("official count", level=0).max() == 1


def test_maps_are_small_and_their_regions_share_borders():
    from shapely.geometry import shape
    from shapely.ops import unary_union

    regions = [shape(one["geometry"]) for one in data.load_map("map_regions")["features"]]
    outline = shape(data.load_map("map_outline")["features"][0]["geometry"])
    assert len(regions) == 16
    assert sum(area.area for area in regions) == pytest.approx(outline.area, rel=1e-3)
    assert unary_union(regions).symmetric_difference(outline).area < 0.01
    for name in ("map_regions", "map_outline", "map_neighbours"):
        assert datapackage._package().path(name).stat().st_size <= MAP_BYTES
