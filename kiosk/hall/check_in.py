"""入馆登记 in three touches: how many, what kind of group, and a sheet that begins the visit. No name is asked."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import assert_never

from kiosk.content.models.hall import Hall, HallWords
from kiosk.content.programmes import rounds
from kiosk.core.events import Event, GroupRefused, VisitStarted
from kiosk.core.groups import split
from kiosk.core.vocabulary import AgeBand, GroupKind, Programme, VisitMode
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


@dataclass(frozen=True, slots=True)
class PeoplePage:
    """How many have come."""


@dataclass(frozen=True, slots=True)
class ManyPage:
    """How many, of a group too large to enter at once."""


@dataclass(frozen=True, slots=True)
class BatchesPage:
    """How such a group is divided."""


@dataclass(frozen=True, slots=True)
class KindPage:
    """What kind of group it is."""


@dataclass(frozen=True, slots=True)
class SheetPage:
    """Which ages, with an officer or on their own, and what is kept of it: all that is left, with what mostly fits."""


CheckInPage = PeoplePage | ManyPage | BatchesPage | KindPage | SheetPage
_PEOPLE = PeoplePage()

USUAL: dict[GroupKind, tuple[tuple[AgeBand, ...], VisitMode]] = {
    GroupKind.SCHOOL: ((AgeBand.MINOR,), VisitMode.GUIDED),
    GroupKind.COMMUNITY: ((AgeBand.MIDDLE, AgeBand.SENIOR), VisitMode.GUIDED),
    GroupKind.COMPANY: ((AgeBand.YOUNG, AgeBand.MIDDLE), VisitMode.GUIDED),
    GroupKind.FAMILY: ((AgeBand.MINOR, AgeBand.MIDDLE), VisitMode.FREE),
    GroupKind.VISITOR: ((), VisitMode.FREE),
    GroupKind.OTHER: ((), VisitMode.GUIDED),
}
"""The ages and the mode that stand there for each kind of group until somebody says otherwise."""


@dataclass(frozen=True, slots=True)
class CheckInState:
    """The page, and what was chosen so far, kept when one goes back. `many` is the size of a group too large to enter
    at once; `in_batches`: `people` are its first batch; `refused`: it has been said that it is too large."""

    many: int
    page: CheckInPage = _PEOPLE
    people: int | None = None
    in_batches: bool = False
    refused: bool = False
    kind: GroupKind | None = None
    ages: tuple[AgeBand, ...] = ()
    mode: VisitMode = VisitMode.FREE
    programme: Programme = Programme.FULL
    scroll: Scroll = _TOP

    def turned(self, page: CheckInPage) -> CheckInState:
        """On another page, at its beginning."""
        return replace(self, page=page, scroll=_TOP)


class CheckIn(StillScene[CheckInState]):
    """The scene. `hall` gives the cap and what there is to go through, `words` the three lines on privacy; `dissuades`:
    there is a page for somebody who is being defrauded now."""

    def __init__(self, hall: Hall, words: HallWords, dissuades: bool = False) -> None:
        self.settings, self.words, self.dissuades = hall.hall, words, dissuades
        self.minutes = {programme: going.minutes for programme, going in rounds(hall).items()}

    def start(self, visit: Visit) -> CheckInState:
        usual = visit.programme if visit.programme in self.minutes else Programme.FULL
        return CheckInState(self.settings.group_max + 1, programme=usual)

    def touch(self, state: CheckInState, gesture: Gesture) -> Step[CheckInState]:
        moved = scroller.touch(state.scroll, gesture, keys.LIST)
        if moved is not None:
            return Step(replace(state, scroll=moved))
        if not isinstance(gesture, Tap):
            return Step(state)
        if gesture.target == "back":
            return self._back(state)
        if gesture.target == "next":
            return self._next(state)
        if gesture.target == pages.DISSUADE and isinstance(state.page, PeoplePage) and self.dissuades:
            return Step(state, leave=pages.DISSUADE)
        word, _, value = gesture.target.partition("/")
        return Step(self._chosen(state, word, value))

    def tick(self, state: CheckInState, seconds: float) -> Step[CheckInState]:
        return Step(replace(state, scroll=scroller.tick(state.scroll, seconds)))

    def due(self, state: CheckInState) -> float | None:
        return scroller.due(state.scroll)

    def view(self, state: CheckInState, look: Look) -> list[Item]:
        scroll, settings = state.scroll, self.settings
        match state.page:
            case PeoplePage():
                return pages.people(look, settings.group_max, state.people, scroll, self.dissuades)
            case ManyPage():
                return pages.many(look, state.many, settings.group_max, MOST_PEOPLE, scroll)
            case BatchesPage():
                return pages.batches(look, state.many, self._plan(state), settings, scroll)
            case KindPage():
                return pages.kind(look, state.kind, scroll)
            case SheetPage():
                group = (state.people or 1, state.kind or GroupKind.OTHER)
                going = pages.Going(state.programme, self.minutes[state.programme], len(self.minutes) > 1)
                return pages.sheet(look, group, state.ages, (state.mode, going), self.words.privacy, scroll)
            case never:
                assert_never(never)

    def page(self, state: CheckInState) -> str:
        match state.page:
            case PeoplePage():
                return "people"
            case ManyPage():
                return "many"
            case BatchesPage():
                return "batches"
            case KindPage():
                return "kind"
            case SheetPage():
                return "sheet"
            case never:
                assert_never(never)

    def samples(self) -> Iterator[CheckInState]:
        """The five pages before and after a choice, reached by touching; and the largest group's plan."""
        start = self.start(Visit())
        small = ["people/1", "kind/school", "ages/minor", "ages/senior", "mode/free", *[pages.PROGRAMME] * 2]
        large = ["people/more", "many/10", "many/1", "next", "next", "kind/other", "ages/young"]
        crowd = ["people/more", *["many/10"] * (MOST_PEOPLE // 10), "next", "back"]
        yield start
        yield from self._walk(start, small)
        yield from self._walk(start, [*large, "back", "back"])
        yield from list(self._walk(start, crowd))[-3:]

    def _walk(self, state: CheckInState, words: list[str]) -> Iterator[CheckInState]:
        for word in words:
            if word != "back" and word not in targets(self.view(state, Look())):
                continue
            state = self.touch(state, Tap(word)).state
            yield state

    def _plan(self, state: CheckInState) -> tuple[int, ...]:
        return split(state.many, self.settings.group_max)

    def _chosen(self, state: CheckInState, word: str, value: str) -> CheckInState:
        """After a choice on the page in use; a single choice goes straight on."""
        most = self.settings.group_max
        match state.page:
            case PeoplePage() if word == "people":
                if value == "more":
                    return state.turned(ManyPage())
                if value.isdecimal() and 1 <= int(value) <= most:
                    return replace(state, people=int(value), in_batches=False).turned(KindPage())
            case ManyPage() if word == "many" and value in pages.STEPS:
                asked = min(max(MOST_PEOPLE, most + 1), max(most + 1, state.many + int(value)))
                return replace(state, many=asked)
            case KindPage() if word == "kind" and value in tuple(GroupKind):
                return self._usual(state, GroupKind(value)).turned(SheetPage())
            case SheetPage() if word == "ages" and value in pages.AGES:
                ticked = {*state.ages} ^ {AgeBand(value)}
                return replace(state, ages=tuple(band for band in pages.AGES if band in ticked))
            case SheetPage() if word == "mode" and value in tuple(VisitMode):
                return replace(state, mode=VisitMode(value))
            case SheetPage() if word == pages.PROGRAMME:
                offered = [*self.minutes]
                following = offered[(offered.index(state.programme) + 1) % len(offered)]
                return replace(state, programme=following)
        return state

    def _usual(self, state: CheckInState, kind: GroupKind) -> CheckInState:
        """Of that kind, with what mostly fits it; what was chosen for it before stays."""
        if kind is state.kind:
            return state
        ages, mode = USUAL[kind]
        return replace(state, kind=kind, ages=ages, mode=VisitMode.FREE if state.people == 1 else mode)

    def _next(self, state: CheckInState) -> Step[CheckInState]:
        match state.page:
            case PeoplePage():
                return Step(state if state.people is None else state.turned(KindPage()))
            case ManyPage():
                # A group asks once, even when it corrects its number.
                asked: tuple[Event, ...] = () if state.refused else (GroupRefused(state.many, self._plan(state)),)
                return Step(replace(state, refused=True).turned(BatchesPage()), asked)
            case BatchesPage():
                return Step(replace(state, people=self._plan(state)[0], in_batches=True).turned(KindPage()))
            case KindPage():
                return Step(state if state.kind is None else state.turned(SheetPage()))
            case SheetPage():
                if state.people is None or state.kind is None:
                    return Step(state)
                begun = VisitStarted(state.people, state.kind, state.ages, state.mode, state.programme)
                return Step(state, (begun,), leave="onward" if state.mode is VisitMode.GUIDED else "admitted")
            case never:
                assert_never(never)

    def _back(self, state: CheckInState) -> Step[CheckInState]:
        match state.page:
            case PeoplePage():
                return Step(state, leave="home")
            case ManyPage():
                return Step(state.turned(_PEOPLE))
            case BatchesPage():
                return Step(state.turned(ManyPage()))
            case KindPage():
                return Step(state.turned(BatchesPage() if state.in_batches else _PEOPLE))
            case SheetPage():
                return Step(state.turned(KindPage()))
            case never:
                assert_never(never)
