"""The schema beside the edition files says what the models say, and editors can trust it."""

import json

import pytest
import yaml
from jsonschema import Draft202012Validator

from qantar.common.paths import CHAPTERS, EDITIONS
from qantar.flow import editions
from qantar.report.parameters import model_for

WRITTEN = json.loads(editions.SCHEMA.read_text(encoding="utf-8"))
GOOD = {"title": "A book", "country": "UZB", "chapters": ["energy"]}


def problems(edition):
    return [error.message for error in Draft202012Validator(WRITTEN).iter_errors(edition)]


def test_the_committed_schema_is_the_one_that_the_models_give():
    assert editions.SCHEMA.read_text(encoding="utf-8") == editions.json_schema(), "run: make accept"


def test_the_schema_is_valid_itself():
    Draft202012Validator.check_schema(WRITTEN)


def test_every_edition_in_the_repository_fits_the_schema():
    for path in EDITIONS.glob("*.yml"):
        assert problems(yaml.safe_load(path.read_text(encoding="utf-8"))) == [], path.name


@pytest.mark.parametrize(
    "wrong",
    [
        {"colour": "red"},
        {"country": "Uzbekistan"},
        {"chapters": ["energy", "energy"]},
        {"chapters": ["enrgy"]},
        {"parameters": {"energy": {"contry": "KAZ"}}},
        {"parameters": {"energy": {"pue": 9}}},
        {"parameters": {"energy": {"month": "August"}}},
        {"parameters": {"enrgy": {}}},
    ],
    ids=str,
)
def test_the_schema_refuses_what_the_models_refuse(wrong):
    assert problems(GOOD) == []
    assert problems({**GOOD, **wrong})


@pytest.mark.parametrize("chapter", [name for name in CHAPTERS if name != "claims"])
def test_every_parameter_has_type_meaning_unit_source_and_default(chapter):
    described = WRITTEN["properties"]["parameters"]["properties"][chapter]["properties"]
    assert set(described) == set(model_for(chapter).model_fields)
    for name, entry in described.items():
        assert entry.get("type") or entry.get("enum"), name
        assert entry["description"] and "unit" in entry and entry["source"], name
        assert "default" in entry, name
