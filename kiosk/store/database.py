"""The log's database file: how it is opened and checked, written to, locked, and set aside when damaged."""

from __future__ import annotations

import logging
import sqlite3
from collections.abc import Sequence
from contextlib import suppress
from datetime import timedelta
from pathlib import Path

from kiosk.core.codec import SCHEMA, Encoded, encode
from kiosk.core.events import UnknownEvent
from kiosk.core.logged import Logged
from kiosk.store.moments import LogClock, moment_of, offset_of
from kiosk.store.schema import bring_up_to_date

FILE, LOCK_FILE = "kiosk.db", "kiosk.lock"

_INSERT = "INSERT INTO events(visit, at, kind, body, schema, behind) VALUES (?, ?, ?, ?, ?, ?)"
_OFFSETS_SPREAD = timedelta(hours=26)
"""Two local times this far apart come in the same order as their instants, whatever their offsets from UTC."""

_log = logging.getLogger(__name__)


class AlreadyOpenError(RuntimeError):
    """Another kiosk is writing to the same data folder."""


class DamagedError(RuntimeError):
    """The file is no database, or not one of ours, or its pages do not agree."""


def take_lock(data_dir: Path) -> sqlite3.Connection | None:
    """Holds the data folder for one kiosk until the returned connection is closed or the process dies.

    SQLite's own file lock is used because it works alike on every system and vanishes with the process. None when no
    lock file can be made (disk full or read-only): the hall opens all the same. Raises AlreadyOpenError.
    """
    lock = None
    try:
        data_dir.mkdir(parents=True, exist_ok=True)
        lock = sqlite3.connect(data_dir / LOCK_FILE, isolation_level=None, timeout=0, check_same_thread=False)
        lock.execute("PRAGMA journal_mode=OFF")
        lock.execute("BEGIN EXCLUSIVE")
    except (sqlite3.Error, OSError) as error:
        if lock is not None:
            lock.close()
        if _primary_code(error) in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
            raise AlreadyOpenError(f"数据目录 {data_dir} 正由另一个展馆程序使用，请先退出那个程序") from error
        _log.error("数据目录 %s 无法加锁，照常开馆：%s", data_dir, error)
        return None
    return lock


def open_database(data_dir: Path, at: str, check: bool, wait_seconds: float) -> sqlite3.Connection:
    """A connection that may write, its tables and records brought up to date; `check` looks through it whole first.

    Measured: the check takes 0.12 s for a million events. `at` is the local ISO time now, whose offset from UTC times
    of an older program are given; `wait_seconds` is how long a locked file is waited for.
    Raises DamagedError, or sqlite3.Error or OSError for what may pass (locked, disk full, I/O error).
    """
    data_dir.mkdir(parents=True, exist_ok=True)
    connection = sqlite3.connect(data_dir / FILE, isolation_level=None, timeout=wait_seconds)
    try:
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


def encoded(logged: Logged) -> Encoded:
    """What is stored of the event. Raises ValueError or TypeError for what cannot be stored."""
    if isinstance(logged.event, UnknownEvent):
        raise TypeError(f"{logged.event!r} is only found in logs")
    return encode(logged.event)


def insert(connection: sqlite3.Connection, rows: Sequence[tuple[Logged, Encoded]]) -> int:
    """Appends the rows in one transaction and returns the last one's number; on return they are on disk.

    Raises sqlite3.Error, then nothing is kept.
    """
    number = 0
    try:
        connection.execute("BEGIN IMMEDIATE")
        for logged, (kind, body, erasable) in rows:
            values = (_storable(logged.visit), _storable(logged.at), kind, body, SCHEMA, logged.behind)
            number = int(connection.execute(_INSERT, values).lastrowid or 0)
            if erasable:
                connection.execute("INSERT INTO bodies VALUES (?, ?)", (number, erasable))
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
    stored = encoded(logged)
    connection = open_database(data_dir, logged.at, check=False, wait_seconds=10.0)
    try:
        offset = offset_of(logged.at)
        clock = clock_of(connection, offset).at(moment_of(logged.at, offset))
        return insert(connection, [(logged._replace(behind=clock.behind > 0), stored)])
    finally:
        connection.close()


def erase_body(data_dir: Path, number: int, at: str) -> None:
    """Erases what visitors wrote in the event with that number, so that its bytes are in no file any more.

    `secure_delete` overwrites what is deleted, and the checkpoint empties the journal in which it still stood.
    Raises as `append_once` does, also when somebody reads the log for longer than 10 s; then it can be tried again.
    """
    connection = open_database(data_dir, at, check=False, wait_seconds=10.0)
    try:
        connection.execute("DELETE FROM bodies WHERE event = ?", (number,))
        if connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]:
            raise sqlite3.OperationalError("somebody is reading the log, so that its journal cannot be emptied now")
    finally:
        connection.close()


def set_aside(data_dir: Path, at: str) -> Path:
    """Renames a damaged database, with what SQLite keeps beside it, so that it can be looked at later. Raises OSError.

    `at` is the local ISO time for the name: kiosk-damaged-20260701T093000.db.
    """
    stamp = "".join(c for c in at if c.isdigit() or c == "T")[:15]
    aside, n = data_dir / f"kiosk-damaged-{stamp}.db", 1
    while aside.exists():
        n += 1
        aside = data_dir / f"kiosk-damaged-{stamp}-{n}.db"
    for ending in ("-shm", "-wal", ""):
        beside = data_dir / (FILE + ending)
        if beside.exists():
            beside.replace(data_dir / (aside.name + ending))
    return aside


def _storable(text: str) -> str:
    """The text without halves of surrogate pairs, which are no UTF-8."""
    return text.encode("utf-8", "replace").decode("utf-8")


def _primary_code(error: BaseException) -> int | None:
    code: int | None = getattr(error, "sqlite_errorcode", None)
    return None if code is None else code & 0xFF
