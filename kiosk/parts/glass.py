"""A zone's piece of Boshan glass, cut out of its picture: on the map, and on the zone's own first page."""

from __future__ import annotations

from kiosk.core.geometry import Rect
from kiosk.draw.block import Block
from kiosk.draw.items import Colour, Panel, Picture
from kiosk.draw.look import Look

_SHAPE = 9 / 16
_CENTRE = 0.66
"""Where the piece stands in its picture, from the left; the rest is calm ground."""
_FRAME = 0.055
"""Thickness of the frame, of the shorter side: enough that its round corners cover the picture's square ones."""
_FRAME_MOST, _CORNER, _UNDER = 10.0, 2.8, 0.85
"""The frame at its thickest; its corner's radius, of its thickness; where the picture ends beneath it, likewise."""
_VEIL = 84


def glass(look: Look, file: str, w: float, h: float, edge: Colour, lit: bool = True) -> Block:
    """The piece filling `w` x `h` units in a frame coloured `edge`; under a veil of night unless it is `lit`."""
    whole = Rect(0, 0, w, h)
    frame = min(_FRAME_MOST, min(w, h) * _FRAME)
    across = max(w, h / _SHAPE)
    left = min(0.0, max(w - across, w / 2 - across * _CENTRE))
    down = across * _SHAPE
    seen = whole.inset(frame * _UNDER)
    picture = Picture(rect=Rect(left, (h - down) / 2, across, down), file=file, fit="cover", clip=seen)
    veil = () if lit else (Panel(rect=seen, fill=look.theme.ground, alpha=_VEIL),)
    return Block(w, h, (picture, *veil, Panel(rect=whole, radius=frame * _CORNER, border=edge, border_width=frame)))
