"""What a chapter is made of: parameters, key figures, sentences, and opening it in a notebook."""

from qantar.common.dates import day
from qantar.common.text import _, named, ngettext
from qantar.report.chapter import Chapter, open_chapter
from qantar.report.sentences import Sentence, number, shown

__all__ = [
    "Chapter",
    "Sentence",
    "_",
    "day",
    "named",
    "ngettext",
    "number",
    "open_chapter",
    "shown",
]
