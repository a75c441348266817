"""Paints one placed item: knows every kind there is, and holds the caches each of them draws from."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from math import ceil
from pathlib import Path

from kiosk.draw.items import Arc, Code, Colour, Ground, Icon, Ink, Item, Lines, Panel, Panorama, Picture, Text, Video
from kiosk.draw.theme import NORMAL, contrast
from kiosk.screen.arrival import around
from kiosk.screen.dirty import Placed
from kiosk.screen.grid import Grid
from kiosk.screen.icons import Icons
from kiosk.screen.lean import pygame
from kiosk.screen.panorama import Lookout
from kiosk.screen.pen import Pen
from kiosk.screen.pictures import Pictures, Wish
from kiosk.screen.place import Placing, casts_shadow
from kiosk.screen.shapes import Shapes, pressed_fill
from kiosk.screen.text import Letters
from kiosk.screen.video import Films, caption_text

RING = 5.0
"""Thickness of the line round what a finger holds down, in units."""

_TINT: Colour = (196, 204, 212)
_TILE: Colour = (29, 58, 107)
"""Until a picture has come: near the blue the hall's own are taken on, so that a wall of them does not flash."""
_DARK: Colour = (13, 20, 34)
_DIM: Colour = (92, 104, 124)
_CAPTION_ALPHA = 190
_SMALL_SCREEN = 8_300_000
_SHARES = {"text": 1.25, "pictures": 1.25, "pen": 1.25, "icons": 0.75, "shapes": 0.15}


