"""A chapter's notebook run in this process, without kernel, and what its cells show."""

import ast
import pickle
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache, wraps
from hashlib import sha256
from importlib import import_module
from types import CodeType, FunctionType, ModuleType
from typing import Any

import nbformat
from nbformat import NotebookNode

from qantar import data
from qantar.charting.chart import Chart, Note
from qantar.common.paths import CHAPTERS, NOTEBOOKS
from qantar.flow.notebooks.normalise import keep_own
from qantar.report.chapter import Chapter
from qantar.report.sentences import Sentence

HOME = "KAZ"


@dataclass(frozen=True)
class Run:
    """What the cells of a notebook showed, in order, and the names they left behind."""

    shown: list[Any] = field(default_factory=list)
    names: dict[str, Any] = field(default_factory=lambda: {"__name__": "__main__"})

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


@dataclass(frozen=True)
class _Step:
    """A cell ready to run: its body, and the expression whose value it shows."""

    cell: NotebookNode
    body: CodeType
    last: CodeType | None

    def value(self, names: dict[str, Any]) -> Any:
        exec(self.body, names)
        return eval(self.last, names) if self.last else None


@cache
def _steps(chapter: str, country: str) -> list[_Step]:
    """The code of the stored notebook for `country`, without the cell for Google Colab."""
    notebook = keep_own(nbformat.read(NOTEBOOKS / f"{chapter}.ipynb", as_version=4), country)
    steps = []
    for cell in notebook.cells:
        if cell.cell_type != "code" or "colab" in cell.metadata.get("tags", []):
            continue
        tree = ast.parse(cell.source)
        last = tree.body.pop() if tree.body and isinstance(tree.body[-1], ast.Expr) else None
        name = f"{chapter}.ipynb, cell {cell.id}"
        value = compile(ast.Expression(last.value), name, "eval") if last else None
        steps.append(_Step(cell, compile(tree, name, "exec"), value))
    return steps


def sources_of(chapter: str) -> list[str]:
    """The code of the cells that `run` runs."""
    return [step.cell.source for step in _steps(chapter, HOME)]


def cells_of(
    chapter: str, names: dict[str, Any], **values: Any
) -> Iterator[tuple[NotebookNode, Any]]:
    """Each code cell of the stored notebook and what it shows, run one by one in `names`, with
    `values` after the parameters cell.
    """
    for step in _steps(chapter, values.get("country", HOME)):
        value = step.value(names)
        if "parameters" in step.cell.metadata.get("tags", []):
            names |= values
        yield step.cell, value


def run(chapter: str, **values: Any) -> Run:
    """The stored notebook of `chapter` at `values`."""
    made = Run()
    for _cell, value in cells_of(chapter, made.names, **values):
        if value is not None:
            made.shown.append(value)
    return made


def share_work(monkeypatch: Any) -> None:
    """Read each table once, however many runs follow, of which every one gets a copy of its own;
    make each chart once for the same frames and words.
    """
    tables, maps = cache(data.load), cache(data.load_map)
    monkeypatch.setattr(data, "load", lambda name: tables(name).copy())
    monkeypatch.setattr(data, "load_map", maps)
    for chapter in CHAPTERS:
        charts = import_module(f"qantar.chapters.{chapter}.charts")
        for name, function in gathered(charts).items():
            monkeypatch.setattr(charts, name, _remembered(function))


def gathered(charts: ModuleType) -> dict[str, FunctionType]:
    """The functions that a chapter's `charts` gathers from its modules, by name."""
    functions = {name: one for name, one in vars(charts).items() if isinstance(one, FunctionType)}
    below = f"{charts.__name__}."
    return {name: one for name, one in functions.items() if one.__module__.startswith(below)}


def _remembered(function: Callable[..., Any]) -> Callable[..., Any]:
    """`function`, called once for equal arguments."""
    known: dict[bytes, Any] = {}

    @wraps(function)
    def call(*args: Any, **kwargs: Any) -> Any:
        given = sha256(pickle.dumps((args, kwargs))).digest()
        if given not in known:
            known[given] = function(*args, **kwargs)
        return known[given]

    return call


def values_text(values: Mapping[str, Any]) -> str:
    """Parameter values in one line, as a name for a case."""
    return ", ".join(f"{name}={value}" for name, value in values.items()) or "defaults"
