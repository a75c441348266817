"""Whether the visit works, reckoned again: the same model by another way through it, and Student's t by summing up."""

from __future__ import annotations

import math
from statistics import NormalDist, mean
from typing import Any, NamedTuple

import numpy as np

from kiosk.core.vocabulary import EffectVerdict
from tests.reports.recount_log import Log

PHI = NormalDist()


class Band(NamedTuple):
    """A value with its 95 % band."""

    value: float
    low: float
    top: float


class Reckoned(NamedTuple):
    """What the report's verdict stands on: groups of two or more, and of people alone those who answered both; whether
    people tell scam and genuine apart less well. `halves`: for what is genuine and for scams the shares before and
    after and their difference; `moved`: by how much d′ and the criterion changed; None below five groups."""

    both: int
    only_before: int
    only_after: int
    alone: int
    answers: int
    verdict: EffectVerdict
    fallen: bool
    halves: dict[bool, tuple[Band, Band, Band]] | None
    moved: tuple[Band, Band] | None


Row = tuple[str, str, bool, bool, int, int, int]
"""Visit, wording, genuine, after, said scam, said genuine, people."""


def counted(log: Log, months: list[str]) -> list[Row]:
    """What was counted in those months, the last count of an item in a phase."""
    found = log.rows(
        "SELECT visit, f(wording), f(genuine), f(phase) = 'after', f(said_scam), f(said_genuine), f(people), max(id)"
        " FROM events WHERE kind = 'JudgementCounted' AND f(genuine) IS NOT NULL AND f(people) > 0"
        f" AND substr(at, 1, 7) IN ({', '.join('?' * len(months))}) GROUP BY 1, 2, 4 ORDER BY min(id)",
        *months,
    )
    return [(v, w, bool(g), bool(a), s, r, n) for v, w, g, a, s, r, n, _ in found]


def reckoned(rows: list[Row]) -> Reckoned:
    phases: dict[str, set[bool]] = {}
    for visit, _, _, after, *_ in rows:
        phases.setdefault(visit, set()).add(after)
    single = {row[0] for row in rows if row[6] == 1}
    groups = {visit: p for visit, p in phases.items() if visit not in single}
    both = sum(len(p) == 2 for p in groups.values())
    alone = sum(len(phases[visit]) == 2 for visit in single)
    halves, moved, verdict, fallen = None, None, EffectVerdict.TOO_FEW, False
    if both + alone >= 5 and {row[2] for row in rows} == {True, False}:
        halves = {g: half([row for row in rows if row[2] is g], list(phases), both + alone) for g in (True, False)}
        moved, turned = changed(rows, list(phases), both + alone)
        if both >= 10 and turned:
            verdict, fallen = verdict_of(*moved)
    return Reckoned(
        both,
        sum(p == {False} for p in groups.values()),
        sum(p == {True} for p in groups.values()),
        alone,
        sum(row[6] for row in rows),
        verdict,
        fallen,
        halves,
        moved,
    )


def changed(rows: list[Row], groups: list[str], twice: int) -> tuple[tuple[Band, Band], bool]:
    """By how much d′ and the criterion changed, and whether that can be told from what the forms differ by."""
    truth = {row[1]: -0.5 if row[2] else 0.5 for row in rows}
    said = {row: row[4] + (row[6] - row[4] - row[5]) / 2 for row in rows}
    model = Model(rows, groups, said, lambda item, after: [1, truth[item], after, truth[item] * after])
    slope = np.eye(model.size)
    bands = model.band(model.at[3], slope[3], twice), model.band(-model.at[2], -slope[2], twice)
    return bands, model.items_part(slope[3]) < 0.5


def verdict_of(better: Band, stricter: Band) -> tuple[EffectVerdict, bool]:
    if better.low > 0:
        return EffectVerdict.BETTER, False
    return EffectVerdict.MORE_SUSPICIOUS if stricter.top < 0 else EffectVerdict.NO_CHANGE, better.top < 0


def half(rows: list[Row], groups: list[str], twice: int) -> tuple[Band, Band, Band]:
    """The shares who knew it, of what is genuine or of the scams: each item weighs as often as it was asked."""
    said = {row: float(row[5] if row[2] else row[4]) for row in rows}
    model = Model(rows, groups, said, lambda item, after: [1, after])
    asked = {item: sum(row[6] for row in rows if row[1] == item) for item in model.items}
    weights = {item: n / sum(asked.values()) for item, n in asked.items()}
    values, slopes = [], []
    for after in (0.0, 1.0):
        lines = {item: model.line(item, after) for item in model.items}
        values.append(sum(w * PHI.cdf(float(lines[item] @ model.at)) for item, w in weights.items()))
        slopes.append(sum(w * PHI.pdf(float(lines[item] @ model.at)) * lines[item] for item, w in weights.items()))
    values.append(values[1] - values[0])
    slopes.append(slopes[1] - slopes[0])
    found = [model.band(v, s, twice) for v, s in zip(values, slopes, strict=True)]
    return tuple(Band(b.value, max(b.low, least), min(b.top, 1.0)) for b, least in zip(found, (0, 0, -1), strict=True))  # type: ignore[return-value]


