"""The picture of the maintenance page, painted beforehand: where that stands there may be no font, nothing of ours."""

from __future__ import annotations

from pathlib import Path

from kiosk.core.geometry import Rect
from kiosk.draw.items import Icon, Panel, Text
from kiosk.draw.theme import NORMAL
from kiosk.screen.lean import pygame
from kiosk.screen.painter import Painter

SIDE = 1440
"""Pixels; the page brings it to the size of its screen."""
CANVAS = 1080
"""The short side of every screen in units."""
_WORDS = ("设备维护中，", "请找工作人员")


def placard() -> pygame.Surface:
    """The emblem, and what whoever stands before it is to do; measured in thousandths of its side."""
    unit = CANVAS / 1000
    painter = Painter((SIDE, SIDE))

    def at(x: float, y: float, w: float, h: float) -> Rect:
        return Rect(x * unit, y * unit, w * unit, h * unit)

    line = Panel(rect=at(460, 466, 80, 5), fill=NORMAL.mark)
    words = Text(
        rect=at(20, 530, 960, 320),
        lines=_WORDS,
        colour=NORMAL.on_ground,
        size=126 * unit,
        leading=176 * unit,
        face="serif",
        align="centre",
    )
    emblem = Icon(rect=at(390, 196, 220, 220), name="emblem", colour=NORMAL.mark)
    painter.paint([Panel(rect=at(0, 0, 1000, 1000), fill=NORMAL.ground), emblem, line, words])
    painter.close()
    return painter.surface


def write_placard(file: Path) -> None:
    """Paint it into that file. Raises pygame.error where the file cannot be written."""
    pygame.image.save(placard(), str(file))
