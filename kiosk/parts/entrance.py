"""The door of a zone: its piece of glass, an invitation, and two ways in: along its guided path, or looking round."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any, NamedTuple

from kiosk.content.models.duties import DutyTask
from kiosk.content.models.hall import Greeting
from kiosk.core.audience import first_named
from kiosk.core.events import DutiesDealt, Event, ZoneEntered
from kiosk.core.vocabulary import GroupKind, VisitMode
from kiosk.draw.block import Block, place, stack, text
from kiosk.draw.items import Face, Item
from kiosk.draw.look import Look
from kiosk.draw.theme import BODY, GAP, HEADING, TITLE
from kiosk.draw.widgets import button, next_button
from kiosk.parts import going_on
from kiosk.parts.duties import dealt_in
from kiosk.parts.duty_band import bands, deals_here
from kiosk.parts.going_on import MEANT_SECONDS, Standing
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
_PIECES_ABOVE = tuple(replace(_PIECE, upright=share) for share in (0.48, 0.57, 0.66))
"""The same over what everybody has to do: the largest that leaves the words their room."""
_GROWN, _GROWN_UPRIGHT = 1.2, 1.5
"""How much larger than a title the invitation is set."""
_GAP = 40.0


@dataclass(frozen=True, slots=True)
class Door:
    """What a zone opens with: the picture of its piece ("": none), the invitation, the minutes it takes; what the way
    round is called ("": there is none); what everybody in a group that is led has to do inside; how the hall greets
    those who begin with this zone. `zone` is its id, by which the visit's own plan may give it other minutes.
    `tells` names the pages that only tell: on the guided path they go on by themselves."""

    piece: str
    invitation: str
    minutes: float
    around: str = "自己挑着看"
    tasks: tuple[DutyTask, ...] = ()
    greetings: Sequence[Greeting] = ()
    zone: str = ""
    tells: Sequence[str] = ()

    def hello(self, visit: Visit) -> str:
        """The greeting of those who come to their first zone; "" for who comes from another, or has none."""
        if len({event.zone for event in visit.events if isinstance(event, ZoneEntered)}) > 1:
            return ""
        own = first_named(visit.called, self.greetings)
        return own.hello if own else ""


@dataclass(frozen=True, slots=True)
class EntranceState:
    """At the door of the zone (`inside` is None), or in it; the visit is handed on to the scene inside."""

    visit: Visit
    inside: Any = None
    standing: Standing | None = None
    """On the guided path: the page that stands there. None: one looks round."""
    left: Any = None
    """Where one went back to the door from the path, which goes on there."""
    reached: bool = False
    """Whether the zone's goal was reached before one went back to the door."""

    @property
    def on_path(self) -> Any:
        """Where the path was left, or where one is on it; None where nobody was led."""
        return self.left if self.standing is None else self.inside


def entered_again(visit: Visit, before: Any) -> EntranceState | None:
    """At the door of a zone whose path was left in that state; None where nobody was led through it so far."""
    left = before.on_path if isinstance(before, EntranceState) else None
    return None if left is None else EntranceState(visit, left=left)


