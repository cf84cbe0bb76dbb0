"""Words of code that readers see pass through here, so that they can be translated."""

import gettext
from functools import cache

from qantar.common import catalogues, language


@cache
def _catalogue(code: str) -> gettext.NullTranslations:
    if code == language.SOURCE:
        return gettext.NullTranslations()
    catalogues.compile_changed(code)
    return gettext.translation("qantar", language.LOCALES, languages=[code], fallback=True)


def _current() -> gettext.NullTranslations:
    return _catalogue(language.current().code)


def N_(message: str) -> str:
    """The message itself: marks for the catalogues what ``_`` or ``pgettext`` translates later."""
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
