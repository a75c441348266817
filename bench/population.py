"""Simulated halls: people who tell scam from genuine as well as they can, and what their groups say with their hands.

What people are like is said in `kiosk/simulate/people.py`, which plays them one by one; here whole halls are drawn at
once, so that a thousand take seconds.
"""

from __future__ import annotations

from dataclasses import dataclass
from statistics import NormalDist

import numpy as np
from numpy.typing import NDArray

from kiosk.core.vocabulary import Phase, QuestionForm
from kiosk.reports.judgements import Judgement, SingleAnswer
from kiosk.simulate.people import Population

Array = NDArray[np.float64]
_NORMAL = NormalDist()


@dataclass(frozen=True, slots=True)
class Season:
    """What is played: `groups` of `people` (of 4 to 15 where 0) with two forms of twice `half` items, AB and BA in turn
    unless `turned` is off. The visit adds `effect` to everybody's sensitivity and `shift` to their bias. Of the groups
    that share `once` leaves out one of the two forms. Between them come people `alone`."""

    groups: int = 30
    people: int = 12
    half: int = 3
    effect: float = 0.0
    shift: float = 0.0
    turned: bool = True
    once: float = 0.0
    alone: int = 0


@dataclass(frozen=True, slots=True)
class Truths:
    """What bands should hold, for the very items that were asked and people at large: the two changes as read off
    shares, then each share before, after and the difference, scams first."""

    changes: tuple[float, float]
    scams: tuple[float, float, float]
    genuine: tuple[float, float, float]


def items_of(season: Season, population: Population, chance: np.random.Generator) -> tuple[Array, Array]:
    """Truth (½ scam, -½ genuine) and pull of the items of both forms, A before B."""
    truth = np.tile(np.repeat([0.5, -0.5], season.half), 2)
    return truth, chance.normal(0, population.item_sd, len(truth))


def visited(
    season: Season, population: Population, truth: Array, pull: Array, chance: np.random.Generator, name: str = "g"
) -> list[Judgement]:
    """What the groups' hands said, and who came alone."""
    found: list[Judgement] = []
    form = len(truth) // 2
    for number in range(season.groups + season.alone):
        size = 1 if number >= season.groups else season.people or int(chance.integers(4, 16))
        bias = population.bias + chance.normal(0, population.group_sd) + chance.normal(0, population.person_sd, size)
        sensitivity = population.sensitivity + chance.normal(0, population.sensitivity_sd, size)
        first = number % 2 if season.turned else 0
        left_out = chance.integers(2) if chance.random() < season.once else None
        for at, phase in enumerate(Phase):
            seen = slice(form * (first ^ at), form * (first ^ at) + form)
            mood = chance.normal(0, population.mood_sd)
            if at == left_out:
                continue
            felt = np.outer(sensitivity + season.effect * at, truth[seen]) + pull[seen]
            felt += (bias + mood + season.shift * at)[:, None] + chance.normal(0, 1, (size, form))
            scam, genuine = (felt > population.unsure).sum(axis=0), (felt < -population.unsure).sum(axis=0)
            for i, said_scam, said_genuine in zip(range(seen.start, seen.stop), scam, genuine, strict=True):
                about = f"{name}{number}", f"i{i}", f"w{i}", bool(truth[i] < 0), phase
                found.append(Judgement(*about, int(said_scam), int(said_genuine), size))
    return found


def truths(season: Season, population: Population, truth: Array, pull: Array) -> Truths:
    """The truth behind what `visited` draws, in closed form: a normal spread of people leaves a probit curve."""
    shares = []
    for at in range(2):
        felt = truth * (population.sensitivity + season.effect * at) + population.bias + season.shift * at + pull
        scam, genuine = (_below((sign * felt - population.unsure) * population.scale) for sign in (1, -1))
        shares.append((scam, genuine, _deviate((1 + scam - genuine) / 2)))
    (scam, genuine, leaning), (scam_after, genuine_after, leaning_after) = shares
    of_scams, of_genuine = (float((leaning_after - leaning)[half].mean()) for half in (truth > 0, truth < 0))
    changes = of_scams - of_genuine, -(of_scams + of_genuine) / 2
    return Truths(changes, _three(scam, scam_after, truth > 0), _three(genuine, genuine_after, truth < 0))


def _three(before: Array, after: Array, half: NDArray[np.bool_]) -> tuple[float, float, float]:
    first, then = float(before[half].mean()), float(after[half].mean())
    return first, then, then - first


def quizzed(
    takers: int,
    slopes: Array,
    difficulties: Array,
    chance: np.random.Generator,
    asked: int = 10,
    name: str = "t",
    harder_for_seniors: Array | float = 0.0,
) -> list[SingleAnswer]:
    """What single people answer who are asked so many items each of a bank, by the two-parameter logistic model; a
    third of them are 60 or over, for whom items may be harder by some logits."""
    found = []
    for number in range(takers):
        senior, able = bool(chance.random() < 1 / 3), chance.normal()
        drawn = chance.choice(len(slopes), asked, replace=False)
        right = chance.random(asked) < 1 / (
            1 + np.exp(difficulties - slopes * able + senior * harder_for_seniors)[drawn]
        )
        for i, was in zip(drawn, right, strict=True):
            option = "scam" if was != bool(i % 2) else "genuine"
            found.append(
                SingleAnswer(
                    f"{name}{number}", f"i{i}", f"w{i}", bool(i % 2), QuestionForm.JUDGE, option, bool(was), senior
                )
            )
    return found


def _below(x: Array) -> Array:
    return np.array([_NORMAL.cdf(value) for value in x])


def _deviate(share: Array) -> Array:
    return np.array([_NORMAL.inv_cdf(value) for value in share])
