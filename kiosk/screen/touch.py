"""Turns what the finger does into gestures on the very list that was painted.

A press only shows; it counts when the finger lifts on the same target, still at the same place. A finger that slides
on drags the list beneath instead, and one on an ink sheet draws.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass, field
from math import hypot
from typing import Literal

from kiosk.draw.items import Finger as FingerKind
from kiosk.draw.items import Item, find
from kiosk.scene import Drag, Gesture, Stroke, Tap
from kiosk.screen.pointer import SLOP_UNITS, Pointer

_SLOP_MM = 4.0
"""How far a finger may roll and still tap, on a panel whose size is known."""

FLICK_SECONDS = 0.08
"""The stretch of time before the lift that tells how fast the finger was."""

TWICE_SECONDS = 0.3
"""A finger back so soon at the same place is the second half of a double tap: nobody has read what came there."""

_STEP = 1.5
"""Ink points nearer to each other than this, in units, are left out."""

_LONGEST = 192
"""Points in a stroke; a longer line goes on as the next stroke, which begins with the last two points of this one. So
a line costs the same however long it has become."""


@dataclass(slots=True)
class _Held:
    """One contact from down to up; all positions in units."""

    finger: int
    x: float
    y: float
    mode: Literal["press", "drag", "ink", "dead"]
    tap: Item | None = None
    drag: Item | None = None
    ink: Item | None = None
    at: tuple[float, float] = (0.0, 0.0)
    points: list[float] = field(default_factory=list)
    way: deque[tuple[float, float, float]] = field(default_factory=deque)


class Finger:
    """The finger on one panel. `scale` is pixels a unit, `units_per_mm` 0 when the panel's size is unknown."""

    def __init__(self, scale: float = 1.0, units_per_mm: float = 0.0) -> None:
        self._scale = scale
        self._slop = max(SLOP_UNITS, _SLOP_MM * units_per_mm)
        self._held: _Held | None = None
        self._pressed = self._page = ""
        self._tapped: tuple[Item, str, float, float, float] | None = None
        """What was tapped last, on which page and where, and when the finger lifted."""

    @property
    def pressed(self) -> str:
        """The target the finger holds down now, for the painter; empty when none."""
        return self._pressed

    @property
    def down(self) -> bool:
        """Whether a finger is on the panel."""
        return self._held is not None

    def feel(self, pointer: Pointer, items: Sequence[Item], seconds: float, page: str = "") -> list[Gesture]:
        """What the finger did, `items` being what is painted now of the `page` and `seconds` the caller's clock."""
        self._page = page
        x, y = pointer.x / self._scale, pointer.y / self._scale
        if pointer.kind == "down":
            gestures = self._let_go(items) if self._held else []
            return gestures + self._touch(pointer.finger, x, y, items, seconds)
        held = self._held
        if held is None or held.finger != pointer.finger:
            return []
        if pointer.kind == "cancel":
            return self._let_go(items)
        trail = [(px / self._scale, py / self._scale) for px, py in pointer.trail]
        gestures = self._slide(held, [*trail, (x, y)], items, seconds)
        if pointer.kind == "up":
            gestures += self._lift(held, x, y, items, seconds)
        return gestures

    def _touch(self, finger: int, x: float, y: float, items: Sequence[Item], seconds: float) -> list[Gesture]:
        tap, ink = find(items, x, y, "tap"), find(items, x, y, "ink")
        held = self._held = _Held(finger, x, y, "press", at=(x, y), drag=find(items, x, y, "drag"))
        held.way.append((seconds, x, y))
        if ink is not None and (tap is None or _above(items, ink, tap)):
            held.mode, held.ink = "ink", ink
            _note(held, ink, x, y)
            return [Stroke(ink.target, tuple(held.points), False)]
        held.tap = None if tap is None or self._twice(tap, x, y, seconds) else tap
        self._pressed = held.tap.target if held.tap else ""
        return []

    def _twice(self, tap: Item, x: float, y: float, seconds: float) -> bool:
        """Whether this is the second half of a double tap, and what it would hit came only with the first half."""
        if self._tapped is None:
            return False
        before, page, at_x, at_y, lifted = self._tapped
        here = hypot(x - at_x, y - at_y) <= 2 * self._slop and seconds - lifted < TWICE_SECONDS
        return here and (before.target, before.rect, page) != (tap.target, tap.rect, self._page)

    def _slide(
        self, held: _Held, way: Sequence[tuple[float, float]], items: Sequence[Item], seconds: float
    ) -> list[Gesture]:
        x, y = way[-1]
        held.way.append((seconds, x, y))
        while held.way[0][0] < seconds - FLICK_SECONDS:
            held.way.popleft()
        if held.mode == "press":
            return self._press_slides(held, x, y, items)
        if held.mode == "drag":
            return self._drag_slides(held, x, y, items)
        return self._ink_slides(held, way, items) if held.mode == "ink" else []

    def _press_slides(self, held: _Held, x: float, y: float, items: Sequence[Item]) -> list[Gesture]:
        far = hypot(x - held.x, y - held.y)
        if held.drag is not None and far > self._slop:
            self._pressed, held.tap = "", None
            drag = _now(items, held.drag, "drag")
            if drag is None:
                held.mode = "dead"
                return []
            held.mode = "drag"
            # The slop is not made up for, so that the list does not jump when it begins to follow.
            share = self._slop / far
            held.at = held.x + (x - held.x) * share, held.y + (y - held.y) * share
            begun = Drag(drag.target, "start", 0.0, 0.0, *held.at, extent=drag.extent)
            return [begun, *self._drag_slides(held, x, y, items)]
        self._pressed = held.tap.target if self._on(held, x, y, items) and held.tap else ""
        return []

    def _drag_slides(self, held: _Held, x: float, y: float, items: Sequence[Item]) -> list[Gesture]:
        drag = _now(items, held.drag, "drag")
        if drag is None:
            held.mode = "dead"
            return []
        dx, dy = x - held.at[0], y - held.at[1]
        if not dx and not dy:
            return []
        held.at = (x, y)
        return [Drag(drag.target, "move", dx, dy, x, y, extent=drag.extent)]

    def _ink_slides(self, held: _Held, way: Sequence[tuple[float, float]], items: Sequence[Item]) -> list[Gesture]:
        ink = _now(items, held.ink, "ink")
        if ink is None:
            held.mode = "dead"
            return []
        before = len(held.points)
        for x, y in way:
            _note(held, ink, x, y)
        if len(held.points) == before:
            return []
        if len(held.points) < 2 * _LONGEST:
            return [Stroke(ink.target, tuple(held.points), False)]
        ended = Stroke(ink.target, tuple(held.points), True)
        held.points = held.points[-4:]
        return [ended, Stroke(ink.target, tuple(held.points), False)]

    def _lift(self, held: _Held, x: float, y: float, items: Sequence[Item], seconds: float) -> list[Gesture]:
        tap = held.tap if held.mode == "press" and self._on(held, x, y, items) else None
        if tap is not None:
            self._held, self._pressed = None, ""
            self._tapped = tap, self._page, x, y, seconds
            return [Tap(tap.target, _share(x - tap.rect.x, tap.rect.w), _share(y - tap.rect.y, tap.rect.h))]
        vx, vy = _speed(held.way, seconds)
        return self._let_go(items, vx, vy)

    def _let_go(self, items: Sequence[Item], vx: float = 0.0, vy: float = 0.0) -> list[Gesture]:
        """The contact is over without a tap."""
        held, self._held, self._pressed = self._held, None, ""
        if held is None:
            return []
        if held.mode == "drag" and (drag := _now(items, held.drag, "drag")) is not None:
            return [Drag(drag.target, "end", 0.0, 0.0, *held.at, vx=vx, vy=vy, extent=drag.extent)]
        if held.mode == "ink" and (ink := _now(items, held.ink, "ink")) is not None:
            return [Stroke(ink.target, tuple(held.points), True)]
        return []

    def _on(self, held: _Held, x: float, y: float, items: Sequence[Item]) -> bool:
        """Whether the finger is on the target it went down on, and that is still where it was."""
        found = find(items, x, y, "tap")
        return (
            held.tap is not None
            and found is not None
            and found.target == held.tap.target
            and found.rect == held.tap.rect
        )


