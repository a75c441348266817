"""案例警示区: a wall of real cases; each is told step by step and asks what you would have done."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from kiosk.content.models.case import Case
from kiosk.core.events import ChoiceMade, Event, ItemFinished, ItemOpened
from kiosk.draw.items import Item
from kiosk.draw.look import Look
from kiosk.parts import film, question, scroller
from kiosk.parts.film import FilmInfo, Playing
from kiosk.parts.question import Asked
from kiosk.parts.scroller import Scroll
from kiosk.scene import Gesture, Step, Tap, Visit
from kiosk.zones.case_warnings import story, wall
from kiosk.zones.case_warnings.story import Screen, screens
from kiosk.zones.case_warnings.wall import Filters

ZONE = "case_warnings"
GOAL_CASES = 2
"""Cases gone through to the end that make the zone done."""


@dataclass(frozen=True, slots=True)
class State:
    """The wall with its filters; a case (its id, "" = the wall) at one of its screens; a film ("" = none)."""

    filters: Filters = Filters()
    choosing: str = ""
    choices: Scroll = Scroll()
    wall: Scroll = Scroll()
    case: str = ""
    screen: int = 0
    asked: Asked = Asked()
    reading: Scroll = Scroll()
    finished: tuple[str, ...] = ()
    film: Playing | None = None


class CaseWarnings:
    """The scene. `type_names` gives a scam type's Chinese name, `films` the hall's own films (may be none)."""

    def __init__(self, cases: Sequence[Case], type_names: Mapping[str, str], films: Sequence[FilmInfo] = ()) -> None:
        self.cases = tuple(cases)
        self.by_id = {case.id: case for case in cases}
        self.type_names = dict(type_names)
        self.films = tuple(films)

    def start(self, visit: Visit) -> State:
        return State()

    def touch(self, state: State, gesture: Gesture) -> Step[State]:
        if state.film is not None:
            playing = film.touch(state.film, gesture)
            return Step(replace(state, film=playing)) if playing else Step(replace(state, film=None))
        if isinstance(gesture, Tap) and gesture.target == "back":
            return self._back(state)
        if state.case:
            return self._in_case(state, gesture)
        return self._on_wall(state, gesture)

    def tick(self, state: State, seconds: float) -> Step[State]:
        if state.film is not None:
            return Step(replace(state, film=film.tick(state.film, seconds)))
        if state.case:
            return Step(replace(state, reading=scroller.tick(state.reading, seconds)))
        moved = replace(state, wall=scroller.tick(state.wall, seconds), choices=scroller.tick(state.choices, seconds))
        return Step(moved)

    def due(self, state: State) -> float | None:
        if state.film is not None:
            return film.due(state.film)
        on_wall = state.choices if state.choosing else state.wall
        return scroller.due(state.reading if state.case else on_wall)

    def view(self, state: State, look: Look) -> list[Item]:
        if state.film is not None:
            return film.view(look, look.area, state.film)
        if state.case:
            case = self.by_id[state.case]
            screen = screens(case)[state.screen]
            return story.view(look, case, screen, state.asked, state.reading, self.type_names)
        if state.choosing:
            return wall.view_choice(look, state.choosing, state.filters, state.choices, self.cases, self.type_names)
        shown = wall.chosen(self.cases, state.filters)
        return wall.view(look, shown, state.filters, state.wall, state.finished, self.type_names, self.films)

    def page(self, state: State) -> str:
        if state.film is not None:
            return "film"
        if state.case:
            screen = screens(self.by_id[state.case])[state.screen]
            return f"case:{state.case}:{screen.kind}{screen.step}"
        return f"filter:{state.choosing}" if state.choosing else "wall"

    def goal(self, state: State) -> bool:
        return len(state.finished) >= GOAL_CASES

    def samples(self) -> Iterator[State]:
        """Every kind of screen for every case, each reached by touching: for the tour and the geometry tests."""
        start = self.start(Visit())
        yield start
        for kind in ("type", "band", "place"):
            yield self.touch(start, Tap(f"choose/{kind}")).state
        for case in self.cases:
            state = self.touch(start, Tap(f"case/{case.id}")).state
            while state.case:
                yield state
                screen = screens(case)[state.screen]
                ask = case.steps[screen.step].ask if screen.kind == "ask" else None
                for i in range(len(ask.options) if ask else 0):
                    answered = self.touch(state, Tap(f"ask/{i}")).state
                    yield answered
                    following = answered
                state = self.touch(following if ask else state, Tap("next")).state

    def _back(self, state: State) -> Step[State]:
        if state.choosing:
            return Step(replace(state, choosing=""))
        if not state.case:
            return Step(state, leave="home")
        if state.screen == 0:
            return Step(replace(state, case=""))
        return Step(replace(state, screen=state.screen - 1, asked=Asked(), reading=Scroll()))

    def _on_wall(self, state: State, gesture: Gesture) -> Step[State]:
        picked = scroller.touch(state.choices, gesture, "choices")
        if picked is not None:
            return Step(replace(state, choices=picked))
        moved = scroller.touch(state.wall, gesture, "wall")
        if moved is not None:
            return Step(replace(state, wall=moved))
        if not isinstance(gesture, Tap):
            return Step(state)
        word, _, rest = gesture.target.partition("/")
        if word == "case":
            opened = replace(state, case=rest, screen=0, asked=Asked(), reading=Scroll())
            return Step(opened, (ItemOpened(ZONE, rest),))
        if word == "choose":
            return Step(replace(state, choosing=rest, choices=Scroll()))
        if word == "filter":
            return Step(replace(state, filters=state.filters.with_choice(rest), choosing="", wall=Scroll()))
        if word == "film":
            return Step(replace(state, film=Playing(self.films[int(rest)])), (ItemOpened(ZONE, f"film:{rest}"),))
        return Step(state)

    def _in_case(self, state: State, gesture: Gesture) -> Step[State]:
        moved = scroller.touch(state.reading, gesture, "read")
        if moved is not None:
            return Step(replace(state, reading=moved))
        case = self.by_id[state.case]
        told = screens(case)
        asked = question.touch(state.asked, gesture, "ask")
        if asked is not None:
            return Step(replace(state, asked=asked, reading=Scroll()), _choice(case, told[state.screen], asked))
        if not isinstance(gesture, Tap) or gesture.target != "next":
            return Step(state)
        if state.screen + 1 == len(told):
            return Step(replace(state, case=""))
        on = replace(state, screen=state.screen + 1, asked=Asked(), reading=Scroll())
        if on.screen + 1 < len(told) or case.id in state.finished:
            return Step(on)
        return Step(replace(on, finished=(*state.finished, case.id)), (ItemFinished(ZONE, case.id),))


def _choice(case: Case, screen: Screen, asked: Asked) -> tuple[Event, ...]:
    ask = case.steps[screen.step].ask
    if ask is None or not asked.answered:
        return ()
    option = ask.options[asked.chosen[0]]
    return (ChoiceMade(ZONE, case.id, f"step{screen.step + 1}", option.text, option.good, case.type),)
