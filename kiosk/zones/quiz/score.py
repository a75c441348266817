"""What the answers of a form amount to: right in all, scams and genuine things recognised, what to see again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kiosk.content.wording_hash import wording_of
from kiosk.core.events import HandsCounted, QuestionAnswered, Subject
from kiosk.core.vocabulary import QuestionForm
from kiosk.zones.quiz.form import options_of
from kiosk.zones.quiz.models import ZONE, Blueprint, FixedAnswer, QuizItem
from kiosk.zones.quiz.run import HandCounts, QuizAnswer


@dataclass(frozen=True, slots=True)
class QuizScore:
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


def tally(form: Sequence[QuizItem], answers: Sequence[QuizAnswer]) -> QuizScore:
    """The score of the items answered so far."""
    judged = [(item, is_right(item, answer.chosen)) for item, answer in zip(form, answers, strict=False)]
    return QuizScore(
        right=sum(right for _, right in judged),
        items=len(judged),
        scams=sum(not item.genuine for item, _ in judged),
        scams_right=sum(right and not item.genuine for item, right in judged),
        genuine=sum(item.genuine for item, _ in judged),
        genuine_right=sum(right and item.genuine for item, right in judged),
        missed=tuple(i for i, (_, right) in enumerate(judged) if not right),
    )


def praise_line(blueprint: Blueprint, score: QuizScore) -> str:
    """The best line wants four fifths of the scams and of the genuine: suspicion alone does not earn it."""
    parts = ((score.scams_right, score.scams), (score.genuine_right, score.genuine))
    if all(5 * right >= 4 * count for right, count in parts):
        return blueprint.praise[0]
    return blueprint.praise[1] if 2 * score.right >= score.items else blueprint.praise[2]


def balance_line(score: QuizScore) -> str:
    """What leans to one side, said kindly; "" when neither does."""
    scams_missed, genuine_missed = score.scams - score.scams_right, score.genuine - score.genuine_right
    if genuine_missed >= scams_missed + 2:
        return "骗局看得紧，真的也错过了几样。下回先核实，再决定挂不挂。"
    if scams_missed >= genuine_missed + 2:
        return "真的都信得过，骗局还漏了几样。碰到催转钱、要验证码的，多停一停。"
    return ""


def answered(item: QuizItem, chosen: Sequence[int], loaded: QuizItem) -> QuestionAnswered:
    """The event of an answer. `loaded` is the item as it lies in the pool, before its options were shuffled: several
    ids are joined in its order, so that the same choice is always logged the same.

    Only `judge` says outright whether the visitors took the thing for a scam.
    """
    ids = {options_of(item)[i].id for i in chosen}
    said_scam = FixedAnswer.SCAM in ids if item.form is QuestionForm.JUDGE else None
    option = "+".join(o.id for o in options_of(loaded) if o.id in ids)
    return QuestionAnswered(*_subject(loaded), item.form, option, is_right(item, chosen), said_scam)


def hands_counted(item: QuizItem, hands: HandCounts, people: int) -> HandsCounted:
    """The event of the hands that were counted for options of `item`, of so many people."""
    options = options_of(item)
    return HandsCounted(*_subject(item), tuple((options[i].id, count) for i, count in hands), people)


def _subject(item: QuizItem) -> Subject:
    return Subject(ZONE, item.id, item.type, item.genuine, wording_of(item))
