"""The draw list between one that was shown and one that is: what moves, after so many seconds.

It only makes lists, so nothing here knows a pixel; a movement that is over gives the very list that was asked for.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from math import ceil
from typing import NamedTuple

from kiosk.core.geometry import Rect
from kiosk.draw.items import Arc, Colour, Ground, Icon, Item, Manner, Moving, Panel, Text, move
from kiosk.draw.theme import NORMAL, mix
from kiosk.parts import motion

SETTLE_UNITS = 14.0
"""How far above its place a right answer begins."""
SHAKE_UNITS = 12.0
_SHADES = 5
"""Between dark and light: each is drawn once and kept."""
_COUNTS = 12
"""Figures that are seen on the way to a value: each has to be drawn, and more of them are not seen."""
_DIM = 0.35
"""How much light there is where it is still to rise."""
_THIN = 0.02
"""What is left of the width of a card on edge."""
_FIGURE = re.compile(r"\d[\d,]*(?:\.\d+)?")


class Scenery(NamedTuple):
    """What is to be shown: the list, the page's name, the part of the canvas in which pages change (round it stands
    the frame, which does not move), what moves when it comes; `calm` where nothing may, `moves_itself` where the scene
    shows by its own movement how it comes."""

    items: Sequence[Item]
    page: str
    area: Rect
    moves: Sequence[Moving] = ()
    calm: bool = False
    moves_itself: bool = False


class Underway(NamedTuple):
    """A movement and the share (0-1) of its time that is gone."""

    moving: Moving
    share: float


def between(items: Sequence[Item], moments: Sequence[Underway], before: Sequence[Item] = ()) -> Sequence[Item]:
    """`items` as they are seen in the midst of those movements; `before` is the list that was shown before them."""
    for moving, share in moments:
        if share < 1.0 and moving.manner != "freeze":
            items = _changed(items, moving, share, before)
    return items


def _changed(items: Sequence[Item], moving: Moving, share: float, before: Sequence[Item]) -> list[Item]:
    inside = [_within(item, moving.rect) for item in items]
    if moving.manner == "turn" and _squeeze(share) < 0:
        face = [squeezed(item, moving.rect, -_squeeze(share)) for item in before if _within(item, moving.rect)]
        first = inside.index(True) if True in inside else len(items)
        rest = [item for item, mine in zip(items[first:], inside[first:], strict=True) if not mine]
        return [*items[:first], *face, *rest]
    if moving.manner in ("light", "fill"):
        ground = next((item.top for item in items if isinstance(item, Ground)), NORMAL.ground)
        lit = _DIM if moving.manner == "fill" else ceil(motion.ease_out(share) * _SHADES) / _SHADES
        dim = [_lit(item, ground, lit) if mine else item for item, mine in zip(items, inside, strict=True)]
        if moving.manner == "light":
            return dim
        filled = moving.rect.h * motion.ease_out(share)
        full = Rect(moving.rect.x, moving.rect.bottom - filled, moving.rect.w, filled)
        last = max((i for i, mine in enumerate(inside) if mine), default=-1) + 1
        return [*dim[:last], *(_clipped(i, full) for i, mine in zip(items, inside, strict=True) if mine), *dim[last:]]
    change = _CHANGES[moving.manner]
    return [change(item, moving, share) if mine else item for item, mine in zip(items, inside, strict=True)]


def _within(item: Item, rect: Rect) -> bool:
    return not isinstance(item, Ground) and rect.covers(item.rect)


# ------------------------------------------------------------ figures
def counted(line: str, share: float) -> str:
    """A line whose figures have counted up so far. They keep their number of digits, so that nothing gives way."""
    eased = motion.ease_out(int(share * _COUNTS) / _COUNTS)

    def figure(found: re.Match[str]) -> str:
        digits = re.sub(r"\D", "", found[0])
        value = int(digits)
        least = 10 ** (len(digits) - 1) if len(digits) > 1 and digits[0] != "0" else 0
        return _written(found[0], str(int(least + (value - least) * eased)).zfill(len(digits)))

    return _FIGURE.sub(figure, line)


def drained(line: str, share: float) -> str:
    """A line whose figures have lost so much: one digit after another runs down to nothing, the smallest first."""

    def figure(found: re.Match[str]) -> str:
        digits = [int(c) for c in found[0] if c.isdigit()]
        left = sum(1 for digit in digits if digit)
        gone = share * left
        for i in range(len(digits) - 1, -1, -1):
            if digits[i]:
                digits[i] = ceil(digits[i] * (1.0 - min(1.0, max(0.0, gone))))
                gone -= 1.0
        return _written(found[0], "".join(map(str, digits)))

    return _FIGURE.sub(figure, line)


def _written(figure: str, digits: str) -> str:
    """`digits` with the commas and the point of `figure`."""
    given = iter(digits)
    return "".join(next(given) if c.isdigit() else c for c in figure)


def _count(item: Item, moving: Moving, share: float) -> Item:
    return replace(item, lines=tuple(counted(line, share) for line in item.lines)) if isinstance(item, Text) else item


def _drain(item: Item, moving: Moving, share: float) -> Item:
    if not isinstance(item, Text) or not _FIGURE.search("".join(item.lines)):
        return item  # what stands beside the figure stays
    return replace(item, lines=(drained(moving.start, share),), marks=())


# ------------------------------------------------------------ places
def _settle(item: Item, moving: Moving, share: float) -> Item:
    return move([item], 0.0, -SETTLE_UNITS * (1.0 - motion.ease_out(share)))[0]


def _shake(item: Item, moving: Moving, share: float) -> Item:
    return move([item], SHAKE_UNITS * motion.shaken(share), 0.0)[0]


def _squeeze(share: float) -> float:
    """The width of a card that turns: from -1 (its old face, flat) over 0 (on edge) to 1 (its new face)."""
    return 2.0 * motion.ease_out(share) - 1.0


def _turn(item: Item, moving: Moving, share: float) -> Item:
    return squeezed(item, moving.rect, _squeeze(share))


def squeezed(item: Item, rect: Rect, share: float) -> Item:
    """What of a card in `rect` is seen when it has turned to `share` (0-1) of its width: a panel grows narrow, what
    stands on it is seen as through a gap."""
    part = max(_THIN, share)
    gap = Rect(rect.x + rect.w * (1.0 - part) / 2, rect.y, rect.w * part, rect.h)
    if isinstance(item, Panel):
        x = gap.x + (item.rect.x - rect.x) * part
        return replace(item, rect=Rect(x, item.rect.y, item.rect.w * part, item.rect.h))
    return _clipped(item, gap)


def _clipped(item: Item, rect: Rect) -> Item:
    return replace(item, clip=rect if item.clip is None else item.clip.meet(rect))


# ------------------------------------------------------------ light
def _lit(item: Item, ground: Colour, share: float) -> Item:
    """The item so far out of the dark of the ground."""
    if isinstance(item, Panel):
        fill = None if item.fill is None else mix(ground, item.fill, share)
        border = None if item.border is None else mix(ground, item.border, share)
        return replace(item, fill=fill, border=border)
    if isinstance(item, (Text, Icon, Arc)):
        return replace(item, colour=mix(ground, item.colour, share))
    return item


_CHANGES: dict[Manner, Callable[[Item, Moving, float], Item]] = {
    "count": _count,
    "drain": _drain,
    "settle": _settle,
    "shake": _shake,
    "turn": _turn,
}
