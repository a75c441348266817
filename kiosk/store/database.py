"""The log's database file: how it is opened and checked, written to, and set aside when damaged."""

from __future__ import annotations

import os
import re
import sqlite3
from collections.abc import Callable, Iterable, Sequence
from contextlib import closing, suppress
from datetime import datetime, timedelta
from pathlib import Path

from kiosk.core.codec import SCHEMA, Encoded, encode
from kiosk.core.events import Event, MessageErased, UnknownEvent
from kiosk.core.logged import Logged
from kiosk.store.broken_text import BrokenText
from kiosk.store.moments import LogClock, moment_of, offset_of
from kiosk.store.private import make_file, make_folder
from kiosk.store.schema import bring_up_to_date

FILE = "kiosk.db"
DAMAGED, BEFORE_RESTORE = "damaged", "before-restore"
"""Why a log was set aside, as it stands in its file's name."""

_ASIDE = re.compile(f"kiosk-({DAMAGED}|{BEFORE_RESTORE})-.*\\.db")
_INSERT = "INSERT INTO events(id, visit, at, kind, body, schema, behind) VALUES (?, ?, ?, ?, ?, ?, ?)"
_OFFSETS_SPREAD = timedelta(hours=26)
"""Two local times this far apart come in the same order as their instants, whatever their offsets from UTC."""


_STEPS_BETWEEN = 20_000
"""Steps of SQLite's between two questions whether to go on: some milliseconds."""


class DamagedError(RuntimeError):
    """The file is no database, or not one of ours, or its pages do not agree."""


def open_database(data_dir: Path, at: str, check: bool, wait_seconds: float) -> sqlite3.Connection:
    """A connection that may write, its tables and records brought up to date; `check` looks through it whole first.

    Measured: the check takes 0.12 s for a million events. `at` is the local ISO time now, whose offset from UTC times
    of an older program are given; `wait_seconds` is how long a locked file is waited for.
    Raises DamagedError, or sqlite3.Error or OSError for what may pass (locked, disk full, I/O error).
    """
    make_folder(data_dir)
    make_file(data_dir / FILE)
    connection = sqlite3.connect(data_dir / FILE, isolation_level=None, timeout=wait_seconds)
    try:
        BrokenText(connection)
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("PRAGMA synchronous=FULL")
        connection.execute("PRAGMA secure_delete=ON")
        if check and (found := connection.execute("PRAGMA quick_check(1)").fetchone()[0]) != "ok":
            raise DamagedError(found)
        bring_up_to_date(connection, at)
        connection.execute(
            "SELECT events.id, visit, at, kind, events.body, schema, behind, bodies.body, log.id, since, hall, screen"
            " FROM events, bodies, log, places LIMIT 0"
        )
    except BaseException as error:
        connection.close()
        # An SQL error while opening can only mean that the tables are not ours.
        if is_damage(error) or _primary_code(error) == sqlite3.SQLITE_ERROR:
            raise DamagedError(str(error)) from error
        raise
    return connection


def look_through(data_dir: Path, connection: sqlite3.Connection, hurried: Callable[[], bool]) -> bool:
    """Looks through the whole file, indexes too, as it lies there now; False where it was broken off because it is
    `hurried`. An index that does not say what the records say is made anew by the `connection`. Raises DamagedError, or
    sqlite3.Error."""
    try:
        if _found(data_dir, "integrity_check", hurried) == "ok":
            return True
        if (found := _found(data_dir, "quick_check", hurried)) == "ok":
            connection.execute("REINDEX")
            found = _found(data_dir, "integrity_check", hurried)
    except sqlite3.OperationalError as error:
        if _primary_code(error) == sqlite3.SQLITE_INTERRUPT:
            return False
        raise
    if found != "ok":
        raise DamagedError(found)
    return True


def _found(data_dir: Path, check: str, hurried: Callable[[], bool]) -> str:
    """What SQLite says of the file, read by a connection that has nothing of it in memory."""
    with closing(sqlite3.connect(data_dir / FILE, isolation_level=None)) as fresh:
        fresh.set_progress_handler(lambda: hurried(), _STEPS_BETWEEN)
        return str(fresh.execute(f"PRAGMA {check}(1)").fetchone()[0])


def is_damage(error: BaseException) -> bool:
    """Whether no retry can help: the file itself is broken."""
    return isinstance(error, DamagedError) or _primary_code(error) in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)


def clock_of(connection: sqlite3.Connection, offset: str) -> LogClock:
    """The clock as the log knows it: its latest moment. Times without an offset are taken to have that one."""
    (newest,) = connection.execute("SELECT max(at) FROM events WHERE at < ':'").fetchone()  # “:” is after every digit
    moment = moment_of(newest or "", offset)
    if moment is None:
        return LogClock()
    since = (moment.replace(tzinfo=None) - _OFFSETS_SPREAD).isoformat()
    candidates = connection.execute("SELECT at FROM events WHERE at >= ? AND at < ':'", (since,))
    return LogClock(max(found for (at,) in candidates if (found := moment_of(at, offset)) is not None))


