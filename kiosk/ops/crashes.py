"""What is left of a hall that fell, for staff and for the next start: where it stood, by names of files, functions and
pages; never a value, and so nothing that visitors said or wrote."""

from __future__ import annotations

import faulthandler
import logging
import os
import re
import sys
from collections import deque
from collections.abc import Collection
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from kiosk import __version__
from kiosk.core.refusals import because, refusal
from kiosk.core.stack import SCENE, frames_of
from kiosk.session.failures import LOGGER

FOLDER, RUNNING = "crashes", "running.txt"
MOST_REPORTS, MOST_BYTES = 20, 64_000
HEAD_BYTES = 2_000
TRAIL = 6
"""So many pages are named, the last of them the one that was to be shown."""

FROZEN = "frozen"
"""What whoever watched says of a hall that gave no sign of life."""

_log = logging.getLogger("kiosk.ops")
_REPORT = re.compile(r"(?:crash|failure)-(\d{8})T\d{6}-([\w-]+?)(?:~\d+)?\.txt")


@dataclass(frozen=True, slots=True)
class Aftermath:
    """What the runs before leave to this one: `closed` zones with the name of the report that closed them, the newest
    first, and what happened to the run before (`fell`: which report says so, and whose scene it was; "" for an orderly
    end). `playable`: a visit that was cut off may be played again."""

    closed: tuple[tuple[str, str], ...] = ()
    fell: str = ""
    where: str = ""
    playable: bool = True


class RunNote:
    """The note that is kept while the hall runs, and taken away when it ends in order. Made of a fixed head, and of the
    stacks the interpreter writes by itself when the process is told to abort, breaks, or stands still for too long.

    `speaks_to` is where the hall gives its signs of life. Raises OSError where no file can be made.
    """

    def __init__(self, data: Path, at: str, speaks_to: str = "") -> None:
        self._file = data / FOLDER / RUNNING
        self._file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        self._pages: deque[str] = deque(maxlen=TRAIL)
        self._first = f"{_versions()}\nbegun: {at}\npid: {os.getpid()}\nspeaks to: {speaks_to}\npages: "
        self._keep = False
        flags = os.O_RDWR | os.O_CREAT | os.O_TRUNC | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)
        self._descriptor = os.open(self._file, flags, 0o600)
        self._write_head()
        os.lseek(self._descriptor, HEAD_BYTES, os.SEEK_SET)
        faulthandler.enable(self._descriptor)
        self._failures = _FailureReports(data, at)
        logging.getLogger(LOGGER).addHandler(self._failures)

    def page(self, name: str) -> None:
        """A page is about to be shown."""
        self._pages.append(name[:200])
        with suppress(OSError):
            self._write_head()

    def arm(self, seconds: float) -> None:
        """Unless this is called again within `seconds`, the stack is written down."""
        with suppress(OSError):
            if os.fstat(self._descriptor).st_size > HEAD_BYTES:  # it stood still, and goes on
                _log.warning("the loop stood still for more than %.0f seconds", seconds)
                os.ftruncate(self._descriptor, HEAD_BYTES)
                os.lseek(self._descriptor, HEAD_BYTES, os.SEEK_SET)
        faulthandler.dump_traceback_later(seconds, file=self._descriptor)

    def fallen(self, error: BaseException) -> None:
        """The loop has raised."""
        if not self._keep:
            self.add(f"why: {type(error).__name__}\n{frames_of(error)}")

    def close(self) -> None:
        """The hall has ended; in order, if nothing was added."""
        logging.getLogger(LOGGER).removeHandler(self._failures)
        faulthandler.cancel_dump_traceback_later()
        faulthandler.disable()
        os.close(self._descriptor)
        if not self._keep:
            try:
                self._file.unlink(missing_ok=True)
            except OSError as error:  # the next start takes it for a fall of which nothing is known
                _log.warning("展馆关好了，可是 %s 删不掉：%s", RUNNING, because(error) or error)

    def add(self, words: str) -> None:
        """Something to say of a run that ends badly."""
        self._keep = True
        with suppress(OSError):
            os.write(self._descriptor, words.encode("utf-8", "replace"))

    def _write_head(self) -> None:
        words = (self._first + " > ".join(self._pages)).encode("utf-8", "replace")[: HEAD_BYTES - 2]
        here = os.lseek(self._descriptor, 0, os.SEEK_CUR)
        os.lseek(self._descriptor, 0, os.SEEK_SET)
        os.write(self._descriptor, words.ljust(HEAD_BYTES - 2) + b"\n\n")
        os.lseek(self._descriptor, here, os.SEEK_SET)


