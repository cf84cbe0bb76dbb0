"""Checks of the data package: types and keys, constraints, domain, hashes."""

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import pandas as pd

from qantar.common.errors import DataError, replacing
from qantar.common.paths import DATA
from qantar.data import checks, constraints, description, reading
from qantar.data.datapackage import Package
from qantar.data.description import is_map

SHOWN = 5
# the pattern of text columns that hold years, months or days
PERIOD_COLUMN = "^[0-9]{4}(-[0-9]{2}){0,2}$"


class Checked(Package):
    """A package for checks, which change no table and read most of them several times."""

    load = cache(Package.load)


def references(entry: Mapping[str, Any]) -> set[str]:
    """The tables that the foreign keys and checks of a table read besides itself."""
    keys = (entry.get("schema") or {}).get("foreignKeys", [])
    named = {key["reference"]["resource"] for key in keys}
    for check in entry.get("checks", []):
        parts = [str(check.get(part)) for part in ("total", "count")]
        named |= {part.split(".")[0] for part in parts if "." in part}
    return named - {"", entry["name"]}


def _is_dated(field: Mapping[str, Any]) -> bool:
    """Whether a column holds dates, times, years, or periods as text."""
    is_period = field.get("constraints", {}).get("pattern") == PERIOD_COLUMN
    return is_period or field["type"] in ("date", "datetime", "year")


def within_vintage(tables: Package, entry: Mapping[str, Any]) -> Iterator[str]:
    """No date lies after the day the table was taken, but in columns ``planned: true``."""
    limit = pd.Period(entry["vintage"]["taken"]).end_time
    frame = tables.load(entry["name"])
    for field in filter(_is_dated, entry["schema"]["fields"]):
        dates = frame[field["name"]].drop_duplicates()
        is_moment = field["type"] in ("date", "datetime")
        late = dates[(dates if is_moment else checks.period_start(dates)) > limit]
        if len(late) and not field.get("planned"):
            first = late.iloc[0]
            shown = f"{first:%Y-%m-%d}" if isinstance(first, pd.Timestamp) else first
            yield (
                f"column {field['name']!r} holds {shown}, after the vintage "
                f"({entry['vintage']['taken']})"
            )


def _domain(package: Package, entry: Mapping[str, Any]) -> Iterator[str]:
    yield from within_vintage(package, entry)
    for check in entry.get("checks", []):
        if check["check"] not in checks.CHECKS:
            yield f"unknown check {check['check']!r}; known: {', '.join(checks.CHECKS)}"
            continue
        arguments = {name: value for name, value in check.items() if name != "check"}
        yield from checks.CHECKS[check["check"]](package, entry["name"], **arguments)


def content_problems(package: Checked, name: str) -> list[str]:
    """What is wrong in one table or map, a sentence each; its hash is not looked at."""
    entry = package.resource(name)
    try:
        if is_map(entry):
            found = list(checks.geometry(dict(entry), package.load_map(name)))
        else:
            found = list(constraints.broken(package, entry)) or list(_domain(package, entry))
    except DataError as error:
        return [str(error)]
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        reason = f"{type(error).__name__}: {error}"
        found = [f"its description or a check does not fit the table: {reason}"]
    return [f"data/{entry['path']}: {line}" for line in found]


def hash_problem(package: Package, name: str) -> str | None:
    """Says that a file is not the one whose hash is recorded; None where it is."""
    if not _differs(package, name):
        return None
    return (
        f"data/{package.resource(name)['path']}: its content is not the one accepted (hash in "
        f"{description.FILE}); if the change is meant, run make accept, else git checkout the file"
    )


def problems(package: Checked, name: str) -> list[str]:
    """All that is wrong with one table or map, one sentence each; empty where nothing is."""
    found = content_problems(package, name)
    changed = None if found else hash_problem(package, name)
    return [changed] if changed else found


def accept(folder: Path = DATA) -> list[str]:
    """Record the hashes of the tables as they are now; the names of those that changed.

    Raises DataError, one line per problem, and records nothing where the content of one is wrong.
    """
    package = Checked(folder)
    changed = [name for name in package.names() if _differs(package, name)]
    lines = [line for name in changed for line in content_problems(package, name)[:SHOWN]]
    if lines:
        raise DataError("\n".join(lines))
    file = folder / description.FILE
    text = file.read_text(encoding="utf-8")
    for name in changed:
        text = description.with_hash(text, name, reading.digest(package.path(name).read_bytes()))
    if changed:
        with replacing(file) as part:
            part.write_text(text, encoding="utf-8")
    return changed


def _differs(package: Package, name: str) -> bool:
    entry = package.resource(name)
    return entry.get("hash") != reading.digest(reading.file_bytes(package.path(name), entry))


def check(names: Sequence[str] | None = None) -> None:
    """Validate the tables `names` (default: all); raises DataError with one line per problem."""
    package = Checked(DATA)
    wanted = list(names or package.names())
    lines = [line for name in wanted for line in problems(package, name)[:SHOWN]]
    if lines:
        raise DataError("\n".join(lines))
    print(f"data: {len(wanted)} tables valid")
