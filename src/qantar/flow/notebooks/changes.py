"""What a run changed: its key figures beside those of the chapter's default parameters."""

from collections.abc import Iterator, Sequence
from importlib import import_module
from textwrap import shorten

from qantar.common.text import _
from qantar.report.chapter import Tables, chapter_figures
from qantar.report.figure_list import default_spec, number_text, range_text, unit_text
from qantar.report.figures import Figure
from qantar.report.parameters import model_for


def _defaults(chapter: str) -> list[Figure]:
    model = import_module(f"qantar.chapters.{chapter}.figures")
    return chapter_figures(chapter, Tables.load(model.TABLES), model_for(chapter)())


def _texts(figure: Figure) -> list[str]:
    """What may have changed, the plainest first: value, range, both in more digits, date."""
    if figure.value is None:
        return [_("not available")]
    specs = (default_spec(figure), ",.6g")
    values = [number_text(figure, figure.value, spec) + unit_text(figure) for spec in specs]
    ranges = [range_text(figure, spec) for spec in specs]
    return [values[0], ranges[0], values[1], ranges[1], figure.as_of]


def difference(old: Figure, new: Figure) -> str:
    """``old → new`` in the plainest text that tells them apart; empty where none does."""
    pairs = zip(_texts(old), _texts(new), strict=False)
    return next((f"{one} → {other}" for one, other in pairs if one != other), "")


def against_defaults(chapter: str, figures: Sequence[Figure]) -> Iterator[str]:
    """The key figures of `chapter` in a run that differ from its defaults, then their number."""
    new = {figure.id: figure for figure in figures}
    told = {old.id: difference(old, new[old.id]) for old in _defaults(chapter)}
    changed = [name for name in sorted(told) if told[name]]
    gone = [name for name in changed if new[name].value is None]
    width = max(map(len, changed), default=0)
    for name in changed:
        if name not in gone:
            yield f"{name:{width}}  {told[name]}"
    if gone:
        names = shorten(", ".join(gone), 60, placeholder=" …")
        yield f"{len(gone)} key figures have no value here: {names}"
    yield f"{len(changed)} of {len(new)} key figures differ from those of the default parameters"
