"""A list longer than its place: moved by dragging, and by two large buttons for those who do not drag.

At rest a text is cut only at a seam (a line or a card's edge), so nobody sees half a line; the button goes on exactly
where the reading stopped.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from itertools import pairwise

from kiosk.core.geometry import Rect
from kiosk.draw.block import Block, boxed, icon, place
from kiosk.draw.items import Counted, Item, Moving, Panel, move, touchable
from kiosk.draw.look import Look
from kiosk.draw.theme import TARGET_GAP
from kiosk.scene import Drag, Gesture, Tap

DOWN = "往下看"
"""What is said of the key that shows what lies below."""
GUTTER_GAP = 20.0
_FRICTION = 4.0
_STOP = 40.0


@dataclass(frozen=True, slots=True)
class Scroll:
    """`offset` units from the top; `velocity` in units a second; `limit` the largest offset; `held` by a finger."""

    offset: float = 0.0
    velocity: float = 0.0
    limit: float = 0.0
    held: bool = False


FRESH = Scroll(offset=-1.0)
"""The scroll of a list just opened by `view_opened`: it stands where that view decides."""


def touch(scroll: Scroll, gesture: Gesture, name: str) -> Scroll | None:
    """The scroll after a gesture on the list called `name`; None when the gesture is about something else."""
    if isinstance(gesture, Drag) and gesture.target == name:
        offset = min(max(0.0, scroll.offset - gesture.dy), gesture.extent)
        speed = -gesture.vy if gesture.phase == "end" and abs(gesture.vy) > _STOP else 0.0
        return Scroll(offset, speed, gesture.extent, gesture.phase != "end")
    if isinstance(gesture, Tap) and gesture.target.startswith(f"{name}/to/"):
        return Scroll(float(gesture.target.rsplit("/", 1)[1]), 0.0, scroll.limit)
    return None


def touch_opened(scroll: Scroll, gesture: Gesture, name: str) -> Scroll | None:
    """Like `touch`, for a list drawn by `view_opened`, whose targets say where it stood when it was opened."""
    if not isinstance(gesture, (Tap, Drag)) or not gesture.target.startswith(f"{name}@"):
        return None
    listed = gesture.target.partition("/to/")[0]
    if scroll.offset < 0:
        scroll = replace(scroll, offset=float(listed.rpartition("@")[2]))
    return touch(scroll, gesture, listed)


def tick(scroll: Scroll, seconds: float) -> Scroll:
    """Inertia: the list runs on and slows down."""
    if not scroll.velocity or scroll.held:
        return scroll
    offset = min(max(0.0, scroll.offset + scroll.velocity * seconds), scroll.limit)
    velocity = scroll.velocity * max(0.0, 1.0 - _FRICTION * seconds)
    if offset in (0.0, scroll.limit) or abs(velocity) < _STOP:
        velocity = 0.0
    return replace(scroll, offset=offset, velocity=velocity)


def due(scroll: Scroll) -> float | None:
    """0 while the list runs on, None at rest."""
    return 0.0 if scroll.velocity and not scroll.held else None


def view(
    look: Look,
    area: Rect,
    build: Callable[[float], Block],
    scroll: Scroll,
    name: str,
    *,
    whole: bool = True,
    on_dark: bool = True,
    edge: float = 0.0,
) -> list[Item]:
    """The block built for the width that is free, in `area`, with buttons at the right when it is longer.

    `whole` cuts only at seams while at rest, unless they lie too far apart for the area. `edge` is
    how far a shadow may stick out at the sides, in units.
    """
    block = build(area.w)
    if block.h <= area.h + 0.5:
        return place(block, area.x, area.y)
    side = look.target
    block = build(area.w - side - GUTTER_GAP)
    limit = max(0.0, block.h - area.h)
    whole = whole and _cuttable(block, area.h)
    if whole:
        limit = min((s for s in block.seams if s >= limit - 0.5), default=limit)
    resting = whole and not scroll.held and not scroll.velocity
    top = float(round(min(scroll.offset, limit)))
    bottom = top + area.h
    if resting:
        seams = (0.0, *block.seams)
        top = max((s for s in seams if s <= top + 2), default=0.0)
        bottom = max((s for s in (*seams, block.h) if top < s <= top + area.h + 0.5), default=top + area.h)
    clip = Rect(area.x - edge, area.y, block.w + 2 * edge, min(area.h, bottom - top))
    # Only what can be seen is moved: a wall has hundreds of items, and it moves sixty times a second. How things move
    # is always said, else a figure would count again whenever it is scrolled back into sight; what is counted, as well.
    unseen = (Moving, Counted)
    seen = [i for i in block.items if (i.rect.y < bottom and i.rect.bottom > top) or isinstance(i, unseen)]
    items: list[Item] = [
        Panel(rect=Rect(area.x, area.y, block.w, area.h), target=name, finger="drag", extent=limit),
        *(i for i in move(seen, area.x, area.y - top, clip) if isinstance(i, unseen) or not touchable(i).empty),
    ]
    return items + _buttons(look, area, block, top, bottom, limit, name, whole, on_dark)


def view_opened(
    look: Look,
    area: Rect,
    block: Block,
    first: float,
    scroll: Scroll,
    name: str,
    *,
    on_dark: bool = True,
    edge: float = 0.0,
) -> list[Item]:
    """A growing list, like a chat, which opens at its end, or at height `first` when all from there does not fit.

    `block` is as wide as `area` less the lane for the buttons, `look.target + GUTTER_GAP`.
    """
    end = max(0.0, block.h - area.h)
    start = max(0.0, min(first, end))
    if scroll.offset < 0:
        scroll = replace(scroll, offset=start if start < end else block.h)
    return view(look, area, lambda _: block, scroll, f"{name}@{start:.0f}", on_dark=on_dark, edge=edge)


def _cuttable(block: Block, height: float) -> bool:
    """Whether every stretch between two seams fits `high` units: else pages cut at seams would never get past it."""
    stops = sorted((0.0, *block.seams, block.h))
    return all(b - a <= height for a, b in pairwise(stops))


def _buttons(
    look: Look,
    area: Rect,
    block: Block,
    top: float,
    bottom: float,
    limit: float,
    name: str,
    whole: bool,
    on_dark: bool,
) -> list[Item]:
    side = look.target
    within = area.y if not look.headroom else max(area.y, look.area.y)  # no key where nobody seated reaches it
    lane = Rect(area.right - side, within, side, max(side, area.bottom - within))
    room = area.h * 0.9
    up = max(0.0, top - room)
    down = min(limit, bottom if whole else top + room)
    if whole:
        up = min((s for s in (0.0, *block.seams) if s >= top - area.h - 0.5), default=0.0)
        down = bottom
    items: list[Item] = []
    theme = look.theme
    track = Rect(lane.x + side / 2 - 4, lane.y + side + 16, 8, lane.h - 2 * side - 32)
    if track.h > 40:
        items.append(Panel(rect=track, fill=theme.ground_light if on_dark else theme.line, radius=4))
        h = max(32.0, track.h * min(1.0, area.h / block.h))
        y = track.y + (track.h - h) * (min(1.0, top / limit) if limit else 0.0)
        items.append(Panel(rect=Rect(track.x, y, 8, h), fill=theme.mark if on_dark else theme.smoke, radius=4))
    more = bottom < block.h - 1
    if lane.h < 2 * side + TARGET_GAP:  # no room for two: one that goes on, and from the end back to the beginning
        word, target = ("down", down) if more else ("up", 0.0)
        return items + place(_arrow(look, word, f"{name}/to/{target:.0f}", more), lane.x, lane.bottom - side)
    if top > 1:
        items += place(_arrow(look, "up", f"{name}/to/{up:.0f}", False), lane.x, lane.y)
    if more:
        items += place(_arrow(look, "down", f"{name}/to/{down:.0f}", True), lane.x, lane.bottom - side)
    return items


def _arrow(look: Look, name: str, target: str, strong: bool) -> Block:
    theme = look.theme
    fill, ink = (theme.accent, theme.on_accent) if strong else (theme.ground_light, theme.on_ground)
    side = look.target
    return boxed(
        icon(name, side * 0.55, ink),
        fill,
        pad=0,
        target=target,
        w=side,
        h=side,
        radius=side / 2,
        align="centre",
        valign=0.5,
        alt=look.say(DOWN if name == "down" else "往上看"),
    )
