"""The door of a zone: its piece of glass, an invitation, and two ways in: along its guided path, or looking round."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from kiosk.core.geometry import Rect
from kiosk.draw.block import Block, place, stack, text
from kiosk.draw.items import Item, Picture
from kiosk.draw.look import Look
from kiosk.draw.theme import BODY, GAP, TITLE
from kiosk.draw.widgets import button, next_button
from kiosk.scene import Gesture, Scene, Step, Tap, Visit

PAGE = "opening"
"""The name of the door's page."""
ALONG, ROUND = "next", "round"
"""Targets: along the path; looking round by oneself."""
ONWARD, NEXT_ZONE = "onward", "去下一区"
"""How a scene leaves at the end of its guided path, and what its yellow key says there."""
_SHAPE = 9 / 16
_CENTRE = 0.69
"""Where the piece stands in its picture, from the left; the rest is calm ground."""
_WORDS = 0.36
"""Share of the width that is the words'."""
_UPRIGHT = 0.46
"""Share of an upright screen's height that is the picture's."""
_AIR = 0.02
_GROWN = 1.2
"""How much larger than a title the invitation is set."""
_GAP = 40.0


@dataclass(frozen=True, slots=True)
class Door:
    """What a zone opens with: the picture of its piece ("": none), the invitation, the minutes it takes."""

    piece: str
    invitation: str
    minutes: float


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
                return Step(replace(state, inside=self.zone.start(replace(state.visit, led=word == ALONG))))
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
        return _view(look, self.door) if state.inside is None else self.zone.view(state.inside, look)

    def page(self, state: EntranceState) -> str:
        return PAGE if state.inside is None else self.zone.page(state.inside)

    def goal(self, state: EntranceState) -> bool:
        return state.inside is not None and self.zone.goal(state.inside)

    def samples(self) -> Iterator[EntranceState]:
        closed = self.start(Visit())
        yield closed
        for inside in self.zone.samples():
            yield replace(closed, inside=inside)


def _view(look: Look, door: Door) -> list[Item]:
    """The piece at the right, or above on an upright screen, the invitation beside it; without the piece where the
    words need its room."""
    area = look.area
    if look.portrait:
        top = max(area.y + GAP, look.canvas.h * _UPRIGHT + GAP)
        where = Rect(area.x, top, area.w, area.bottom - top)
    else:
        where = Rect(area.x, area.y, look.canvas.w * _WORDS - area.x, area.h)
    words = _words(replace(look, zoom=_GROWN), door, where.w)
    piece = _piece(look, door.piece) if words.h <= where.h else []
    if not piece:
        where, words = area, _words(look, door, area.w)
    items = place(words, where.x, where.y + max(0.0, (where.h - words.h) / 2))
    return [*piece, *items, *next_button(look, "开始", ALONG)]


def _words(grown: Look, door: Door, w: float) -> Block:
    """How long it takes, what is done here, and the other way in."""
    look, theme = replace(grown, zoom=1.0), grown.theme
    minutes = look.say("约 {n} 分钟", n=f"{door.minutes:g}")
    return stack(
        [
            text(look, minutes, w, BODY, theme.mark),
            text(grown, door.invitation, w, TITLE, theme.on_ground, "serif", balance=True),
            button(look, "自己挑着看", ROUND, "quiet", icon_name="search"),
        ],
        _GAP,
    )


def _piece(look: Look, file: str) -> list[Item]:
    """The picture as part of the ground, from edge to edge; the half with the words stays the zone's own."""
    if not file:
        return []
    canvas = Rect(0, 0, *look.canvas)
    if look.portrait:
        seen = Rect(0, 0, canvas.w, canvas.h * _UPRIGHT)
    else:
        left = canvas.w * (_WORDS + _AIR)
        seen = Rect(left, 0, canvas.w - left, canvas.h)
    across = max(seen.w, seen.h / _SHAPE)
    x = min(seen.x, max(seen.right - across, seen.x + seen.w / 2 - across * _CENTRE))
    down = across * _SHAPE
    whole = Rect(x, seen.y + (seen.h - down) / 2, across, down)
    return [Picture(rect=whole, file=file, clip=seen, behind=True)]
