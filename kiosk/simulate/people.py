"""People made up by chance, and what they say when something may be a scam.

Everybody has a bias and a sensitivity of their own, every group a bias, every item a pull. A person feels an item as
its truth (½ a scam, -½ genuine) times sensitivity, plus bias, plus pull, plus noise of one standard deviation; says
scam above a threshold, genuine below another, and nothing in between. All figures are probit units and assumptions, to
be fitted anew when ten real groups have come.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from enum import IntEnum
from random import Random


@dataclass(frozen=True, slots=True)
class Population:
    """Who comes. `bias` is towards saying scam; `unsure` is half the width within which nobody raises a hand (0.25: one
    in six of all hands); `mood_sd` moves a group's bias between its two forms."""

    sensitivity: float = 1.2
    bias: float = 0.1
    item_sd: float = 0.7
    person_sd: float = 0.45
    sensitivity_sd: float = 0.45
    group_sd: float = 0.3
    mood_sd: float = 0.0
    unsure: float = 0.25

    @property
    def scale(self) -> float:
        """By what a shift of everybody shrinks when it is read off the shares of a group, whose people differ."""
        differ = self.person_sd**2 + (self.sensitivity_sd / 2) ** 2 + self.group_sd**2 + self.mood_sd**2
        return 1 / math.sqrt(1 + differ)


@dataclass(frozen=True, slots=True)
class Learned:
    """What a visit adds to everybody: to sensitivity, and to the bias towards saying scam."""

    effect: float = 0.0
    shift: float = 0.0


class Said(IntEnum):
    """What somebody says, as the screens number it."""

    SCAM = 0
    GENUINE = 1
    UNSURE = 2


@dataclass(frozen=True, slots=True)
class Guest:
    """Somebody who came, before anything was taught."""

    bias: float
    sensitivity: float

    def taught(self, learned: Learned) -> Guest:
        """The same person after the visit."""
        return Guest(self.bias + learned.shift, self.sensitivity + learned.effect)

    def in_mood(self, mood: float) -> Guest:
        """The same person on a day that makes the group more or less wary."""
        return Guest(self.bias + mood, self.sensitivity)

    def says(self, genuine: bool, pull: float, unsure: float, chance: Random) -> Said:
        """What they say of one item."""
        felt = (-0.5 if genuine else 0.5) * self.sensitivity + self.bias + pull + chance.gauss(0, 1)
        return Said.SCAM if felt > unsure else Said.GENUINE if felt < -unsure else Said.UNSURE

    def knows(self, pull: float, chance: Random) -> bool:
        """Whether they get a question right that asks for something else than scam or genuine."""
        return self.sensitivity / 2 + pull + chance.gauss(0, 1) > 0


def group_of(population: Population, people: int, chance: Random) -> tuple[Guest, ...]:
    """So many people who came together."""
    bias = population.bias + chance.gauss(0, population.group_sd)
    return tuple(
        Guest(
            bias + chance.gauss(0, population.person_sd),
            population.sensitivity + chance.gauss(0, population.sensitivity_sd),
        )
        for _ in range(people)
    )


def pull_of(population: Population, wording: str, seed: int) -> float:
    """What an item's wording alone makes people feel: the same for everybody, whenever it is asked."""
    return Random(f"{seed} {wording}").gauss(0, population.item_sd)
