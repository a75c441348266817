"""A phone that rings shakes: as its vibration sounds, for as long as one looks for it, and never in calm mode."""

from __future__ import annotations

import math

from kiosk.core.vocabulary import Device

BURSTS = (0.0, 0.5), (0.7, 1.2)
PERIOD_SECONDS = 2.0
"""When the phone on the table hums, in seconds of each period: as `vibration` of the hall's own sounds is made."""
SHAKES_SECONDS = 8.0
"""Then it lies still, although it rings on: somebody is reading."""
_UNITS, _HERTZ = 5.0, 11.0


def shake(device: Device, heard: float) -> float:
    """How far the phone is from its place, in units to the right, `heard` seconds after the moment began."""
    if device is not Device.RING or heard >= SHAKES_SECONDS or not _hums(heard):
        return 0.0
    return _UNITS * math.sin(2 * math.pi * _HERTZ * heard)


def shake_due(device: Device, heard: float) -> float | None:
    """Seconds until it next moves: 0 while it does, None when it does no more."""
    if device is not Device.RING or heard >= SHAKES_SECONDS:
        return None
    if _hums(heard):
        return 0.0
    phase = heard % PERIOD_SECONDS
    ahead = [begin - phase for begin, _ in (*BURSTS, (PERIOD_SECONDS, 0.0)) if begin > phase]
    return max(0.01, min(ahead))


def _hums(heard: float) -> bool:
    phase = heard % PERIOD_SECONDS
    return any(begin <= phase < end for begin, end in BURSTS)
