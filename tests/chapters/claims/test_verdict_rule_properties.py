"""What must hold for every rule and every number."""

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from qantar.chapters.claims.rules import VERDICTS, Count, Evidence, Rule, verdict

NUMBERS = st.floats(-1e6, 1e6, allow_nan=False)
POSITIVE = st.floats(0.01, 1e6)
RULES = st.builds(
    Rule,
    kind=st.sampled_from(["equality", "threshold", "rank", "sign"]),
    comparison=st.sampled_from(["=", ">", "<", ">=", "<="]),
    target=NUMBERS,
    tolerance=st.floats(0, 10),
    no_effect=st.none(),
)
EVIDENCE = st.builds(
    Evidence,
    value=st.none() | NUMBERS,
    counts=st.lists(st.builds(Count, NUMBERS, st.just("2021")), max_size=3).map(tuple),
    stated_date=st.sampled_from(["", "2021", "2021-08"]),
    last_true_year=st.none() | st.integers(1990, 2026),
)
few = settings(max_examples=150)


@few
@given(RULES, EVIDENCE)
def test_every_claim_gets_a_verdict_and_supported_means_true(rule, evidence):
    result = verdict(rule, evidence)
    assert result in VERDICTS
    if evidence.value is not None:
        assert (result == "supported") == rule.holds(evidence.value)


@few
@given(RULES, EVIDENCE, NUMBERS)
def test_a_count_that_agrees_makes_a_false_claim_disputed(rule, evidence, count):
    if evidence.value is None or rule.holds(evidence.value) or not rule.holds(count):
        return
    more = replace(evidence, counts=(*evidence.counts, Count(count, "2021")))
    assert verdict(rule, more) == "disputed"


@few
@given(
    st.sampled_from([">", "<"]),
    POSITIVE,
    POSITIVE,
    st.sampled_from([0.125, 0.5, 2.0, 1024.0]),
)
def test_the_unit_does_not_matter(comparison, target, value, factor):
    one = verdict(Rule("threshold", comparison, target), Evidence(value))
    other = verdict(Rule("threshold", comparison, target * factor), Evidence(value * factor))
    assert one == other


@few
@given(st.integers(1, 200), st.integers(1, 200))
def test_a_rank_is_right_or_wrong(stated, found):
    expected = "supported" if stated == found else "contradicted"
    assert verdict(Rule("rank", "=", stated), Evidence(found)) == expected
