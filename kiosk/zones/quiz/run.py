"""A form while it is answered: what is kept when visitors go back from it and come again."""

from __future__ import annotations

from dataclasses import dataclass, replace

from kiosk.core.vocabulary import QuizWay
from kiosk.parts.question import Asked
from kiosk.zones.quiz.models import QuizItem

HandCounts = tuple[tuple[int, int], ...]
"""(index of an option, how many hands went up for it), only for the options that were counted."""


@dataclass(frozen=True, slots=True)
class QuizAnswer:
    """What was chosen (indices of the options) and how many hands went up for it (None: not counted)."""

    chosen: tuple[int, ...]
    hands: int | None = None


@dataclass(frozen=True, slots=True)
class QuizRun:
    """The visit's form `number` (from 1), which `seed` draws again, and how far it is.

    `index` is the item in view, one past the last when all are behind; `asked` and `hands` are what was chosen and
    counted there, `answers` those given so far.
    """

    form: tuple[QuizItem, ...]
    way: QuizWay
    number: int
    seed: int
    index: int = 0
    asked: Asked = Asked()
    hands: HandCounts = ()
    answers: tuple[QuizAnswer, ...] = ()

    @property
    def item(self) -> QuizItem:
        """The item in view."""
        return self.form[self.index]

    @property
    def over(self) -> bool:
        """Whether all items are behind."""
        return self.index >= len(self.form)

    @property
    def hands_now(self) -> int | None:
        """How many hands were counted for what is chosen; None when nobody counted."""
        return next((count for option, count in self.hands if option in self.asked.chosen), None)

    def counted(self, step: int, people: int) -> QuizRun:
        """After a tap on minus or plus: the first begins at half the group, the others go from 0 to `people`."""
        before = self.hands_now
        count = (people + 1) // 2 if before is None else min(people, max(0, before + step))
        others = {option: n for option, n in self.hands if option not in self.asked.chosen}
        return replace(self, hands=tuple(sorted({**others, **{i: count for i in self.asked.chosen}}.items())))

    def answered(self) -> QuizRun:
        """With what is chosen as the answer."""
        given = QuizAnswer(self.asked.chosen, self.hands_now)
        return replace(self, asked=replace(self.asked, answered=True), answers=(*self.answers, given))

    def onward(self) -> QuizRun:
        """At the next item, nothing chosen yet."""
        return replace(self, index=self.index + 1, asked=Asked(), hands=())
