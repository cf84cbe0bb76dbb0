"""What a notebook's first cell opens: checked parameters, the chapter's tables, figures and
sentences.
"""

import os
from collections.abc import Mapping
from importlib import import_module
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Any

from qantar import data
from qantar.report import figures
from qantar.report.figure_list import KeyFigures
from qantar.report.parameters import ChapterParameters, model_for, validate
from qantar.report.sentences import Sentence, fill

_SHELL_NAMES = {"In", "Out", "exit", "quit", "open", "get_ipython"}


class Chapter:
    """A chapter at work: ``parameters``, ``tables`` and maps (by attribute), ``figures`` (by
    id), ``say``.
    """

    def __init__(self, name: str, parameters: ChapterParameters) -> None:
        model = import_module(f"qantar.chapters.{name}.figures")
        self.name = name
        self.parameters = parameters
        loaded = {table: data.load(table) for table in model.TABLES}
        maps = {name: data.load_map(name) for name in getattr(model, "MAPS", ())}
        self.tables = SimpleNamespace(**loaded, **maps)
        self.figures = {figure.id: figure for figure in model.figures(loaded, parameters)}
        # Sentences may use a name without parameter values where the figure's id depends on them.
        aliases = model.aliases(parameters) if hasattr(model, "aliases") else {}
        self.named = {
            **self.figures,
            **{alias: self.figures[name] for alias, name in aliases.items()},
        }
        folder = os.environ.get("QANTAR_FIGURES")
        if folder:
            figures.write(self.figures.values(), Path(folder) / f"{name}.json")

    def say(self, template: str, otherwise: str | None = None, **words: Any) -> Sentence:
        """A sentence filled from the chapter's figures, its parameters and `words` (see
        sentences.fill).
        """
        given = self.parameters.model_dump()
        targets = {word: f"param:{self.name}.{word}" for word in given if word not in words}
        return fill(template, self.named, {**given, **words}, otherwise, targets)

    def key_figures(self) -> KeyFigures:
        """The chapter's key figures as a table: id, value, range and its kind, unit, date."""
        return KeyFigures(self.figures.values())


def open_chapter(name: str, namespace: Mapping[str, Any]) -> Chapter:
    """The chapter `name` with the parameters found in a notebook's `namespace` (``globals()``).

    Every public name there that is not a module, class or function counts as a parameter, so a
    misspelt one is refused here too, however the notebook is run. Raises ParameterError or
    DataError.
    """
    given = {
        key: value
        for key, value in namespace.items()
        if not key.startswith("_")
        and key not in _SHELL_NAMES
        and not isinstance(value, ModuleType | type)
        and not callable(value)
    }
    return Chapter(name, validate(name, model_for(name), given))
