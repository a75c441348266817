"""What a simulated month is held against: what the log had said to be on disk, and how much of the machine is used."""

from __future__ import annotations

import ctypes
import gc
import hashlib
import os
import sqlite3
import subprocess
import tempfile
import threading
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import closing
from functools import _lru_cache_wrapper
from pathlib import Path
from typing import NamedTuple

from kiosk.core.logged import Logged
from kiosk.store.database import FILE

OTHERS = ("MessageJudged", "MessageErased", "LogDamaged")
"""What the loop does not log: commands and housekeeping do, beside it."""
WEEK = 7
GROWS_MOST = 1.05
"""The last week's memory may be so much of the second's."""
NEITHER_MORE = 2
"""Handles and threads: so many more in the last week than in the second are still none more."""
STEEPER_MOST = 1.5
"""Bytes of the log a visit, in the second half of the month, of those in the first."""


class Appended:
    """The events that the loop has handed over, as a count and a digest of their order. `mark` is how far they were on
    disk when somebody looked last."""

    def __init__(self) -> None:
        self.count, self._sum = 0, hashlib.sha256()
        self.mark()

    def add(self, logged: Logged) -> None:
        self.count += 1
        self._sum.update(_line(logged.visit, logged.at, type(logged.event).__name__))

    @property
    def name(self) -> str:
        """What no other order of events has."""
        return self._sum.hexdigest()[:12]

    def mark(self) -> None:
        """All of it is on disk now, the log says."""
        self._marked = self.count, self._sum.copy()

    def back_to_mark(self) -> None:
        """What came after it is lost, and nobody had promised it."""
        self.count, self._sum = self._marked[0], self._marked[1].copy()

    def judge(self, data: Path) -> Iterator[str]:
        """A sentence for each promise that the log in that folder breaks; looked at in a copy, as looking mends."""
        with tempfile.TemporaryDirectory(prefix="month-look") as folder:
            files = sorted(map(str, data.glob(FILE + "*")), reverse=True)
            subprocess.run(["cp", *files, folder], check=True)
            with closing(sqlite3.connect(Path(folder) / FILE)) as log:
                if (said := log.execute("PRAGMA integrity_check").fetchone()[0]) != "ok":
                    yield f"the log is damaged: {said}"
                found, digest = 0, hashlib.sha256()
                for visit, at, kind in log.execute("SELECT visit, at, kind FROM events ORDER BY id"):
                    if kind not in OTHERS:
                        found += 1
                        digest.update(_line(visit, at, kind))
                twice = log.execute(
                    "SELECT visit, kind, count(*) FROM events WHERE kind IN ('VisitStarted', 'VisitEnded') "
                    "GROUP BY visit, kind HAVING count(*) > 1"
                ).fetchall()
        if found != self.count:
            yield f"{found} events are in the log, {self.count} were on disk"
        elif digest.digest() != self._sum.digest():
            yield "the events in the log are others than those that were on disk"
        for visit, kind, times in twice:
            yield f"{kind} of {visit} is there {times} times"
        if aside := [file.name for file in data.glob("kiosk-damaged-*.db")]:
            yield f"set aside as damaged: {', '.join(aside)}"


def _line(visit: str, at: str, kind: str) -> bytes:
    return f"{visit}|{at}|{kind}\n".encode()


class Day(NamedTuple):
    """What the machine was used for on a day, at its end with the hall still open."""

    rss: int
    opened: int | None
    """The least it held when it had just opened; None on a day on which it did not."""
    handles: int
    threads: int
    log: int
    data: int
    visits: int


def held() -> int:
    """The bytes of memory that are held now: not what was freed, nor what is remembered up to some size only."""
    gc.unfreeze()
    for known in gc.get_objects():
        if type(known) is _lru_cache_wrapper and known.cache_parameters()["maxsize"]:
            known.cache_clear()
    gc.collect()
    ctypes.CDLL(None).malloc_trim(0)
    with open("/proc/self/statm") as statm:
        return int(statm.read().split()[1]) * os.sysconf("SC_PAGE_SIZE")


def used(data: Path, visits: int, opened: Sequence[int]) -> Day:
    """What is in use now, on a day on which the hall held `opened` whenever it had just opened."""
    log = sum(file.stat().st_size for file in data.glob(FILE + "*"))
    all_of_it = sum(file.stat().st_size for file in data.rglob("*") if file.is_file())
    return Day(
        held(),
        min(opened, default=None),
        len(os.listdir("/proc/self/fd")),
        threading.active_count(),
        log,
        all_of_it,
        visits,
    )


def grown(days: Sequence[Day]) -> Iterator[str]:
    """A sentence for each thing that grew and should not have. A month of less than three weeks says nothing."""
    if len(days) < 3 * WEEK:
        return
    second, last = days[WEEK : 2 * WEEK], days[-WEEK:]
    # Like with like: what a hall holds later on the day depends on which rooms and pages somebody saw last.
    before, after = (min((day.opened for day in week if day.opened), default=0) for week in (second, last))
    if before and after > before * GROWS_MOST:
        yield f"memory grew: just opened, {before / 1e6:.1f} MB in the second week, {after / 1e6:.1f} in the last"
    for what in ("handles", "threads"):
        were, are = max(getattr(day, what) for day in second), min(getattr(day, what) for day in last)
        if are > were + NEITHER_MORE:
            yield f"{what} grew: at most {were} in the second week, at least {are} in the last"
    middle = days[len(days) // 2]
    first_half = middle.log / max(1, middle.visits)
    second_half = (days[-1].log - middle.log) / max(1, days[-1].visits - middle.visits)
    if second_half > first_half * STEEPER_MOST:
        yield f"the log grew faster: {first_half:.0f} bytes a visit at first, {second_half:.0f} later"


class Visits:
    """The simulation's own count of visits: by the wall's month in which each began, how many people came."""

    def __init__(self) -> None:
        self.begun: dict[str, tuple[str, int]] = {}
        self._unsure: set[str] = set()
        """Begun since the log was last known to be on disk."""
        self._lost: dict[str, int] = {}

    def see(self, visit: str, people: int, month: str) -> None:
        if visit not in self.begun:
            self.begun[visit] = month, people
            self._unsure.add(visit)

    def mark(self) -> None:
        """All of them are on disk."""
        self._unsure.clear()

    def back_to_mark(self) -> None:
        """Nobody had promised to keep those that began since."""
        self._lost |= {visit: self.begun.pop(visit)[1] for visit in self._unsure}
        self._unsure.clear()

    def brought_back(self, visit: str, month: str) -> None:
        """It begins in the log: one that was lost was found in its recording."""
        if visit in self._lost:
            self.see(visit, self._lost.pop(visit), month)

    def of(self, month: str) -> tuple[int, int]:
        """Groups and people."""
        came = [people for begun, people in self.begun.values() if begun == month]
        return len(came), sum(came)

    @property
    def months(self) -> Counter[str]:
        return Counter(month for month, _ in self.begun.values())
