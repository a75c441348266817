"""What a file of pictures or films says of itself, read with the standard library: no decoder at start-up."""

from __future__ import annotations

import os
import re
import struct
from pathlib import Path
from typing import BinaryIO

from kiosk.core.outside import open_file

LIES = re.compile(rb" at (\d+),(\d+) of (\d+)")
"""Where a piece of a room's picture says, in its note, that it lies: left, top, and the width of the whole."""
PICTURE_BYTES = 8 * 1024 * 1024
"""The largest picture that is let in; a 4K JPEG has 2-4 MB."""
_MOST_BOXES = 1000
_UNKNOWN = (0, 0xFFFFFFFF, 0xFFFFFFFFFFFFFFFF)


def mp4_seconds(path: Path) -> float | None:
    """The length of an MP4 or M4A file in seconds, from its movie header (ISO 14496-12, `moov/mvhd`).

    None when the file is not there, is something else, or does not say.
    """
    try:
        with open_file(path) as stream:
            moov = _find(stream, b"moov", 0, os.fstat(stream.fileno()).st_size)
            mvhd = _find(stream, b"mvhd", *moov) if moov else None
            return _movie_seconds(stream, *mvhd) if mvhd else None
    except (OSError, struct.error, ValueError, OverflowError):
        return None


def _find(stream: BinaryIO, name: bytes, start: int, end: int) -> tuple[int, int] | None:
    """Start and end of the content of the first box of that name between `start` and `end`, in bytes."""
    for _ in range(_MOST_BOXES):
        if start + 8 > end:
            return None
        stream.seek(start)
        size, kind = struct.unpack(">I4s", stream.read(8))
        head = 8
        if size == 1:
            (size,) = struct.unpack(">Q", stream.read(8))
            head = 16
        elif size == 0:
            size = end - start
        if size < head or start + size > end:
            return None
        if kind == name:
            return start + head, start + size
        start += size
    return None


def _movie_seconds(stream: BinaryIO, start: int, end: int) -> float | None:
    stream.seek(start)
    data = stream.read(min(end - start, 32))
    if data[:1] == b"\x01":
        scale, length = struct.unpack_from(">IQ", data, 20)
    else:
        scale, length = struct.unpack_from(">II", data, 12)
    return length / scale if scale and length not in _UNKNOWN else None
