"""How numbers of mining are written: short, and as ranges and floors."""

from collections.abc import Sequence

from qantar.common.text import _, joined
from qantar.report.sentences import day, number, per_cent


def short_number(value: float) -> str:
    """``11``, ``2.5``, ``7``: one decimal below ten, where it is no zero."""
    return number(value, ",.0f") if value >= 9.95 else number(value, ".1f").removesuffix(".0")


def range_words(low: float, high: float, *, floor: bool = False, share: bool = False) -> str:
    """``6 %``, ``1.1–7.5``, or ``≥ 7`` for a floor that is one number; shares are fractions."""
    least, most = (short_number(100 * end if share else end) for end in (low, high))
    words = least if least == most else _("{least}–{most}").format(least=least, most=most)
    shown = per_cent(words) if share else words
    return _("≥ {number}").format(number=shown) if floor and least == most else shown


def months_named(months: Sequence[str]) -> str:
    """ISO months, at least one, as a list in a sentence."""
    return joined([day(month) for month in months])
