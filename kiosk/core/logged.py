"""One event with where it came from: the one envelope from a scene to the database and on to a report."""

from __future__ import annotations

from typing import NamedTuple

from kiosk.core.events import Event, UnknownEvent

SIMULATED = "模拟"
"""The `hall` of what nobody did: a played hall's, which no real one can be called."""


class Logged(NamedTuple):
    """An event of a visit ("" outside any).

    `at` is the local ISO time with its offset from UTC, "" until the loop stamps it. `id` is its number in the log
    `log`, 0 and "" until it is written; the two together are unique in the world. `behind` says that the clock stood
    before an earlier event of the log when it was written. `hall` and `screen` are the ids of where it happened.
    """

    visit: str
    event: Event | UnknownEvent
    at: str = ""
    id: int = 0
    log: str = ""
    behind: bool = False
    hall: str = ""
    screen: str = ""

    @property
    def day(self) -> str:
        """The local date, 2026-07-01."""
        return self.at[:10]
