"""One probit model of what groups said of items: items as random effects, errors robust by group."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from kiosk.reports.intervals import Estimate, banded

Array = NDArray[np.float64]

ROUNDS, CLOSE = 200, 1e-7
FARTHEST = 6.0
"""Beyond this many standard deviations nobody answers otherwise: it keeps the weights finite."""
LOOSE = 0.01
"""Precision of a prior on what is no item (an SD of 10): it only decides where everybody answered alike."""
LEAST_SD, GREATEST_SD = 0.1, 2.0
"""Between which the spread of items is sought, in probit units."""


@dataclass(frozen=True, slots=True)
class Fitted:
    """What the model came to, in probit units. `estimates` are the fixed effects, then one for each item; `covariance`
    is theirs, `from_items` that part of it which comes from the items that happened to be drawn; `item_sd` is the
    spread of items, `spare_items` how many there are more than fixed effects."""

    estimates: Array
    covariance: Array
    from_items: Array
    item_sd: float
    spare_items: int

    def items_part(self, slopes: Array) -> float:
        """Which part of the variance of slopes · estimates comes from the items, 0 to 1."""
        return float(slopes @ self.from_items @ slopes / (slopes @ self.covariance @ slopes))

    def band(self, value: float, slopes: Array, freedom: float) -> Estimate:
        """The 95 % band of a value that follows the estimates by these slopes (the delta method), where groups leave
        that many degrees of freedom; items have their own, and both are put together after Satterthwaite (1946)."""
        part = self.items_part(slopes)
        joint = 1 / ((1 - part) ** 2 / freedom + part**2 / max(3, self.spare_items))
        return banded(value, math.sqrt(slopes @ self.covariance @ slopes), joint)


def normal_cdf(x: Array) -> Array:
    """Φ, the share of a standard normal distribution below x."""
    return np.array([math.erfc(-value / math.sqrt(2)) / 2 for value in x.ravel()]).reshape(x.shape)


def normal_pdf(x: Array) -> Array:
    """φ = Φ′."""
    return np.asarray(np.exp(-x * x / 2) / math.sqrt(2 * math.pi))


def fit(said: Array, people: Array, fixed: Array, items: NDArray[np.int_]) -> Fitted:
    """Fits P(said) = Φ(fixed · β + u_item), u ~ N(0, item_sd²), to counts.

    `said` of `people` are groups × cells (a cell is an item in a phase; halves may be said); `fixed` is cells ×
    effects; `items` numbers the cells' items from 0. β and u maximise the penalised fractional binomial likelihood
    (Papke and Wooldridge 1996; Breslow and Clayton 1993), item_sd² follows by its EM step, mean(u² + var u).

    The covariance is a sandwich over groups, whose people resemble each other: jackknifed in one step (CR3: each
    group's score is weighed by the information without it; Cameron and Miller 2015), which is right with few groups.
    To its middle comes the items' own sampling, as the penalty says it: where every group saw the same form first, what
    the forms differ by is in the band, and does not pass for an effect.
    """
    design = np.hstack([fixed, np.eye(int(items.max()) + 1)[items]])
    effects = fixed.shape[1]
    all_said, everybody = said.sum(axis=0), people.sum(axis=0)
    estimates, variance = np.zeros(design.shape[1]), 0.5
    for _ in range(ROUNDS):
        prior = np.repeat([LOOSE, 1 / variance], [effects, design.shape[1] - effects])
        expected, slope, weight = _working(design @ estimates)
        information = (design.T * (everybody * slope * weight)) @ design + np.diag(prior)
        inverse = np.linalg.inv(information)
        step = inverse @ (design.T @ (weight * (all_said - everybody * expected)) - prior * estimates)
        estimates = estimates + step
        found = float(np.mean(estimates[effects:] ** 2 + np.diag(inverse)[effects:]))
        settled = np.abs(step).max() < CLOSE and abs(found - variance) < CLOSE
        variance = min(max(found, LEAST_SD**2), GREATEST_SD**2)
        if settled:
            break
    expected, slope, weight = _working(design @ estimates)
    scores = (weight * (said - people * expected)) @ design
    each = np.einsum("gc,ci,cj->gij", people * slope * weight, design, design, optimize=True)
    without = np.linalg.solve(information - each, scores[:, :, None])[:, :, 0]
    prior[:effects] = 0.0
    of_items = inverse @ np.diag(prior) @ inverse
    covariance = (len(said) - 1) / len(said) * without.T @ without + of_items
    spare = design.shape[1] - 2 * effects
    return Fitted(estimates, covariance, of_items, math.sqrt(variance), spare)


def _working(linear: Array) -> tuple[Array, Array, Array]:
    """Expected share, its slope and the weight of a residual, at values of the linear predictor."""
    linear = np.clip(linear, -FARTHEST, FARTHEST)
    expected, slope = normal_cdf(linear), normal_pdf(linear)
    return expected, slope, slope / (expected * normal_cdf(-linear))