def _above(items: Sequence[Item], one: Item, other: Item) -> bool:
    """Whether `one` is painted after `other`."""
    return next(item is one for item in reversed(items) if item is one or item is other)


def _now(items: Sequence[Item], item: Item | None, kind: FingerKind) -> Item | None:
    """The item of the same word in the list as it is now."""
    if item is None:
        return None
    return next((i for i in reversed(items) if i.target == item.target and i.finger == kind), None)


def _note(held: _Held, ink: Item, x: float, y: float) -> None:
    """Add a point of ink, kept on the sheet, unless the finger has hardly moved."""
    px, py = min(max(x - ink.rect.x, 0.0), ink.rect.w), min(max(y - ink.rect.y, 0.0), ink.rect.h)
    if not held.points or hypot(px - held.points[-2], py - held.points[-1]) >= _STEP:
        held.points += (round(px, 1), round(py, 1))


def _share(part: float, whole: float) -> float:
    return min(1.0, max(0.0, part / whole)) if whole else 0.5


def _speed(way: Sequence[tuple[float, float, float]], seconds: float) -> tuple[float, float]:
    """Units a second over the last stretch before the lift; 0 for a finger that had come to rest."""
    recent = [point for point in way if point[0] >= seconds - FLICK_SECONDS]
    if len(recent) < 2 or recent[-1][0] - recent[0][0] < 0.004:
        return 0.0, 0.0
    (t0, x0, y0), (t1, x1, y1) = recent[0], recent[-1]
    return (x1 - x0) / (t1 - t0), (y1 - y0) / (t1 - t0)
