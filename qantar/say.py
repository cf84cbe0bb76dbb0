"""Sentences with numbers: a template whose fields are key figures, filled and shown as Markdown."""

import re
import string
from collections.abc import Mapping
from typing import Any

from qantar.errors import FigureError
from qantar.figures import Figure

ATTRIBUTES = ("value", "low", "high", "unit", "as_of", "definition", "range_kind")


class _Filler(string.Formatter):
    def __init__(self, figures: Mapping[str, Figure], words: Mapping[str, Any]) -> None:
        self.figures = figures
        self.words = words
        self.missing: list[str] = []

    def get_field(self, field_name: str, args: Any, kwargs: Any) -> tuple[Any, str]:
        if field_name in self.words:
            return self.words[field_name], field_name
        name, _, attribute = field_name.rpartition(".")
        if field_name in self.figures:
            name, attribute = field_name, "value"
        if name not in self.figures or attribute not in ATTRIBUTES:
            raise FigureError(
                f"sentence asks for {field_name!r}, which is neither a key figure nor a word given"
            )
        value = getattr(self.figures[name], attribute)
        if value is None:
            self.missing.append(field_name)
        return value, name

    def format_field(self, value: Any, format_spec: str) -> str:
        if value is None:
            return ""
        if isinstance(value, int | float) and not isinstance(value, bool):
            return number(value, format_spec)
        return format(value, format_spec)


def number(value: float, spec: str = "") -> str:
    """The number in the book's style: true minus sign, thin space before per cent, comma thousands."""
    text = format(value, spec or (",d" if isinstance(value, int) else ",.6g"))
    return re.sub(r"%$", "\u202f%", text.replace("-", "\u2212"))


class Sentence:
    """A filled sentence; in a notebook it is shown as Markdown."""

    def __init__(self, text: str) -> None:
        self.text = text

    def _repr_markdown_(self) -> str:
        return self.text

    def __repr__(self) -> str:
        return self.text


def fill(
    template: str, figures: Mapping[str, Figure], words: Mapping[str, Any], otherwise: str | None = None
) -> Sentence:
    """Fill ``{chapter.figure:format}``, ``{chapter.figure.as_of}`` and ``{word}`` in `template`.

    Where a figure asked for is not available (value None), the sentence is `otherwise` instead, filled the
    same way; without `otherwise`, and for an unknown id, raises FigureError.
    """
    filler = _Filler(figures, words)
    text = filler.vformat(template, (), {})
    if not filler.missing:
        return Sentence(text)
    if otherwise is None:
        raise FigureError(f"figure {filler.missing[0]} has no value here; give the sentence an `otherwise`")
    return fill(otherwise, figures, words)
