"""Draws are triangular, seeded, and the same whatever library draws the rest."""

import numpy as np
import pytest
from pytest import approx
from scipy.stats import binomtest, kstest, triang

from qantar.chapters.relocation import montecarlo


def test_uniforms_are_the_top_bits_of_the_fixed_stream():
    raw = np.random.PCG64(7).random_raw(6).tolist()
    assert montecarlo.uniforms(7, 2, 3).ravel().tolist() == [
        (number >> 11) / 2**53 for number in raw
    ]


def test_draws_never_change_for_a_seed():
    # The raw stream of PCG64(2022), as numpy 2.4 gives it: if it changed, so would every simulated
    # figure.
    first = montecarlo.uniforms(2022, 1, 3)[0]
    assert first.tolist() == approx([0.24742606, 0.09299006, 0.61176337], abs=1e-8)


def test_one_seed_one_result_another_seed_another():
    ranges = {"a": (0.0, 1.0, 2.0), "b": (5.0, 5.0, 6.0)}
    one, same, other = (montecarlo.draw(ranges, 50, seed) for seed in (1, 1, 2))
    assert np.array_equal(one["a"], same["a"]) and np.array_equal(one["b"], same["b"])
    assert not np.array_equal(one["a"], other["a"])


def test_inputs_are_drawn_independently():
    drawn = montecarlo.draw({"a": (0.0, 1.0, 2.0), "b": (0.0, 1.0, 2.0)}, 20_000, 3)
    assert abs(np.corrcoef(drawn["a"], drawn["b"])[0, 1]) < 0.03


@pytest.mark.parametrize("limits", [(0.1, 0.6, 0.95), (0.0, 0.0, 1.0), (2.0, 8.0, 8.0)])
def test_draws_follow_the_triangular_distribution(limits):
    low, mode, high = limits
    drawn = montecarlo.draw({"x": limits}, 20_000, 11)["x"]
    reference = triang(c=(mode - low) / (high - low), loc=low, scale=high - low)
    assert kstest(drawn, reference.cdf).pvalue > 0.01
    assert low <= drawn.min() and drawn.max() <= high


def test_a_range_of_one_value_is_that_value():
    assert set(montecarlo.draw({"x": (3.0, 3.0, 3.0)}, 10, 1)["x"]) == {3.0}


@pytest.mark.parametrize(("successes", "draws"), [(0, 50), (3, 50), (50, 50), (47_274, 100_000)])
def test_the_exact_interval_is_scipys(successes, draws):
    expected = binomtest(successes, draws).proportion_ci(method="exact")
    assert montecarlo.clopper_pearson(successes, draws) == approx((expected.low, expected.high))
