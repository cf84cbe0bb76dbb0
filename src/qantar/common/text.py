"""Words of code that readers see pass through here, so that they can be translated."""

import gettext
import os
from functools import cache

from qantar.common.paths import ROOT

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
