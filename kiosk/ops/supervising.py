"""A parent that starts the hall, listens to its signs of life, and opens it anew when it is dead or frozen: what
systemd would do, for machines without it."""

from __future__ import annotations

import logging
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from queue import Empty, SimpleQueue
from typing import NamedTuple

from kiosk.ops.crashes import FROZEN, note_why, running
from kiosk.ops.listening import Ear, open_ear
from kiosk.ops.notifying import READY, STOPPING
from kiosk.store.locking import AlreadyOpenError, take_lock

WRONG_USE = 2
"""The status of a command that was typed wrongly: it will not become better by typing it again."""
FOLDER = "watch"
"""In the data folder, for the lock of whoever watches and the socket it listens on."""
PROBE_SECONDS = 1.0
"""So often it is looked whether a hall that somebody else started is still open."""

LATE_SECONDS = 1.0
"""Whoever wakes so much later than asked has slept with the whole machine, and has heard nothing meanwhile."""

_log = logging.getLogger("kiosk.ops")


@dataclass(frozen=True, slots=True)
class Times:
    """How long what is waited for, in seconds: the first picture, a sign of life, the end of a hall that is ending, a
    stack that is written down; and the pauses between a fall and the next start, at first, and once there were
    `most_falls` `within` so many seconds."""

    start: float = 90.0
    silent: float = 6.0
    ending: float = 30.0
    dump: float = 3.0
    pause: float = 1.0
    most_falls: int = 5
    within: float = 300.0
    long_pause: float = 120.0


class Restarts:
    """How often the hall fell of late, and what follows from it."""

    def __init__(self, times: Times) -> None:
        self._times = times
        self._at: list[float] = []

    def note(self, now: float) -> None:
        """It fell."""
        self._at = [*(at for at in self._at if now - at < self._times.within), now]

    @property
    def too_many(self) -> bool:
        """Whether visitors are better told than shown another start."""
        return len(self._at) >= self._times.most_falls

    @property
    def pause(self) -> float:
        """Seconds until the next start: longer after each fall."""
        return self._times.long_pause if self.too_many else self._times.pause * 2.0 ** (len(self._at) - 1)


class _Ended(NamedTuple):
    """That hall has ended, with this status; None where nobody can say."""

    pid: int
    status: int | None


class _Said(NamedTuple):
    """A sign of life, of that hall."""

    pid: int
    words: str


class _Asked(NamedTuple):
    """Somebody wants an end of it all."""


