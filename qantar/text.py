"""Reader-visible words that live in code pass through here, so that an edition can speak another language."""

import gettext
import os
from functools import cache
from pathlib import Path

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
LOCALES = Path(__file__).parent / "locales"


@cache
def _catalogue(language: str) -> gettext.NullTranslations:
    return gettext.translation("qantar", LOCALES, languages=[language], fallback=True)


def _(message: str) -> str:
    """The message in the edition's language (environment variable ``QANTAR_LANGUAGE``, default English)."""
    return _catalogue(os.environ.get("QANTAR_LANGUAGE", "en")).gettext(message)


def running(name: str) -> str:
    """The name of a country as it stands in a sentence: "the United States"; any other text unchanged."""
    return _("the {country}").format(country=name) if name in _WITH_ARTICLE else name
