"""What can be answered to an item: the same words for all of its form, or options of its own."""

from __future__ import annotations

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
