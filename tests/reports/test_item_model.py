"""The probit model of items: against a second one in plain loops, and against what can be reckoned by hand."""

from __future__ import annotations

import math
from statistics import NormalDist

import numpy as np
import pytest

from kiosk.reports.item_model import FARTHEST, LEAST_SD, LOOSE, fit

NORMAL = NormalDist()
Matrix = list[list[float]]


def solved(matrix: Matrix, wanted: list[float]) -> list[float]:
    """Gauss's elimination with the greatest pivot."""
    rows = [[*row, value] for row, value in zip(matrix, wanted, strict=True)]
    for at in range(len(rows)):
        best = max(range(at, len(rows)), key=lambda r: abs(rows[r][at]))
        rows[at], rows[best] = rows[best], rows[at]
        for r in range(len(rows)):
            if r != at:
                factor = rows[r][at] / rows[at][at]
                rows[r] = [x - factor * y for x, y in zip(rows[r], rows[at], strict=True)]
    return [row[-1] / row[i] for i, row in enumerate(rows)]


def inverted(matrix: Matrix) -> Matrix:
    size = len(matrix)
    columns = [solved(matrix, [float(i == j) for i in range(size)]) for j in range(size)]
    return [[columns[j][i] for j in range(size)] for i in range(size)]


def shape(x: float) -> tuple[float, float]:
    """A cell's expected share and its density."""
    return NORMAL.cdf(x), NORMAL.pdf(x)


class Loops:
    """The model again, cell by cell and group by group, its items' spread given."""

    def __init__(self, said: Matrix, people: Matrix, fixed: Matrix, items: list[int], item_sd: float) -> None:
        self.said, self.people, self.fixed, self.items = said, people, fixed, items
        self.effects, self.kinds = len(fixed[0]), max(items) + 1
        self.size = self.effects + self.kinds
        self.prior = [LOOSE] * self.effects + [1 / item_sd**2] * self.kinds

    def row(self, cell: int) -> list[float]:
        return [*self.fixed[cell], *(float(self.items[cell] == i) for i in range(self.kinds))]

    def linear(self, at: list[float], cell: int) -> float:
        return sum(x * b for x, b in zip(self.row(cell), at, strict=True))

    def badness(self, at: list[float]) -> float:
        """The penalised log likelihood, turned round."""
        total = sum(p * b * b / 2 for p, b in zip(self.prior, at, strict=True))
        for said, people in zip(self.said, self.people, strict=True):
            for cell in range(len(self.items)):
                share = NORMAL.cdf(self.linear(at, cell))
                total -= said[cell] * math.log(share) + (people[cell] - said[cell]) * math.log(1 - share)
        return total

    def slope(self, at: list[float], which: int, step: float = 1e-4) -> float:
        up, down = ([b + s * step * (i == which) for i, b in enumerate(at)] for s in (1, -1))
        return (self.badness(up) - self.badness(down)) / (2 * step)

    def score(self, group: int, at: list[float]) -> list[float]:
        found = [0.0] * self.size
        for cell in range(len(self.items)):
            share, density = shape(self.linear(at, cell))
            residual = self.said[group][cell] - self.people[group][cell] * share
            for i, x in enumerate(self.row(cell)):
                found[i] += x * residual * density / (share * (1 - share))
        return found

    def information(self, groups: list[int], at: list[float], penalised: bool) -> Matrix:
        found = [[self.prior[i] * (i == j) * penalised for j in range(self.size)] for i in range(self.size)]
        for group in groups:
            for cell in range(len(self.items)):
                share, density = shape(self.linear(at, cell))
                weight = self.people[group][cell] * density**2 / (share * (1 - share))
                row = self.row(cell)
                for i in range(self.size):
                    for j in range(self.size):
                        found[i][j] += weight * row[i] * row[j]
        return found

    def covariance(self, at: list[float]) -> Matrix:
        """Every group left out in one step, and the spread of items."""
        everybody = list(range(len(self.said)))
        found = [[0.0] * self.size for _ in range(self.size)]
        for group in everybody:
            without = self.information([g for g in everybody if g != group], at, True)
            moved = solved(without, self.score(group, at))
            for i in range(self.size):
                for j in range(self.size):
                    found[i][j] += moved[i] * moved[j] * (len(everybody) - 1) / len(everybody)
        inverse = inverted(self.information(everybody, at, True))
        for i in range(self.size):
            for j in range(self.size):
                found[i][j] += sum(
                    inverse[i][k] * self.prior[k] * inverse[k][j] for k in range(self.effects, self.size)
                )
        return found


