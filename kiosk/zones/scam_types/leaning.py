"""Which kinds of scam the questionnaire points at: a pure sum, so that a result can always be explained."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kiosk.zones.scam_types.models import HabitQuestion

SHOWN = 3
"""Kinds of scam in a result."""


@dataclass(frozen=True, slots=True)
class Leaning:
    """A kind of scam with its sum of weights and the visitor's own answers that point at it.

    `weight` is 0 for a kind that only fills the result up: one that may meet anybody.
    """

    type: str
    weight: int = 0
    because: tuple[str, ...] = ()


def leanings(
    questions: Sequence[HabitQuestion], answers: Sequence[int], order: Sequence[str], most: int = SHOWN
) -> tuple[Leaning, ...]:
    """The `most` kinds the answers point at, heaviest first; ties stand in the `order` of the type ids.

    `answers` holds the index of the answer to each question; an index outside the answers counts as none. Kinds that
    are not in `order` are left out. Where the answers point at fewer, the first of `order` follow with weight 0.
    """
    weights = dict.fromkeys(order, 0)
    because: dict[str, tuple[str, ...]] = dict.fromkeys(order, ())
    for question, index in zip(questions, answers, strict=False):
        if not 0 <= index < len(question.answers):
            continue
        answer = question.answers[index]
        for lean in answer.leans:
            if lean.type in weights:
                weights[lean.type] += lean.weight
                because[lean.type] += (answer.text,)
    ranked = sorted(order, key=lambda t: -weights[t])
    return tuple(Leaning(t, weights[t], because[t]) for t in ranked[:most])
