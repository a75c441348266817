"""The matching game as plain rules: which situations a game has, what an answer means, how a game went."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass, replace

from kiosk.zones.six_eight_rules.models import NO_RULE, Situation

ROUNDS = 8


@dataclass(frozen=True, slots=True)
class MatchGame:
    """One game: the indices of its situations, and the answers given so far (rule ids or “none”)."""

    drawn: tuple[int, ...]
    answers: tuple[str, ...] = ()
    at: int = 0

    @property
    def answered(self) -> bool:
        """Whether the situation on screen has been answered."""
        return len(self.answers) > self.at

    @property
    def over(self) -> bool:
        return self.at >= len(self.drawn)


@dataclass(frozen=True, slots=True)
class MatchTally:
    """How a game went: scams met and seen as such (`hits`), genuine ones met and taken for scams (`false_alarms`)."""

    scams: int
    hits: int
    genuine: int
    false_alarms: int


def draw(situations: Sequence[Situation], seed: int, number: int) -> tuple[int, ...]:
    """The indices of the situations in a visit's game `number` (0, 1, …): ROUNDS of them, half genuine.

    The games of one visit go through all situations before any comes again. Where one kind is short the other fills up.
    """
    chance = random.Random(seed)
    genuine = [i for i, s in enumerate(situations) if s.rule == NO_RULE]
    scams = [i for i, s in enumerate(situations) if s.rule != NO_RULE]
    chance.shuffle(genuine)
    chance.shuffle(scams)
    real = min(len(genuine), ROUNDS // 2)
    false = min(len(scams), ROUNDS - real)
    real = min(len(genuine), ROUNDS - false)
    drawn = _turn(genuine, real, number) + _turn(scams, false, number)
    random.Random(seed + number).shuffle(drawn)
    return tuple(drawn)


def dealt(situation: Situation, seed: int) -> Situation:
    """The situation with its choices in an order of that visit: where the author put the right one says nothing."""
    offered = list(situation.choices)
    random.Random(f"{seed}/{situation.id}").shuffle(offered)
    return replace(situation, choices=tuple(offered))


def _turn(indices: Sequence[int], count: int, number: int) -> list[int]:
    """The `number`-th handful of `count` indices, going round."""
    return [indices[(number * count + i) % len(indices)] for i in range(count)]


def answer(game: MatchGame, given: str) -> MatchGame:
    """The game with the situation on screen answered; a second answer changes nothing."""
    return game if game.answered or game.over else replace(game, answers=(*game.answers, given))


def tally(situations: Sequence[Situation], game: MatchGame) -> MatchTally:
    """How the answers given so far compare with the truth."""
    pairs = [(situations[i].rule, given) for i, given in zip(game.drawn, game.answers, strict=False)]
    scams = [given for rule, given in pairs if rule != NO_RULE]
    genuine = [given for rule, given in pairs if rule == NO_RULE]
    return MatchTally(
        scams=len(scams),
        hits=sum(given != NO_RULE for given in scams),
        genuine=len(genuine),
        false_alarms=sum(given != NO_RULE for given in genuine),
    )
