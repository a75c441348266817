"""The picture of a story on its card and its first page: a still life of the hall's own, or a photograph of staff's."""

from __future__ import annotations

from kiosk.core.geometry import Rect
from kiosk.draw.block import Block, boxed, icon, over
from kiosk.draw.items import Picture
from kiosk.draw.look import Look

CORNER = 16.0
"""Radius of a picture that lies inside a card, with the card's edge round it."""
_ICON_SHARE, _ICON_MOST = 0.5, 132.0
"""Size of the icon that stands in, of the shorter side."""


def pictured(look: Look, file: str, w: float, h: float, stand_in_icon: str, radius: float = CORNER) -> Block:
    """The picture filling `w` x `h` units: what is of another shape is cut off at its edges, never stretched.

    Without a `file` the icon stands in its place on the hall's ground, which is also what is seen until a picture has
    come.
    """
    theme = look.theme
    ground = boxed(Block(0, 0), theme.ground, pad=0, w=w, h=h, radius=radius)
    if file:
        return over(ground, Block(w, h, (Picture(rect=Rect(0, 0, w, h), file=file, fit="cover", radius=radius),)))
    size = round(min(_ICON_MOST, min(w, h) * _ICON_SHARE))
    return over(ground, icon(stand_in_icon, size, theme.accent_tint), (w - size) / 2, (h - size) / 2)
