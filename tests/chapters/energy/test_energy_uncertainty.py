"""The simulation of emissions against cases with a known answer."""

import numpy as np
import pytest

from qantar.chapters.energy import uncertainty
from qantar.chapters.shared.chance import triangular

N = 400_000


def normal(seed):
    return np.random.default_rng(seed).standard_normal(N)


def uniform(seed):
    return np.random.default_rng(seed).random(N)


def test_product_of_two_lognormals_is_the_analytic_one():
    """ln(X·Y) is normal with variance sigma_x² + sigma_y²: its factor at 95 % is known."""
    one = uncertainty.lognormal(10.0, 1.5, normal(1))
    other = uncertainty.lognormal(0.8, 1.2, normal(2))
    found = uncertainty.interval(one * other)
    factor = np.exp(np.hypot(np.log(1.5), np.log(1.2)))
    assert found.median == pytest.approx(8.0, rel=0.005)
    assert found.low == pytest.approx(8.0 / factor, rel=0.005)
    assert found.high == pytest.approx(8.0 * factor, rel=0.005)


def test_lognormal_keeps_its_stated_factor():
    found = uncertainty.interval(uncertainty.lognormal(10.0, 2.0, normal(3)))
    assert (found.low, found.median, found.high) == pytest.approx((5.0, 10.0, 20.0), rel=0.01)


def test_factor_one_is_certainty():
    assert set(uncertainty.lognormal(10.0, 1.0, normal(4))) == {10.0}


@pytest.mark.parametrize("mode", [600.0, 700.0, 800.0])
def test_triangular_has_its_mean_and_variance(mode):
    low, high = 600.0, 800.0
    draws = triangular(uniform(5), low, mode, high)
    variance = (low**2 + mode**2 + high**2 - low * mode - low * high - mode * high) / 18
    assert draws.mean() == pytest.approx((low + mode + high) / 3, rel=0.001)
    assert draws.var() == pytest.approx(variance, rel=0.01)
    assert low <= draws.min() and draws.max() <= high


def test_triangular_without_width_is_its_mode():
    assert set(triangular(uniform(6), 700.0, 700.0, 700.0)) == {700.0}


def test_emissions_without_doubts_are_the_product():
    found = uncertainty.emissions(10.0, 1.0, (833.0, 833.0, 833.0), draws=1000, seed=7)
    assert [tuple(one) for one in found.values()] == [pytest.approx((8.33, 8.33, 8.33))] * 3


def test_each_doubt_alone_leaves_the_other_out():
    found = uncertainty.emissions(10.0, 1.5, (650.0, 833.0, 840.0), draws=N, seed=8)
    assert found["load"].low == pytest.approx(8.33 / 1.5, rel=0.01)
    assert found["load"].high == pytest.approx(8.33 * 1.5, rel=0.01)
    assert 6.5 < found["counting"].low < found["counting"].high < 8.4
    assert found["both"].low < found["load"].low


def test_same_seed_gives_the_same_draws():
    one, same, other = (
        uncertainty.emissions(10.0, 1.5, (650.0, 833.0, 840.0), draws=2000, seed=seed)
        for seed in (9, 9, 10)
    )
    assert one == same != other
