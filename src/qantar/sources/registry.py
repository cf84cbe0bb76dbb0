"""All publisher modules, which of them makes which table, and where their files come from."""

import pkgutil
from importlib import import_module
from pathlib import Path

from qantar.common.errors import RefreshError
from qantar.sources import base


def publishers() -> dict[str, base.Publisher]:
    """Every publisher of ``publishers.csv`` by id, with its files of ``files.csv``."""
    files: dict[str, list[base.RemoteFile]] = {}
    for row in base.rows("files.csv"):
        file = base.RemoteFile(row["file"], row["url"] or None, row["sha256"] or None)
        files.setdefault(row["publisher"], []).append(file)
    found = {}
    for row in base.rows("publishers.csv"):
        name, why_manual = row["publisher"], row["why_manual"] or None
        found[name] = base.Publisher(name, row["title"], tuple(files[name]), why_manual)
    return found


def tables() -> dict[str, base.Table]:
    """Every table by name; imports all publisher modules, which registers theirs."""
    for module in pkgutil.walk_packages([str(Path(__file__).parent)], "qantar.sources."):
        import_module(module.name)
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
