"""The door of a zone: its piece of glass, an invitation, and two ways in: along its guided path, or looking round."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from kiosk.content.models.duties import DutyTask
from kiosk.core.events import DutiesDealt
from kiosk.core.vocabulary import VisitMode
from kiosk.draw.block import Block, place, stack, text
from kiosk.draw.items import Item
from kiosk.draw.look import Look
from kiosk.draw.theme import BODY, GAP, TITLE
from kiosk.draw.widgets import button, next_button
from kiosk.parts.duties import dealt_in
from kiosk.parts.duty_band import bands, deals_here
from kiosk.parts.spread import Spread, picture, words_beside
from kiosk.scene import Gesture, Scene, Step, Tap, Visit

PAGE = "opening"
"""The name of the door's page."""
ALONG, ROUND = "next", "round"
"""Targets: along the path; looking round by oneself."""
ONWARD, NEXT_ZONE = "onward", "去下一区"
"""How a scene leaves at the end of its guided path, and what its yellow key says there."""
_PIECE = Spread(words=0.36, upright=0.48, shape=9 / 16, centre=0.69)
"""The piece stands at the right of its picture; the rest is calm ground."""
_PIECE_ABOVE = replace(_PIECE, upright=0.66)
"""The same over what everybody has to do."""
_GROWN, _GROWN_UPRIGHT = 1.2, 1.5
"""How much larger than a title the invitation is set."""
_GAP = 40.0


@dataclass(frozen=True, slots=True)
class Door:
    """What a zone opens with: the picture of its piece ("": none), the invitation, the minutes it takes; what the way
    round is called ("": there is none); what everybody in a group that is led has to do inside."""

    piece: str
    invitation: str
    minutes: float
    around: str = "自己挑着看"
    tasks: tuple[DutyTask, ...] = ()


@dataclass(frozen=True, slots=True)
class EntranceState:
    """At the door of the zone (`inside` is None), or in it; the visit is handed on to the scene inside."""

    visit: Visit
    inside: Any = None


class Entrance:
    """The scene `zone` behind its door; inside, it is as if there were none."""

    def __init__(self, zone: Scene[Any], door: Door) -> None:
        self.zone, self.door = zone, door

    def start(self, visit: Visit) -> EntranceState:
        return EntranceState(visit)

    def touch(self, state: EntranceState, gesture: Gesture) -> Step[EntranceState]:
        if state.inside is not None:
            step = self.zone.touch(state.inside, gesture)
            if step.leave == "home" and gesture == Tap("back"):
                return Step(replace(state, inside=None), step.events)
            return Step(replace(state, inside=step.state), step.events, step.leave)
        match gesture:
            case Tap("back"):
                return Step(state, leave="home")
            case Tap(word) if word in (ALONG, ROUND):
                deals = deals_here(state.visit, self.door.tasks)
                dealt = (DutiesDealt(dealt_in(state.visit)),) if deals else ()
                visit = replace(state.visit, events=(*state.visit.events, *dealt))
                return Step(EntranceState(visit, self.zone.start(replace(visit, led=word == ALONG))), dealt)
            case _:
                return Step(state)

    def tick(self, state: EntranceState, seconds: float) -> Step[EntranceState]:
        if state.inside is None:
            return Step(state)
        step = self.zone.tick(state.inside, seconds)
        return Step(replace(state, inside=step.state), step.events, step.leave)

    def due(self, state: EntranceState) -> float | None:
        return None if state.inside is None else self.zone.due(state.inside)

    def view(self, state: EntranceState, look: Look) -> list[Item]:
        return _view(look, self.door, state.visit) if state.inside is None else self.zone.view(state.inside, look)

    def page(self, state: EntranceState) -> str:
        return PAGE if state.inside is None else self.zone.page(state.inside)

    def goal(self, state: EntranceState) -> bool:
        return state.inside is not None and self.zone.goal(state.inside)

    def samples(self) -> Iterator[EntranceState]:
        closed = self.start(Visit())
        yield closed
        if self.door.tasks:
            group = Visit(people=15, mode=VisitMode.GUIDED)
            yield self.start(group)
            yield self.start(replace(group, events=(DutiesDealt(dealt_in(group)),)))
        for inside in self.zone.samples():
            yield replace(closed, inside=inside)


def _view(look: Look, door: Door, visit: Visit) -> list[Item]:
    """The invitation, below it what everybody has to do: as much of it as there is room for, the minutes sooner left
    out than that."""
    area, start = look.area, next_button(look, "开始", ALONG)
    for band in bands(look, visit, door.tasks, area.w):
        for timed in (True, False):
            invited = _invitation(look, door, timed, band.h + GAP)
            if invited:
                return [*invited, *place(band, area.x, area.bottom - band.h), *start]
    return [*_invitation(look, door, True, 0.0), *start]


def _invitation(look: Look, door: Door, timed: bool, kept: float) -> list[Item]:
    """The piece at the right, or above on an upright screen, the words beside it; without the piece where the words
    need its room. `kept` units at the lower end are left free; nothing where there is no room for the words then."""
    spread = _PIECE_ABOVE if kept else _PIECE
    where = words_beside(look, spread)
    words = _words(replace(look, zoom=_GROWN_UPRIGHT if look.portrait else _GROWN), door, where.w, timed)
    piece = picture(look, door.piece, spread) if door.piece and words.h <= where.h - kept else []
    if not piece:
        where, words = look.area, _words(look, door, look.area.w, timed)
    free = where.h - kept - words.h
    return [*piece, *place(words, where.x, where.y + max(0.0, free / 2))] if free >= 0 or not kept else []


def _words(grown: Look, door: Door, w: float, timed: bool) -> Block:
    """How long it takes, what is done here, and the other way in."""
    look, theme = replace(grown, zoom=1.0), grown.theme
    minutes = look.say("约 {n} 分钟", n=max(1, round(door.minutes)))
    return stack(
        [
            *([text(look, minutes, w, BODY, theme.mark)] if timed else []),
            text(grown, door.invitation, w, TITLE, theme.on_ground, "serif", balance=True),
            *([button(look, door.around, ROUND, "quiet", icon_name="search")] if door.around else []),
        ],
        _GAP,
    )
