"""Verdicts follow the declared rules in the declared order, on both sides of every boundary."""

import pytest

from qantar.chapters.claims.frames import rules_list
from qantar.chapters.claims.rules import (
    NEAR,
    ORDER,
    VERDICTS,
    WORDS,
    YEARS_BACK,
    Count,
    Evidence,
    Rule,
    same_time,
    verdict,
)
from qantar.report.sentences import number

ABOVE_70 = Rule("threshold", ">", 0.70)
AT_MOST_20 = Rule("threshold", "<=", 20)
SHARE = Rule("equality", "=", 0.181, tolerance=0.0005)
TROOPS = Rule("equality", "=", 2500, tolerance=50)
SECOND = Rule("rank", "=", 2)
FALL = Rule("equality", "=", 0.14, tolerance=0.005, no_effect=0.0)


def counted(value, *others, stated="2022-01"):
    return Evidence(value, counts=tuple(Count(*one) for one in others), stated_date=stated)


@pytest.mark.parametrize(
    ("rule", "value", "expected"),
    [
        (ABOVE_70, 0.7001, "supported"),
        (ABOVE_70, 0.70, "roughly"),
        (AT_MOST_20, 20, "supported"),
        (AT_MOST_20, 21, "roughly"),
        (SHARE, 0.1805, "supported"),
        (SHARE, 0.1815, "supported"),
        (SHARE, 0.18151, "roughly"),
        (SHARE, 0.18049, "roughly"),
        (ABOVE_70, 0.6301, "roughly"),
        (ABOVE_70, 0.6299, "contradicted"),
        (TROOPS, 2750, "roughly"),
        (TROOPS, 2751, "contradicted"),
        (TROOPS, 2250, "roughly"),
        (TROOPS, 2249, "contradicted"),
        (SECOND, 2, "supported"),
        (SECOND, 3, "contradicted"),
        (Rule("rank", "=", 20), 21, "contradicted"),
        (Rule("sign", "<", 0.0), -0.01, "supported"),
        (Rule("sign", "<", 0.0), 0.01, "contradicted"),
        (ABOVE_70, None, "unverifiable"),
    ],
)
def test_one_number_decides_by_itself(rule, value, expected):
    assert verdict(rule, Evidence(value)) == expected


@pytest.mark.parametrize(
    ("other", "expected"),
    [
        ((2550, "2022-01-06"), "disputed"),
        ((2551, "2022-01-06"), "contradicted"),
        ((2450, "2022"), "disputed"),
        ((2449, "2022"), "contradicted"),
        ((3600, "2022-01"), "contradicted"),
        ((2500, "2022-02"), "contradicted"),
        ((2500, "2021"), "contradicted"),
    ],
)
def test_a_dispute_needs_a_count_inside_the_tolerance(other, expected):
    assert verdict(TROOPS, counted(2030, other)) == expected


def test_counts_around_a_target_make_no_dispute():
    assert verdict(TROOPS, counted(2030, (3600, "2022-01"))) == "contradicted"


def test_a_count_of_another_year_makes_no_dispute():
    official = (0.712, "2023")
    assert verdict(ABOVE_70, counted(0.64, official, stated="2021")) == "roughly"
    assert verdict(ABOVE_70, counted(0.64, official, stated="2023")) == "disputed"


@pytest.mark.parametrize(("years", "expected"), [(YEARS_BACK, "outdated"), (YEARS_BACK + 1, "")])
def test_what_held_long_ago_is_not_outdated(years, expected):
    late = Evidence(0.5, stated_date="2021", last_true_year=2021 - years)
    assert verdict(ABOVE_70, late) == (expected or "contradicted")


def test_what_held_later_than_stated_is_not_outdated():
    later = Evidence(0.5, stated_date="2021", last_true_year=2022)
    assert verdict(ABOVE_70, later) == "contradicted"


def test_a_revision_by_the_same_source_is_outdated_not_disputed():
    assert verdict(ABOVE_70, Evidence(0.64, earlier=(0.71,))) == "outdated"
    assert verdict(ABOVE_70, Evidence(0.64, earlier=(0.70,))) == "roughly"


@pytest.mark.parametrize(
    ("low", "high", "expected"),
    [
        (-0.34, 0.30, "unverifiable"),
        (0.0, 0.14, "unverifiable"),
        (0.001, 0.14, "supported"),
        (0.10, 0.139, "contradicted"),
        (-0.05, 0.05, "contradicted"),
        (0.3, 0.5, "contradicted"),
    ],
)
def test_an_interval_with_both_claim_and_nothing_tells_nothing(low, high, expected):
    assert verdict(FALL, Evidence((low + high) / 2, low, high)) == expected


def test_a_point_that_hits_does_not_override_its_interval():
    assert verdict(FALL, Evidence(0.14, -0.1, 0.38)) == "unverifiable"


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("2021", "2021-10", True),
        ("2021-10", "2021", True),
        ("2021-11", "2021-10", False),
        ("2021-10-31", "2021-10", True),
        ("2020/2022", "2021-10", True),
        ("2020/2021-09", "2021-10", False),
        ("2021-10-31/2021-11-02", "2021-11-02", True),
        ("", "2021", True),
    ],
)
def test_dates_meet_as_exactly_as_they_are_given(one, other, expected):
    assert same_time(one, other) is expected
    assert same_time(other, one) is expected


def test_the_page_prints_the_rules_that_decide():
    lines = rules_list().text.splitlines()
    assert len(lines) == len(ORDER) == len(VERDICTS)
    assert set(VERDICTS) == {step.name for step in ORDER} == set(WORDS)
    for place, (line, step) in enumerate(zip(lines, ORDER, strict=True), start=1):
        assert line.startswith(f"{place}. **{WORDS[step.name]}**")
        assert step.judged in line and step.computed in line
    assert number(NEAR, ".0%") in rules_list().text and f"{YEARS_BACK} years" in rules_list().text