class Entrance:
    """The scene `zone` behind its door; inside, it is as if there were none."""

    def __init__(self, zone: Scene[Any], door: Door) -> None:
        self.zone, self.door = zone, door

    def start(self, visit: Visit) -> EntranceState:
        return EntranceState(visit)

    def touch(self, state: EntranceState, gesture: Gesture) -> Step[EntranceState]:
        if state.standing is not None and not state.standing.meant(gesture.target):
            return Step(state)
        if state.inside is not None:
            step = self.zone.touch(state.inside, gesture)
            if step.leave == "home" and gesture == Tap("back"):
                return Step(self._at_the_door_again(state), step.events)
            standing = state.standing and state.standing.touched(self.zone.page(step.state))
            return Step(replace(state, inside=step.state, standing=standing), step.events, step.leave)
        match gesture:
            case Tap("back"):
                return Step(state, leave="home")
            case Tap(word) if word in (ALONG, ROUND):
                deals = deals_here(state.visit, self.door.tasks)
                dealt = (DutiesDealt(dealt_in(state.visit)),) if deals else ()
                visit = replace(state.visit, events=(*state.visit.events, *dealt))
                inside = state.left if word == ALONG else None
                if inside is None:
                    inside = self.zone.start(replace(visit, led=word == ALONG))
                standing = Standing(self.zone.page(inside)) if word == ALONG else None
                return Step(replace(state, visit=visit, inside=inside, standing=standing), dealt)
            case _:
                return Step(state)

    def _at_the_door_again(self, state: EntranceState) -> EntranceState:
        """Nothing is lost by a touch too many: the path waits where it was left."""
        return EntranceState(state.visit, left=state.on_path, reached=self.goal(state))

    def tick(self, state: EntranceState, seconds: float) -> Step[EntranceState]:
        if state.inside is None:
            return Step(state)
        step, standing = self.zone.tick(state.inside, seconds), state.standing and state.standing.older(seconds)
        after, page = replace(state, inside=step.state, standing=standing), self.zone.page(step.state)
        if step.leave or standing is None:
            return Step(after, step.events, step.leave)
        if page != standing.page:
            return Step(replace(after, standing=Standing(page)), step.events)
        if standing.held or (standing.seen and not standing.tells(self.door.tells)):
            return Step(after, step.events)
        if standing.seen and self.zone.due(step.state) is None:  # nothing on it moves
            standing = standing.waited(seconds)
        else:
            items = self.zone.view(step.state, Look()) if standing.tells(self.door.tells) else []
            standing = standing.looked_at(items, seconds, state.visit.ages)
        after = replace(after, standing=standing)
        return self._turned(after, standing, step.events) if standing.over else Step(after, step.events)

    def _turned(self, state: EntranceState, standing: Standing, events: tuple[Event, ...]) -> Step[EntranceState]:
        """The next page comes by itself; but nobody is led out of the zone so."""
        turned = self.zone.touch(state.inside, Tap(standing.word))
        if turned.leave:
            return Step(replace(state, standing=replace(standing, held=True)), events)
        fresh = Standing(self.zone.page(turned.state), fresh=MEANT_SECONDS)
        return Step(replace(state, inside=turned.state, standing=fresh), (*events, *turned.events))

    def due(self, state: EntranceState) -> float | None:
        if state.inside is None:
            return None
        waits = (self.zone.due(state.inside), state.standing.due if state.standing is not None else None)
        return min((wait for wait in waits if wait is not None), default=None)

    def view(self, state: EntranceState, look: Look) -> list[Item]:
        if state.inside is None:
            return _view(look, self.door, state.visit, "开始" if state.left is None else "接着看")
        items = self.zone.view(state.inside, look)
        return items if state.standing is None else [*items, *going_on.line(look, items, state.standing.share)]

    def page(self, state: EntranceState) -> str:
        return PAGE if state.inside is None else self.zone.page(state.inside)

    def goal(self, state: EntranceState) -> bool:
        return state.reached or (state.inside is not None and self.zone.goal(state.inside))

    def samples(self) -> Iterator[EntranceState]:
        closed = self.start(Visit())
        yield closed
        greeted = [self.start(Visit(people=2, kind=kind)) for kind in GroupKind]
        longest = max(greeted, key=lambda state: len(self.door.hello(state.visit)))
        if self.door.hello(longest.visit):
            yield longest
        if self.door.tasks:
            group = Visit(people=15, mode=VisitMode.GUIDED)
            yield self.start(group)
            yield self.start(replace(group, events=(DutiesDealt(dealt_in(group)),)))
        for inside in self.zone.samples():
            yield replace(closed, inside=inside)
        yield replace(closed, left=inside)


class _Head(NamedTuple):
    """What stands over the invitation, and how large; nothing where there is no room."""

    words: str = ""
    role: float = BODY


def _view(look: Look, door: Door, visit: Visit, along: str) -> list[Item]:
    """The invitation, below it what everybody has to do: as much of it as there is room for, the greeting or the
    minutes sooner left out than that. `along` stands on the yellow key."""
    area, start, hello = look.area, next_button(look, along, ALONG), door.hello(visit)
    minutes = look.say("约 {n} 分钟", n=max(1, round(dict(visit.plan).get(door.zone, door.minutes))))
    heads = [_Head(hello or minutes, HEADING if hello else BODY), _Head()]
    for band in bands(look, visit, door.tasks, area.w):
        for head in heads:
            invited = _invitation(look, door, head, band.h + GAP)
            if invited:
                return [*invited, *place(band, area.x, area.bottom - band.h), *start]
    return [*_invitation(look, door, heads[0], 0.0), *start]


def _invitation(look: Look, door: Door, head: _Head, kept: float) -> list[Item]:
    """The piece at the right, or above on an upright screen, the words beside it; without the piece where the words
    need its room. `kept` units at the lower end are left free; nothing where there is no room for the words then."""
    grown = replace(look, zoom=_GROWN_UPRIGHT if look.portrait else _GROWN)
    words = _words(grown, door, head, words_beside(look, _PIECE).w)
    fitting = (one for one in _PIECES_ABOVE if words.h <= words_beside(look, one).h - kept - 2 * _GAP)
    spread = next(fitting, _PIECES_ABOVE[-1]) if kept else _PIECE
    where = words_beside(look, spread)
    piece = picture(look, door.piece, spread) if door.piece and words.h <= where.h - kept else []
    if not piece:
        where, words = look.area, _words(look, door, head, look.area.w)
    free = where.h - kept - words.h
    return [*piece, *place(words, where.x, where.y + max(0.0, free / 2))] if free >= 0 or not kept else []


def _words(grown: Look, door: Door, head: _Head, w: float) -> Block:
    """What stands over it, what is done here, and the other way in."""
    look, theme = replace(grown, zoom=1.0), grown.theme
    face: Face = "serif" if head.role == HEADING else "sans"
    return stack(
        [
            *([text(look, head.words, w, head.role, theme.mark, face, balance=True)] if head.words else []),
            text(grown, door.invitation, w, TITLE, theme.on_ground, "serif", balance=True),
            *([button(look, door.around, ROUND, "quiet", icon_name="search")] if door.around else []),
        ],
        _GAP,
    )
