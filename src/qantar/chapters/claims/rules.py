"""The verdicts and the rules that give them; nothing here knows any claim.

VERDICTS is the only statement of the rules: the code decides by it, and the page prints it.
"""

import operator
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from qantar.common.text import _, ngettext
from qantar.report.sentences import number

_SLACK = 1e-9  # of a tolerance: binary fractions miss decimal limits by less
NEAR = 0.10  # `roughly`: within a tenth of the stated value or limit
YEARS_BACK = 10  # `outdated`: the claim held at a value at most this many years older

_COMPARE = {">": operator.gt, "<": operator.lt, ">=": operator.ge, "<=": operator.le}

Kind = Literal["equality", "threshold", "rank", "sign"]


@dataclass(frozen=True)
class Rule:
    """What a claim says of one number, in the number's own unit.

    ``comparison`` is one of ``=``, ``>``, ``<``, ``<=``, ``>=``; ``tolerance`` is the rounding of a
    stated value (equality only); ``no_effect`` is the value that would mean "nothing happened",
    where the evidence is an interval. A sign rule compares with zero.
    """

    kind: Kind
    comparison: str
    target: float
    tolerance: float = 0.0
    no_effect: float | None = None

    def holds(self, value: float) -> bool:
        """Whether `value` makes the claim true."""
        if self.comparison == "=":
            return abs(value - self.target) <= self.tolerance * (1 + _SLACK)
        return _COMPARE[self.comparison](value, self.target)


@dataclass(frozen=True)
class Count:
    """Another source's count of the same thing, with the time it speaks of (ISO 8601)."""

    value: float
    as_of: str


@dataclass(frozen=True)
class Evidence:
    """What is known of the number that a claim states.

    ``value`` is the newest figure; ``low`` and ``high`` are its interval, only where the rule has a
    ``no_effect``; ``counts`` are other sources' counts of the same thing; ``earlier`` are values
    that the figure's own publisher has since revised. ``stated_date`` is the time the claim speaks
    of (empty: any), ``last_true_year`` the last year in which the claim held.
    """

    value: float | None
    low: float | None = None
    high: float | None = None
    counts: tuple[Count, ...] = ()
    earlier: tuple[float, ...] = ()
    stated_date: str = ""
    last_true_year: int | None = None


def same_time(one: str, other: str) -> bool:
    """Whether two dates or spans (ISO 8601, as exact as given) overlap; an empty one always does.

    >>> same_time("2021", "2021-10"), same_time("2021", "2023"), same_time("2020/2022", "2021-10")
    (True, False, True)
    """
    if not one or not other:
        return True
    (first, last), (begin, end) = _span(one), _span(other)
    return first <= end and begin <= last


def _span(text: str) -> tuple[str, str]:
    first, __, last = text.partition("/")
    return first, f"{last or first}~"  # "~" sorts after every digit and hyphen


def _inside(value: float, evidence: Evidence) -> bool:
    low, high = evidence.low, evidence.high
    return low is not None and high is not None and low <= value <= high


def _is_unverifiable(rule: Rule, evidence: Evidence) -> bool:
    """Whether the number is missing, or its interval holds both "no effect" and the claim."""
    if evidence.value is None:
        return True
    if rule.no_effect is None or not _inside(rule.no_effect, evidence):
        return False
    ends = (evidence.low, evidence.high)
    return _inside(rule.target, evidence) or any(rule.holds(end) for end in ends if end is not None)


def _is_supported(rule: Rule, evidence: Evidence) -> bool:
    if evidence.value is None:
        return False
    if rule.no_effect is None or evidence.low is None:
        return rule.holds(evidence.value)
    if _inside(rule.no_effect, evidence):
        return False
    return _inside(rule.target, evidence) if rule.comparison == "=" else rule.holds(evidence.value)


def _is_disputed(rule: Rule, evidence: Evidence) -> bool:
    """Whether counts of the stated time fall on both sides; for an equality, of the tolerance."""
    return any(
        rule.holds(count.value)
        for count in evidence.counts
        if same_time(count.as_of, evidence.stated_date)
    )


def _is_outdated(rule: Rule, evidence: Evidence) -> bool:
    if any(rule.holds(value) for value in evidence.earlier):
        return True
    if not evidence.stated_date or evidence.last_true_year is None:
        return False
    return 0 <= int(evidence.stated_date[:4]) - evidence.last_true_year <= YEARS_BACK


def _is_near(rule: Rule, evidence: Evidence) -> bool:
    if evidence.value is None or rule.kind not in ("equality", "threshold"):
        return False
    return abs(evidence.value - rule.target) <= NEAR * abs(rule.target)


@dataclass(frozen=True)
class Verdict:
    """A verdict: when a rule gives it (None: no rule does), and both ways to it in words."""

    name: str
    applies: Callable[[Rule, Evidence], bool] | None
    computed: str
    judged: str


# In the order in which the rules are tried; the first that applies decides. Where a count agrees
# and the figure does not, the sources fall on both sides: a figure that holds is tried before.
ORDER = (
    Verdict(
        "unverifiable",
        _is_unverifiable,
        _("the number is missing, or its interval holds both the claim and no effect at all"),
        _("evidence was looked for and not found"),
    ),
    Verdict(
        "supported",
        _is_supported,
        _("true at the stated date by the newest release of the data"),
        _("sources that would know agree that it is so"),
    ),
    Verdict(
        "disputed",
        _is_disputed,
        _(
            "sources that count the same thing at the stated date fall on both sides: of a limit, "
            "or of the rounding of a stated value; counts of another year do not make a dispute"
        ),
        _("serious sources contradict each other"),
    ),
    Verdict(
        "outdated",
        _is_outdated,
        ngettext(
            "no longer true, but true by an earlier release of the same source or at a value at "
            "most {years} year older",
            "no longer true, but true by an earlier release of the same source or at a value at "
            "most {years} years older",
            YEARS_BACK,
        ).format(years=YEARS_BACK),
        _("true once, and overtaken before the article appeared"),
    ),
    Verdict(
        "roughly",
        _is_near,
        _("within {share} of the stated value or limit; never for a rank").format(
            share=number(NEAR, ".0%")
        ),
        _("right in the main point, wrong or unproven in a detail"),
    ),
    Verdict(
        "contradicted",
        lambda rule, evidence: True,
        _("none of these"),
        _("sources that would know say otherwise"),
    ),
    Verdict("opinion", None, "", _("no evidence could settle it")),
)
# In the order in which a reader meets them.
WORDS = {
    "supported": _("Supported"),
    "roughly": _("Roughly right"),
    "disputed": _("Disputed"),
    "outdated": _("Outdated"),
    "contradicted": _("Contradicted"),
    "unverifiable": _("Cannot be told"),
    "opinion": _("Opinion"),
}
VERDICTS = tuple(WORDS)


def verdict(rule: Rule, evidence: Evidence) -> str:
    """The name of the first verdict of ORDER whose rule applies."""
    return next(step.name for step in ORDER if step.applies and step.applies(rule, evidence))
