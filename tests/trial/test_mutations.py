"""Change single values of the tables: do the stored notebooks notice?"""

import random
from importlib import import_module

import pandas as pd
import pytest

from qantar import data
from qantar.errors import QantarError
from qantar.paths import CHAPTERS, DATA
from tests.trial import quickrun

PER_TABLE = 1
FACTOR = 1.37
SEED = 20220105


def declared():
    """Table -> chapters that declare it, the claims last (they declare nearly all)."""
    found = {}
    for chapter in CHAPTERS:
        for table in import_module(f"qantar.model.{chapter}").TABLES:
            found.setdefault(table, []).append(chapter)
    return dict(sorted(found.items()))


def cells(table):
    """The table as text, cell by cell."""
    return pd.read_csv(DATA / data.resource(table)["path"], dtype="str", keep_default_na=False)


def places(table):
    """(row, column) of every number outside the key, in rows of Kazakhstan where the table has countries."""
    schema = data.resource(table)["schema"]
    frame = cells(table)
    rows = frame[frame["iso3"] == "KAZ"] if "iso3" in frame else frame
    key = schema.get("primaryKey", [])
    numbers = [
        field["name"] for field in schema["fields"] if field["type"] == "number" and field["name"] not in key
    ]
    return [(row, column) for column in numbers for row in rows.index[rows[column] != ""]]


def mutate(table, row, column, path):
    """The package in which one number of `table` is another; the changed table is written to `path`."""
    frame = cells(table)
    value = float(frame.loc[row, column])
    kind = next(one for one in data.resource(table)["schema"]["fields"] if one["name"] == column)["type"]
    other = value * FACTOR + (0.11 if value == 0 else 0)
    frame.loc[row, column] = repr(round(other, 9)) if kind == "number" else str(int(other) + 1)
    frame.to_csv(path, index=False, lineterminator="\n")
    return data.Package(DATA, {table: path})


def noticed(chapters):
    """The first chapter with a cell that does not show what is stored, or None."""
    for chapter in chapters:
        try:
            if any(quickrun.changed(chapter)):
                return chapter
        except (QantarError, ArithmeticError, LookupError, ValueError):  # nbval is red then, too
            return chapter
    return None


@pytest.fixture
def digests(monkeypatch):
    """Charts as digests, as in the stored notebooks."""
    monkeypatch.setenv("QANTAR_RENDERER", "digest")


def test_stored_notebooks_show_what_they_show_when_run_here(digests):
    assert [(chapter, cell) for chapter in CHAPTERS for cell in quickrun.changed(chapter)] == []


def explained(table, row, column):
    """Why a change can stay unseen: what stands in this cell, and where its table is used."""
    frame = cells(table)
    key = data.resource(table)["schema"].get("primaryKey", [])
    where = ", ".join(str(frame.loc[row, name]) for name in key)
    return f"{table}, {where}: {column} {frame.loc[row, column]}; table of {', '.join(declared()[table])}"


def test_changed_numbers_are_noticed(digests, monkeypatch, tmp_path, record_property):
    chance = random.Random(SEED)
    results = {}
    for table, chapters in declared().items():
        found = places(table)
        for row, column in chance.sample(found, min(PER_TABLE, len(found))):
            package = mutate(table, row, column, tmp_path / "changed.csv")
            monkeypatch.setattr(data, "_package", lambda package=package: package)
            results[table, row, column] = noticed(chapters)
    missed = [place for place, chapter in results.items() if chapter is None]
    record_property("noticed", f"{len(results) - len(missed)} of {len(results)} changed values")
    for place in missed:
        record_property("not noticed", explained(*place))
    blind = {table for table, *_rest in missed} - {place[0] for place, found in results.items() if found}
    record_property("tables of which nothing was noticed", ", ".join(sorted(blind)) or "none")
    assert len(results) - len(missed) >= len(results) / 3
