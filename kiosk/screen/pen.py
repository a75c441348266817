"""Smooth lines, ring segments and finger ink: drawn four times as fine in small tiles, and only the tiles in sight.

So a stroke that grows under a finger costs a tile or two, on a large screen as on a small one.
"""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from functools import lru_cache
from itertools import pairwise
from math import ceil, floor
from typing import NamedTuple

from kiosk.draw.items import Arc, Colour, Ink, Lines
from kiosk.screen.cache import Cache, surface_bytes
from kiosk.screen.lean import pygame
from kiosk.screen.scribe import FINE, TILE, Point, Scribe, handwriting, pairs, polygon, sector, strokes


class Tile(NamedTuple):
    """The ink of one tile and where it begins in it; `ink` is None for an empty tile."""

    ink: pygame.Surface | None
    dx: int
    dy: int


class Pen:
    """Draws on one surface at `scale` pixels a unit."""

    def __init__(self, surface: pygame.Surface, scale: float, limit: int) -> None:
        self.surface = surface
        self._scale = scale
        self._tiles: Cache[Tile] = Cache(limit, lambda tile: surface_bytes(tile.ink))
        self._sheet: pygame.Surface | None = None

    @property
    def bytes(self) -> int:
        return self._tiles.bytes

    def lines(self, item: Lines, box: pygame.Rect, clip: pygame.Rect) -> None:
        """A polyline with round joins, or a filled polygon."""
        s = self._scale
        points = [(x * s, y * s) for x, y in pairs(item.points)]
        if not points:
            return
        if item.filled:
            key: Hashable = (item.points, item.colour)
            self._paint(key, item.colour, span(points, 1), box, clip, polygon(points, item.colour))
            return
        width = max(1.0, item.width * s)
        if len(points) == 2 and (straight := _straight(points, round(width))):
            self.surface.fill(item.colour, straight.move(box.topleft).clip(clip))
            return
        key = (item.points, item.colour, item.width)
        pieces = list(pairwise(points)) or [(points[0], points[0])]
        self._paint(key, item.colour, span(points, width / 2), box, clip, strokes(pieces, width, item.colour))

    def arc(self, item: Arc, box: pygame.Rect, clip: pygame.Rect) -> None:
        """A ring segment or sector."""
        if not item.sweep:
            return
        width = item.width * self._scale
        key = (box.size, item.start, item.sweep, item.width, item.colour)
        whole = pygame.Rect(0, 0, *box.size)
        self._paint(key, item.colour, whole, box, clip, sector(box.size, item.start, item.sweep, width, item.colour))

    def ink(self, item: Ink, box: pygame.Rect, clip: pygame.Rect) -> None:
        """Finger strokes, bent smoothly through their points."""
        s = self._scale * item.scale
        width = max(1.5, item.width * s)
        for stroke in item.strokes:
            x0, y0, x1, y1 = extent(stroke)
            reach = width / 2 + 2
            bounds = pygame.Rect(floor(x0 * s - reach), floor(y0 * s - reach), 0, 0)
            bounds.size = ceil(x1 * s + reach) - bounds.x, ceil(y1 * s + reach) - bounds.y
            if bounds.move(box.topleft).colliderect(clip):
                scribe = handwriting(stroke, s, width, item.colour)
                self._paint((stroke, s, width, item.colour), item.colour, bounds, box, clip, scribe)

    def _paint(
        self,
        key: Hashable,
        colour: Colour,
        bounds: pygame.Rect,
        box: pygame.Rect,
        clip: pygame.Rect,
        scribe: Scribe,
    ) -> None:
        """Every tile of `bounds` (relative to the box) that meets `clip`."""
        seen = clip.move(-box.x, -box.y).clip(bounds)
        if not seen.w or not seen.h:
            return
        for ty in range(seen.y // TILE, (seen.bottom - 1) // TILE + 1):
            for tx in range(seen.x // TILE, (seen.right - 1) // TILE + 1):
                tile = self._tiles.make(
                    (key, tx, ty),
                    lambda x=tx * TILE, y=ty * TILE: self._tile(x, y, colour, scribe),  # type: ignore[misc]
                )
                if tile.ink is not None:
                    self.surface.blit(tile.ink, (box.x + tx * TILE + tile.dx, box.y + ty * TILE + tile.dy))

    def _tile(self, x: int, y: int, colour: Colour, scribe: Scribe) -> Tile:
        if self._sheet is None:
            self._sheet = pygame.Surface((TILE * FINE, TILE * FINE), pygame.SRCALPHA, 32)
        sheet = self._sheet
        sheet.fill((*colour, 0))
        scribe(sheet, x, y)
        small = pygame.transform.smoothscale(sheet, (TILE, TILE))
        ink = small.get_bounding_rect()
        if not ink.w or not ink.h:
            return Tile(None, 0, 0)
        return Tile(small if ink.w * ink.h > TILE * TILE * 0.7 else small.subsurface(ink).copy(), *_corner(ink))


def _corner(ink: pygame.Rect) -> tuple[int, int]:
    return (0, 0) if ink.w * ink.h > TILE * TILE * 0.7 else (ink.x, ink.y)


@lru_cache(maxsize=2048)
def extent(flat: tuple[float, ...]) -> tuple[float, float, float, float]:
    """Left, top, right and bottom of x0, y0, x1, y1, …; zeros when there is nothing."""
    xs, ys = flat[::2], flat[1::2]
    return (min(xs), min(ys), max(xs), max(ys)) if ys else (0.0, 0.0, 0.0, 0.0)


def span(points: Sequence[Point], reach: float) -> pygame.Rect:
    """The pixels round all points, `reach` beyond them."""
    xs, ys = [p[0] for p in points], [p[1] for p in points]
    left, top = floor(min(xs) - reach) - 1, floor(min(ys) - reach) - 1
    return pygame.Rect(left, top, ceil(max(xs) + reach) + 1 - left, ceil(max(ys) + reach) + 1 - top)


def grown(old: Ink, new: Ink) -> list[tuple[float, ...]] | None:
    """What the finger added, as point stretches whose surroundings changed; None when more than that differs."""
    if (old.rect, old.clip, old.colour, old.width, old.scale) != (new.rect, new.clip, new.colour, new.width, new.scale):
        return None
    a, b = old.strokes, new.strokes
    if len(b) < len(a) or not a or b[: len(a) - 1] != a[:-1]:
        return None
    last, now = a[-1], b[len(a) - 1]
    if now[: len(last)] != last:
        return None
    return [now[max(0, len(last) - 6) :], *b[len(a) :]]


def _straight(points: Sequence[Point], width: int) -> pygame.Rect | None:
    """A level or upright line as a plain rectangle: sharp, and nothing to smooth."""
    (x0, y0), (x1, y1) = points
    width = max(1, width)
    if abs(y0 - y1) < 0.01:
        left, right = floor(min(x0, x1) + 0.5), floor(max(x0, x1) + 0.5)
        return pygame.Rect(left, floor(y0 - width / 2 + 0.5), max(1, right - left), width)
    if abs(x0 - x1) < 0.01:
        top, bottom = floor(min(y0, y1) + 0.5), floor(max(y0, y1) + 0.5)
        return pygame.Rect(floor(x0 - width / 2 + 0.5), top, width, max(1, bottom - top))
    return None
