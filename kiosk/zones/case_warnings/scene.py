"""案例警示区: a wall of real cases; each is told step by step and asks what you would have done."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import product
from typing import assert_never

from kiosk.content.models.film import FilmInfo, film_item
from kiosk.content.wording_hash import wording_of
from kiosk.core.audience import first_for
from kiosk.core.events import ChoiceMade, Event, HandsCounted, ItemFinished, ItemOpened
from kiosk.core.subject import Subject
from kiosk.core.vocabulary import Audience, OptionKind
from kiosk.draw.items import Item
from kiosk.draw.look import Look
from kiosk.parts import film, question, scroller
from kiosk.parts.entrance import ONWARD
from kiosk.parts.film import Playing
from kiosk.parts.hands import judging, nobody_yet
from kiosk.parts.question import Asked
from kiosk.parts.scroller import Scroll
from kiosk.scene import FilmOver, Gesture, Step, Tap, Visit
from kiosk.zones.case_warnings import story, wall
from kiosk.zones.case_warnings.filters import FilterKind, Filters, choices, shown
from kiosk.zones.case_warnings.models import ZONE, Case
from kiosk.zones.case_warnings.pages import (
    CaseAskPage,
    CaseEndPage,
    CaseFilmPage,
    CaseFilterPage,
    CasePage,
    CaseSignsPage,
    CaseStepPage,
    CaseWallPage,
    CaseWarningsPage,
    page_name,
    pages_of,
    position,
    shuffled,
)

GOAL_CASES = 1
"""Cases gone through to the end that make the zone done."""


@dataclass(frozen=True, slots=True)
class CaseWarningsState:
    """A page, and what is kept from page to page: the wall's filters and how far down it is, cases gone through, and
    who came."""

    page: CaseWarningsPage = CaseWallPage()
    filters: Filters = Filters()
    wall: Scroll = Scroll()
    finished: tuple[str, ...] = ()
    seed: int = 0
    audiences: tuple[Audience, ...] = ()
    people: int = 0
    """A group that raises its hands; 0: everybody judges by touching."""
    ahead: tuple[str, ...] | None = None
    """On the guided path: the cases that follow the one that is open. None: one looks round."""
    asked: tuple[CaseAskPage, ...] = ()
    """The questions of the open case that were turned away from, as they were left."""


class CaseWarningsScene:
    """The scene. `type_names` are the scam types' Chinese names, `type_icons` their icons and `rule_texts` the rules'
    words, by id; each may lack an id. `films` are the hall's own films (may be none), `guided`
    the ids on the guided path (empty: the first case of the wall as the group finds it)."""

    def __init__(
        self,
        cases: Sequence[Case],
        type_names: Mapping[str, str],
        rule_texts: Mapping[str, str],
        films: Sequence[FilmInfo] = (),
        type_icons: Mapping[str, str] | None = None,
        guided: Sequence[str] = (),
    ) -> None:
        self.cases = tuple(cases)
        self.by_id = {case.id: case for case in cases}
        self.type_names = dict(type_names)
        self.type_icons = dict(type_icons or {})
        self.rule_texts = dict(rule_texts)
        self.films = tuple(films)
        self._filters = tuple(kind for kind in FilterKind if choices(kind, self.cases, self.type_names))
        """Where the kinds of scam could not be read, nothing can be chosen by them."""
        self._guided = tuple(name for name in guided if name in self.by_id)

    def start(self, visit: Visit) -> CaseWarningsState:
        state = CaseWarningsState(seed=visit.seed, audiences=visit.audiences, people=judging(visit))
        if not visit.led:
            return state
        first, *ahead = self._guided or (self._on_the_wall(state)[0].id,)
        return replace(state, page=self._first_page(state, first, True), ahead=tuple(ahead))

    def touch(self, state: CaseWarningsState, gesture: Gesture) -> Step[CaseWarningsState]:
        page = state.page
        match page:
            case CaseWallPage():
                return self._on_wall(state, gesture)
            case CaseFilterPage():
                return _choosing(state, page, gesture)
            case CaseFilmPage():
                playing = film.touch(page.playing, gesture)
                return Step(replace(state, page=CaseFilmPage(playing) if playing else CaseWallPage()))
            case CaseStepPage() | CaseAskPage() | CaseSignsPage() | CaseEndPage():
                return self._in_case(state, page, gesture)
            case _:
                assert_never(page)

    def tick(self, state: CaseWarningsState, seconds: float) -> Step[CaseWarningsState]:
        page = state.page
        match page:
            case CaseWallPage():
                return Step(replace(state, wall=scroller.tick(state.wall, seconds)))
            case CaseFilterPage():
                moved = replace(page, choices=scroller.tick(page.choices, seconds))
                return Step(replace(state, page=moved))
            case CaseFilmPage():
                return Step(replace(state, page=CaseFilmPage(film.tick(page.playing, seconds))))
            case CaseStepPage() | CaseAskPage() | CaseSignsPage() | CaseEndPage():
                return Step(replace(state, page=replace(page, reading=scroller.tick(page.reading, seconds))))
            case _:
                assert_never(page)

    def due(self, state: CaseWarningsState) -> float | None:
        page = state.page
        match page:
            case CaseWallPage():
                return scroller.due(state.wall)
            case CaseFilterPage():
                return scroller.due(page.choices)
            case CaseFilmPage():
                return film.due(page.playing)
            case CaseStepPage() | CaseAskPage() | CaseSignsPage() | CaseEndPage():
                return scroller.due(page.reading)
            case _:
                assert_never(page)

    def view(self, state: CaseWarningsState, look: Look) -> list[Item]:
        page = state.page
        match page:
            case CaseWallPage():
                cases = self._on_the_wall(state)
                bar = wall.FilterBar(self._filters, state.filters, self.films)
                return wall.view(look, cases, bar, state.wall, state.finished, self.type_names, self.type_icons)
            case CaseFilterPage():
                options = choices(page.kind, self.cases, self.type_names, state.filters)
                return wall.view_choice(look, page.kind, state.filters, page.choices, options, self.type_icons)
            case CaseFilmPage():
                return film.view(look, look.area, page.playing)
            case CaseStepPage() | CaseAskPage() | CaseSignsPage() | CaseEndPage():
                return story.view(look, page, self.rule_texts, state.ahead)
            case _:
                assert_never(page)

    def page(self, state: CaseWarningsState) -> str:
        page = state.page
        match page:
            case CaseWallPage():
                return "wall"
            case CaseFilterPage():
                return f"filter:{page.kind}"
            case CaseFilmPage():
                return "film"
            case CaseStepPage() | CaseAskPage() | CaseSignsPage() | CaseEndPage():
                return f"case:{page.case.id}:{page_name(page)}"
            case _:
                assert_never(page)

    def goal(self, state: CaseWarningsState) -> bool:
        return len(state.finished) >= GOAL_CASES

    def samples(self) -> Iterator[CaseWarningsState]:
        """Every kind of screen for every case, each reached by touching: for the tour and the geometry tests."""
        start = self.start(Visit())
        yield start
        for kind in self._filters:
            yield self.touch(start, Tap(f"choose/{kind}")).state
        yield from self._empty_walls(start)
        for number, shown_film in enumerate(self.films):
            playing = self.touch(start, Tap(f"film/{number}")).state
            yield playing
            yield self.touch(playing, FilmOver(shown_film.file, 0.0, broken=True)).state
        state = start
        for case in self.cases:
            state = self.touch(state, Tap(f"case/{case.id}")).state
            while isinstance(state.page, CasePage):
                yield state
                if isinstance(state.page, CaseStepPage | CaseEndPage):
                    yield self.touch(state, Tap("more")).state
                if isinstance(state.page, CaseAskPage):
                    yield from self._by_hands(state, state.page)
                    answers = [self.touch(state, Tap(f"ask/{i}")).state for i in range(len(state.page.ask.options))]
                    yield from answers
                    state = answers[-1]
                state = self.touch(state, Tap("next")).state
        yield state

    def _by_hands(self, state: CaseWarningsState, page: CaseAskPage) -> Iterator[CaseWarningsState]:
        """The question as a group answers it: before hands are counted, counted, and what came of it."""
        hands = nobody_yet(15, len(page.ask.options))
        asked = replace(state, page=replace(page, hands=hands))
        counted = asked
        for word in ("ask/0", "hands/0/7", "hands/1/5"):
            counted = self.touch(counted, Tap(word)).state
        yield from (asked, counted, *(self.touch(shown, Tap("next")).state for shown in (asked, counted)))

    def _empty_walls(self, start: CaseWarningsState) -> Iterator[CaseWarningsState]:
        """The wall filtered until nothing is left, where two filters can do that."""
        ways = (choices(kind, self.cases, self.type_names) for kind in (FilterKind.TYPE, FilterKind.BAND))
        for (kind, *_), (band, *_) in product(*ways):
            state = start
            for word in ("choose/type", f"filter/type/{kind}", "choose/band", f"filter/band/{band}"):
                state = self.touch(state, Tap(word)).state
            if not shown(self.cases, state.filters):
                yield state
                return

    def _on_wall(self, state: CaseWarningsState, gesture: Gesture) -> Step[CaseWarningsState]:
        moved = scroller.touch(state.wall, gesture, "wall")
        if moved is not None:
            return Step(replace(state, wall=moved))
        if not isinstance(gesture, Tap):
            return Step(state)
        word, _, rest = gesture.target.partition("/")
        match word:
            case "back":
                return Step(state, leave="home")
            case "case" if rest in self.by_id:
                return self._opened(state, rest)
            case "choose":
                kind = next((kind for kind in self._filters if kind == rest), None)
                return Step(replace(state, page=CaseFilterPage(kind)) if kind else state)
            case "film" if rest.isdecimal() and int(rest) < len(self.films):
                chosen = self.films[int(rest)]
                opened = ItemOpened(ZONE, film_item(chosen.file), "", None, wording_of(chosen.title))
                return Step(replace(state, page=CaseFilmPage(Playing(chosen))), (opened,))
            case _:
                return Step(state)

    def _on_the_wall(self, state: CaseWarningsState) -> tuple[Case, ...]:
        """The cases the filters let through, those for who came first."""
        return first_for(state.audiences, shown(self.cases, state.filters))

    def _first_page(self, state: CaseWarningsState, case: str, led: bool) -> CasePage:
        return pages_of(shuffled(self.by_id[case], state.seed), led)[0]

    def _opened(self, state: CaseWarningsState, case: str) -> Step[CaseWarningsState]:
        page = self._first_page(state, case, state.ahead is not None)
        return Step(replace(state, page=page, asked=()), (ItemOpened(*_subject(page.case)),))

    def _in_case(self, state: CaseWarningsState, page: CasePage, gesture: Gesture) -> Step[CaseWarningsState]:
        moved = scroller.touch(page.reading, gesture, "read")
        if moved is not None:
            return Step(replace(state, page=replace(page, reading=moved)))
        if isinstance(page, CaseAskPage) and page.counting and isinstance(gesture, Tap) and gesture.target != "back":
            return _raised(state, page, gesture.target)
        if isinstance(page, CaseAskPage):
            asked = question.touch(page.asked, gesture, "ask")
            if asked is not None:
                return Step(replace(state, page=replace(page, asked=asked, reading=Scroll())), _choice(page, asked))
        if not isinstance(gesture, Tap):
            return Step(state)
        if isinstance(page, CaseStepPage | CaseEndPage) and gesture.target == ("back" if page.more else "more"):
            return Step(replace(state, page=replace(page, more=not page.more, reading=Scroll())))
        match gesture.target:
            case "next":
                return self._turned(state, page, 1)
            case "back":
                return self._turned(state, page, -1)
            case _:
                return Step(state)

    def _turned(self, state: CaseWarningsState, page: CasePage, by: int) -> Step[CaseWarningsState]:
        """So many pages on; before the first and after the last, out of the case."""
        led = state.ahead is not None
        pages = pages_of(page.case, led)
        index = position(page, led) + by
        if index < 0:
            return Step(state, leave="home") if led else Step(replace(state, page=CaseWallPage()))
        if index >= len(pages):
            return self._out(state)
        asked = (
            (*(a for a in state.asked if a.step != page.step), page) if isinstance(page, CaseAskPage) else state.asked
        )
        opened = pages[index]
        if isinstance(opened, CaseAskPage):
            fresh = replace(opened, hands=nobody_yet(state.people, len(opened.ask.options)))
            opened = next((left for left in asked if left.step == fresh.step), fresh)
        turned = replace(state, page=opened, asked=asked)
        if index + 1 < len(pages) or page.case.id in state.finished:
            return Step(turned)
        finished = (*state.finished, page.case.id)
        return Step(replace(turned, finished=finished), (ItemFinished(*_subject(page.case)),))

    def _out(self, state: CaseWarningsState) -> Step[CaseWarningsState]:
        """After the last page of a case: the next one on the path, the next zone, or the wall."""
        if state.ahead is None:
            return Step(replace(state, page=CaseWallPage()))
        if not state.ahead:
            return Step(state, leave=ONWARD)
        return self._opened(replace(state, ahead=state.ahead[1:]), state.ahead[0])


def _subject(case: Case) -> Subject:
    """Every case of the wall is a scam that happened."""
    return Subject(ZONE, case.id, case.type, False, wording_of(case))


def _choosing(state: CaseWarningsState, page: CaseFilterPage, gesture: Gesture) -> Step[CaseWarningsState]:
    moved = scroller.touch(page.choices, gesture, "choices")
    if moved is not None:
        return Step(replace(state, page=replace(page, choices=moved)))
    if gesture == Tap("back"):
        return Step(replace(state, page=CaseWallPage()))
    of_this = f"filter/{page.kind}/"
    if not isinstance(gesture, Tap) or not gesture.target.startswith(of_this):
        return Step(state)
    filters = state.filters.with_choice(page.kind, gesture.target.removeprefix(of_this))
    return Step(replace(state, page=CaseWallPage(), filters=filters, wall=Scroll()))


def _raised(state: CaseWarningsState, page: CaseAskPage, target: str) -> Step[CaseWarningsState]:
    """A group says what it would do, or its hands are counted; the yellow key shows the answer in any case."""
    word, _, rest = target.partition("/")
    if word == "next":
        answer = page.hands.answer
        asked = Asked(() if answer is None else (answer,), True)
        events = () if answer is None else _choice(page, asked)
        if page.hands.counted:
            counted = zip(page.ask.options, page.hands.counts, strict=True)
            events += (HandsCounted(*_asked_about(page), tuple((o.id, n) for o, n in counted), page.hands.people),)
        return Step(replace(state, page=replace(page, asked=asked, reading=Scroll())), events)
    if word == "ask" and rest.isdecimal() and int(rest) < len(page.ask.options):
        return Step(replace(state, page=replace(page, hands=page.hands.saying(int(rest)))))
    hands = page.hands.after(target)
    return Step(state if hands is None else replace(state, page=replace(page, hands=hands)))


def _asked_about(page: CaseAskPage) -> Subject:
    """The wording is that of the step, which is what stood on the screen."""
    return _subject(page.case)._replace(genuine=page.ask.genuine, wording=wording_of(page.case.steps[page.step]))


def _choice(page: CaseAskPage, asked: Asked) -> tuple[Event, ...]:
    """What was chosen."""
    option = page.ask.options[asked.chosen[0]]
    kind = OptionKind.SAFE if option.good else OptionKind.TURNS_AWAY if page.ask.genuine else OptionKind.RISKY
    return (ChoiceMade(*_asked_about(page), f"step{page.step + 1}", option.id, kind),)