class Supervisor:
    """Watches over one hall. `command` opens it, `page` shows the maintenance page, `now` is a clock in seconds.

    It may itself be killed at any moment: the hall goes on, and the supervisor that is started next listens to it.
    """

    def __init__(
        self,
        command: Sequence[str],
        page: Sequence[str],
        data: Path,
        now: Callable[[], float],
        times: Times | None = None,
    ) -> None:
        self._command, self._data, self._now = [*command], data, now
        self._times = times or Times()
        self._page, self._restarts = _Page(page), Restarts(self._times)
        self._happened: SimpleQueue[_Ended | _Said | _Asked] = SimpleQueue()
        self._asked = False

    def stop(self) -> None:
        """End the hall in order, then return from `run`. May be called from a signal handler."""
        self._asked = True
        self._happened.put(_Asked())

    def run(self) -> int:
        """Watch until the hall is closed in order, or until asked to end. Raises AlreadyOpenError when somebody else
        watches over this folder."""
        with suppress(OSError):
            (self._data / FOLDER).mkdir(mode=0o700, parents=True, exist_ok=True)
        lock = take_lock(self._data / FOLDER)
        ear = open_ear(self._data / FOLDER, lambda pid, words: self._happened.put(_Said(pid, words)))
        try:
            return self._watch(ear)
        finally:
            self._page.hide()
            ear.close()
            if lock is not None:
                lock.close()

    def _watch(self, ear: Ear) -> int:
        while not self._asked:
            status = self._attend_other(ear) if _is_open(self._data) else self._attend_own(ear)
            if self._asked:
                break
            if status in (0, WRONG_USE):
                return status or 0
            self._restarts.note(self._now())
            if self._restarts.too_many:
                _log.error("展馆接连停了 %d 次：先显示维护页，每隔一阵再试", self._times.most_falls)
                self._page.show()
            _log.error("展馆停了（%s），%.0f 秒后再开", status, self._restarts.pause)
            self._rest(self._restarts.pause)
        return 0

    def _rest(self, seconds: float) -> None:
        until = self._now() + seconds
        while not self._asked and (left := until - self._now()) > 0:
            self._next(left)

    def _next(self, seconds: float | None) -> _Ended | _Said | _Asked | None:
        """What happens next; None when nothing does within that time."""
        try:
            return self._happened.get(timeout=3600.0 if seconds is None else max(0.0, seconds))
        except Empty:
            return None

    def _attend_own(self, ear: Ear) -> int | None:
        """A hall from its start to its end; its status."""
        try:
            hall = ear.start(self._command, self._times.silent)
        except OSError as error:
            _log.error("展馆起动不了：%s", error)
            return None
        threading.Thread(target=lambda: self._happened.put(_Ended(hall.pid, hall.wait())), daemon=True).start()
        return self._follow(_Care(hall.pid, self._now() + self._times.start))

    def _attend_other(self, ear: Ear) -> int | None:
        """A hall that is open already, until it ends. One that outlived its supervisor speaks to this one from now on;
        to whom no other speaks, it is only waited for."""
        pid, speaks_to = running(self._data)
        ours = bool(ear.address) and speaks_to == ear.address
        _log.warning("展馆已经开着（进程 %d），%s", pid, "接着看护它" if ours else "等它关了再开")
        over = threading.Event()

        def look() -> None:
            while not over.wait(PROBE_SECONDS):
                if not _is_open(self._data):
                    self._happened.put(_Ended(pid, None))
                    return

        threading.Thread(target=look, daemon=True).start()
        try:
            return self._follow(_Care(pid if ours else 0, self._now() + self._times.silent if ours else None))
        finally:
            over.set()

    def _follow(self, care: _Care) -> int | None:
        """Listen to that hall until it has ended; its status, 0 also for one that said it was ending."""
        while True:
            came = self._next(None if care.until is None else care.until - self._now())
            match came:
                case _Ended(pid, status) if pid == care.pid or not care.pid:
                    if care.frozen or (status is not None and status < 0):
                        note_why(
                            self._data, f"{FROZEN}, then ended" if care.frozen else f"ended by signal {-(status or 0)}"
                        )
                    return 0 if status is None and care.ending else status
                case _Said(pid, words) if pid in (0, care.pid) and not care.frozen:
                    care.ending = care.ending or words == STOPPING
                    care.until = self._now() + (self._times.ending if care.ending else self._times.silent)
                    if words == READY:
                        self._page.hide()
                case _Asked() if care.pid:
                    care.ending, care.until = True, self._now() + self._times.ending
                    _end(care.pid)
                case _Asked():
                    return 0  # it was somebody else's
                case None if care.until is not None and not care.frozen and self._now() - care.until > LATE_SECONDS:
                    care.until = self._now() + self._times.silent
                case None if care.pid:
                    _put_down(care)
                    care.frozen, care.until = True, self._now() + self._times.dump
                case _:
                    pass


@dataclass(slots=True)
class _Care:
    """What is known of the hall that is watched; `until` a sign of life is due, None: none is expected."""

    pid: int
    until: float | None
    ending: bool = False
    frozen: bool = False


class _Page:
    """The maintenance page, in a process of its own."""

    def __init__(self, command: Sequence[str]) -> None:
        self._command = [*command]
        self._process: subprocess.Popen[bytes] | None = None

    def show(self) -> None:
        """It is on the screen, if there is one."""
        if self._process is None or self._process.poll() is not None:
            with suppress(OSError):
                self._process = subprocess.Popen(self._command)

    def hide(self) -> None:
        """It is gone."""
        page, self._process = self._process, None
        if page is None:
            return
        page.terminate()
        try:
            page.wait(3.0)
        except subprocess.TimeoutExpired:
            page.kill()


def _is_open(data: Path) -> bool:
    """Whether a hall writes to that folder."""
    try:
        lock = take_lock(data)
    except AlreadyOpenError:
        return True
    if lock is not None:
        lock.close()
    return False


def _end(pid: int) -> None:
    """Ask a hall to end in order."""
    with suppress(OSError):
        os.kill(pid, getattr(signal, "CTRL_BREAK_EVENT", signal.SIGTERM))


def _put_down(care: _Care) -> None:
    """A hall that gives no sign of life is made to write down where it stands, which ends it; the second time it is
    killed. On Windows it has written that down itself."""
    how = signal.SIGTERM if sys.platform == "win32" else signal.SIGKILL if care.frozen else signal.SIGABRT
    _log.error("展馆没有动静（进程 %d）：%s", care.pid, how.name)
    with suppress(OSError):
        os.kill(care.pid, how)
