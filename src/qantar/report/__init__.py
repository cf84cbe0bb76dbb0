"""What a chapter is made of: parameters, key figures, sentences, and opening it in a notebook."""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from qantar.common.text import _, named, ngettext

if TYPE_CHECKING:
    from qantar.report.chapter import Chapter, open_chapter
    from qantar.report.figure_list import KeyFigures
    from qantar.report.figures import Figure
    from qantar.report.register import Value
    from qantar.report.sentences import Sentence, day, fill, number, shown

__all__ = [
    "Chapter",
    "Figure",
    "KeyFigures",
    "Sentence",
    "Value",
    "_",
    "day",
    "fill",
    "named",
    "ngettext",
    "number",
    "open_chapter",
    "shown",
]

# Imported when first asked for: the command line needs a part of this and should start at once.
_HOMES = {
    "Chapter": "chapter",
    "open_chapter": "chapter",
    "KeyFigures": "figure_list",
    "Figure": "figures",
    "Sentence": "sentences",
    "Value": "register",
    "day": "sentences",
    "fill": "sentences",
    "number": "sentences",
    "shown": "sentences",
}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
