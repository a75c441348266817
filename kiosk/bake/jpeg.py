"""Reads a JPEG's size and its note from the header, so that a picture can be checked without an imaging library."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

_FRAMES = {0xC0, 0xC1, 0xC2, 0xC3, 0xC5, 0xC6, 0xC7, 0xC9, 0xCA, 0xCB, 0xCD, 0xCE, 0xCF}
_NOTE = 0xFE
_SCAN = 0xDA


@dataclass(frozen=True, slots=True)
class Header:
    """Pixels, and the comment written by `baking.bake`."""

    width: int
    height: int
    note: str


def header(path: Path) -> Header:
    """Size and comment of a JPEG. Raises ValueError for anything else, OSError when it cannot be read."""
    raw = path.read_bytes()
    if raw[:2] != b"\xff\xd8":
        raise ValueError(f"{path.name} is not a JPEG")
    width = height = 0
    note, at = "", 2
    while at + 4 <= len(raw) and raw[at] == 0xFF and raw[at + 1] != _SCAN:
        kind, length = raw[at + 1], int.from_bytes(raw[at + 2 : at + 4], "big")
        body = raw[at + 4 : at + 2 + length]
        if kind in _FRAMES:
            height, width = int.from_bytes(body[1:3], "big"), int.from_bytes(body[3:5], "big")
        elif kind == _NOTE:
            note = body.decode("utf-8", "replace")
        at += 2 + length
    if not width:
        raise ValueError(f"{path.name} has no size")
    return Header(width, height, note)


def fingerprint(room_yaml: Path) -> str:
    """What ties a picture to the room file it was baked from: the file's SHA-256, line ends as on Unix."""
    return hashlib.sha256(room_yaml.read_bytes().replace(b"\r\n", b"\n")).hexdigest()


def baked_from(picture: Path, room_yaml: Path) -> bool:
    """Whether the picture shows the room as its file describes it now."""
    return f"room {fingerprint(room_yaml)}" in header(picture).note
