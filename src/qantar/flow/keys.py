"""Keys: digests of all that a step of the flow depends on, so that it runs again exactly when that
changed.

Content decides, never the time stamps of files: a clock set back or a fresh checkout changes no
key.
"""

import hashlib
import json
from collections.abc import Iterable
from functools import cache
from importlib import import_module
from pathlib import Path

from qantar import data
from qantar.common.paths import DATA, NOTEBOOKS, ROOT
from qantar.flow.editions import Edition
from qantar.flow.provenance import digest, provenance

# what the pages alone need does not make a notebook run again
_PAGES_ONLY = ("src/qantar/sources/", "src/qantar/book/")


def _joined(parts: Iterable[str]) -> str:
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


def _package_files() -> list[Path]:
    found = (path for path in (ROOT / "src" / "qantar").rglob("*") if path.is_file())
    return [path for path in found if "__pycache__" not in path.parts]


@cache
def _run_package() -> str:
    names = {path: path.relative_to(ROOT).as_posix() for path in _package_files()}
    kept = [path for path, name in names.items() if not name.startswith(_PAGES_ONLY)]
    return digest(kept, ROOT)


@cache
def _page_files() -> str:
    single = [ROOT / name for name in ("index.md", "_config.yml", "_toc.yml", "CHANGELOG.md")]
    pages = [path for path in [*single, *(ROOT / "book").rglob("*")] if path.is_file()]
    return digest([*pages, *_package_files()], ROOT)


def table_files(chapter: str) -> list[Path]:
    """The files of the tables and maps that `chapter` declares; raises DataError for an unknown
    one.
    """
    model = import_module(f"qantar.chapters.{chapter}.figures")
    return [
        DATA / data.resource(name)["path"] for name in (*model.TABLES, *getattr(model, "MAPS", ()))
    ]


def run_key(chapter: str, values: dict[str, object]) -> str:
    """Key of a run of a notebook: template, parameters, the tables it declares, and the package."""
    tables = [*table_files(chapter), DATA / "datapackage.yaml"]
    return _joined(
        [
            hashlib.sha256((NOTEBOOKS / f"{chapter}.ipynb").read_bytes()).hexdigest(),
            json.dumps(values, sort_keys=True),
            digest(tables, DATA),
            _run_package(),
        ]
    )


def pages_key(edition: Edition) -> str:
    """Key of the pages of `edition`: all its runs, the prose, the package, the edition, the
    commit.
    """
    runs = [run_key(chapter, edition.values(chapter)) for chapter in edition.chapters]
    known = json.dumps({**provenance(edition), "edition": edition.model_dump()}, sort_keys=True)
    return _joined([*runs, known, _page_files()])
