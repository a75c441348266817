"""知识考核区: ten items, half of them genuine; a reason after each, and at the end both skills told apart."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from kiosk.content.models.quiz import Blueprint, QuizItem
from kiosk.core.events import ChoiceMade, Event, QuizFinished
from kiosk.draw.items import Item
from kiosk.draw.look import Look
from kiosk.parts import question, scroller
from kiosk.parts.question import Asked
from kiosk.parts.scroller import Scroll
from kiosk.scene import Gesture, Step, Tap, Visit
from kiosk.zones.quiz import ask, card, hands, opening, result
from kiosk.zones.quiz.asking import Asking
from kiosk.zones.quiz.form import can_draw, draw_form, options_of
from kiosk.zones.quiz.score import ZONE, Answer, Score, answered, praise_line, tally

__all__ = ["Quiz", "State", "can_draw", "draw_form"]


@dataclass(frozen=True, slots=True)
class State:
    """Where the visitors are: `stage` is start, item, result, card or look (again at item `index`).

    `round` counts the forms begun; form and seed stay until the next is drawn. `finished` counts forms answered.
    """

    seed: int = 0
    people: int = 1
    stage: str = "start"
    way: str = "solo"
    round: int = 0
    form: tuple[QuizItem, ...] = ()
    index: int = 0
    asked: Asked = Asked()
    hands: int = hands.UNCOUNTED
    answers: tuple[Answer, ...] = ()
    finished: int = 0
    reading: Scroll = Scroll()
    answering: Scroll = Scroll()

    @property
    def form_seed(self) -> int:
        """What `draw_form` needs to draw this form again."""
        return self.seed + self.round


class Quiz:
    """The scene. `take_home` is the hall's reminder in the code of the card."""

    def __init__(
        self,
        items: Sequence[QuizItem],
        blueprint: Blueprint,
        type_names: Mapping[str, str],
        take_home: str,
        hall_name: str,
    ) -> None:
        self.items = tuple(items)
        self.blueprint = blueprint
        self.type_names = dict(type_names)
        self.take_home = take_home
        self.hall_name = hall_name

    def start(self, visit: Visit) -> State:
        return State(seed=visit.seed, people=visit.people)

    def touch(self, state: State, gesture: Gesture) -> Step[State]:
        moved = scroller.touch(state.reading, gesture, "read")
        if moved is not None:
            return Step(replace(state, reading=moved))
        moved = scroller.touch(state.answering, gesture, "answers")
        if moved is not None:
            return Step(replace(state, answering=moved))
        if not isinstance(gesture, Tap):
            return Step(state)
        if gesture.target == "back":
            return self._back(state)
        if state.stage == "item":
            return self._on_item(state, gesture)
        return self._elsewhere(state, gesture.target)

    def tick(self, state: State, seconds: float) -> Step[State]:
        return Step(
            replace(
                state,
                reading=scroller.tick(state.reading, seconds),
                answering=scroller.tick(state.answering, seconds),
            )
        )

    def due(self, state: State) -> float | None:
        running = (scroller.due(state.reading), scroller.due(state.answering))
        return 0.0 if 0.0 in running else None

    def view(self, state: State, look: Look) -> list[Item]:
        if state.stage == "start":
            waiting = "" if not state.form else "result" if _complete(state) else "item"
            return opening.view(look, self.blueprint, state.people, waiting, state.index + 1, state.reading)
        if state.stage == "result":
            return result.view(look, state.form, _score(state), self.blueprint, self.type_names, state.reading)
        if state.stage == "card":
            score = _score(state)
            praise = praise_line(self.blueprint, score)
            return card.view(
                look, score, praise, self.take_home, self.hall_name, state.way, state.people, state.round, state.reading
            )
        again = state.stage == "look"
        asked = Asked(state.answers[state.index].chosen, True) if again else state.asked
        counted = state.answers[state.index].hands if again else state.hands
        asking = Asking(
            state.form[state.index], state.index, len(state.form), asked, state.way, counted, state.people, again
        )
        return ask.view(look, asking, self.type_names, state.reading, state.answering)

    def page(self, state: State) -> str:
        return f"{state.stage}:{state.form[state.index].id}" if state.stage in ("item", "look") else state.stage

    def goal(self, state: State) -> bool:
        return state.finished > 0

    def samples(self) -> Iterator[State]:
        """Every page and every item of the pool unanswered, chosen, right and wrong, reached by touching."""
        visit = Visit(people=12, seed=1)
        state = self.start(visit)
        yield state
        seen: set[str] = set()
        for turn in range(400):
            state = self.touch(state, Tap("way/group" if turn % 2 else "way/solo")).state
            while state.stage == "item":
                item = state.form[state.index]
                if item.id not in seen:
                    yield from self._answered_ways(state)
                seen.add(item.id)
                state = self.touch(self._answer(state, right=(turn + state.index) % 3 > 0), Tap("next")).state
            if turn < 3 or len(seen) == len(self.items):
                yield state
                yield self.touch(state, Tap("card")).state
                yield from (self.touch(state, Tap(f"look/{i}")).state for i in _score(state).missed[:1])
            state = self.touch(state, Tap("back")).state
            if len(seen) == len(self.items):
                break
        yield state

    def _answered_ways(self, state: State) -> Iterator[State]:
        yield state
        first = self.touch(state, Tap("ask/0")).state
        if not first.asked.answered:
            yield first
            counted = self.touch(first, Tap("hands/+")).state
            if counted != first:
                yield counted
        yield self._answer(state, right=True)
        yield self._answer(state, right=False)

    def _answer(self, state: State, right: bool) -> State:
        """The state after the item was answered by touching, rightly or wrongly."""
        options = options_of(state.form[state.index])
        best = [i for i, option in enumerate(options) if option.right]
        chosen = best if right else [i for i in range(len(options)) if i not in best][:1] or best[:1]
        for i in chosen:
            state = self.touch(state, Tap(f"ask/{i}")).state
        return state if state.asked.answered else self.touch(state, Tap("ask/answer")).state

    def _back(self, state: State) -> Step[State]:
        if state.stage == "start":
            return Step(state, leave="home")
        up = {"item": "start", "result": "start", "card": "result", "look": "result"}[state.stage]
        return Step(replace(state, stage=up, reading=Scroll()))

    def _elsewhere(self, state: State, target: str) -> Step[State]:
        """A touch on the first page, the result, the card, or an item looked at again."""
        word, _, rest = target.partition("/")
        if state.stage == "start":
            if word == "way" and rest in opening.WAYS:
                return Step(self._begin(state, rest))
            if word == "resume" and state.form:
                return Step(replace(state, stage="result" if _complete(state) else "item", reading=Scroll()))
        elif word == "again" and state.stage in ("result", "card"):
            return Step(self._begin(state, state.way))
        elif state.stage == "result":
            if word == "look" and rest.isdigit() and int(rest) in _score(state).missed:
                return Step(replace(state, stage="look", index=int(rest), reading=Scroll(), answering=Scroll()))
            if word == "card":
                return Step(replace(state, stage="card", reading=Scroll()))
        elif state.stage == "look" and word == "next":
            return Step(replace(state, stage="result", reading=Scroll()))
        elif state.stage == "card" and word == "leave":
            return Step(state, leave="home")
        return Step(state)

    def _begin(self, state: State, way: str) -> State:
        begun = State(state.seed, state.people, "item", way, state.round + 1, finished=state.finished)
        return replace(begun, form=draw_form(self.items, self.blueprint, begun.form_seed))

    def _on_item(self, state: State, tap: Tap) -> Step[State]:
        if tap.target == "next" and state.asked.answered:
            return self._on(state)
        if state.asked.answered or not state.asked.chosen:
            pass
        elif tap.target == "ask/answer":
            return _answered(state)
        elif tap.target in ("hands/-", "hands/+") and _counts_hands(state):
            step = 1 if tap.target == "hands/+" else -1
            return Step(replace(state, hands=hands.counted(state.hands, step, state.people)))
        return self._choose(state, tap)

    def _choose(self, state: State, tap: Tap) -> Step[State]:
        item = state.form[state.index]
        word, _, index = tap.target.partition("/")
        if word != "ask" or not index.isdigit() or int(index) >= len(options_of(item)):
            return Step(state)
        asked = question.touch(state.asked, tap, "ask", item.form == "multiple")
        if asked is None:
            return Step(state)
        if asked.answered and state.way == "solo":
            return _answered(replace(state, asked=asked))
        return Step(replace(state, asked=replace(asked, answered=False)))

    def _on(self, state: State) -> Step[State]:
        fresh = replace(state, asked=Asked(), hands=hands.UNCOUNTED, reading=Scroll(), answering=Scroll())
        if not _complete(state):
            return Step(replace(fresh, index=state.index + 1))
        done = QuizFinished(len(state.form), _score(state).right, state.way, state.form_seed)
        return Step(replace(fresh, stage="result", finished=state.finished + 1), (done,))


def _complete(state: State) -> bool:
    return len(state.answers) == len(state.form)


def _score(state: State) -> Score:
    return tally(state.form, state.answers)


def _counts_hands(state: State) -> bool:
    return state.way == "group" and state.people > 1 and state.form[state.index].form != "multiple"


def _answered(state: State) -> Step[State]:
    """The answer is given: kept, and told as an event; counted hands are an event of their own."""
    item, asked = state.form[state.index], replace(state.asked, answered=True)
    events: tuple[Event, ...] = (answered(item, asked.chosen),)
    if state.hands != hands.UNCOUNTED:
        events += (ChoiceMade(ZONE, item.id, "hands", str(state.hands), None, item.type),)
    kept = (*state.answers, Answer(asked.chosen, state.hands))
    return Step(replace(state, asked=asked, answers=kept, reading=Scroll()), events)
