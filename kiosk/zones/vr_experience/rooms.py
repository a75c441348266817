"""The room round the phone: a baked panorama to look round in, with what the story puts into it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from kiosk.core.geometry import Rect
from kiosk.draw.items import Ground, Item, Panel
from kiosk.draw.look import Look
from kiosk.draw.sphere import turn
from kiosk.draw.theme import mix
from kiosk.parts import lookaround
from kiosk.parts.lookaround import Gaze
from kiosk.zones.vr_experience.models import ScenarioRoom, changes_at, room_at
from kiosk.zones.vr_experience.pages import VrPlayPage

ROOM = "room"
"""The target of the room itself."""
FINE = "{room}.fine"
"""What the picture of twice the pixels is called."""
_ASIDE = 20.0
"""Degrees right of the middle, between what is said and what may be done."""
_LEAST_FREE, _EYES = 200.0, 0.65
"""Of a room, to show somebody in it, in units; how far down in that they are looked at."""
_FACE = 110.0
"""Units from what may be done up to the middle of a face, at least."""
_FROZEN = 185
"""Veil over a room in which time stands still."""
_DIM = 150
"""Veil over a room in high contrast."""


def backdrop(
    look: Look, rooms: Mapping[str, str], room: ScenarioRoom, gaze: Gaze, changes: Sequence[str] = ()
) -> list[Item]:
    """The room as one looks, from edge to edge, to be dragged; dimmed in high contrast. `rooms` are the panoramas by
    name, `changes` the pictures laid over. Without a picture of it: a wall and a floor in the zone's light."""
    file = rooms.get(room, "")
    if not file:
        return _bare(look)
    fine = rooms.get(FINE.format(room=room), "")
    items = lookaround.room(look, window(look), file, gaze, ROOM, fine, tuple(changes))
    if look.contrast:
        items.append(Panel(rect=window(look), fill=(0, 0, 0), alpha=_DIM))
    return items


def frozen(
    look: Look, rooms: Mapping[str, str], room: ScenarioRoom, gaze: Gaze, changes: Sequence[str] = ()
) -> list[Item]:
    """The room as it stood when somebody stopped the story: not to be turned, under a veil on which words are read."""
    if room not in rooms:
        return _bare(look)
    fine = rooms.get(FINE.format(room=room), "")
    seen = lookaround.still(window(look), rooms[room], lookaround.arrived(gaze), fine, tuple(changes))
    return [seen, Panel(rect=window(look), fill=look.theme.ground_dark, alpha=_FROZEN)]


def frozen_at(look: Look, rooms: Mapping[str, str], page: VrPlayPage) -> list[Item]:
    """The room of a story's present moment, standing still."""
    scenario, node = page.story.scenario, page.story.now
    return frozen(look, rooms, room_at(scenario, node), aimed(look, page.gaze), changes_at(scenario, node))


def aimed(look: Look, gaze: Gaze) -> Gaze:
    """The gaze by which what is looked at stands right of the words, where nothing covers it."""
    there = lookaround.arrived(gaze) if look.still else gaze
    return there if look.portrait else replace(there, yaw=turn(there.yaw - _ASIDE))


def towards(look: Look, gaze: Gaze, free: Rect) -> Gaze:
    """The gaze by which whoever is looked at stands in what is `free` of the room, with nothing over their face: on an
    upright screen below the words, else above what may be done."""
    seen = window(look)
    if look.portrait and free.h >= _LEAST_FREE:
        return lookaround.lowered(seen, gaze, free.y + free.h * _EYES)
    if not look.portrait and seen.centre[1] > free.bottom - _FACE:
        return lookaround.lowered(seen, gaze, free.bottom - _FACE)
    return gaze


def window(look: Look) -> Rect:
    """Where the room is seen: as high as it can be, as wide as the screen."""
    return Rect(0.0, look.sight.y, look.canvas.w, look.sight.h)


def _bare(look: Look) -> list[Item]:
    theme, area = look.theme, window(look)
    floor = area.y + area.h * 0.72
    return [
        Ground(rect=Rect(area.x, area.y, area.w, floor - area.y), top=theme.ground, bottom=theme.ground_light),
        Panel(rect=Rect(area.x, floor, area.w, area.bottom - floor), fill=mix(theme.ground, theme.ground_dark, 0.5)),
    ]
