"""From the log to the rows of the export's tables, visit by visit, whatever a power cut left of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from itertools import groupby
from operator import attrgetter
from typing import get_args

from kiosk.core.events import (
    MessageJudged,
    MessageLeft,
    UnknownEvent,
    VisitEnded,
    VisitResumed,
    VisitStarted,
    VisitTakenUp,
    ZoneEntered,
    ZoneLeft,
)
from kiosk.core.logged import Logged
from kiosk.core.messages import message_text
from kiosk.core.vocabulary import MessageStatus, VisitExit, ZoneExit
from kiosk.reports.details import detail_rows
from kiosk.reports.rows import MessageRow, TableRow, VisitRow, ZoneRow

CLOCK_BEHIND = "曾倒退"

VisitEvent = VisitStarted | VisitEnded | VisitResumed | VisitTakenUp | ZoneEntered | ZoneLeft
"""What the course of a visit is put together from."""
_VISIT_EVENTS = get_args(VisitEvent)

_visit_of = attrgetter("visit")


def table_rows(
    rows: Iterable[Logged], date_from: date | None = None, date_to: date | None = None
) -> Iterator[TableRow]:
    """The rows of all tables, mixed, each visit's in order, from rows as `store.visits` gives them: a visit's stand
    together in the order of logging, judgements on messages before the messages.

    A visit belongs to the local day of its first event and comes whole, when that day lies between the dates
    inclusive (None is open). Events this program does not know are passed over. Holds one visit at a time, and the
    judgements.
    """
    first, last = date_from.isoformat() if date_from else "", date_to.isoformat() if date_to else "~"
    judged: dict[tuple[str, int], Logged] = {}
    for visit, found in groupby(rows, _visit_of):
        if visit:
            together = list(found)
            if first <= together[0].day <= last:
                yield from _visit_rows(together, judged)
            continue
        for row in found:
            if isinstance(row.event, MessageJudged):
                judged[row.log, row.event.message] = row
            if first <= row.day <= last:
                yield from _rows_of(row, judged)


def _visit_rows(rows: Sequence[Logged], judged: dict[tuple[str, int], Logged]) -> Iterator[TableRow]:
    visit = _Visit(rows[0])
    for row in rows:
        visit.last = row.at
        visit.behind |= row.behind
        if isinstance(row.event, _VISIT_EVENTS):
            yield from visit.follow(row.at, row.event)
        yield from _rows_of(row, judged)
    yield from visit.leave_zone(visit.last, None)
    yield visit.row()


def _rows_of(row: Logged, judged: dict[tuple[str, int], Logged]) -> Iterable[TableRow]:
    """The rows of one event by itself."""
    match row.event:
        case UnknownEvent():
            return ()
        case MessageLeft():
            return (_message_row(row, row.event, judged.get((row.log, row.id))),)
        case _:
            return detail_rows(row.visit, row.at, row.event)


def _message_row(row: Logged, left: MessageLeft, judgement: Logged | None) -> MessageRow:
    text = message_text(left)
    if judgement is None or not isinstance(judgement.event, MessageJudged):
        return MessageRow(row.id, row.visit, row.at, text, MessageStatus.PENDING, None, "")
    status = MessageStatus.APPROVED if judgement.event.approved else MessageStatus.REJECTED
    return MessageRow(row.id, row.visit, row.at, text, status, judgement.event.by, judgement.at)


class _Visit:
    """What is known of one visit as its events go by."""

    def __init__(self, first: Logged) -> None:
        self.id = first.visit
        self.day = first.day
        self.last = first.at
        self.behind = False
        self._hall, self._screen = first.hall, first.screen
        self._start = first.at
        self._started: VisitStarted | None = None
        self._ended: VisitEnded | None = None
        self._end = ""
        self._paused_seconds = 0.0
        self._zones: list[str] = []
        self._in_zone: tuple[str, str] | None = None

    def follow(self, at: str, event: VisitEvent) -> Iterator[ZoneRow]:
        match event:
            case VisitStarted() if self._started is None:
                self._started, self._start = event, at
            case VisitEnded() if self._ended is None:
                self._ended, self._end = event, at
                yield from self.leave_zone(at, None)
            case VisitResumed() | VisitTakenUp():
                self._paused_seconds += event.seconds
            case ZoneEntered():
                yield from self.leave_zone(at, None)
                self._in_zone = event.zone, at
                if event.zone not in self._zones:
                    self._zones.append(event.zone)
            case ZoneLeft():
                yield from self.leave_zone(at, event)

    def leave_zone(self, at: str, left: ZoneLeft | None) -> Iterator[ZoneRow]:
        """The stay that ends now: as `left` says, or cut short where nobody left."""
        entered, self._in_zone = self._in_zone, None
        if entered is not None and (left is None or left.zone != entered[0]):
            seconds = _seconds_between(entered[1], at)
            yield ZoneRow(self.id, entered[0], entered[1], seconds, False, ZoneExit.INTERRUPTED)
            entered = None
        if left is not None:
            yield ZoneRow(self.id, left.zone, entered[1] if entered else "", left.seconds, left.done, left.how)

    def row(self) -> VisitRow:
        started, ended = self._started, self._ended
        end = self._end if ended else self.last
        lasted = max(0.0, _seconds_between(self._start, end) - self._paused_seconds)
        return VisitRow(
            visit=self.id,
            start=self._start,
            end=end,
            how=ended.how if ended else VisitExit.INTERRUPTED,
            people=started.people if started else 0,
            kind=started.kind if started else None,
            ages=started.ages if started else (),
            mode=started.mode if started else None,
            programme=started.programme if started else None,
            seconds=ended.seconds if ended else lasted,
            zones=tuple(dict.fromkeys((*self._zones, *(ended.zones if ended else ())))),
            clock=CLOCK_BEHIND if self.behind else "",
            hall=self._hall,
            screen=self._screen,
        )


def _seconds_between(earlier: str, later: str) -> float:
    """Seconds between two ISO times; 0 where a clock was set back or a time cannot be read."""
    try:
        return max(0.0, (datetime.fromisoformat(later) - datetime.fromisoformat(earlier)).total_seconds())
    except (TypeError, ValueError):
        return 0.0
