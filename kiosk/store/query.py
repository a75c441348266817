"""Reading the log beside a running kiosk: a connection of its own that cannot write."""

from __future__ import annotations

import sqlite3
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date
from functools import lru_cache
from pathlib import Path

from kiosk.core.codec import decode
from kiosk.core.events import Event, UnknownEvent, VisitStarted
from kiosk.core.logged import Logged
from kiosk.store.database import FILE, is_damage
from kiosk.store.schema import COUNTED, VERSION_NAMED
from kiosk.store.upcast import FIRST_FORM, event_of

_COLUMNS = """SELECT events.id, visit, at, kind, events.body, schema, behind, bodies.body, (SELECT id FROM log)
FROM events LEFT JOIN bodies ON bodies.event = events.id"""
_COLUMNS_BEFORE = "SELECT id, visit, at, kind, body, 1, 0, NULL, '' FROM events"
"""The same of a file that an older program made and none has opened since: a stick that cannot be written."""
_PLACES = "SELECT since, hall, screen FROM places ORDER BY since"
_NEWEST = 10_000
"""More events than a visit has."""
_MESSAGES = "kind IN ('MessageLeft', 'MessageJudged')"
_WITHIN = "at >= :first AND at < :after"
_TOUCHED = f"""SELECT id FROM events WHERE {_WITHIN}
UNION SELECT id FROM events WHERE visit IN (SELECT visit FROM events WHERE {_WITHIN} AND visit <> '')
UNION SELECT id FROM events WHERE {_MESSAGES} AND kind = 'MessageJudged'"""
_MONTHS = "SELECT DISTINCT substr(at, 1, 7) FROM events WHERE kind = 'VisitStarted' ORDER BY 1"


class UnreadableLogError(RuntimeError):
    """The database is damaged, locked or out of reach; the text says which file and why."""


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
    first = date_from.isoformat() if date_from else ""
    after = (date_to.isoformat() if date_to else "") + "~"  # “~” sorts after every time of that day
    return _rows(data_dir, f"events.id IN ({_TOUCHED}){only}", {"first": first, "after": after})


def months_logged(data_dir: Path) -> list[str]:
    """The months in which a group was admitted, as 2026-11, the earliest first. Raises UnreadableLogError."""
    with _opened(data_dir) as connection:
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
    return _rows(data_dir, _MESSAGES)


def rows_counted(data_dir: Path, date_from: date) -> Iterator[Logged]:
    """Who came and what live forms counted from that local day on, by an index of their own: quick also in the hall.
    Raises UnreadableLogError while iterating."""
    return _rows(data_dir, f"{COUNTED} AND at >= :first", {"first": date_from.isoformat()})


def visits_measured(data_dir: Path) -> int:
    """How many visits have begun to be measured. Raises UnreadableLogError."""
    begun = _rows(data_dir, "kind = 'MeasuringBegun'")
    return len({row.visit for row in begun})


def halls_noted(data_dir: Path) -> frozenset[str]:
    """The ids of the halls whose records lie in a data folder, "" for records that say none. Raises
    UnreadableLogError."""
    first_there = "events.id IN (SELECT since FROM places) OR events.id = (SELECT min(id) FROM events)"
    return frozenset(row.hall for row in _rows(data_dir, first_there))


def _rows(data_dir: Path, chosen: str, values: dict[str, str] | None = None) -> Iterator[Logged]:
    with _opened(data_dir) as connection:
        if connection is None:
            return
        named = connection.execute("PRAGMA user_version").fetchone()[0] >= VERSION_NAMED
        columns = _COLUMNS if named else _COLUMNS_BEFORE
        places = connection.execute(_PLACES).fetchall() if named else []
        yield from _decoded(places, connection.execute(f"{columns} WHERE {chosen} ORDER BY events.id", values or {}))


@contextmanager
def _opened(data_dir: Path) -> Iterator[sqlite3.Connection | None]:
    """A connection with one snapshot, for as long as it is needed; None where nothing was logged yet. Raises
    UnreadableLogError, also for what goes wrong inside."""
    file = (data_dir / FILE).resolve()
    try:
        file.stat()
    except PermissionError as error:
        raise UnreadableLogError(f"记录库 {file} 没有读取的权限：请管理员把文件夹的权限改好，再试一次") from error
    except OSError:
        yield None
        return
    try:
        connection = _reading(file)
        try:
            connection.execute("BEGIN")  # one snapshot: the kiosk may be bringing the file up to date just now
            made = connection.execute("SELECT count(*) FROM sqlite_master").fetchone() != (0,)
            yield connection if made else None  # it is being made this very moment, or making it was cut off
        finally:
            connection.close()
    except sqlite3.Error as error:
        state = "已损坏" if is_damage(error) else "现在读不了"
        raise UnreadableLogError(f"记录库 {file} {state}：{error}") from error


def _reading(file: Path) -> sqlite3.Connection:
    """A connection that cannot write. Raises sqlite3.Error."""
    connection = _connected(file, "mode=ro")
    try:
        connection.execute("SELECT 1 FROM sqlite_master").fetchone()
    except sqlite3.OperationalError as error:
        connection.close()
        journal = file.with_name(file.name + "-wal")
        refused = error.sqlite_errorcode & 0xFF in (sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY)
        if not refused or (journal.is_file() and journal.stat().st_size):
            raise
        # A stick that cannot be written: SQLite wants to put its index of the journal there even to read. Nobody else
        # writes there either, so that the file can be read as it lies.
        return _connected(file, "immutable=1")
    return connection


def _connected(file: Path, how: str) -> sqlite3.Connection:
    return sqlite3.connect(f"{file.as_uri()}?{how}", uri=True, timeout=10.0, isolation_level=None)


@lru_cache(maxsize=65_536)
def _decode(kind: str, body: str) -> Event | UnknownEvent:
    """The event; the same few answers and choices are met again and again, and events never change."""
    return decode(kind, body)


def _decoded(places: list[tuple[int, str, str]], rows: sqlite3.Cursor) -> Iterator[Logged]:
    """The rows as events, with where they were made; those an older program wrote in today's words."""
    people: dict[str, int] = {}
    since = [first for first, _, _ in places]
    for number, visit, at, kind, body, schema, behind, erasable, log in rows:
        event: Event | UnknownEvent
        if schema > FIRST_FORM:
            event = decode(kind, body, erasable) if erasable else _decode(kind, body)
        else:
            event = event_of(kind, body, people.get(visit, 0))
            if isinstance(event, VisitStarted):
                people[visit] = event.people
        at_place = bisect_right(since, number) - 1
        _, hall, screen = places[at_place] if at_place >= 0 else (0, "", "")
        yield Logged(visit, event, at, number, log or "", bool(behind), hall, screen)
