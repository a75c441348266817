"""What fails repeatedly is closed, and the hall stays open."""

from __future__ import annotations

from dataclasses import dataclass, replace

CLOSE_AFTER = 3
WITHIN_SECONDS = 3600.0
LOGGER = "kiosk.scenes"
"""Is told of a scene that raised: its name, what it raised, and where."""


@dataclass(frozen=True, slots=True)
class Failures:
    """When scenes failed, in seconds of the machine's own time; `closed` are zones shown as closed, with why."""

    times: tuple[tuple[str, float], ...] = ()
    closed: tuple[tuple[str, str], ...] = ()

    def is_closed(self, zone: str) -> bool:
        return any(zone == z for z, _ in self.closed)


def failed(failures: Failures, scene: str, at: float) -> tuple[Failures, bool]:
    """After a failure of `scene` at `at` seconds; True when that was one too many within the hour."""
    times = (*((s, t) for s, t in failures.times if at - t < WITHIN_SECONDS), (scene, at))
    many = sum(s == scene for s, _ in times) >= CLOSE_AFTER
    return replace(failures, times=times), many and not failures.is_closed(scene)


def close(failures: Failures, zone: str, why: str) -> Failures:
    """The zone shown as closed, with the reason for the log."""
    return replace(failures, closed=(*failures.closed, (zone, why)))
