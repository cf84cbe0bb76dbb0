"""What a notebook's first cell opens: parameters, tables, figures and sentences."""

import os
import re
from collections.abc import Iterable, Mapping
from importlib import import_module
from itertools import takewhile
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from qantar import data
from qantar.common.errors import FigureError
from qantar.common.mistakes import closest_match
from qantar.report import figures, register
from qantar.report.aliases import explain
from qantar.report.figure_list import KeyFigures
from qantar.report.figures import Figure
from qantar.report.parameters import ChapterParameters, model_for, validate
from qantar.report.sentences import Sentence, fill, numbered, refuse_clauses

_HOME = "KAZ"
_PLAIN = str | int | float | list | dict


class Tables(SimpleNamespace):
    """A chapter's tables as plain frames and its maps as GeoJSON, by attribute."""

    # what was computed from an opening is kept for that opening
    __hash__ = object.__hash__  # type: ignore[assignment]
    __eq__ = object.__eq__

    def __getattr__(self, name: str) -> Any:
        raise AttributeError(
            f"no table {name!r} is open; name it in TABLES of the chapter's figures.py"
        )

    def __getitem__(self, name: str) -> Any:
        return vars(self)[name]

    def __repr__(self) -> str:
        return f"tables: {', '.join(vars(self))}"

    @classmethod
    def load(cls, names: Iterable[str], maps: Iterable[str] = ()) -> "Tables":
        """The tables and maps of these names; raises DataError."""
        loaded = {name: data.load(name) for name in names}
        return cls(**loaded, **{name: data.load_map(name) for name in maps})


def place_of(parameters: ChapterParameters) -> str:
    """The name of the country a chapter is about: its parameter ``country``, else Kazakhstan."""
    countries = data.load("countries").set_index("iso3")["name"]
    return str(countries[getattr(parameters, "country", _HOME)])


def chapter_figures(name: str, tables: Tables, parameters: ChapterParameters) -> list[Figure]:
    """The key figures of chapter `name` at its parameters; raises FigureError."""
    computed = import_module(f"qantar.chapters.{name}.figures").figures(tables, parameters)
    entries = register.read(register.path(name))
    fields = {**parameters.model_dump(), "place": place_of(parameters)}
    return register.join(name, entries, computed, fields)


class _Figures(dict[str, Figure]):
    """Key figures by id."""

    def __missing__(self, name: str) -> Figure:
        raise FigureError(f"no key figure {name!r}{explain(name, self)}")


class Chapter:
    """A chapter at work: ``parameters``, ``tables``, ``place``, ``figures`` (by id), ``say``."""

    def __init__(self, name: str, parameters: ChapterParameters) -> None:
        model = import_module(f"qantar.chapters.{name}.figures")
        self.name = name
        self.parameters = parameters
        self.place = place_of(parameters)
        self.tables = Tables.load(model.TABLES, getattr(model, "MAPS", ()))
        found = chapter_figures(name, self.tables, parameters)
        self.figures = _Figures((figure.id, figure) for figure in found)

    def __repr__(self) -> str:
        return f"chapter {self.name}: {', '.join(vars(self))}, say, takeaways, key_figures"

    def say(self, template: str, otherwise: str | None = None, **words: Any) -> Sentence:
        """A sentence filled from figures, parameters and `words` (see sentences.fill).

        A count chooses the form of its words: ``{hours:d|# hour|# hours}``, or where more of the
        sentence hangs on it, the template: ``ngettext(one, several, count)``. A word is a name or a
        number, never a sentence or a part of one, which could not be translated: raises
        FigureError.
        """
        refuse_clauses(words)
        given = self.parameters.model_dump()
        targets = {word: f"param:{self.name}.{word}" for word in given if word not in words}
        return fill(template, self.figures, {**given, **words}, otherwise, targets)

    def takeaways(self, *points: Sentence) -> Sentence:
        """Three sentences as the numbered points of the box at the chapter's head."""
        return numbered(points)

    def key_figures(self) -> KeyFigures:
        """The chapter's key figures as a table: id, value, range and its kind, unit, date."""
        return KeyFigures(self.figures.values())

    def record(self) -> None:
        """Write figures and parameters to the folder that QANTAR_FIGURES names, where it does."""
        folder = os.environ.get("QANTAR_FIGURES")
        if folder:
            figures.write(self.figures.values(), Path(folder) / f"{self.name}.json")
            used = Path(folder) / f"{self.name}.parameters.json"
            used.write_text(self.parameters.model_dump_json(), encoding="utf-8")


_AHEAD: dict[tuple[str, ...], Chapter] = {}


def open_chapter(name: str, namespace: Mapping[str, Any]) -> Chapter:
    """The chapter `name` with the parameters found in a notebook's `namespace` (``globals()``).

    A plain value beside them whose name is nearly a parameter's is refused as misspelt, however the
    notebook is run; all other names are the notebook's own. Raises ParameterError or DataError.
    """
    model = model_for(name)
    known = {*model.model_fields, *model.renamed}
    beside = _set_beside(known, namespace)
    given = {
        key: value
        for key, value in namespace.items()
        if key in model.model_fields
        or (key in beside and isinstance(value, _PLAIN) and closest_match(key, known))
    }
    chapter = _opened(name, validate(name, model, given))
    chapter.record()
    return chapter


def _key(name: str, parameters: ChapterParameters) -> tuple[str, ...]:
    model = import_module(f"qantar.chapters.{name}.figures")
    read = (*model.TABLES, *getattr(model, "MAPS", ()))
    return name, parameters.model_dump_json(), *map(data.digest, read)


def open_ahead(name: str, parameters: ChapterParameters) -> None:
    """Open the chapter `name` for the next `open_chapter` here or in a process forked from here, if
    its parameters and tables are still the same then.
    """
    _AHEAD[_key(name, parameters)] = Chapter(name, parameters)


def _opened(name: str, parameters: ChapterParameters) -> Chapter:
    # Each is given once only: a notebook may change the tables that it was given.
    ready = _AHEAD.pop(_key(name, parameters), None) if _AHEAD else None
    return ready or Chapter(name, parameters)


def _set_beside(parameters: set[str], namespace: Mapping[str, Any]) -> set[str]:
    """The names that could be parameters: in IPython those set since the last opening by the cells
    that set `parameters`, and by papermill's; elsewhere all.
    """
    if "In" not in namespace:
        return set(namespace)
    *before, opening = namespace["In"]
    since = takewhile(lambda cell: "open_chapter(" not in cell, reversed(before))
    found = set()
    for cell in (opening, *since):
        names = set(re.findall(r"^(\w+)\s*(?::[^=]+)?=(?!=)", cell, re.MULTILINE))
        if names & parameters or cell.startswith("# Parameters"):
            found |= names
    return found
