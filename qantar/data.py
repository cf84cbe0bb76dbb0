"""The only reader of ``data/``: tables as typed frames, and their descriptions."""

import json
from functools import cache
from typing import Any

import pandas as pd
import yaml

from qantar.errors import DataError
from qantar.paths import DATA


@cache
def package() -> dict[str, Any]:
    """The data package's description (``datapackage.yaml``) as a dictionary."""
    return yaml.load((DATA / "datapackage.yaml").read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)


def resource(name: str) -> dict[str, Any]:
    """The description of one table; raises DataError where no table has that name."""
    for entry in package()["resources"]:
        if entry["name"] == name:
            return entry
    raise DataError(f"datapackage.yaml: no table named {name!r}")


def load(name: str) -> pd.DataFrame:
    """The table `name` with the column types its description states (date -> datetime64, year -> Int64...)."""
    entry = resource(name)
    fields = entry["schema"]["fields"]
    dates = [field["name"] for field in fields if field["type"] in ("date", "datetime")]
    kinds = {"string": "str", "integer": "Int64", "year": "Int64", "number": "float64", "boolean": "boolean"}
    types = {field["name"]: kinds[field["type"]] for field in fields if field["type"] in kinds}
    return pd.read_csv(
        DATA / entry["path"], dtype=types, parse_dates=dates, keep_default_na=False, na_values=[""]
    )


def load_map(name: str) -> dict[str, Any]:
    """The map `name` (for example ``maps/kazakhstan-regions``) as a GeoJSON dictionary."""
    return json.loads((DATA / resource(name)["path"]).read_text(encoding="utf-8"))
