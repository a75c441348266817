"""The string of glass beads: one for each message, and the newest of them large in the middle."""

from __future__ import annotations

import math

from kiosk.core.geometry import Rect
from kiosk.draw.block import Block, moving, place
from kiosk.draw.items import Colour, Item, Lines, Panel
from kiosk.draw.look import Look
from kiosk.draw.theme import mix

_GLASS: tuple[Colour, ...] = (
    (242, 182, 50),
    (166, 51, 43),
    (228, 233, 230),
    (58, 140, 106),
    (52, 96, 176),
    (142, 92, 178),
    (222, 128, 62),
    (120, 178, 206),
)
"""鸡油黄, 鸡肝石, 月白, 竹青, 霁蓝, violet, amber, lake: the glass of Boshan."""
_OWN, _MOST = 9, 27
"""Beads of the hall's own, one a zone; beads that the string has room for beside the newest."""
_SIZE, _NEW = 46.0, 132.0
_SAG = 0.1
"""How far the string hangs down, of its width."""


def bead(shade: Colour, size: float) -> Block:
    """A ball of milky glass lit from the left: a darker rim, a light spot, a hole for the string."""
    deep, light = mix(shade, (0, 0, 0), 0.38), mix(shade, (255, 255, 255), 0.35)
    inner, glow = size * 0.88, size * 0.56
    spot = Rect(size * 0.22, size * 0.16, size * 0.3, size * 0.2)
    return Block(
        size,
        size,
        (
            Panel(rect=Rect(0, 0, size, size), fill=deep, radius=size / 2),
            Panel(rect=Rect(size * 0.04, size * 0.02, inner, inner), fill=shade, radius=inner / 2),
            Panel(rect=Rect(size * 0.1, size * 0.07, glow, glow), fill=light, alpha=110, radius=glow / 2),
            Panel(rect=spot, fill=(255, 255, 255), alpha=205, radius=spot.h / 2),
        ),
    )


def shade_of(number: int) -> Colour:
    """The glass of the message with that number, counted from the first there was."""
    return _GLASS[number * 5 % len(_GLASS)]


def string(look: Look, count: int, w: float, newest: bool = False) -> Block:
    """A string `w` units wide with the hall's own beads and `count` more on it; with the `newest` in the middle, large,
    as it comes to rest."""
    sag = w * _SAG
    shown = min(_OWN + count, _MOST)
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
        items += place(moving(bead(shade_of(_OWN + count), _NEW), "settle"), w / 2 - _NEW / 2, hangs(w / 2))
    return Block(w, math.ceil(height), tuple(items))
