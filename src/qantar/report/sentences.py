"""Sentences with numbers: a template whose fields are key figures, filled and shown as Markdown."""

import re
import string
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from textwrap import shorten
from typing import Any, NamedTuple

from qantar.common import language
from qantar.common.dates import day
from qantar.common.errors import FigureError
from qantar.common.outputs import mimebundle
from qantar.common.text import _, form
from qantar.data.country_names import capitalize, decline
from qantar.report.aliases import explain
from qantar.report.figures import NUMBERS, Figure

ATTRIBUTES = (*NUMBERS, "unit", "as_of", "definition", "range_kind")
MIME = "application/vnd.qantar.say+json"
LONGEST_WORD = 60  # letters; what is longer is a clause
_ENDS = (".", "!", "?", ";", ":", ",")
_ABBREVIATIONS = ("Inc.", "Ltd.", "Co.", "Corp.")


class _Linked(NamedTuple):
    """A value on its way into a sentence, with what it links to in the book (None: nothing)."""

    value: Any
    target: str | None


@dataclass
class _Filler(string.Formatter):
    figures: Mapping[str, Figure]
    words: Mapping[str, Any]
    targets: Mapping[str, str]
    linked: bool
    missing: list[Figure] = field(default_factory=list)
    asked: str = ""

    def get_field(self, field_name: str, args: Any, kwargs: Any) -> tuple[Any, str]:
        self.asked = field_name
        if field_name in self.words:
            return _Linked(self.words[field_name], self.targets.get(field_name)), field_name
        name, __, attribute = field_name.rpartition(".")
        if field_name in self.figures:
            name, attribute = field_name, "value"
        if name not in self.figures or attribute not in ATTRIBUTES:
            wanted = name if attribute in ATTRIBUTES else field_name
            raise FigureError(
                f"sentence asks for {field_name!r}, which is neither a key figure nor a word given"
                f"{explain(wanted, self.figures)}"
            )
        value = getattr(self.figures[name], attribute)
        if value is None or (attribute == "as_of" and not value):
            self.missing.append(self.figures[name])
        target = f"figure:{self.figures[name].id}" if attribute in NUMBERS else None
        return _Linked(value, target), name

    def format_field(self, value: Any, format_spec: str) -> str:
        if not isinstance(value, _Linked):
            return format(value, format_spec)
        spec, *forms = format_spec.split("|")
        text = shown(value.value, "day" if spec == "date" else spec)
        linked = f"{{shown}}`{text} <{value.target}>`" if self.linked and value.target else text
        return form(forms, text).replace("#", linked) if forms and text else linked


def shown(value: Any, format_spec: str = "") -> str:
    """A number in the book's style; ISO dates, times and spans in words (``date``; ``day`` with
    months in full, as sentences have them), money to the thousand (``thousands``), dollars as cents
    with two digits (``cents``), what may be of any size with three digits (``significant``).
    """
    if value is None:
        return ""
    if format_spec in ("date", "day"):
        parts = re.split(r"/|\.\.", str(value))
        first, *last = (day(part, whole=format_spec == "day") for part in parts)
        return _("{first} to {last}").format(first=first, last=last[0]) if last else first
    if format_spec == "thousands":
        return number(round(value, -3), ",.0f")
    if format_spec == "significant":
        return number(float(f"{value:.3g}"))
    if format_spec == "cents":
        return number(float(f"{100 * value:.2g}"))
    if isinstance(value, int | float) and not isinstance(value, bool):
        return number(value, format_spec)
    return format(value, format_spec)


def number(value: float, spec: str = "") -> str:
    """The number as this language writes it: signs, decimal mark, thousands, per cent."""
    if spec.endswith("d") and float(value).is_integer():
        value = int(value)
    text = format(value, spec or (",d" if isinstance(value, int) else ",.6g"))
    if not re.search("[1-9]", text):  # what rounds to nothing has no sign
        text = text.lstrip("-")
    words = language.current()
    signs = {"-": words.minus, "+": words.plus}
    marks = str.maketrans({**signs, ".": words.decimal, ",": words.thousands})
    text = text.translate(marks)
    return per_cent(text[:-1]) if text.endswith("%") else text


