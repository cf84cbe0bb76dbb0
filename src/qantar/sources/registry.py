"""All publisher modules, which of them makes which table, and where their files come from."""

import csv
import pkgutil
from importlib import import_module
from pathlib import Path

from qantar.common.errors import RefreshError
from qantar.sources import base

HERE = Path(__file__).parent
# The folders of modules that make tables; what lies beside them are the stages of a refresh.
FOLDERS = ("bitcoin", "energy", "maps", "society")


def _rows(name: str) -> list[dict[str, str]]:
    with (HERE / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def publishers() -> dict[str, base.Publisher]:
    """Every publisher of ``publishers.csv`` by id, with its files of ``files.csv``."""
    files: dict[str, list[base.RemoteFile]] = {}
    for row in _rows("files.csv"):
        file = base.RemoteFile(row["file"], row["url"] or None, row["sha256"] or None)
        files.setdefault(row["publisher"], []).append(file)
    return {
        row["publisher"]: base.Publisher(
            row["publisher"],
            row["title"],
            tuple(files[row["publisher"]]),
            row["why_manual"] or None,
        )
        for row in _rows("publishers.csv")
    }


def tables() -> dict[str, base.Table]:
    """Every table by name; imports all publisher modules, which registers theirs."""
    for folder in FOLDERS:
        for module in pkgutil.iter_modules([str(HERE / folder)]):
            import_module(f"qantar.sources.{folder}.{module.name}")
    return dict(sorted(base.TABLES.items()))


def find(name: str) -> base.Table:
    """The maker of the table `name`; raises RefreshError where no publisher module makes it."""
    known = tables()
    if name not in known:
        raise RefreshError(
            f"no source makes a table named {name!r} (those in data/collected/ are edited there); "
            f"known: {', '.join(known)}"
        )
    return known[name]
