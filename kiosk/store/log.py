"""The event log of a running kiosk: takes events on the frame thread, puts them on disk from a thread of its own."""

from __future__ import annotations

import errno
import logging
import sqlite3
import threading
from collections import deque
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from kiosk.core.codec import Encoded
from kiosk.core.events import VisitEnded
from kiosk.core.logged import Logged
from kiosk.core.refusals import refusal
from kiosk.store.database import (
    FILE,
    clock_of,
    encoded,
    fold_journal,
    insert,
    is_damage,
    look_through,
    open_database,
)
from kiosk.store.locking import FolderLock, take_lock
from kiosk.store.mending import mend_log, take_mended
from kiosk.store.moments import LogClock, moment_of, offset_of
from kiosk.store.schema import note_place

WAITING_MAX = 100_000
"""Events kept in memory while the disk refuses: days of visits. Beyond it the oldest go, with a line in the log."""
BATCH_MAX = 1_000
BUSY_SECONDS = 1.0
RETRY_FIRST_SECONDS, RETRY_MOST_SECONDS = 0.25, 10.0
LAST_TRIES = 3
"""How often what still waits is tried when the log is closed."""

_log = logging.getLogger(__name__)


class _Entry(NamedTuple):
    """An event that waits, with its number in the order of appending."""

    number: int
    logged: Logged


