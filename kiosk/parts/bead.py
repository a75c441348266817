"""A bead of Boshan glass, as each group adds one to the string."""

from __future__ import annotations

from kiosk.core.geometry import Rect
from kiosk.draw.block import Block
from kiosk.draw.items import Colour, Panel
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
