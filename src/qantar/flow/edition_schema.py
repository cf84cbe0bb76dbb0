"""The JSON schema of ``editions/*.yml`` for editors, made from the models."""

import json
from typing import Any

from qantar.common.paths import CHAPTERS, EDITIONS
from qantar.flow.editions import Edition
from qantar.report.parameters import model_for

FILE = EDITIONS / "schema.json"


def _parameters(chapter: str) -> dict[str, Any]:
    """Schema of a chapter's parameters: type, range, default, meaning, unit and source."""
    own = model_for(chapter).model_json_schema()
    own["properties"].pop(
        "chapters", None
    )  # what the claims are told of the other chapters is the edition's
    for described in own["properties"].values():
        described.pop("title", None)
    return own


def schema() -> dict[str, Any]:
    """Schema of an edition file; its name is the file's and stands nowhere in it."""
    whole = Edition.model_json_schema()
    del whole["properties"]["name"]
    whole["required"].remove("name")
    chapters = {chapter: _parameters(chapter) for chapter in CHAPTERS}
    whole["properties"]["parameters"].update(properties=chapters, additionalProperties=False)
    for unused in ("patternProperties", "propertyNames"):
        whole["properties"]["parameters"].pop(unused, None)
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **whole}


def text() -> str:
    """The schema as it stands in ``editions/schema.json``."""
    return json.dumps(schema(), indent=1, ensure_ascii=False) + "\n"
