"""Turns a draw list into pixels, and the next one into as few pixels as possible.

The painter keeps the last list. What is equal stays as it is; the rest is covered with a few rectangles, and inside
each of them everything is painted again from the uppermost item that hides all below it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from math import ceil
from pathlib import Path

from kiosk.draw.items import Arc, Code, Colour, Ground, Icon, Ink, Item, Lines, Panel, Panorama, Picture, Text, Video
from kiosk.draw.theme import NORMAL, contrast
from kiosk.screen import panorama
from kiosk.screen.dirty import Placed, compare, merged
from kiosk.screen.grid import Grid
from kiosk.screen.icons import FOLDER, Icons
from kiosk.screen.lean import pygame
from kiosk.screen.pen import Pen
from kiosk.screen.place import Places, casts_shadow
from kiosk.screen.pictures import Pictures, Wish
from kiosk.screen.shapes import Shapes, pressed_fill
from kiosk.screen.text import Letters
from kiosk.screen.video import Films, caption_text

RING = 5.0
"""Thickness of the line round what a finger holds down, in units."""

_TINT: Colour = (196, 204, 212)
_DARK: Colour = (13, 20, 34)
_DIM: Colour = (92, 104, 124)
_Paint = Callable[[Placed, pygame.Rect], None]


def _no_wake() -> None:
    """Nobody sleeps when a picture is painted off-screen."""


class Painter:
    """Paints draw lists on `target`: a window's surface, or a size in pixels for painting off-screen.

    Files of pictures and films are found under `root`. `wake` is called from another thread when something that was
    still missing has come: paint the same list again. `accent` is the colour of the pressed look.
    """

    def __init__(
        self,
        target: pygame.Surface | tuple[int, int],
        *,
        root: Path = Path(),
        icons: Path = FOLDER,
        wake: Callable[[], None] = _no_wake,
        accent: Colour = NORMAL.accent,
    ) -> None:
        self.surface = target if isinstance(target, pygame.Surface) else pygame.Surface(target, 0, 32)
        self.accent = accent
        self._screen = self.surface.get_rect()
        self._grid = Grid(self.surface.get_size())
        scale = self._grid.scale
        limits = _limits(self._screen.w * self._screen.h * 4)
        self._shapes = Shapes(self.surface, scale, limits["shapes"])
        self._letters = Letters(self.surface, scale, limits["text"])
        self._pen = Pen(self.surface, scale, limits["pen"])
        self._icons = Icons(self.surface, limits["icons"], icons)
        self._pictures = Pictures(root, limits["pictures"], wake)
        self._films = Films(root, wake)
        self._places = Places(self._grid, self._shapes, self._letters)
        self._placed: list[Placed] = []
        self._bounds: list[pygame.Rect] = []
        self._pressed = ""
        self._fresh = True
        self._paints: dict[type[Item], _Paint] = {
            Panel: self._panel,
            Ground: self._ground,
            Text: self._text,
            Icon: self._icon,
            Picture: self._picture,
            Code: self._code,
            Arc: self._arc,
            Lines: self._lines,
            Ink: self._ink,
            Video: self._video,
            Panorama: self._panorama,
        }

    def paint(self, items: Sequence[Item], pressed: str = "") -> list[pygame.Rect]:
        """Bring the surface to `items`, with the look of a finger held on the target `pressed`.

        Returns the pixels that changed, to be shown with `Window.present`.
        """
        come = self._pictures.collect()
        films = [item for item in items if isinstance(item, Video)]
        moved = self._films.follow((film, self._grid.box(film.rect).size) for film in films)
        if films:
            items = [_still(item) if isinstance(item, Video) else item for item in items]
        change = compare(self._placed, items, self._places.place, self._places.stretch)
        dirty = change.dirty
        self._placed = change.placed
        if dirty:
            self._bounds = [placed.bounds for placed in self._placed]
            self._pictures.pin({placed.wish for placed in self._placed if placed.wish is not None})
        if come:
            dirty.extend(placed.bounds for placed in self._placed if placed.wish in come)
        if moved:
            dirty.extend(p.bounds for p in self._placed if isinstance(p.item, Video) and _key(p.item, p) in moved)
        if pressed != self._pressed:
            either = {pressed, self._pressed} - {""}
            dirty.extend(p.bounds for p in self._placed if p.item.target in either)
            self._pressed = pressed
        if self._fresh:
            dirty = [self._screen.copy()]
            self._fresh = False
        rects = merged(dirty, self._screen)
        for rect in rects:
            self._repaint(rect)
        return rects

    def forget(self) -> None:
        """Paint everything the next time: somebody else has drawn on the surface."""
        self._fresh = True

    @property
    def pending(self) -> bool:
        """Whether something on the screen is still to come; `wake` will be called."""
        return self._pictures.pending

    def settle(self, seconds: float = 20.0) -> list[pygame.Rect]:
        """Wait for pictures still to come and paint them; for pictures of a screen, not for a running hall."""
        self._pictures.settle(seconds)
        come = self._pictures.collect()
        rects = merged((placed.bounds for placed in self._placed if placed.wish in come), self._screen)
        for rect in rects:
            self._repaint(rect)
        return rects

    def warm(self, items: Sequence[Item]) -> Iterator[None]:
        """Prepare what `items` will need, a millisecond or two a step."""
        for item in items:
            if isinstance(item, Text):
                for line in range(len(item.lines)):
                    if item.lines[line]:
                        self._letters.warm(item, line)
                        yield
                continue
            box = self._grid.box(item.rect)
            if isinstance(item, Icon) and min(box.size) > 0:
                self._icons.drawing(item.name, min(box.size), item.colour, item.alpha)
            elif isinstance(item, Code):
                self._icons.matrix(item, min(box.size))
            elif (wish := self._places.wish(item)) is not None:
                self._pictures.ask(wish)
            else:
                continue
            yield

    def save_png(self, path: Path) -> None:
        """Write the surface as a picture. Raises OSError when it cannot be written."""
        try:
            pygame.image.save(self.surface, path)
        except pygame.error as problem:
            raise OSError(f"cannot write {path}: {problem}") from problem

    def memory(self) -> dict[str, int]:
        """Bytes held by each cache."""
        return {
            "shapes": self._shapes.bytes,
            "text": self._letters.bytes,
            "pen": self._pen.bytes,
            "icons": self._icons.bytes,
            "pictures": self._pictures.bytes,
        }

    def close(self) -> None:
        """End the threads. The painter is of no use afterwards."""
        self._pictures.close()
        self._films.close()

    def _repaint(self, rect: pygame.Rect) -> None:
        hits = rect.collidelistall(self._bounds)
        first = len(hits)
        covered = False
        while first and not covered:
            first -= 1
            covered = any(solid.contains(rect) for solid in self._placed[hits[first]].solid)
        surface = self.surface
        surface.set_clip(rect)
        if not covered:
            surface.fill((0, 0, 0), rect)
        held: list[Placed] = []
        for i in hits[first:]:
            placed = self._placed[i]
            clip = rect if placed.clip is None else rect.clip(placed.clip)
            if not clip.w or not clip.h:
                continue
            surface.set_clip(clip)
            self._paints[type(placed.item)](placed, clip)
            if placed.item.target and placed.item.target == self._pressed and placed.item.finger == "tap":
                held.append(placed)
        for placed in held:
            surface.set_clip(rect if placed.clip is None else rect.clip(placed.clip))
            self._ring(placed)
        surface.set_clip(None)

    def _panel(self, placed: Placed, clip: pygame.Rect) -> None:
        item, box = placed.item, placed.box
        assert isinstance(item, Panel)
        held = bool(item.target) and item.target == self._pressed and item.finger == "tap"
        radius, width = self._grid.length(item.radius), self._grid.length(item.border_width)
        fill = pressed_fill(item.fill) if held and item.fill is not None else item.fill
        opaque = item.alpha >= 255
        if casts_shadow(item) and not box.inflate(-2 * radius, 0).contains(clip):
            self._shapes.shadow(box, radius)
        if item.border is not None and width and fill is not None and opaque:
            self._shapes.fill(box, item.border, radius)
            self._shapes.fill(box.inflate(-2 * width, -2 * width), fill, max(0, radius - width))
            return
        if fill is not None:
            self._shapes.fill(box, fill, radius, item.alpha)
        elif held:
            self._shapes.fill(box, self.accent, radius, 56)
        if item.border is not None and width:
            self._shapes.frame(box, item.border, radius, width, item.alpha)

    def _ring(self, placed: Placed) -> None:
        """The line round what is held down, in a colour that shows on it."""
        item = placed.item
        radius, colour = self._grid.length(16.0), self.accent
        if isinstance(item, Panel):
            radius = self._grid.length(item.radius)
            if item.fill is not None and contrast(item.fill, self.accent) < 1.5:
                colour = NORMAL.accent_deep
        self._shapes.frame(placed.box, colour, radius, self._grid.length(RING))

    def _ground(self, placed: Placed, clip: pygame.Rect) -> None:
        assert isinstance(placed.item, Ground)
        self._shapes.ground(placed.box, placed.item.top, placed.item.bottom, clip)

    def _text(self, placed: Placed, clip: pygame.Rect) -> None:
        assert isinstance(placed.item, Text)
        self._letters.paint(placed.item, placed.box, clip)

    def _icon(self, placed: Placed, clip: pygame.Rect) -> None:
        assert isinstance(placed.item, Icon)
        self._icons.icon(placed.item, placed.box)

    def _code(self, placed: Placed, clip: pygame.Rect) -> None:
        assert isinstance(placed.item, Code)
        self._icons.code(placed.item, placed.box)

    def _arc(self, placed: Placed, clip: pygame.Rect) -> None:
        assert isinstance(placed.item, Arc)
        self._pen.arc(placed.item, placed.box, clip)

    def _lines(self, placed: Placed, clip: pygame.Rect) -> None:
        assert isinstance(placed.item, Lines)
        self._pen.lines(placed.item, placed.box, clip)

    def _ink(self, placed: Placed, clip: pygame.Rect) -> None:
        assert isinstance(placed.item, Ink)
        self._pen.ink(placed.item, placed.box, clip)

    def _picture(self, placed: Placed, clip: pygame.Rect) -> None:
        assert isinstance(placed.item, Picture) and isinstance(placed.wish, Wish)
        shown = self._pictures.get(placed.wish)
        if shown is None:
            self._shapes.fill(placed.box, _TINT, placed.wish.radius)
        else:
            self.surface.blit(shown, shown.get_rect(center=placed.box.center))

    def _panorama(self, placed: Placed, clip: pygame.Rect) -> None:
        assert isinstance(placed.item, Panorama) and isinstance(placed.wish, Wish)
        picture = self._pictures.get(placed.wish)
        if picture is None:
            self._shapes.fill(placed.box, _TINT, 0)
        else:
            panorama.paint(self.surface, picture, placed.item, placed.box)

    def _video(self, placed: Placed, clip: pygame.Rect) -> None:
        item, box = placed.item, placed.box
        assert isinstance(item, Video)
        seen = self._films.seen(_key(item, placed))
        picture = seen.picture
        if picture is None and isinstance(placed.wish, Wish):
            picture = self._pictures.get(placed.wish)
        self.surface.fill(_DARK, box)
        if picture is not None:
            self.surface.blit(picture, picture.get_rect(center=box.center))
        else:
            side = max(24, min(box.size) // 5)
            mark = self._icons.drawing("film", side, _DIM)
            self.surface.blit(mark, mark.get_rect(center=box.center))
        if seen.caption:
            self._caption(caption_text(seen.caption, item))

    def _caption(self, text: Text) -> None:
        box = self._grid.box(text.rect)
        self._shapes.fill(box.inflate(self._grid.length(32), self._grid.length(16)), (0, 0, 0), 0, 150)
        self._letters.paint(text, box, self.surface.get_clip())


def _still(item: Video) -> Video:
    """The film without its clock: what it shows is asked of the film itself."""
    return replace(item, position=0.0, playing=False)


def _key(item: Video, placed: Placed) -> tuple[str, tuple[int, int]]:
    return item.file, placed.box.size


def _limits(screen_bytes: int) -> dict[str, int]:
    """Bytes for each cache: a few screens' worth of text, fewer as screens grow dear."""
    small = 8_300_000
    share = screen_bytes if screen_bytes < small else small + (screen_bytes - small) * 0.55
    parts = {"text": 1.5, "pictures": 1.25, "pen": 0.4, "icons": 0.3, "shapes": 0.15}
    return {name: max(1_000_000, ceil(share * part)) for name, part in parts.items()}
