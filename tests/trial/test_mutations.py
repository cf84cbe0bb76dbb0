"""Change single values of the tables: do the stored notebooks notice?"""

import os
import random
from importlib import import_module
from pathlib import Path

import nbformat
import pandas as pd

from qantar import data
from qantar.accept import differences, execute
from qantar.book.runner import kernel_environment
from qantar.errors import QantarError
from qantar.paths import CHAPTERS, DATA, NOTEBOOKS

PER_TABLE = 3
FACTOR = 1.37


def declared():
    """Table -> chapters that declare it, the claims last (they declare nearly all)."""
    found = {}
    for chapter in CHAPTERS:
        for table in import_module(f"qantar.model.{chapter}").TABLES:
            found.setdefault(table, []).append(chapter)
    return found


def mutations(table, chance):
    """(row, column) places of numbers in the table, in rows of Kazakhstan where it has countries."""
    entry = data.resource(table)
    if not entry["path"].endswith(".csv"):
        return []
    frame = pd.read_csv(DATA / entry["path"], dtype="str", keep_default_na=False)
    rows = frame[frame["iso3"] == "KAZ"] if "iso3" in frame else frame
    keys = entry["schema"].get("primaryKey", [])
    keys = [keys] if isinstance(keys, str) else keys
    numbers = [
        f["name"] for f in entry["schema"]["fields"] if f["type"] == "number" and f["name"] not in keys
    ]
    places = [(row, column) for column in numbers for row in rows.index[rows[column] != ""]]
    return chance.sample(places, min(PER_TABLE, len(places)))


def mutate(table, row, column, folder):
    """A copy of the tables, by links, in which one number is another."""
    for path in DATA.rglob("*"):
        target = folder / path.relative_to(DATA)
        if path.is_dir():
            target.mkdir(parents=True, exist_ok=True)
        else:
            target.parent.mkdir(parents=True, exist_ok=True)
            os.link(path, target)
    path = folder / data.resource(table)["path"]
    frame = pd.read_csv(path, dtype="str", keep_default_na=False)
    value = float(frame.loc[row, column])
    frame.loc[row, column] = repr(round(value * FACTOR + (0.11 if value == 0 else 0), 6))
    path.unlink()
    frame.to_csv(path, index=False, lineterminator="\n")


def noticed(chapters):
    """The first chapter whose outputs differ from the stored ones, or None."""
    for chapter in chapters:
        path = NOTEBOOKS / f"{chapter}.ipynb"
        try:
            after = execute(path)
        except QantarError:
            return chapter
        if any(differences(nbformat.read(path, as_version=4), after)):
            return chapter
    return None


def attempt(job):
    """Run one mutation in a process of its own kernels; the tables' place is part of their environment."""
    table, row, column, chapters, folder = job
    mutate(table, row, column, Path(folder))
    return table, row, column, noticed(chapters)


def test_changed_numbers_are_noticed(tmp_path, record_property):
    chance = random.Random(20220105)
    results = []
    with kernel_environment(QANTAR_RENDERER="digest"):
        for number, (table, chapters) in enumerate(sorted(declared().items())):
            places = mutations(table, chance)
            for k, (row, column) in enumerate(places):
                folder = tmp_path / f"{number}-{k}"
                os.environ["QANTAR_DATA"] = str(folder)
                results.append(attempt((table, row, column, chapters, folder)))
    os.environ.pop("QANTAR_DATA", None)
    missed = [f"{table} row {row + 2} {column}" for table, row, column, chapter in results if chapter is None]
    record_property("values changed", len(results))
    record_property("noticed", f"{len(results) - len(missed)} of {len(results)}")
    for line in missed:
        record_property("not noticed", line)
    tables = {table for table, *_rest in results}
    blind = tables - {table for table, _row, _column, chapter in results if chapter}
    record_property("tables of which nothing was noticed", sorted(blind))
    assert len(missed) <= len(results) / 2
