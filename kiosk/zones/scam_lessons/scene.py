"""诈骗知识学习区: eight modules on a rail, each with short cards and an exercise in spotting; and ear training."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import assert_never

from kiosk.content.models.call import Call
from kiosk.content.wording_hash import wording_of
from kiosk.core.audience import first_for
from kiosk.core.events import Event, ItemFinished, ItemOpened, QuestionAnswered
from kiosk.core.speech import Recording
from kiosk.core.subject import Subject
from kiosk.core.vocabulary import Device, QuestionForm
from kiosk.draw.items import Item, Sound
from kiosk.draw.look import Look
from kiosk.parts import listening, phone, rail, scroller
from kiosk.parts.abacus import ASIDE, WALKING_LEAST
from kiosk.parts.entrance import NEXT_ZONE, ONWARD
from kiosk.parts.hands import judging, nobody_yet
from kiosk.parts.listening import Listening
from kiosk.parts.more import MORE
from kiosk.parts.rail import Rail, Station
from kiosk.parts.scroller import Scroll
from kiosk.parts.shaking import shake_due
from kiosk.parts.speech import ALL, Speech
from kiosk.scene import Gesture, Step, Tap, Visit
from kiosk.zones.scam_lessons import card, conversation, ear, ear_page, rail_page, spot
from kiosk.zones.scam_lessons.conversation import Spotting
from kiosk.zones.scam_lessons.ear import EarPage, EarResultPage
from kiosk.zones.scam_lessons.models import ZONE, Lesson
from kiosk.zones.scam_lessons.pages import CardPage, ExercisePage, RailPage, ScamLessonsState
from kiosk.zones.scam_lessons.spot import Marked

GOAL_MODULES = 2
"""Modules gone through to the answer of their exercise, or rounds of calls, that make the zone done."""
_TOP = Scroll()


class ScamLessonsScene:
    """The scene; modules stand on the rail by their `order`. Raises ValueError without any. `calls` are those there
    are to listen to, `recording` gives that of a line, `telephone` is the picture of a telephone, `guided` are the ids
    of what the guided path leads to (empty: the first lesson for the group, then calls)."""

    def __init__(
        self,
        modules: Sequence[Lesson],
        calls: Sequence[Call] = (),
        recording: Recording = lambda line: None,
        telephone: str = "",
        guided: Sequence[str] = (),
    ) -> None:
        if not modules:
            raise ValueError("scam_lessons needs at least one module")
        self.modules = tuple(sorted(modules, key=lambda m: m.order))
        self.calls = tuple(calls)
        self._recording = recording
        self._telephone, self._guided = telephone, tuple(guided)
        self._stops = (*(module.id for module in self.modules), *((ear.ROUND,) if self.calls else ()))

    def _ear(self) -> tuple[rail_page.Offer, ...]:
        return (replace(rail_page.EAR, picture=self._telephone),) if self.calls else ()

    def start(self, visit: Visit) -> ScamLessonsState:
        state = ScamLessonsState(Rail(len(self._stops)), seed=visit.seed, ages=visit.ages, led=visit.led)
        state = replace(state, people=judging(visit))
        if not visit.led:
            return state
        step = self._along(replace(state, ahead=self._path(visit)))
        return replace(step.state, pending=step.events)

    def _path(self, visit: Visit) -> tuple[str, ...]:
        """What the guided path leads to, one after another."""
        named = tuple(name for name in self._guided if name in self._stops)
        lesson = first_for(visit.audiences, self.modules)[0].id
        return named or (lesson, *((ear.ROUND,) if self.calls else ()))

    def _along(self, state: ScamLessonsState) -> Step[ScamLessonsState]:
        """On to the next thing of the path, or out of the zone at its end."""
        if not state.ahead:
            return Step(state, leave=ONWARD)
        name, ahead = state.ahead[0], state.ahead[1:]
        state = replace(state, ahead=ahead, rail=Rail(len(self._stops), self._stops.index(name)))
        return self._round(state) if name == ear.ROUND else self._open(state)

    def touch(self, state: ScamLessonsState, gesture: Gesture) -> Step[ScamLessonsState]:
        if not state.pending:
            return self._touched(state, gesture)
        step = self._touched(replace(state, pending=()), gesture)
        if step == Step(replace(state, pending=())):
            return Step(state)
        return Step(step.state, (*state.pending, *step.events), step.leave)

    def _touched(self, state: ScamLessonsState, gesture: Gesture) -> Step[ScamLessonsState]:
        if isinstance(gesture, Tap) and gesture.target == "back":
            return _back(state)
        if gesture == Tap(MORE):
            return Step(_fuller(state))
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
            case EarPage() as page:
                return self._listening(state, page, gesture)
            case EarResultPage() as page:
                return self._on_result(state, gesture)
            case never:
                assert_never(never)

    def tick(self, state: ScamLessonsState, seconds: float) -> Step[ScamLessonsState]:
        page = replace(state.page, reading=scroller.tick(state.page.reading, seconds))
        if isinstance(page, EarPage):
            heard = listening.tick(page.listening, seconds)
            page = replace(page, listening=heard, phone=scroller.tick(page.phone, seconds))
        return Step(replace(state, rail=rail.tick(state.rail, seconds), page=page))

    def due(self, state: ScamLessonsState) -> float | None:
        page = state.page
        gliding = rail.due(state.rail) if isinstance(page, RailPage) else None
        waits = [gliding, scroller.due(page.reading)]
        if isinstance(page, EarPage):
            waits += [scroller.due(page.phone), self._tale(page).due(page.listening.heard)]
            if not page.listening.answered:
                waits.append(shake_due(Device.RING, page.listening.heard))
        return min((wait for wait in waits if wait is not None), default=None)

    def view(self, state: ScamLessonsState, look: Look) -> list[Item]:
        match state.page:
            case RailPage(reading):
                offers = [*(rail_page.lesson_offer(m) for m in self.modules), *self._ear()]
                stations = [
                    Station(offer.icon, offer.title, stop in state.finished, offer.picture)
                    for stop, offer in zip(self._stops, offers, strict=True)
                ]
                return rail_page.view(look, offers, stations, state.rail, reading, len(state.finished))
            case CardPage(lesson, index, reading, fuller):
                path = card.path_of(lesson, state.led)
                if fuller:
                    return card.fuller(look, lesson, path, index, reading)
                return card.view(look, lesson, path, index, reading)
            case ExercisePage(lesson, reading, fuller):
                task = Spotting(lesson, state.marked, fuller)
                return conversation.view(look, task, reading, _onward(state, "回到课程表"))
            case EarPage() as page:
                tale = self._tale(page)
                shown = ear_page.view(look, page, tale, self._telephone, state.walked, _onward(state, "看看结果"))
                return [*shown, *_heard(page, tale)]
            case EarResultPage() as page:
                return ear_page.result(look, page, _onward(state, "回到课程表"))
            case never:
                assert_never(never)

    def page(self, state: ScamLessonsState) -> str:
        match state.page:
            case RailPage():
                return "rail"
            case CardPage(lesson, index, _, fuller):
                return f"lesson:{lesson.id}:card{index + 1}{':more' if fuller else ''}"
            case ExercisePage(lesson, _, fuller):
                name = "answer" if state.marked.answered else "exercise"
                return f"lesson:{lesson.id}:{name}{':more' if fuller else ''}"
            case EarPage(listening=heard, fuller=fuller):
                name = "answer" if heard.judged else "talk" if heard.answered else "ring"
                return f"call:{heard.call.id}:{name}{':more' if fuller else ''}"
            case EarResultPage(number):
                return f"calls:{number}"
            case never:
                assert_never(never)

    def goal(self, state: ScamLessonsState) -> bool:
        return len(state.finished) >= GOAL_MODULES

    def samples(self) -> Iterator[ScamLessonsState]:
        """Every kind of state a touch can lead to: each station, card, exercise and answer."""
        first = self.start(Visit())
        yield self.start(Visit(led=True))
        for i in range(len(self.modules), len(self._stops)):
            yield self.tick(self.touch(first, Tap(f"rail/{i}")).state, 1.0).state
        for i, module in enumerate(self.modules):
            gliding = self.touch(first, Tap(f"rail/{i}")).state
            yield gliding
            state = self.tick(gliding, 1.0).state
            yield state
            state = self.touch(state, Tap("open")).state
            for _ in module.cards:
                yield state
                yield self.touch(state, Tap(MORE)).state
                state = self.touch(state, Tap("next")).state
            yield from self._answers(state, module)
        for call in self.calls:
            alone = EarPage(1, (call,), Listening(call))
            yield from self._listened(replace(first, page=alone))
            yield from self._counted(replace(first, page=replace(alone, hands=nobody_yet(15, len(ear.ANSWERS)))))

    def _listened(self, state: ScamLessonsState) -> Iterator[ScamLessonsState]:
        """The call ringing, being heard, heard, judged in both ways, and the result."""
        yield state
        state = self.touch(state, Tap(listening.ANSWER)).state
        yield self.tick(state, 5.0).state
        state = self.tick(state, ALL).state
        yield state
        for answer in ("ear/scam", "ear/genuine"):
            judged = self.tick(self.touch(state, Tap(answer)).state, ALL).state
            yield judged
            yield self.touch(judged, Tap(MORE)).state
            yield self.touch(judged, Tap("next")).state

    def _counted(self, state: ScamLessonsState) -> Iterator[ScamLessonsState]:
        """The call heard by a group: before hands are counted, counted, on the two sides, and what came of it."""
        heard = self.tick(self.touch(state, Tap(listening.ANSWER)).state, ALL).state
        counted = self.touch(self.touch(heard, Tap("hands/0/7")).state, Tap("hands/1/4")).state
        walked = self.touch(counted, Tap(ASIDE)).state
        yield from (heard, counted, walked, self.touch(heard, Tap("next")).state)
        judged = self.tick(self.touch(counted, Tap("next")).state, ALL).state
        yield from (judged, self.touch(judged, Tap("next")).state)

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
            yield self.touch(judged, Tap(MORE)).state
            yield self.touch(judged, Tap("next")).state

    def _on_rail(self, state: ScamLessonsState, gesture: Gesture) -> Step[ScamLessonsState]:
        slid = rail.touch(state.rail, gesture, "rail")
        if slid is not None:
            return Step(replace(state, rail=slid, page=RailPage()))
        if isinstance(gesture, Tap) and gesture.target in ("open", "next"):
            if state.rail.front == len(self.modules):
                return self._round(state)
            return self._open(state)
        return Step(state)

    def _open(self, state: ScamLessonsState) -> Step[ScamLessonsState]:
        """The lesson in the middle of the rail, at its first card."""
        module = self.modules[state.rail.front]
        first = card.path_of(module, state.led)[0]
        opened = replace(state, page=CardPage(module, first), marked=Marked())
        return Step(opened, (ItemOpened(*_subject(module)),))

    def _round(self, state: ScamLessonsState) -> Step[ScamLessonsState]:
        """Another round of calls begins: the first one rings."""
        number = state.rounds + 1
        most = ear.LED_CALLS if state.led else ear.CALLS
        calls = ear.drawn(self.calls, state.seed, number, state.ages, state.listened, most)
        page, events = ear.opened(number, calls, state.ages, state.people)
        listened = tuple(dict.fromkeys((*state.listened, *(call.id for call in calls))))
        return Step(replace(state, page=page, rounds=number, listened=listened), events)

    def _listening(self, state: ScamLessonsState, page: EarPage, gesture: Gesture) -> Step[ScamLessonsState]:
        moved = phone.touch(page.phone, gesture)
        if moved is not None:
            return Step(replace(state, page=replace(page, phone=moved)))
        if not isinstance(gesture, Tap):
            return Step(state)
        if gesture.target == ASIDE and page.hands.people >= WALKING_LEAST:
            return Step(replace(state, walked=not state.walked))
        step = ear.touch(page, gesture.target, self._recording)
        finished = state.finished
        if isinstance(step.state, EarResultPage) and ear.ROUND not in finished:
            finished += (ear.ROUND,)
        after = replace(state, page=step.state, finished=finished)
        # On the path nobody needs it: what each call was has just been seen.
        return self._done(after) if state.led and isinstance(step.state, EarResultPage) else Step(after, step.events)

    def _on_result(self, state: ScamLessonsState, gesture: Gesture) -> Step[ScamLessonsState]:
        if gesture == Tap(ear_page.AGAIN_ROUND):
            return self._round(state)
        return self._done(state) if gesture == Tap("next") else Step(state)

    def _tale(self, page: EarPage) -> Speech:
        return listening.said(page.listening, self._recording)

    def _at_exercise(self, state: ScamLessonsState, module: Lesson, gesture: Gesture) -> Step[ScamLessonsState]:
        if not isinstance(gesture, Tap):
            return Step(state)
        if gesture.target != "next":
            return Step(replace(state, marked=spot.touch(state.marked, gesture.target, module.exercise)))
        if state.marked.answered:
            return self._done(state)
        return _answered(state, module) if state.marked.ready else Step(state)

    def _done(self, state: ScamLessonsState) -> Step[ScamLessonsState]:
        """Something was gone through: along the path, else back to the rail."""
        return self._along(state) if state.led else Step(self._returned(state))

    def _returned(self, state: ScamLessonsState) -> ScamLessonsState:
        """Back at the rail, which glides to the next station not gone through."""
        here = state.rail.front
        count = len(self._stops)
        ahead = ((here + i) % count for i in range(1, count))
        fresh = next((i for i in ahead if self._stops[i] not in state.finished), here)
        return replace(state, rail=rail.glide(state.rail, fresh), page=RailPage())


def _back(state: ScamLessonsState) -> Step[ScamLessonsState]:
    match state.page:
        case RailPage():
            return Step(state, leave="home")
        case CardPage(fuller=True) | ExercisePage(fuller=True) | EarPage(fuller=True):
            return Step(replace(state, page=replace(state.page, fuller=False, reading=_TOP)))
        case CardPage(lesson, index):
            before = [i for i in card.path_of(lesson, state.led) if i < index]
            if before:
                return Step(replace(state, page=CardPage(lesson, before[-1])))
            return Step(state, leave="home") if state.led else Step(replace(state, page=RailPage()))
        case ExercisePage(lesson):
            return Step(replace(state, page=CardPage(lesson, card.path_of(lesson, state.led)[-1])))
        case EarPage() | EarResultPage():
            return Step(state, leave="home") if state.led else Step(replace(state, page=RailPage()))
        case never:
            assert_never(never)


def _heard(page: EarPage, tale: Speech) -> list[Sound]:
    room = Sound(name="room_living_room", channel="ambience", loop=True)
    return [room, *listening.sounds(page.listening, tale)]


def _on_card(state: ScamLessonsState, page: CardPage, gesture: Gesture) -> Step[ScamLessonsState]:
    if not isinstance(gesture, Tap) or gesture.target != "next":
        return Step(state)
    ahead = [i for i in card.path_of(page.lesson, state.led) if i > page.index]
    return Step(replace(state, page=CardPage(page.lesson, ahead[0]) if ahead else ExercisePage(page.lesson)))


def _fuller(state: ScamLessonsState) -> ScamLessonsState:
    """The page with all there is to read, where more is behind it than stands on it."""
    match state.page:
        case CardPage() as page:
            return replace(state, page=replace(page, fuller=True, reading=_TOP))
        case ExercisePage(lesson) as page if state.marked.answered and lesson.exercise.why:
            return replace(state, page=replace(page, fuller=True, reading=_TOP))
        case EarPage(listening=heard) as page if heard.judged and heard.call.why:
            return replace(state, page=replace(page, fuller=True, reading=_TOP))
        case _:
            return state


def _onward(state: ScamLessonsState, back: str) -> str:
    """What the step after something that was gone through is called."""
    if not state.led:
        return back
    return "去听电话" if ear.ROUND in state.ahead[:1] else "下一课" if state.ahead else NEXT_ZONE


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
