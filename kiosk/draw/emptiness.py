"""How much of a screen shows nothing: surfaces are nothing, what they carry is something."""

from __future__ import annotations

from collections.abc import Sequence

from kiosk.core.geometry import Rect
from kiosk.draw.items import Arc, Code, Icon, Ink, Item, Lines, Panel, Panorama, Picture, Text, Video

_CELL, _NEAR = 24.0, 48.0
"""Of the grid that empty space is counted on; what is no further than that from something shown is no empty space."""
_LARGE_PANEL = 0.04
"""Share of the canvas from which a panel is a surface and not something shown."""
EMPTY_MOST = 0.45
"""Share of a screen beyond which it is mostly empty."""


def empty_share(items: Sequence[Item], area: Rect) -> float:
    """The share (0-1) of `area` in which nothing is shown: surfaces are nothing, what they carry is."""
    shown = [near for item in items if (near := _shown(item, area)) is not None]
    across, down = int(area.w / _CELL), int(area.h / _CELL)
    cells = ((area.x + (i + 0.5) * _CELL, area.y + (j + 0.5) * _CELL) for i in range(across) for j in range(down))
    empty = sum(not any(place.holds(x, y) for place in shown) for x, y in cells)
    return empty / max(1, across * down)


def _shown(item: Item, area: Rect) -> Rect | None:
    """Where the item is something to look at, with what is near it."""
    seen = item.rect if item.clip is None else item.rect.meet(item.clip)
    if seen.empty:
        return None
    small = seen.w * seen.h < _LARGE_PANEL * area.w * area.h
    drawn = isinstance(item, (Text, Icon, Picture, Code, Arc, Lines, Ink, Panorama, Video))
    if not drawn and not (isinstance(item, Panel) and item.fill is not None and small):
        return None
    if isinstance(item, Text) and item.align == "left":
        widest = max((len(line) for line in item.lines), default=0) * item.size
        seen = Rect(seen.x, seen.y, min(seen.w, widest), seen.h)
    return Rect(seen.x - _NEAR, seen.y - _NEAR, seen.w + 2 * _NEAR, seen.h + 2 * _NEAR)
