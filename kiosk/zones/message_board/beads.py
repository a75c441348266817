"""The string of glass beads: one for each message, and the newest of them large in the middle."""

from __future__ import annotations

import math

from kiosk.core.geometry import Rect
from kiosk.draw.block import Block, moving, place
from kiosk.draw.items import Item, Lines
from kiosk.draw.look import Look
from kiosk.parts.bead import bead, shade_of

_MOST = 27
"""Beads that the string has room for beside the newest."""
_SIZE, _NEW = 46.0, 132.0
_SAG = 0.1
"""How far the string hangs down, of its width."""


def width_for(h: float) -> float:
    """How wide a string may be that is no higher than `h` units with the newest bead on it."""
    return max(0.0, h - _NEW) / _SAG


def string(look: Look, count: int, w: float, newest: bool = False) -> Block:
    """A string `w` units wide with `count` beads on it; with the `newest` in the middle, large, as it comes to rest."""
    sag = w * _SAG
    shown = min(count, _MOST)
    height = sag + _NEW if newest else sag + _SIZE
    middle = _NEW / 2 if newest else _SIZE / 2

    def hangs(x: float) -> float:
        return 4 * sag * (x / w) * (1 - x / w)

    points = [c for i in range(49) for c in (w * i / 48, hangs(w * i / 48))]
    thread = Lines(
        rect=Rect(0, middle, w, sag + 4),
        points=tuple(points),
        colour=look.theme.on_ground_soft,
        width=4,
    )
    items: list[Item] = [thread]
    for i in range(shown):
        x = (
            w
            * (i + 0.5 + (0.5 if newest and i >= shown / 2 else -0.5 if newest else 0))
            / (shown + (1 if newest else 0))
        )
        x = min(max(x, _SIZE), w - _SIZE)
        if newest and abs(x - w / 2) < _NEW * 0.62:
            continue
        items += place(bead(shade_of(i), _SIZE), x - _SIZE / 2, middle + hangs(x) - _SIZE / 2)
    if newest:
        items += place(newest_bead(count), w / 2 - _NEW / 2, hangs(w / 2))
    return Block(w, math.ceil(height), tuple(items))


def newest_bead(count: int) -> Block:
    """The bead after `count` others, large, as it comes to rest."""
    return moving(bead(shade_of(count), _NEW), "settle")
