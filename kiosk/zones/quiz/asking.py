"""An item as it stands before the visitors: the one value its views are drawn from."""

from __future__ import annotations

from dataclasses import dataclass

from kiosk.content.models.call import Call
from kiosk.core.vocabulary import QuestionForm, QuizWay
from kiosk.draw.look import Look
from kiosk.parts.hands import Hands
from kiosk.parts.listening import Listening
from kiosk.parts.question import Asked
from kiosk.zones.quiz.models import QuizItem
from kiosk.zones.quiz.options import fixed_answers
from kiosk.zones.quiz.run import QuizRun

_LOW = 720.0
"""Units of height below which a page has room for the short form only."""


@dataclass(frozen=True, slots=True)
class Asking:
    """An item as it stands: number `index` + 1 of `count`, asked one person or a group.

    `hands` are those that went up; `again` when it is looked at once more. An item that is `heard` is a call, of which
    so many `lines` stand there. `brief`: on the guided path, with the short form; `walked`: the group walks to the
    sides of the room.
    """

    item: QuizItem
    index: int
    count: int
    asked: Asked
    way: QuizWay
    hands: Hands = Hands()
    again: bool = False
    heard: Listening | None = None
    lines: int = 0
    brief: bool = False
    walked: bool = False

    @property
    def ringing(self) -> bool:
        """Whether it is a call that nobody has answered yet."""
        return self.heard is not None and not self.heard.answered

    @property
    def worded(self) -> bool:
        """Whether the answers are a word each, the same for all items of the form."""
        return bool(fixed_answers(self.item.form))

    @property
    def several(self) -> bool:
        """Whether more than one answer may be chosen."""
        return self.item.form is QuestionForm.MULTIPLE

    @property
    def confirmed(self) -> bool:
        """Whether what is chosen becomes the answer with a key of its own."""
        return self.several or self.way is QuizWay.GROUP

    def message(self, look: Look) -> str:
        """What is to be judged, "" where it is the question itself: in its short form where that is read."""
        return self.item.quote and self._short(look, self.item.quote)

    def question(self, look: Look) -> str:
        """The question; in its short form likewise where there is no message."""
        return self.item.stem if self.item.quote else self._short(look, self.item.stem)

    def _short(self, look: Look, words: str) -> str:
        """The item's short form: on the path, and where type is large or the page low."""
        return self.item.short if self.item.short and (self.brief or look.large or look.area.h < _LOW) else words

    @property
    def counting(self) -> bool:
        """Whether hands are being counted: in a group, until the answer is there."""
        return self.hands.asked and not self.asked.answered


def asking_now(
    run: QuizRun, heard: Listening | None = None, lines: int = 0, brief: bool = False, walked: bool = False
) -> Asking:
    """The item of the form that is in view; `heard` and `lines` where it is a call."""
    return Asking(
        run.item,
        run.index,
        len(run.form),
        run.asked,
        run.way,
        run.hands,
        heard=heard,
        lines=lines,
        brief=brief,
        walked=walked,
    )


def asking_again(run: QuizRun, index: int, call: Call | None = None) -> Asking:
    """An item of a form that is over, with the answer it was given."""
    given = run.answers[index]
    asked = Asked(given.chosen, True)
    heard = None if call is None else Listening(call, answered=True, judged=True)
    lines = 0 if call is None else len(call.script)
    return Asking(
        run.form[index], index, len(run.form), asked, run.way, given.hands, again=True, heard=heard, lines=lines
    )
