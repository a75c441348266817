"""A real hall under a real supervisor, without a screen: for tests that break one of them."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from kiosk.ops.crashes import running

ROOT = Path(__file__).parents[2]
PLANTED = Path(__file__).with_name("planted.py")
PATIENCE_SECONDS = 120.0
"""No statement about speed: a machine that is asked for much else is waited for."""


def once(what: Callable[[], object], why: str) -> None:
    """Wait until that is so."""
    until = time.monotonic() + PATIENCE_SECONDS
    while not what():
        assert time.monotonic() < until, why
        time.sleep(0.05)


def environment(**more: str) -> dict[str, str]:
    hidden = {"WAYLAND_DISPLAY", "DISPLAY", "NOTIFY_SOCKET"}
    nowhere = {"SDL_VIDEODRIVER": "dummy", "SDL_AUDIODRIVER": "dummy", "PYTHONPATH": str(ROOT)}
    return {key: word for key, word in os.environ.items() if key not in hidden} | nowhere | more


class Watched:
    """`planted.py FAULT COMMAND`, and what can be seen of it from outside."""

    def __init__(self, data: Path, fault: str, command: str = "supervise", **more: str) -> None:
        self.data = data
        line = [sys.executable, str(PLANTED), fault, command, "--window", "640x480", "--data", str(data)]
        self.said = data.parent / f"said-{time.monotonic_ns()}.txt"
        with self.said.open("wb") as said:
            self.process = subprocess.Popen(line, env=environment(**more), cwd=ROOT, stderr=said)

    def words(self) -> str:
        """What it said on standard error."""
        return self.said.read_text("utf-8", "replace")

    def hall(self) -> int:
        """The process of the hall that is open; 0 where none is."""
        return running(self.data)[0]

    def open(self) -> int:
        """The hall's process, once one has shown its first picture."""
        once(lambda: self.hall() and self.shown(), f"no hall: {self.words()}")
        return self.hall()

    def shown(self) -> bool:
        note = self.data / "crashes" / "running.txt"
        return note.exists() and b"attract:attract" in note.read_bytes()[:2000]

    def events(self, kind: str) -> list[str]:
        file = self.data / "kiosk.db"
        if not file.exists():
            return []
        with closing(sqlite3.connect(f"file:{file}?mode=ro", uri=True)) as log:
            found = log.execute("SELECT body FROM events WHERE kind = ?", (kind,)) if _has_tables(log) else ()
            return [body for (body,) in found]

    def reports(self, begin: str = "crash-") -> list[Path]:
        return sorted((self.data / "crashes").glob(f"{begin}*.txt"))

    def pages(self) -> list[int]:
        """The maintenance pages this supervisor shows."""
        found = [int(entry.name) for entry in Path("/proc").iterdir() if entry.name.isdecimal()]
        return [pid for pid in found if alive(pid) and _parent(pid) == self.process.pid and _shows_page(pid)]

    def end(self, how: int = signal.SIGTERM) -> int:
        """Its status after that signal."""
        if self.process.poll() is None:
            self.process.send_signal(how)
        return self.process.wait(PATIENCE_SECONDS)


def _has_tables(log: sqlite3.Connection) -> bool:
    return bool(log.execute("SELECT 1 FROM sqlite_master WHERE name = 'events'").fetchone())


def alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


@contextmanager
def watched(data: Path, fault: str, command: str = "supervise", **more: str) -> Iterator[Watched]:
    one = Watched(data, fault, command, **more)
    try:
        yield one
    finally:
        hall = one.hall()
        mine = hall and alive(hall) and _parent(hall) in (one.process.pid, 1)
        for pid in (*one.pages(), one.process.pid, *([hall] if mine else [])):
            if alive(pid):
                os.kill(pid, signal.SIGKILL)
        one.process.wait(PATIENCE_SECONDS)


def _parent(pid: int) -> int:
    try:
        return int(Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[1])
    except OSError:
        return 0


def _shows_page(pid: int) -> bool:
    try:
        return b"kiosk.ops.maintenance" in Path(f"/proc/{pid}/cmdline").read_bytes()
    except OSError:
        return False
