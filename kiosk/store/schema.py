"""The tables of the log, and how a file of an older program is brought to them: in one transaction, losing nothing."""

from __future__ import annotations

import json
import logging
import os
import sqlite3
from collections.abc import Iterable
from contextlib import suppress

from kiosk.core.codec import SCHEMA, encode
from kiosk.core.events import UnknownEvent, VisitStarted
from kiosk.store.moments import offset_of, with_offset
from kiosk.store.upcast import event_of, judged_by

_EVENTS_NEVER_CHANGE = """
    CREATE TRIGGER events_never_change BEFORE UPDATE ON events
        BEGIN SELECT RAISE(ABORT, 'the event log is append-only'); END;
    """

COUNTED = "kind IN ('VisitStarted', 'JudgementCounted')"
"""What is counted without a report, as its index and the question for it have it, word by word."""
MEASURED = "kind = 'MeasuringBegun'"
"""The same of the visits that are counted when a hall opens: it must not read its whole log for that."""

STEPS = (
    """
    CREATE TABLE events(
        id INTEGER PRIMARY KEY,
        visit TEXT NOT NULL,
        at TEXT NOT NULL,
        kind TEXT NOT NULL,
        body TEXT NOT NULL
    );
    CREATE INDEX events_at ON events(at);
    CREATE INDEX events_messages ON events(id) WHERE kind IN ('MessageLeft', 'MessageJudged');
    CREATE TRIGGER events_never_go BEFORE DELETE ON events
        BEGIN SELECT RAISE(ABORT, 'the event log is append-only'); END;
    CREATE TRIGGER events_never_replaced BEFORE INSERT ON events WHEN EXISTS (SELECT 1 FROM events WHERE id = NEW.id)
        BEGIN SELECT RAISE(ABORT, 'the event log is append-only'); END;
    """
    + _EVENTS_NEVER_CHANGE,
    """
    ALTER TABLE events ADD COLUMN schema INTEGER NOT NULL DEFAULT 1;
    ALTER TABLE events ADD COLUMN behind INTEGER NOT NULL DEFAULT 0;
    CREATE INDEX events_of_before ON events(id) WHERE schema = 1;
    CREATE TABLE bodies(event INTEGER PRIMARY KEY, body TEXT NOT NULL);
    CREATE TABLE log(id TEXT NOT NULL, made TEXT NOT NULL);
    CREATE TRIGGER log_never_changes BEFORE UPDATE ON log
        BEGIN SELECT RAISE(ABORT, 'a log has one name'); END;
    CREATE TRIGGER log_never_goes BEFORE DELETE ON log
        BEGIN SELECT RAISE(ABORT, 'a log has one name'); END;
    CREATE TRIGGER log_never_two BEFORE INSERT ON log WHEN EXISTS (SELECT 1 FROM log)
        BEGIN SELECT RAISE(ABORT, 'a log has one name'); END;
    CREATE TABLE places(since INTEGER PRIMARY KEY, hall TEXT NOT NULL, screen TEXT NOT NULL);
    """,
    f"""
    CREATE INDEX events_visit ON events(visit);
    CREATE INDEX events_counted ON events(at) WHERE {COUNTED};
    CREATE INDEX events_measured ON events(visit) WHERE {MEASURED};
    """,
    """
    CREATE INDEX events_erased ON events(id) WHERE kind = 'MessageErased';
    """,
)
"""Step n brings a database of user_version n to n + 1. Steps only ever add, so that an older program can still append
to a newer database: what it writes has schema 1, and is brought up to date at the next opening. REPLACE deletes without
asking the delete trigger, hence the third one of events."""

VERSION_NAMED = 2
"""From this user_version on a log has its id, its places, and messages that can be erased."""
VERSION_BY_ROLE = 4
"""From this user_version on who judged a message is a role: what staff had signed with is taken out."""
UNREADABLE = 0
"""The `schema` of a record of before that could not be told in today's words; it stays as it was written."""
CHUNK = 2_000

_log = logging.getLogger(__name__)


