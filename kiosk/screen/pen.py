"""Smooth lines, ring segments and finger ink: drawn four times as fine in small tiles, and only the tiles in sight.

So a stroke that grows under a finger costs a tile or two, on a large screen as on a small one.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Sequence
from functools import lru_cache, partial
from itertools import pairwise
from math import ceil, floor
from typing import NamedTuple

from kiosk.draw.items import Arc, Colour, Ink, Lines
from kiosk.screen.cache import Cache, surface_bytes
from kiosk.screen.lean import pygame
from kiosk.screen.scribe import FINE, TILE, Point, Scribe, handwriting, pairs, polygon, sector, strokes, together

_STRETCH = 24
"""Points of a stroke drawn together."""

_BUNDLE, _BUNDLE_POINTS = 8, 150
"""At most so many finished strokes, and no more once they have so many points, are drawn together: what is added to
many costs no more than what is added to few."""

_THUMBNAIL, _NEAR_PIXELS = 0.5, 2.5
"""Ink shown smaller than this share of its size is drawn from points this far apart."""


class Tile(NamedTuple):
    """The ink of one tile and where it begins in it; `ink` is None for an empty tile."""

    ink: pygame.Surface | None
    dx: int
    dy: int


class Shape(NamedTuple):
    """Something to draw in one colour: its pixels, counted from the item's left top, and what tells it from others."""

    key: Hashable
    colour: Colour
    bounds: pygame.Rect
    scribe: Scribe


class Stretch(NamedTuple):
    """A part of a stroke: its points in units, whether it begins and ends the stroke, its pixels, and a mark that
    tells it from others."""

    points: tuple[float, ...]
    first: bool
    last: bool
    scale: float
    bounds: pygame.Rect
    mark: int

    def scribe(self, width: float, colour: Colour) -> Scribe:
        """What draws it, `width` in pixels."""
        return handwriting(self.points, self.first, self.last, self.scale, width, colour)


class Same:
    """A stroke, told from others by being the same one: to compare all its points would cost more the longer it is."""

    __slots__ = ("points",)

    def __init__(self, points: tuple[float, ...]) -> None:
        self.points = points

    def __hash__(self) -> int:
        return id(self.points)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Same) and other.points is self.points


class Finished(NamedTuple):
    """A few finished strokes: their stretches, the pixels of each, and all their pixels."""

    parts: list[Stretch]
    each: list[pygame.Rect]
    bounds: pygame.Rect


_NOTHING = Tile(None, 0, 0)
_NOWHERE = pygame.Rect(0, 0, 0, 0)


