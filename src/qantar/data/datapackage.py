"""The only reader of ``data/``: tables as typed frames, maps, and their descriptions."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import pandas as pd

from qantar.common.errors import DataError
from qantar.common.mistakes import hint
from qantar.common.paths import DATA
from qantar.data import description, reading, words


class Package:
    """The data package in a folder: its description, its tables and maps.

    `staged` gives files that stand in for tables (a refresh checks them before it replaces any).
    """

    def __init__(self, folder: Path, staged: Mapping[str, Path] | None = None) -> None:
        self.folder = folder
        self.staged = dict(staged or {})
        self.description = description.read(folder)
        self._resources = {entry["name"]: entry for entry in self.description["resources"]}

    def names(self) -> list[str]:
        """The names of all tables and maps, in the order of the description."""
        return list(self._resources)

    def resource(self, name: str) -> dict[str, Any]:
        """The description of one table; raises DataError where no table has that name."""
        if name not in self._resources:
            raise DataError(
                f"data/datapackage.yaml: no table named {name!r}; {hint(name, self._resources)}"
            )
        return self._resources[name]

    def path(self, name: str) -> Path:
        """Where the file of a table lies."""
        return self.staged.get(name, self.folder / self.resource(name)["path"])

    def load(self, name: str) -> pd.DataFrame:
        """The table `name` as a typed frame (see qantar.data.reading.parse); raises DataError."""
        entry = self.resource(name)
        if description.is_map(entry):
            raise DataError(f"data/{entry['path']} is a map, not a table; read it with load_map")
        return reading.read(self.path(name), entry)

    def load_map(self, name: str) -> dict[str, Any]:
        """The map `name` as a GeoJSON dictionary; raises DataError."""
        entry = self.resource(name)
        if not description.is_map(entry):
            raise DataError(f"data/{entry['path']} is a table, not a map; read it with load")
        return reading.read_map(self.path(name), entry)


@cache
def _package() -> Package:
    return Package(DATA)


@cache
def package() -> dict[str, Any]:
    """The data package's description (``datapackage.yaml``) as a dictionary; raises DataError.

    Its texts stand in this process's language.
    """
    return words.described(_package().description)


def resource(name: str) -> dict[str, Any]:
    """The description of one table; raises DataError where no table has that name."""
    place = _package().names().index(_package().resource(name)["name"])
    return package()["resources"][place]


def load(name: str) -> pd.DataFrame:
    """The table `name`, typed as described (see data.reading.parse); raises DataError.

    string -> str, integer and year -> Int64, number -> float64, boolean -> boolean, date and
    datetime -> datetime64[us], UTC without zone. Empty cells are missing. Words stand in this
    process's language (see data.words).
    """
    return words.translated(name, _package().load(name))


def digest(name: str) -> str:
    """The hash of the file that holds the table or map `name`; raises DataError."""
    path = _package().path(name)
    return reading.digest(reading.file_bytes(path, _package().resource(name)))


def load_map(name: str) -> dict[str, Any]:
    """The map `name` (``maps/kazakhstan-regions``) as a GeoJSON dictionary; raises DataError."""
    return _package().load_map(name)
