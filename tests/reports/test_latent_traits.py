"""Rasch's model and the two-parameter one: against published fits, and against the likelihood in plain loops."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence

import numpy as np
import pytest

from kiosk.reports.latent_traits import Array, Traits, rasch, two_parameters

LSAT_6 = (
    3,
    6,
    2,
    11,
    1,
    1,
    3,
    4,
    1,
    8,
    0,
    16,
    0,
    3,
    2,
    15,
    10,
    29,
    14,
    81,
    3,
    28,
    15,
    80,
    16,
    56,
    21,
    173,
    11,
    61,
    28,
    298,
)
"""How many of 1,000 people answered five items in each of 32 ways, 00000 to 11111 (Bock and Lieberman 1970)."""


def lsat() -> Array:
    return np.array([[int(c) for c in f"{way:05b}"] for way, n in enumerate(LSAT_6) for _ in range(n)], float)


def test_rasch_as_published() -> None:
    # Rizopoulos (2006), “ltm: An R Package for Latent Variable Modeling”, Journal of Statistical Software 17(5).
    found = rasch(lsat())
    assert found.slopes == pytest.approx(np.full(5, 0.755), abs=0.001)
    assert -found.intercepts / found.slopes == pytest.approx(
        np.array([-3.615, -1.322, -0.318, -1.730, -2.780]), abs=0.002
    )
    assert found.log_likelihood == pytest.approx(-2466.938, abs=0.001)
    assert found.slope_errors[0] == pytest.approx(0.0694, abs=0.002)


def test_two_parameters_as_published() -> None:
    # ltm's documentation, ltm(LSAT ~ z1); Bock and Aitkin (1981) fit the same data.
    found = two_parameters(lsat())
    assert found.slopes == pytest.approx(np.array([0.8254, 0.7229, 0.8905, 0.6886, 0.6575]), abs=0.002)
    assert -found.intercepts / found.slopes == pytest.approx(
        np.array([-3.3597, -1.3696, -0.2799, -1.8659, -3.1236]), abs=0.005
    )
    assert found.log_likelihood == pytest.approx(-2466.653, abs=0.001)
    assert found.slope_errors == pytest.approx(np.array([0.2581, 0.1867, 0.2326, 0.1852, 0.2100]), abs=0.01)


def some() -> Array:
    """A hundred and fifty people, four items, every third answer missing."""
    chance = np.random.default_rng(3)
    able, hard = chance.normal(size=150), np.array([-1.0, 0.0, 0.3, 1.0])
    right = (chance.random((150, 4)) < 1 / (1 + np.exp(hard - 1.2 * able[:, None]))).astype(float)
    right[chance.random((150, 4)) < 1 / 3] = math.nan
    return right


def log_likelihood(right: Array, slopes: Sequence[float], intercepts: Sequence[float]) -> float:
    """Person by person, the integral over what they are able to do as a sum over a fine grid."""
    grid = [-6 + 12 * i / 100 for i in range(101)]
    weights = [math.exp(-x * x / 2) / math.sqrt(2 * math.pi) * 12 / 100 for x in grid]
    total = 0.0
    for person in right.tolist():
        share = 0.0
        for able, weight in zip(grid, weights, strict=True):
            for answer, slope, intercept in zip(person, slopes, intercepts, strict=True):
                if not math.isnan(answer):
                    chance = 1 / (1 + math.exp(-(slope * able + intercept)))
                    weight *= chance if answer else 1 - chance
            share += weight
        total += math.log(share)
    return total


@pytest.mark.parametrize("model", [rasch, two_parameters])
def test_nothing_near_it_is_likelier_also_where_not_everybody_was_asked_everything(
    model: Callable[[Array], Traits],
) -> None:
    right = some()
    found = model(right)
    slopes, intercepts = found.slopes.tolist(), found.intercepts.tolist()
    best = log_likelihood(right, slopes, intercepts)
    assert found.log_likelihood == pytest.approx(best, abs=1e-4)
    for by in (0.02, -0.02):
        for item in range(4):
            other = [b + by * (i == item) for i, b in enumerate(intercepts)]
            assert log_likelihood(right, slopes, other) < best
            steeper = [a + by * (i == item or model is rasch) for i, a in enumerate(slopes)]
            assert log_likelihood(right, steeper, intercepts) < best


def test_an_item_the_able_get_wrong_slopes_down() -> None:
    chance = np.random.default_rng(4)
    able = chance.normal(size=800)
    slopes = np.array([1.5, 1.5, -1.5, 1.5, 1.5])
    right = (chance.random((800, 5)) < 1 / (1 + np.exp(-slopes * able[:, None]))).astype(float)
    assert (np.sign(two_parameters(right).slopes) == np.sign(slopes)).all()
