"""Panels, their round corners and their one soft shadow, and the ground: all from small pieces kept for good.

No surface as large as a card is ever made: a panel is three fills and four corners cut from one small disc.
"""

from __future__ import annotations

from bisect import bisect_right
from functools import lru_cache

from kiosk.draw.items import Colour
from kiosk.draw.theme import luminance, mix
from kiosk.screen.cache import Cache, surface_bytes
from kiosk.screen.lean import pygame

SHADOW_SPREAD, SHADOW_DROP = 30.0, 8.0
"""How far the shadow reaches beyond a panel, and how far it lies below it, in units."""

_SHADOW_COLOUR, _SHADOW_ALPHA = (5, 12, 28), 72
_STRIP = 256
_VEIL = (256, 64)


def pressed_fill(colour: Colour) -> Colour:
    """The colour of a pressed panel: light ones darken, dark ones lighten, clearly."""
    return mix(colour, (0, 0, 0), 0.16) if luminance(colour) > 0.18 else mix(colour, (255, 255, 255), 0.22)


@lru_cache(maxsize=64)
def gradient(top: Colour, bottom: Colour, height: int) -> tuple[list[int], list[Colour]]:
    """The rows at which the colour changes, beginning with 0, and the colours from there on."""
    starts = {0}
    for a, b in zip(top, bottom, strict=True):
        steps = abs(b - a)
        starts.update(round((k + 0.5) / steps * height) for k in range(steps))
    rows = sorted(y for y in starts if y < height)
    return rows, [mix(top, bottom, (y + 0.5) / height) for y in rows]