def bring_up_to_date(connection: sqlite3.Connection, at: str, log_id: str = "") -> None:
    """Makes the tables or adds what is missing, and tells records of before in today's words, in one transaction.

    `at` is the local ISO time now: times of before are given its offset. A log that has no id yet gets that one, or one
    by chance. Raises sqlite3.Error, then nothing is changed.
    """
    version = _version(connection)
    if version > len(STEPS):
        _log.warning("记录库的版本 %d 比本程序认识的 %d 新，照常追加", version, len(STEPS))
    if version >= len(STEPS) and not _has_rows_of_before(connection):
        return
    connection.execute("BEGIN IMMEDIATE")
    try:
        for step in range(_version(connection), len(STEPS)):  # another process may have been quicker meanwhile
            for statement in _statements(STEPS[step]):
                connection.execute(statement)
            if step + 1 == VERSION_NAMED:
                connection.execute("INSERT INTO log VALUES (?, ?)", (log_id or os.urandom(8).hex(), at))
            if step + 1 == VERSION_BY_ROLE:
                _sign_by_role(connection)
            connection.execute(f"PRAGMA user_version={step + 1}")
        unreadable = _upcast_rows(connection, offset_of(at)) if _has_rows_of_before(connection) else 0
        connection.execute("COMMIT")
    except BaseException:
        with suppress(sqlite3.Error):
            connection.execute("ROLLBACK")
        raise
    if unreadable:
        _log.warning("有 %d 条旧记录本程序读不懂，原样保留，没有丢失", unreadable)


def note_place(connection: sqlite3.Connection, hall: str, screen: str) -> None:
    """Says that the events from the next one on (from the first one where nothing was said yet) are made there."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        last = connection.execute("SELECT hall, screen FROM places ORDER BY since DESC LIMIT 1").fetchone()
        if last != (hall, screen):
            following = "(SELECT coalesce(max(id), 0) + 1 FROM events)" if last else "1"
            connection.execute(f"INSERT OR REPLACE INTO places VALUES ({following}, ?, ?)", (hall, screen))
        connection.execute("COMMIT")
    except BaseException:
        with suppress(sqlite3.Error):
            connection.execute("ROLLBACK")
        raise


def _upcast_rows(connection: sqlite3.Connection, offset: str) -> int:
    """Rewrites the rows of before; the one time that rows of `events` change. How many could not be told."""
    connection.execute("DROP TRIGGER IF EXISTS events_never_change")
    people: dict[str, int] = {}
    unreadable = last = 0
    while rows := connection.execute(
        "SELECT id, visit, at, kind, body FROM events WHERE schema = 1 AND id > ? ORDER BY id LIMIT ?", (last, CHUNK)
    ).fetchall():
        changed: list[tuple[str, str, str, int, int]] = []
        beside: list[tuple[int, str]] = []
        for number, visit, at, kind, body in rows:
            event = event_of(kind, body, people.get(visit, 0))
            if isinstance(event, UnknownEvent):
                unreadable += 1
                changed.append((with_offset(at, offset), kind, body, UNREADABLE, number))
                continue
            if isinstance(event, VisitStarted):
                people[visit] = event.people
            written = encode(event)
            changed.append((with_offset(at, offset), written.kind, written.body, SCHEMA, number))
            if written.erasable:
                beside.append((number, written.erasable))
        connection.executemany("UPDATE events SET at = ?, kind = ?, body = ?, schema = ? WHERE id = ?", changed)
        connection.executemany("INSERT OR REPLACE INTO bodies VALUES (?, ?)", beside)
        last = rows[-1][0]
    connection.execute(_EVENTS_NEVER_CHANGE)
    return unreadable


def _sign_by_role(connection: sqlite3.Connection) -> None:
    """Puts a role in the place of what staff signed a judgement with."""
    connection.execute("DROP TRIGGER IF EXISTS events_never_change")
    question = "SELECT id, body FROM events WHERE kind IN ('MessageLeft', 'MessageJudged') AND kind = 'MessageJudged'"
    for number, body in connection.execute(question).fetchall():
        with suppress(ValueError, TypeError, KeyError):  # what cannot be read says no name either
            record = json.loads(body)
            signed = json.dumps({**record, "by": judged_by(record["by"])}, ensure_ascii=False, separators=(",", ":"))
            connection.execute("UPDATE events SET body = ? WHERE id = ?", (signed, number))
    connection.execute(_EVENTS_NEVER_CHANGE)


def _has_rows_of_before(connection: sqlite3.Connection) -> bool:
    return connection.execute("SELECT 1 FROM events WHERE schema = 1 LIMIT 1").fetchone() is not None


def _version(connection: sqlite3.Connection) -> int:
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def _statements(script: str) -> Iterable[str]:
    """The script's statements one by one: executescript would commit before it begins."""
    current = ""
    for line in script.splitlines():
        current += line + "\n"
        if sqlite3.complete_statement(current):
            yield current.strip()
            current = ""
