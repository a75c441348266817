"""What may lie where a file belongs, and what may stand in it."""

from __future__ import annotations

import os
from pathlib import Path

THERE = ("pipe", "folder", "loop", "endless", "nowhere")

RUBBISH = {
    "empty": b"",
    "no text": b"\xff\xfe\x00\xd8",
    "nan": b'{"forms": NaN, "format": NaN, "known": [Infinity]}',
    "a list": b"[1, 2]",
    "a number": b"7",
    "huge": b"9" * 200_000,
    "deep": b"[" * 200_000,
    "half": b'{"format": [2',
    "zeros": bytes(4096),
}


def in_place_of(file: Path, there: str) -> None:
    """Something that is no file, by that name."""
    match there:
        case "pipe":
            os.mkfifo(file)
        case "folder":
            file.mkdir()
        case "loop":
            file.symlink_to(file)
        case "endless":
            file.symlink_to("/dev/zero")
        case "nowhere":
            file.symlink_to(file.with_name("nothing-of-the-kind"))
