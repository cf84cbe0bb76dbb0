"""The language of this process (``QANTAR_LANGUAGE``) and what differs beside its words.

A language is a folder of ``locales/``: ``language.yml`` and its catalogues.
"""

import os
import re
import unicodedata
from dataclasses import dataclass
from functools import cache

from markupsafe import Markup, escape

from qantar.common import environment, safeyaml
from qantar.common.errors import BuildError
from qantar.common.paths import LOCALES

SOURCE = "en"  # the language that code, notebooks and tables are written in
_WORD = re.compile("[A-Za-z]{2}")
_OTHER_LETTER = re.compile(r"[^\W\d_A-Za-z\u00c0-\u024f]")


@dataclass(frozen=True)
class Language:
    """How a language writes numbers and lines."""

    code: str
    name: str
    direction: str
    percent: str
    minus: str
    plus: str
    decimal: str
    thousands: str
    comma: str
    semicolon: str
    font: str | None
    plurals: str
    article: str  # what words that are sorted may begin with, and are not sorted by

    @property
    def attributes(self) -> dict[str, str]:
        """What an element of HTML in this language says: ``lang``, and where it is not HTML's own,
        ``dir``.
        """
        turned = {} if self.direction == "ltr" else {"dir": self.direction}
        return {"lang": self.code, **turned}


def codes() -> list[str]:
    """The languages there are, that of the source first."""
    found = {path.parent.name for path in LOCALES.glob("*/language.yml")}
    return [SOURCE, *sorted(found - {SOURCE})]


@cache
def named(code: str) -> Language:
    """The language of `code`, such as ``ar``; raises BuildError where ``locales/`` has none."""
    path = LOCALES / code / "language.yml"
    if not path.is_file():
        raise BuildError(
            f"language {code!r}: no locales/{code}/language.yml; there are {', '.join(codes())}"
        )
    return Language(code, **safeyaml.parse(path.read_text(encoding="utf-8")))


@cache
def current() -> Language:
    """The language of this process: it holds from the start, words are fixed when modules load."""
    return named(os.environ.get("QANTAR_LANGUAGE", SOURCE))


def is_untranslated(text: str) -> bool:
    """Whether a text, for readers of this process's language, is in the source's.

    It is told by its letters: nothing is where a language has the same.
    """
    return _has_foreign_words(text) and not _OTHER_LETTER.search(text)


def _has_foreign_words(text: str) -> bool:
    return bool(_OTHER_LETTER.search(current().name) and _WORD.search(text))


def marked(text: str) -> Markup:
    """HTML of a name that may be in the source's language, wholly or in part: such words do not
    turn those around the name, and what is all in it is read out so.
    """
    if is_untranslated(text):
        return Markup('<bdi lang="{}">{}</bdi>').format(SOURCE, text)
    return Markup("<bdi>{}</bdi>").format(text) if _has_foreign_words(text) else escape(text)


def sorting_key(word: str) -> str:
    """What a word is sorted by: without its article, accents and vowel marks."""
    letters = unicodedata.normalize("NFKD", word.casefold())
    plain = "".join(letter for letter in letters if not unicodedata.combining(letter))
    return plain.removeprefix(current().article)


def speak(code: str) -> None:
    """Start this command anew where it does not speak the language `code` yet."""
    if current().code != code:
        environment.start_anew(QANTAR_LANGUAGE=code)
