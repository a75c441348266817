"""A process of its own in which what strangers made is opened before the hall shows it.

Pillow and FFmpeg are large libraries in C, and what a file makes them do nobody can foresee: whatever it is, it happens
there, with so much memory and so much time, and all that comes back is a sentence.
"""

from __future__ import annotations

import json
import os
import sys
import threading
import weakref
from contextlib import suppress
from pathlib import Path
from typing import IO, Any, NamedTuple

from kiosk.content.conditions import FilmOf
from kiosk.content.models.base import FileKind
from kiosk.core.outside import parse_json

MEMORY_BYTES = 900 * 1024 * 1024
"""Beside what the process has from the start: of addresses, of which less than half is ever filled."""
CPU_SECONDS = 10
"""A file. On the slowest machine of a hall the largest picture that is let in takes three."""
WAIT_SECONDS = 120.0
"""A file on a slow stick; less is no verdict on the file."""

_MOST_ANSWERED = 64 * 1024
_FOLDER = Path(__file__).parents[2]
_TOO_MUCH = "打开它要用太多内存和时间，不像正常的文件：从原来的地方重新复制一份，或用画图、剪映另存一份"
_TOO_SLOW = "读了两分钟还没有读完：看看它所在的盘是不是坏了，把文件复制到这台电脑上"


class FileVerdict(NamedTuple):
    """What is wrong with a file, in Chinese, "" when nothing is; `sure`: it would be found again."""

    fault: str
    sure: bool = True


class Apart:
    """Opens files one after the other, in a process that is started for the first, and anew after one that it did not
    survive."""

    def __init__(self) -> None:
        self._child: Any = None
        self._ends: Any = None

    def ask(self, path: Path, kind: FileKind, film: FilmOf) -> FileVerdict:
        """What is wrong with the file as the screen opens it."""
        try:
            child = self._started()
            question = [os.path.abspath(path), kind, os.path.abspath(film) if film is not None else None]
            child.stdin.write(json.dumps(question).encode() + b"\n")
            child.stdin.flush()
        except OSError:  # no process to be had; what a file claims is held against limits here as well
            return FileVerdict(opened(path, kind, film), sure=False)
        late = threading.Event()

        def give_up() -> None:
            late.set()
            child.kill()

        timer = threading.Timer(WAIT_SECONDS, give_up)
        timer.daemon = True
        timer.start()
        answer = child.stdout.readline(_MOST_ANSWERED)
        timer.cancel()
        with suppress(ValueError):
            return FileVerdict(str(parse_json(answer)))
        self._child = None
        self._ends()
        return FileVerdict(f"“{path.name}”{_TOO_SLOW if late.is_set() else _TOO_MUCH}", sure=not late.is_set())

    def _started(self) -> Any:
        if self._child is not None and self._child.poll() is not None:  # somebody ended it meanwhile
            self._ends()
            self._child = None
        if self._child is None:
            from subprocess import DEVNULL, PIPE, Popen

            command = [sys.executable, "-m", "kiosk.screen.apart"]
            self._child = Popen(command, stdin=PIPE, stdout=PIPE, stderr=DEVNULL, cwd=_FOLDER)
            self._ends = weakref.finalize(self, _end, self._child)
        return self._child


def opened(path: Path, kind: FileKind, film: FilmOf) -> str:
    """What is wrong with the file, found out by opening it here and now."""
    from kiosk.screen import opening

    if kind in ("picture", "overlay"):
        return opening.picture_fault(path)
    if kind == "film":
        return opening.film_fault(path)
    return opening.captions_fault(path, opening.film_seconds(film) or None if film is not None else None)


def _end(child: Any) -> None:
    """Nothing more is asked: the process reads that from its end of the pipe."""
    with suppress(OSError):
        child.stdin.close()
    try:
        child.wait(1.0)
    except Exception:  # it is busy with what nobody waits for any more
        child.kill()
        child.wait()
    child.stdout.close()


def answer(questions: IO[bytes], answers: IO[bytes]) -> None:
    """The other side: a question a line, an answer a line, until no more come."""
    from kiosk.screen import opening as opening  # so that what it takes counts as there from the start

    bounds = _Bounds()
    for question in questions:
        path, kind, film = parse_json(question)
        bounds.next_file()
        fault = opened(Path(path), kind, Path(film) if film is not None else None)
        answers.write(json.dumps(fault).encode() + b"\n")
        answers.flush()


class _Bounds:
    """What the process may take, held by the system; by nobody on Windows, which has no such thing."""

    def __init__(self) -> None:
        try:
            import resource
        except ImportError:
            self._resource: Any = None
            return
        self._resource = resource
        with suppress(OSError, ValueError):
            pages = int(Path("/proc/self/statm").read_text("ascii").split()[0])
            most = pages * resource.getpagesize() + MEMORY_BYTES
            resource.setrlimit(resource.RLIMIT_AS, (most, most))
        with suppress(OSError, ValueError):
            resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
            resource.setrlimit(resource.RLIMIT_CORE, (0, 0))

    def next_file(self) -> None:
        if self._resource is None:
            return
        used = self._resource.getrusage(self._resource.RUSAGE_SELF)
        _, most = self._resource.getrlimit(self._resource.RLIMIT_CPU)
        until = int(used.ru_utime + used.ru_stime) + 1 + CPU_SECONDS
        self._resource.setrlimit(self._resource.RLIMIT_CPU, (until, most))


if __name__ == "__main__":
    answer(sys.stdin.buffer, sys.stdout.buffer)
