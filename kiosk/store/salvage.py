"""What can still be read of a damaged log, as a log of its own beside it: never a line that another log has."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path
from typing import Any, NamedTuple

from kiosk.core.scratch import scratch_prefix
from kiosk.store.database import FILE
from kiosk.store.query import LogReader
from kiosk.store.reading import UnreadableLogError, connected
from kiosk.store.schema import VERSION_NAMED, bring_up_to_date

_HEADER_BYTES = 100
"""What stands before the first page's own content."""
_BEYOND_READING = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_ERROR, sqlite3.SQLITE_FORMAT)
FURTHEST = 1 << 40
"""Beyond any event's number."""

_TABLES = f"""
CREATE TABLE events(id INTEGER PRIMARY KEY, visit TEXT, at TEXT, kind TEXT, body TEXT, schema INTEGER, behind INTEGER);
CREATE INDEX events_visit ON events(visit);
CREATE INDEX events_at ON events(at);
CREATE TABLE bodies(event INTEGER PRIMARY KEY, body TEXT);
CREATE TABLE log(id TEXT);
CREATE TABLE places(since INTEGER PRIMARY KEY, hall TEXT, screen TEXT);
PRAGMA user_version={VERSION_NAMED};
"""


class Salvaged(NamedTuple):
    """What became of a damaged log: how many events it gave that no other log has, and whether all could be read."""

    file: Path
    events: int
    whole: bool


def salvage(file: Path, into: sqlite3.Connection, others: Sequence[LogReader]) -> Salvaged:
    """Reads what can be read of the file into the empty database. What one of the `others` holds is left out: a log
    may lie there twice, when somebody has put a mended copy back."""
    into.executescript(_TABLES)
    into.execute("BEGIN")
    whole = True
    try:
        with opened_damaged(file.resolve()) as damaged:
            whole = _copy(damaged, into, others)
    except (sqlite3.Error, UnreadableLogError, OSError):
        whole = False
    into.execute("COMMIT")
    return Salvaged(file, into.execute("SELECT count(*) FROM events").fetchone()[0], whole)


@contextmanager
def opened_damaged(file: Path) -> Iterator[DamagedLog]:
    """What can be read of the file. Where its first bytes, which say what it is, are broken, a copy of it is read that
    has those of a log of ours. Raises sqlite3.Error, OSError or UnreadableLogError."""
    with ExitStack() as opened:
        try:
            damaged = DamagedLog(opened.enter_context(connected(file, broken=True)))
        except sqlite3.DatabaseError as error:
            if not is_beyond_reading(error):
                raise
            copy = _with_our_header(file, opened)
            damaged = DamagedLog(opened.enter_context(connected(copy, broken=True)))
        yield damaged


def is_beyond_reading(error: sqlite3.Error) -> bool:
    """Whether SQLite says so of a file however often it is asked."""
    return ((getattr(error, "sqlite_errorcode", None) or 0) & 0xFF) in _BEYOND_READING


