"""The Pareto tail gives back what it was made from, and the statement's arithmetic holds."""

import pytest

from qantar.chapters.wealth import distribution as tail


@pytest.mark.parametrize("alpha", [1.2, 1.5, 2.5])
def test_shares_of_a_pareto_tail_give_its_exponent_back(alpha):
    top10, top1 = (fraction ** (1 - 1 / alpha) for fraction in (0.1, 0.01))
    assert tail.pareto_alpha(top10, top1) == pytest.approx(alpha)
    assert tail.tail_share(0.1, alpha, top1) == pytest.approx(top10)
    assert tail.pareto_alpha_through(
        (1e-6, 1e-6 ** (1 - 1 / alpha)), (0.01, top1)
    ) == pytest.approx(alpha)


def test_the_fraction_above_a_threshold_is_that_fraction():
    alpha, top1, mean, adults = 1.5, 0.27, 45_000, 12_300_000
    for fraction in (0.01, 1e-4, 1e-6):
        limit = tail.tail_threshold(fraction, alpha, top1, mean)
        assert tail.people_above(limit, alpha, top1, mean, adults) == pytest.approx(
            fraction * adults
        )


def test_the_mean_above_a_threshold_is_alpha_over_alpha_minus_one_times_it():
    alpha, top1, mean, fraction = 1.8, 0.3, 10_000, 1e-3
    above = mean * tail.tail_share(fraction, alpha, top1) / fraction
    assert above / tail.tail_threshold(fraction, alpha, top1, mean) == pytest.approx(
        alpha / (alpha - 1)
    )


def test_shares_without_a_tail_are_refused():
    for top10, top1 in ((0.3, 0.3), (0.3, 0.0), (0.3, 0.02), (0.2, 0.4)):
        with pytest.raises(ValueError, match="tail"):
            tail.pareto_alpha(top10, top1)


def test_the_unseen_wealth_makes_the_claim_true():
    unseen = tail.unseen_needed(0.5, 0.05, 558)
    assert (0.05 * 558 + unseen) / (558 + unseen) == pytest.approx(0.5)
    assert tail.unseen_needed(0.04, 0.05, 558) == 0
