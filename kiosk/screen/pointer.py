"""What comes in from the hall, one finger at a time.

Panels report a finger twice, bounce, lose a lift, name places that are none, and are leant on by the next visitor.
What leaves this file is one clean contact after another, all of it numbers that can be reckoned with.
"""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass, replace
from math import hypot, isfinite
from typing import Literal

from kiosk.core.geometry import CANVAS_SHORT

DOUBLE_SECONDS, DOUBLE_PIXELS = 0.6, 60.0
"""A mouse press this soon and this near after a finger's lift (or the other way round) is the same tap again."""

BOUNCE_SECONDS = 0.04
"""No finger comes back so soon: the contact bounced."""

REST_SECONDS = 0.8
"""A contact that got nowhere for so long gives way to a new one: a hand laid on the glass, or a lift that got lost."""
SLOP_UNITS = 16.0
"""How far a finger may roll and still tap, and a hand that rests may tremble."""
SLOW_UNITS = 8.0
"""How far a finger that has set out to draw or drag goes at least while it has not come to rest."""

SIDE_LEAST, SIDE_MOST = 64, 16_384
"""Pixels of a window's sides between which something can be shown on it."""
TRAIL_MOST = 500
"""Places on the way between two turns of the loop: more come only when it was held up."""
_FAR = 2.0
"""A contact further outside the window than so many times its sides comes from no finger."""

Kind = Literal["down", "move", "up", "cancel"]
Source = Literal["finger", "mouse"]


@dataclass(frozen=True, slots=True)
class Pointer:
    """The one finger that counts, in pixels; each contact has a number of its own in `finger`. `trail`: where it was on
    the way since the last report."""

    kind: Kind
    finger: int
    x: float
    y: float
    trail: tuple[tuple[float, float], ...] = ()


@dataclass(frozen=True, slots=True)
class Key:
    """A key was pressed: `name` as printed on it, in lower case ("f10", "a", "escape"); with both modifiers held
    "ctrl+shift+a"."""

    name: str


@dataclass(frozen=True, slots=True)
class Resized:
    """The window has another size, in pixels, and a new surface."""

    w: int
    h: int


@dataclass(frozen=True, slots=True)
class Quit:
    """Somebody closed the window or the system asks the program to end."""


@dataclass(frozen=True, slots=True)
class SoundDevice:
    """A sound device was plugged in (`come`), or the one in use went away."""

    come: bool


Input = Pointer | Key | Resized | Quit | SoundDevice


def showable(size: tuple[int, int]) -> bool:
    """Whether a window of that size is one on which something can be seen."""
    return min(size) >= SIDE_LEAST and max(size) <= min(SIDE_MOST, 8 * min(size))


class FirstFinger:
    """Lets one contact at a time through; `size` is the window's, in pixels, and `seconds` the caller's clock."""

    def __init__(self, size: tuple[int, int]) -> None:
        self.size = size
        self._owner: tuple[Source, Hashable] | None = None
        self._number = 0
        self._at = self._rest = (0.0, 0.0)
        self._moved, self._reach = 0.0, SLOP_UNITS
        self._source: Source | None = None
        self._lifted = -1e9

    def sift(self, kind: Kind, source: Source, contact: Hashable, x: float, y: float, seconds: float) -> list[Pointer]:
        """The reports that count: none for a second finger, an echo, a bounce or a place that is none. `contact` tells
        one from others of its source, on whichever panel it is."""
        who = (source, contact)
        if not self._on_glass(x, y):
            if kind in ("down", "move") or self._owner != who:
                return []
            kind, (x, y) = "cancel", self._at  # it is over, wherever that was
        out: list[Pointer] = []
        if kind == "down":
            if self._owner is not None:
                if self._owner != who and seconds - self._moved < REST_SECONDS:
                    return []
                out.append(Pointer("cancel", self._number, *self._at))
            elif self._echo(source, x, y, seconds):
                return []
            self._owner, self._source = who, source
            self._number += 1
        elif self._owner != who:
            return []
        self._at = (x, y)
        if kind == "down":
            self._rest, self._moved, self._reach = (x, y), seconds, SLOP_UNITS
        elif hypot(x - self._rest[0], y - self._rest[1]) > self._reach * min(self.size) / CANVAS_SHORT:
            self._rest, self._moved, self._reach = (x, y), seconds, SLOW_UNITS
        if kind in ("up", "cancel"):
            self._owner, self._lifted = None, seconds
        return [*out, Pointer(kind, self._number, x, y)]

    def _on_glass(self, x: float, y: float) -> bool:
        w, h = self.size
        return isfinite(x) and isfinite(y) and abs(x - w / 2) <= _FAR * w and abs(y - h / 2) <= _FAR * h

    def _echo(self, source: Source, x: float, y: float, seconds: float) -> bool:
        if self._source is None or hypot(x - self._at[0], y - self._at[1]) > DOUBLE_PIXELS:
            return False
        since = seconds - self._lifted
        return since < (BOUNCE_SECONDS if source == self._source else DOUBLE_SECONDS)


def coalesce(inputs: list[Input]) -> list[Input]:
    """Moves of one finger in a row become the last of them, with the way there as its trail."""
    out: list[Input] = []
    way: list[tuple[float, float]] = []
    for new in inputs:
        last = out[-1] if out else None
        if (
            isinstance(new, Pointer)
            and isinstance(last, Pointer)
            and new.kind == last.kind == "move"
            and new.finger == last.finger
        ):
            way.append((last.x, last.y))
            out[-1] = new
            continue
        _give(out, way)
        out.append(new)
    _give(out, way)
    return out


def _give(out: list[Input], way: list[tuple[float, float]]) -> None:
    """The last one has come by this way; of a flood of reports an even part is enough."""
    if way and isinstance(out[-1], Pointer):
        out[-1] = replace(out[-1], trail=tuple(way[:: 1 + len(way) // TRAIL_MOST]))
    way.clear()
