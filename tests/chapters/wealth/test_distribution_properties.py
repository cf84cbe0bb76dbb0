"""What holds of Gini, Theil and the tail whatever the incomes."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qantar.chapters.wealth.distribution import (
    gini_pchip,
    gini_trapezoid,
    lorenz,
    tail_share,
    theil,
    theil_parts,
)

amounts = st.floats(0.01, 1e6)
members = st.lists(st.tuples(st.integers(1, 1000), amounts), min_size=1, max_size=6)


def curve(incomes):
    ordered = np.sort(np.asarray(incomes, dtype=float))
    return lorenz(ordered / ordered.sum())


def unpacked(groups):
    return np.array([people for people, _ in groups]), np.array([mean for _, mean in groups])


@settings(max_examples=60)
@given(st.lists(amounts, min_size=2, max_size=12))
def test_straight_lines_bound_the_smooth_curve_from_below(incomes):
    people, share = curve(incomes)
    straight, smooth = gini_trapezoid(people, share), gini_pchip(people, share)
    assert -1e-9 <= straight <= smooth + 1e-9
    assert smooth <= 1 + 1e-9


@settings(max_examples=60)
@given(st.lists(amounts, min_size=2, max_size=12), st.floats(0.001, 1000), st.randoms())
def test_gini_knows_neither_order_nor_currency(incomes, factor, random):
    shuffled = list(incomes)
    random.shuffle(shuffled)
    assert gini_pchip(*curve([factor * one for one in shuffled])) == pytest.approx(
        gini_pchip(*curve(incomes)), abs=1e-9
    )


@settings(max_examples=60)
@given(members, st.floats(0.001, 1000), st.integers(1, 50), st.randoms())
def test_theil_knows_neither_order_nor_currency_nor_size(groups, factor, copies, random):
    shuffled = list(groups)
    random.shuffle(shuffled)
    people, mean = unpacked(groups)
    others, means = unpacked(shuffled)
    assert theil(others * copies, means * factor) == pytest.approx(theil(people, mean), abs=1e-9)
    assert theil(people, mean) >= -1e-9


@settings(max_examples=60)
@given(st.lists(members, min_size=1, max_size=5))
def test_theil_splits_into_between_and_within(groups):
    parts = [unpacked(group) for group in groups]
    together = theil(*unpacked([member for group in groups for member in group]))
    between, within = theil_parts(parts)
    assert between + within == pytest.approx(together, abs=1e-9)
    assert between >= -1e-9 and within >= -1e-9


@settings(max_examples=60)
@given(st.floats(1.05, 5), st.floats(0.05, 0.9), st.floats(1e-8, 0.01), st.floats(1e-8, 0.01))
def test_fewer_people_never_own_more_on_a_tail(alpha, top1, one, other):
    smaller, larger = sorted((one, other))
    few, more = (tail_share(fraction, alpha, top1) for fraction in (smaller, larger))
    assert few <= more * (1 + 1e-12)
    assert more <= top1 * (1 + 1e-12)