class Artist:
    """Paints on `surface`, whose clip the caller sets. Pictures and films are found under `root`."""

    def __init__(
        self, surface: pygame.Surface, root: Path, icons: Path, wake: Callable[[], None], accent: Colour
    ) -> None:
        self.surface = surface
        self.accent = accent
        self.grid = Grid(surface.get_size())
        scale, limits = self.grid.scale, cache_limits(surface.get_width() * surface.get_height() * 4)
        self._shapes = Shapes(surface, scale, limits["shapes"])
        self._letters = Letters(surface, scale, limits["text"])
        self._pen = Pen(surface, scale, limits["pen"])
        self._icons = Icons(surface, limits["icons"], icons)
        self.pictures = Pictures(root, limits["pictures"], wake)
        self._lookout = Lookout(surface)
        self.films = Films(root, wake)
        self.places = Placing(self.grid, self._shapes, self._letters)
        self._paints: dict[type[Item], Callable[[Placed, pygame.Rect, bool], None]] = {
            Panel: self._panel,
            Ground: self._ground,
            Text: self._text,
            Icon: self._icon,
            Picture: self._picture,
            Code: self._code,
            Arc: self._line,
            Lines: self._line,
            Ink: self._line,
            Video: self._video,
            Panorama: self._panorama,
        }

    def paint(self, placed: Placed, clip: pygame.Rect, held: bool) -> None:
        """The item within `clip`; `held` when a finger is on it."""
        self._paints[type(placed.item)](placed, clip, held)

    def ring(self, placed: Placed) -> None:
        """The line round what is held down, in a colour that shows on it."""
        item, colour, radius = placed.item, self.accent, self.grid.length(16.0)
        if isinstance(item, Panel):
            radius = self.grid.length(item.radius)
            if item.fill is not None and contrast(item.fill, self.accent) < 1.5:
                colour = NORMAL.accent_deep
        self._shapes.frame(placed.box, colour, radius, self.grid.length(RING))

    def line_round(self, placed: Placed) -> list[pygame.Rect]:
        """The pixels in which `ring` may draw round a panel that shows nothing else."""
        radius = placed.item.radius if isinstance(placed.item, Panel) else 0.0
        depth = 2 * (self.grid.length(RING) + self.grid.length(radius)) + 4
        return [part.clip(placed.bounds) for part in around(placed.box, placed.box.inflate(-depth, -depth))]

    def warm(self, items: Sequence[Item]) -> Iterator[None]:
        """Prepare what `items` will need, a millisecond or two a step."""
        yield from self._letters.warm(item for item in items if isinstance(item, Text) and self._in_sight(item))
        for item in items:
            placed = self.places.place(item)
            side = min(placed.box.size)
            if not placed.bounds.w or not placed.bounds.h:
                continue
            if isinstance(item, (Lines, Arc, Ink)):
                yield from self._pen.warm(item, placed.box, placed.bounds)
            elif isinstance(item, Icon):
                self._icons.drawing(item.name, placed.box.size, item.colour, item.alpha)
            elif isinstance(item, Code):
                self._icons.matrix(item, side)
            elif isinstance(item, Panel):
                self._shapes.warm(self.grid.length(item.radius), side, item.fill, item.alpha, casts_shadow(item))
            elif isinstance(placed.wish, Wish):
                self.pictures.ask(placed.wish)
                for one in placed.laid:
                    if isinstance(one, Wish):
                        self.pictures.ask(one)
            yield

    def _in_sight(self, item: Item) -> bool:
        placed = self.places.place(item)
        return placed.bounds.w > 0 and placed.bounds.h > 0

    def prepare(self, come: Iterable[Placed]) -> None:
        """Render the text of items new in sight, in the order that is quickest."""
        texts = (placed.item for placed in come if placed.bounds.w and isinstance(placed.item, Text))
        for _ in self._letters.warm(text for text in texts if isinstance(text, Text)):
            pass

    def keep(self, placed: Sequence[Placed]) -> None:
        """What the items on the screen need stays at hand; what only a room that was left needed goes."""
        self.pictures.pin({wish for one in placed for wish in (one.wish, *one.laid) if wish is not None})
        if not any(isinstance(one.item, Panorama) for one in placed):
            self._lookout.forget()

    def memory(self) -> dict[str, int]:
        """Bytes held by each cache."""
        return {
            "shapes": self._shapes.bytes,
            "text": self._letters.bytes,
            "pen": self._pen.bytes,
            "icons": self._icons.bytes,
            "pictures": self.pictures.bytes,
        }

    def close(self) -> None:
        """End the threads."""
        self.pictures.close()
        self.films.close()

    def _panel(self, placed: Placed, clip: pygame.Rect, held: bool) -> None:
        item, box = placed.item, placed.box
        assert isinstance(item, Panel)
        radius, width = self.grid.length(item.radius), self.grid.length(item.border_width)
        fill = pressed_fill(item.fill) if held and item.fill is not None else item.fill
        if casts_shadow(item) and not box.inflate(-2 * radius, 0).contains(clip):
            self._shapes.shadow(box, radius)
        if item.border is not None and width and fill is not None and item.alpha >= 255:
            self._shapes.fill(box, item.border, radius)
            self._shapes.fill(box.inflate(-2 * width, -2 * width), fill, max(0, radius - width))
            return
        if fill is not None:
            self._shapes.fill(box, fill, radius, item.alpha)
        elif held and item.border is not None:  # of what is clear, only the line round it is painted
            self._shapes.fill(box, self.accent, radius, 56)
        if item.border is not None and width:
            self._shapes.frame(box, item.border, radius, width, item.alpha)

    def _ground(self, placed: Placed, clip: pygame.Rect, held: bool) -> None:
        assert isinstance(placed.item, Ground)
        self._shapes.ground(placed.box, placed.item.top, placed.item.bottom, clip)

    def _text(self, placed: Placed, clip: pygame.Rect, held: bool) -> None:
        assert isinstance(placed.item, Text)
        self._letters.paint(placed.item, placed.box, clip)

    def _icon(self, placed: Placed, clip: pygame.Rect, held: bool) -> None:
        assert isinstance(placed.item, Icon)
        self._icons.icon(placed.item, placed.box)

    def _code(self, placed: Placed, clip: pygame.Rect, held: bool) -> None:
        assert isinstance(placed.item, Code)
        self._icons.code(placed.item, placed.box)

    def _line(self, placed: Placed, clip: pygame.Rect, held: bool) -> None:
        assert isinstance(placed.item, (Lines, Arc, Ink))
        self._pen.paint(placed.item, placed.box, clip)

    def _picture(self, placed: Placed, clip: pygame.Rect, held: bool) -> None:
        assert isinstance(placed.wish, Wish)
        shown = self.pictures.get(placed.wish)
        if shown is None:
            self._shapes.fill(placed.box, _TILE, placed.wish.radius)
        else:
            self.surface.blit(shown, shown.get_rect(center=placed.box.center))

    def _panorama(self, placed: Placed, clip: pygame.Rect, held: bool) -> None:
        assert isinstance(placed.item, Panorama) and isinstance(placed.wish, Wish)
        picture = self.pictures.get(placed.wish)
        laid = [seen for one in placed.laid if isinstance(one, Wish) and (seen := self.pictures.overlay(one))]
        if picture is None:
            self._shapes.fill(placed.box, _TINT, 0)
        else:
            self._lookout.paint(picture, placed.item, placed.box, clip, laid)

    def _video(self, placed: Placed, clip: pygame.Rect, held: bool) -> None:
        item, box = placed.item, placed.box
        assert isinstance(item, Video)
        seen = self.films.seen((item.file, box.size))
        picture = seen.picture
        if picture is None and isinstance(placed.wish, Wish):
            picture = self.pictures.get(placed.wish)
        self.surface.fill(_DARK, box)
        if picture is not None:
            self.surface.blit(picture, picture.get_rect(center=box.center))
        elif box.w and box.h:
            side = max(24, min(box.size) // 5)
            mark = self._icons.drawing("film", (side, side), _DIM)
            self.surface.blit(mark, mark.get_rect(center=box.center))
        if seen.caption:
            text = caption_text(seen.caption, item)
            where = self.grid.box(text.rect)
            radius = self.grid.length(12.0)
            self._shapes.fill(where.inflate(2 * radius, radius), (0, 0, 0), radius, _CAPTION_ALPHA)
            self._letters.paint(text, where, clip)


def cache_limits(screen_bytes: int) -> dict[str, int]:
    """Bytes for each cache: a few screens' worth, relatively fewer as screens grow dear."""
    share = screen_bytes if screen_bytes < _SMALL_SCREEN else _SMALL_SCREEN + (screen_bytes - _SMALL_SCREEN) * 0.55
    return {name: max(1_000_000, ceil(share * part)) for name, part in _SHARES.items()}
