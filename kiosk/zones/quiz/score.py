"""What the answers of a form amount to: right in all, scams and genuine things recognised, what to see again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kiosk.content.wording_hash import wording_of
from kiosk.core.events import HandsCounted, QuestionAnswered
from kiosk.core.subject import Subject
from kiosk.core.vocabulary import QuestionForm
from kiosk.parts.hands import Hands
from kiosk.zones.quiz.models import ZONE, Blueprint, FixedAnswer, QuizItem
from kiosk.zones.quiz.options import fixed_answers, options_of
from kiosk.zones.quiz.run import QuizAnswer

MANY_WITHHELD = 3
"""Items that were plain and about which visitors would still check first, from which on that is spoken of."""


@dataclass(frozen=True, slots=True)
class QuizScore:
    """Counts of a form. `missed` are the places in the form that were answered wrongly, `checked` those where visitors
    would check first what is plain, which is no mistake, `unjudged` those a group saw the truth of without judging,
    which count for nothing; `unclear` are the items where what is shown does not decide,
    `unclear_right` those where visitors said so; `scams_withheld` and `genuine_withheld` the others of which they said
    it too."""

    right: int
    items: int
    scams: int
    scams_right: int
    genuine: int
    genuine_right: int
    missed: tuple[int, ...]
    unclear: int = 0
    unclear_right: int = 0
    scams_withheld: int = 0
    genuine_withheld: int = 0
    checked: tuple[int, ...] = ()
    unjudged: tuple[int, ...] = ()


def is_right(item: QuizItem, chosen: Sequence[int]) -> bool:
    """Whether exactly the right options were chosen."""
    return set(chosen) == {i for i, option in enumerate(options_of(item)) if option.right}


def tally(form: Sequence[QuizItem], answers: Sequence[QuizAnswer]) -> QuizScore:
    """The score of the items answered so far, without those that were not judged."""
    judged = [
        (i, item, is_right(item, answer.chosen))
        for i, (item, answer) in enumerate(zip(form, answers, strict=False))
        if answer.chosen
    ]
    checked = tuple(i for i, item, right in judged if not right and withheld(item, answers[i].chosen))
    return QuizScore(
        right=sum(right for _, _, right in judged),
        items=len(judged),
        scams=sum(item.genuine is False for _, item, _ in judged),
        scams_right=sum(right and item.genuine is False for _, item, right in judged),
        genuine=sum(item.genuine is True for _, item, _ in judged),
        genuine_right=sum(right and item.genuine is True for _, item, right in judged),
        missed=tuple(i for i, _, right in judged if not right and i not in checked),
        unclear=sum(item.genuine is None for _, item, _ in judged),
        unclear_right=sum(right and item.genuine is None for _, item, right in judged),
        scams_withheld=sum(form[i].genuine is False for i in checked),
        genuine_withheld=sum(form[i].genuine is True for i in checked),
        checked=checked,
        unjudged=tuple(i for i, answer in enumerate(answers) if not answer.chosen),
    )


def withheld(item: QuizItem, chosen: Sequence[int]) -> bool:
    """Whether visitors would check first."""
    options = options_of(item)
    return any(options[i].id == FixedAnswer.VERIFY for i in chosen)


def praise_line(blueprint: Blueprint, score: QuizScore) -> str:
    """The best line wants four fifths of the scams and of the genuine, and half of what does not decide: neither
    suspicion alone earns it nor a guess at everything."""
    if not score.items:
        return blueprint.praise[2]
    parts = ((score.scams_right, score.scams), (score.genuine_right, score.genuine))
    if all(5 * right >= 4 * count for right, count in parts) and 2 * score.unclear_right >= score.unclear:
        return blueprint.praise[0]
    return blueprint.praise[1] if 2 * score.right >= score.items else blueprint.praise[2]


def balance_line(score: QuizScore) -> str:
    """What leans to one side, said kindly; "" when nothing does. Who would check first has leaned to neither."""
    if score.scams_withheld + score.genuine_withheld >= MANY_WITHHELD:
        return "样样先核实，最稳当。有几条看它要您做什么，一眼就定得下。"
    scams_missed = score.scams - score.scams_right - score.scams_withheld
    genuine_missed = score.genuine - score.genuine_right - score.genuine_withheld
    if genuine_missed >= scams_missed + 2:
        return "骗局看得紧，真的错过了几样。挂断以后，还要打回去核实。"
    if scams_missed >= genuine_missed + 2:
        return "真的都信得过，骗局漏了几样。催转钱、要验证码的，停一停。"
    return ""


def answered(item: QuizItem, chosen: Sequence[int], loaded: QuizItem) -> QuestionAnswered:
    """The event of an answer. `loaded` is the item as it lies in the pool, before its options were shuffled: several
    ids are joined in its order, so that the same choice is always logged the same.

    Only `judge` says outright whether the visitors took the thing for a scam, and not where they would check first.
    """
    ids = {options_of(item)[i].id for i in chosen}
    judged = item.form is QuestionForm.JUDGE and FixedAnswer.VERIFY not in ids
    said_scam = FixedAnswer.SCAM in ids if judged else None
    option = "+".join(o.id for o in options_of(loaded) if o.id in ids)
    return QuestionAnswered(*subject_of(loaded), item.form, option, is_right(item, chosen), said_scam)


def hands_counted(item: QuizItem, hands: Hands) -> HandsCounted:
    """The event of the hands that were counted: for both of two answers, of a list of options for those counted."""
    both = bool(fixed_answers(item.form))
    counted = zip(options_of(item), hands.counts, strict=False)
    return HandsCounted(*subject_of(item), tuple((o.id, n) for o, n in counted if n or both), hands.people)


def subject_of(item: QuizItem) -> Subject:
    """What the log knows of an item."""
    return Subject(ZONE, item.id, item.type, item.genuine, wording_of(item))
