"""A chapter's notebook run in this process at other parameters: what it shows, nothing drawn."""

import ast
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import CodeType
from typing import Any

import nbformat

from qantar import data
from qantar.charting.chart import Chart, Note
from qantar.common.paths import NOTEBOOKS
from qantar.flow.notebooks.normalise import keep_own
from qantar.report.chapter import Chapter
from qantar.report.sentences import Sentence

HOME = "KAZ"


@dataclass(frozen=True)
class Run:
    """What the cells of a notebook showed, in order, and the names they left behind."""

    shown: list[Any]
    names: dict[str, Any]

    @property
    def chapter(self) -> Chapter:
        """The chapter as the notebook opened it."""
        return self.names["chapter"]

    def charts(self) -> dict[str, Chart | Note]:
        """Charts, and the notes in the place of charts, by the name of their function."""
        return {one.origin.function: one for one in self.shown if isinstance(one, Chart | Note)}

    def sentences(self) -> list[str]:
        """What the cells say, as Markdown."""
        return [one.text for one in self.shown if isinstance(one, Sentence)]

    def texts(self) -> list[str]:
        """Every text a reader meets: sentences, notes, titles, measures, descriptions."""
        words = self.sentences()
        for one in self.charts().values():
            words += [one.text] if isinstance(one, Note) else [one.title, one.measure]
            words += [] if isinstance(one, Note) else [one.description]
        return [text for text in words if text]


@cache
def _cells(chapter: str, country: str) -> list[tuple[bool, CodeType, CodeType | None]]:
    """The notebook's code for `country`: (is it the parameters cell, its body, its last value)."""
    notebook = nbformat.read(NOTEBOOKS / f"{chapter}.ipynb", as_version=4)
    keep_own(notebook, country)
    cells = []
    for cell in notebook.cells:
        tags = cell.metadata.get("tags", [])
        if cell.cell_type != "code" or "colab" in tags:
            continue
        tree = ast.parse(cell.source)
        last = tree.body.pop() if tree.body and isinstance(tree.body[-1], ast.Expr) else None
        name = f"{chapter}.ipynb, cell {cell.id}"
        value = compile(ast.Expression(last.value), name, "eval") if last else None
        cells.append(("parameters" in tags, compile(tree, name, "exec"), value))
    return cells


def run(chapter: str, **values: Any) -> Run:
    """The stored notebook of `chapter` with `values` after its parameters cell."""
    names: dict[str, Any] = {"__name__": "__main__"}
    shown = []
    for stated, body, last in _cells(chapter, values.get("country", HOME)):
        exec(body, names)
        if last:
            shown.append(eval(last, names))
        if stated:
            names |= values
    return Run(shown, names)


def share_tables(monkeypatch: Any) -> None:
    """Read each table once, however many runs follow; every run gets a copy of its own."""
    tables, maps = cache(data.load), cache(data.load_map)
    monkeypatch.setattr(data, "load", lambda name: tables(name).copy())
    monkeypatch.setattr(data, "load_map", maps)


def values_text(values: Mapping[str, Any]) -> str:
    """Parameter values in one line, as a name for a case."""
    return ", ".join(f"{name}={value}" for name, value in values.items()) or "defaults"
