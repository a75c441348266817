"""A photograph as a print that lies on the table: white paper round it, a soft shadow under it."""

from __future__ import annotations

from kiosk.core.geometry import Rect
from kiosk.draw.block import Block, icon, place
from kiosk.draw.items import Item, Panel, Picture
from kiosk.draw.look import Look

_EDGE, _EDGE_LEAST = 0.028, 6.0
"""Width of the paper round the picture, of the print's height; at the least."""
_FOOT = 2.4
"""The paper below, in edges."""
_CORNER = 6.0
_STAND_IN = 0.45


def photograph(look: Look, file: str, w: float, h: float, stand_in: str, border: bool = False) -> Block:
    """A print of `w` x `h` units; the icon `stand_in` where there is no picture. With a `border` it is picked out."""
    theme = look.theme
    edge = max(_EDGE_LEAST, h * _EDGE)
    seen = Rect(edge, edge, w - 2 * edge, h - edge * (1 + _FOOT))
    paper = Panel(
        rect=Rect(0, 0, w, h),
        fill=theme.card,
        radius=_CORNER,
        shadow=True,
        border=theme.mark if border else theme.line,
        border_width=6 if border else 2,
    )
    if file:
        return Block(w, h, (paper, Picture(rect=seen, file=file, fit="cover")))
    size = round(min(seen.w, seen.h) * _STAND_IN)
    shown: list[Item] = [Panel(rect=seen, fill=theme.card_tint)]
    shown += place(icon(stand_in, size, theme.on_card), seen.x + (seen.w - size) / 2, seen.y + (seen.h - size) / 2)
    return Block(w, h, (paper, *shown))
