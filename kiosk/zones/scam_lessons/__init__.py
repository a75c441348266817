"""诈骗知识学习区: eight modules on a sliding rail; each has short cards and one exercise in spotting."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from kiosk.content.models.lesson import Lesson
from kiosk.core.events import Event, ItemFinished, ItemOpened, QuestionAnswered
from kiosk.draw.items import Item
from kiosk.draw.look import Look
from kiosk.parts import rail, scroller
from kiosk.parts.rail import Rail, Station
from kiosk.parts.scroller import Scroll
from kiosk.scene import Gesture, Step, Tap, Visit
from kiosk.zones.scam_lessons import card, conversation, rail_page, spot
from kiosk.zones.scam_lessons.spot import Marked

ZONE = "scam_lessons"
GOAL_MODULES = 2
"""Modules gone through to the answer of their exercise that make the zone done."""


@dataclass(frozen=True, slots=True)
class State:
    """The rail; a module (its id, "" = the rail) at one of its screens, the last being the exercise."""

    rail: Rail
    lesson: str = ""
    screen: int = 0
    marked: Marked = Marked()
    reading: Scroll = Scroll()
    finished: tuple[str, ...] = ()


class ScamLessons:
    """The scene; modules stand on the rail by their `order`. Raises ValueError without any."""

    def __init__(self, modules: Sequence[Lesson]) -> None:
        if not modules:
            raise ValueError("scam_lessons needs at least one module")
        self.modules = tuple(sorted(modules, key=lambda m: m.order))
        self.by_id = {module.id: module for module in self.modules}

    def start(self, visit: Visit) -> State:
        return State(Rail(len(self.modules)))

    def touch(self, state: State, gesture: Gesture) -> Step[State]:
        if isinstance(gesture, Tap) and gesture.target == "back":
            return self._back(state)
        moved = scroller.touch(state.reading, gesture, "read")
        if moved is not None:
            return Step(replace(state, reading=moved))
        if state.lesson:
            return self._in_lesson(state, gesture)
        slid = rail.touch(state.rail, gesture, "rail")
        if slid is not None:
            return Step(replace(state, rail=slid, reading=Scroll()))
        if isinstance(gesture, Tap) and gesture.target in ("open", "next"):
            module = self.modules[state.rail.front]
            opened = replace(state, lesson=module.id, screen=0, marked=Marked(), reading=Scroll())
            return Step(opened, (ItemOpened(ZONE, module.id),))
        return Step(state)

    def tick(self, state: State, seconds: float) -> Step[State]:
        return Step(replace(state, rail=rail.tick(state.rail, seconds), reading=scroller.tick(state.reading, seconds)))

    def due(self, state: State) -> float | None:
        gliding = None if state.lesson else rail.due(state.rail)
        return gliding if gliding is not None else scroller.due(state.reading)

    def view(self, state: State, look: Look) -> list[Item]:
        if not state.lesson:
            stations = [Station(m.icon, m.title, m.id in state.finished) for m in self.modules]
            return rail_page.view(look, self.modules, stations, state.rail, state.reading, len(state.finished))
        module = self.by_id[state.lesson]
        if state.screen < len(module.cards):
            return card.view(look, module, state.screen, state.reading)
        return conversation.view(look, module, state.marked, state.reading)

    def page(self, state: State) -> str:
        if not state.lesson:
            return "rail"
        if state.screen < len(self.by_id[state.lesson].cards):
            return f"lesson:{state.lesson}:card{state.screen + 1}"
        return f"lesson:{state.lesson}:{'answer' if state.marked.answered else 'exercise'}"

    def goal(self, state: State) -> bool:
        return len(state.finished) >= GOAL_MODULES

    def samples(self) -> Iterator[State]:
        """Every kind of state a touch can lead to: each station, card, exercise and answer."""
        first = self.start(Visit())
        for i, module in enumerate(self.modules):
            gliding = self.touch(first, Tap(f"rail/{i}")).state
            yield gliding
            state = self.tick(gliding, 1.0).state
            yield state
            state = self.touch(state, Tap("open")).state
            for _ in module.cards:
                yield state
                state = self.touch(state, Tap("next")).state
            yield from self._answers(state, module)

    def _answers(self, state: State, module: Lesson) -> Iterator[State]:
        """The exercise untouched, then judged in several ways, before and after the answer; then the rail again."""
        yield state
        every = [f"mark/{i}" for i in spot.touchable(module.exercise)]
        flagged = [f"mark/{i}" for i, line in enumerate(module.exercise.lines) if line.flag]
        for way in (["clear"], every, flagged or every[:1], every[:1]):
            judged = state
            for target in way:
                judged = self.touch(judged, Tap(target)).state
            yield judged
            judged = self.touch(judged, Tap("next")).state
            yield judged
            yield self.touch(judged, Tap("next")).state

    def _back(self, state: State) -> Step[State]:
        if not state.lesson:
            return Step(state, leave="home")
        if state.screen == 0:
            return Step(replace(state, lesson="", reading=Scroll()))
        return Step(replace(state, screen=state.screen - 1, reading=Scroll()))

    def _in_lesson(self, state: State, gesture: Gesture) -> Step[State]:
        module = self.by_id[state.lesson]
        if not isinstance(gesture, Tap):
            return Step(state)
        if state.screen < len(module.cards):
            if gesture.target != "next":
                return Step(state)
            return Step(replace(state, screen=state.screen + 1, reading=Scroll()))
        if gesture.target != "next":
            return Step(replace(state, marked=spot.touch(state.marked, gesture.target, module.exercise)))
        if state.marked.answered:
            return Step(self._on_rail(state))
        return self._answered(state, module) if state.marked.ready else Step(state)

    def _answered(self, state: State, module: Lesson) -> Step[State]:
        """The judgement is given: the module is gone through."""
        events: tuple[Event, ...] = (_answer(module, state.marked),)
        finished = state.finished
        if module.id not in finished:
            events += (ItemFinished(ZONE, module.id),)
            finished += (module.id,)
        marked = replace(state.marked, answered=True)
        return Step(replace(state, marked=marked, reading=Scroll(), finished=finished), events)

    def _on_rail(self, state: State) -> State:
        """Back at the rail, which glides to the next module not gone through."""
        here = state.rail.front
        count = len(self.modules)
        ahead = ((here + i) % count for i in range(1, count))
        fresh = next((i for i in ahead if self.modules[i].id not in state.finished), here)
        return replace(state, rail=rail.glide(state.rail, fresh), lesson="", reading=Scroll())


def _answer(module: Lesson, marked: Marked) -> QuestionAnswered:
    judged = spot.judge(module.exercise, marked)
    given = "、".join(str(i + 1) for i in marked.lines) or "没有可疑之处"
    return QuestionAnswered(
        zone=ZONE,
        item=module.id,
        type="lesson",
        form="spot",
        right=judged.right,
        genuine=module.exercise.genuine,
        said_scam=bool(marked.lines),
        given=given,
    )
