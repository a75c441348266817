"""Reading the log's events in the order of logging, as they were told then, in today's words."""

from __future__ import annotations

import sqlite3
from collections import deque
from collections.abc import Iterable, Iterator
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

from kiosk.core.codec import decode
from kiosk.core.events import Event, UnknownEvent, VisitStarted
from kiosk.core.logged import Logged
from kiosk.store.reading import snapshot
from kiosk.store.schema import COUNTED, MEASURED, VERSION_NAMED
from kiosk.store.upcast import FIRST_FORM, event_of

_COLUMNS = """SELECT events.id, visit, at, kind, events.body, schema, behind, bodies.body, (SELECT id FROM log)
FROM events LEFT JOIN bodies ON bodies.event = events.id"""
_COLUMNS_BEFORE = "SELECT id, visit, at, kind, body, 1, 0, NULL, '' FROM events"
"""The same of a file that an older program made and none has opened since: a stick that cannot be written."""
_PLACES = "SELECT since, hall, screen FROM places ORDER BY since"
_NEWEST = 10_000
"""More events than a visit has."""
MESSAGES = "kind IN ('MessageLeft', 'MessageJudged')"
ERASED = "kind = 'MessageErased'"
"""Found by an index of its own."""
JUDGEMENTS = f"{MESSAGES} AND kind = 'MessageJudged'"
"""Found by the index of messages."""
_WITHIN = "at >= :first AND at < :after"
_TOUCHED = f"""SELECT id FROM events WHERE {_WITHIN}
UNION SELECT id FROM events WHERE visit IN (SELECT visit FROM events WHERE {_WITHIN} AND visit <> '')
UNION SELECT id FROM events WHERE {JUDGEMENTS}"""
_MONTHS = "SELECT DISTINCT substr(at, 1, 7) FROM events WHERE kind = 'VisitStarted' ORDER BY 1"


def days(date_from: date | None, date_to: date | None) -> dict[str, str]:
    """What `at` is held against: at least `first`, before `after`."""
    first = date_from.isoformat() if date_from else ""
    return {"first": first, "after": (date_to.isoformat() if date_to else "") + "~"}  # “~” is after every time of a day


def rows_between(
    data_dir: Path, date_from: date | None = None, date_to: date | None = None, kinds: Iterable[str] = ()
) -> Iterator[Logged]:
    """Events in the order of logging, from local date to local date inclusive; None is open.

    A visit that touches the range comes whole, and so does every judgement on a message: it may be made days later.
    With `kinds`, only events of these names. What lies outside the range is not read: each part of the question has
    its index. Nothing when nothing was ever logged. Raises UnreadableLogError while iterating.
    """
    of_kinds = ", ".join(f"'{kind}'" for kind in kinds)
    only = f" AND kind IN ({of_kinds})" if of_kinds else ""
    if date_from is None and date_to is None:
        return _rows(data_dir, f"1{only}")
    return _rows(data_dir, f"events.id IN ({_TOUCHED}){only}", days(date_from, date_to))


def months_logged(data_dir: Path) -> list[str]:
    """The months in which a group was admitted, as 2026-11, the earliest first. Raises UnreadableLogError."""
    with snapshot(data_dir) as connection:
        if connection is None:
            return []
        return [month for (month,) in connection.execute(_MONTHS)]


def rows_of_newest(data_dir: Path, visit: str) -> Iterator[Logged]:
    """What is logged of the newest visit, in the order of logging; only the log's end is looked through for it. Raises
    UnreadableLogError while iterating."""
    newest = f"events.id > (SELECT max(id) FROM events) - {_NEWEST} AND visit = :visit"
    return _rows(data_dir, newest, {"visit": visit})


def message_rows(data_dir: Path) -> Iterator[Logged]:
    """Only what concerns messages, oldest first. Raises UnreadableLogError while iterating."""
    return _rows(data_dir, MESSAGES)