def _with_our_header(file: Path, opened: ExitStack) -> Path:
    import shutil  # no hall that opens needs them
    from tempfile import TemporaryDirectory

    folder = Path(opened.enter_context(TemporaryDirectory(prefix=scratch_prefix("salvage"))))
    with closing(sqlite3.connect(folder / "ours.db", isolation_level=None)) as ours:
        bring_up_to_date(ours, "")
    header = bytearray((folder / "ours.db").read_bytes()[:_HEADER_BYTES])
    page = int.from_bytes(header[16:18], "big")
    header[28:32] = (file.stat().st_size // page).to_bytes(4, "big")
    copy = folder / FILE
    shutil.copyfile(file, copy)
    with copy.open("r+b") as stream:
        stream.write(header)
    return copy


def _copy(damaged: DamagedLog, into: sqlite3.Connection, others: Sequence[LogReader]) -> bool:
    """Whether all could be read."""
    log = [(damaged.log,)] if damaged.log else []
    into.executemany("INSERT INTO log VALUES (?)", log)
    into.executemany("INSERT INTO places VALUES (?, ?, ?)", damaged.asked("SELECT since, hall, screen FROM places"))
    same = [other for other in others if not log or other.connection.execute("SELECT id FROM log").fetchall() == log]
    for row in damaged.rows():
        if any(_holds(other, row) for other in same):
            continue
        into.execute("INSERT INTO events VALUES (?, ?, ?, ?, ?, ?, ?)", row)
        if row[3] == "MessageLeft":
            into.executemany("INSERT INTO bodies VALUES (?, ?)", damaged.bodies(row[0]))
    return damaged.whole


def _holds(other: LogReader, row: tuple[Any, ...]) -> bool:
    """Whether the log has this very event: a log that was put back from a copy may have given its number again."""
    found = other.connection.execute("SELECT visit, at, kind FROM events WHERE id = ?", row[:1])
    return bool(found.fetchone() == row[1:4])


class DamagedLog:
    """A damaged log, read around what is broken. `whole`: nothing broken was met so far."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        named = connection.execute("PRAGMA user_version").fetchone()[0] >= VERSION_NAMED
        self._select = f"SELECT id, visit, at, kind, body, {'schema, behind' if named else '1, 0'} FROM events"
        self.whole = True
        found = self.asked("SELECT id FROM log") if named else []
        self.log = str(found[0][0]) if found else ""
        """Its id; "" where that cannot be read."""

    def is_of(self, log: sqlite3.Connection) -> bool:
        """Whether it was the log's file: it has its id, or, where its own cannot be read, its first event. Raises
        sqlite3.Error."""
        if self.log:
            return log.execute("SELECT id FROM log").fetchall() == [(self.log,)]
        first = next(self.rows(), None)
        question = "SELECT visit, at, kind FROM events WHERE id = ?"
        return first is not None and log.execute(question, first[:1]).fetchone() == first[1:4]

    def asked(self, question: str, *values: int) -> list[tuple[Any, ...]]:
        """The answer; nothing where it cannot be read."""
        try:
            return self._connection.execute(question, values).fetchall()
        except sqlite3.Error:
            self.whole = False
            return []

    def bodies(self, number: int) -> list[tuple[Any, ...]]:
        """What was written in the message of that number, with it: one or nothing."""
        return self.asked("SELECT event, body FROM bodies WHERE event = ?", number)

    def rows(self) -> Iterator[tuple[Any, ...]]:
        """The events that can be read, by number, none twice: damage may lead back to what was read. A number that it
        made up would leave no room for those to come: each waits for the next, and one that is no smaller than the next
        goes."""
        last: int | None = 0
        while last is not None:
            waits: tuple[Any, ...] | None = None
            try:
                for row in self._connection.execute(f"{self._select} WHERE id > ? ORDER BY id", (last,)):
                    if not last < row[0] < FURTHEST:
                        self.whole = False
                    elif waits is not None and waits[0] < row[0]:
                        last = waits[0]
                        yield from self._told(waits)
                        waits = row
                    else:
                        self.whole &= waits is None
                        waits = row
                yield from self._told(waits)
                return
            except sqlite3.DatabaseError:
                self.whole = False
                yield from self._told(waits)
                before = last if waits is None else waits[0]
                last = self._beyond(before)
                yield from self._lone(before, FURTHEST if last is None else last)

    def _lone(self, before: int, beyond: int) -> Iterator[tuple[Any, ...]]:
        """The rows in between that can be read one by one: Python gives up a row with the broken one behind it."""
        question = f"{self._select} WHERE id > ? AND id <= ? ORDER BY id LIMIT 1"
        while before < beyond and (found := self.asked(question, before, beyond)):
            if not before < found[0][0] <= beyond:
                return
            yield from self._told(found[0])
            before = found[0][0]

    def _told(self, row: tuple[Any, ...] | None) -> list[tuple[Any, ...]]:
        """The row, where it is one of events."""
        if row is None:
            return []
        fits = all(isinstance(value, str) for value in row[1:5])
        self.whole &= fits
        return [row] if fits else []

    def _beyond(self, last: int) -> int | None:
        """The smallest number behind which something can be read again; None where there is nothing."""
        broken, step = 0, 1
        while not self._readable(last + step):
            broken, step = step, 2 * step
            if step > FURTHEST:
                return None
        while step - broken > 1:
            middle = (broken + step) // 2
            broken, step = (broken, middle) if self._readable(last + middle) else (middle, step)
        return last + step

    def _readable(self, number: int) -> bool:
        question = f"{self._select} WHERE id > ? ORDER BY id LIMIT 1"
        try:
            self._connection.execute(question, (number,)).fetchone()
        except sqlite3.DatabaseError:
            return False
        return True