class _FailureReports(logging.Handler):
    """Writes down, a file each, what scenes raised while the hall went on; no more than a folder of them a run."""

    def __init__(self, data: Path, stamp: str) -> None:
        super().__init__()
        self._folder, self._stamp, self._left = data / FOLDER, _compact(stamp), MOST_REPORTS

    def emit(self, record: logging.LogRecord) -> None:
        if self._left <= 0 or not isinstance(record.args, tuple):
            return
        self._left -= 1
        scene, kind, frames = record.args
        words = f"{_versions()}\nscene: {scene}\nwhy: {kind}\n{frames}"
        try:
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            file = _free(self._folder, f"failure-{self._stamp}-{scene}")
            with open(os.open(file, os.O_WRONLY | os.O_CREAT, 0o600), "w", encoding="utf-8") as written:
                written.write(words[:MOST_BYTES])
            prune(self._folder)
        except (OSError, ValueError) as error:
            _log.warning("展区 %s 出的错记不下来：%s", scene, refusal(error))


def note_why(data: Path, words: str) -> None:
    """Whoever watched over a hall that fell says what was seen from outside."""
    file = data / FOLDER / RUNNING
    with suppress(OSError), file.open("r+b") as note:  # none is made: a hall that never opened left none
        note.seek(0, os.SEEK_END)
        note.write(f"why: {words}\n".encode())


def running(data: Path) -> tuple[int, str]:
    """The process of the hall that is open in that folder, and where it gives its signs of life; 0 and "" where that
    cannot be read."""
    try:
        with (data / FOLDER / RUNNING).open("rb") as note:
            head = note.read(HEAD_BYTES).decode("utf-8", "replace")
    except OSError:
        return 0, ""
    pid, speaks_to = re.search(r"^pid: (\d+)$", head, re.M), re.search(r"^speaks to: (.+)$", head, re.M)
    return int(pid[1]) if pid else 0, speaks_to[1] if speaks_to else ""


def aftermath(data: Path, at: str, zones: Collection[str]) -> Aftermath:
    """What the run before left becomes a report; zones that made the hall fall today stay closed. For whoever holds the
    folder's lock: the note of a hall that runs is not left. `at` is the local ISO time."""
    folder, stamp = data / FOLDER, _compact(at)
    fell, where, playable = "", "", True
    try:
        left = _note_of(folder / RUNNING)
        if left:
            where = _whose(left, zones)
            stood = "File " in left
            playable = where in zones or (not where and (stood or FROZEN not in left))
            report = _free(folder, f"crash-{stamp}-{where or 'hall'}")
            (folder / RUNNING).replace(report)
            os.truncate(report, min(MOST_BYTES, report.stat().st_size))
            prune(folder)
            fell = report.name
        reports = sorted(entry.name for entry in os.scandir(folder) if entry.name.startswith("crash-"))
    except FileNotFoundError:
        return Aftermath()
    except OSError as error:
        _log.warning("展馆上次停在哪里读不了：%s", refusal(error))
        return Aftermath(playable=playable)
    closed = {}
    for name in reports:
        found = _REPORT.fullmatch(name)
        if found and found[1] == stamp[:8] and found[2] in zones:
            closed[found[2]] = name
    return Aftermath(tuple(closed.items()), fell, where, playable)


def prune(folder: Path) -> None:
    """The oldest reports go, beyond as many as are kept. Raises OSError."""
    reports = [entry.name for entry in os.scandir(folder) if _REPORT.fullmatch(entry.name)]
    for name in sorted(reports, key=lambda name: name.partition("-")[2])[:-MOST_REPORTS]:
        (folder / name).unlink(missing_ok=True)


def _note_of(file: Path) -> str:
    """The note that was left, as far as it will be kept; "" when the run ended in order, or with the power."""
    try:
        with file.open("rb") as left:
            words = left.read(MOST_BYTES)
    except FileNotFoundError:
        return ""
    return words.decode("utf-8", "replace") if words[HEAD_BYTES:].strip() else ""


def _whose(note: str, zones: Collection[str]) -> str:
    """Whose scene it was: the scene in the stack, the zone whose code is in it, or, where the painter hung, the zone
    whose page was to be painted; "" when it was nobody's."""
    head, body = note[:HEAD_BYTES], note[HEAD_BYTES:]
    scenes = re.findall(rf" in {SCENE}([\w-]+)", body)
    if scenes:
        return str(scenes[0])
    for zone in re.findall(r"kiosk[/\\]zones[/\\](\w+)[/\\]", body):
        if zone in zones:
            return str(zone)
    painted = re.search(r"kiosk[/\\]screen[/\\]painter\.py", body) is not None
    last = head.partition("pages: ")[2].strip().rpartition(" > ")[2].partition(":")[0]
    return last if painted and last in zones else ""


def _versions() -> str:
    pygame = getattr(sys.modules.get("pygame"), "__version__", "-")
    return f"kiosk {__version__}, Python {sys.version.split()[0]}, pygame {pygame}, {sys.platform}"


def _compact(at: str) -> str:
    """A local ISO time as it stands in names: 20261128T093000."""
    return "".join(c for c in at if c.isdigit() or c == "T")[:15]


def _free(folder: Path, name: str) -> Path:
    """A name nobody has."""
    file, n = folder / f"{name}.txt", 1
    while file.exists():
        n += 1
        file = folder / f"{name}~{n}.txt"
    return file
