"""Words of code that readers see pass through here, so that they can be translated."""

import gettext
from collections.abc import Iterable, Sequence
from functools import cache

from qantar.common import catalogues, language

NAME = "name"  # context of names that code knows in English


@cache
def _catalogue(code: str) -> gettext.NullTranslations:
    if code == language.SOURCE:
        return gettext.NullTranslations()
    catalogues.compile_changed(code)
    return gettext.translation("qantar", language.LOCALES, languages=[code], fallback=True)


def _current() -> gettext.NullTranslations:
    return _catalogue(language.current().code)


def N_(message: str) -> str:
    """The message itself: marks for the catalogues what `named` or ``_`` translates later."""
    return message


def _(message: str) -> str:
    """The message in this process's language."""
    return _current().gettext(message)


def ngettext(one: str, several: str, count: int) -> str:
    """The form of a message for `count` things: "1 event", "2 events"."""
    return _current().ngettext(one, several, count)


def pgettext(context: str, message: str) -> str:
    """The message in this process's language as it stands in `context`.

    A cell of a table stands in ``table.column``, such as ``events.title``.
    """
    return _current().pgettext(context, message)


def named(word: str) -> str:
    """A name or kind that code knows in English (`N_`, ``locales/columns.yml``), for readers."""
    name = pgettext(NAME, word) if word else word
    return _(word) if name == word and word else name


def unit(words: str) -> str:
    """A unit, symbol or words, in this process's language; empty where there is none."""
    return pgettext("unit", words) if words else words


def listed(parts: Iterable[str]) -> str:
    """Parts one after the other: "a, b, c"."""
    return language.current().comma.join(parts)


def clauses(parts: Iterable[str]) -> str:
    """Longer parts one after the other: "a, 1; b, 2"."""
    return language.current().semicolon.join(parts)


def joined(names: Sequence[str]) -> str:
    """Names as a list in a sentence: "a, b and c"."""
    *most, last = names
    return _("{first} and {last}").format(first=listed(most), last=last) if most else last
