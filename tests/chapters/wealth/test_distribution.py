"""Gini, Palma and Theil give the values that are known in closed form."""

import math

import numpy as np
import pytest

from qantar.chapters.wealth.distribution import (
    gini_pchip,
    gini_trapezoid,
    lorenz,
    palma,
    theil,
    theil_parts,
)

GINIS = (gini_trapezoid, gini_pchip)


def pareto_curve(alpha, points=20_000):
    people = 1 - np.geomspace(1, 1e-12, points)
    people[-1] = 1.0
    return people, 1 - (1 - people) ** (1 - 1 / alpha)


@pytest.mark.parametrize("gini", GINIS)
def test_perfect_equality_has_gini_zero(gini):
    assert gini(*lorenz([0.1] * 10)) == pytest.approx(0, abs=1e-12)


@pytest.mark.parametrize("gini", GINIS)
def test_one_of_n_having_all_has_gini_one_minus_one_over_n(gini):
    """The trapezoid gives 1 - 1/n exactly; the smooth curve must not fall below it."""
    found = gini(*lorenz([0.0] * 9 + [1.0]))
    assert found == pytest.approx(0.9, abs=1e-12) if gini is gini_trapezoid else found >= 0.9


def test_uniform_incomes_have_gini_one_third():
    """Shares of tenths of a uniform distribution: (2i - 1)/100; its Lorenz curve is p²."""
    people, share = lorenz([(2 * place - 1) / 100 for place in range(1, 11)])
    assert share == pytest.approx(people**2)
    assert gini_trapezoid(people, share) == pytest.approx(0.33)
    assert gini_pchip(people, share) == pytest.approx(1 / 3, abs=2e-4)


@pytest.mark.parametrize("gini", GINIS)
@pytest.mark.parametrize("alpha", [1.5, 2.0, 3.0])
def test_pareto_incomes_have_the_pareto_gini(gini, alpha):
    assert gini(*pareto_curve(alpha)) == pytest.approx(1 / (2 * alpha - 1), abs=1e-5)


def test_shares_that_do_not_add_up_are_refused():
    for shares in ([0.2] * 4, [0.5, math.nan, 0.5], []):
        with pytest.raises(ValueError, match="add up to 1"):
            lorenz(shares)


def test_palma_is_top_tenth_over_bottom_four():
    assert palma([0.02, 0.03, 0.05, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.3]) == pytest.approx(1.5)
    with pytest.raises(ValueError, match="10 shares"):
        palma([0.2] * 5)


def test_theil_of_two_groups_by_hand():
    """Half of the people have three quarters: 0.75 ln 1.5 + 0.25 ln 0.5."""
    by_hand = 0.75 * math.log(1.5) + 0.25 * math.log(0.5)
    assert theil([10, 10], [3, 1]) == pytest.approx(by_hand)


def test_theil_is_zero_for_equals_and_ln_n_when_one_has_all():
    assert theil([1, 5, 9], [2, 2, 2]) == pytest.approx(0, abs=1e-12)
    assert theil([1, 1, 1, 1], [0, 0, 0, 8]) == pytest.approx(math.log(4))


def test_theil_refuses_groups_without_people_or_negative_amounts():
    for people, mean in (([0, 1], [1, 1]), ([1, 1], [-1, 2]), ([1, 1], [0, 0])):
        with pytest.raises(ValueError, match="Theil"):
            theil(people, mean)


def test_theil_parts_by_hand():
    between, within = theil_parts([([1, 1], [1, 3]), ([1, 1], [4, 4])])
    assert between == pytest.approx(theil([2, 2], [2, 4]))
    assert within == pytest.approx(4 / 12 * theil([1, 1], [1, 3]))