class EventLog:
    """The append-only log. Whatever the disk does, `append` neither blocks nor raises.

    Events are committed in the order of their appending, within a fraction of a second, each commit synced to disk.
    What cannot be written now is kept and tried again, waiting longer each time. (A disk that reports failure for a
    commit it did make may give an event twice; none is ever given up silently.)
    """

    def __init__(self, data_dir: Path, at: str, place: tuple[str, str], lock: FolderLock) -> None:
        self._data_dir = data_dir
        self._at = at
        self._place = place
        self._clock = LogClock()
        self._lock = lock
        self._changed = threading.Condition()
        self._waiting: deque[_Entry] = deque()
        self._batch: list[_Entry] = []
        self._appended = self._acknowledged = self._lost = 0
        self._closing = False
        self._lost_for: set[str] = set()
        self._trouble = ""
        self._connection: sqlite3.Connection | None = None
        self._checked = self._check_asked = False
        self._unfolded = False
        self._opened: tuple[int, int] | None = None
        self._thread = threading.Thread(target=self._run, name="event-log", daemon=True)

    @classmethod
    def open(cls, data_dir: Path, at: str, hall: str = "hall", screen: str = "screen-1") -> EventLog:
        """Starts the log in `data_dir`, which is made if need be; `at` is the local ISO time now, with its offset.

        What is appended was made in `hall` at `screen`. A file of an older program is brought up to date; a damaged one
        is set aside under a name made from `at` and a fresh one begun. Returns at once: the file is opened and checked
        by the log's own thread. Raises AlreadyOpenError when another kiosk uses the folder.
        """
        log = cls(data_dir, at, (hall, screen), take_lock(data_dir))
        log._thread.start()
        return log

    def append(self, logged: Logged) -> None:
        """Hands over an event with the visit it belongs to ("" outside any) and its moment `at`, a local ISO time."""
        with self._changed:
            if self._closing:
                _log.error("记录已关闭，%s 没有写入", type(logged.event).__name__)
                return
            self._appended += 1
            self._waiting.append(_Entry(self._appended, logged))
            if len(self._waiting) > WAITING_MAX:
                self._waiting.popleft()
                self._lose(1, f"磁盘一直写不进去，等着写的超过了 {WAITING_MAX} 条")
            self._changed.notify_all()

    def check(self) -> None:
        """Has the file looked through for damage, when nothing waits; returns at once. What is found is set aside and
        mended, as at the opening."""
        with self._changed:
            self._check_asked = True
            self._changed.notify_all()

    def closes_within(self, seconds: float) -> bool:
        """Waits so long for the log to be closed, and says whether it was."""
        with self._changed:
            return self._changed.wait_for(lambda: self._closing, seconds)

    @property
    def acknowledged(self) -> int:
        """The number (from 1, in order of appending) of the last event known to be on disk."""
        return self._acknowledged

    @property
    def waiting(self) -> int:
        """How many events are in memory only."""
        with self._changed:
            return len(self._waiting) + len(self._batch)

    @property
    def lost(self) -> int:
        """How many events could not be kept; each reason has a line in the log."""
        return self._lost

    @property
    def trouble(self) -> str:
        """Why nothing can be written at the moment, for staff; empty when all is well."""
        return self._trouble

    def flush(self, timeout_seconds: float) -> bool:
        """Waits until all that was appended before is on disk; False when it was not in time, or was lost."""
        with self._changed:
            last, lost = self._appended, self._lost
            self._changed.wait_for(lambda: self._first_unsettled() > last, timeout_seconds)
            return self._first_unsettled() > last and self._lost == lost

    def close(self, timeout_seconds: float = 10.0) -> bool:
        """Writes what waits, ends the thread and frees the folder; False when the disk did not answer in time."""
        with self._changed:
            self._closing = True
            self._changed.notify_all()
        self._thread.join(timeout_seconds)
        if self._thread.is_alive():
            _log.error("记录没有在 %.0f 秒内关好，还有 %d 条等待写入", timeout_seconds, self.waiting)
        return not self._thread.is_alive()

    def _first_unsettled(self) -> int:
        if self._batch:
            return self._batch[0].number
        return self._waiting[0].number if self._waiting else self._appended + 1

    def _run(self) -> None:
        delay, tries = RETRY_FIRST_SECONDS, LAST_TRIES
        while tries and self._wait_for_work():
            if self._attempt():
                delay = RETRY_FIRST_SECONDS
                continue
            with self._changed:
                self._changed.wait_for(lambda: self._closing, delay)
                tries -= self._closing
            delay = min(2 * delay, RETRY_MOST_SECONDS)
        with self._changed:
            if left := len(self._batch) + len(self._waiting):
                self._lose(left, f"关馆时还有 {left} 条写不进去，{self._trouble}")
            self._batch = []
            self._waiting.clear()
            self._changed.notify_all()
        self._disconnect()
        self._lock.close()

    def _wait_for_work(self) -> bool:
        """Sleeps until something can be done; False when the log is closing and nothing is left."""
        with self._changed:
            self._changed.wait_for(lambda: self._work() or self._closing)
            return self._work()

    def _work(self) -> bool:
        asked = self._check_asked and not self._closing
        return not self._checked or asked or bool(self._batch or self._waiting)

    def _attempt(self) -> bool:
        """Opens the file if need be and writes one batch; False when that has to be tried again later."""
        try:
            if self._connection is not None and self._file() != self._opened:
                _log.error("记录库被移走或删掉了，另建新库：%s", self._data_dir / FILE)
                self._disconnect()
                self._checked = False
            if self._connection is None:
                take_mended(self._data_dir)
                self._connection = open_database(self._data_dir, self._at, not self._checked, BUSY_SECONDS)
                note_place(self._connection, *self._place)
                clock = clock_of(self._connection, offset_of(self._at))
                if not self._checked:  # what is not logged is not in the log: only `behind` counts of this moment
                    clock = replace(clock, behind=clock.at(moment_of(self._at, "")).behind)
                self._see(clock)
                self._checked, self._opened = True, self._file()
            rows = self._take_batch()
            if rows:
                insert(self._connection, rows)
                self._see(self._clock_after(rows))
            elif self._check_asked:
                hurried = lambda: bool(self._waiting or self._closing)  # noqa: E731
                self._check_asked = not look_through(self._data_dir, self._connection, hurried)
        except Exception as error:  # the thread must outlive whatever a disk can come up with
            self._fail(error)
            return False
        with self._changed:
            if self._batch:
                self._acknowledged = self._batch[-1].number
            self._unfolded |= any(isinstance(entry.logged.event, VisitEnded) for entry in self._batch)
            self._batch = []
            if self._trouble:
                _log.warning("记录恢复写入")
                self._trouble = ""
            self._changed.notify_all()
        self._fold()
        return True

    def _fold(self) -> None:
        """Once a visit is over the file alone holds it, so that somebody who copies only that has all. Who reads just
        then keeps it from being so; then it is tried again behind what is written next."""
        if not self._unfolded or self._connection is None or self._waiting:
            return
        try:
            self._connection.execute("PRAGMA busy_timeout=0")
            self._unfolded = not fold_journal(self._connection)
            self._connection.execute(f"PRAGMA busy_timeout={BUSY_SECONDS * 1000:.0f}")
        except sqlite3.Error as error:  # what it was about is on disk all the same
            _log.warning("记录还在旁边的 -wal 文件里，没有并进记录库：%s", refusal(error))

    def _clock_after(self, rows: list[tuple[Logged, Encoded]]) -> LogClock:
        clock = self._clock
        for logged, _ in rows:
            clock = clock.at(moment_of(logged.at, offset_of(self._at)))
        return clock

    def _see(self, clock: LogClock) -> None:
        """Staff are told once when the clock falls behind the log, not again until it was right in between."""
        if clock.behind and not self._clock.behind:
            _log.warning(
                "时钟比记录里最后的时间慢了 %.0f 秒：照常记录并做了标记，请校准这台电脑的日期和时间", clock.behind
            )
        self._clock = clock

    def _file(self) -> tuple[int, int] | None:
        """Which file has the database's name now; SQLite would go on writing to one that was deleted."""
        try:
            stat = (self._data_dir / FILE).stat()
        except OSError:
            return None
        return stat.st_dev, stat.st_ino

    def _take_batch(self) -> list[tuple[Logged, Encoded]]:
        """What is written next, each with what its clock says. A batch tried again is marked again, to the same marks:
        `_clock` moves on only once it is written."""
        with self._changed:
            while self._waiting and len(self._batch) < BATCH_MAX:
                self._batch.append(self._waiting.popleft())
        rows = []
        clock = self._clock
        for entry in self._batch:
            clock = clock.at(moment_of(entry.logged.at, offset_of(self._at)))
            try:
                rows.append((entry.logged._replace(behind=clock.behind > 0), encoded(entry.logged.event)))
            except (TypeError, ValueError) as error:
                with self._changed:
                    self._batch = [e for e in self._batch if e is not entry]
                    self._lose(1, f"{type(entry.logged.event).__name__} 存不了，{error}")
        return rows

    def _fail(self, error: Exception) -> None:
        self._disconnect()
        if is_damage(error) and not self._stays_damaged():
            error = OSError(errno.EIO, str(error))
        if is_damage(error):
            try:
                self._mend(error)
                return
            except OSError as refused:
                error = refused
        if not self._trouble:
            _log.error("记录暂时写不进去，留在内存里稍后再试：%s", refusal(error))
        self._trouble = refusal(error)

    def _stays_damaged(self) -> bool:
        """Whether a second look, by a connection of its own, finds the same: a disk that once fails to read a page
        gives that word too, and a log that is whole is not to be set aside."""
        try:
            with closing(open_database(self._data_dir, self._at, True, BUSY_SECONDS)) as again:
                look_through(self._data_dir, again, lambda: False)
        except Exception as error:  # whatever it is, it is for the next attempt
            return is_damage(error)
        return False

    def _mend(self, error: Exception) -> None:
        at = self._batch[0].logged.at if self._checked and self._batch else self._at
        aside, found = mend_log(self._data_dir, at)
        kept = f"从里面收回了 {found.events} 条记录" if found else "里面的记录一条也没有收回，导出时再读"
        lost = "" if found is None or found.whole else "，有的地方读不出来"
        _log.error("记录库已损坏（%s），移到 %s，另建新库：%s%s", error, aside.name, kept, lost)
        self._checked = False

    def _lose(self, many: int, why: str) -> None:
        """So many could not be kept; staff are told once why, whatever follows for the same reason."""
        self._lost += many
        if why not in self._lost_for:
            self._lost_for.add(why)
            _log.error("丢了记录：%s", why)

    def _disconnect(self) -> None:
        connection, self._connection = self._connection, None
        if connection is not None:
            try:
                connection.close()
            except sqlite3.Error as error:
                _log.error("记录库没有关好：%s", refusal(error))
