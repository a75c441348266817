"""A small rule for which characters the hall's two families can draw, without opening a font.

The ranges hold characters that both families have (a test compares them with the fonts). Rare characters beyond them
may be drawable too: a caller with the fonts at hand gives a better function.
"""

from __future__ import annotations

import re

_RANGES: tuple[tuple[int, int], ...] = (
    (0x0A, 0x0A),  # a line break is laid out, not drawn
    (0x20, 0x7E),
    (0xA1, 0xAC),
    (0xAE, 0x103),
    (0x391, 0x3A1),
    (0x3A3, 0x3A9),
    (0x3B1, 0x3C9),
    (0x410, 0x44F),
    (0x2010, 0x2016),
    (0x2018, 0x201A),
    (0x201C, 0x201E),
    (0x2020, 0x2022),
    (0x2025, 0x2027),
    (0x2030, 0x2030),
    (0x2032, 0x2033),
    (0x2039, 0x203C),
    (0x20AC, 0x20AC),
    (0x2103, 0x2103),
    (0x2116, 0x2116),
    (0x2122, 0x2122),
    (0x2160, 0x216B),
    (0x2170, 0x217B),
    (0x2190, 0x2199),
    (0x2211, 0x2213),
    (0x221A, 0x221A),
    (0x2234, 0x2237),
    (0x2248, 0x2248),
    (0x2260, 0x2262),
    (0x2264, 0x2267),
    (0x2460, 0x24E9),
    (0x2500, 0x25A1),
    (0x25B2, 0x25B3),
    (0x25CB, 0x25CB),
    (0x25CE, 0x25CF),
    (0x2605, 0x2606),
    (0x2640, 0x2642),
    (0x3000, 0x303F),
    (0x3041, 0x3096),
    (0x3099, 0x30FF),
    (0x3105, 0x312F),
    (0x3220, 0x3243),
    (0x4E00, 0x9FEF),
    (0xFF01, 0xFF5E),
    (0xFFE0, 0xFFE5),
)
_OTHERS = re.compile(f"[^{''.join(f'{re.escape(chr(first))}-{re.escape(chr(last))}' for first, last in _RANGES)}]")


def others(text: str) -> set[str]:
    """The characters of the text that the rule does not vouch for."""
    return set(_OTHERS.findall(text))


def is_drawable(char: str) -> bool:
    """Whether both faces certainly have the character."""
    return not _OTHERS.match(char)
