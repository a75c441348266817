"""A form while it is answered: what is kept when visitors go back from it and come again."""

from __future__ import annotations

from dataclasses import dataclass, replace

from kiosk.core.vocabulary import QuestionForm, QuizWay
from kiosk.parts.hands import Hands, nobody_yet
from kiosk.parts.question import Asked
from kiosk.zones.quiz.models import FixedAnswer, QuizItem
from kiosk.zones.quiz.options import fixed_answers, options_of


@dataclass(frozen=True, slots=True)
class QuizAnswer:
    """What was chosen (indices of the options, none where a group saw the truth without judging), and the hands that
    went up."""

    chosen: tuple[int, ...]
    hands: Hands = Hands()


@dataclass(frozen=True, slots=True)
class QuizRun:
    """The visit's form `number` (from 1), which `seed` draws again, and how far it is.

    `index` is the item in view, one past the last when all are behind; `asked` and `hands` are what was chosen and
    counted there, of `people` who raise their hands (0: nobody does), `answers` those given so far.
    """

    form: tuple[QuizItem, ...]
    way: QuizWay
    number: int
    seed: int
    people: int = 0
    index: int = 0
    asked: Asked = Asked()
    hands: Hands = Hands()
    answers: tuple[QuizAnswer, ...] = ()

    @property
    def item(self) -> QuizItem:
        """The item in view."""
        return self.form[self.index]

    @property
    def over(self) -> bool:
        """Whether all items are behind."""
        return self.index >= len(self.form)

    def chose(self, index: int) -> QuizRun:
        """An option was touched: it is the answer of who judges alone and of a group that was not counted; of an option
        that is a sentence, hands can be counted then."""
        several = self.item.form is QuestionForm.MULTIPLE
        hands, chosen = self.hands, {*self.asked.chosen}
        touched = replace(self, hands=hands.saying(index) if hands.asked else hands)
        if not several:
            return touched if hands.counted else replace(touched, asked=Asked((index,)))
        if hands.asked and hands.said != index and hands.counts[index]:
            return touched
        return replace(touched, asked=Asked(tuple(sorted(chosen ^ {index}))))

    def counted(self, target: str) -> QuizRun | None:
        """After a touch of a bead: the answer is what the group says. None for another target."""
        hands = self.hands.after(target)
        if hands is None or hands == self.hands:
            return None if hands is None else self
        if hands.several:
            touched = next(i for i, n in enumerate(hands.counts) if n != self.hands.counts[i])
            others = {i for i in self.asked.chosen if i != touched}
            return replace(self, hands=hands, asked=Asked(tuple(sorted(others | ({touched} & {*hands.agreed})))))
        return replace(self, hands=hands, asked=Asked(hands.agreed or self._withheld(hands)))

    def _withheld(self, hands: Hands) -> tuple[int, ...]:
        """A group that does not agree would check first, where the form has that answer."""
        answers = fixed_answers(self.item.form)
        return (answers.index(FixedAnswer.VERIFY),) if hands.counted and FixedAnswer.VERIFY in answers else ()

    def answered(self) -> QuizRun:
        """With what is chosen as the answer."""
        given = QuizAnswer(self.asked.chosen, self.hands)
        return replace(self, asked=replace(self.asked, answered=True), answers=(*self.answers, given))

    def at(self, index: int) -> QuizRun:
        """At that item, nothing chosen and nobody counted yet."""
        hands = Hands()
        if self.people and index < len(self.form):
            item = self.form[index]
            answers = [option for option in options_of(item) if option.id != FixedAnswer.VERIFY]
            hands = nobody_yet(self.people, len(answers), item.form is QuestionForm.MULTIPLE)
        return replace(self, index=index, asked=Asked(), hands=hands)
