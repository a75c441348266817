"""Motion that only shows where something came from: 160-240 ms, ease-out."""

from __future__ import annotations

SECONDS = 0.2


def ease_out(share: float) -> float:
    """Where a movement stands after `share` (0-1) of its time."""
    rest = 1.0 - min(1.0, max(0.0, share))
    return 1.0 - rest * rest * rest


def towards(progress: float, seconds: float, length: float = SECONDS) -> float:
    """`progress` (0-1) after `seconds` more of a movement that takes `length` seconds."""
    return min(1.0, progress + seconds / length)
