"""Which characters the hall's faces can draw, read from the fonts' own tables.

Nothing is opened for the characters every text is made of (`content.drawable`); only a rare one asks the fonts.
"""

from __future__ import annotations

import struct
import unicodedata
from functools import cache
from pathlib import Path
from typing import get_args

from kiosk.content.drawable import is_drawable
from kiosk.draw.items import Face
from kiosk.screen.faces import font_file, whole_file

_UNICODE_FULL = ((3, 10), (0, 6), (0, 4))
"""Platform and encoding of the tables that reach beyond the first 65,536 characters."""


def can_draw(char: str) -> bool:
    """Whether every face has a picture of the character. Marks that stand on another, blanks and controls are none."""
    return is_drawable(char) or (unicodedata.category(char)[0] not in "CMZ" and ord(char) in _in_every_face())


@cache
def _in_every_face() -> frozenset[int]:
    return frozenset.intersection(*(covered(whole_file(face)) for face in get_args(Face)))


@cache
def in_cut_faces() -> frozenset[str]:
    """The characters the faces that are cut hold; both hold the same ones."""
    return frozenset(map(chr, covered(font_file("serif"))))


def covered(font: Path) -> frozenset[int]:
    """The code points of an OpenType font's character map (`cmap`, format 12: groups of first, last and glyph). Source:
    the OpenType specification, chapter cmap. Raises ValueError when the font has no such map."""
    data = font.read_bytes()
    tables = struct.unpack(">H", data[4:6])[0]
    records = (struct.unpack(">4sIII", data[12 + 16 * n : 28 + 16 * n]) for n in range(tables))
    start = next((offset for tag, _, offset, _ in records if tag == b"cmap"), None)
    if start is None:
        raise ValueError(f"{font.name} has no character map")
    count = struct.unpack(">H", data[start + 2 : start + 4])[0]
    for n in range(count):
        platform, encoding, offset = struct.unpack(">HHI", data[start + 4 + 8 * n : start + 12 + 8 * n])
        at = start + offset
        if (platform, encoding) in _UNICODE_FULL and data[at : at + 2] == b"\0\x0c":
            groups = struct.unpack(">I", data[at + 12 : at + 16])[0]
            found = (struct.unpack(">III", data[at + 16 + 12 * g : at + 28 + 12 * g]) for g in range(groups))
            return frozenset(code for first, last, _ in found for code in range(first, last + 1))
    raise ValueError(f"{font.name} has no map of all characters")
