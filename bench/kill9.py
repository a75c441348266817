"""The real hall on a real disk, killed without warning a thousand times: what it had said to be written, is there.

`python -m bench kill9 [--rounds N] [--seed S]` prints a line for what happened; status 1 with a sentence for each
promise that was broken. *Written* is what the log itself says (`EventLog.flush`) and the process had printed before it
died. A start has failed when the process ends by itself or has nothing written within half a minute; killed before
that, it says nothing either way, and is counted apart."""

from __future__ import annotations

import argparse
import os
import signal
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time
import zipfile
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

ROOT = Path(__file__).parents[1]
START_SECONDS = 30.0
ROUNDS_OF_A_FOLDER = 50
BESIDE = ("", "", "", "export", "backup")
"""What runs beside the hall in a round, and is killed at another moment."""


@dataclass
class Found:
    """What became of all rounds."""

    counted: Counter[str] = field(default_factory=Counter)
    broken: list[str] = field(default_factory=list)

    def __str__(self) -> str:
        return ", ".join(f"{what} {number}" for what, number in self.counted.items())


class Hall:
    """The running hall, and what it said to be on disk."""

    def __init__(self, data: Path, name: str) -> None:
        self.said: list[str] = []
        self._first = threading.Event()
        command = [sys.executable, "-m", "bench.kill9_writer", str(data), name]
        self.process = _started(command, subprocess.PIPE)
        self._hears = threading.Thread(target=self._hear)
        self._hears.start()

    def _hear(self) -> None:
        assert self.process.stdout is not None
        with self.process.stdout as lines:
            for line in lines:
                if line.endswith(b";\n"):
                    self.said.append(line.decode().strip())
                    self._first.set()
        self._first.set()

    def writes(self) -> bool:
        """Whether it has written something in time."""
        return self._first.wait(START_SECONDS) and bool(self.said)

    def end(self, how: int) -> int:
        _send(self.process, how)
        status = self.process.wait(START_SECONDS)
        self._hears.join()
        return status


def run(rounds: int, seed: int) -> Found:
    found = Found(Counter(dict.fromkeys(("rounds", "killed while starting", "written", "lost", "doubled"), 0)))
    chance = Random(seed)
    for first in range(0, rounds, ROUNDS_OF_A_FOLDER):
        with tempfile.TemporaryDirectory(prefix="kiosk-kill9") as folder:
            _folder(Path(folder), range(first, min(first + ROUNDS_OF_A_FOLDER, rounds)), chance, found)
    return found


def _folder(folder: Path, numbers: range, chance: Random, found: Found) -> None:
    """Rounds on one data folder, and a last start that is let be."""
    data, written = folder / "data", set[str]()
    for number in numbers:
        _round(folder, number, chance, written, found)
        found.counted["rounds"] += 1
        judge(data, f"round {number}", written, found)
    last = Hall(data, "last")
    if not last.writes():
        found.broken.append(f"after round {numbers[-1]}: the hall did not start")
    if last.end(signal.SIGTERM) != 0:
        found.broken.append(f"after round {numbers[-1]}: the hall did not end well")
    written.update(last.said)
    found.counted["written"] += len(written)
    judge(data, f"after round {numbers[-1]}", written, found)


def _round(folder: Path, number: int, chance: Random, written: set[str], found: Found) -> None:
    """One start that is killed: while it opens, or once it writes; with an export or a backup going on, or nothing."""
    hall = Hall(folder / "data", f"r{number}")
    beside = chance.choice(BESIDE)
    if starting := not beside and chance.random() < 0.5:
        time.sleep(chance.uniform(0.0, 0.8))
    elif not hall.writes():
        found.broken.append(f"round {number}: the hall did not start")
    if beside:
        _beside(folder, beside, number, chance, found)
    elif not starting:
        time.sleep(chance.uniform(0.0, 0.5))
    if (status := hall.end(signal.SIGKILL)) != -signal.SIGKILL:
        found.broken.append(f"round {number}: the hall ended by itself with status {status}")
    found.counted["killed while starting"] += not hall.said
    written.update(hall.said)


