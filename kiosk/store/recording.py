"""Keeps what the fingers did in the newest visits, one file a visit, so that a visit can be played again."""

from __future__ import annotations

import logging
import os
import re
import threading
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from queue import SimpleQueue
from typing import IO, Any, NamedTuple

from kiosk.core.outside import open_file
from kiosk.core.refusals import refusal
from kiosk.scene import Gesture, Tap
from kiosk.store.gestures import Entry, entries, to_line, without_ink
from kiosk.store.private import make_file, make_folder

FOLDER = "recordings"
FOLDER_WITH_INK = "gestures"
"""Where an older program kept recordings with what was written by hand in them."""
KEEP_VISITS = 200
VISIT_BYTES = 8_000_000
"""Forty minutes of touching take about 1 MB; this much is a stuck finger."""
WAITING_MAX = 20_000
SYNC_SECONDS = 1.0
"""Of a visit so much may be lost to a power cut while nobody touches anything."""
CUT: Mapping[str, Any] = {"kind": "cut"}
"""The last line of a recording that was not kept to its end."""

END: Mapping[str, Any] = {"kind": "end"}
"""The last line of a visit that came to its end."""

_log = logging.getLogger(__name__)


class GestureLog:
    """Append-only recordings in `data_dir`/recordings, written by a thread; nothing here blocks or raises.

    A recording is an aid, not a record: when the disk refuses, the rest of that visit is left out, with a line in
    the log. Kept are the newest `keep_visits` visits and at most `visit_bytes` of each.
    """

    def __init__(self, data_dir: Path, keep_visits: int = KEEP_VISITS, visit_bytes: int = VISIT_BYTES) -> None:
        self._folder = data_dir / FOLDER
        self._with_ink = data_dir / FOLDER_WITH_INK
        self._keep_visits = keep_visits
        self._visit_bytes = visit_bytes
        self._orders: SimpleQueue[tuple[str, Any]] = SimpleQueue()
        self._recording = False
        self._thread = threading.Thread(target=self._run, name="gesture-log", daemon=True)
        self._thread.start()

    def begin(self, visit_id: str) -> None:
        """Entries from now on belong to this visit; the oldest recordings beyond the newest few are deleted."""
        self._recording = True
        self._orders.put(("begin", visit_id))

    def write(self, entry: Entry) -> None:
        """Adds a gesture or a record to the visit that was begun; without one it is ignored."""
        if not self._recording:
            return
        if self._orders.qsize() >= WAITING_MAX:
            self._recording = False
            entry = CUT
        self._orders.put(("write", entry))

    def end(self) -> None:
        """The visit is over; what follows is not recorded until the next `begin`."""
        if self._recording:
            self._orders.put(("write", END))
        self._recording = False
        self._orders.put(("end", None))

    def close(self, timeout_seconds: float = 5.0) -> bool:
        """Writes what waits and ends the thread; False when the disk did not answer in time."""
        self._recording = False
        self._orders.put(("close", None))
        self._thread.join(timeout_seconds)
        return not self._thread.is_alive()

    def _run(self) -> None:
        writer: _VisitFile | None = None
        _remove_ink(self._with_ink)
        while True:
            order, what = self._orders.get()
            try:
                if order != "write" and writer is not None:
                    writer.close()
                    writer = None
                if order == "close":
                    return
                if order == "begin":
                    prune(self._folder, self._keep_visits - 1)
                    writer = _VisitFile(recording_path(self._folder, what), self._visit_bytes)
                elif order == "write" and writer is not None:
                    writer.write(what)
                    if self._orders.empty():
                        writer.flush()
            except (OSError, TypeError, ValueError) as error:
                _log.warning("触摸录制中断：%s", refusal(error))
                if writer is not None:
                    with suppress(OSError):
                        writer.close()
                writer = None
                if order == "close":
                    return


class _VisitFile:
    """One visit's file, append-only and bounded."""

    def __init__(self, path: Path, most_bytes: int) -> None:
        make_folder(path.parent)
        make_file(path)
        if path.exists():  # the same visit goes on after a power cut, maybe in the middle of a line
            os.truncate(path, path.read_bytes().rfind(b"\n") + 1)
        self._file: IO[str] = path.open("a", encoding="ascii", newline="\n")
        self._left, self._unsynced = most_bytes, 0.0

    def write(self, entry: Entry) -> None:
        if self._left <= 0:
            return
        passed = 0.0 if isinstance(entry, Gesture) else float(entry.get("seconds", 0.0))
        self._unsynced += SYNC_SECONDS if isinstance(entry, Tap) else passed
        line = to_line(without_ink(entry))
        self._left -= len(line) + 1
        self._file.write((line if self._left > 0 else to_line(CUT)) + "\n")

    def flush(self) -> None:
        """What was written is in the system's hands; every tap, and every second, is on the disk as well: a power cut
        must not leave events in the log of which the recording knows nothing."""
        self._file.flush()
        if self._unsynced >= SYNC_SECONDS:
            os.fsync(self._file.fileno())
            self._unsynced = 0.0

    def close(self) -> None:
        self._file.close()


def _remove_ink(folder: Path) -> None:
    """Visitors were promised that nothing of theirs stays."""
    try:
        for old in folder.glob("*.jsonl"):
            old.unlink()
        if folder.is_dir():
            folder.rmdir()
    except OSError as error:
        _log.warning("旧的触摸录制删不掉：%s", refusal(error))


def recording_path(folder: Path, visit_id: str) -> Path:
    """Where a visit's recording lies; what cannot stand in a file's name becomes “_”."""
    return folder / (re.sub(r"[^\w-]", "_", visit_id)[:80] + ".jsonl")


class CutShort(NamedTuple):
    """A visit whose recording has no end: its id, its file, and how many seconds ago it stopped."""

    visit: str
    path: Path
    seconds: float


def cut_short(data_dir: Path, now: float, most_seconds: float) -> CutShort | None:
    """The newest visit, if it was cut off less than `most_seconds` before `now` (seconds of the machine's clock); None
    for one that ended, or where nothing can be read."""
    try:
        files = [(file.stat().st_mtime, file) for file in (data_dir / FOLDER).glob("*.jsonl")]
        stopped, path = max(files, default=(0.0, data_dir))
        if not 0 <= now - stopped < most_seconds:
            return None
        with open_file(path) as stream:
            stream.seek(max(0, os.fstat(stream.fileno()).st_size - 200))
            last = stream.read().rsplit(b"\n", 2)[-2:]
    except (OSError, ValueError):
        return None
    over = any(to_line(mark).encode() in last for mark in (END, CUT))
    return None if over else CutShort(path.stem, path, now - stopped)


def prune(folder: Path, keep: int) -> None:
    """Deletes recordings but the newest `keep`. Raises OSError."""
    files = sorted(folder.glob("*.jsonl"), key=lambda f: (f.stat().st_mtime_ns, f.name))
    for old in files[: max(0, len(files) - keep)]:
        old.unlink()


def read_recording(path: Path) -> Iterator[Gesture | Mapping[str, Any]]:
    """The entries of a recording in order. Raises OSError, or ValueError naming the line that is none."""
    with path.open(encoding="ascii", newline="\n") as file:
        yield from entries(file)
