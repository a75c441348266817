"""Visits as wholes out of the stream of events, few in memory at a time, whatever a power cut left of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any, TypeVar

from kiosk.core.events import Event, UnknownEvent, VisitEnded
from kiosk.core.logged import Logged

OPEN_MOST = 64
"""Visits that wait for their end. One screen has one visit, and a few that a power cut left without an end."""


E = TypeVar("E")


@dataclass(slots=True)
class WholeVisit:
    """One visit with its events by kind, those of a kind in order; what happened outside any visit comes alone.

    `day` is the local day of its first event, to which all of it is counted; `behind` says that the clock stood behind
    earlier records while it was written; `hall` is the id of the hall.
    """

    day: str
    hall: str
    behind: bool = False
    events: dict[type, list[Any]] = field(default_factory=dict)

    def of(self, kind: type[E]) -> list[E]:
        """Its events of that kind."""
        return self.events.get(kind, [])

    def first(self, kind: type[E]) -> E | None:
        """The first of that kind; None where there is none. A disk that reports failure for what it did write may
        give an event twice."""
        return next(iter(self.events.get(kind, ())), None)

    def take(self, event: Event) -> None:
        """Adds its next event."""
        of_kind = self.events.get(type(event))
        if of_kind is None:
            self.events[type(event)] = [event]
        else:
            of_kind.append(event)


def whole_visits(rows: Iterable[Logged]) -> Iterator[WholeVisit]:
    """The visits of rows in the order of logging, each once it has ended; those without an end when the rows are over,
    or when more than OPEN_MOST are waiting. Events this program does not know are passed over."""
    waiting: dict[str, WholeVisit] = {}
    for row in rows:
        if isinstance(row.event, UnknownEvent):
            continue
        visit = waiting.pop(row.visit, None) or WholeVisit(row.day, row.hall)
        visit.take(row.event)
        visit.behind |= row.behind
        if not row.visit or isinstance(row.event, VisitEnded):
            yield visit
            continue
        waiting[row.visit] = visit  # the one that was silent longest stands first
        if len(waiting) > OPEN_MOST:
            yield waiting.pop(next(iter(waiting)))
    yield from waiting.values()
