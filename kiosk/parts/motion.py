"""The hall's motion: how long things move, and on what curves.

Motion only shows where something came from and that a touch counted. What moves is still again before anybody reads.
"""

from __future__ import annotations

from math import pi, sin

from kiosk.draw.items import Manner

FEEDBACK_SECONDS = 0.08
"""The least that a touched thing looks touched, and for how long a scene that was stopped stands still."""
BRISK_SECONDS = 0.16
SECONDS = 0.2
"""Most things that move."""
GENTLE_SECONDS = 0.24
COUNT_SECONDS = 0.4
"""A figure that counts up or drains: with the arrival of its page it is at rest after six tenths of a second."""
NOD_SECONDS = 1 / 3
"""A head shaken once: faster than three times a second it would be a rattle, and flicker."""

_LENGTHS: dict[Manner, float] = {
    "count": COUNT_SECONDS,
    "drain": COUNT_SECONDS,
    "settle": SECONDS,
    "shake": NOD_SECONDS,
    "turn": GENTLE_SECONDS,
    "light": GENTLE_SECONDS,
    "fill": GENTLE_SECONDS,
    "freeze": 0.0,
}


def length(manner: Manner) -> float:
    """Seconds that a movement of that manner takes."""
    return _LENGTHS[manner]


def ease_out(share: float) -> float:
    """Where a movement stands after `share` (0-1) of its time."""
    rest = 1.0 - min(1.0, max(0.0, share))
    return 1.0 - rest * rest * rest


def towards(progress: float, seconds: float, length: float = SECONDS) -> float:
    """`progress` (0-1) after `seconds` more of a movement that takes `length` seconds."""
    return min(1.0, progress + seconds / length)


def shaken(share: float) -> float:
    """How far a shaken head is from its place after `share` (0-1) of its time, -1 to 1: once to either side, the second
    time less far."""
    return sin(2 * pi * share) * (1.0 - share)
