"""Shapes as they are drawn on a sheet several times as fine as the screen: strokes, handwriting, polygons, sectors."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise
from math import ceil, cos, hypot, radians, sin

from kiosk.draw.items import Colour
from kiosk.screen.lean import pygame

TILE = 128
"""Pixels along the side of a tile."""

FINE = 4
"""Sheet pixels to a pixel of the screen, each way."""

_CHORD = 5.0
"""Pixels that one straight piece of a bend covers at most."""

Point = tuple[float, float]
Scribe = Callable[[pygame.Surface, int, int], bool]
"""Draws a shape on a sheet FINE times as large as a tile, whose left top is that pixel of the shape; whether there was
anything to draw."""


def pairs(flat: Sequence[float]) -> list[Point]:
    """x0, y0, x1, y1, … as points."""
    return list(zip(flat[::2], flat[1::2], strict=False))


def _stroke(sheet: pygame.Surface, colour: Colour, a: Point, b: Point, width: float) -> None:
    """One straight piece with a round end at `b`, in sheet pixels."""
    half = width / 2
    pygame.draw.circle(sheet, colour, b, half)
    long = hypot(b[0] - a[0], b[1] - a[1])
    if long > 0.01:
        nx, ny = (a[1] - b[1]) / long * half, (b[0] - a[0]) / long * half
        corners = ((a[0] + nx, a[1] + ny), (b[0] + nx, b[1] + ny), (b[0] - nx, b[1] - ny), (a[0] - nx, a[1] - ny))
        pygame.draw.polygon(sheet, colour, corners)


def strokes(pieces: Sequence[tuple[Point, Point]], width: float, colour: Colour) -> Scribe:
    """Straight pieces with round ends; `pieces` and `width` in pixels."""

    def scribe(sheet: pygame.Surface, left: int, top: int) -> bool:
        end: Point | None = None
        near = width / 2 + 1
        low_x, low_y, high_x, high_y = left - near, top - near, left + TILE + near, top + TILE + near
        for a, b in pieces:
            if max(a[0], b[0]) < low_x or min(a[0], b[0]) > high_x:
                continue
            if max(a[1], b[1]) < low_y or min(a[1], b[1]) > high_y:
                continue
            start = ((a[0] - left) * FINE, (a[1] - top) * FINE)
            if a != end:
                pygame.draw.circle(sheet, colour, start, width * FINE / 2)
            _stroke(sheet, colour, start, ((b[0] - left) * FINE, (b[1] - top) * FINE), width * FINE)
            end = b
        return end is not None

    return scribe


def handwriting(flat: tuple[float, ...], first: bool, last: bool, scale: float, width: float, colour: Colour) -> Scribe:
    """Strokes through the middles between the finger's points, bent towards the points themselves.

    A stretch that is not the `first` (`last`) of its stroke begins (ends) with a point that only bends its neighbour.
    """

    def scribe(sheet: pygame.Surface, left: int, top: int) -> bool:
        points = [(x * scale, y * scale) for x, y in pairs(flat)]
        near = width / 2 + 1
        pieces: list[tuple[Point, Point]] = []
        for i in range(0 if first else 1, len(points) - (0 if last else 1)):
            point = points[i]
            before, after = points[max(0, i - 1)], points[min(len(points) - 1, i + 1)]
            xs, ys = (before[0], point[0], after[0]), (before[1], point[1], after[1])
            if max(xs) < left - near or min(xs) > left + TILE + near:
                continue
            if max(ys) < top - near or min(ys) > top + TILE + near:
                continue
            a = point if i == 0 else _middle(before, point)
            b = point if i == len(points) - 1 else _middle(point, after)
            pieces.extend(pairwise(_bend(a, point, b)))
        return strokes(pieces, width, colour)(sheet, left, top)

    return scribe


def together(scribes: Sequence[Scribe]) -> Scribe:
    """All of them, one after the other."""

    def scribe(sheet: pygame.Surface, left: int, top: int) -> bool:
        return any([one(sheet, left, top) for one in scribes])

    return scribe


def _middle(a: Point, b: Point) -> Point:
    return (a[0] + b[0]) / 2, (a[1] + b[1]) / 2


def _bend(a: Point, towards: Point, b: Point) -> list[Point]:
    """The quadratic Bézier curve from a to b, in pieces so short that nobody sees them."""
    long = hypot(towards[0] - a[0], towards[1] - a[1]) + hypot(b[0] - towards[0], b[1] - towards[1])
    steps = min(16, 1 + int(long / _CHORD))
    curve = []
    for step in range(steps + 1):
        t = step / steps
        u = 1 - t
        x = u * u * a[0] + 2 * u * t * towards[0] + t * t * b[0]
        curve.append((x, u * u * a[1] + 2 * u * t * towards[1] + t * t * b[1]))
    return curve


def polygon(points: Sequence[Point], colour: Colour) -> Scribe:
    """A filled polygon; points in pixels."""

    def scribe(sheet: pygame.Surface, left: int, top: int) -> bool:
        if len(points) > 2:
            pygame.draw.polygon(sheet, colour, [((x - left) * FINE, (y - top) * FINE) for x, y in points])
        return len(points) > 2

    return scribe


def sector(size: tuple[int, int], start: float, sweep: float, width: float, colour: Colour) -> Scribe:
    """A ring segment `width` pixels thick, or a sector when that is 0; degrees clockwise from the top."""
    radius = min(size) / 2
    cx, cy = size[0] / 2, size[1] / 2

    def scribe(sheet: pygame.Surface, left: int, top: int) -> bool:
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
        return True

    return scribe
