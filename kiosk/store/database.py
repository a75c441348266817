"""The log's database file: its schema, how it is opened and checked, locked, and set aside when damaged."""

from __future__ import annotations

import logging
import sqlite3
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from kiosk.core.events import Event
from kiosk.store.encoding import Values, encode

FILE, LOCK_FILE = "kiosk.db", "kiosk.lock"

MIGRATIONS = (
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
    CREATE TRIGGER events_never_change BEFORE UPDATE ON events
        BEGIN SELECT RAISE(ABORT, 'the event log is append-only'); END;
    CREATE TRIGGER events_never_go BEFORE DELETE ON events
        BEGIN SELECT RAISE(ABORT, 'the event log is append-only'); END;
    CREATE TRIGGER events_never_replaced BEFORE INSERT ON events WHEN EXISTS (SELECT 1 FROM events WHERE id = NEW.id)
        BEGIN SELECT RAISE(ABORT, 'the event log is append-only'); END;
    """,
)
"""Step n brings a database of user_version n to n + 1. Steps only ever add, so that an older program can still append
to a newer database. REPLACE deletes without asking the delete trigger, hence the third one."""

INSERT = "INSERT INTO events(visit, at, kind, body) VALUES (?, ?, ?, ?)"

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


def open_database(data_dir: Path, check: bool, wait_seconds: float) -> sqlite3.Connection:
    """A connection that may write, its schema brought up to date; `check` looks through the whole file first.

    Measured: the check takes 0.12 s for a million events. `wait_seconds` is how long a locked file is waited for.
    Raises DamagedError, or sqlite3.Error or OSError for what may pass (locked, disk full, I/O error).
    """
    data_dir.mkdir(parents=True, exist_ok=True)
    connection = sqlite3.connect(data_dir / FILE, isolation_level=None, timeout=wait_seconds)
    try:
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("PRAGMA synchronous=FULL")
        if check and (found := connection.execute("PRAGMA quick_check(1)").fetchone()[0]) != "ok":
            raise DamagedError(found)
        _migrate(connection)
        connection.execute("SELECT id, visit, at, kind, body FROM events ORDER BY id DESC LIMIT 1").fetchone()
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


def insert(connection: sqlite3.Connection, rows: Sequence[Values]) -> None:
    """Appends the rows in one transaction; on return they are on disk. Raises sqlite3.Error, then nothing is kept."""
    try:
        connection.execute("BEGIN IMMEDIATE")
        connection.executemany(INSERT, rows)
        connection.execute("COMMIT")
    except BaseException:
        with suppress(sqlite3.Error):
            connection.execute("ROLLBACK")
        raise


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


def append_once(data_dir: Path, visit_id: str, at: str, event: Event) -> int:
    """Appends one event from a command, also while the kiosk is running, and returns its number.

    Raises DamagedError, sqlite3.Error (locked for 10 s, disk full), OSError, or ValueError for what JSON cannot hold.
    """
    connection = open_database(data_dir, check=False, wait_seconds=10.0)
    try:
        return int(connection.execute(INSERT, encode(visit_id, at, event)).lastrowid or 0)
    finally:
        connection.close()


def _migrate(connection: sqlite3.Connection) -> None:
    version = connection.execute("PRAGMA user_version").fetchone()[0]
    if version > len(MIGRATIONS):
        _log.warning("记录库的版本 %d 比本程序认识的 %d 新，照常追加", version, len(MIGRATIONS))
    for step in range(version, len(MIGRATIONS)):
        connection.execute("BEGIN IMMEDIATE")
        try:
            # Another process may have been quicker between the two statements.
            if connection.execute("PRAGMA user_version").fetchone()[0] == step:
                for statement in _statements(MIGRATIONS[step]):
                    connection.execute(statement)
                connection.execute(f"PRAGMA user_version={step + 1}")
            connection.execute("COMMIT")
        except BaseException:
            with suppress(sqlite3.Error):
                connection.execute("ROLLBACK")
            raise


def _statements(script: str) -> list[str]:
    """The script's statements one by one: executescript would commit before it begins."""
    statements, current = [], ""
    for line in script.splitlines():
        current += line + "\n"
        if sqlite3.complete_statement(current):
            statements.append(current.strip())
            current = ""
    return statements


def _primary_code(error: BaseException) -> int | None:
    code: int | None = getattr(error, "sqlite_errorcode", None)
    return None if code is None else code & 0xFF
