"""What the answers of a form amount to: right in all, scams and genuine things recognised, what to see again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kiosk.content.models.quiz import Blueprint, QuizItem
from kiosk.core.events import QuestionAnswered
from kiosk.zones.quiz.form import options_of

ZONE = "quiz"


@dataclass(frozen=True, slots=True)
class Answer:
    """What was chosen (indices of the options) and how many hands went up for it (-1: not counted)."""

    chosen: tuple[int, ...]
    hands: int = -1


@dataclass(frozen=True, slots=True)
class Score:
    """Counts of a form. `missed` are the places in the form that were answered wrongly."""

    right: int
    items: int
    scams: int
    scams_right: int
    genuine: int
    genuine_right: int
    missed: tuple[int, ...]


def is_right(item: QuizItem, chosen: Sequence[int]) -> bool:
    """Whether exactly the right options were chosen."""
    return set(chosen) == {i for i, option in enumerate(options_of(item)) if option.right}


def tally(form: Sequence[QuizItem], answers: Sequence[Answer]) -> Score:
    """The score of the items answered so far."""
    judged = [(item, is_right(item, answer.chosen)) for item, answer in zip(form, answers, strict=False)]
    return Score(
        right=sum(right for _, right in judged),
        items=len(judged),
        scams=sum(not item.genuine for item, _ in judged),
        scams_right=sum(right and not item.genuine for item, right in judged),
        genuine=sum(item.genuine for item, _ in judged),
        genuine_right=sum(right and item.genuine for item, right in judged),
        missed=tuple(i for i, (_, right) in enumerate(judged) if not right),
    )


def praise_line(blueprint: Blueprint, score: Score) -> str:
    """The best line wants four fifths of the scams and of the genuine: suspicion alone does not earn it."""
    parts = ((score.scams_right, score.scams), (score.genuine_right, score.genuine))
    if all(right >= 0.8 * count for right, count in parts):
        return blueprint.praise[0]
    return blueprint.praise[1] if score.right >= 0.5 * score.items else blueprint.praise[2]


def balance_line(score: Score) -> str:
    """What leans to one side, said kindly; "" when neither does."""
    scams_missed, genuine_missed = score.scams - score.scams_right, score.genuine - score.genuine_right
    if genuine_missed >= scams_missed + 2:
        return "骗局看得紧，真的也错过了几样。下回先核实，再决定挂不挂。"
    if scams_missed >= genuine_missed + 2:
        return "真的都信得过，骗局还漏了几样。碰到催转钱、要验证码的，多停一停。"
    return ""


def answered(item: QuizItem, chosen: Sequence[int]) -> QuestionAnswered:
    """The event of an answer. Only `judge` says outright whether the visitors took the thing for a scam."""
    options = options_of(item)
    given = "；".join(options[i].text for i in chosen)
    said_scam = given == "诈骗" if item.form == "judge" else None
    return QuestionAnswered(ZONE, item.id, item.type, item.form, is_right(item, chosen), item.genuine, said_scam, given)
