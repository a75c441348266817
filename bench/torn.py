"""Damaged logs, hundreds of them: each is taken into use within five seconds, and what SQLite itself could still read
of it goes on.

`python -m bench torn [--files N] [--seed S] [--only K]` damages copies of a log that was closed and of one whose newest
records stand in its journal. The yardstick is a plain reading by number on a copy (`read`), and the names that are
there in the bytes of file and journal at all (`in the bytes`: stale pages count too, so that more than all is no sum to
reach). Every twentieth is opened by the whole hall. Status 1 with a sentence for each promise that was broken; its
number is given to `--only` to try it again."""

from __future__ import annotations

import argparse
import json
import re
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections import Counter
from contextlib import closing, suppress
from pathlib import Path
from random import Random

from bench.kill9 import ROOT, Found, Hall
from bench.kill9_writer import put
from kiosk.store.log import EventLog
from kiosk.store.reading import DamagedLogError
from kiosk.store.visits import all_logs

EVENTS = 400
OPEN_SECONDS = 5.0
BY_THE_HALL = 20
_AT = "2026-07-01T09:30:15.250+08:00"
_PAGE = 4096
_EVENTS = "SELECT id, body FROM events WHERE kind = 'ItemOpened' AND typeof(visit) = 'text' AND typeof(at) = 'text'"
_NAME = re.compile(rb"torn-\d+;")


def _cut(file: Path, chance: Random) -> None:
    with file.open("r+b") as stream:
        stream.truncate(chance.randrange(file.stat().st_size + 1))


