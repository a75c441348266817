"""Copies of the log (backups, logs that were set aside): what was erased in the log is erased in them too."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterable, Sequence
from contextlib import closing, suppress
from datetime import timedelta
from pathlib import Path

from kiosk.core.messages import Message, all_messages
from kiosk.store.broken_text import BrokenText
from kiosk.store.database import DAMAGED, fold_journal, moment_of_aside
from kiosk.store.mending import copy_readable
from kiosk.store.moments import moment_of
from kiosk.store.private import part_of, sync_folder
from kiosk.store.query import ERASED, MESSAGES, LogReader
from kiosk.store.reading import JOURNAL, snapshot
from kiosk.store.schema import bring_up_to_date

Over = Callable[[Sequence[Message]], Iterable[int]]
"""Of messages, the numbers of those whose time is over."""

_LEFT = "SELECT id FROM events WHERE kind IN ('MessageLeft', 'MessageJudged') AND kind = 'MessageLeft'"
_WRITTEN = "SELECT event FROM bodies"
_LOOKED_AT = timedelta(days=7)
"""For so long somebody who can mend files may look at a damaged one itself."""
_READ = "-read"
"""How the name of a damaged log ends of which only what could be read is left."""


def erased_in(log: sqlite3.Connection, copy: sqlite3.Connection) -> set[int]:
    """What still stands in the copy of what was erased in the log. Raises sqlite3.Error."""
    name = "SELECT id FROM log"
    if log.execute(name).fetchall() != copy.execute(name).fetchall():
        return set()
    gone = _numbers(log, _LEFT) - _numbers(log, _WRITTEN)
    for (body,) in log.execute(f"SELECT body FROM events WHERE {ERASED}"):
        with suppress(ValueError, TypeError, KeyError):
            gone.add(json.loads(body)["message"])
    return gone & _numbers(copy, _WRITTEN)


def clear(copy: sqlite3.Connection, numbers: Iterable[int]) -> None:
    """Takes what the messages of those numbers say out of the copy. Raises sqlite3.Error."""
    copy.execute("BEGIN IMMEDIATE")
    copy.executemany("DELETE FROM bodies WHERE event = ?", ((number,) for number in numbers))
    copy.execute("COMMIT")
    fold_journal(copy)


def follow(data_dir: Path, file: Path, over: Over, at: str) -> int:
    """Erases in a copy what is erased in the log, and of what the log does not know whatever is over; returns how many
    messages it was. `at` is the local ISO time. Raises sqlite3.Error, OSError or UnreadableLogError."""
    with snapshot(data_dir) as log:
        if log is None:
            return 0
        with closing(sqlite3.connect(file, isolation_level=None, timeout=10.0)) as copy:
            BrokenText(copy)
            copy.execute("PRAGMA secure_delete=ON")
            bring_up_to_date(copy, at)
            reader = LogReader.of(copy)
            known = set(over(all_messages(reader.rows(MESSAGES)))) - _numbers(log, _WRITTEN)
            going = erased_in(log, copy) | (known & _numbers(copy, _WRITTEN))
            if going:
                clear(copy, going)
            return len(going)


def follow_aside(data_dir: Path, file: Path, over: Over, at: str) -> int:
    """The same of a log that was set aside. Nobody can say where in a damaged one words still stand: of such a one only
    what can be read is kept, in a new file, once anything was erased, or it has lain there for some days."""
    if not file.stem.startswith(f"kiosk-{DAMAGED}-") or file.stem.endswith(_READ):
        return follow(data_dir, file, over, at)
    with snapshot(data_dir) as log:
        if log is None or not (_has_erased(log) or _lain(file, at)):
            return 0
    read = file.with_name(f"{file.stem}{_READ}.db")
    part = part_of(read)
    try:
        if not read.exists() and copy_readable(file, part, at, named=False) is not None:
            part.replace(read)
            sync_folder(data_dir)
    finally:
        part.unlink(missing_ok=True)
    for ending in ("-shm", JOURNAL, ""):
        file.with_name(file.name + ending).unlink(missing_ok=True)
    return follow(data_dir, read, over, at) if read.exists() else 0


def _has_erased(log: sqlite3.Connection) -> bool:
    said = log.execute(f"SELECT 1 FROM events WHERE {ERASED} LIMIT 1").fetchone()
    return bool(said or _numbers(log, _LEFT) - _numbers(log, _WRITTEN))


def _lain(file: Path, at: str) -> bool:
    set_aside, now = moment_of_aside(file), moment_of(at, "")
    return set_aside is None or now is None or now.replace(tzinfo=None) - set_aside > _LOOKED_AT


def _numbers(connection: sqlite3.Connection, question: str) -> set[int]:
    return {number for (number,) in connection.execute(question)}
