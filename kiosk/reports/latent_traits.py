"""How hard items are and how well they tell people apart, by marginal maximum likelihood from single answers."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]

NODES = 21
ROUNDS, CLOSE = 1000, 1e-5
STEEPEST, FARTHEST = 4.0, 8.0
"""Bounds of slopes and intercepts, in logits: further off, everybody answers alike and data say nothing."""


@dataclass(frozen=True, slots=True)
class Traits:
    """P(right) = logistic(slope · θ + intercept), θ ~ N(0, 1) over people. Slopes are logits for a standard deviation
    of what people are able to do; errors are standard errors. In Rasch's model all slopes are one, and -intercept is
    the difficulty in logits."""

    slopes: Array
    intercepts: Array
    slope_errors: Array
    intercept_errors: Array
    log_likelihood: float


def rasch(right: Array) -> Traits:
    """Rasch's model (one slope for all items) of people × items: 1 right, 0 wrong, nan not asked. Every item needs
    answers of both kinds."""
    return _marginal(right, np.ones((right.shape[1], 1)))


def two_parameters(right: Array) -> Traits:
    """The two-parameter logistic model (Birnbaum 1968): a slope for every item, below 0 where the able get it wrong."""
    return _marginal(right, np.eye(right.shape[1]))


def _marginal(right: Array, shared: Array) -> Traits:
    """EM over Gauss-Hermite nodes (Bock and Aitkin 1981, Psychometrika 46), slopes = shared · parameters: one column
    for one slope, a column an item for one each. Each round takes one Newton step on the expected counts. Errors come
    from the people's own scores at the end (the outer product of gradients)."""
    nodes, weights = np.polynomial.hermite_e.hermegauss(NODES)
    asked = ~np.isnan(right)
    known = np.where(asked, right, 0.0)
    share = known.sum(axis=0) / asked.sum(axis=0)
    slopes, intercepts = np.ones(shared.shape[1]), np.log(share / (1 - share))
    for _ in range(ROUNDS):
        expected = _curves(shared @ slopes, intercepts, nodes)
        posterior, _ = _posterior(known, asked, expected, weights / weights.sum())
        rights, counts = posterior.T @ known, posterior.T @ asked
        surplus, weight = rights - counts * expected, counts * expected * (1 - expected)
        step = _newton(shared, nodes, surplus, weight)
        new_slopes = np.clip(slopes + step[: len(slopes)], -STEEPEST, STEEPEST)
        new_intercepts = np.clip(intercepts + step[len(slopes) :], -FARTHEST, FARTHEST)
        moved = max(np.abs(new_slopes - slopes).max(), np.abs(new_intercepts - intercepts).max())
        slopes, intercepts = new_slopes, new_intercepts
        if moved < CLOSE:
            break
    expected = _curves(shared @ slopes, intercepts, nodes)
    posterior, likelihood = _posterior(known, asked, expected, weights / weights.sum())
    by_intercept = known - asked * (posterior @ expected)
    by_slope = known * (posterior @ nodes)[:, None] - asked * (posterior @ (nodes[:, None] * expected))
    scores = np.hstack([by_slope @ shared, by_intercept])
    errors = np.sqrt(np.diag(np.linalg.pinv(scores.T @ scores, hermitian=True)))
    return Traits(
        shared @ slopes, intercepts, shared @ errors[: len(slopes)], errors[len(slopes) :], float(likelihood.sum())
    )


def _curves(slopes: Array, intercepts: Array, nodes: Array) -> Array:
    """P(right), nodes × items."""
    return np.asarray(1 / (1 + np.exp(-(np.outer(nodes, slopes) + intercepts))))


def _posterior(known: Array, asked: NDArray[np.bool_], expected: Array, weights: Array) -> tuple[Array, Array]:
    """Where each person may stand (people × nodes), and the log likelihood of what each answered."""
    logs, odds = np.log1p(-expected), np.log(expected) - np.log1p(-expected)
    joint = known @ odds.T + asked @ logs.T + np.log(weights)
    greatest = joint.max(axis=1, keepdims=True)
    spread = np.exp(joint - greatest)
    total = spread.sum(axis=1, keepdims=True)
    return spread / total, (greatest + np.log(total))[:, 0]


def _newton(shared: Array, nodes: Array, surplus: Array, weight: Array) -> Array:
    """One Newton step for the slopes, then the intercepts; items hang together by what slopes they share only."""
    steep, level = shared.T @ (nodes @ surplus), surplus.sum(axis=0)
    curved, mixed = shared.T @ ((nodes**2) @ weight)[:, None] * np.eye(len(steep)), (nodes @ weight)[:, None] * shared
    flat = weight.sum(axis=0)
    reduced = curved - mixed.T @ (mixed / flat[:, None])
    slope_step = np.linalg.solve(reduced, steep - mixed.T @ (level / flat))
    return np.concatenate([slope_step, (level - mixed @ slope_step) / flat])
