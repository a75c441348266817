"""Copies of the log (backups, logs that were set aside): what was erased in the log is erased in them too."""

from __future__ import annotations

import json
import logging
import sqlite3
from collections.abc import Callable, Iterable, Sequence
from contextlib import closing, suppress
from datetime import timedelta
from pathlib import Path
from typing import NamedTuple

from kiosk.core.messages import Message, all_messages
from kiosk.store.broken_text import BrokenText
from kiosk.store.database import DAMAGED, FILE, fold_journal, is_damage, moment_of_aside
from kiosk.store.mending import copy_readable
from kiosk.store.moments import moment_of
from kiosk.store.private import part_of, sync_folder
from kiosk.store.query import ERASED, MESSAGES, LogReader
from kiosk.store.reading import JOURNAL, snapshot
from kiosk.store.salvage import is_beyond_reading
from kiosk.store.schema import bring_up_to_date

Over = Callable[[Sequence[Message]], Iterable[int]]
"""Of messages, the numbers of those whose time is over."""

_LEFT = "SELECT id FROM events WHERE kind IN ('MessageLeft', 'MessageJudged') AND kind = 'MessageLeft'"
_WRITTEN = "SELECT event FROM bodies"
_LOOKED_AT = timedelta(days=7)
"""For so long somebody who can mend files may look at a damaged one itself."""
_READ = "-read"
"""How the name of a damaged log ends of which only what could be read is left."""

_log = logging.getLogger(__name__)


class CopyError(RuntimeError):
    """A copy cannot be read, or not be written to, now; `damaged`: nor at any other time."""

    def __init__(self, error: sqlite3.Error) -> None:
        super().__init__(str(error))
        self.damaged = is_damage(error) or is_beyond_reading(error)


class Erased(NamedTuple):
    """What a log says of its messages, by number: which are erased, and which are `written` there still."""

    log: list[tuple[str]]
    gone: set[int]
    written: set[int]

    @classmethod
    def of(cls, log: sqlite3.Connection) -> Erased:
        """Raises sqlite3.Error."""
        written = _numbers(log, _WRITTEN)
        gone = _numbers(log, _LEFT) - written
        for (body,) in log.execute(f"SELECT body FROM events WHERE {ERASED}"):
            with suppress(ValueError, TypeError, KeyError):
                gone.add(json.loads(body)["message"])
        return cls(log.execute("SELECT id FROM log").fetchall(), gone, written)

    def still_in(self, copy: sqlite3.Connection, over: Over = lambda messages: ()) -> set[int]:
        """What stands in the copy of what was erased, and whatever is `over` there and the log does not know. Raises
        sqlite3.Error."""
        same = copy.execute("SELECT id FROM log").fetchall() == self.log
        unknown = set(over(all_messages(LogReader.of(copy).rows(MESSAGES)))) - (self.written if same else set())
        return (unknown | (self.gone if same else set())) & _numbers(copy, _WRITTEN)


def clear(copy: sqlite3.Connection, numbers: Iterable[int]) -> None:
    """Takes what the messages of those numbers say out of the copy. Raises sqlite3.Error."""
    copy.execute("BEGIN IMMEDIATE")
    copy.executemany("DELETE FROM bodies WHERE event = ?", ((number,) for number in numbers))
    copy.execute("COMMIT")
    fold_journal(copy)


def follow(data_dir: Path, file: Path, over: Over, at: str) -> int:
    """Erases in a copy what is erased in the log, and of what the log does not know whatever is over; returns how many
    messages it was. `at` is the local ISO time. Raises CopyError, or UnreadableLogError where it is the log."""
    known = _known(data_dir)
    if known is None:
        return 0
    try:
        with closing(sqlite3.connect(file, isolation_level=None, timeout=10.0)) as copy:
            BrokenText(copy)
            copy.execute("PRAGMA secure_delete=ON")
            bring_up_to_date(copy, at)
            going = known.still_in(copy, over)
            if going:
                clear(copy, going)
            return len(going)
    except sqlite3.Error as error:
        raise CopyError(error) from error


def follow_backup(data_dir: Path, file: Path, over: Over, at: str) -> int:
    """The same of a backup. One that is damaged is none any more, and goes as soon as anything was erased: nobody can
    say what still stands in it. Raises as `follow` does, and OSError."""
    try:
        return follow(data_dir, file, over, at)
    except CopyError as error:
        known = _known(data_dir)
        if not error.damaged or known is None or not known.gone:
            raise
        for path in sorted(file.parent.iterdir()):
            path.unlink()
        file.parent.rmdir()
        _log.warning("备份 %s 坏了（%s），已经删掉", file.parent, error)
        return 1


def follow_aside(data_dir: Path, file: Path, over: Over, at: str) -> int:
    """The same of a log that was set aside. Nobody can say where in a damaged one words still stand: of such a one only
    what can be read is kept, in a new file, once anything was erased, or it has lain there for some days. Raises as
    `follow` does, and OSError."""
    if not file.stem.startswith(f"kiosk-{DAMAGED}-") or file.stem.endswith(_READ):
        try:
            return follow(data_dir, file, over, at)
        except CopyError as error:
            if not error.damaged:
                raise
    known = _known(data_dir)
    if known is None or not (known.gone or _lain(file, at)):
        return 0
    read = file.with_name(f"{file.stem}{_READ}.db")
    part = part_of(read)
    try:
        if not read.exists() and copy_readable(file, part, at, data_dir / FILE) is not None:
            part.replace(read)
            sync_folder(data_dir)
    except sqlite3.Error as error:
        raise CopyError(error) from error
    finally:
        part.unlink(missing_ok=True)
    for ending in ("-shm", JOURNAL, ""):
        file.with_name(file.name + ending).unlink(missing_ok=True)
    return follow(data_dir, read, over, at) if read.exists() else 0


def _known(data_dir: Path) -> Erased | None:
    with snapshot(data_dir) as log:
        return None if log is None else Erased.of(log)


def _lain(file: Path, at: str) -> bool:
    set_aside, now = moment_of_aside(file), moment_of(at, "")
    return set_aside is None or now is None or now.replace(tzinfo=None) - set_aside > _LOOKED_AT


def _numbers(connection: sqlite3.Connection, question: str) -> set[int]:
    return {number for (number,) in connection.execute(question)}
