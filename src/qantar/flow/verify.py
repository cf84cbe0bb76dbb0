"""Check a built book against the repository and against its own list of files."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from qantar.common.errors import BuildError, replacing
from qantar.common.paths import BUILD
from qantar.flow import editions
from qantar.flow.provenance import provenance, results

SUMS = "SHA256SUMS"
RECORD = "provenance.json"
USED = "qantar_parameters"  # in an executed notebook's metadata: the values that its run used


def record(site: Path, edition: editions.Edition) -> None:
    """Write the book's digests into `site`, where `verify` and its readers find them."""
    site.mkdir(exist_ok=True)
    known = {**provenance(edition), **results(edition)}
    (site / RECORD).write_text(json.dumps(known, indent=1) + "\n", encoding="utf-8")


def sums(base: Path, paths: Iterable[Path]) -> dict[str, str]:
    """Name below `base` -> SHA-256 of those `paths` that are files, in order of names."""
    return {
        path.relative_to(base).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(paths)
        if path.is_file()
    }


def write_sums(known: Mapping[str, str], target: Path) -> None:
    """List files with their SHA-256 in `target`, as sha256sum does, in one rename."""
    lines = [f"{value}  {name}\n" for name, value in known.items()]
    with replacing(target) as part:
        part.write_text("".join(lines), encoding="utf-8")


def listed(path: Path) -> dict[str, str]:
    """Name -> SHA-256 from a list of `write_sums`; raises BuildError without one."""
    try:
        rows = [line.split("  ", 1) for line in path.read_text(encoding="utf-8").splitlines()]
        return {name: value for value, name in rows}
    except (OSError, ValueError):
        raise BuildError(f"{path}: no list of the book's files; run make book") from None


def not_as_declared(edition: editions.Edition) -> list[str]:
    """The chapters whose notebook ran with other parameters than `edition` has, a line each."""
    folder = BUILD / edition.name / "src" / "notebooks"
    lines = []
    for chapter in edition.chapters:
        used = _stated(folder / f"{chapter}.ipynb").get("metadata", {}).get(USED, {})
        declared = edition.checked(chapter).model_dump(mode="json")
        lines += [
            f"{chapter}: run with {name} = {used.get(name)!r}, but the book says {value!r}; run "
            "make book"
            for name, value in declared.items()
            if used.get(name) != value
        ]
    return lines


def _stated(path: Path) -> dict[str, Any]:
    try:
        stated = json.loads(path.read_bytes())
    except ValueError:
        return {}
    return stated if isinstance(stated, dict) else {}


def verify(name: str) -> list[str]:
    """What differs between the built edition `name`, its own lists and the repository.

    Raises BuildError where the edition was never built.
    """
    edition = editions.of_build(name)
    here = editions.with_cells(editions.declared(edition))
    folder = BUILD / edition.name
    site = folder / "html"
    if not (site / RECORD).is_file():
        raise BuildError(f"{site}: no built book; run make book EDITION={name}")
    known, found = listed(folder / SUMS), sums(site, site.rglob("*"))
    problems = [f"html/{path}: not in {SUMS}" for path in found.keys() - known.keys()]
    problems += [f"html/{path}: missing" for path in known.keys() - found.keys()]
    problems += [
        f"html/{path}: changed since it was built"
        for path in known.keys() & found.keys()
        if known[path] != found[path]
    ]
    stated = _stated(site / RECORD)
    now = {**provenance(here), **results(edition)}
    problems += not_as_declared(edition)
    problems += [
        f"{what}: the book was built from {stated.get(what)}, here is {now[what]}"
        for what in now
        if stated.get(what) != now[what]
    ]
    return sorted(problems)