def _zero_pages(file: Path, chance: Random) -> None:
    pages = max(1, file.stat().st_size // _PAGE)
    with file.open("r+b") as stream:
        for _ in range(chance.choice((1, 2, 8))):
            stream.seek(chance.randrange(pages) * _PAGE)
            stream.write(bytes(_PAGE))


def _flip_bits(file: Path, chance: Random) -> None:
    content = bytearray(file.read_bytes())
    for _ in range(chance.choice((1, 10, 300)) if content else 0):
        content[chance.randrange(len(content))] ^= 1 << chance.randrange(8)
    file.write_bytes(content)


def _junk_header(file: Path, chance: Random) -> None:
    with file.open("r+b") as stream:
        stream.write(chance.randbytes(chance.choice((16, 32, 100))))


def _empty(file: Path, chance: Random) -> None:
    file.write_bytes(b"")


def _junk(file: Path, chance: Random) -> None:
    file.write_bytes(chance.randbytes(chance.randrange(1, 100_000)))


_OF_BYTES = (_cut, _zero_pages, _flip_bits, _junk_header, _empty, _junk)


def _damage(data: Path, other: Path, chance: Random) -> str:
    """Damages the log in the folder in one way, and says in which."""
    ways = ["kiosk.db"] * 4 + ["kiosk.db-wal"] * 2 + ["kiosk.db-shm", "swapped", "without", "journal"]
    what = chance.choice(ways)
    wal = data / "kiosk.db-wal"
    if what == "swapped":
        shutil.copy(other / "kiosk.db-wal", wal)
        return "journal of another log"
    if what == "without":
        wal.unlink(missing_ok=True)
        return "no journal"
    if what == "journal":
        (data / "kiosk.db-journal").write_bytes((other / "kiosk.db-wal").read_bytes()[: chance.randrange(1, 90_000)])
        return "old journal of another"
    how = chance.choice(_OF_BYTES)
    file = data / what
    if not file.exists():
        file.write_bytes(b"")
    how(file, chance)
    return f"{what} {how.__name__.strip('_').replace('_', ' ')}"


def run(files: int, seed: int, only: int | None = None) -> Found:
    found = Found(Counter(dict.fromkeys(("files", "kept", "read", "in the bytes", "slowest ms"), 0)))
    with tempfile.TemporaryDirectory(prefix="kiosk-torn") as scratch:
        folder = Path(scratch)
        bases = [_with_journal(folder / "journal", "torn"), _closed(folder / "closed")]
        other = _with_journal(folder / "other", "other")
        for number in range(files) if only is None else [only]:
            chance = Random(f"{seed}-{number}")
            data = folder / "data"
            shutil.copytree(chance.choice(bases), data)
            _one(data, f"file {number}: {_damage(data, other, chance)}", found, number % BY_THE_HALL == 0)
            shutil.rmtree(data)
    return found


def _with_journal(folder: Path, name: str) -> Path:
    """A log that was never closed; half of it is in the file, half in the journal."""
    for part in (0, 1):
        words = [
            sys.executable,
            "-m",
            "bench.kill9_writer",
            str(folder),
            name,
            str(EVENTS // 2),
            str(part * EVENTS // 2),
        ]
        subprocess.run(words, cwd=ROOT, check=True, stderr=subprocess.DEVNULL)
        if part == 0:
            with closing(sqlite3.connect(folder / "kiosk.db")) as log:
                log.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return folder


def _closed(folder: Path) -> Path:
    _with_journal(folder, "torn")
    with closing(sqlite3.connect(folder / "kiosk.db")) as log:
        log.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return folder


def _one(data: Path, what: str, found: Found, by_the_hall: bool) -> None:
    names = _in_bytes(data)
    read, behind = _read_plainly(data), _read_plainly(data, "DESC")
    begun = time.monotonic()
    went = _opened_by_hall(data) if by_the_hall else _opened(data)
    took = time.monotonic() - begun
    try:
        rows = _exported(data)
    except Exception as trouble:
        found.broken.append(f"{what}: the export cannot read it: {trouble}")
        return
    kept = Counter(row for row in rows if re.fullmatch(r"torn-\d+;", row[1]))
    found.counted.update(
        {"files": 1, "kept": len(kept), "read": len(read), "in the bytes": len(names), "by the hall": int(by_the_hall)}
    )
    if not by_the_hall:
        found.counted["slowest ms"] = max(found.counted["slowest ms"], round(took * 1000))
    if not went or took > OPEN_SECONDS:
        found.broken.append(f"{what}: no visitor's event was on disk after {took:.1f} s")
    there = {number for number, _ in rows}
    found.counted["missed that are read from behind"] += sum(number not in there for number, _ in behind)
    if missing := {event for event in read if event[0] not in there}:
        found.broken.append(
            f"{what}: {len(missing)} that can be read are not in the export, {len(kept)} are: {sorted(missing)[:3]}"
        )
    if twice := [name for name, times in kept.items() if times > 1]:
        found.broken.append(f"{what}: {len(twice)} are there twice: {twice[:3]}")


def _opened(data: Path) -> bool:
    log = EventLog.open(data, _AT)
    went = put(log, "visitor", ["visitor;"])
    return log.close() and went


def _opened_by_hall(data: Path) -> bool:
    hall = Hall(data, "visitor")
    went = hall.writes()
    return hall.end(signal.SIGTERM) == 0 and went


def _in_bytes(data: Path) -> set[str]:
    files = [file for file in (data / "kiosk.db", data / "kiosk.db-wal") if file.exists()]
    return {name.decode() for file in files for name in _NAME.findall(file.read_bytes())}


def _exported(data: Path) -> list[tuple[int, str]]:
    """The events as `kiosk export` reads them: all logs of the folder, number and name; "" for what is there and says
    nothing that can be told."""
    for damaged in (False, True):
        try:
            with all_logs(data, damaged) as logs:
                return [(row.id, str(getattr(row.event, "item", ""))) for row in logs.rows()]
        except DamagedLogError:
            if damaged:
                raise
    return []


def _read_plainly(data: Path, way: str = "ASC") -> set[tuple[int, str]]:
    """What SQLite gives of the events by number, up to where it breaks off."""
    found: set[tuple[int, str]] = set()
    with tempfile.TemporaryDirectory(prefix="kiosk-torn-look") as folder:
        for file in data.glob("kiosk.db*"):
            shutil.copy(file, folder)
        with closing(sqlite3.connect(Path(folder) / "kiosk.db")) as log:
            log.text_factory = bytes
            with suppress(sqlite3.Error):
                for number, body in log.execute(f"{_EVENTS} ORDER BY id {way}"):
                    with suppress(ValueError, TypeError, KeyError):
                        found.add((number, json.loads(body)["item"]))
    return {(number, name) for number, name in found if re.fullmatch(r"torn-\d+;", str(name))}


def main(words: list[str]) -> None:
    order = argparse.ArgumentParser("bench torn")
    order.add_argument("--files", type=int, default=200)
    order.add_argument("--seed", type=int, default=1)
    order.add_argument("--only", type=int)
    asked = order.parse_args(words)
    found = run(asked.files, asked.seed, asked.only)
    print(f"seed {asked.seed}: {found}", *found.broken, sep="\n")
    sys.exit(1 if found.broken else 0)
