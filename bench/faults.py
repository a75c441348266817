"""A disk that refuses, at every call a visit and each command make of it: what became of the hall, of the words staff
are told, and of what lies on the disk.

`python -m bench faults [--every N] [--first K] [--on DIR] [--errors E …] [--only WORD …]` fails each N-th call (of each
kind of error, once, and from there on) in a process of its own; prints a table, and a line for each promise that was
broken, with status 1. The disk is `tests/faults/shim.c`."""

from __future__ import annotations

import argparse
import errno
import os
import re
import signal
import sys
import tempfile
import time
import traceback
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from bench import faults_installing, faults_subjects
from bench.faults_subjects import Case, Subject, ready
from tests.faults.shim import ALWAYS, KINDS, PAGE, Faults, Kind, built, surroundings

SUBJECTS: tuple[Subject, ...] = (*faults_subjects.SUBJECTS, *faults_installing.SUBJECTS)
LIMIT_SECONDS = 60.0
HAN = re.compile(r"[\u4e00-\u9fff]")
HEAD = (
    "| what is done | calls | runs | the disk refused | done all the same | said why | broken |\n"
    "| --- | ---: | ---: | ---: | ---: | ---: | ---: |"
)


class Fault(NamedTuple):
    """What the disk refuses: which error, from which call on, and for how many."""

    error: int
    at: int
    times: int
    short: bool = False

    def __str__(self) -> str:
        lasts = "once" if self.times == 1 else "from there on"
        return f"{errno.errorcode[self.error]}{' (half written)' if self.short else ''} at {self.at} {lasts}"


@dataclass
class Found:
    """What became of all runs of one subject."""

    calls: int = 0
    counted: Counter[str] = field(default_factory=Counter)
    broken: list[str] = field(default_factory=list)

    def row(self, name: str) -> str:
        numbers = (self.counted[what] for what in ("runs", "refused", "done", "said"))
        return f"| {name} | {self.calls} | {' | '.join(map(str, numbers))} | {len(self.broken)} |"


class Ran(NamedTuple):
    """How a run ended: its status (None: it had to be killed), and what it said to staff."""

    status: int | None
    said: str


def run(subject: Subject, faults: Faults, asked: argparse.Namespace, place: Path) -> Found:
    """All runs of a subject."""
    found, every = Found(), asked.every
    calls: dict[Kind, int] = {}
    for error, kinds in KINDS.items():
        if errno.errorcode[error] not in asked.errors:
            continue
        if kinds not in calls:
            calls[kinds] = _count(subject, faults, error, place)
        seen = calls[kinds]
        found.calls += seen
        for times in (1,) if error == errno.EINTR else (1, ALWAYS):
            for at in range(1 + asked.first % every, seen + 1, every):
                short = error == errno.ENOSPC and at % 2 == 0
                _one(subject, faults, Fault(error, at, times, short), place, found)
    return found


def _count(subject: Subject, faults: Faults, error: int, place: Path) -> int:
    case = subject.case(place)
    faults.arm(case.folder, error)
    ran = _forked(subject, case, faults, lifted=True)
    if ran.status != subject.well:
        raise RuntimeError(f"{subject.name} does not even go on a disk that is well ({ran.status}): {ran.said}")
    return faults.seen


def _one(subject: Subject, faults: Faults, fault: Fault, place: Path, found: Found) -> None:
    case = subject.case(place)
    faults.arm(case.folder, fault.error, fault.at, fault.times, fault.short)
    lifted = fault.times == 1 or fault.at % 3 != 0
    ran = _forked(subject, case, faults, lifted)
    faults.mend()
    found.counted["runs"] += 1
    if not faults.failed:
        return
    what = faults.what
    found.counted["refused"] += 1
    found.counted["done" if ran.status == subject.well else "said"] += 1
    broken = [*_manners(ran), *subject.judge(case, ran.status, lifted)]
    faults.arm(case.folder, errno.EIO)
    again = _forked(subject.next_time(), case, faults, lifted=True)
    if broken and ran.said.strip():
        broken.append(f"it said: {ran.said.strip()[-600:]}")
    if again.status != subject.well or [*_manners(again)]:
        broken.append(f"the next time it does not go well ({again.status}): {again.said}")
    else:
        broken += [f"the next time: {line}" for line in subject.next_time().judge(case, 0, lifted)]
    for line in broken:
        found.broken.append(f"{subject.name}: {fault} ({what}): {line}")
        print(found.broken[-1], flush=True)


