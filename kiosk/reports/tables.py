"""From the log to the rows of the export's tables, in one pass, whatever a power cut left of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime

from kiosk.core.events import (
    Event,
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
from kiosk.core.messages import all_messages, message_text
from kiosk.core.vocabulary import VisitExit, ZoneExit
from kiosk.reports.details import detail_rows
from kiosk.reports.rows import MessageRow, TableRow, VisitRow, ZoneRow

CLOCK_BEHIND = "曾倒退"


def table_rows(
    rows: Iterable[Logged], date_from: date | None = None, date_to: date | None = None
) -> Iterator[TableRow]:
    """The rows of all tables, mixed, each table's in order; rows must come in the order of logging.

    A visit belongs to the local day of its first event and comes whole, when that day lies between the dates
    inclusive (None is open). Events this program does not know are passed over.
    """
    visits: dict[str, _Visit] = {}
    kept: list[Logged] = []
    for row in rows:
        visit = visits.setdefault(row.visit, _Visit(row)) if row.visit else None
        event = row.event
        if isinstance(event, MessageJudged):
            kept.append(row)
        elif not _within(visit.day if visit else row.day, date_from, date_to):
            continue
        elif isinstance(event, MessageLeft):
            kept.append(row)
        if visit is not None:
            visit.last = row.at
            visit.behind |= row.behind
        if isinstance(event, UnknownEvent):
            continue
        if visit is not None:
            yield from visit.follow(row.at, event)
        yield from detail_rows(row.visit, row.at, event)
    wanted = [v for v in visits.values() if _within(v.day, date_from, date_to)]
    for visit in wanted:
        yield from visit.leave_zone(visit.last, None)
    yield from (visit.row() for visit in wanted)
    yield from _message_rows(kept)


def _within(day: str, date_from: date | None, date_to: date | None) -> bool:
    return (date_from is None or date_from.isoformat() <= day) and (date_to is None or day <= date_to.isoformat())


def _message_rows(rows: list[Logged]) -> Iterator[MessageRow]:
    for m in all_messages(rows):
        yield MessageRow(m.id, m.visit, m.at, message_text(m.left), m.status, m.by, m.judged_at)


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

    def follow(self, at: str, event: Event) -> Iterator[ZoneRow]:
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
            case _:
                pass

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