def encoded(event: Event | UnknownEvent) -> Encoded:
    """What is stored of the event. Raises ValueError or TypeError for what cannot be stored."""
    if isinstance(event, UnknownEvent):
        raise TypeError(f"{event!r} is only found in logs")
    return encode(event)


def insert(
    connection: sqlite3.Connection,
    rows: Sequence[tuple[Logged, Encoded]],
    erased: Iterable[int] = (),
) -> int:
    """Appends the rows in one transaction and returns the last one's number; on return they are on disk. What was
    written in the messages of the `erased` numbers goes in the same transaction. A row that has a number keeps it.

    Raises sqlite3.Error, then nothing is kept.
    """
    number = 0
    try:
        connection.execute("BEGIN IMMEDIATE")
        for logged, (kind, body, erasable) in rows:
            values = (
                logged.id or None,
                _storable(logged.visit),
                _storable(logged.at),
                kind,
                body,
                SCHEMA,
                logged.behind,
            )
            number = int(connection.execute(_INSERT, values).lastrowid or 0)
            if erasable:
                connection.execute("INSERT INTO bodies VALUES (?, ?)", (number, erasable))
        connection.executemany("DELETE FROM bodies WHERE event = ?", ((number,) for number in erased))
        connection.execute("COMMIT")
    except BaseException:
        with suppress(sqlite3.Error):
            connection.execute("ROLLBACK")
        raise
    return number


def append_once(data_dir: Path, logged: Logged) -> int:
    """Appends one event from a command, also while the kiosk is running, and returns its number.

    Raises DamagedError, sqlite3.Error (locked for 10 s, disk full), OSError, or TypeError or ValueError for what JSON
    cannot hold.
    """
    stored = encoded(logged.event)
    connection = open_database(data_dir, logged.at, check=False, wait_seconds=10.0)
    try:
        offset = offset_of(logged.at)
        clock = clock_of(connection, offset).at(moment_of(logged.at, offset))
        return insert(connection, [(logged._replace(behind=clock.behind > 0), stored)])
    finally:
        connection.close()


def erase_bodies(data_dir: Path, erased: Sequence[MessageErased], at: str) -> None:
    """Erases what visitors wrote in the messages so that its bytes are in the log's file and journal no more, and logs
    for each that it was: in one step, so that a cut leaves all or nothing of it done.

    `secure_delete` overwrites what is deleted, and the checkpoint empties the journal in which it still stood.
    Raises as `append_once` does, also when somebody reads the log for longer than 10 s; then it can be tried again.
    """
    connection = open_database(data_dir, at, check=False, wait_seconds=10.0)
    try:
        offset = offset_of(at)
        behind = clock_of(connection, offset).at(moment_of(at, offset)).behind > 0
        rows = [(Logged("", one, at, behind=behind), encoded(one)) for one in erased]
        insert(connection, rows, erased=[one.message for one in erased])
        if fold_journal(connection):
            return
        raise sqlite3.OperationalError("somebody is reading the log, so that its journal cannot be emptied now")
    finally:
        connection.close()


def fold_journal(connection: sqlite3.Connection) -> bool:
    """Brings all of the journal into the file and empties it; False while somebody is reading out of it."""
    return not connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]


def set_aside(data_dir: Path, at: str, why: str = DAMAGED) -> Path:
    """Renames the database, with what SQLite keeps beside it, so that it can be looked at later. Raises OSError.

    `at` is the local ISO time for the name: kiosk-damaged-20260701T093000.db.
    """
    aside, n = data_dir / f"kiosk-{why}-{stamp_of(at)}.db", 1
    while aside.exists():
        n += 1
        aside = data_dir / f"kiosk-{why}-{stamp_of(at)}-{n}.db"
    for ending in ("-shm", "-wal", ""):
        beside = data_dir / (FILE + ending)
        if beside.exists():
            beside.replace(data_dir / (aside.name + ending))
    return aside


def stamp_of(at: str) -> str:
    """A local ISO time as it stands in the name of a file: 20260701T093000."""
    return "".join(c for c in at if c.isdigit() or c == "T")[:15]


def set_aside_logs(data_dir: Path) -> list[Path]:
    """The logs that were set aside, the oldest first. Raises OSError where the folder cannot be looked into: they may
    be there."""
    try:
        names = os.listdir(data_dir)
    except (FileNotFoundError, NotADirectoryError):
        return []
    found = [data_dir / name for name in names if _ASIDE.fullmatch(name)]
    return sorted(found, key=lambda file: (moment_of_aside(file) or datetime.min, file.name))


def moment_of_aside(file: Path) -> datetime | None:
    """When a log was set aside, by the local clock; None where its name does not say it."""
    stamp = re.search(r"-(\d{8}T\d{6})", file.name)
    try:
        return datetime.strptime(stamp[1], "%Y%m%dT%H%M%S") if stamp else None
    except ValueError:
        return None


def _storable(text: str) -> str:
    """The text without halves of surrogate pairs, which are no UTF-8."""
    return text.encode("utf-8", "replace").decode("utf-8")


def _primary_code(error: BaseException) -> int | None:
    code: int | None = getattr(error, "sqlite_errorcode", None)
    return None if code is None else code & 0xFF
