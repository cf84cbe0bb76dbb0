"""What every publisher module declares, and how its files are read."""

import csv
import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pandas as pd

from qantar.common.errors import RefreshError


def rows(name: str) -> list[dict[str, str]]:
    """The rows of a table that lies beside this module, such as ``codes.csv``."""
    with Path(__file__).with_name(name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@dataclass(frozen=True)
class RemoteFile:
    """A publisher's file: name in its folder, address, hash of the copy we used."""

    name: str
    url: str | None = None
    sha256: str | None = None


@dataclass(frozen=True)
class Publisher:
    """The files of one folder; ``why_manual``: why `refresh` cannot obtain them, if so."""

    id: str
    title: str
    files: tuple[RemoteFile, ...]
    why_manual: str | None = None


@dataclass(frozen=True)
class Inputs:
    """Reads the publishers' files from one folder (``<publisher id>/<file>``)."""

    folder: Path

    def path(self, name: str) -> Path:
        """Where the file `name` lies; raises RefreshError where it does not exist."""
        path = self.folder / name
        if not path.is_file():
            raise RefreshError(f"{path}: no such file; obtain it from the publisher first")
        return path

    def csv(
        self, name: str, columns: Iterable[str] | Mapping[str, str] = (), **options: Any
    ) -> pd.DataFrame:
        """The CSV file `name`; where `columns` map its names to ours, these alone under our names.

        Raises RefreshError where one of `columns` is missing.
        """
        frame = pd.read_csv(self.path(name), **options)
        missing = [column for column in columns if column not in frame.columns]
        if missing:
            raise RefreshError(
                f"{name}: column {missing[0]!r} is missing; found "
                f"{', '.join(map(str, frame.columns))}"
            )
        if isinstance(columns, Mapping):
            return frame[list(columns)].rename(columns=columns)
        return frame

    def json(self, name: str) -> Any:
        """The JSON file `name`."""
        return json.loads(self.path(name).read_text(encoding="utf-8"))


@dataclass(frozen=True)
class Table:
    """A table or map of ``data/``: the files it is made from and the function that makes it.

    Rows are sorted by the columns `order`, by default those of the primary key; where these are
    alike they stay in the order of `build`.
    """

    name: str
    inputs: tuple[str, ...]
    build: Callable[[Inputs], Any] = field(repr=False)
    order: tuple[str, ...] = ()


TABLES: dict[str, Table] = {}


def table(
    name: str, *, inputs: tuple[str, ...], order: tuple[str, ...] = ()
) -> Callable[[Callable], Callable]:
    """Register the decorated maker of the table (a frame) or map (a dictionary) `name`."""

    def register(build: Callable[[Inputs], Any]) -> Callable[[Inputs], Any]:
        TABLES[name] = Table(name, inputs, build, order)
        return build

    return register
