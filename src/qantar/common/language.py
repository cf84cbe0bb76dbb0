"""The language of this process (``QANTAR_LANGUAGE``) and what differs beside its words.

A language is a folder of ``locales/``: ``language.yml`` and its catalogues.
"""

import os
from dataclasses import dataclass
from functools import cache

from qantar.common import environment, safeyaml
from qantar.common.errors import BuildError
from qantar.common.paths import LOCALES

SOURCE = "en"  # the language that code, notebooks and tables are written in


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


def speak(code: str) -> None:
    """Start this command anew where it does not speak the language `code` yet."""
    if current().code != code:
        environment.start_anew(QANTAR_LANGUAGE=code)