def _manners(ran: Ran) -> Iterator[str]:
    """What staff may expect of any run: it ends, it says so in a sentence of their language, and each sentence once."""
    if ran.status is None:
        yield "it hangs"
        return
    if "Traceback" in ran.said or ran.status not in (0, 1):
        yield f"it falls ({ran.status}): {ran.said[-1500:]}"
        return
    lines = [line for line in ran.said.splitlines() if line.strip()]
    if ran.status == 1 and not (lines and HAN.search(lines[-1])):
        yield f"it does not say why: {ran.said}"
    for line in lines:
        if not HAN.search(line) or "[Errno" in line:
            yield f"not in words for staff: {line}"
    for line, number in Counter(re.sub(r"[\d.]+", "#", line) for line in lines).items():
        if number > 1:
            yield f"says {number} times: {line}"


def _forked(subject: Subject, case: Case, faults: Faults, lifted: bool) -> Ran:
    """The subject in a process of its own, all of the program imported already."""
    said = case.beside / "said"
    child = os.fork()
    if child == 0:
        os.setpgid(0, 0)
        _in_child(subject, case, faults, lifted, said)
    status, until = None, time.monotonic() + LIMIT_SECONDS
    while time.monotonic() < until:
        ended, code = os.waitpid(child, os.WNOHANG)
        if ended:
            status = os.waitstatus_to_exitcode(code)
            break
        time.sleep(0.002)
    else:
        os.killpg(child, signal.SIGKILL)
        os.waitpid(child, 0)
    return Ran(status, said.read_text("utf-8", "replace"))


def _in_child(subject: Subject, case: Case, faults: Faults, lifted: bool, said: Path) -> None:
    status = 70
    try:
        for stream, name in ((1, case.beside / "printed"), (2, said)):
            written = os.open(name, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
            os.dup2(written, stream)
            os.close(written)
        status = subject.go(case, faults.mend if lifted else None)
    except BaseException:
        traceback.print_exc()
    finally:
        for spoken in filter(None, (sys.stdout, sys.stderr)):
            spoken.flush()
        os._exit(status)


def _preloaded() -> None:
    """Begins again with the shim in front of the C library."""
    with tempfile.TemporaryDirectory(prefix="kiosk-shim") as folder:
        around = surroundings(built(Path(folder)), Path(folder) / "page")
        around |= {"SDL_VIDEODRIVER": "dummy", "SDL_AUDIODRIVER": "dummy", "OPENBLAS_NUM_THREADS": "1"}
        Faults(Path(folder) / "page")
        import subprocess

        sys.exit(subprocess.run([sys.executable, "-m", "bench", *sys.argv[1:]], env=around).returncode)


def main(words: list[str]) -> None:
    order = argparse.ArgumentParser("bench faults")
    order.add_argument("--every", type=int, default=1)
    order.add_argument("--first", type=int, default=0)
    order.add_argument("--on", type=Path, metavar="DIR", help="where the disk lies, for one /dev/shm")
    names = [errno.errorcode[error] for error in KINDS]
    order.add_argument("--errors", nargs="+", choices=names, default=names)
    order.add_argument("--only", nargs="+", default=[subject.name for subject in SUBJECTS])
    asked = order.parse_args(words)
    if PAGE not in os.environ:
        _preloaded()
    begun, all_broken = time.monotonic(), 0
    faults = Faults(Path(os.environ[PAGE]))
    print(HEAD)
    with tempfile.TemporaryDirectory(prefix="kiosk-faults", dir=asked.on) as folder:
        ready(Path(folder), SUBJECTS)
        for subject in SUBJECTS:
            if subject.name in asked.only:
                found = run(subject, faults, asked, Path(folder))
                print(found.row(subject.name), flush=True)
                all_broken += len(found.broken)
    print(f"in {time.monotonic() - begun:.0f} s")
    sys.exit(1 if all_broken else 0)
