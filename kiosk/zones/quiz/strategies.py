"""The quiz's items as bots meet them, which know nothing of scams."""

from __future__ import annotations

from functools import lru_cache

from kiosk.core.vocabulary import QuestionForm
from kiosk.strategies import Posed
from kiosk.zones.quiz.models import FixedAnswer, QuizItem
from kiosk.zones.quiz.options import fixed_answers, options_of


@lru_cache(maxsize=1024)
def posed(item: QuizItem, drawn: bool = False) -> Posed:
    """The item as it lies in the pool, or as it was `drawn` for a form, its options in the order of the screen.

    Whoever takes everything for a scam believes no sentence either.
    """
    options = options_of(item)
    fixed = fixed_answers(item.form)
    scam = genuine = verify = None
    if item.form is QuestionForm.JUDGE:
        scam, genuine, verify = (float(item.answer == answer.word) for answer in fixed)
    elif item.form is QuestionForm.TRUE_FALSE:
        scam, genuine = float(item.answer == FixedAnswer.FALSE.word), float(item.answer == FixedAnswer.TRUE.word)
    return Posed(
        item.id,
        tuple(option.text for option in options),
        frozenset(i for i, option in enumerate(options) if option.right),
        said=item.quote or item.stem,
        shuffled=not (drawn or fixed or item.keep_order),
        several=item.form is QuestionForm.MULTIPLE,
        scam=scam,
        genuine=genuine,
        verify=verify,
    )
