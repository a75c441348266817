"""Moments of the log compared as instants: a clock that was set back, or a changed time zone, is not guessed at."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime

BEHIND_SECONDS = 1.0
"""A clock this much before the last logged moment is still right: it is what setting it by the network amounts to."""

_OFFSET = re.compile(r"T.*(Z|[+-]\d\d:\d\d)$")


@dataclass(frozen=True, slots=True)
class LogClock:
    """The latest moment in a log, and how many seconds `behind` it the clock stood last; 0.0 when it was right."""

    latest: datetime | None = None
    behind: float = 0.0

    def at(self, moment: datetime | None) -> LogClock:
        """The clock once something was logged at that moment; None: no time, which says nothing about the clock."""
        if moment is None:
            return self
        if self.latest is None or moment >= self.latest:
            return LogClock(moment)
        behind = (self.latest - moment).total_seconds()
        return LogClock(self.latest, behind if behind > BEHIND_SECONDS else 0.0)


def offset_of(at: str) -> str:
    """The offset from UTC an ISO time ends in, `+08:00`; "" for a time without one."""
    found = _OFFSET.search(at)
    return found[1] if found else ""


def with_offset(at: str, offset: str) -> str:
    """The ISO time with that offset, unless it has one of its own or is no time."""
    return at + offset if "T" in at and not offset_of(at) else at


def moment_of(at: str, offset: str) -> datetime | None:
    """The instant of an ISO time; one without an offset is taken to have that one (UTC for ""). None for no time."""
    try:
        moment = datetime.fromisoformat(with_offset(at, offset or "+00:00"))
    except ValueError:
        return None
    return moment if moment.tzinfo else None
