"""入馆登记: how many, what kind of group, which ages, which mode, and what is kept of it. Nobody's name is asked."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

from kiosk.content.models.hall import HallSettings, HallWords
from kiosk.core.events import Event, GroupRefused, VisitStarted
from kiosk.core.groups import split
from kiosk.draw.items import Item, targets
from kiosk.draw.look import Look
from kiosk.hall import check_in_pages as pages
from kiosk.hall import keys
from kiosk.parts import scroller
from kiosk.parts.scroller import Scroll
from kiosk.scene import Gesture, Step, StillScene, Tap, Visit

MOST_PEOPLE = 200
"""The largest group that is offered a plan on the screen; more is for the staff."""

_TOP = Scroll()

Page = Literal["people", "many", "batches", "kind", "ages", "mode", "privacy"]


@dataclass(frozen=True, slots=True)
class State:
    """What was chosen so far, "" or 0 where nothing was. `many` is the size of a group too large to enter at once."""

    page: Page = "people"
    people: int = 0
    many: int = 0
    in_batches: bool = False
    refused: bool = False
    kind: str = ""
    ages: tuple[str, ...] = ()
    mode: str = ""
    scroll: Scroll = _TOP


class CheckIn(StillScene[State]):
    """The scene. `settings` gives the cap and the minutes, `words` the three lines on privacy."""

    def __init__(self, settings: HallSettings, words: HallWords) -> None:
        self.settings, self.words = settings, words

    def start(self, visit: Visit) -> State:
        return State(many=self.settings.group_max + 1)

    def touch(self, state: State, gesture: Gesture) -> Step[State]:
        moved = scroller.touch(state.scroll, gesture, keys.LIST)
        if moved is not None:
            return Step(replace(state, scroll=moved))
        if not isinstance(gesture, Tap):
            return Step(state)
        if gesture.target == "back":
            return self._back(state)
        word, _, value = gesture.target.partition("/")
        if word == "next":
            return self._next(state)
        return Step(self._chosen(state, word, value))

    def tick(self, state: State, seconds: float) -> Step[State]:
        return Step(replace(state, scroll=scroller.tick(state.scroll, seconds)))

    def due(self, state: State) -> float | None:
        return scroller.due(state.scroll)

    def view(self, state: State, look: Look) -> list[Item]:
        scroll, settings = state.scroll, self.settings
        if state.page == "people":
            return pages.people(look, settings.group_max, state.people, scroll)
        if state.page == "many":
            return pages.many(look, state.many, settings.group_max, MOST_PEOPLE, scroll)
        if state.page == "batches":
            return pages.batches(look, state.many, self._plan(state), settings, scroll)
        if state.page == "kind":
            return pages.kind(look, state.kind, scroll)
        if state.page == "ages":
            return pages.ages(look, state.ages, scroll)
        if state.page == "mode":
            return pages.mode(look, state.mode, scroll)
        chosen = pages.Chosen(state.people, state.kind, state.ages, state.mode, settings.visit_minutes)
        return pages.privacy(look, self.words.privacy, chosen, scroll)

    def page(self, state: State) -> str:
        return state.page

    def samples(self) -> Iterator[State]:
        """The seven pages before and after a choice, reached by touching; and the largest group's plan."""
        start = self.start(Visit())
        words = ["people/1", "kind/school", "ages/minor", "ages/senior", "next", "mode/guided"]
        yield start
        yield from self._walk(start, words)
        yield from self._walk(
            start,
            [
                "people/more",
                "many/10",
                "many/1",
                "next",
                "next",
                "kind/other",
                "next",
                "mode/free",
                "back",
                "back",
                "back",
            ],
        )
        crowd = ["people/more", *["many/10"] * (MOST_PEOPLE // 10)]
        yield from list(self._walk(start, [*crowd, "next", "back"]))[-3:]

    def _walk(self, state: State, words: list[str]) -> Iterator[State]:
        for word in words:
            if word != "back" and word not in targets(self.view(state, Look())):
                continue
            state = self.touch(state, Tap(word)).state
            yield state

    def _plan(self, state: State) -> tuple[int, ...]:
        return split(state.many, self.settings.group_max)

    def _chosen(self, state: State, word: str, value: str) -> State:
        """After a choice on the page in use; a single choice goes straight on."""
        if word == "people" and state.page == "people":
            if value == "more":
                return _turned(state, "many")
            if value.isdigit() and 1 <= int(value) <= self.settings.group_max:
                return _turned(replace(state, people=int(value), in_batches=False), "kind")
        elif word == "many" and state.page == "many" and value in pages.STEPS:
            most = max(MOST_PEOPLE, self.settings.group_max + 1)
            return replace(state, many=min(most, max(self.settings.group_max + 1, state.many + int(value))))
        elif word == "kind" and state.page == "kind" and value in pages.KINDS:
            return _turned(replace(state, kind=value), "ages")
        elif word == "ages" and state.page == "ages" and value in pages.AGES:
            ticked = set(state.ages) ^ {value}
            return replace(state, ages=tuple(band for band in pages.AGES if band in ticked))
        elif word == "mode" and state.page == "mode" and value in pages.MODES:
            return _turned(replace(state, mode=value), "privacy")
        return state

    def _next(self, state: State) -> Step[State]:
        if state.page == "many":
            # A group asks once, even when it corrects its number.
            asked: tuple[Event, ...] = () if state.refused else (GroupRefused(state.many, self._plan(state)),)
            return Step(_turned(replace(state, refused=True), "batches"), asked)
        if state.page == "batches":
            return Step(_turned(replace(state, people=self._plan(state)[0], in_batches=True), "kind"))
        if state.page == "privacy":
            started = VisitStarted(state.people, state.kind, state.ages, state.mode)
            return Step(state, (started,), leave="admitted")
        following: dict[Page, Page] = {"people": "kind", "kind": "ages", "ages": "mode", "mode": "privacy"}
        chosen = {"people": state.people, "kind": state.kind, "ages": True, "mode": state.mode}[state.page]
        return Step(_turned(state, following[state.page]) if chosen else state)

    def _back(self, state: State) -> Step[State]:
        before: dict[Page, Page] = {
            "many": "people",
            "batches": "many",
            "kind": "batches" if state.in_batches else "people",
            "ages": "kind",
            "mode": "ages",
            "privacy": "mode",
        }
        if state.page == "people":
            return Step(state, leave="home")
        return Step(_turned(state, before[state.page]))


def _turned(state: State, page: Page) -> State:
    return replace(state, page=page, scroll=_TOP)
