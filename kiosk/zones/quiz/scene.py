"""知识考核区: ten items, half of them genuine; a reason after each, and at the end both skills shown apart."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import assert_never

from kiosk.content.models.call import Call
from kiosk.core.events import Event, QuizFinished
from kiosk.core.speech import Recording
from kiosk.core.vocabulary import AgeBand, QuestionForm, QuizWay
from kiosk.draw.items import Item
from kiosk.draw.look import Look
from kiosk.draw.widgets import again_button
from kiosk.parts import listening, scroller
from kiosk.parts.abacus import ASIDE, WALKING_LEAST
from kiosk.parts.entrance import NEXT_ZONE, ONWARD
from kiosk.parts.listening import Listening
from kiosk.parts.more import MORE
from kiosk.parts.scroller import Scroll
from kiosk.parts.speech import ALL, Speech
from kiosk.scene import Gesture, Step, Tap, Visit
from kiosk.zones.quiz import ask, card, opening, result, verdict
from kiosk.zones.quiz.asking import Asking, asking_again, asking_now
from kiosk.zones.quiz.calls import call_items, ringing
from kiosk.zones.quiz.form import draw_form, led_pool
from kiosk.zones.quiz.models import Blueprint, FixedAnswer, QuizItem
from kiosk.zones.quiz.naming import known_by, topic
from kiosk.zones.quiz.options import options_of
from kiosk.zones.quiz.pages import (
    QuizCardPage,
    QuizItemPage,
    QuizLookPage,
    QuizResultPage,
    QuizStartPage,
    QuizState,
    opened,
    scrolled,
)
from kiosk.zones.quiz.run import QuizRun
from kiosk.zones.quiz.score import QuizScore, answered, hands_counted, praise_line, tally


class QuizScene:
    """The scene. `take_home` is the hall's reminder in the code of the card; `calls` are those that may be listened
    to, `recording` gives that of a line; `piece` is the picture of the zone's piece of glass, `telephone` one of a
    telephone that rings."""

    def __init__(
        self,
        items: Sequence[QuizItem],
        blueprint: Blueprint,
        type_names: Mapping[str, str],
        take_home: str,
        hall_name: str,
        calls: Sequence[Call] = (),
        recording: Recording = lambda line: None,
        piece: str = "",
        telephone: str = "",
    ) -> None:
        self.pool = tuple(items)
        self.calls = {call.id: call for call in calls}
        self.items = {item.id: item for item in (*items, *call_items(calls))}
        self._recording = recording
        self.blueprint = blueprint
        self._piece, self._telephone = piece, telephone
        self.type_names = dict(type_names)
        self.take_home = take_home
        self.hall_name = hall_name

    def start(self, visit: Visit) -> QuizState:
        state = opened(visit)
        return self._begin(state, _usual_way(visit.people)) if visit.led else state

    def touch(self, state: QuizState, gesture: Gesture) -> Step[QuizState]:
        page = state.page
        moved = scrolled(page, gesture)
        if moved is not None:
            return Step(replace(state, page=moved))
        if not isinstance(gesture, Tap):
            return Step(state)
        if gesture.target == "back":
            return _back(state)
        match page:
            case QuizStartPage():
                return self._on_start(state, page, gesture.target)
            case QuizItemPage():
                return self._on_item(state, page, gesture)
            case QuizLookPage() if gesture.target == MORE:
                return Step(replace(state, page=replace(page, fuller=True)))
            case QuizResultPage():
                return self._on_result(state, page, gesture.target)
            case QuizCardPage():
                return self._on_card(state, page, gesture.target)
            case QuizLookPage():
                return Step(replace(state, page=QuizResultPage(page.run)) if gesture.target == "next" else state)
        assert_never(page)

    def tick(self, state: QuizState, seconds: float) -> Step[QuizState]:
        page = state.page
        reading = scroller.tick(page.reading, seconds)
        match page:
            case QuizItemPage():
                answering = scroller.tick(page.answering, seconds)
                heard = page.heard and listening.tick(page.heard, seconds)
                return Step(replace(state, page=replace(page, reading=reading, answering=answering, heard=heard)))
            case QuizLookPage():
                answering = scroller.tick(page.answering, seconds)
                return Step(replace(state, page=replace(page, reading=reading, answering=answering)))
            case QuizStartPage() | QuizResultPage() | QuizCardPage():
                return Step(replace(state, page=replace(page, reading=reading)))
        assert_never(page)

    def due(self, state: QuizState) -> float | None:
        page = state.page
        match page:
            case QuizItemPage():
                speaking = None if page.heard is None else self._tale(page).due(page.heard.heard)
                return 0.0 if 0.0 in (scroller.due(page.reading), scroller.due(page.answering)) else speaking
            case QuizLookPage():
                return 0.0 if 0.0 in (scroller.due(page.reading), scroller.due(page.answering)) else None
            case QuizStartPage() | QuizResultPage() | QuizCardPage():
                return scroller.due(page.reading)
        assert_never(page)

    def view(self, state: QuizState, look: Look) -> list[Item]:
        page = state.page
        match page:
            case QuizStartPage():
                return opening.view(look, self.blueprint, state.people, page.run, page.reading, self._piece)
            case QuizItemPage():
                return self._item_view(state, page, look)
            case QuizLookPage():
                call = self.calls.get(page.run.form[page.index].id)
                asking = asking_again(page.run, page.index, call)
                return self._asked_view(look, asking, page)
            case QuizResultPage():
                form, score = page.run.form, _score(page.run)
                onward = (NEXT_ZONE, "next") if state.led else ("看纪念卡", "card")
                return result.view(look, score, self.blueprint, self._names(form), page.reading, onward)
            case QuizCardPage():
                score = _score(page.run)
                praise = praise_line(self.blueprint, score)
                return card.view(
                    look, score, praise, self.take_home, self.hall_name, page.run, state.people, page.reading
                )
        assert_never(page)

    def _item_view(self, state: QuizState, page: QuizItemPage, look: Look) -> list[Item]:
        """The item in view, with what is heard of it."""
        if page.heard is None:
            return self._asked_view(look, asking_now(page.run, brief=state.led, walked=state.walked), page)
        tale = self._tale(page)
        lines = len(page.heard.call.script) if look.still else listening.begun(page.heard, tale)
        asking = asking_now(page.run, page.heard, lines, walked=state.walked)
        if asking.ringing:
            items = ringing(look, page.heard.call, self._telephone, lambda w: ask.head(look, asking, w))
            return [*items, *listening.sounds(page.heard, tale)]
        items = self._asked_view(look, asking, page)
        again = again_button(look, items) if tale.heard_at_all else []
        return [*items, *again, *listening.sounds(page.heard, tale)]

    def _asked_view(self, look: Look, asking: Asking, page: QuizItemPage | QuizLookPage) -> list[Item]:
        if page.fuller:
            about = topic(asking.item, self.type_names)
            given = partial(ask.answers, look, asking)
            return verdict.fuller(look, asking, about, page.reading, ask.onward(asking), given)
        return ask.view(look, asking, page.reading, page.answering)

    def _names(self, form: Sequence[QuizItem]) -> list[str]:
        titles = {call.id: call.title for call in self.calls.values()}
        return [known_by(item, self.type_names, titles) for item in form]

    def page(self, state: QuizState) -> str:
        page = state.page
        match page:
            case QuizStartPage():
                return "start"
            case QuizItemPage():
                rings = page.heard is not None and not page.heard.answered
                return f"item:{page.run.item.id}{':ring' if rings else ':more' if page.fuller else ''}"
            case QuizLookPage():
                return f"look:{page.run.form[page.index].id}{':more' if page.fuller else ''}"
            case QuizResultPage():
                return "result"
            case QuizCardPage():
                return "card"
        assert_never(page)

    def goal(self, state: QuizState) -> bool:
        return state.finished

    def samples(self) -> Iterator[QuizState]:
        """Every page and every item of the pool unanswered, chosen, right and wrong, reached by touching."""
        state = self.start(Visit(people=12, seed=1))
        yield state
        yield self.start(Visit(people=12, seed=1, led=True))
        seen: set[str] = set()
        for turn in range(400):
            state = self.touch(state, Tap("way/group" if turn % 2 else "way/solo")).state
            if not turn:
                yield self.touch(state, Tap("back")).state
            while isinstance(state.page, QuizItemPage):
                run = state.page.run
                if run.item.id not in seen:
                    yield from self._answered_ways(state)
                seen.add(run.item.id)
                state = self.touch(self._answer(state, right=(turn + run.index) % 3 > 0), Tap("next")).state
            if turn < 3 or len(seen) == len(self.items):
                yield state
                yield self.touch(state, Tap("card")).state
                if isinstance(state.page, QuizResultPage):
                    missed = _score(state.page.run).missed[:1]
                    yield from (self.touch(state, Tap(f"look/{i}")).state for i in missed)
            state = self.touch(state, Tap("back")).state
            if len(seen) == len(self.items):
                break
        yield state
        yield from self._checked_first(self.touch(state, Tap("way/solo")).state)

    def _checked_first(self, state: QuizState) -> Iterator[QuizState]:
        """A form whose judgements were all answered with 先核实: what is plain once it was, and the result."""
        shown = False
        while isinstance(state.page, QuizItemPage):
            run = state.page.run
            verify = [i for i, option in enumerate(options_of(run.item)) if option.id == FixedAnswer.VERIFY]
            state = self._chosen(state, verify) if verify else self._answer(state, right=True)
            if verify and not shown and run.item.genuine:
                shown = True
                yield state
            state = self.touch(state, Tap("next")).state
        yield state

    def _answered_ways(self, state: QuizState) -> Iterator[QuizState]:
        yield state
        if isinstance(state.page, QuizItemPage) and state.page.heard is not None:
            state = self.touch(state, Tap(listening.ANSWER)).state
            yield self.tick(state, 6.0).state
            state = self.tick(state, ALL).state
            yield state
        first = self.touch(state, Tap("ask/0")).state
        if isinstance(first.page, QuizItemPage) and not first.page.run.asked.answered:
            yield first
            counted = self.touch(first, Tap("hands/0/7")).state
            yield from (counted, self.touch(counted, Tap(ASIDE)).state) if counted != first else ()
            yield self.touch(counted, Tap("next")).state
        yield self._answer(state, right=True)
        yield self._answer(state, right=False)
        yield self.touch(self._answer(state, right=False), Tap(MORE)).state

    def _answer(self, state: QuizState, right: bool) -> QuizState:
        """The state after the item was answered by touching, rightly or wrongly."""
        assert isinstance(state.page, QuizItemPage)
        options = options_of(state.page.run.item)
        best = [i for i, option in enumerate(options) if option.right]
        chosen = best if right else [i for i in range(len(options)) if i not in best][:1] or best[:1]
        return self._chosen(state, chosen)

    def _chosen(self, state: QuizState, chosen: Sequence[int]) -> QuizState:
        """The state after the item in view was answered so."""
        if isinstance(state.page, QuizItemPage) and state.page.heard is not None:
            state = self.touch(state, Tap(listening.ANSWER)).state
        for i in chosen:
            state = self.touch(state, Tap(f"ask/{i}")).state
        return self.touch(state, Tap("ask/answer")).state

    def _on_start(self, state: QuizState, page: QuizStartPage, target: str) -> Step[QuizState]:
        word, _, rest = target.partition("/")
        way = next((way for way in QuizWay if way == rest), None)
        if word == "way" and way is not None:
            return Step(self._begin(state, way))
        if word == "resume" and page.run is not None:
            return Step(
                replace(
                    state, page=QuizResultPage(page.run) if page.run.over else self._item_page(page.run, state.ages)
                )
            )
        return Step(state)

    def _on_result(self, state: QuizState, page: QuizResultPage, target: str) -> Step[QuizState]:
        word, _, rest = target.partition("/")
        if word == "again":
            return Step(self._begin(state, page.run.way))
        if state.led and word == "next":
            return Step(state, leave=ONWARD)
        if word == "card":
            return Step(replace(state, page=QuizCardPage(page.run)))
        if word == "look" and rest.isdigit() and int(rest) in _again(page.run):
            return Step(replace(state, page=QuizLookPage(page.run, int(rest))))
        return Step(state)

    def _on_card(self, state: QuizState, page: QuizCardPage, target: str) -> Step[QuizState]:
        if target == "again":
            return Step(self._begin(state, page.run.way))
        return Step(state, leave="home" if target == "leave" else "")

    def _begin(self, state: QuizState, way: QuizWay) -> QuizState:
        number = state.begun + 1
        seed = state.seed + number
        pool, plan = self.pool, self.blueprint
        if state.led:
            pool, plan = led_pool(pool, plan), plan.led
        form = draw_form(pool, plan, seed, call_items(self.calls.values()), state.audiences, state.measured)
        hands = state.people if way is QuizWay.GROUP and state.people > 1 else 0
        run = QuizRun(form, way, number, seed, hands).at(0)
        return replace(state, page=self._item_page(run, state.ages), begun=number)

    def _item_page(self, run: QuizRun, ages: tuple[AgeBand, ...]) -> QuizItemPage:
        """The item in view, fresh; a call rings, one that was judged already is no longer to be heard."""
        call = self.calls.get(run.item.id)
        judged = run.asked.answered
        spent = ALL if judged else 0.0
        heard = None if call is None else Listening(call, judged, spent, judged=judged, ages=ages)
        return QuizItemPage(run, heard=heard)

    def _tale(self, page: QuizItemPage) -> Speech:
        return Speech() if page.heard is None else listening.said(page.heard, self._recording)

    def _on_item(self, state: QuizState, page: QuizItemPage, tap: Tap) -> Step[QuizState]:
        run = page.run
        if page.heard is not None:
            moved = listening.touch(page.heard, tap.target, self._tale(page))
            if moved is not None:
                return Step(replace(state, page=replace(page, heard=moved)))
            if not page.heard.answered:
                return Step(state)
        if run.asked.answered:
            if tap.target == MORE:
                return Step(replace(state, page=replace(page, fuller=True, reading=Scroll())))
            return self._onward(state, run) if tap.target == "next" else Step(state)
        if tap.target in ("next", "ask/answer") and (run.asked.chosen or run.hands.asked):
            return self._answered(state, page)
        if tap.target == ASIDE and run.hands.people >= WALKING_LEAST:
            return Step(replace(state, walked=not state.walked))
        counted = run.counted(tap.target)
        return Step(replace(state, page=replace(page, run=counted))) if counted else self._choose(state, page, tap)

    def _choose(self, state: QuizState, page: QuizItemPage, tap: Tap) -> Step[QuizState]:
        run = page.run
        word, _, index = tap.target.partition("/")
        if word != "ask" or not index.isdecimal() or int(index) >= len(options_of(run.item)):
            return Step(state)
        chosen = replace(page, run=run.chose(int(index)))
        at_once = run.way is QuizWay.SOLO and run.item.form is not QuestionForm.MULTIPLE
        return self._answered(state, chosen) if at_once else Step(replace(state, page=chosen))

    def _answered(self, state: QuizState, page: QuizItemPage) -> Step[QuizState]:
        """The answer is given: kept, and logged, unless a group only wants to see it; counted hands are an event of
        their own."""
        run, events = page.run, list[Event]()
        if run.asked.chosen:
            events.append(answered(run.item, run.asked.chosen, self.items[run.item.id]))
        if run.hands.counted:
            events.append(hands_counted(run.item, run.hands))
        heard = page.heard and replace(page.heard, judged=True, heard=0.0)
        page = replace(page, run=run.answered(), reading=Scroll(), answering=Scroll(), heard=heard)
        return Step(replace(state, page=page), tuple(events))

    def _onward(self, state: QuizState, run: QuizRun) -> Step[QuizState]:
        """The next item, or the result."""
        onward = run.at(run.index + 1)
        if not onward.over:
            return Step(replace(state, page=self._item_page(onward, state.ages)))
        score = _score(run)
        done = QuizFinished(score.items, score.right, run.way, run.seed)
        return Step(replace(state, page=QuizResultPage(onward), finished=True), (done,) if score.items else ())


def _back(state: QuizState) -> Step[QuizState]:
    page = state.page
    match page:
        case QuizStartPage():
            return Step(state, leave="home")
        case QuizItemPage(fuller=True) | QuizLookPage(fuller=True):
            return Step(replace(state, page=replace(page, fuller=False, reading=Scroll())))
        case QuizItemPage() | QuizResultPage() if state.led:
            return Step(state, leave="home")
        case QuizItemPage() | QuizResultPage():
            return Step(replace(state, page=QuizStartPage(page.run)))
        case QuizCardPage() | QuizLookPage():
            return Step(replace(state, page=QuizResultPage(page.run)))
    assert_never(page)


def _usual_way(people: int) -> QuizWay:
    """Whoever comes alone answers alone."""
    return QuizWay.GROUP if people > 1 else QuizWay.SOLO


def _again(run: QuizRun) -> tuple[int, ...]:
    """The places in a form that may be looked at again."""
    score = _score(run)
    return (*score.missed, *score.checked, *score.unjudged)


def _score(run: QuizRun) -> QuizScore:
    return tally(run.form, run.answers)
