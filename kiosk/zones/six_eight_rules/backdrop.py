"""Half of the screen as a picture, from edge to edge, and the other half for few large words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from kiosk.core.geometry import Rect
from kiosk.draw.block import Block, place, stack
from kiosk.draw.items import Icon, Item, Panel, Picture
from kiosk.draw.look import Look

_LEFT, _LEFT_LARGE = 0.42, 0.5
"""Share of the width that is the words', in large type."""
_UPRIGHT, _UPRIGHT_LARGE = 0.46, 0.36
"""Share of an upright screen's height that is the picture's, in large type."""
_AIR = 40.0
_BELOW_HEAD = 8.0
"""Units by which the picture reaches above the place for words."""
_ICON = 0.42
"""Size of the icon that stands in for a picture, of the half's shorter side."""


def seen(look: Look) -> Rect:
    """Where the picture is: on an upright screen below its head."""
    canvas = look.canvas
    if look.portrait:
        head = look.area.y - _BELOW_HEAD
        return Rect(0, head, canvas.w, round(canvas.h * (_UPRIGHT_LARGE if look.large else _UPRIGHT)) - head)
    left = round(canvas.w * (_LEFT_LARGE if look.large else _LEFT))
    return Rect(left, 0, canvas.w - left, canvas.h)


def beside_it(look: Look) -> Rect:
    """Where the words stand."""
    area, half = look.area, seen(look)
    if look.portrait:
        top = max(area.y, half.bottom + _AIR)
        return Rect(area.x, top, area.w, area.bottom - top)
    return Rect(area.x, area.y, half.x - _AIR - area.x, area.h)


def thing(look: Look, file: str, icon_name: str) -> list[Item]:
    """The picture of a thing fills its half; without one its icon stands there."""
    half = seen(look)
    if file:
        return [Picture(rect=half, file=file, behind=True)]
    side = min(half.w, half.h) * _ICON
    box = Rect(half.centre[0] - side / 2, half.centre[1] - side / 2, side, side)
    return [
        Panel(rect=half, fill=look.theme.ground_light, behind=True),
        Icon(rect=box, name=icon_name, colour=look.theme.on_ground, behind=True),
    ]


def first_that_fits(tried: Iterable[Sequence[Block]], where: Rect, gap: float) -> list[Item]:
    """The first of those columns of words that fits, in the middle of their half; nothing where none does."""
    for parts in tried:
        block = stack(parts, gap, w=where.w)
        if block.h <= where.h and block.w <= where.w + 0.5:
            return place(block, where.x, where.y + (where.h - block.h) / 2)
    return []