class Shapes:
    """Paints on one surface. Radii, widths and boxes are in pixels; `scale` is pixels a unit."""

    def __init__(self, surface: pygame.Surface, scale: float, limit: int) -> None:
        self.surface = surface
        self._spread = max(4, round(SHADOW_SPREAD * scale))
        self._drop = round(SHADOW_DROP * scale)
        self._pieces: Cache[pygame.Surface] = Cache(limit, surface_bytes)

    @property
    def bytes(self) -> int:
        return self._pieces.bytes

    def reach(self, box: pygame.Rect) -> pygame.Rect:
        """The pixels a panel with a shadow touches."""
        return box.union(box.inflate(2 * self._spread, 2 * self._spread).move(0, self._drop))

    def warm(self, radius: int, side: int, fill: Colour | None, alpha: int, shadow: bool) -> None:
        """Make the corners of a panel whose shorter side is `side`, as it is and as it looks pressed."""
        r = min(radius, side // 2)
        if r > 0 and fill is not None:
            for colour in (fill, pressed_fill(fill)):
                self._disc(r, colour, alpha)
        if shadow:
            self._soft(r)

    def ground(self, box: pygame.Rect, top: Colour, bottom: Colour, clip: pygame.Rect) -> None:
        """A vertical gradient, row band by row band, only where it is seen."""
        seen = box.clip(clip)
        if not seen.h:
            return
        starts, colours = gradient(top, bottom, box.h)
        i = bisect_right(starts, seen.y - box.y) - 1
        y = seen.y
        while y < seen.bottom:
            end = box.y + starts[i + 1] if i + 1 < len(starts) else box.bottom
            self.surface.fill(colours[i], (seen.x, y, seen.w, min(end, seen.bottom) - y))
            y = end
            i += 1

    def fill(self, box: pygame.Rect, colour: Colour, radius: int, alpha: int = 255) -> None:
        """A filled rectangle with round corners."""
        r = min(radius, box.w // 2, box.h // 2)
        if r <= 0:
            self._block(box.x, box.y, box.w, box.h, colour, alpha)
            return
        self._block(box.x + r, box.y, box.w - 2 * r, r, colour, alpha)
        self._block(box.x, box.y + r, box.w, box.h - 2 * r, colour, alpha)
        self._block(box.x + r, box.bottom - r, box.w - 2 * r, r, colour, alpha)
        self._corners(box, r, self._disc(r, colour, alpha))

    def frame(self, box: pygame.Rect, colour: Colour, radius: int, width: int, alpha: int = 255) -> None:
        """A line of `width` just inside the box, with round corners."""
        width = min(width, box.w // 2, box.h // 2)
        if width <= 0:
            return
        r = min(radius, box.w // 2, box.h // 2)
        c = max(r, width)
        self._block(box.x + c, box.y, box.w - 2 * c, width, colour, alpha)
        self._block(box.x + c, box.bottom - width, box.w - 2 * c, width, colour, alpha)
        self._block(box.x, box.y + c, width, box.h - 2 * c, colour, alpha)
        self._block(box.right - width, box.y + c, width, box.h - 2 * c, colour, alpha)
        if r < width:
            for x in (box.x, box.right - c):
                for y in (box.y, box.bottom - c):
                    self._block(x, y, c, c, colour, alpha)
            return
        key = ("ring", r, width, colour, alpha)
        self._corners(box, r, self._pieces.make(key, lambda: disc(r, width, colour, alpha)))

    def shadow(self, box: pygame.Rect, radius: int) -> None:
        """The soft shadow round an opaque panel that is painted over it afterwards."""
        s, r = self._spread, min(radius, box.w // 2, box.h // 2)
        whole = self._soft(r)
        full = whole.get_width()
        corner = full // 2
        out = box.inflate(2 * s, 2 * s).move(0, self._drop)
        cw, ch = min(corner, out.w // 2), min(corner, out.h // 2)
        blit = self.surface.blit
        blit(whole, out.topleft, (0, 0, cw, ch))
        blit(whole, (out.right - cw, out.y), (full - cw, 0, cw, ch))
        blit(whole, (out.x, out.bottom - ch), (0, full - ch, cw, ch))
        blit(whole, (out.right - cw, out.bottom - ch), (full - cw, full - ch, cw, ch))
        # Only what looks out from under the panel needs painting.
        above, below = max(0, box.y - out.y), out.bottom - box.bottom
        across = self._pieces.make(("across", r), lambda: _stretched(whole, (corner, 0, 1, full), (_STRIP, full)))
        down = self._pieces.make(("down", r), lambda: _stretched(whole, (0, corner, full, 1), (full, _STRIP)))
        for x in range(out.x + cw, out.right - cw, _STRIP):
            w = min(_STRIP, out.right - cw - x)
            blit(across, (x, out.y), (0, 0, w, min(above, ch)))
            blit(across, (x, out.bottom - min(below, ch)), (0, full - min(below, ch), w, min(below, ch)))
        side = min(s, cw)
        for y in range(out.y + ch, out.bottom - ch, _STRIP):
            h = min(_STRIP, out.bottom - ch - y)
            blit(down, (out.x, y), (0, 0, side, h))
            blit(down, (out.right - side, y), (full - side, 0, side, h))

    def _disc(self, r: int, colour: Colour, alpha: int) -> pygame.Surface:
        return self._pieces.make(("disc", r, colour, alpha), lambda: disc(r, 0, colour, alpha))

    def _soft(self, r: int) -> pygame.Surface:
        return self._pieces.make(("shadow", r), lambda: soft(r, self._spread))

    def _block(self, x: int, y: int, w: int, h: int, colour: Colour, alpha: int) -> None:
        if w <= 0 or h <= 0:
            return
        if alpha >= 255:
            self.surface.fill(colour, (x, y, w, h))
            return
        if alpha <= 0:
            return
        veil = self._pieces.make(("veil", colour, alpha), lambda: _veil(colour, alpha))
        seen = self.surface.get_clip().clip((x, y, w, h))
        for top in range(seen.y, seen.bottom, _VEIL[1]):
            height = min(_VEIL[1], seen.bottom - top)
            for left in range(seen.x, seen.right, _VEIL[0]):
                self.surface.blit(veil, (left, top), (0, 0, min(_VEIL[0], seen.right - left), height))

    def _corners(self, box: pygame.Rect, r: int, piece: pygame.Surface) -> None:
        blit = self.surface.blit
        blit(piece, box.topleft, (0, 0, r, r))
        blit(piece, (box.right - r, box.y), (r, 0, r, r))
        blit(piece, (box.x, box.bottom - r), (0, r, r, r))
        blit(piece, (box.right - r, box.bottom - r), (r, r, r, r))


def disc(r: int, width: int, colour: Colour, alpha: int) -> pygame.Surface:
    """A smooth disc of radius `r` pixels, or a ring `width` thick when that is above 0."""
    fine = 8 if r <= 24 else 4
    big = pygame.Surface((2 * r * fine, 2 * r * fine), pygame.SRCALPHA, 32)
    big.fill((*colour, 0))
    pygame.draw.circle(big, (*colour, alpha), (r * fine, r * fine), r * fine)
    if 0 < width < r:
        pygame.draw.circle(big, (*colour, 0), (r * fine, r * fine), (r - width) * fine)
    return pygame.transform.smoothscale(big, (2 * r, 2 * r))


def soft(r: int, spread: int) -> pygame.Surface:
    """The shadow of a panel with corners of `r`, just large enough that its middle row and column are even."""
    step = max(1, spread // 12)  # blurred small: a shadow has no detail to lose
    corner = spread + max(r, spread) + 2
    small = -(-2 * corner // step)
    piece = pygame.Surface((small, small), pygame.SRCALPHA, 32)
    piece.fill((*_SHADOW_COLOUR, 0))
    edge = round(spread / step)
    inner = (edge, edge, small - 2 * edge, small - 2 * edge)
    pygame.draw.rect(piece, (*_SHADOW_COLOUR, _SHADOW_ALPHA), inner, border_radius=max(1, round(r / step)))
    blurred = pygame.transform.gaussian_blur(piece, max(1, round(edge * 0.62)), repeat_edge_pixels=False)
    return pygame.transform.smoothscale(blurred, (2 * corner, 2 * corner))


def _stretched(whole: pygame.Surface, area: tuple[int, int, int, int], size: tuple[int, int]) -> pygame.Surface:
    return pygame.transform.scale(whole.subsurface(area), size)


def _veil(colour: Colour, alpha: int) -> pygame.Surface:
    veil = pygame.Surface(_VEIL, pygame.SRCALPHA, 32)
    veil.fill((*colour, alpha))
    return veil
