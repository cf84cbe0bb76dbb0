"""Check a built book against the repository and against its own list of files."""

import hashlib
import json
from pathlib import Path

from qantar import editions
from qantar.errors import BuildError
from qantar.paths import BUILD
from qantar.provenance import provenance, results

SUMS = "SHA256SUMS"
RECORD = "provenance.json"


def record(site: Path, edition: editions.Edition) -> None:
    """Write the book's digests into `site`, where `verify` and its readers find them."""
    known = {**provenance(edition), **results(edition)}
    (site / RECORD).write_text(json.dumps(known, indent=1) + "\n", encoding="utf-8")


def write_sums(site: Path, target: Path) -> None:
    """List every file of `site` with its SHA-256 in `target`, as sha256sum does, in one rename."""
    lines = [f"{value}  {name}\n" for name, value in _sums(site).items()]
    part = target.with_suffix(".part")
    part.write_text("".join(lines), encoding="utf-8")
    part.replace(target)


def _sums(site: Path) -> dict[str, str]:
    files = sorted(path for path in site.rglob("*") if path.is_file())
    return {
        path.relative_to(site).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in files
    }


def _listed(path: Path) -> dict[str, str]:
    try:
        rows = [line.split("  ", 1) for line in path.read_text(encoding="utf-8").splitlines()]
        return {name: value for value, name in rows}
    except (OSError, ValueError):
        raise BuildError(f"{path}: no list of the book's files; run make book") from None


def verify(name: str) -> list[str]:
    """What differs between the built edition `name`, its own lists and the repository; [] where nothing does.

    Raises BuildError where the edition was never built.
    """
    edition = editions.of_build(name)
    folder = BUILD / edition.name
    site = folder / "html"
    if not (site / RECORD).is_file():
        raise BuildError(f"{site}: no built book; run make book EDITION={name}")
    listed, found = _listed(folder / SUMS), _sums(site)
    problems = [f"html/{path}: not in {SUMS}" for path in found.keys() - listed.keys()]
    problems += [f"html/{path}: missing" for path in listed.keys() - found.keys()]
    problems += [
        f"html/{path}: changed since it was built"
        for path in listed.keys() & found.keys()
        if listed[path] != found[path]
    ]
    stated = json.loads((site / RECORD).read_text(encoding="utf-8"))
    now = {**provenance(edition), **results(edition)}
    problems += [
        f"{what}: the book was built from {stated.get(what)}, here is {now[what]}"
        for what in now
        if stated.get(what) != now[what]
    ]
    return sorted(problems)
