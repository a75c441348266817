"""Breaking Chinese text into lines that fit, without a font object.

The rules are the usual ones (kinsoku, 避头尾): no line begins with a closing mark or ends with an opening one; words
and numbers in Latin letters stay whole; a last line of one lonely character takes a companion from the line above.
"""

from __future__ import annotations

from functools import lru_cache
from itertools import pairwise

from kiosk.draw.items import Face
from kiosk.draw.metrics import SANS, SERIF, STRONG, table

_WIDTHS = {"sans": table(SANS), "serif": table(SERIF), "strong": table(STRONG)}
_NOT_FIRST = frozenset("，。！？；：、）】》〉」』”’…—·％%℃,.!?;:)]}~～°")
_NOT_LAST = frozenset("（【《〈「『“‘([{￥¥")
_PAUSES = {"，": 0.0, "。": 0.0, "；": 0.0, "：": 0.0, "？": 0.0, "、": 0.4}
_TORN = 0.2
"""What a break in mid-phrase costs, against uneven lines; after a pause only a share of it."""
_LATIN = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789.,%/-+@_:*&#'=?")


@lru_cache(maxsize=16384)
def text_width(text: str, size: float, face: Face = "sans") -> float:
    """Width in units of `text` on one line at `size` units an em, kerning left out."""
    widths = _WIDTHS[face]
    return sum(widths.get(char, 1000) for char in text) * size / 1000


@lru_cache(maxsize=8192)
def wrap(text: str, size: float, room: float, face: Face = "sans", balance: bool = False) -> tuple[str, ...]:
    """`text` as lines no wider than `room` units. `\\n` breaks a line; `balance` evens the lines out (titles)."""
    lines: list[str] = []
    for paragraph in text.split("\n"):
        lines.extend(_wrap_one(paragraph, size, room, face))
    if balance and len(lines) > 1 and "\n" not in text:
        lines = _balanced(text, size, room, face, lines)
    return tuple(lines)


def _wrap_one(text: str, size: float, room: float, face: Face) -> list[str]:
    lines: list[list[str]] = [[]]
    used = 0.0
    for atom in _atoms(text):
        width = text_width(atom, size, face)
        if lines[-1] and used + text_width(atom.rstrip(), size, face) > room:
            lines.append([])
            used = 0.0
        if not lines[-1]:
            atom = atom.lstrip(" ")
            width = text_width(atom, size, face)
        if width > room:
            for char in atom:
                width = text_width(char, size, face)
                if lines[-1] and used + width > room:
                    lines.append([])
                    used = 0.0
                lines[-1].append(char)
                used += width
            continue
        lines[-1].append(atom)
        used += width
    if len(lines) > 1 and len("".join(lines[-1])) <= 2 and len(lines[-1]) == 1 and len(lines[-2]) > 3:
        last = lines[-2].pop()
        if text_width(last + "".join(lines[-1]), size, face) <= room:
            lines[-1].insert(0, last)
        else:
            lines[-2].append(last)
    return ["".join(line).rstrip() for line in lines]


def _balanced(text: str, size: float, room: float, face: Face, lines: list[str]) -> list[str]:
    """As many lines, as even as may be, broken after a pause where one lies near: 看见脸不算数； / 拨原来的电话."""
    atoms = _atoms(text)
    wides = [text_width(a, size, face) for a in atoms]
    even = sum(wides) / len(lines)
    found: dict[int, tuple[float, tuple[int, ...]]] = {0: (0.0, (0,))}
    for _ in lines:
        further: dict[int, tuple[float, tuple[int, ...]]] = {}
        for start, (cost, ends) in found.items():
            used = 0.0
            for end in range(start + 1, len(atoms) + 1):
                used += wides[end - 1]
                if used > room:
                    break
                torn = _TORN * _PAUSES.get(atoms[end - 1].rstrip()[-1:], 1.0) if end < len(atoms) else 0.0
                whole = cost + (used / even - 1) ** 2 + torn
                if end not in further or whole < further[end][0]:
                    further[end] = (whole, (*ends, end))
        found = further
    if len(atoms) not in found:
        return lines
    return ["".join(atoms[a:b]).strip() for a, b in pairwise(found[len(atoms)][1])]


def _atoms(text: str) -> list[str]:
    """The pieces between which a line may break."""
    atoms: list[str] = []
    latin = glue = False
    for char in text:
        is_latin = char in _LATIN
        if atoms and (glue or char in _NOT_FIRST or (is_latin and latin) or (char == " ")):
            atoms[-1] += char
        else:
            atoms.append(char)
        glue = char in _NOT_LAST
        latin = is_latin
    return atoms
