"""The data package's description (``datapackage.yaml``), read safely and checked for what readers rely on."""

import re
from pathlib import Path, PurePosixPath
from typing import Any

from qantar import safeyaml
from qantar.careful import KINDS
from qantar.errors import DataError

FILE = "datapackage.yaml"
REFERENCE = "foreignKeys must be a list of {fields: column, reference: {resource: table, fields: column}}"


def _require(condition: bool, where: str, expected: str) -> None:
    if not condition:
        raise DataError(f"data/{FILE}: {where}: {expected}")


def _texts(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(item, str) for item in value)


def _is_reference(key: Any) -> bool:
    reference = key.get("reference") if isinstance(key, dict) else None
    return (
        isinstance(reference, dict)
        and isinstance(reference.get("resource"), str)
        and isinstance(key.get("fields"), str)
    )


def _check_schema(name: str, schema: Any) -> None:
    _require(isinstance(schema, dict) and isinstance(schema.get("fields"), list), name, "needs schema.fields")
    _require(bool(schema["fields"]), name, "needs at least one column in schema.fields")
    seen: set[str] = set()
    for field in schema["fields"]:
        _require(
            isinstance(field, dict) and isinstance(field.get("name"), str), name, "every column needs a name"
        )
        where = f"{name}, column {field['name']!r}"
        _require(field["name"] not in seen, where, "is described twice")
        _require(field.get("type") in KINDS, where, f"type must be one of {', '.join(KINDS)}")
        seen.add(field["name"])
    key = schema.get("primaryKey", [])
    _require(_texts(key) and set(key) <= seen, name, "primaryKey must be a list of its columns")
    keys = schema.get("foreignKeys", [])
    _require(isinstance(keys, list) and all(map(_is_reference, keys)), name, REFERENCE)


def is_map(entry: dict[str, Any]) -> bool:
    """Whether the resource is a map (GeoJSON) and not a table."""
    return entry["path"].endswith(".geojson")


def _check_entry(entry: Any) -> str:
    _require(isinstance(entry, dict), "resources", "every entry must be a mapping with name and path")
    name, path = entry.get("name"), entry.get("path")
    _require(
        isinstance(name, str) and bool(re.fullmatch(r"[a-z0-9._/-]+", name)),
        f"resource {name!r}",
        "needs a name in lower case",
    )
    inside = (
        isinstance(path, str)
        and not PurePosixPath(path).is_absolute()
        and ".." not in PurePosixPath(path).parts
    )
    _require(
        inside and path.endswith((".csv", ".geojson")),
        name,
        "path must be a .csv or .geojson file inside data/",
    )
    checks = entry.get("checks", [])
    named = isinstance(checks, list) and all(
        isinstance(check, dict) and isinstance(check.get("check"), str) for check in checks
    )
    _require(named, name, "checks must be a list of {check: name, …}")
    if not is_map(entry):
        _check_schema(name, entry.get("schema"))
    return name


def read(folder: Path) -> dict[str, Any]:
    """The description in `folder` as a dictionary; raises DataError where it is missing or malformed."""
    try:
        package = safeyaml.parse((folder / FILE).read_bytes())
    except OSError as error:
        raise DataError(f"data/{FILE}: cannot be read ({error.strerror}); restore it with git") from None
    except ValueError as error:
        raise DataError(f"data/{FILE}, {error}") from None
    _require(
        isinstance(package, dict) and isinstance(package.get("resources"), list),
        "top level",
        "needs a list of resources",
    )
    names = [_check_entry(entry) for entry in package["resources"]]
    repeated = {name for name in names if names.count(name) > 1}
    _require(not repeated, f"resource {', '.join(sorted(repeated))!r}", "is described twice")
    return package
