"""Virtual units to pixels: edges are rounded, never sizes, so that neighbours neither gap nor overlap."""

from __future__ import annotations

from math import floor

from kiosk.core.geometry import CANVAS_SHORT, Rect
from kiosk.screen.lean import pygame


class Grid:
    """The pixels of one screen. `scale` is pixels a unit."""

    __slots__ = ("scale", "size")

    def __init__(self, size: tuple[int, int]) -> None:
        self.size = size
        self.scale = min(size) / CANVAS_SHORT

    def px(self, units: float) -> int:
        """The nearest pixel edge."""
        return floor(units * self.scale + 0.5)

    def length(self, units: float) -> int:
        """A thickness or radius in whole pixels; at least 1 for anything above 0."""
        return max(1, floor(units * self.scale + 0.5)) if units > 0 else 0

    def box(self, rect: Rect) -> pygame.Rect:
        """The pixels of a rectangle."""
        s = self.scale
        left, top = floor(rect.x * s + 0.5), floor(rect.y * s + 0.5)
        right, bottom = floor((rect.x + rect.w) * s + 0.5), floor((rect.y + rect.h) * s + 0.5)
        return pygame.Rect(left, top, max(0, right - left), max(0, bottom - top))
