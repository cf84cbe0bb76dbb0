"""What a run changed: its key figures beside those of the chapter's default parameters."""

from collections.abc import Iterator, Sequence
from importlib import import_module

from qantar.report.chapter import Tables, chapter_figures
from qantar.report.figure_list import KeyFigures
from qantar.report.figures import Figure
from qantar.report.parameters import model_for


def _defaults(chapter: str) -> list[Figure]:
    model = import_module(f"qantar.chapters.{chapter}.figures")
    return chapter_figures(chapter, Tables.load(model.TABLES), model_for(chapter)())


def against_defaults(chapter: str, figures: Sequence[Figure]) -> Iterator[str]:
    """The key figures of `chapter` in a run that differ from its defaults, then their number."""
    old, new = (KeyFigures(found).lines() for found in (_defaults(chapter), figures))
    changed = [name for name in sorted({**old, **new}) if old.get(name) != new.get(name)]
    for name in changed:
        yield f"{name}: {old.get(name, 'not there')} → {new.get(name, 'not there')}"
    yield f"{len(changed)} of {len(new)} key figures differ from those of the default parameters"
