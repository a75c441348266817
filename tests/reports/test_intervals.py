"""Bands: against published tables, and against the density itself, integrated."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.reports.intervals import Estimate, banded, t_quantile, wilson


@pytest.mark.parametrize(
    ("freedom", "tabled"),
    [(3, 3.182), (5, 2.571), (8, 2.306), (10, 2.228), (28, 2.048), (60, 2.000), (120, 1.980)],
)
def test_students_t_as_in_every_table_of_it(freedom: int, tabled: float) -> None:
    assert t_quantile(freedom) == pytest.approx(tabled, rel=0.002)


@pytest.mark.parametrize("freedom", [4, 8.5, 28, 88])
def test_students_t_leaves_a_fortieth_above_it(freedom: float) -> None:
    scale = math.gamma((freedom + 1) / 2) / math.sqrt(freedom * math.pi) / math.gamma(freedom / 2)
    reach, steps = t_quantile(freedom), 4000
    width = reach / steps
    at = [scale * (1 + (i * width) ** 2 / freedom) ** (-(freedom + 1) / 2) for i in range(steps + 1)]
    within = width / 3 * (at[0] + at[-1] + 4 * sum(at[1:-1:2]) + 2 * sum(at[2:-1:2]))
    assert within == pytest.approx(0.475, abs=0.0003)


def test_students_t_says_where_it_cannot_be_reckoned() -> None:
    with pytest.raises(ValueError, match="3 degrees"):
        t_quantile(2.9)


@pytest.mark.parametrize(
    ("count", "of", "lower", "upper"),
    [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0.0, 0.1611), (1, 29, 0.0061, 0.1718)],
)
def test_wilsons_interval_as_newcombe_tabled_it(count: int, of: int, lower: float, upper: float) -> None:
    # Newcombe (1998), “Two-sided confidence intervals for the single proportion”, Statistics in Medicine 17, Table I.
    found = wilson(count, of)
    assert found.value == count / of
    assert (found.lower, found.upper) == (pytest.approx(lower, abs=5e-5), pytest.approx(upper, abs=5e-5))


@given(st.integers(1, 500), st.integers(0, 500))
def test_wilsons_interval_holds_the_shares_of_which_this_is_no_surprise(of: int, count: int) -> None:
    count = min(count, of)
    found = wilson(count, of)
    for bound in (b for b in (found.lower, found.upper) if 1e-9 < b < 1 - 1e-9):
        surprise = abs(count / of - bound) / math.sqrt(bound * (1 - bound) / of)
        assert surprise == pytest.approx(1.959964, rel=1e-4)
    assert 0 <= found.lower <= count / of <= found.upper <= 1


def test_nobody_asked_is_no_share_and_every_share() -> None:
    found = wilson(0, 0)
    assert math.isnan(found.value) and (found.lower, found.upper) == (0.0, 1.0)


def test_a_band_reaches_as_far_as_its_degrees_of_freedom_ask() -> None:
    assert banded(2.0, 0.5) == Estimate(2.0, pytest.approx(2 - 0.97998, abs=1e-5), pytest.approx(2 + 0.97998, abs=1e-5))
    assert banded(2.0, 0.5, 8).upper == pytest.approx(2 + 0.5 * 2.306, abs=1e-3)


def test_a_band_lies_above_what_it_does_not_touch() -> None:
    band = Estimate(0.3, 0.1, 0.5)
    assert band.above(0.0) and not band.above(0.1) and not band.above(0.3)
    assert band.below(0.6) and not band.below(0.5) and not band.below(0.3)