def per_cent(shown: str) -> str:
    """Digits or a range of per cent with the sign that this language puts after them."""
    return f"{shown}{language.current().percent}"


def heard(words: str) -> str:
    """Markdown of words for voices alone: what the cell above says to eyes for this one too."""
    return f'<span class="q-heard">{words}</span>'


class Sentence:
    """A filled sentence, shown as Markdown; in the book its numbers link to their definitions.

    ``linked`` is the same sentence in the book's Markdown, each number in the role ``{shown}``.
    """

    def __init__(self, text: str, linked: str | None = None) -> None:
        self.text = text
        self.linked = linked or text

    def _repr_mimebundle_(self, include: Any = None, exclude: Any = None) -> dict[str, Any]:
        plain = {"text/plain": self.text, "text/markdown": self.text}
        return mimebundle(lambda: plain, lambda: {**plain, MIME: {"markdown": self.linked}})

    def __repr__(self) -> str:
        return self.text


def numbered(points: Sequence[Sentence]) -> Sentence:
    """The takeaways of a chapter as one output: a numbered list, in the book in its box.

    Raises FigureError where there are not three.
    """
    if len(points) != 3:
        raise FigureError(f"a chapter has three takeaways, not {len(points)}")
    texts, linked = (
        "\n".join(f"{place}. {getattr(point, form)}" for place, point in enumerate(points, 1))
        for form in ("text", "linked")
    )
    return Sentence(texts, f":::{{takeaways}}\n{linked}\n:::")


def rows_as_table(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """A table in Markdown, one cell of each row below each head."""
    first, *others = (f"| {' | '.join(cells)} |" for cells in (heads, *rows))
    return "\n".join([first, "|" + "-|" * len(heads), *others])


def refuse_clauses(words: Mapping[str, Any]) -> None:
    """Raise FigureError where a word of a sentence is a sentence, a part of one, or empty."""
    for name, word in words.items():
        if not isinstance(word, str):
            continue
        ends = word.endswith(_ENDS) and not word.endswith(_ABBREVIATIONS)
        starts = not word or word[0] in ",;:–—" or word != word.strip()
        if starts or ends or len(word) > LONGEST_WORD:
            raise FigureError(
                f"the sentence's word {name} = {word!r} is no name; write a whole template for "
                "each outcome and choose between them"
            )


def fill(
    template: str,
    figures: Mapping[str, Figure],
    words: Mapping[str, Any],
    otherwise: str | None = None,
    targets: Mapping[str, str] | None = None,
) -> Sentence:
    """Fill ``{chapter.figure:format}``, ``{chapter.figure.as_of}`` and ``{word}`` in `template`.

    ``{figure:,d|# block|# blocks}`` chooses a form of words by the number, which stands for ``#``;
    a translation has as many forms as its language. A word that is a country's name stands as in a
    sentence ("the United States"). `targets` says what a word links to in the book
    (``param:energy.country``); figures link by themselves. Where a figure asked for has no value,
    the sentence is `otherwise` instead, filled the same way; without `otherwise`, for an unknown
    id and for a format that does not fit, raises FigureError.
    """
    form, declined = decline(template, words)
    plain, linked = (_Filler(figures, declined, targets or {}, linked) for linked in (False, True))
    try:
        text = plain.vformat(form, (), {})
    except ValueError as error:
        begin = shorten(template, LONGEST_WORD, placeholder=" …")
        raise FigureError(f"{plain.asked} in the sentence {begin!r}: {error}") from None
    if not plain.missing:
        return Sentence(capitalize(text), capitalize(linked.vformat(form, (), {})))
    if otherwise is None:
        figure = plain.missing[0]
        raise FigureError(
            f"figure {figure.id} has no value here; if its tables were edited: python -m qantar "
            f"check {' '.join(figure.tables)}; else give the sentence an `otherwise`"
        )
    return fill(otherwise, figures, words, targets=targets)
