"""Smooth lines, ring segments and finger ink: drawn four times as fine in small tiles, and only the tiles in sight.

So a stroke that grows under a finger costs a tile or two, on a large screen as on a small one.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from functools import lru_cache
from itertools import pairwise
from math import ceil, cos, floor, hypot, radians, sin
from typing import NamedTuple

from kiosk.draw.items import Arc, Colour, Ink, Lines
from kiosk.screen.cache import Cache, surface_bytes
from kiosk.screen.lean import pygame

TILE = 128
FINE = 4
_BEND = 4
"""Straight pieces for one bend of a finger stroke."""

Point = tuple[float, float]
Scribe = Callable[[pygame.Surface, int, int], None]
"""Draws a shape on a surface FINE times as large, whose left top is that tile pixel of the shape."""


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
            self._paint(key, item.colour, span(points, 1), box, clip, _polygon(points, item.colour))
            return
        width = max(1.0, item.width * s)
        if len(points) == 2 and (straight := _straight(points, round(width))):
            self.surface.fill(item.colour, straight.move(box.topleft).clip(clip))
            return
        key = (item.points, item.colour, item.width)
        pieces = list(pairwise(points)) or [(points[0], points[0])]
        self._paint(key, item.colour, span(points, width / 2), box, clip, _strokes(pieces, width, item.colour))

    def arc(self, item: Arc, box: pygame.Rect, clip: pygame.Rect) -> None:
        """A ring segment or sector."""
        if not item.sweep:
            return
        width = item.width * self._scale
        key = (box.size, item.start, item.sweep, item.width, item.colour)
        whole = pygame.Rect(0, 0, *box.size)
        self._paint(key, item.colour, whole, box, clip, _sector(box.size, item.start, item.sweep, width, item.colour))

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
                scribe = _handwriting(stroke, s, width, item.colour)
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
                    (key, tx, ty), lambda x=tx * TILE, y=ty * TILE: self._tile(x, y, colour, scribe)  # type: ignore[misc]
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


def pairs(flat: Sequence[float]) -> list[Point]:
    """x0, y0, x1, y1, … as points."""
    return list(zip(flat[::2], flat[1::2], strict=False))


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


def _stroke(sheet: pygame.Surface, colour: Colour, a: Point, b: Point, width: float) -> None:
    """One straight piece with round ends, in sheet pixels."""
    half = width / 2
    pygame.draw.circle(sheet, colour, a, half)
    pygame.draw.circle(sheet, colour, b, half)
    long = hypot(b[0] - a[0], b[1] - a[1])
    if long > 0.01:
        nx, ny = (a[1] - b[1]) / long * half, (b[0] - a[0]) / long * half
        corners = ((a[0] + nx, a[1] + ny), (b[0] + nx, b[1] + ny), (b[0] - nx, b[1] - ny), (a[0] - nx, a[1] - ny))
        pygame.draw.polygon(sheet, colour, corners)


def _strokes(pieces: Sequence[tuple[Point, Point]], width: float, colour: Colour) -> Scribe:
    def scribe(sheet: pygame.Surface, left: int, top: int) -> None:
        near = width / 2 + 1
        low_x, low_y, high_x, high_y = left - near, top - near, left + TILE + near, top + TILE + near
        for a, b in pieces:
            if max(a[0], b[0]) < low_x or min(a[0], b[0]) > high_x:
                continue
            if max(a[1], b[1]) < low_y or min(a[1], b[1]) > high_y:
                continue
            start = ((a[0] - left) * FINE, (a[1] - top) * FINE)
            _stroke(sheet, colour, start, ((b[0] - left) * FINE, (b[1] - top) * FINE), width * FINE)

    return scribe


def _handwriting(flat: tuple[float, ...], scale: float, width: float, colour: Colour) -> Scribe:
    """Strokes through the middles between the finger's points, bent towards the points themselves."""

    def scribe(sheet: pygame.Surface, left: int, top: int) -> None:
        points = [(x * scale, y * scale) for x, y in pairs(flat)]
        near = width / 2 + 1
        pieces: list[tuple[Point, Point]] = []
        for i, point in enumerate(points):
            before, after = points[max(0, i - 1)], points[min(len(points) - 1, i + 1)]
            xs, ys = (before[0], point[0], after[0]), (before[1], point[1], after[1])
            if max(xs) < left - near or min(xs) > left + TILE + near:
                continue
            if max(ys) < top - near or min(ys) > top + TILE + near:
                continue
            a = point if i == 0 else _middle(before, point)
            b = point if i == len(points) - 1 else _middle(point, after)
            bend = [_bent(a, point, b, k / _BEND) for k in range(_BEND + 1)]
            pieces.extend(pairwise(bend))
        _strokes(pieces, width, colour)(sheet, left, top)

    return scribe


def _middle(a: Point, b: Point) -> Point:
    return (a[0] + b[0]) / 2, (a[1] + b[1]) / 2


def _bent(a: Point, towards: Point, b: Point, t: float) -> Point:
    """The quadratic Bézier curve from a to b."""
    u = 1 - t
    return (
        u * u * a[0] + 2 * u * t * towards[0] + t * t * b[0],
        u * u * a[1] + 2 * u * t * towards[1] + t * t * b[1],
    )


def _polygon(points: Sequence[Point], colour: Colour) -> Scribe:
    def scribe(sheet: pygame.Surface, left: int, top: int) -> None:
        if len(points) > 2:
            pygame.draw.polygon(sheet, colour, [((x - left) * FINE, (y - top) * FINE) for x, y in points])

    return scribe


def _sector(size: tuple[int, int], start: float, sweep: float, width: float, colour: Colour) -> Scribe:
    radius = min(size) / 2
    cx, cy = size[0] / 2, size[1] / 2

    def scribe(sheet: pygame.Surface, left: int, top: int) -> None:
        centre = ((cx - left) * FINE, (cy - top) * FINE)
        if abs(sweep) >= 360:
            pygame.draw.circle(sheet, colour, centre, radius * FINE)
        else:
            steps = max(2, ceil(abs(sweep) / 2))
            angles = [radians(start + sweep * i / steps) for i in range(steps + 1)]
            rim = [(centre[0] + radius * FINE * sin(a), centre[1] - radius * FINE * cos(a)) for a in angles]
            pygame.draw.polygon(sheet, colour, [centre, *rim])
        if 0 < width < radius:
            pygame.draw.circle(sheet, (*colour, 0), centre, (radius - width) * FINE)

    return scribe
