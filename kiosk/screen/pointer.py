"""What comes in from the hall, one finger at a time.

Panels report a finger twice, bounce, lose a lift, and are leant on by the next visitor. What leaves this file is one
clean contact after another.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import hypot
from typing import Literal

DOUBLE_SECONDS, DOUBLE_PIXELS = 0.6, 60.0
"""A mouse press this soon and this near after a finger's lift (or the other way round) is the same tap again."""

BOUNCE_SECONDS = 0.04
"""No finger comes back so soon: the contact bounced."""

REST_SECONDS = 2.0
"""A contact that got nowhere for so long gives way to a new one: a hand laid on the glass, or a lift that got lost."""
REST_PIXELS = 12.0
"""A resting hand trembles by less."""

Kind = Literal["down", "move", "up", "cancel"]
Source = Literal["finger", "mouse"]


@dataclass(frozen=True, slots=True)
class Pointer:
    """The one finger that counts, in pixels. `trail`: where it was on the way since the last report."""

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


class FirstFinger:
    """Lets one contact at a time through; `seconds` is the caller's clock."""

    def __init__(self) -> None:
        self._owner: tuple[Source, int] | None = None
        self._at = self._rest = (0.0, 0.0)
        self._moved = 0.0
        self._source: Source | None = None
        self._lifted = -1e9

    def sift(self, kind: Kind, source: Source, finger: int, x: float, y: float, seconds: float) -> list[Pointer]:
        """The reports that count: none for a second finger, an echo or a bounce."""
        who = (source, finger)
        out: list[Pointer] = []
        if kind == "down":
            if self._owner is not None:
                if self._owner != who and seconds - self._moved < REST_SECONDS:
                    return []
                out.append(Pointer("cancel", self._owner[1], *self._at))
            elif self._echo(source, x, y, seconds):
                return []
            self._owner, self._source = who, source
        elif self._owner != who:
            return []
        self._at = (x, y)
        if kind == "down" or hypot(x - self._rest[0], y - self._rest[1]) > REST_PIXELS:
            self._rest, self._moved = (x, y), seconds
        if kind in ("up", "cancel"):
            self._owner, self._lifted = None, seconds
        return [*out, Pointer(kind, finger, x, y)]

    def _echo(self, source: Source, x: float, y: float, seconds: float) -> bool:
        if self._source is None or hypot(x - self._at[0], y - self._at[1]) > DOUBLE_PIXELS:
            return False
        since = seconds - self._lifted
        return since < (BOUNCE_SECONDS if source == self._source else DOUBLE_SECONDS)


def coalesce(inputs: list[Input]) -> list[Input]:
    """Moves of one finger in a row become the last of them, with the way there as its trail."""
    out: list[Input] = []
    for new in inputs:
        last = out[-1] if out else None
        if (
            isinstance(new, Pointer)
            and isinstance(last, Pointer)
            and new.kind == last.kind == "move"
            and new.finger == last.finger
        ):
            out[-1] = Pointer("move", new.finger, new.x, new.y, (*last.trail, (last.x, last.y)))
        else:
            out.append(new)
    return out