def some() -> tuple[Matrix, Matrix, Matrix, list[int]]:
    """Seven groups, four items in two phases, a group that was asked once and halves among what was said."""
    chance = np.random.default_rng(5)
    people = chance.integers(3, 9, (7, 8)).astype(float)
    people[2, 4:] = 0
    items = [0, 1, 2, 3, 0, 1, 2, 3]
    truth, after = [0.5, 0.5, -0.5, -0.5] * 2, [0.0] * 4 + [1.0] * 4
    share = np.array([0.8, 0.45, 0.5, 0.2, 0.9, 0.6, 0.4, 0.1])
    said = np.round(2 * np.minimum(people, chance.binomial(people.astype(int), share) + 0.5 * (people > 3))) / 2
    fixed = [[1.0, t, a, t * a] for t, a in zip(truth, after, strict=True)]
    return said.tolist(), people.tolist(), fixed, items


def test_it_is_where_the_penalised_likelihood_is_greatest_and_as_sure_as_leaving_groups_out_says() -> None:
    said, people, fixed, items = some()
    found = fit(np.array(said), np.array(people), np.array(fixed), np.array(items))
    loops = Loops(said, people, fixed, items, found.item_sd)
    at = found.estimates.tolist()
    assert [loops.slope(at, i) for i in range(loops.size)] == pytest.approx([0.0] * loops.size, abs=1e-3)
    expected = loops.covariance(at)
    assert found.covariance == pytest.approx(np.array(expected), rel=1e-5, abs=1e-8)


def test_the_spread_of_items_is_what_they_and_their_uncertainty_show() -> None:
    said, people, fixed, items = some()
    found = fit(np.array(said), np.array(people), np.array(fixed), np.array(items))
    loops = Loops(said, people, fixed, items, found.item_sd)
    inverse = inverted(loops.information(list(range(7)), found.estimates.tolist(), True))
    of_items = range(loops.effects, loops.size)
    shown = sum(found.estimates[i] ** 2 + inverse[i][i] for i in of_items) / loops.kinds
    assert found.item_sd > LEAST_SD
    assert found.item_sd**2 == pytest.approx(shown, abs=1e-5)


def test_two_items_are_sensitivity_and_criterion_as_in_the_textbook() -> None:
    # Stanislaw and Todorov (1999), “Calculation of signal detection theory measures”: 0.8 of signals and 0.4 of noise
    # called signals are d′ = 1.095 and c = -0.294.
    said, people = np.array([[80.0, 40.0]] * 50), np.full((50, 2), 100.0)
    fixed = np.array([[1.0, 0.5], [1.0, -0.5]])
    found = fit(said, people, fixed, np.array([0, 1]))
    leaning, sensitivity, scam, genuine = found.estimates
    assert sensitivity + scam - genuine == pytest.approx(1.095, abs=2e-3)
    assert -leaning - (scam + genuine) / 2 == pytest.approx(-0.294, abs=2e-3)


def test_it_comes_through_where_everybody_says_the_same() -> None:
    people = np.full((12, 4), 10.0)
    fixed = np.array([[1.0, 0.5], [1.0, 0.5], [1.0, -0.5], [1.0, -0.5]])
    said = people * [1, 1, 0, 0]
    found = fit(said, people, fixed, np.array([0, 1, 2, 3]))
    assert np.isfinite(found.covariance).all() and 2 < found.estimates[1] < 2 * FARTHEST


def test_what_only_the_forms_can_explain_comes_from_the_items() -> None:
    """Asked in one order, what differs may be the forms; in two orders it is the people."""
    chance = np.random.default_rng(2)
    first = np.repeat([True, False], 6)
    fixed = np.column_stack([np.ones(24), np.repeat([0.0, 1.0], 12)])
    items = np.tile(np.arange(12), 2)

    def part(turned: bool) -> float:
        people = np.zeros((20, 24))
        for group in range(20):
            before = first if not (turned and group % 2) else ~first
            people[group] = 10.0 * np.concatenate([before, ~before])
        said = chance.binomial(people.astype(int), np.tile(np.linspace(0.2, 0.8, 12), 2)).astype(float)
        return fit(said, people, fixed, items).items_part(np.eye(14)[1])

    assert part(turned=False) > 0.8
    assert part(turned=True) < 0.1
