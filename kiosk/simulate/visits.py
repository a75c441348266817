"""A visit of made-up people, played through the real screens: a group that an officer leads, or one person alone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from random import Random

from kiosk.core.logged import Logged
from kiosk.core.vocabulary import AgeBand, GroupKind, QuestionForm
from kiosk.draw.items import targets
from kiosk.parts.entrance import ROUND
from kiosk.parts.hands import HANDS
from kiosk.parts.measured import Bank
from kiosk.scene import Stroke, Tap
from kiosk.session.following import ways_on
from kiosk.session.frame import PREFIX
from kiosk.session.machine import Machine
from kiosk.session.table import Place
from kiosk.simulate.people import Guest, Learned, Said
from kiosk.zones.quiz.models import ZONE as QUIZ
from kiosk.zones.quiz.models import QuizItem
from kiosk.zones.quiz.options import options_of

Pull = Callable[[str], float]
"""What a wording makes everybody feel."""
TOUCHES_MOST = 600
"""After which a visit has no end."""
SECONDS_A_TOUCH = 6.0
"""What a group needs to read, to talk and to touch, on the average."""
_LINE = (120, 200, 260, 90, 420, 260)


class SimulatedVisit:
    """Who came to a machine that stands at its attract loop. `bank` is what a live form can ask; `unsure` is half the
    width within which a person says nothing; what was learned, and the group's mood afterwards, count once a zone was
    entered."""

    def __init__(
        self,
        machine: Machine,
        bank: Bank,
        pull: Pull,
        people: Sequence[Guest],
        learned: Learned,
        moods: tuple[float, float],
        unsure: float,
        chance: Random,
    ) -> None:
        before, after = moods
        self._machine, self._bank, self._pull, self._unsure, self._chance = machine, bank, pull, unsure, chance
        self._before = [person.in_mood(before) for person in people]
        self._after = [person.taught(learned).in_mood(after) for person in people]
        self._seconds, self._touched = 0.0, set[tuple[str, str]]()

    def led(self, kind: GroupKind) -> Iterator[tuple[float, Logged]]:
        """A guided visit along the yellow key, to its end: every event with the seconds since the first touch."""
        for word in ("start", f"people/{len(self._before)}", f"kind/{kind}", "mode/guided", "next"):
            yield from self._touch(word)
        yield from self._until(lambda: self._machine.place is Place.ATTRACT)

    def alone(self, age: AgeBand) -> Iterator[tuple[float, Logged]]:
        """One person's visit: what is measured, a form of the quiz, and goodbye."""
        for word in ("start", "people/1", f"kind/{GroupKind.VISITOR}", f"ages/{age}", "mode/free", "next"):
            yield from self._touch(word)
        for word in (f"zone/{QUIZ}", ROUND, "way/solo"):
            yield from self._until(lambda: word in targets(self._machine.view()))  # noqa: B023
            yield from self._touch(word)
        yield from self._until(lambda: self._machine.page() == f"{QUIZ}:result")
        for word in (PREFIX + "home", "finish", "finish"):
            yield from self._touch(word)
        yield from self._until(lambda: self._machine.place is Place.ATTRACT)

    def _until(self, reached: Callable[[], bool]) -> Iterator[tuple[float, Logged]]:
        """Answer what is asked and go on, until then. Raises RuntimeError where nothing leads there."""
        for _ in range(TOUCHES_MOST):
            if reached():
                return
            for word in self._answers() or (self._onward(),):
                yield from self._touch(word)
        raise RuntimeError(f"nothing leads on from {self._machine.page()}")

    def _onward(self) -> str:
        """The yellow key, else any other way on: who was here is no sign of what they would choose."""
        ways = ways_on(self._machine, self._touched)
        word = self._chance.choice(ways) if ways else ""
        self._touched.add((self._machine.page(), word))
        return word

    def _touch(self, word: str) -> Iterator[tuple[float, Logged]]:
        """A touch, or where there is nothing to touch a wait; and what came of it."""
        machine = self._machine
        if word in targets(machine.view(), "ink"):
            machine.touch(Stroke(word, _LINE, True))
        elif word:
            machine.touch(Tap(word))
        yield from ((self._seconds, logged) for logged in machine.take())
        machine.tick(SECONDS_A_TOUCH)
        self._seconds += SECONDS_A_TOUCH
        yield from ((self._seconds, logged) for logged in machine.take())

    # ------------------------------------------------------------ what people say
    def _answers(self) -> tuple[str, ...]:
        """The touches that say what the people here think of what is asked; none where it is no question of ours."""
        item, question = self._machine.page().rpartition(":")[2], self._question()
        if question is not None:
            return self._solved(question)
        shown = targets(self._machine.view())
        if item not in self._bank or not any(word.startswith((f"{HANDS}/", "say/")) for word in shown):
            return ()
        said = Counter(self._judged(item, person) for person in self._people())
        if len(self._before) == 1:
            return f"say/{next(iter(said)).value}", "next"
        sides = (Said.SCAM, Said.GENUINE)
        return *(f"{HANDS}/{side.value}/{said[side]}" for side in sides if said[side]), "next"

    def _people(self) -> Sequence[Guest]:
        return self._before if self._machine.place is Place.MEASURING else self._after

    def _judged(self, item: str, person: Guest) -> Said:
        return person.says(bool(self._bank[item].about.genuine), self._felt(item), self._unsure, self._chance)

    def _felt(self, item: str) -> float:
        """What an item makes everybody feel, in a live form and in the quiz alike."""
        return self._pull(self._bank[item].about.wording if item in self._bank else item)

    def _question(self) -> QuizItem | None:
        """The item of the quiz that waits for its answer."""
        if not self._machine.page().startswith(f"{QUIZ}:item:"):
            return None
        run = self._machine.state.inside.quiz.page.run
        return None if run.asked.answered or "call/answer" in targets(self._machine.view()) else run.item

    def _solved(self, question: QuizItem) -> tuple[str, ...]:
        """One person's answer: a judgement as with hands, anything else right as often as it is known."""
        person, pull = self._after[0], self._felt(question.id)
        if question.form is QuestionForm.JUDGE and question.genuine is not None:
            return (f"ask/{person.says(question.genuine, pull, self._unsure, self._chance).value}",)
        options = options_of(question)
        right = [i for i, option in enumerate(options) if option.right]
        wrong = [i for i, option in enumerate(options) if not option.right]
        chosen = right if person.knows(pull, self._chance) or not wrong else [self._chance.choice(wrong)]
        several = question.form is QuestionForm.MULTIPLE
        return *(f"ask/{i}" for i in chosen), *(("next",) if several else ())
