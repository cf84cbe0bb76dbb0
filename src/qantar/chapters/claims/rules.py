"""The declared rules by which a quantitative claim gets its verdict; nothing here knows any
claim.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

VERDICTS = (
    "supported",
    "roughly",
    "disputed",
    "outdated",
    "contradicted",
    "unverifiable",
    "opinion",
)
NEAR = 0.10  # `roughly`: within a tenth of the stated value or threshold
YEARS_BACK = 10  # `outdated`: the claim held at a dated value at most this many years earlier

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
            return abs(value - self.target) <= self.tolerance
        return {
            ">": value > self.target,
            "<": value < self.target,
            ">=": value >= self.target,
            "<=": value <= self.target,
        }[self.comparison]


@dataclass(frozen=True)
class Evidence:
    """What is known of the number: newest value, interval, other counts, and the last year it held.

    ``low`` and ``high`` are an interval only where the rule has a ``no_effect``; other vintages,
    methods and official counts go to ``others``.
    """

    value: float | None
    low: float | None = None
    high: float | None = None
    others: tuple[float, ...] = ()
    stated_year: int | None = None
    last_true_year: int | None = None


def _inside(value: float, evidence: Evidence) -> bool:
    return (
        evidence.low is not None
        and evidence.high is not None
        and evidence.low <= value <= evidence.high
    )


def _is_supported(rule: Rule, evidence: Evidence) -> bool:
    if rule.no_effect is None or evidence.low is None:
        return rule.holds(evidence.value)
    if _inside(rule.no_effect, evidence):
        return False
    return _inside(rule.target, evidence) if rule.comparison == "=" else rule.holds(evidence.value)


def _is_disputed(rule: Rule, evidence: Evidence) -> bool:
    if rule.no_effect is not None and _inside(rule.no_effect, evidence):
        holds = (
            rule.holds(evidence.low) or rule.holds(evidence.high) or _inside(rule.target, evidence)
        )
        if holds:
            return True
    counts = (evidence.value, *evidence.others)
    if any(rule.holds(count) for count in counts) and not all(
        rule.holds(count) for count in counts
    ):
        return True
    return rule.comparison == "=" and min(counts) < rule.target < max(counts)


def _is_outdated(evidence: Evidence) -> bool:
    if evidence.stated_year is None or evidence.last_true_year is None:
        return False
    return 0 <= evidence.stated_year - evidence.last_true_year <= YEARS_BACK


def verdict(rule: Rule, evidence: Evidence) -> str:
    """The verdict by the declared order: supported, disputed, outdated, roughly, contradicted.

    ``unverifiable`` where the number is missing. An interval supports a claim only if it leaves out
    "no effect". A rank is never roughly right.
    """
    if evidence.value is None:
        return "unverifiable"
    if _is_supported(rule, evidence):
        return "supported"
    if _is_disputed(rule, evidence):
        return "disputed"
    if _is_outdated(evidence):
        return "outdated"
    near = abs(evidence.value - rule.target) <= NEAR * abs(rule.target)
    return "roughly" if near and rule.kind in ("equality", "threshold") else "contradicted"


def sides(rule: Rule, counts: Iterable[tuple[str, float]]) -> tuple[list[str], list[str]]:
    """Names of the counts for which the claim holds, and of those for which it does not."""
    holding: list[str] = []
    failing: list[str] = []
    for name, value in counts:
        (holding if rule.holds(value) else failing).append(name)
    return holding, failing
