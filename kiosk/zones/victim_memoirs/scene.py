"""受害回忆录区: first-person memoirs told in stages; once in each the group may say something to the teller."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import assert_never

from kiosk.content.models.film import FilmInfo, film_item
from kiosk.content.wording_hash import wording_of
from kiosk.core.audience import first_for
from kiosk.core.events import ChoiceMade, Event, ItemFinished, ItemOpened
from kiosk.core.speech import Spoken, Utterance
from kiosk.core.subject import Subject
from kiosk.core.vocabulary import AgeBand, Audience, OptionKind
from kiosk.draw.items import Item, Sound
from kiosk.draw.look import Look
from kiosk.parts import film, scroller
from kiosk.parts.entrance import ONWARD
from kiosk.parts.film import Playing
from kiosk.parts.scroller import Scroll
from kiosk.parts.speech import ALL, Speech, speech
from kiosk.scene import Gesture, Step, Tap, Visit
from kiosk.zones.victim_memoirs import gallery, telling
from kiosk.zones.victim_memoirs.models import SPEAK, ZONE, Memoir
from kiosk.zones.victim_memoirs.pages import (
    MemoirEndPage,
    MemoirFilmPage,
    MemoirGalleryPage,
    MemoirPage,
    MemoirSpeakPage,
    MemoirStagePage,
    VictimMemoirsPage,
    page_name,
    pages_of,
    position,
)
from kiosk.zones.victim_memoirs.speaking import spoken

LEAD_SECONDS = 0.8
"""Before the teller begins: the page has come, the room is quiet."""
GOAL_MEMOIRS = 1
"""Memoirs heard to the end that make the zone done."""


@dataclass(frozen=True, slots=True)
class VictimMemoirsState:
    """A page, and what is kept from page to page: how far down the gallery is, what was said to the teller of the
    memoir that is open (indices of the sayings; the last is the one being answered), the memoirs heard to the end; who
    came, and of what ages."""

    page: VictimMemoirsPage = MemoirGalleryPage()
    gallery: Scroll = Scroll()
    said: tuple[int, ...] = ()
    finished: tuple[str, ...] = ()
    audiences: tuple[Audience, ...] = ()
    ages: tuple[AgeBand, ...] = ()
    ahead: tuple[str, ...] | None = None
    """On the guided path: the memoirs that follow the one that is open. None: one looks round."""


class VictimMemoirsScene:
    """The scene. `case_sources` gives a published case's source line, `films` the hall's own recording of a memoir,
    both by id; either may lack an id. `recording` gives that of a sentence, `guided` the ids on the guided path
    (empty: the first of the gallery as the group finds it)."""

    def __init__(
        self,
        memoirs: Sequence[Memoir],
        case_sources: Mapping[str, str] | None = None,
        films: Mapping[str, FilmInfo] | None = None,
        recording: Callable[[Utterance], Spoken | None] = lambda line: None,
        guided: Sequence[str] = (),
    ) -> None:
        self.memoirs = tuple(memoirs)
        self.by_id = {memoir.id: memoir for memoir in memoirs}
        self.films = dict(films or {})
        self._recording = recording
        self._guided = tuple(name for name in guided if name in self.by_id)
        known = dict(case_sources or {})
        self.sources = {m.id: tuple(dict.fromkeys(known[c] for c in m.based_on if c in known)) for m in memoirs}

    def start(self, visit: Visit) -> VictimMemoirsState:
        state = VictimMemoirsState(audiences=visit.audiences, ages=visit.ages)
        if not visit.led:
            return state
        first, *ahead = self._guided or (first_for(state.audiences, self.memoirs)[0].id,)
        return replace(state, page=pages_of(self.by_id[first])[0], ahead=tuple(ahead))

    def touch(self, state: VictimMemoirsState, gesture: Gesture) -> Step[VictimMemoirsState]:
        page = state.page
        match page:
            case MemoirGalleryPage():
                return self._in_gallery(state, gesture)
            case MemoirFilmPage():
                playing = film.touch(page.playing, gesture)
                return Step(replace(state, page=replace(page, playing=playing) if playing else page.behind))
            case MemoirStagePage() | MemoirSpeakPage() | MemoirEndPage():
                return self._in_memoir(state, page, gesture)
            case _:
                assert_never(page)

    def tick(self, state: VictimMemoirsState, seconds: float) -> Step[VictimMemoirsState]:
        page = state.page
        match page:
            case MemoirGalleryPage():
                return Step(replace(state, gallery=scroller.tick(state.gallery, seconds)))
            case MemoirFilmPage():
                return Step(replace(state, page=replace(page, playing=film.tick(page.playing, seconds))))
            case MemoirStagePage() | MemoirSpeakPage():
                tale = replace(page, reading=scroller.tick(page.reading, seconds), heard=page.heard + seconds)
                return Step(replace(state, page=tale))
            case MemoirEndPage():
                return Step(replace(state, page=replace(page, reading=scroller.tick(page.reading, seconds))))
            case _:
                assert_never(page)

    def due(self, state: VictimMemoirsState) -> float | None:
        page = state.page
        match page:
            case MemoirGalleryPage():
                return scroller.due(state.gallery)
            case MemoirFilmPage():
                return film.due(page.playing)
            case MemoirStagePage() | MemoirSpeakPage():
                waits = (scroller.due(page.reading), self._tale(page, state).due(page.heard))
                return min((wait for wait in waits if wait is not None), default=None)
            case MemoirEndPage():
                return scroller.due(page.reading)
            case _:
                assert_never(page)

    def view(self, state: VictimMemoirsState, look: Look) -> list[Item]:
        page = state.page
        match page:
            case MemoirGalleryPage():
                return gallery.view(look, first_for(state.audiences, self.memoirs), state.gallery, state.finished)
            case MemoirFilmPage():
                return film.view(look, look.area, page.playing)
            case MemoirStagePage() | MemoirSpeakPage() | MemoirEndPage():
                name, tale = page.memoir.id, self._tale(page, state)
                shown = telling.view(
                    look,
                    page,
                    state.said,
                    self.sources[name],
                    name in self.films,
                    None if look.still else tale,
                    state.ahead,
                )
                return [*shown, *self._sounds(page, tale)]
            case _:
                assert_never(page)

    def _tale(self, page: MemoirPage, state: VictimMemoirsState) -> Speech:
        """What the teller says on that page: a stage, or the answer to what was said last."""
        match page:
            case MemoirStagePage():
                lines = spoken(page.memoir, page.memoir.stages[page.stage].text)
            case MemoirSpeakPage() if state.said:
                lines = spoken(page.memoir, page.memoir.sayings[state.said[-1]].reply)
            case _:
                return Speech()
        recorded = [self._recording(line) for line in lines]
        return speech(recorded, [len(line.words) for line in lines], LEAD_SECONDS, state.ages)

    def _sounds(self, page: MemoirPage, tale: Speech) -> list[Sound]:
        room = Sound(name="room_memory", channel="ambience", loop=True)
        if isinstance(page, MemoirEndPage):
            return [room]
        return [room, *tale.sounds(page.heard, f"{page.memoir.id}/{page_name(page)}/{page.times}")]

    def page(self, state: VictimMemoirsState) -> str:
        page = state.page
        match page:
            case MemoirGalleryPage():
                return "gallery"
            case MemoirFilmPage():
                return "film"
            case MemoirStagePage() | MemoirSpeakPage() | MemoirEndPage():
                return f"memoir:{page.memoir.id}:{page_name(page)}"
            case _:
                assert_never(page)

    def goal(self, state: VictimMemoirsState) -> bool:
        return len(state.finished) >= GOAL_MEMOIRS

    def samples(self) -> Iterator[VictimMemoirsState]:
        """Every kind of state a touch can lead to: the gallery, each page, each thing said, the recording."""
        first = self.start(Visit())
        yield first
        for memoir in self.memoirs:
            state = self.touch(first, Tap(f"memoir/{memoir.id}")).state
            while isinstance(state.page, MemoirPage):
                yield _all_told(state)
                if isinstance(state.page, MemoirSpeakPage):
                    for i in range(len(memoir.sayings)):
                        yield self.touch(state, Tap(f"say/{i}")).state
                    for i in range(len(memoir.sayings)):
                        state = self.touch(state, Tap(f"say/{i}")).state
                        yield state
                elif memoir.id in self.films and position(state.page) == 0:
                    yield self.touch(state, Tap("film")).state
                if isinstance(state.page, MemoirEndPage):
                    yield self.touch(state, Tap("more")).state
                state = self.touch(state, Tap("next")).state
            yield state

    def _in_gallery(self, state: VictimMemoirsState, gesture: Gesture) -> Step[VictimMemoirsState]:
        moved = scroller.touch(state.gallery, gesture, "gallery")
        if moved is not None:
            return Step(replace(state, gallery=moved))
        if gesture == Tap("back"):
            return Step(state, leave="home")
        word, _, rest = gesture.target.partition("/")
        if not isinstance(gesture, Tap) or word != "memoir" or rest not in self.by_id:
            return Step(state)
        memoir = self.by_id[rest]
        return Step(replace(state, page=pages_of(memoir)[0], said=()), (ItemOpened(*_subject(memoir)),))

    def _onward(self, state: VictimMemoirsState, ahead: tuple[str, ...]) -> Step[VictimMemoirsState]:
        """The next memoir on the guided path; after the last, the next zone."""
        if not ahead:
            return Step(state, leave=ONWARD)
        memoir = self.by_id[ahead[0]]
        opened = replace(state, page=pages_of(memoir)[0], said=(), ahead=ahead[1:])
        return Step(opened, (ItemOpened(*_subject(memoir)),))

    def _in_memoir(self, state: VictimMemoirsState, page: MemoirPage, gesture: Gesture) -> Step[VictimMemoirsState]:
        moved = scroller.touch(page.reading, gesture, "read")
        if moved is not None:
            return Step(replace(state, page=replace(page, reading=moved)))
        if not isinstance(gesture, Tap):
            return Step(state)
        memoir = page.memoir
        word, _, rest = gesture.target.partition("/")
        speaking = isinstance(page, MemoirSpeakPage)
        match word:
            case "back" if isinstance(page, MemoirEndPage) and page.more:
                return Step(replace(state, page=MemoirEndPage(memoir)))
            case "back" if state.ahead is not None and not position(page):
                return Step(state, leave="home")
            case "back":
                return _turned(state, memoir, position(page) - 1)
            case "more" if isinstance(page, MemoirEndPage):
                return Step(replace(state, page=MemoirEndPage(memoir, more=True)))
            case "next" if isinstance(page, MemoirEndPage) and state.ahead is not None:
                return self._onward(state, state.ahead)
            case "next" if state.said or not speaking:
                return _turned(state, memoir, position(page) + 1)
            case "again" if isinstance(page, MemoirStagePage | MemoirSpeakPage):
                return Step(replace(state, page=replace(page, heard=0.0, times=page.times + 1)))
            case "film" if memoir.id in self.films:
                return _recording(state, page, self.films[memoir.id])
            case "say" if speaking and rest.isdecimal() and int(rest) < len(memoir.sayings):
                return _said(state, memoir, int(rest))
            case _:
                return Step(state)


def _all_told(state: VictimMemoirsState) -> VictimMemoirsState:
    page = state.page
    return replace(state, page=replace(page, heard=ALL)) if isinstance(page, MemoirStagePage) else state


def _subject(memoir: Memoir) -> Subject:
    """Every memoir tells of a scam that happened."""
    return Subject(ZONE, memoir.id, memoir.type, False, wording_of(memoir))


def _recording(state: VictimMemoirsState, page: MemoirPage, recorded: FilmInfo) -> Step[VictimMemoirsState]:
    opened = ItemOpened(ZONE, film_item(recorded.file), "", None, wording_of(recorded.title))
    return Step(replace(state, page=MemoirFilmPage(Playing(recorded), page)), (opened,))


def _turned(state: VictimMemoirsState, memoir: Memoir, index: int) -> Step[VictimMemoirsState]:
    """The page with that index, the gallery before the first and after the last; who has come to the last one has
    heard the memoir."""
    pages = pages_of(memoir)
    if not 0 <= index < len(pages):
        return Step(replace(state, page=MemoirGalleryPage(), said=()))
    turned = replace(state, page=pages[index])
    if index + 1 < len(pages) or memoir.id in state.finished:
        return Step(turned)
    return Step(replace(turned, finished=(*state.finished, memoir.id)), (ItemFinished(*_subject(memoir)),))


def _said(state: VictimMemoirsState, memoir: Memoir, index: int) -> Step[VictimMemoirsState]:
    """Something is said to the teller; said a second time it is only answered again."""
    events: tuple[Event, ...] = ()
    if index not in state.said:
        events = (_choice(memoir, index),)
    said = (*(i for i in state.said if i != index), index)
    times = state.page.times + 1 if isinstance(state.page, MemoirSpeakPage) else 1
    return Step(replace(state, page=MemoirSpeakPage(memoir, times=times), said=said), events)


def _choice(memoir: Memoir, index: int) -> ChoiceMade:
    saying = memoir.sayings[index]
    subject = _subject(memoir)._replace(wording=wording_of(memoir.sayings))
    kind = OptionKind.HELPS if saying.helps else OptionKind.DOES_NOT_HELP
    return ChoiceMade(*subject, SPEAK, saying.id, kind)
