"""A damaged log is set aside, and what can still be read of it goes on in a new one, under its old id and numbers."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from contextlib import ExitStack, closing, suppress
from pathlib import Path
from typing import Any, NamedTuple

from kiosk.core.events import LogMended
from kiosk.core.logged import Logged
from kiosk.store.database import FILE, encoded, insert, set_aside
from kiosk.store.private import make_file, sync_folder
from kiosk.store.reading import JOURNAL, UnreadableLogError, connected
from kiosk.store.salvage import DamagedLog, is_beyond_reading, opened_damaged
from kiosk.store.schema import bring_up_to_date

MENDED = "kiosk.mended.db"
"""The new log while it waits for the damaged one's name: whole, or it is not called so."""
_BEGUN = "kiosk.mending.db"
_CHUNK = 1_000


class Mended(NamedTuple):
    """Where the damaged log lies now, and what became of it (None: nothing could be read, or nothing be written)."""

    aside: Path
    found: LogMended | None


def mend_log(data_dir: Path, at: str) -> Mended:
    """Sets the damaged log aside and puts what can be read of it in its place; `at` is the local ISO time for both.

    A cut at any moment leaves the damaged log, or the new one: nobody ever finds half of it. Raises OSError where the
    damaged log cannot be set aside now.
    """
    found = None
    try:
        found = copy_readable(data_dir / FILE, data_dir / _BEGUN, at)
        if found is not None:
            (data_dir / _BEGUN).replace(data_dir / MENDED)
            sync_folder(data_dir)
    except (sqlite3.Error, OSError, UnreadableLogError):  # a full disk, for one; the damaged log still has it all
        found = None
    _without(data_dir / _BEGUN)
    aside = set_aside(data_dir, at)
    take_mended(data_dir)
    return Mended(aside, found)


def take_mended(data_dir: Path) -> None:
    """Gives a mended log its name, where the damaged one gave it free; a cut may have come between. Raises OSError."""
    mended, log = data_dir / MENDED, data_dir / FILE
    if not mended.exists():
        return
    if log.exists():
        mended.unlink()
    else:
        mended.replace(log)
    sync_folder(data_dir)


def copy_readable(damaged: Path, target: Path, at: str, of: Path | None = None) -> LogMended | None:
    """A new log at `target` with what can be read of the damaged one, closed and on disk; None where that is nothing.
    Where its id cannot be read it gets that of the log `of` which it once was. Raises sqlite3.Error, OSError or
    UnreadableLogError."""
    _without(target)
    make_file(target)
    with ExitStack() as opened:
        try:
            old = opened.enter_context(opened_damaged(damaged.resolve()))
        except sqlite3.DatabaseError as error:
            if is_beyond_reading(error):
                return None
            raise
        into = opened.enter_context(closing(sqlite3.connect(target, isolation_level=None)))
        into.execute("PRAGMA synchronous=FULL")
        into.execute("PRAGMA secure_delete=ON")
        bring_up_to_date(into, at, old.log or _id_of(of, old))
        into.execute("BEGIN")
        kept = _copied(old, into)
        into.execute("COMMIT")
        bring_up_to_date(into, at)  # what an older program wrote into it
        found = LogMended(kept, old.whole)
        if not kept:
            return None
        insert(into, [(Logged("", found, at), encoded(found))])
    return found


def _id_of(log: Path | None, old: DamagedLog) -> str:
    """The log's id, where it once was that damaged one; "" else."""
    if log is None:
        return ""
    with connected(log.resolve()) as connection:
        return str(connection.execute("SELECT id FROM log").fetchone()[0]) if old.is_of(connection) else ""


def _copied(old: DamagedLog, into: sqlite3.Connection) -> int:
    rows = []
    for row in old.rows():
        rows.append(row)
        if len(rows) == _CHUNK:
            _put(old, rows, into)
            rows = []
    _put(old, rows, into)
    places = [place for place in old.asked("SELECT since, hall, screen FROM places") if None not in place]
    into.executemany("INSERT OR IGNORE INTO places VALUES (?, ?, ?)", places)
    kept: int = into.execute("SELECT count(*) FROM events").fetchone()[0]
    return kept


def _put(old: DamagedLog, rows: Sequence[tuple[Any, ...]], into: sqlite3.Connection) -> None:
    into.executemany("INSERT INTO events(id, visit, at, kind, body, schema, behind) VALUES (?, ?, ?, ?, ?, ?, ?)", rows)
    for row in rows:
        if row[3] == "MessageLeft":
            bodies = [body for body in old.bodies(row[0]) if isinstance(body[1], str)]
            into.executemany("INSERT INTO bodies VALUES (?, ?)", bodies)


def _without(file: Path) -> None:
    for ending in ("", JOURNAL, "-journal", "-shm"):
        with suppress(OSError):
            file.with_name(file.name + ending).unlink(missing_ok=True)
