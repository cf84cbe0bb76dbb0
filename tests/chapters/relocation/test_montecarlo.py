"""Draws are seeded, triangular, correlated as told, and the same on every machine."""

import numpy as np
import pytest
from pytest import approx
from scipy.stats import binomtest, kstest, norm, triang

from qantar.chapters.relocation import montecarlo
from qantar.chapters.shared.chance import clopper_pearson, triangular


def test_uniforms_are_the_top_bits_of_the_fixed_stream():
    raw = np.random.PCG64(7).random_raw(6).tolist()
    assert montecarlo.uniforms(7, 2, 3).ravel().tolist() == [
        ((number >> 12) + 0.5) / 2**52 for number in raw
    ]


def test_draws_never_change_for_a_seed():
    # The raw stream of PCG64(2022): if it changed, so would every simulated figure.
    first = montecarlo.uniforms(2022, 1, 3)[0]
    assert first.tolist() == approx([0.24742606, 0.09299006, 0.61176337], abs=1e-8)


@pytest.mark.parametrize("limits", [(0.1, 0.6, 0.95), (0.0, 0.0, 1.0), (2.0, 8.0, 8.0)])
def test_draws_follow_the_triangular_distribution(limits):
    low, mode, high = limits
    drawn = triangular(montecarlo.uniforms(11, 1, 20_000)[0], *limits)
    reference = triang(c=(mode - low) / (high - low), loc=low, scale=high - low)
    assert kstest(drawn, reference.cdf).pvalue > 0.01
    assert low <= drawn.min() and drawn.max() <= high


def test_a_range_of_one_value_is_that_value():
    assert set(triangular(np.array([0.1, 0.9]), 3.0, 3.0, 3.0)) == {3.0}


@pytest.mark.parametrize("correlation", [-1.0, -0.5, 0.0, 0.3, 1.0])
def test_scores_have_the_correlation_and_stay_uniform(correlation):
    leading, u = montecarlo.uniforms(3, 2, 40_000)
    made = montecarlo.correlated(u, leading, correlation)
    found = np.corrcoef(norm.ppf(leading), norm.ppf(made))[0, 1]
    assert found == approx(correlation, abs=0.02)
    assert kstest(made, "uniform").pvalue > 0.01


@pytest.mark.parametrize(("successes", "draws"), [(0, 50), (3, 50), (50, 50), (47_274, 100_000)])
def test_the_exact_interval_is_scipys(successes, draws):
    expected = binomtest(successes, draws).proportion_ci(method="exact")
    assert clopper_pearson(successes, draws) == approx((expected.low, expected.high))
