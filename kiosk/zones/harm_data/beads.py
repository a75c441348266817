"""Glass beads to count with: a figure becomes a vessel of beads, each bead one of ten or one of a hundred.

A page has hundreds of small discs and is asked for with every touch, so what was drawn last is kept.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from math import cos, pi, sin
from typing import NamedTuple

from kiosk.core.geometry import Rect
from kiosk.draw.block import Block
from kiosk.draw.items import Colour, Item, Lines, Panel
from kiosk.draw.look import Look
from kiosk.draw.theme import mix

TEN, HUNDRED = 10, 100
GAP = 12.5
"""Between two beads that a finger can choose."""
_WHITE: Colour = (255, 255, 255)
_BLACK: Colour = (0, 0, 0)
_RUBY: Colour = (196, 52, 44)
_LEAF: Colour = (46, 158, 112)
_MOST = 176.0
"""Units across of the largest bead."""
_FINE = 60.0
"""Beads from this size are shaded in more steps."""
_WALL, _FLARE, _RIM, _LIP = 20.0, 18.0, 30.0, 60.0
"""Of a beaker: from its wall to the beads, how far its rim leans out, over what height, and what stays free
above the beads."""


class Packing(NamedTuple):
    """Beads in rows: how many stand in one, how many rows, and how large a bead is."""

    columns: int
    rows: int
    size: float


def lit_colour(look: Look, good: bool) -> Colour:
    """Leaf green for what was kept away, ruby for harm done; the light ones on black."""
    if look.contrast:
        return look.theme.safe_light if good else look.theme.danger_light
    return _LEAF if good else _RUBY


def bead(look: Look, place: Rect, colour: Colour | None) -> Iterator[Item]:
    """A glass bead; without a colour clear as a bubble, so that what is counted is told apart by more than colour."""
    d, theme = place.w, look.theme
    if colour is None:
        yield Panel(rect=place, fill=theme.on_ground, alpha=26, radius=d / 2)
        yield Panel(
            rect=place, radius=d / 2, border=mix(theme.ground, theme.on_ground, 0.62), border_width=max(2.0, d * 0.03)
        )
        yield _round(place, 0.3, 0.25, 0.16, _WHITE, 150)
        return
    if look.contrast:
        yield Panel(rect=place, fill=colour, radius=d / 2)
        return
    yield Panel(rect=place, fill=mix(colour, _BLACK, 0.5), radius=d / 2)
    steps = 16 if d >= _FINE else 5
    for i in range(steps):
        part = i / (steps - 1)
        at = 0.5 + 0.12 * part * part
        shade = mix(mix(colour, _BLACK, 0.34 * (1 - part) ** 2), mix(colour, _WHITE, 0.5), part**1.6)
        yield _round(place, at, at, 0.96 - 0.72 * part, shade)
    yield _round(place, 0.32, 0.27, 0.2, _WHITE, 70)
    yield _round(place, 0.31, 0.26, 0.14, _WHITE, 225)


def _round(place: Rect, x: float, y: float, share: float, colour: Colour, alpha: int = 255) -> Panel:
    side = place.w * share
    return Panel(
        rect=Rect(place.x + place.w * x - side / 2, place.y + place.w * y - side / 2, side, side),
        fill=colour,
        alpha=alpha,
        radius=side / 2,
    )


def packed(w: float, h: float, count: int = TEN) -> Packing:
    """The rows in which ten beads are largest in a beaker of that size."""
    found = []
    for columns in (2, 5):
        rows = -(-count // columns)
        size = min((w - 2 * (_WALL + _FLARE)) / columns - GAP, (h - _LIP - _WALL) / rows - GAP, _MOST)
        found.append(Packing(columns, rows, size))
    return max(found, key=lambda one: one.size)


def height(packing: Packing) -> float:
    """Units of a beaker that is no higher than its beads and its rim."""
    return packing.rows * (packing.size + GAP) + _WALL + _LIP


def seats(packing: Packing, w: float, h: float, count: int = TEN) -> Iterator[Rect]:
    """Where the beads of a beaker lie, from the bottom up."""
    pitch = packing.size + GAP
    left = (w - packing.columns * pitch + GAP) / 2
    for i in range(count):
        row, column = divmod(i, packing.columns)
        yield Rect(left + column * pitch, h - _WALL - (row + 1) * pitch + GAP, packing.size, packing.size)


@lru_cache(maxsize=32)
def beaker(look: Look, w: float, h: float, packing: Packing, lit: int, colour: Colour) -> Block:
    """A beaker in which `lit` of ten beads lie coloured, the rest clear; marks at its side for every row."""
    theme = look.theme
    inner = packing.columns * (packing.size + GAP) - GAP + 2 * _WALL
    x, r = (w - inner) / 2, 36.0
    pitch = packing.size + GAP
    top = max(0.0, h - height(packing))
    line = mix(theme.ground, theme.on_ground, 1.0 if look.contrast else 0.74)
    items: list[Item] = [
        Panel(
            rect=Rect(x, top - 40, inner, h - top + 40),
            clip=Rect(x, top + 22, inner, h - top - 22),
            fill=theme.on_ground,
            alpha=20,
            radius=r,
        ),
        Lines(rect=Rect(x, top, inner, h - top), points=tuple(_outline(inner, h - top - 3, r)), colour=line, width=6),
    ]
    for row in range(1, packing.rows + 1):
        y = h - _WALL - row * pitch + GAP / 2
        items.append(Panel(rect=Rect(x + inner - 44, y - 2, 38, 4), fill=line, radius=2))
    for i, place in enumerate(seats(packing, w, h)):
        items += bead(look, place, colour if i < lit else None)
    if not look.contrast:
        shine = Rect(x + 10, top + 60, 9, (h - top) * 0.6)
        items.append(Panel(rect=shine, fill=_WHITE, alpha=120, radius=4.5))
    return Block(w, h, tuple(items))


def _outline(w: float, h: float, r: float) -> Iterator[float]:
    """The wall of a beaker from rim to rim: it leans out at the rim and is round at the foot."""
    turns = [pi / 2 * i / 10 for i in range(11)]
    rim = [(-_FLARE * (1 - sin(t)), _RIM * (1 - cos(t))) for t in turns]
    foot = [(r - r * cos(t), h - r + r * sin(t)) for t in turns]
    left = [*rim, *foot]
    for x, y in (*left, *((w - x, y) for x, y in reversed(left))):
        yield from (x, y)


@lru_cache(maxsize=16)
def field(look: Look, w: float, h: float, count: int, lit: int, colour: Colour) -> Block:
    """That many small beads in rows that fill the place as well as they can, the first `lit` of them coloured."""
    columns = max(range(5, 26), key=lambda c: min(w / c, h / -(-count // c)))
    if count == HUNDRED:
        columns = 10 if h >= w * 0.62 else 20
    rows = -(-count // columns)
    pitch = min(w / columns, h / rows)
    left, top = (w - columns * pitch) / 2, (h - rows * pitch) / 2
    items: list[Item] = []
    for i in range(count):
        row, column = divmod(i, columns)
        place = Rect(left + column * pitch, top + row * pitch, pitch * 0.88, pitch * 0.88)
        items += bead(look, place, colour if i < lit else None)
    return Block(w, h, tuple(items))
