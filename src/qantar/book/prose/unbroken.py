"""Dates, and numbers with their units, that no line breaks at."""

import re
from typing import Any

from docutils import nodes

from qantar.common.dates import MONTHS, SHORT

_MONTH = "|".join(dict.fromkeys((*MONTHS, *SHORT)))
_UNITS = "UTC|[kMGT]Wh?|[EPT]H/s|Mt|million|billion|per cent"
_INSIDE = re.compile(rf"(?<=\d)\s(?=(?:{_MONTH}|{_UNITS})\b)")
_NAME = re.compile("(?<=V-)(?=Dem)")
_PERCENT = re.compile(r"(?<=\d)\s(?=%)")
_EQUALS = re.compile(r"\s=\s")
_BEFORE_YEAR = re.compile(rf"\b({_MONTH})\s(?=\d{{4}}\b)")
_AS_WRITTEN = (nodes.FixedTextElement, nodes.literal, nodes.math, nodes.title)
_OURS = re.compile('class="(?:qantar-|dataframe)')
_TEXT = re.compile(r"(?<=>)[^<>]+(?=<)")


def unbroken(text: str) -> str:
    """The text with no-break spaces inside "5 Jan 2022", "October 2021", "10:30 UTC", "12.1 Mt",
    around "=" and, narrow ones, in "14 %", and "V-Dem" without a break after its hyphen.
    """
    text = _EQUALS.sub("\u00a0=\u00a0", text)
    text = _NAME.sub("\u2060", text)
    text = _PERCENT.sub("\u202f", _INSIDE.sub("\u00a0", text))
    return _BEFORE_YEAR.sub("\\1\u00a0", text)


def join_words(app: Any, doctree: nodes.document) -> None:
    """Write no-break spaces into the page, in HTML of our own too; code and formulas stay."""
    for text in list(doctree.findall(nodes.Text)):
        html = isinstance(text.parent, nodes.raw) and _OURS.search(text) is not None
        if isinstance(text.parent, _AS_WRITTEN) and not html:
            continue
        mended = _TEXT.sub(lambda found: unbroken(found[0]), text) if html else unbroken(text)
        if mended != text:
            text.parent.replace(text, nodes.Text(mended))
