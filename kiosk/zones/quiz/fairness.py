"""How far bots get in the quiz: in all items that are asked in one way, and in whole forms."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace

from kiosk.core.vocabulary import Audience, QuestionForm
from kiosk.strategies import PlayedSet, Posed, forms, play
from kiosk.zones.quiz.form import Kind, can_draw, draw_form, wanted
from kiosk.zones.quiz.models import QUIZ_FORMS, Blueprint, QuizItem
from kiosk.zones.quiz.strategies import posed

FORMS = 12
"""Forms that are drawn to see whether bots get far: the first of so many visits."""
_WHO: tuple[tuple[Audience, ...], ...] = ((), *((audience,) for audience in Audience))
"""For whom they are drawn, one after another."""
_HALF: Mapping[Kind, int] = {True: 1, False: 1}
"""What a form that measures asks: as many genuine ones as scams."""

_ADVICE = {
    QuestionForm.SINGLE: "给错的选项也写上谨慎的话（“先核实，再转”），对的写得一样长",
    QuestionForm.MULTIPLE: "给错的选项也写上谨慎的话，对的和错的写得一样长",
    QuestionForm.TRUE_FALSE: "对的和错的各占一半，把其中几句反过来说",
    QuestionForm.JUDGE: "真的里也写链接、期限、费用，骗局里也有不写的；发信人的【】两边都写",
    QuestionForm.WHICH_REAL: "对的选项和错的写得一样长，都写上期限、数字",
}


def quiz_played(items: Sequence[QuizItem], blueprint: Blueprint, drawn: int = FORMS) -> tuple[PlayedSet, ...]:
    """Every bot on the items of each form of question, on the judgements that have a truth, and on as many whole forms
    as are `drawn`; on nothing while no form can be drawn, which is told."""
    if not can_draw(items, blueprint):
        return ()
    sets = [
        PlayedSet(
            f"{form.word}题里", play(_asked([i for i in items if i.form is form], wanted(blueprint))), _ADVICE[form]
        )
        for form in QUIZ_FORMS
    ]
    decided = [item for item in items if item.form is QuestionForm.JUDGE and item.genuine is not None]
    sets.append(PlayedSet("分得出真假的判断题里", play(_asked(decided, _HALF)), _ADVICE[QuestionForm.JUDGE]))
    visits = (draw_form(items, blueprint, n, audiences=_WHO[n % len(_WHO)]) for n in range(drawn))
    drawings = [[posed(item, drawn=True) for item in form] for form in visits]
    advice = "题库里一种题太多，补别的题型；真的、骗局、先核实都要有"
    return (*sets, PlayedSet("最容易的一整套题里", forms(drawings), advice, "套"))


def _asked(items: Sequence[QuizItem], want: Mapping[Kind, int]) -> list[Posed]:
    """The items as bots meet them. Judgements weigh as a form asks them, whatever the pool holds more of."""
    held = Counter(item.genuine for item in items)
    if not items or items[0].form is not QuestionForm.JUDGE:
        return [posed(item) for item in items]
    return [replace(posed(item), weight=want[item.genuine] / held[item.genuine]) for item in items]
