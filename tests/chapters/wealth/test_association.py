"""The rank correlation, its test by reassignment, and its power."""

import itertools

import numpy as np
import pandas as pd
import pytest
import scipy

from qantar.chapters.wealth import association

OPTIONS = {"permutations": 20_000, "seed": 7, "significance": 0.05}


def frame(**columns):
    return pd.DataFrame(columns, dtype=float)


def test_ties_share_their_rank_as_in_scipy():
    one, other = [1, 2, 2, 4, 5, 5], [3, 1, 4, 4, 9, 2]
    found = association.permutation_test(pd.Series(one), frame(x=other), **OPTIONS)
    assert found["rho"].iloc[0] == pytest.approx(scipy.stats.spearmanr(one, other).statistic)


def test_the_p_value_is_the_share_of_all_orders():
    """Of the 120 orders of five cases exactly two reach |ρ| = 1."""
    found = association.permutation_test(pd.Series(range(5)), frame(x=range(5)), **OPTIONS)
    assert found["rho"].iloc[0] == pytest.approx(1)
    assert found["p"].iloc[0] == pytest.approx(2 / 120, abs=0.003)


def test_the_corrected_p_value_compares_with_the_best_predictor():
    """By hand over all orders of five: how often the better of two reaches the |ρ| of one."""
    outcome, first, second = [1, 2, 3, 4, 5], [1, 2, 3, 5, 4], [5, 1, 4, 2, 3]
    found = association.permutation_test(
        pd.Series(outcome), frame(a=first, b=second), **OPTIONS
    ).set_index("predictor")
    best = [
        max(abs(scipy.stats.spearmanr(order, other).statistic) for other in (first, second))
        for order in itertools.permutations(outcome)
    ]
    for name in "ab":
        by_hand = np.mean(np.array(best) >= abs(found.loc[name, "rho"]) - 1e-9)
        assert found.loc[name, "p_corrected"] == pytest.approx(by_hand, abs=0.015)
    assert (found["p_corrected"] >= found["p"]).all()


def test_chance_alone_rarely_passes():
    """Forty unrelated outcomes, five predictors each: about one in twenty passes."""
    random = np.random.default_rng(3)
    passed = 0
    for _run in range(40):
        found = association.permutation_test(
            pd.Series(random.normal(size=17)),
            pd.DataFrame(random.normal(size=(17, 5)), columns=list("abcde")),
            permutations=1000,
            seed=1,
            significance=0.05,
        )
        passed += (found["p_corrected"] < 0.05).any()
    assert passed <= 6


def test_a_constant_outcome_correlates_with_nothing():
    found = association.permutation_test(pd.Series([1, 1, 1, 1, 1]), frame(x=range(5)), **OPTIONS)
    assert found["rho"].iloc[0] == 0 and found["p"].iloc[0] == 1


def test_too_few_cases_are_refused():
    with pytest.raises(ValueError, match="at least 4"):
        association.permutation_test(pd.Series([1, 2, 3]), frame(x=[1, 2, 3]), **OPTIONS)


def test_the_same_seed_gives_the_same_answer():
    outcome, given = pd.Series([3, 1, 4, 1, 5, 9, 2]), frame(x=[2, 7, 1, 8, 2, 8, 1])
    same = [association.permutation_test(outcome, given, **OPTIONS) for _run in range(2)]
    assert same[0].equals(same[1])


def test_power_grows_with_the_correlation_and_the_cases():
    options = {"samples": 2000, "seed": 5, "significance": 0.05}
    few, many = pd.Series(range(17)), pd.Series(range(60))
    by_rho = [association.power(few, rho, **options) for rho in (0.0, 0.3, 0.6, 0.9)]
    assert by_rho == sorted(by_rho)
    assert by_rho[0] == pytest.approx(0.05, abs=0.02)
    assert association.power(many, 0.5, **options) > association.power(few, 0.5, **options) + 0.2


def test_ties_in_the_outcome_cost_power():
    options = {"samples": 2000, "seed": 5, "significance": 0.05}
    tied = pd.Series([0] * 15 + [1] * 2)
    assert association.power(tied, 0.7, **options) < association.power(
        pd.Series(range(17)), 0.7, **options
    )


@pytest.mark.parametrize(
    ("rho", "p", "power", "verdict"),
    [
        (0.7, 0.01, 0.4, "supported"),
        (-0.7, 0.01, 0.4, "cannot separate"),
        (0.2, 0.6, 0.4, "cannot separate"),
        (0.2, 0.6, 0.9, "speaks against"),
        (-0.7, 0.01, 0.9, "speaks against"),
        (0.7, 0.05, 0.8, "speaks against"),
    ],
)
def test_the_verdict_of_decision_0020(rho, p, power, verdict):
    row = pd.Series({"rho": rho, "p_corrected": p})
    assert association.verdict(row, power, 0.05) == verdict
