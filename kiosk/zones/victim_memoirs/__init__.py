"""受害回忆录区: first-person memoirs told in stages; once in each the group may say something to the teller."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from kiosk.content.models.memoir import Memoir
from kiosk.core.events import ChoiceMade, Event, ItemFinished, ItemOpened
from kiosk.draw.items import Item
from kiosk.draw.look import Look
from kiosk.parts import film, scroller
from kiosk.parts.film import FilmInfo, Playing
from kiosk.parts.scroller import Scroll
from kiosk.scene import Gesture, Step, Tap, Visit
from kiosk.zones.victim_memoirs import gallery, telling
from kiosk.zones.victim_memoirs.pages import pages_of

ZONE = "victim_memoirs"
GOAL_MEMOIRS = 1
"""Memoirs heard to the end that make the zone done."""


@dataclass(frozen=True, slots=True)
class State:
    """The gallery; a memoir (its id, "" = the gallery) at one of its pages; what was said to the teller, in order
    (indices of the sayings; the last is the one being answered); a recording being played."""

    memoir: str = ""
    page: int = 0
    said: tuple[int, ...] = ()
    gallery: Scroll = Scroll()
    reading: Scroll = Scroll()
    finished: tuple[str, ...] = ()
    film: Playing | None = None


class VictimMemoirs:
    """The scene. `case_sources` gives a published case's source line, `films` the hall's own recording of a memoir,
    both by id; either may lack an id."""

    def __init__(
        self,
        memoirs: Sequence[Memoir],
        case_sources: Mapping[str, str] | None = None,
        films: Mapping[str, FilmInfo] | None = None,
    ) -> None:
        self.memoirs = tuple(memoirs)
        self.by_id = {memoir.id: memoir for memoir in memoirs}
        self.films = dict(films or {})
        known = dict(case_sources or {})
        self.sources = {m.id: tuple(dict.fromkeys(known[c] for c in m.based_on if c in known)) for m in memoirs}

    def start(self, visit: Visit) -> State:
        return State()

    def touch(self, state: State, gesture: Gesture) -> Step[State]:
        if state.film is not None:
            return Step(replace(state, film=film.touch(state.film, gesture)))
        if isinstance(gesture, Tap) and gesture.target == "back":
            return self._back(state)
        return self._in_memoir(state, gesture) if state.memoir else self._in_gallery(state, gesture)

    def tick(self, state: State, seconds: float) -> Step[State]:
        if state.film is not None:
            return Step(replace(state, film=film.tick(state.film, seconds)))
        moved = replace(
            state, gallery=scroller.tick(state.gallery, seconds), reading=scroller.tick(state.reading, seconds)
        )
        return Step(moved)

    def due(self, state: State) -> float | None:
        if state.film is not None:
            return film.due(state.film)
        return scroller.due(state.reading if state.memoir else state.gallery)

    def view(self, state: State, look: Look) -> list[Item]:
        if state.film is not None:
            return film.view(look, look.area, state.film)
        if not state.memoir:
            return gallery.view(look, self.memoirs, state.gallery, state.finished)
        memoir = self.by_id[state.memoir]
        page = pages_of(memoir)[state.page]
        has_film = memoir.id in self.films
        return telling.view(look, memoir, page, state.said, self.sources[memoir.id], has_film, state.reading)

    def page(self, state: State) -> str:
        if state.film is not None:
            return "film"
        if not state.memoir:
            return "gallery"
        page = pages_of(self.by_id[state.memoir])[state.page]
        return f"memoir:{state.memoir}:{page.kind}{page.stage + 1 if page.kind == 'stage' else ''}"

    def goal(self, state: State) -> bool:
        return len(state.finished) >= GOAL_MEMOIRS

    def samples(self) -> Iterator[State]:
        """Every kind of state a touch can lead to: the gallery, each page, each thing said, the recording."""
        first = self.start(Visit())
        yield first
        for memoir in self.memoirs:
            state = self.touch(first, Tap(f"memoir/{memoir.id}")).state
            for page in pages_of(memoir):
                yield state
                if page.kind == "speak":
                    for i in range(len(memoir.sayings)):
                        yield self.touch(state, Tap(f"say/{i}")).state
                    for i in range(len(memoir.sayings)):
                        state = self.touch(state, Tap(f"say/{i}")).state
                        yield state
                if memoir.id in self.films and page.kind != "speak":
                    yield self.touch(state, Tap("film")).state
                state = self.touch(state, Tap("next")).state
            yield state

    def _back(self, state: State) -> Step[State]:
        if not state.memoir:
            return Step(state, leave="home")
        if state.page == 0:
            return Step(replace(state, memoir="", said=(), reading=Scroll()))
        return Step(replace(state, page=state.page - 1, reading=Scroll()))

    def _in_gallery(self, state: State, gesture: Gesture) -> Step[State]:
        moved = scroller.touch(state.gallery, gesture, "gallery")
        if moved is not None:
            return Step(replace(state, gallery=moved))
        word, _, rest = gesture.target.partition("/")
        if not isinstance(gesture, Tap) or word != "memoir" or rest not in self.by_id:
            return Step(state)
        return Step(replace(state, memoir=rest, page=0, said=(), reading=Scroll()), (ItemOpened(ZONE, rest),))

    def _in_memoir(self, state: State, gesture: Gesture) -> Step[State]:
        moved = scroller.touch(state.reading, gesture, "read")
        if moved is not None:
            return Step(replace(state, reading=moved))
        if not isinstance(gesture, Tap):
            return Step(state)
        memoir = self.by_id[state.memoir]
        page = pages_of(memoir)[state.page]
        word, _, rest = gesture.target.partition("/")
        if word == "film" and memoir.id in self.films:
            opened = ItemOpened(ZONE, f"film:{memoir.id}")
            return Step(replace(state, film=Playing(self.films[memoir.id])), (opened,))
        if page.kind == "speak" and word == "say" and rest.isdecimal() and int(rest) < len(memoir.sayings):
            return _said(state, memoir, int(rest))
        if word != "next" or (page.kind == "speak" and not state.said):
            return Step(state)
        return self._on(state, memoir)

    def _on(self, state: State, memoir: Memoir) -> Step[State]:
        """The next page; who has come to the last one has heard the memoir. From there back to the gallery."""
        told = pages_of(memoir)
        if state.page + 1 == len(told):
            return Step(replace(state, memoir="", said=(), reading=Scroll()))
        on = replace(state, page=state.page + 1, reading=Scroll())
        if on.page + 1 < len(told) or memoir.id in state.finished:
            return Step(on)
        return Step(replace(on, finished=(*state.finished, memoir.id)), (ItemFinished(ZONE, memoir.id),))


def _said(state: State, memoir: Memoir, index: int) -> Step[State]:
    """Something is said to the teller; said a second time it is only answered again."""
    saying = memoir.sayings[index]
    events: tuple[Event, ...] = ()
    if index not in state.said:
        events = (ChoiceMade(ZONE, memoir.id, "speak", saying.text, saying.helps, memoir.type),)
    said = (*(i for i in state.said if i != index), index)
    return Step(replace(state, said=said, reading=Scroll()), events)
