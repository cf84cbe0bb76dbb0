"""Single values changed in the tables: which the stored notebooks notice, and why not the
others.
"""

import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from importlib import import_module
from itertools import chain, product
from pathlib import Path

import pandas as pd
import pytest

from qantar import data
from qantar.chapters.claims import replication
from qantar.common.errors import QantarError
from qantar.common.paths import CHAPTERS, DATA
from qantar.data import datapackage
from qantar.report import register
from qantar.report.parameters import model_for
from tests.trial import quickrun

OWN = "KAZ"
OTHERS = 6
SLIGHTLY, GREATLY = 1.37, 1000.0
NUMBER = re.compile(r"-?\d+(\.\d+)?(e-?\d+)?")
DAY = re.compile(r"\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}:\d{2})?")
# What a notebook may raise on values that make no sense: nbval is red then, too.
RAISED = (QantarError, ArithmeticError, LookupError, ValueError, TypeError)


@dataclass(frozen=True)
class Place:
    """One value: table, row (from 0) and column."""

    table: str
    row: int
    column: str

    def __str__(self) -> str:
        row = cells(self.table).loc[self.row]
        key = ", ".join(row[name] for name in keys(self.table))
        return f"{self.table} ({key}): {self.column} {row[self.column]}"


def readers() -> dict[str, list[str]]:
    """Table -> chapters whose notebooks show it; the claims only where no other chapter computes
    from it.

    What the claims take from another chapter is a key figure, which that chapter lists.
    """
    own = {*register.tables("claims"), *replication.TABLES}
    found: dict[str, list[str]] = {}
    for chapter in CHAPTERS:
        for table in import_module(f"qantar.chapters.{chapter}.figures").TABLES:
            if chapter != "claims" or table in own:
                found.setdefault(table, []).append(chapter)
    return dict(sorted(found.items()))


@cache
def cells(table: str) -> pd.DataFrame:
    """The table as text, cell by cell."""
    return pd.read_csv(DATA / data.resource(table)["path"], dtype="str", keep_default_na=False)


def keys(table: str) -> list[str]:
    """The columns of the table's key."""
    return data.resource(table)["schema"].get("primaryKey", [])


def other(text: str, kind: str, factor: float) -> str:
    """Another value of the same kind: the number times `factor`, the day later; a text that is
    none stays.
    """
    if kind == "boolean":
        return {"true": "false", "false": "true"}.get(text, text)
    if kind == "year":
        return str(int(text) + 1) if text else text
    if DAY.fullmatch(text):
        return (datetime.fromisoformat(text) + timedelta(days=factor)).isoformat()[: len(text)]
    if not NUMBER.fullmatch(text):
        return text
    number = float(text) * factor + (0.11 if float(text) == 0 else 0)
    return str(int(number) + 1) if kind == "integer" else repr(round(number, 9))


def kinds(table: str) -> dict[str, str]:
    """The type of each column outside the key."""
    fields = data.resource(table)["schema"]["fields"]
    return {field["name"]: field["type"] for field in fields if field["name"] not in keys(table)}


def places(table: str) -> Iterator[Place]:
    """Every number, day or truth value outside the key of `table`."""
    for column, kind in kinds(table).items():
        values = cells(table)[column]
        for row in values.index[[other(text, kind, SLIGHTLY) != text for text in values]]:
            yield Place(table, int(row), column)


def years(table: str) -> set[str]:
    """The years that the default parameters of the chapters that show `table` name."""
    defaults = [model_for(chapter)().model_dump() for chapter in readers()[table]]
    return set(re.findall(r"\b(?:19|20)\d\d\b", str(defaults)))


def likely(table: str) -> pd.Series:
    """Which rows are of the default country and of a year that parameters name, as far as the
    key says.
    """
    frame, chosen = cells(table), pd.Series(True, index=cells(table).index)
    for name in keys(table):
        fits = frame[name].eq(OWN) if name == "iso3" else frame[name].str[:4].isin(years(table))
        if (chosen & fits).any():
            chosen &= fits
    return chosen