def days_with_records(data_dir: Path, first: date, before: date, most: int) -> int:
    """On how many days from the first on and before the other something was logged; at most `most` are counted. Raises
    UnreadableLogError."""
    with snapshot(data_dir) as connection:
        if connection is None:
            return 0
        question = "SELECT DISTINCT substr(at, 1, 10) FROM events WHERE at >= ? AND at < ? LIMIT ?"
        return len(connection.execute(question, (first.isoformat(), before.isoformat(), most)).fetchall())


def rows_counted(data_dir: Path, date_from: date) -> Iterator[Logged]:
    """Who came and what live forms counted from that local day on, by an index of their own: quick also in the hall.
    Raises UnreadableLogError while iterating."""
    return _rows(data_dir, f"{COUNTED} AND at >= :first", {"first": date_from.isoformat()})


def visits_measured(data_dir: Path) -> int:
    """How many visits have begun to be measured. Raises UnreadableLogError."""
    with snapshot(data_dir) as connection:
        if connection is None:
            return 0
        counted: int = connection.execute(f"SELECT count(DISTINCT visit) FROM events WHERE {MEASURED}").fetchone()[0]
        return counted


def halls_noted(data_dir: Path) -> frozenset[str]:
    """The ids of the halls whose records lie in a data folder, "" for records that say none. Raises
    UnreadableLogError."""
    first_there = "events.id IN (SELECT since FROM places) OR events.id = (SELECT min(id) FROM events)"
    return frozenset(row.hall for row in _rows(data_dir, first_there))


def _rows(data_dir: Path, chosen: str, values: dict[str, str] | None = None) -> Iterator[Logged]:
    with snapshot(data_dir) as connection:
        if connection is not None:
            yield from LogReader.of(connection).rows(chosen, values)


class LogReader(NamedTuple):
    """A log that is read: its columns, and from which event number on its records were made where."""

    connection: sqlite3.Connection
    columns: str
    places: list[tuple[int, str, str]]

    @classmethod
    def of(cls, connection: sqlite3.Connection) -> LogReader:
        if connection.execute("PRAGMA user_version").fetchone()[0] < VERSION_NAMED:
            return cls(connection, _COLUMNS_BEFORE, [])
        return cls(connection, _COLUMNS, connection.execute(_PLACES).fetchall())

    def messages_mark(self) -> tuple[int, int]:
        """Another one whenever a message was left, judged or erased: by two indexes."""
        question = "SELECT coalesce(max(id), 0) FROM events WHERE {}"
        last, erased = (self.connection.execute(question.format(kinds)).fetchone()[0] for kinds in (MESSAGES, ERASED))
        return last, erased

    @property
    def erasable(self) -> bool:
        """Whether what can be erased stands beside the events."""
        return self.columns is not _COLUMNS_BEFORE

    def rows(self, chosen: str, values: dict[str, str] | None = None) -> Iterator[Logged]:
        """The chosen events in the order of logging."""
        found = self.connection.execute(f"{self.columns} WHERE {chosen} ORDER BY events.id", values or {})
        return decoded(found, self.places)


@lru_cache(maxsize=65_536)
def _decode(kind: str, body: str) -> Event | UnknownEvent:
    """The event; the same few answers and choices are met again and again, and events never change."""
    return decode(kind, body)


def decoded(rows: Iterable[Any], places: list[tuple[int, str, str]]) -> Iterator[Logged]:
    """The rows, by number, as events, with where they were made; those an older program wrote in today's words."""
    people: dict[str, int] = {}
    hall, screen, moves = "", "", deque(places)
    for number, visit, at, kind, body, schema, behind, erasable, log in rows:
        event: Event | UnknownEvent
        if schema > FIRST_FORM:
            event = decode(kind, body, erasable) if erasable else _decode(kind, body)
        else:
            event = event_of(kind, body, people.get(visit, 0))
            if isinstance(event, VisitStarted):
                people[visit] = event.people
        while moves and moves[0][0] <= number:
            _, hall, screen = moves.popleft()
        yield Logged(visit, event, at, number, log or "", bool(behind), hall, screen)
