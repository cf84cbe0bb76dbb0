"""Words of code that readers see pass through here, so that they can be translated."""

import gettext
import re
from collections.abc import Iterable, Sequence
from functools import cache

from qantar.common import catalogues, language

NAME = "name"  # context of names that code knows in English
_APOSTROPHE = re.compile(r"(?<=[\w}])'(?=[st]\b)|(?<=s)'(?!\w)|(?<=\b[dDlL])'(?=[A-Z])")
_MANY = 100  # whose form of words a fraction takes


class _Source(gettext.NullTranslations):
    """The source's own words, with the apostrophes of print."""

    def gettext(self, message: str) -> str:
        return _APOSTROPHE.sub("’", message)

    def pgettext(self, context: str, message: str) -> str:
        return self.gettext(message)

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return self.gettext(super().ngettext(msgid1, msgid2, n))

    def npgettext(self, context: str, msgid1: str, msgid2: str, n: int) -> str:
        return self.ngettext(msgid1, msgid2, n)


@cache
def _catalogue(code: str) -> gettext.NullTranslations:
    if code == language.SOURCE:
        return _Source()
    catalogues.compile_changed(code)
    return gettext.translation("qantar", language.LOCALES, languages=[code], fallback=True)


def _current() -> gettext.NullTranslations:
    return _catalogue(language.current().code)


def N_(message: str) -> str:
    """The message itself: marks for the catalogues what `named` or ``_`` translates later."""
    return message


def NC_(context: str, message: str) -> str:
    """The same for a word that means something else elsewhere: `named` looks in NAME first."""
    return message


def _(message: str) -> str:
    """The message in this process's language."""
    return _current().gettext(message)


def ngettext(one: str, several: str, count: int) -> str:
    """The form of a message for `count` things: "1 event", "2 events"."""
    return _current().ngettext(one, several, count)


def form(forms: Sequence[str], shown: str) -> str:
    """Words as they stand with a number, written as readers see it, from a language's plural forms.

    `forms` in the order of the catalogues, for English "# block", "# blocks".
    """
    now = language.current()
    digits = re.sub(rf"[^\d{re.escape(now.decimal)}]", "", shown).replace(now.decimal, ".")
    rule = now.plurals.partition("plural=")[2].rstrip(";")
    place = gettext.c2py(rule)(_things(float(digits)))
    return forms[min(place, len(forms) - 1)]  # a message without translation has the source's forms


def _things(count: float) -> int:
    """A count as the rule of plural forms takes it, which knows whole numbers only."""
    return int(count) if float(count).is_integer() else _MANY


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


def NP_(context: str, one: str, several: str) -> tuple[str, str]:
    """Both forms of a message: marks for the catalogues what is translated later for a count."""
    return one, several


_COUNTED = {
    several: (one, several)
    for one, several in (
        NP_("counted", "person", "people"),
        NP_("counted", "claim", "claims"),
        NP_("counted", "country", "countries"),
        NP_("counted", "region", "regions"),
        NP_("counted", "company", "companies"),
        NP_("counted", "block", "blocks"),
        NP_("counted", "number", "numbers"),
        NP_("counted", "year", "years"),
        NP_("counted", "month", "months"),
        NP_("counted", "week", "weeks"),
        NP_("counted", "day", "days"),
        NP_("counted", "strike", "strikes"),
        NP_("counted", "predictor", "predictors"),
        NP_("counted", "assumption", "assumptions"),
        NP_("counted", "case", "cases"),
    )
}


def counted(words: str, count: float | None) -> str:
    """A unit as it stands behind its number: "1 person", "1.5 years"; others as `unit` has them."""
    if words not in _COUNTED:
        return unit(words)
    return _current().npgettext(
        "counted", *_COUNTED[words], _things(_MANY if count is None else count)
    )


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