def sample(seed: int) -> list[Place]:
    """One value of a likely row of each table, and OTHERS values of other rows."""
    chance, chosen, others = random.Random(seed), [], []
    for table in readers():
        rows = likely(table)
        found = [place for place in places(table) if rows[place.row]]
        chosen += chance.sample(found, min(1, len(found)))
        rest = [place for place in places(table) if not rows[place.row]]
        others += chance.sample(rest, min(1, len(rest)))
    return chosen + chance.sample(others, OTHERS)


class Laboratory:
    """Runs the stored notebooks on changed tables, each change once."""

    def __init__(self, patch: pytest.MonkeyPatch, folder: Path) -> None:
        self.patch, self.path = patch, folder / "changed.csv"
        self.known: dict[tuple, bool] = {}

    def noticed(
        self, table: str, rows: Sequence[int], columns: Sequence[str], factor: float = SLIGHTLY
    ) -> bool:
        """Whether some cell of a notebook shows another output when these values of `table` are
        changed.
        """
        change = (table, tuple(rows), tuple(columns), factor)
        if change not in self.known:
            self.known[change] = self._run(*change)
        return self.known[change]

    def _run(self, table: str, rows: Sequence[int], columns: Sequence[str], factor: float) -> bool:
        frame, chosen = cells(table).copy(), list(rows)
        for column in columns:
            kind = kinds(table)[column]
            frame.loc[chosen, column] = [
                other(text, kind, factor) for text in frame.loc[chosen, column]
            ]
        frame.to_csv(self.path, index=False, lineterminator="\n")
        package = data.Package(DATA, {table: self.path})
        self.patch.setattr(datapackage, "_package", lambda: package)
        try:
            return any(next(quickrun.changed(chapter), None) for chapter in readers()[table])
        except RAISED:
            return True


def _alike(place: Place, name: str) -> list[int]:
    frame = cells(place.table)
    return list(frame.index[frame[name] == frame.loc[place.row, name]])


def _spans(place: Place) -> Iterator[tuple[str, list[int]]]:
    """Rows that share one part of the key and lie on one side in a year or day of it: words,
    rows.
    """
    frame = cells(place.table)
    times = [
        name for name in keys(place.table) if frame[name].str.fullmatch(r"(19|20)\d\d(-.*)?").all()
    ]
    for name, order in product(keys(place.table), times):
        alike, value = frame[name] == frame.loc[place.row, name], frame.loc[place.row, order]
        for word, side in (("earlier", frame[order] <= value), ("later", frame[order] >= value)):
            if (alike & side).sum() > 1:
                yield (
                    f"with this {name} and this or any {word} {order}",
                    list(frame.index[alike & side]),
                )


def explained(laboratory: Laboratory, place: Place) -> tuple[bool, str | None]:
    """Whether a chapter uses the row of an unseen value at its default parameters, and why it is
    unseen.

    Tried out, not guessed: rows that share part of the key and stay unseen when all are changed
    together are not in use. None where nothing explains that the value is unseen.
    """
    table, row, column = place.table, place.row, place.column
    every = list(kinds(table))
    for name in keys(table):
        if not laboratory.noticed(table, _alike(place, name), every):
            return False, f"no chapter uses a number or day of rows with this {name}"
    if laboratory.noticed(table, [row], [column], GREATLY):
        return (
            True,
            "only a greater change shows: rounded, compared with a limit, or inside a median",
        )
    if not laboratory.noticed(table, [row], every):
        return (
            False,
            "no chapter uses a number or day of this row, though of others with each part of its "
            "key",
        )
    groups = [(f"with this {name}", _alike(place, name)) for name in keys(table)]
    for words, rows in chain(groups, _spans(place)):
        if not laboratory.noticed(table, rows, [column]):
            return True, f"no chapter uses {column} of rows {words}"
    return True, None
