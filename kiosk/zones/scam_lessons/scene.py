"""诈骗知识学习区: eight modules on a sliding rail; each has short cards and one exercise in spotting."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import assert_never

from kiosk.content.wording_hash import wording_of
from kiosk.core.events import Event, ItemFinished, ItemOpened, QuestionAnswered, Subject
from kiosk.core.vocabulary import QuestionForm
from kiosk.draw.items import Item
from kiosk.draw.look import Look
from kiosk.parts import rail, scroller
from kiosk.parts.rail import Rail, Station
from kiosk.parts.scroller import Scroll
from kiosk.scene import Gesture, Step, Tap, Visit
from kiosk.zones.scam_lessons import card, conversation, rail_page, spot
from kiosk.zones.scam_lessons.models import ZONE, Lesson
from kiosk.zones.scam_lessons.spot import Marked

GOAL_MODULES = 2
"""Modules gone through to the answer of their exercise that make the zone done."""
_TOP = Scroll()


@dataclass(frozen=True, slots=True)
class RailPage:
    """The rail, and what the module in its middle is about."""

    reading: Scroll = _TOP


@dataclass(frozen=True, slots=True)
class CardPage:
    """One card of a module, by its place."""

    lesson: Lesson
    index: int = 0
    reading: Scroll = _TOP


@dataclass(frozen=True, slots=True)
class ExercisePage:
    """The exercise of a module, to be judged or with its answer."""

    lesson: Lesson
    reading: Scroll = _TOP


@dataclass(frozen=True, slots=True)
class ScamLessonsState:
    """The page in use. Kept across pages: where the rail stands, the marks made in the module's exercise (they stay
    while somebody leafs back to its cards), and the modules gone through."""

    rail: Rail
    page: RailPage | CardPage | ExercisePage = RailPage()
    marked: Marked = Marked()
    finished: tuple[str, ...] = ()


class ScamLessonsScene:
    """The scene; modules stand on the rail by their `order`. Raises ValueError without any."""

    def __init__(self, modules: Sequence[Lesson]) -> None:
        if not modules:
            raise ValueError("scam_lessons needs at least one module")
        self.modules = tuple(sorted(modules, key=lambda m: m.order))

    def start(self, visit: Visit) -> ScamLessonsState:
        return ScamLessonsState(Rail(len(self.modules)))

    def touch(self, state: ScamLessonsState, gesture: Gesture) -> Step[ScamLessonsState]:
        if isinstance(gesture, Tap) and gesture.target == "back":
            return _back(state)
        moved = scroller.touch(state.page.reading, gesture, "read")
        if moved is not None:
            return Step(replace(state, page=replace(state.page, reading=moved)))
        match state.page:
            case RailPage():
                return self._on_rail(state, gesture)
            case CardPage() as page:
                return _on_card(state, page, gesture)
            case ExercisePage(lesson):
                return self._at_exercise(state, lesson, gesture)
            case never:
                assert_never(never)

    def tick(self, state: ScamLessonsState, seconds: float) -> Step[ScamLessonsState]:
        page = replace(state.page, reading=scroller.tick(state.page.reading, seconds))
        return Step(replace(state, rail=rail.tick(state.rail, seconds), page=page))

    def due(self, state: ScamLessonsState) -> float | None:
        gliding = rail.due(state.rail) if isinstance(state.page, RailPage) else None
        return gliding if gliding is not None else scroller.due(state.page.reading)

    def view(self, state: ScamLessonsState, look: Look) -> list[Item]:
        match state.page:
            case RailPage(reading):
                stations = [Station(m.icon, m.title, m.id in state.finished) for m in self.modules]
                return rail_page.view(look, self.modules, stations, state.rail, reading, len(state.finished))
            case CardPage(lesson, index, reading):
                return card.view(look, lesson, index, reading)
            case ExercisePage(lesson, reading):
                return conversation.view(look, lesson, state.marked, reading)
            case never:
                assert_never(never)

    def page(self, state: ScamLessonsState) -> str:
        match state.page:
            case RailPage():
                return "rail"
            case CardPage(lesson, index):
                return f"lesson:{lesson.id}:card{index + 1}"
            case ExercisePage(lesson):
                return f"lesson:{lesson.id}:{'answer' if state.marked.answered else 'exercise'}"
            case never:
                assert_never(never)

    def goal(self, state: ScamLessonsState) -> bool:
        return len(state.finished) >= GOAL_MODULES

    def samples(self) -> Iterator[ScamLessonsState]:
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

    def _answers(self, state: ScamLessonsState, module: Lesson) -> Iterator[ScamLessonsState]:
        """The exercise untouched, then judged in several ways, before and after the answer; then the rail again."""
        yield state
        every = [f"mark/{i}" for i in spot.touchable(module.exercise)]
        flagged = [f"mark/{i}" for i, line in enumerate(module.exercise.lines) if line.flag]
        for way in ([spot.CLEAR], every, flagged or every[:1], every[:1]):
            judged = state
            for target in way:
                judged = self.touch(judged, Tap(target)).state
            yield judged
            judged = self.touch(judged, Tap("next")).state
            yield judged
            yield self.touch(judged, Tap("next")).state

    def _on_rail(self, state: ScamLessonsState, gesture: Gesture) -> Step[ScamLessonsState]:
        slid = rail.touch(state.rail, gesture, "rail")
        if slid is not None:
            return Step(replace(state, rail=slid, page=RailPage()))
        if isinstance(gesture, Tap) and gesture.target in ("open", "next"):
            module = self.modules[state.rail.front]
            opened = replace(state, page=CardPage(module), marked=Marked())
            return Step(opened, (ItemOpened(*_subject(module)),))
        return Step(state)

    def _at_exercise(self, state: ScamLessonsState, module: Lesson, gesture: Gesture) -> Step[ScamLessonsState]:
        if not isinstance(gesture, Tap):
            return Step(state)
        if gesture.target != "next":
            return Step(replace(state, marked=spot.touch(state.marked, gesture.target, module.exercise)))
        if state.marked.answered:
            return Step(self._returned(state))
        return _answered(state, module) if state.marked.ready else Step(state)

    def _returned(self, state: ScamLessonsState) -> ScamLessonsState:
        """Back at the rail, which glides to the next module not gone through."""
        here = state.rail.front
        count = len(self.modules)
        ahead = ((here + i) % count for i in range(1, count))
        fresh = next((i for i in ahead if self.modules[i].id not in state.finished), here)
        return replace(state, rail=rail.glide(state.rail, fresh), page=RailPage())


def _back(state: ScamLessonsState) -> Step[ScamLessonsState]:
    match state.page:
        case RailPage():
            return Step(state, leave="home")
        case CardPage(lesson, index):
            return Step(replace(state, page=CardPage(lesson, index - 1) if index else RailPage()))
        case ExercisePage(lesson):
            return Step(replace(state, page=CardPage(lesson, len(lesson.cards) - 1)))
        case never:
            assert_never(never)


def _on_card(state: ScamLessonsState, page: CardPage, gesture: Gesture) -> Step[ScamLessonsState]:
    if not isinstance(gesture, Tap) or gesture.target != "next":
        return Step(state)
    following = page.index + 1
    more = following < len(page.lesson.cards)
    return Step(replace(state, page=CardPage(page.lesson, following) if more else ExercisePage(page.lesson)))


def _answered(state: ScamLessonsState, module: Lesson) -> Step[ScamLessonsState]:
    """The judgement is given: the module is gone through."""
    events: tuple[Event, ...] = (_answer(module, state.marked),)
    finished = state.finished
    if module.id not in finished:
        events += (ItemFinished(*_subject(module)),)
        finished += (module.id,)
    marked = replace(state.marked, answered=True)
    return Step(replace(state, marked=marked, page=ExercisePage(module), finished=finished), events)


def _answer(module: Lesson, marked: Marked) -> QuestionAnswered:
    exercise = module.exercise
    return QuestionAnswered(
        *_subject(module, exercise.genuine),
        form=QuestionForm.SPOT,
        option=spot.option(exercise, marked),
        right=spot.judge(exercise, marked).right,
        said_scam=bool(marked.lines),
    )


def _subject(module: Lesson, genuine: bool | None = None) -> Subject:
    """A module is neither scam nor genuine; the message in its exercise is one or the other."""
    return Subject(ZONE, module.id, "", genuine, wording_of(module))
