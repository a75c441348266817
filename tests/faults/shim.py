"""Faults of a disk at any call: builds the shim that is preloaded, and holds the page that tells it what is to fail."""

from __future__ import annotations

import errno
import mmap
import os
import struct
import subprocess
from enum import IntFlag
from pathlib import Path

SOURCE = Path(__file__).with_name("shim.c")
PAGE = "FAULTS_PAGE"
ALWAYS = 2**31
_FORMAT = struct.Struct("8I1024s1024s")


class Kind(IntFlag):
    """What a call does; as in shim.c."""

    OPEN, WRITE, FSYNC, RENAME, TRUNCATE, UNLINK, MKDIR, READ = 1, 2, 4, 8, 16, 32, 64, 128
    STAT, MAP, LIST, CHMOD, CREATE, CHANGE = 256, 512, 1024, 2048, 4096, 8192


_FILLS = Kind.CREATE | Kind.WRITE | Kind.FSYNC | Kind.TRUNCATE | Kind.MKDIR | Kind.RENAME
_NAMES = Kind.RENAME | Kind.UNLINK | Kind.MKDIR | Kind.CHMOD | Kind.CREATE | Kind.CHANGE
KINDS = {
    errno.ENOSPC: _FILLS,
    errno.EDQUOT: _FILLS,
    errno.EROFS: _NAMES | Kind.WRITE | Kind.TRUNCATE,
    errno.EACCES: _NAMES | Kind.OPEN | Kind.LIST | Kind.STAT,
    errno.EIO: Kind(2**14 - 1),
    errno.EMFILE: Kind.OPEN | Kind.LIST,
    errno.EINTR: Kind.OPEN | Kind.WRITE | Kind.READ | Kind.FSYNC | Kind.TRUNCATE,
}
"""Which calls a system lets fail with which error."""


def built(folder: Path) -> Path:
    """The shim, compiled into that folder. Raises subprocess.CalledProcessError with what the compiler said."""
    made = folder / "shim.so"
    command = ["cc", "-O2", "-Wall", "-Werror", "-shared", "-fPIC", "-o", str(made), str(SOURCE), "-ldl"]
    subprocess.run(command, check=True, capture_output=True, text=True)
    return made


class Faults:
    """The page in a file that is shared with every process that has the shim in front of it."""

    def __init__(self, file: Path) -> None:
        self.file = file
        if not file.exists():
            file.write_bytes(bytes(_FORMAT.size))
        with file.open("r+b") as opened:
            self._page = mmap.mmap(opened.fileno(), _FORMAT.size)

    def arm(self, under: Path, error: int, at: int = 0, times: int = 1, short: bool = False) -> None:
        """From now on the calls of a kind that may fail with `error` are counted, and from the `at`-th so many fail; 0
        none. With `short` the first write that fails still takes half."""
        words = (int(KINDS[error]), at, times, error, 0, 0, int(short), 0)
        self._page[:] = _FORMAT.pack(*words, os.fsencode(under.resolve()), b"")

    def mend(self) -> None:
        """Nothing fails any more; what was counted stays."""
        self._page[4:8] = bytes(4)

    @property
    def seen(self) -> int:
        """How many calls there were that might have failed."""
        return int(_FORMAT.unpack(self._page[:])[4])

    @property
    def failed(self) -> int:
        return int(_FORMAT.unpack(self._page[:])[5])

    @property
    def what(self) -> str:
        """The first call that failed."""
        return os.fsdecode(_FORMAT.unpack(self._page[:])[9].split(b"\0")[0])


def surroundings(shim: Path, page: Path) -> dict[str, str]:
    """The environment of a process that has the shim in front of it."""
    return {**os.environ, "LD_PRELOAD": str(shim), PAGE: str(page)}
