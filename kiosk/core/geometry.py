"""Rectangles on the virtual canvas, whose short side is always 1080 units."""

from __future__ import annotations

from typing import NamedTuple

CANVAS_SHORT = 1080
"""Units along the short side of any panel; the long side follows from its shape."""


class Size(NamedTuple):
    """Width and height, in units or pixels as the name of the variable says."""

    w: float
    h: float


class Rect(NamedTuple):
    """A rectangle in virtual units: left, top, width, height."""

    x: float
    y: float
    w: float
    h: float

    @property
    def right(self) -> float:
        return self.x + self.w

    @property
    def bottom(self) -> float:
        return self.y + self.h

    @property
    def centre(self) -> tuple[float, float]:
        return self.x + self.w / 2, self.y + self.h / 2

    def moved(self, dx: float, dy: float) -> Rect:
        return Rect(self.x + dx, self.y + dy, self.w, self.h)

    def inset(self, dx: float, dy: float | None = None) -> Rect:
        """Smaller by `dx` on the left and right and by `dy` (default `dx`) above and below."""
        dy = dx if dy is None else dy
        return Rect(self.x + dx, self.y + dy, self.w - 2 * dx, self.h - 2 * dy)

    def holds(self, x: float, y: float) -> bool:
        return self.x <= x < self.right and self.y <= y < self.bottom

    def covers(self, other: Rect, slack: float = 0.5) -> bool:
        """Whether `other` lies within this rectangle, give or take `slack` units."""
        return (
            other.x >= self.x - slack
            and other.y >= self.y - slack
            and other.right <= self.right + slack
            and other.bottom <= self.bottom + slack
        )

    def meet(self, other: Rect) -> Rect:
        """The common part; empty (w or h 0) when there is none."""
        x, y = max(self.x, other.x), max(self.y, other.y)
        return Rect(x, y, max(0.0, min(self.right, other.right) - x), max(0.0, min(self.bottom, other.bottom) - y))

    @property
    def empty(self) -> bool:
        return self.w <= 0 or self.h <= 0


def canvas_size(pixels_w: int, pixels_h: int) -> Size:
    """The virtual canvas for a panel of that many pixels (1920x1080 -> 1920x1080; 1080x1920 -> 1080x1920)."""
    scale = min(pixels_w, pixels_h) / CANVAS_SHORT
    return Size(pixels_w / scale, pixels_h / scale)
