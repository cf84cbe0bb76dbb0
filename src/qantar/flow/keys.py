"""Keys of the flow's steps: files below ``build/<edition>/keys/`` that name, with its digest, all
that a step depends on, so that it runs again exactly when one of these changed.

Content decides, never the time stamps of files: a clock set back changes no key.
"""

import json
from collections.abc import Iterable, Mapping
from functools import cache
from importlib import import_module
from pathlib import Path

import yaml

from qantar import data
from qantar.common.errors import DataError, naming
from qantar.common.language import SOURCE
from qantar.common.paths import BUILD, CHAPTERS, DATA, NOTEBOOKS, ROOT
from qantar.flow import catalogues
from qantar.flow.editions import Edition
from qantar.flow.provenance import digest, provenance, text_digest

PACKAGE = ROOT / "src" / "qantar"
# The parts of the package that every run of a notebook uses; a chapter's own folder comes on top.
SHARED = ("common", "data", "charting", "report", "chapters/shared", "flow")


@cache
def _code(*folders: str) -> str:
    """Digest of the files below these folders of the package, and of the locked environment."""
    files = [path for folder in folders for path in (PACKAGE / folder).rglob("*") if path.is_file()]
    kept = [path for path in files if "__pycache__" not in path.parts]
    return digest([*kept, ROOT / "requirements.txt"], ROOT)


def forget() -> None:
    """Have the digests of code and words taken anew: something was saved since they were."""
    _code.cache_clear()
    catalogues.key.cache_clear()


def table_files(chapter: str) -> list[Path]:
    """The files of the tables and maps that `chapter` declares; raises DataError."""
    model = import_module(f"qantar.chapters.{chapter}.figures")
    names = (*model.TABLES, *getattr(model, "MAPS", ()))
    return [DATA / data.resource(name)["path"] for name in names]


def run_key(chapter: str, values: Mapping[str, object], language: str = SOURCE) -> dict[str, str]:
    """What a run of a notebook depends on, each with a digest: the notebook, its parameters, the
    tables it declares with their descriptions, its code, its language. The claims read every
    chapter's figures.
    """
    files = table_files(chapter)
    entries = [entry for entry in data.package()["resources"] if DATA / entry["path"] in files]
    return {
        "notebook": digest([NOTEBOOKS / f"{chapter}.ipynb"], NOTEBOOKS),
        "parameters": text_digest(json.dumps(values, sort_keys=True)),
        "tables": digest(files, DATA),
        "descriptions": text_digest(json.dumps(entries, sort_keys=True)),
        **makers(chapter, language),
    }


def makers(chapter: str, language: str) -> dict[str, str]:
    """The digests of the code that a run of `chapter` uses and of the words in it."""
    own = CHAPTERS if chapter == "claims" else [chapter]
    return {
        "code": _code(*SHARED, *(f"chapters/{name}" for name in own)),
        "language": catalogues.key(language, "qantar.po"),
    }


def pages_key(edition: Edition) -> dict[str, str]:
    """What the pages of `edition` depend on: the prose, the whole package, the edition with its
    language, its commit and data; its notebooks are inputs of that step already.
    """
    single = [ROOT / name for name in ("index.md", "_config.yml", "_toc.yml", "CHANGELOG.md")]
    prose = [path for path in [*single, *(ROOT / "book").rglob("*")] if path.is_file()]
    return {
        **provenance(edition),
        "edition": text_digest(json.dumps(edition.model_dump(), sort_keys=True)),
        "prose": digest(prose, ROOT),
        "code": _code("."),
        "language": catalogues.key(edition.language),
    }


def write(path: Path, key: Mapping[str, str]) -> None:
    """Write a key, only where it changed."""
    write_if_changed(path, json.dumps(key, indent=1) + "\n")


def write_if_changed(path: Path, text: str) -> None:
    """Write `text` to `path` where it holds another; raises BuildError naming the file."""
    if not path.is_file() or path.read_text(encoding="utf-8") != text:
        path.parent.mkdir(parents=True, exist_ok=True)
        with naming(path):
            path.write_text(text, encoding="utf-8")


def write_all(edition: Edition) -> None:
    """Write the keys of every step of `edition`."""
    folder = BUILD / edition.name / "keys"
    for chapter in edition.chapters:
        write(
            folder / f"{chapter}.json", run_key(chapter, edition.values(chapter), edition.language)
        )
    write(folder / "pages.json", pages_key(edition))


def prepare(edition: Edition) -> Path:
    """Write the edition, its parameters and keys below ``build/<edition>/`` if changed."""
    folder = BUILD / edition.name
    for chapter in edition.chapters:
        values = json.dumps(edition.values(chapter), indent=1, sort_keys=True)
        write_if_changed(folder / "parameters" / f"{chapter}.json", values)
    write_all(edition)
    own = edition.model_dump(exclude={"name"})
    target = folder / f"{edition.name}.yml"
    write_if_changed(target, yaml.safe_dump(own, sort_keys=False, allow_unicode=True))
    return target


def check_files(chapters: Iterable[str]) -> None:
    """Refuse to start without a table or notebook, in the words of `data.load`."""
    files = [DATA / entry["path"] for entry in data.package()["resources"]]
    files += [
        file
        for chapter in chapters
        for file in (*table_files(chapter), NOTEBOOKS / f"{chapter}.ipynb")
    ]
    for path in files:
        if not path.is_file():
            name = path.relative_to(ROOT) if path.is_relative_to(ROOT) else path
            raise DataError(f"{name}: no such file; restore it (git checkout -- {name})")
