"""Reading a file that somebody else may have put there: only if it is one, and no more of it than a limit.

Where a file belongs there may lie a pipe, on which opening waits for ever, a device that never ends, a folder, or
rubbish of any size; what comes of it here is an OSError, at once.
"""

from __future__ import annotations

import errno
import json
import os
import stat
from math import isfinite
from pathlib import Path
from typing import Any, BinaryIO, NoReturn


class NoFileError(OSError):
    """What lies there is a pipe, a device or a folder, or the name is none that a file can have."""


class TooLargeError(OSError):
    """The file is larger than anything that belongs there."""


def open_file(path: Path | str) -> BinaryIO:
    """The file, to be read. Raises OSError; never waits for whoever might write into a pipe."""
    try:
        return open(path, "rb", opener=_only_a_file)
    except ValueError as error:  # a NUL in its name
        raise NoFileError(errno.EINVAL, str(error)) from None


def read_file(path: Path | str, most_bytes: int) -> bytes:
    """All of the file. Raises OSError: TooLargeError for one of more than `most_bytes`, of which no more is read."""
    with open_file(path) as stream:
        size = os.fstat(stream.fileno()).st_size
        held = stream.read(min(size, most_bytes) + 1)
        if size < len(held) <= most_bytes:  # it grows meanwhile, or does not say
            held += stream.read(most_bytes + 1 - len(held))
    if len(held) > most_bytes:
        raise TooLargeError(errno.EFBIG, os.strerror(errno.EFBIG), os.fspath(path))
    return held


def read_json(path: Path | str, most_bytes: int) -> Any:
    """What the file holds. Raises OSError, or ValueError for what is no JSON, nested too deeply, or no number."""
    return parse_json(read_file(path, most_bytes))


def parse_json(written: bytes | str) -> Any:
    """What is written there. Raises ValueError, also for NaN, infinity and 1e999, which Python's
    own reader takes."""
    try:
        return json.loads(written, parse_constant=_no_number, parse_float=finite)
    except RecursionError:
        raise ValueError("nested too deeply") from None


def finite(value: Any) -> float:
    """The number as a float. Raises ValueError for what is not finite or no number."""
    try:
        number = float(value)
    except (TypeError, OverflowError) as error:
        raise ValueError(str(error)) from None
    if not isfinite(number):
        raise ValueError(f"{number} is no number to reckon with")
    return number


def visible(name: str) -> str:
    """A name as it can be shown on a screen, in a terminal, on a page: what cannot be seen, turns lines round or is no
    character at all is written as its code."""
    if name.isprintable():
        return name
    return "".join(sign if sign.isprintable() or sign == "\u3000" else _code(sign) for sign in name)


def _code(sign: str) -> str:
    if "\udc80" <= sign <= "\udcff":  # a byte that is no text, as Python carries it along
        return f"〔{ord(sign) - 0xDC00:02X}〕"
    return f"〔U+{ord(sign):04X}〕"


def _only_a_file(path: str, flags: int) -> int:
    found = os.open(path, flags | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOCTTY", 0))
    if stat.S_ISREG(os.fstat(found).st_mode):
        return found
    os.close(found)
    raise NoFileError(errno.EINVAL, os.strerror(errno.EINVAL), path)


def _no_number(written: str) -> NoReturn:
    raise ValueError(f"{written} is no number")
