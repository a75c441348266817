"""Breaking Chinese text into lines that fit, without a font object.

The rules are the usual ones (kinsoku, 避头尾): no line begins with a closing mark or ends with an opening one; words
and numbers in Latin letters stay whole; a last line of one lonely character takes a companion from the line above.
Chinese words stay whole as well (小朋友, not 小 / 朋友) and a particle (的, 了) stays with what it belongs to, as long
as that costs no line: large type on a wall is read word by word. Which words there are stands in `words.txt`, cut from
the content by `kiosk words`; what is in no list may break anywhere, as in any book.
"""

from __future__ import annotations

from collections.abc import Container
from functools import cache, lru_cache
from itertools import pairwise
from pathlib import Path

from kiosk.draw.items import Face
from kiosk.draw.metrics import SANS, SERIF, STRONG, table

_WIDTHS = {"sans": table(SANS), "serif": table(SERIF), "strong": table(STRONG)}
_NOT_FIRST = frozenset("，。！？；：、）】》〉〕」』”’…—·％%℃,.!?;:)]}~～°")
_NOT_LAST = frozenset("（【《〈〔「『“‘([{￥¥")
_PAUSES = {"，": 0.0, "。": 0.0, "；": 0.0, "：": 0.0, "？": 0.0, "、": 0.4}
_TORN = 0.2
"""What a break in mid-phrase costs, against uneven lines; after a pause only a share of it."""
_LATIN = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789.,%/-+@_:*&#'=?")
_PARTICLES = frozenset("的了吗呢吧啊呀们着过地得儿")
"""Never first on a line, where they are no part of a word of their own."""
WORDS = Path(__file__).with_name("words.txt")


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
        lines.extend(_wrap_one(_atoms(paragraph), size, room, face))
    paragraphs = text.split("\n") if len(lines) > text.count("\n") + 1 else []
    whole = [_wrap_one(_in_words(paragraph), size, room, face) for paragraph in paragraphs]
    if whole and sum(map(len, whole)) == len(lines):
        lines = [line for part in whole for line in part]
    if balance and len(lines) > 1 and "\n" not in text:
        lines = _balanced(_in_words(text), size, room, face, lines)
    return tuple(lines)


def _wrap_one(atoms: list[str], size: float, room: float, face: Face) -> list[str]:
    lines: list[list[str]] = [[]]
    used = 0.0
    for atom in atoms:
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


def _balanced(atoms: list[str], size: float, room: float, face: Face, lines: list[str]) -> list[str]:
    """As many lines, as even as may be, broken after a pause where one lies near: 看见脸不算数； / 拨原来的电话."""
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


def _atoms(text: str, torn: Container[int] = ()) -> list[str]:
    """The pieces between which a line may break, but not at the places `torn`."""
    atoms: list[str] = []
    latin = glue = False
    for at, char in enumerate(text):
        is_latin = char in _LATIN
        if atoms and (glue or at in torn or char in _NOT_FIRST or (is_latin and latin) or (char == " ")):
            atoms[-1] += char
        else:
            atoms.append(char)
        glue = char in _NOT_LAST
        latin = is_latin
    return atoms


def _in_words(text: str) -> list[str]:
    """The same, with words and particles kept whole."""
    return _atoms(text, _within_words(text))


def _within_words(text: str) -> set[int]:
    """The places in the text, each before the character of that index, at which a word would be torn."""
    words, torn, at = _words(), set[int](), 0
    while at < len(text):
        count = next((n for n in (4, 3, 2) if text[at : at + n] in words), 1)
        if count > 1:
            torn.update(range(at + 1, at + count))
        elif text[at] in _PARTICLES and at and "\u4e00" <= text[at - 1] <= "\u9fff":
            torn.add(at)
        at += count
    return torn


@cache
def _words() -> frozenset[str]:
    return frozenset(WORDS.read_text("utf-8").split())
