"""Dates that no line breaks at."""

import re
from typing import Any

from docutils import nodes

from qantar.report.sentences import MONTHS, SHORT

_MONTH = "|".join(dict.fromkeys((*MONTHS, *SHORT)))
_INSIDE = re.compile(rf"(?<=\d)\s(?=(?:{_MONTH}|UTC)\b)")
_BEFORE_YEAR = re.compile(rf"\b({_MONTH})\s(?=\d{{4}}\b)")
_AS_WRITTEN = (nodes.FixedTextElement, nodes.literal, nodes.math, nodes.title)


def unbroken(text: str) -> str:
    """The text with no-break spaces inside dates: "5 Jan 2022", "October 2021", "10:30 UTC"."""
    return _BEFORE_YEAR.sub("\\1\u00a0", _INSIDE.sub("\u00a0", text))


def _mend(app: Any, doctree: nodes.document) -> None:
    for text in list(doctree.findall(nodes.Text)):
        mended = unbroken(text)
        if mended != text and not isinstance(text.parent, _AS_WRITTEN):
            text.parent.replace(text, nodes.Text(mended))


def setup(app: Any) -> None:
    """Register the event."""
    app.connect("doctree-read", _mend)
