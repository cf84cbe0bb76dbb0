"""Checks of the data package: description, types and keys (frictionless), domain; only of what changed."""

import hashlib
import json
import os
from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from importlib.metadata import version
from pathlib import Path
from typing import Any

from qantar import checks, metadata
from qantar.data import Package
from qantar.description import is_map
from qantar.errors import DataError, naming
from qantar.paths import BUILD, DATA

SHOWN = 5
WORTH_BYTES = 500_000
CODE = ("validate", "checks", "metadata", "data", "reading", "careful", "description")


def _frictionless(package: Package, name: str) -> list[str]:
    """Types, constraints, primary and foreign keys of one table, as frictionless sees them."""
    from frictionless import FrictionlessException, system
    from frictionless import Package as Described

    wanted = {name, *references(package.resource(name))}
    entries = [{**package.resource(item), "path": str(package.path(item))} for item in sorted(wanted)]
    try:
        with system.use_context(trusted=True):
            described = Described.from_descriptor({"name": "tables", "resources": entries})
            report = described.get_resource(name).validate()
    except FrictionlessException as error:
        return [f"its description: {reason.note}" for reason in error.reasons or [error.error]]
    errors = [error for task in report.tasks for error in task.errors] + list(report.errors)
    lines = []
    for error in errors:
        row, column = getattr(error, "row_number", None), getattr(error, "field_name", None)
        where = f"row {row}, column {column!r}: " if column else f"row {row}: " if row else ""
        lines.append(f"{where}{error.note or error.message}")
    return lines


def references(entry: Mapping[str, Any]) -> set[str]:
    """The tables that the foreign keys and checks of a table read besides itself."""
    keys = (entry.get("schema") or {}).get("foreignKeys", [])
    named = {key["reference"]["resource"] for key in keys}
    for check in entry.get("checks", []):
        named |= {
            str(check[part]).split(".")[0] for part in ("total", "count") if "." in str(check.get(part))
        }
    return named - {"", entry["name"]}


def _domain(package: Package, entry: Mapping[str, Any]) -> Iterable[str]:
    yield from metadata.within_vintage(package, entry)
    for check in entry.get("checks", []):
        arguments = {name: value for name, value in check.items() if name != "check"}
        yield from checks.CHECKS[check["check"]](package, entry["name"], **arguments)


def problems(package: Package, name: str) -> list[str]:
    """All that is wrong with one table or map, one sentence each; empty where nothing is."""
    entry = package.resource(name)
    try:
        found = list(metadata.described(entry))
        if not found and is_map(entry):
            found += checks.geometry(dict(entry), package.load_map(name))
        elif not found:
            package.load(name)
            found += _frictionless(package, name) or _domain(package, entry)
    except DataError as error:
        return [str(error)]
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        found = [f"its description or a check does not fit the table: {type(error).__name__}: {error}"]
    return [f"data/{entry['path']}: {line}" for line in found]


def _stamp(package: Package, name: str) -> str:
    """A digest of everything that the outcome of the checks of one table depends on."""
    digest = hashlib.sha256(version("frictionless").encode())
    for module in CODE:
        digest.update((Path(__file__).parent / f"{module}.py").read_bytes())
    for item in sorted({name, *references(package.resource(name))}):
        digest.update(json.dumps(package.resource(item), sort_keys=True, default=str).encode())
        path = package.path(item)
        digest.update(path.read_bytes() if path.is_file() else b"missing")
    return digest.hexdigest()


def _problems(arguments: tuple[Package, str]) -> list[str]:
    return problems(*arguments)


def find(package: Package, names: Sequence[str]) -> dict[str, list[str]]:
    """The problems of each of the tables `names`, found in parallel where that is worth its start."""
    sizes = [package.path(name).stat().st_size for name in names if package.path(name).is_file()]
    if sum(sizes) < WORTH_BYTES:
        return {name: problems(package, name) for name in names}
    with ProcessPoolExecutor(min(len(names), os.cpu_count() or 1)) as pool:
        found = pool.map(_problems, [(package, name) for name in names])
        return dict(zip(names, found, strict=True))


def _sized(package: Package, names: Iterable[str]) -> list[str]:
    """Largest first, so that no long table is left for last."""
    return sorted(
        names, key=lambda name: -package.path(name).stat().st_size if package.path(name).is_file() else 0
    )


def check(names: Sequence[str] | None = None, stamps: Path | None = None) -> None:
    """Validate the tables `names` (all by default) that changed since they last passed, and say how many.

    `stamps` is the folder that remembers what passed (``build/checked`` by default). Raises DataError with
    one line per problem.
    """
    package, stamps = Package(DATA), stamps or BUILD / "checked"
    wanted = list(names or package.names())
    digests = {name: _stamp(package, name) for name in wanted}
    files = {name: stamps / name.replace("/", "_") for name in wanted}
    changed = [
        name
        for name in wanted
        if not files[name].is_file() or files[name].read_bytes() != digests[name].encode()
    ]
    found = find(package, _sized(package, changed))
    stamps.mkdir(parents=True, exist_ok=True)
    for name in changed:
        if not found[name]:
            with naming(files[name]):
                files[name].write_text(digests[name])
    lines = [line for name in wanted for line in found.get(name, [])[:SHOWN]]
    if lines:
        raise DataError("\n".join(lines))
    print(
        f"data: {len(wanted)} tables valid ({len(changed)} checked, {len(wanted) - len(changed)} unchanged)"
    )
