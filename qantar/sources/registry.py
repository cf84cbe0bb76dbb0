"""All publisher modules of this folder, and which of them makes which table."""

import pkgutil
from importlib import import_module
from pathlib import Path

from qantar.errors import RefreshError
from qantar.sources import base

# Modules of this folder that are the stages of a refresh and not publishers.
STAGES = {"base", "registry", "fetch", "form", "changes", "write", "refresh"}


def publishers() -> dict[str, base.Publisher]:
    """Every declared publisher by id; imports all publisher modules, which registers their tables."""
    found: dict[str, base.Publisher] = {}
    for module in pkgutil.iter_modules([str(Path(__file__).parent)]):
        if module.name in STAGES:
            continue
        loaded = import_module(f"qantar.sources.{module.name}")
        for publisher in vars(loaded).values():
            if isinstance(publisher, base.Publisher):
                found[publisher.id] = publisher
    return found


def tables() -> dict[str, base.Table]:
    """Every registered table by name."""
    publishers()
    return dict(sorted(base.TABLES.items()))


def find(name: str) -> base.Table:
    """The maker of the table `name`; raises RefreshError where no publisher module makes it."""
    known = tables()
    if name not in known:
        raise RefreshError(f"no source makes a table named {name!r}; known: {', '.join(known)}")
    return known[name]
