"""One problem: points lie in their ranges, and what has no effect is refused."""

import pytest
from chapter_run import run

from qantar.chapters.relocation import choices
from qantar.chapters.relocation.parameters import TRIANGLES, RelocationParameters
from qantar.common.errors import ParameterError
from qantar.report.parameters import validate


def refused(**values):
    with pytest.raises(ParameterError) as caught:
        validate("relocation", RelocationParameters, values)
    assert "\n" not in str(caught.value)
    return str(caught.value)


@pytest.mark.parametrize("name", TRIANGLES)
def test_a_point_outside_its_range_stops_the_run(name):
    ranges = {f"{name}_low": 0.3, name: 0.2, f"{name}_high": 0.4, "decay_source": "assumption"}
    assert f"parameter {name} = 0.2 lies outside 0.3 to 0.4" in refused(**ranges)


@pytest.mark.parametrize("name", RelocationParameters.renamed)
def test_an_old_name_says_the_new_one(name):
    assert f"parameter {name} {RelocationParameters.renamed[name]}" in refused(**{name: 0})


def test_a_fall_that_history_overrides_is_refused():
    assert "set decay_source to 'assumption'" in refused(decay=0.05)
    assert RelocationParameters(decay_source="assumption", decay=0.05).decay == 0.05


def test_the_defaults_are_the_row_of_their_destination(tables):
    p = RelocationParameters()
    named = RelocationParameters(destination="Elsewhere")
    own, (_other, row, *_rest) = (
        choices.destinations(tables.destinations, one) for one in (p, named)
    )
    assert row == own[0] and row.name == p.destination


def test_a_place_without_a_row_is_said_to_have_other_terms():
    said = {
        place: " ".join(run("relocation", destination=place, draws=100).sentences())
        for place in ("Georgia", "Russia")
    }
    assert "The table has no row for Georgia." in said["Georgia"]
    assert "The table has no row" not in said["Russia"]


def test_imported_power_is_as_its_table_says(tables):
    rows = tables.destinations[tables.destinations["choice"] == "stay"].set_index("measure")
    p = RelocationParameters()
    assert rows.loc["tariff", "point"] == p.night_tariff_kzt_kwh
    assert rows.loc["hours", "point"] == p.night_hours
    assert rows.loc["tariff", "billed_on"] == "site"
