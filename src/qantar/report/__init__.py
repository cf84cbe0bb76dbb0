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
    "chapter": ("Chapter", "open_chapter"),
    "figure_list": ("KeyFigures",),
    "figures": ("Figure",),
    "register": ("Value",),
    "sentences": ("Sentence", "day", "fill", "number", "shown"),
}


def __getattr__(name: str) -> Any:
    for module, names in _HOMES.items():
        if name in names:
            return getattr(import_module(f"{__name__}.{module}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
