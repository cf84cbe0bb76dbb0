"""Words of code that readers see pass through here, so that they can be translated."""

import gettext
from functools import cache

from qantar.common import language
from qantar.common.paths import LOCALES


@cache
def _catalogue(code: str) -> gettext.NullTranslations:
    return gettext.translation("qantar", LOCALES, languages=[code], fallback=True)


def _(message: str) -> str:
    """The message in this process's language."""
    return _catalogue(language.current().code).gettext(message)


def ngettext(one: str, several: str, count: int) -> str:
    """The form of a message for `count` things: "1 event", "2 events"."""
    return _catalogue(language.current().code).ngettext(one, several, count)