class Pen:
    """Draws on one surface at `scale` pixels a unit."""

    def __init__(self, surface: pygame.Surface, scale: float, limit: int) -> None:
        self.surface = surface
        self._scale = scale
        self._tiles: Cache[Tile] = Cache(limit, lambda tile: surface_bytes(tile.ink) + 1024)
        self._finished: Cache[Finished] = Cache(limit // 2, lambda bundle: 2048 * len(bundle.parts) + 256)
        self._sheet: pygame.Surface | None = None

    @property
    def bytes(self) -> int:
        return self._tiles.bytes + self._finished.bytes

    def paint(self, item: Lines | Arc | Ink, box: pygame.Rect, clip: pygame.Rect) -> None:
        """What of the item lies within `clip`."""
        if isinstance(item, Lines) and (rule := self._rule(item)) is not None:
            self.surface.fill(item.colour, rule.move(box.topleft).clip(clip))
            return
        clip = clip.move(-box.x, -box.y)
        for x, y, tile in self._made(item, box, clip):
            if tile.ink is not None:
                self.surface.blit(tile.ink, (box.x + x + tile.dx, box.y + y + tile.dy))

    def warm(self, item: Lines | Arc | Ink, box: pygame.Rect, clip: pygame.Rect) -> Iterator[None]:
        """Make the tiles of what lies within `clip`, one a step."""
        if isinstance(item, Lines) and self._rule(item) is not None:
            return
        for _ in self._made(item, box, clip.move(-box.x, -box.y)):
            yield

    def _made(self, item: Lines | Arc | Ink, box: pygame.Rect, clip: pygame.Rect) -> Iterator[tuple[int, int, Tile]]:
        """The tiles of what lies within `clip`, which is counted from the item's box, and where they begin in it."""
        if isinstance(item, Ink) and len(item.strokes) > 1:
            yield from self._piles(item, clip)
        for shape in self._shapes(item, box):
            yield from self._tiles_of(shape, clip)

    def _rule(self, item: Lines) -> pygame.Rect | None:
        """A level or upright line as a plain rectangle: sharp, and nothing to smooth."""
        if item.filled or len(item.points) != 4:
            return None
        s = self._scale
        x0, y0, x1, y1 = item.points
        return straight(x0 * s, y0 * s, x1 * s, y1 * s, max(1, round(item.width * s)))

    def _shapes(self, item: Lines | Arc | Ink, box: pygame.Rect) -> Iterator[Shape]:
        """What is drawn, of ink the stroke that may be growing."""
        s = self._scale
        if isinstance(item, Arc):
            if item.sweep and box.w and box.h:
                key: Hashable = (box.size, item.start, item.sweep, item.width, item.colour)
                scribe = sector(box.size, item.start, item.sweep, item.width * s, item.colour)
                yield Shape(key, item.colour, pygame.Rect(0, 0, *box.size), scribe)
        elif isinstance(item, Lines):
            points = [(x * s, y * s) for x, y in pairs(item.points)]
            width = max(1.0, item.width * s)
            key = (item.points, item.colour, item.width, item.filled)
            if item.filled and points:
                yield Shape(key, item.colour, span(points, 1), polygon(points, item.colour))
            elif points:
                pieces = list(pairwise(points)) or [(points[0], points[0])]
                yield Shape(key, item.colour, span(points, width / 2), strokes(pieces, width, item.colour))
        elif item.strokes:
            s, width, thin = self._nib(item)
            for part in laid(item.strokes[-1:], s, width, thin):
                yield Shape((part.mark, width, item.colour), item.colour, part.bounds, part.scribe(width, item.colour))

    def _nib(self, item: Ink) -> tuple[float, float, bool]:
        """Pixels of ink for one of its units, the width of its line, and whether all of it is small."""
        s = self._scale * item.scale
        return s, max(1.5, item.width * s), item.scale < _THUMBNAIL

    def _piles(self, item: Ink, clip: pygame.Rect) -> Iterator[tuple[int, int, Tile]]:
        """Finished strokes: of each tile one pile of all bundles that meet it."""
        nib = self._nib(item)
        bundles = [self._bundle(strokes, nib) for strokes in bundled(item.strokes[:-1])]
        bounds = [bundle.bounds for bundle in bundles]
        seen = clip.clip(bounds[0].unionall(bounds[1:]))
        for sheet in tiles(seen) if seen.w and seen.h else ():
            met = [bundles[i] for i in sheet.collidelistall(bounds)]
            yield sheet.x, sheet.y, self._pile(met, sheet, nib[1], item.colour)

    def _bundle(self, strokes: Sequence[tuple[float, ...]], nib: tuple[float, float, bool]) -> Finished:
        def made() -> Finished:
            parts = laid(strokes, *nib)
            each = [part.bounds for part in parts]
            return Finished(parts, each, each[0].unionall(each[1:]) if each else _NOWHERE)

        return self._finished.make((tuple(map(Same, strokes)), nib), made)

    def _pile(self, bundles: Sequence[Finished], sheet: pygame.Rect, width: float, colour: Colour) -> Tile:
        """Each bundle is laid over the pile of those before it, and what lies below is not drawn again."""
        layers: list[tuple[Hashable, list[Stretch]]] = []
        mark = hash(colour)
        for bundle in bundles:
            parts = [bundle.parts[i] for i in sheet.collidelistall(bundle.each)]
            if parts:
                mark = hash((mark, *[part.mark for part in parts]))
                layers.append((("pile", mark, *sheet.topleft), parts))
        lying = next((i for i in reversed(range(len(layers))) if layers[i][0] in self._tiles), -1)
        pile = (self._tiles.get(layers[lying][0]) if lying >= 0 else None) or _NOTHING
        for key, parts in layers[lying + 1 :]:
            shape = Shape(key, colour, sheet, together([part.scribe(width, colour) for part in parts]))
            pile = self._laid_over(pile, shape, sheet)
        if layers and lying < len(layers) - 1:
            self._tiles.put(layers[-1][0], pile)
        return pile

    def _laid_over(self, under: Tile, shape: Shape, sheet: pygame.Rect) -> Tile:
        over = self._tile(sheet.x, sheet.y, shape)
        if under.ink is None or over.ink is None:
            return under if over.ink is None else over
        pile = pygame.Surface((TILE, TILE), pygame.SRCALPHA, 32)
        pile.fill((*shape.colour, 0))
        pile.blit(under.ink, (under.dx, under.dy))
        pile.blit(over.ink, (over.dx, over.dy))
        return Tile(pile, 0, 0)

    def _tiles_of(self, shape: Shape, clip: pygame.Rect) -> Iterator[tuple[int, int, Tile]]:
        """Every tile that meets `clip`, which like the shape is relative to the item's box, and where it begins."""
        seen = clip.clip(shape.bounds)
        if not seen.w or not seen.h:
            return
        for sheet in tiles(seen):
            x, y = sheet.topleft
            yield x, y, self._tiles.make((shape.key, x, y), partial(self._tile, x, y, shape))

    def _tile(self, x: int, y: int, shape: Shape) -> Tile:
        if self._sheet is None:
            self._sheet = pygame.Surface((TILE * FINE, TILE * FINE), pygame.SRCALPHA, 32)
        sheet = self._sheet
        sheet.fill((*shape.colour, 0))
        if not shape.scribe(sheet, x, y):
            return _NOTHING
        small = pygame.transform.smoothscale(sheet, (TILE, TILE))
        ink = small.get_bounding_rect()
        if not ink.w or not ink.h:
            return _NOTHING
        return Tile(small if ink.w * ink.h > TILE * TILE * 0.7 else small.subsurface(ink).copy(), *_corner(ink))


def _corner(ink: pygame.Rect) -> tuple[int, int]:
    return (0, 0) if ink.w * ink.h > TILE * TILE * 0.7 else (ink.x, ink.y)


@lru_cache(maxsize=1024)
def extent_of(stroke: Same) -> tuple[float, float, float, float]:
    """As `extent`, worked out once for a stroke that is finished."""
    return extent(stroke.points)


def extent(flat: tuple[float, ...]) -> tuple[float, float, float, float]:
    """Left, top, right and bottom of x0, y0, x1, y1, …; zeros when there is nothing."""
    xs, ys = flat[::2], flat[1::2]
    return (min(xs), min(ys), max(xs), max(ys)) if ys else (0.0, 0.0, 0.0, 0.0)


def tiles(area: pygame.Rect) -> Iterator[pygame.Rect]:
    """The tiles that meet an area."""
    for y in range(area.y // TILE * TILE, area.bottom, TILE):
        for x in range(area.x // TILE * TILE, area.right, TILE):
            yield pygame.Rect(x, y, TILE, TILE)


def bundled(strokes: Sequence[tuple[float, ...]]) -> Iterator[Sequence[tuple[float, ...]]]:
    """Strokes in bundles that stay as they are while others come; only the last may still get more."""
    begin, points = 0, 0
    for end, stroke in enumerate(strokes, 1):
        points += len(stroke) // 2
        if end - begin == _BUNDLE or points >= _BUNDLE_POINTS:
            yield strokes[begin:end]
            begin, points = end, 0
    if begin < len(strokes):
        yield strokes[begin:]


def laid(strokes: Sequence[tuple[float, ...]], scale: float, width: float, thin: bool) -> list[Stretch]:
    """Strokes in stretches that stay as they are while the stroke grows, each with the point before and after it.

    `thin` leaves out points that fall on nearly the same pixel.
    """
    found = []
    for stroke in strokes:
        stroke = thinned(stroke, _NEAR_PIXELS / scale) if thin else stroke
        end = len(stroke) // 2
        for a in range(0, end, _STRETCH):
            b = min(end, a + _STRETCH)
            part = stroke[2 * max(0, a - 1) : 2 * min(end, b + 1)]
            left, top, right, bottom = (edge * scale for edge in extent(part))
            bounds = span([(left, top), (right, bottom)], width / 2 + 1)
            found.append(Stretch(part, a == 0, b == end, scale, bounds, hash((part, a == 0, b == end, scale, width))))
    return found


def thinned(flat: tuple[float, ...], least: float) -> tuple[float, ...]:
    """The points that lie at least so far from the last one kept, and the end."""
    kept = list(flat[:2])
    for x, y in zip(flat[2::2], flat[3::2], strict=False):
        if abs(x - kept[-2]) + abs(y - kept[-1]) >= least:
            kept += (x, y)
    return tuple(kept) if kept[-2:] == list(flat[-2:]) else (*kept, *flat[-2:])


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
    if len(b) > len(a):  # a finished stroke joins the others on their sheets, which smooths where they cross
        return [now, *b[len(a) :]]
    return [now[max(0, len(last) - 6) :]]


def straight(x0: float, y0: float, x1: float, y1: float, width: int) -> pygame.Rect | None:
    """The pixels of a level or upright line; None for a slanting one."""
    if abs(y0 - y1) < 0.01:
        left, right = floor(min(x0, x1) + 0.5), floor(max(x0, x1) + 0.5)
        return pygame.Rect(left, floor(y0 - width / 2 + 0.5), max(1, right - left), width)
    if abs(x0 - x1) < 0.01:
        top, bottom = floor(min(y0, y1) + 0.5), floor(max(y0, y1) + 0.5)
        return pygame.Rect(floor(x0 - width / 2 + 0.5), top, width, max(1, bottom - top))
    return None