class Model:
    """P(said) = Φ(effects + what the item adds), the items' additions normal around 0; a row is a group and an item in
    a phase. For each spread of items the penalised likelihood is climbed to its top, then the spread is what the items
    and their uncertainty show, until it stays. Errors: each group is left out by one step."""

    def __init__(self, rows: list[Row], groups: list[str], said: dict[Row, float], effects: Any) -> None:
        self.items = sorted({row[1] for row in rows})
        self.effects = effects
        self.fixed = len(effects(self.items[0], 0.0))
        self.size = self.fixed + len(self.items)
        cells = sorted({(row[1], row[3]) for row in rows})
        lines = {cell: self.line(cell[0], float(cell[1])) for cell in cells}
        x = np.array([lines[cell] for cell in cells])
        y, n = (
            np.array([sum(of(row) for row in rows if (row[1], row[3]) == cell) for cell in cells], float)
            for of in (lambda row: said[row], lambda row: row[6])
        )
        at, variance = np.zeros(self.size), 0.5
        while True:
            for _ in range(100):
                score, information = self._climb(x, y, n, at, variance)
                step = np.linalg.solve(information, score)
                at = at + step
                if np.abs(step).max() < 1e-10:
                    break
            inverse = np.linalg.inv(self._climb(x, y, n, at, variance)[1])
            found = mean(at[k] ** 2 + inverse[k, k] for k in range(self.fixed, self.size))
            found = min(max(found, 0.01), 4.0)
            if abs(found - variance) < 1e-9:
                break
            variance = found
        self.at = at
        penalty = np.diag([0.0] * self.fixed + [1 / variance] * len(self.items))
        self.of_items = inverse @ penalty @ inverse
        _, whole = self._climb(x, y, n, at, variance)
        self.covariance = self.of_items.copy()
        for group in groups:
            score, information = np.zeros(self.size), np.zeros((self.size, self.size))
            for row in (row for row in rows if row[0] == group):
                of_score, of_information = self._cell(lines[row[1], row[3]], said[row], row[6], at)
                score, information = score + of_score, information + of_information
            moved = np.linalg.solve(whole - information, score)
            self.covariance += (len(groups) - 1) / len(groups) * np.outer(moved, moved)

    def line(self, item: str, after: float) -> Any:
        return np.array([*self.effects(item, after), *(float(item == other) for other in self.items)])

    def _cell(self, x: Any, y: float, n: float, at: Any) -> tuple[Any, Any]:
        """A row's part in score and information."""
        z = min(max(float(x @ at), -6.0), 6.0)
        p, d = PHI.cdf(z), PHI.pdf(z)
        w = d / (p * PHI.cdf(-z))
        return x * w * (y - n * p), np.outer(x, x) * (n * d * w)

    def _climb(self, x: Any, y: Any, n: Any, at: Any, variance: float) -> tuple[Any, Any]:
        prior = np.array([0.01] * self.fixed + [1 / variance] * len(self.items))
        z = np.clip(x @ at, -6.0, 6.0)
        p, q = (np.array([PHI.cdf(v) for v in s * z]) for s in (1, -1))
        d = np.array([PHI.pdf(v) for v in z])
        w = d / (p * q)
        return x.T @ (w * (y - n * p)) - prior * at, (x.T * (n * d * w)) @ x + np.diag(prior)

    def items_part(self, slope: Any) -> float:
        return float(slope @ self.of_items @ slope / (slope @ self.covariance @ slope))

    def band(self, value: float, slope: Any, twice: int) -> Band:
        part = self.items_part(slope)
        spare = max(3, len(self.items) - self.fixed)
        reach = student(1 / ((1 - part) ** 2 / (twice - 2) + part**2 / spare))
        reach *= math.sqrt(slope @ self.covariance @ slope)
        return Band(float(value), float(value - reach), float(value + reach))


def student(freedom: float) -> float:
    """The 97.5 % point of Student's t, by Simpson's rule and halving."""
    scale = math.exp(math.lgamma((freedom + 1) / 2) - math.lgamma(freedom / 2)) / math.sqrt(freedom * math.pi)

    def upper_half(t: float) -> float:
        steps = 400
        at = [i * t / steps for i in range(steps + 1)]
        y = [scale * (1 + x * x / freedom) ** (-(freedom + 1) / 2) for x in at]
        return t / steps / 3 * (y[0] + y[-1] + 4 * sum(y[1:-1:2]) + 2 * sum(y[2:-1:2]))

    low, top = 1.0, 20.0
    for _ in range(60):
        middle = (low + top) / 2
        low, top = (middle, top) if upper_half(middle) < 0.475 else (low, middle)
    return low
