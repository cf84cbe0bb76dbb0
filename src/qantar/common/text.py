"""Words of code that readers see pass through here, so that they can be translated."""

import gettext
import os
from collections.abc import Mapping
from functools import cache

from qantar.common.paths import ROOT

_WITH_ARTICLE = {
    "Bahamas",
    "Central African Republic",
    "Dominican Republic",
    "Netherlands",
    "Philippines",
    "United Arab Emirates",
    "United Kingdom",
    "United States",
}
LOCALES = ROOT / "locales"


@cache
def _catalogue(language: str) -> gettext.NullTranslations:
    return gettext.translation("qantar", LOCALES, languages=[language], fallback=True)


def _(message: str) -> str:
    """The message in the edition's language (``QANTAR_LANGUAGE``, default English)."""
    return _catalogue(os.environ.get("QANTAR_LANGUAGE", "en")).gettext(message)


def ngettext(one: str, several: str, count: int) -> str:
    """The form of a message for `count` things in the edition's language: "1 event", "2 events"."""
    return _catalogue(os.environ.get("QANTAR_LANGUAGE", "en")).ngettext(one, several, count)


def running(name: str) -> str:
    """The name of a country as it stands in a sentence: "the United States"; any other text
    unchanged.
    """
    return _("the {country}").format(country=name) if name in _WITH_ARTICLE else name


def begun(text: str) -> str:
    """The sentence with a capital where it begins with the article of a country's name."""
    return f"T{text[1:]}" if text.startswith("the ") else text


def owned(template: str, words: Mapping[str, object]) -> str:
    """`template` with "{country}'s" as "{country}'" where the country's name in `words` is a
    plural.
    """
    for name, word in words.items():
        if isinstance(word, str) and word.startswith("the ") and word.endswith("s"):
            template = template.replace(f"{{{name}}}'s", f"{{{name}}}'")
    return template


def told(template: str, **words: object) -> str:
    """`template` filled as a sentence: a word that is a country's name gets its article."""
    words = {name: running(word) if isinstance(word, str) else word for name, word in words.items()}
    return begun(owned(template, words).format(**words))
