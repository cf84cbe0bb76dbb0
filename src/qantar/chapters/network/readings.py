"""What an interval says in plain words: which falls it holds and which it does not."""

from collections.abc import Sequence

from qantar.chapters.network.blocks import Interval
from qantar.common.text import _
from qantar.report.sentences import number


def falls_inside(interval: Interval, falls: Sequence[float]) -> tuple[list[float], list[float]]:
    """The `falls` (fractions) whose ratio 1 − fall lies inside the interval of a rate ratio; the
    others.
    """
    inside = [fall for fall in falls if interval.low <= 1 - fall <= interval.high]
    return inside, [fall for fall in falls if fall not in inside]


def listed(words: Sequence[str]) -> str:
    """The words as a list in a sentence: a, b and c."""
    if len(words) < 2:
        return "".join(words)
    return _("{first} and {last}").format(first=", ".join(words[:-1]), last=words[-1])


def fall_words(fall: float) -> str:
    """A fall (fraction) in words: no change, or a fall of so many per cent."""
    return _("a fall of {percent}").format(percent=number(fall, ".0%")) if fall else _("no change")


def _named(falls: Sequence[float]) -> str:
    return listed([fall_words(fall) for fall in falls])


def reading(interval: Interval, falls: Sequence[float]) -> str:
    """One sentence on an interval of a rate ratio: which of the `falls` it holds, which it
    excludes.
    """
    inside, outside = falls_inside(interval, falls)
    if not outside:
        return _("The interval contains {inside} alike: it cannot tell them apart.").format(
            inside=_named(inside)
        )
    if not inside:
        return _("The interval excludes {outside}.").format(outside=_named(outside))
    return _("The interval contains {inside}; outside it: {outside}.").format(
        inside=_named(inside), outside=_named(outside)
    )
