"""Where on the screen an item lies: its pixels, what it may touch, what it hides."""

from __future__ import annotations

from kiosk.draw.items import Ground, Ink, Item, Lines, Panel, Panorama, Picture, Text, Video
from kiosk.screen.dirty import Placed
from kiosk.screen.grid import Grid
from kiosk.screen.lean import pygame
from kiosk.screen.panorama import FINE, FULL, LARGE
from kiosk.screen.pen import Same, extent, extent_of, span
from kiosk.screen.pictures import OVERLAY, ROUND, Wish
from kiosk.screen.shapes import Shapes
from kiosk.screen.text import Letters


class Placing:
    """Placing items on one screen."""

    def __init__(self, grid: Grid, shapes: Shapes, letters: Letters) -> None:
        self._grid, self._shapes, self._letters = grid, shapes, letters
        self._screen = pygame.Rect((0, 0), grid.size)

    def place(self, item: Item) -> Placed:
        """The item with its pixels."""
        box = self._grid.box(item.rect)
        clip = None if item.clip is None else self._grid.box(item.clip)
        inside = self._screen if clip is None else clip.clip(self._screen)
        solid = tuple(part.clip(inside) for part in self._solid(item, box))
        touched = self._touched(item, box).clip(inside)
        return Placed(item, box, touched, clip, solid, self.wish(item), self._laid(item))

    def stretch(self, placed: Placed, item: Ink, added: list[tuple[float, ...]]) -> list[pygame.Rect]:
        """The pixels of what was added to a growing stroke."""
        return [self._near(placed.box, part, item.scale, item.width * item.scale).clip(placed.bounds) for part in added]

    def wish(self, item: Item) -> Wish | None:
        """The picture the item needs, if any."""
        size = self._grid.box(item.rect).size
        if isinstance(item, Picture):
            return Wish(item.file, size, item.fit, self._grid.length(item.radius), item.focus)
        if isinstance(item, Panorama):
            return Wish(item.fine, FINE, ROUND, 0) if self._fine(item) else Wish(item.file, FULL, ROUND, 0)
        if isinstance(item, Video) and item.poster:
            return Wish(item.poster, size, "contain", 0)
        return None

    def _fine(self, item: Panorama) -> bool:
        return bool(item.fine) and self._screen.w > LARGE

    def _laid(self, item: Item) -> tuple[Wish, ...]:
        """The pictures laid over the one the item shows."""
        if not isinstance(item, Panorama):
            return ()
        size = FINE if self._fine(item) else FULL
        return tuple(Wish(file, size, OVERLAY, 0) for file in item.changes)

    def _touched(self, item: Item, box: pygame.Rect) -> pygame.Rect:
        """All pixels the item may paint, before clipping."""
        if isinstance(item, Panel) and casts_shadow(item):
            return self._shapes.reach(box)
        if isinstance(item, Text):
            return self._letters.reach(item, box)
        if isinstance(item, Lines):
            return self._near(box, item.points, 1.0, item.width).union(box)
        if isinstance(item, Ink):
            reach = item.width * item.scale
            return box.unionall([self._round(box, extent_of(Same(s)), item.scale, reach) for s in item.strokes if s])
        return box

    def _solid(self, item: Item, box: pygame.Rect) -> tuple[pygame.Rect, ...]:
        """The parts of the box it covers completely."""
        if isinstance(item, Ground):
            return (box,)
        if not isinstance(item, Panel) or item.fill is None or item.alpha < 255:
            return ()
        r = self._grid.length(item.radius)
        return (box.inflate(-2 * r, 0), box.inflate(0, -2 * r)) if r else (box,)

    def _near(self, box: pygame.Rect, points: tuple[float, ...], scale: float, width: float) -> pygame.Rect:
        """The pixels of a line of `width` units through points counted from the box's left top."""
        return self._round(box, extent(points), scale, width) if len(points) > 1 else pygame.Rect(box.topleft, (0, 0))

    def _round(
        self, box: pygame.Rect, inside: tuple[float, float, float, float], scale: float, width: float
    ) -> pygame.Rect:
        s = self._grid.scale * scale
        left, top, right, bottom = inside
        reach = max(2.0, width * self._grid.scale) / 2 + 2
        return span([(left * s, top * s), (right * s, bottom * s)], reach).move(box.topleft)


def casts_shadow(panel: Panel) -> bool:
    """Only from an opaque panel does a shadow fall: through a clear one it would be seen from above."""
    return panel.shadow and panel.alpha >= 255 and panel.fill is not None
