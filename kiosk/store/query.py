"""Reading the log beside a running kiosk: a connection of its own that cannot write."""

from __future__ import annotations

import sqlite3
from bisect import bisect_right
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from kiosk.core.codec import decode
from kiosk.core.events import Event, UnknownEvent, VisitStarted
from kiosk.core.logged import Logged
from kiosk.store.database import FILE, is_damage
from kiosk.store.schema import VERSION_NAMED
from kiosk.store.upcast import FIRST_FORM, event_of

_COLUMNS = """SELECT events.id, visit, at, kind, events.body, schema, behind, bodies.body, (SELECT id FROM log)
FROM events LEFT JOIN bodies ON bodies.event = events.id"""
_COLUMNS_BEFORE = "SELECT id, visit, at, kind, body, 1, 0, NULL, '' FROM events"
"""The same of a file that an older program made and none has opened since: a stick that cannot be written."""
_PLACES = "SELECT since, hall, screen FROM places ORDER BY since"
_NEWEST = 10_000
"""More events than a visit has."""
_MESSAGES = "kind IN ('MessageLeft', 'MessageJudged')"


class UnreadableLogError(RuntimeError):
    """The database is damaged, locked or out of reach; the text says which file and why."""


def rows_between(data_dir: Path, date_from: date | None = None, date_to: date | None = None) -> Iterator[Logged]:
    """Events in the order of logging, from local date to local date inclusive; None is open.

    A visit that touches the range comes whole, and so does every judgement on a message: it may be made days later.
    Nothing when nothing was ever logged. Raises UnreadableLogError while iterating.
    """
    if date_from is None and date_to is None:
        return _rows(data_dir, "1")
    within = "at >= :first AND at < :after"
    chosen = (
        f"({within}) OR kind = 'MessageJudged' OR (visit <> '' AND visit IN (SELECT visit FROM events WHERE {within}))"
    )
    first = date_from.isoformat() if date_from else ""
    after = (date_to.isoformat() if date_to else "") + "~"  # “~” sorts after every time of that day
    return _rows(data_dir, chosen, {"first": first, "after": after})


def rows_of_newest(data_dir: Path, visit: str) -> Iterator[Logged]:
    """What is logged of the newest visit, in the order of logging; only the log's end is looked through for it. Raises
    UnreadableLogError while iterating."""
    newest = f"events.id > (SELECT max(id) FROM events) - {_NEWEST} AND visit = :visit"
    return _rows(data_dir, newest, {"visit": visit})


def message_rows(data_dir: Path) -> Iterator[Logged]:
    """Only what concerns messages, oldest first. Raises UnreadableLogError while iterating."""
    return _rows(data_dir, _MESSAGES)


def _rows(data_dir: Path, chosen: str, values: dict[str, str] | None = None) -> Iterator[Logged]:
    file = (data_dir / FILE).resolve()
    try:
        file.stat()
    except PermissionError as error:
        raise UnreadableLogError(f"记录库 {file} 没有读取的权限：请管理员把文件夹的权限改好，再试一次") from error
    except OSError:
        return
    try:
        connection = _reading(file)
        try:
            connection.execute("BEGIN")  # one snapshot: the kiosk may be bringing the file up to date just now
            if connection.execute("SELECT count(*) FROM sqlite_master").fetchone() == (0,):
                return  # the kiosk is making the file this very moment, or was cut off while it did
            named = connection.execute("PRAGMA user_version").fetchone()[0] >= VERSION_NAMED
            columns = _COLUMNS if named else _COLUMNS_BEFORE
            places = connection.execute(_PLACES).fetchall() if named else []
            yield from _decoded(
                places, connection.execute(f"{columns} WHERE {chosen} ORDER BY events.id", values or {})
            )
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


def _decoded(places: list[tuple[int, str, str]], rows: sqlite3.Cursor) -> Iterator[Logged]:
    """The rows as events, with where they were made; those an older program wrote in today's words."""
    people: dict[str, int] = {}
    since = [first for first, _, _ in places]
    for number, visit, at, kind, body, schema, behind, erasable, log in rows:
        event: Event | UnknownEvent
        if schema > FIRST_FORM:
            event = decode(kind, body, erasable or "")
        else:
            event = event_of(kind, body, people.get(visit, 0))
            if isinstance(event, VisitStarted):
                people[visit] = event.people
        at_place = bisect_right(since, number) - 1
        _, hall, screen = places[at_place] if at_place >= 0 else (0, "", "")
        yield Logged(visit, event, at, number, log or "", bool(behind), hall, screen)