def _beside(folder: Path, what: str, number: int, chance: Random, found: Found) -> None:
    """An export or a backup while the hall writes, killed as well: what has its name is whole."""
    out, backups = folder / f"{number}.xlsx", folder / "backups"
    more = ["--out", str(out)] if what == "export" else ["--to", str(backups)]
    command = [sys.executable, "-m", "kiosk.cli", what, *more, "--data", str(folder / "data")]
    other = _started(command, subprocess.DEVNULL)
    time.sleep(chance.uniform(0.1, 0.6 if what == "backup" else 2.0))
    _send(other, signal.SIGKILL)
    status = other.wait()
    found.counted[f"{what} killed" if status == -signal.SIGKILL else f"{what} done"] += 1
    if status not in (0, -signal.SIGKILL):
        found.broken.append(f"round {number}: {what} beside the hall ended with status {status}")
    if out.exists() and not zipfile.is_zipfile(out):
        found.broken.append(f"round {number}: half an export has its name")
    for backup in backups.glob("kiosk-*"):
        if not backup.name.endswith(".part") and not _whole(backup / "kiosk.db"):
            found.broken.append(f"round {number}: the backup {backup.name} is not whole")


def judge(data: Path, when: str, written: set[str], found: Found) -> None:
    """Looks at the log as it lies there, in a copy: looking must not mend it."""
    if not (data / "kiosk.db").exists():
        if written:
            found.broken.append(f"{when}: the log is gone")
        return
    with tempfile.TemporaryDirectory(prefix="kiosk-kill9-look") as folder:
        subprocess.run(["cp", *map(str, data.glob("kiosk.db*")), folder], check=True)
        if not _whole(Path(folder) / "kiosk.db"):
            found.broken.append(f"{when}: the log is damaged")
            return
        names = list(_names(Path(folder) / "kiosk.db"))
    lost, doubled = written.difference(names), len(names) - len(set(names))
    found.counted["lost"] = max(found.counted["lost"], len(lost))
    found.counted["doubled"] = max(found.counted["doubled"], doubled)
    if lost or doubled:
        found.broken.append(f"{when}: {len(lost)} written events are lost, {doubled} are there twice")
    if aside := [file.name for file in data.glob("kiosk-damaged-*.db")]:
        found.broken.append(f"{when}: set aside as damaged: {', '.join(aside)}")


def _names(file: Path) -> Iterator[str]:
    with closing(sqlite3.connect(file)) as log:
        if log.execute("SELECT 1 FROM sqlite_master WHERE name = 'events'").fetchone():
            for (name,) in log.execute(
                "SELECT json_extract(body, '$.item') FROM events WHERE kind = 'ItemOpened' AND body LIKE '%;%'"
            ):
                yield str(name)


def _whole(file: Path) -> bool:
    try:
        with closing(sqlite3.connect(file)) as log:
            return bool(log.execute("PRAGMA integrity_check").fetchall() == [("ok",)])
    except sqlite3.DatabaseError:
        return False


def _started(command: list[str], out: int) -> subprocess.Popen[bytes]:
    surroundings = {**os.environ, "SDL_VIDEODRIVER": "dummy", "SDL_AUDIODRIVER": "dummy", "PYTHONPATH": str(ROOT)}
    return subprocess.Popen(
        command, cwd=ROOT, env=surroundings, stdout=out, stderr=subprocess.DEVNULL, start_new_session=True
    )


def _send(process: subprocess.Popen[bytes], how: int) -> None:
    if process.poll() is None:
        os.killpg(process.pid, how)


def main(words: list[str]) -> None:
    order = argparse.ArgumentParser("bench kill9")
    order.add_argument("--rounds", type=int, default=1000)
    order.add_argument("--seed", type=int, default=1)
    asked = order.parse_args(words)
    begun = time.monotonic()
    found = run(asked.rounds, asked.seed)
    print(f"seed {asked.seed}: {found}, in {time.monotonic() - begun:.0f} s", *found.broken, sep="\n")
    sys.exit(1 if found.broken else 0)
