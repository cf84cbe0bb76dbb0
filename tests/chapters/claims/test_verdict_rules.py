"""Verdicts follow the declared rules in the declared order."""

import pytest

from qantar.chapters.claims.rules import Evidence, Rule, sides, verdict

ABOVE_70 = Rule("threshold", ">", 0.70)
SHARE = Rule("equality", "=", 0.181, tolerance=0.0005)
SECOND = Rule("rank", "=", 2)
FALL = Rule("equality", "=", 0.14, tolerance=0.005, no_effect=0.0)


@pytest.mark.parametrize(
    ("rule", "evidence", "expected"),
    [
        (ABOVE_70, Evidence(0.71), "supported"),
        (ABOVE_70, Evidence(0.71, others=(0.60,)), "supported"),
        (ABOVE_70, Evidence(0.64, others=(0.71,)), "disputed"),
        (
            ABOVE_70,
            Evidence(0.64, others=(0.71,), stated_year=2021, last_true_year=2014),
            "disputed",
        ),
        (ABOVE_70, Evidence(0.50, stated_year=2021, last_true_year=2014), "outdated"),
        (ABOVE_70, Evidence(0.50, stated_year=2021, last_true_year=2010), "contradicted"),
        (ABOVE_70, Evidence(0.64), "roughly"),
        (ABOVE_70, Evidence(0.62), "contradicted"),
        (SHARE, Evidence(0.1810), "supported"),
        (SHARE, Evidence(0.1816), "roughly"),
        (SHARE, Evidence(0.13), "contradicted"),
        (Rule("equality", "=", 2500), Evidence(2030, others=(3600,)), "disputed"),
        (SECOND, Evidence(2), "supported"),
        (SECOND, Evidence(3), "contradicted"),
        (Rule("rank", "=", 20), Evidence(21), "contradicted"),
        (Rule("sign", "<", 0.0), Evidence(-0.01), "supported"),
        (Rule("sign", "<", 0.0), Evidence(0.01), "contradicted"),
    ],
)
def test_a_verdict_follows_the_declared_order(rule, evidence, expected):
    assert verdict(rule, evidence) == expected


@pytest.mark.parametrize(
    ("low", "high", "expected"),
    [
        (-0.34, 0.30, "disputed"),
        (0.10, 0.18, "supported"),
        (-0.05, 0.05, "contradicted"),
        (0.3, 0.5, "contradicted"),
    ],
)
def test_an_interval_supports_only_where_it_leaves_out_no_effect(low, high, expected):
    assert verdict(FALL, Evidence((low + high) / 2, low, high)) == expected


def test_a_point_that_hits_the_claim_does_not_override_an_interval_that_holds_no_effect():
    assert verdict(FALL, Evidence(0.14, -0.1, 0.38)) == "disputed"


def test_a_missing_number_gives_no_verdict_either_way():
    assert verdict(ABOVE_70, Evidence(None, others=(0.9,))) == "unverifiable"


def test_counts_are_named_on_the_side_they_fall():
    assert sides(ABOVE_70, [("newest", 0.64), ("official", 0.71)]) == (["official"], ["newest"])
