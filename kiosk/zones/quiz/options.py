"""What can be answered to an item: the same words for all of its form, or options of its own."""

from __future__ import annotations

from typing import assert_never

from kiosk.core.vocabulary import QuestionForm
from kiosk.zones.quiz.models import FixedAnswer, QuizItem, QuizOption

_FIXED = {
    QuestionForm.JUDGE: (FixedAnswer.SCAM, FixedAnswer.GENUINE, FixedAnswer.VERIFY),
    QuestionForm.TRUE_FALSE: (FixedAnswer.TRUE, FixedAnswer.FALSE),
}


def fixed_answers(form: QuestionForm) -> tuple[FixedAnswer, ...]:
    """The answers every item of that form has; none where an item brings its own options."""
    return _FIXED.get(form, ())


def options_of(item: QuizItem) -> tuple[QuizOption, ...]:
    """What can be answered: the item's own options, or the fixed answers of its form."""
    fixed = fixed_answers(item.form)
    if not fixed:
        return item.options
    return tuple(QuizOption(answer.word, answer.word == item.answer, answer.value) for answer in fixed)


def sign_of(answer: FixedAnswer) -> tuple[str, str]:
    """The sign that stands for an answer, and its word on the screen."""
    match answer:
        case FixedAnswer.SCAM:
            return "danger", "是骗局"
        case FixedAnswer.GENUINE:
            return "genuine", "是真的"
        case FixedAnswer.TRUE:
            return "check", "对"
        case FixedAnswer.FALSE:
            return "cross", "不对"
        case FixedAnswer.VERIFY:
            return "phone", "先核实"
    assert_never(answer)


def answer_words(item: QuizItem, index: int) -> str:
    """An answer as it stands on the screen."""
    fixed = fixed_answers(item.form)
    return sign_of(fixed[index])[1] if fixed else item.options[index].text
