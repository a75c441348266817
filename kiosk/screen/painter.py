"""Turns a draw list into pixels, and the next one into as few pixels as possible.

The painter keeps the last list. What is equal stays as it is; the rest is covered with a few rectangles, and inside
each of them everything is painted again from the uppermost item that hides all below it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from kiosk.draw.icon_files import FOLDER
from kiosk.draw.items import Colour, Item, Panel, Video
from kiosk.draw.theme import NORMAL
from kiosk.scene import FilmOver
from kiosk.screen.artist import Artist
from kiosk.screen.dirty import Placed, compare, merged
from kiosk.screen.lean import pygame


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
        self._artist = Artist(self.surface, root, icons, wake, accent)
        self._screen = self.surface.get_rect()
        self._placed: list[Placed] = []
        self._bounds: list[pygame.Rect] = []
        self._pressed = ""
        self._clear = False
        self._fresh = True

    @property
    def accent(self) -> Colour:
        """The colour of the line round what a finger holds down."""
        return self._artist.accent

    @accent.setter
    def accent(self, colour: Colour) -> None:
        self._artist.accent = colour

    def paint(self, items: Sequence[Item], pressed: str = "") -> list[pygame.Rect]:
        """Bring the surface to `items`, with the look of a finger held on the target `pressed`.

        Returns the pixels that changed, to be shown with `Window.present`.
        """
        shown, dirty = self._arrived(items)
        change = compare(self._placed, shown, self._artist.places.place, self._artist.places.stretch)
        self._placed = change.placed
        self._artist.prepare(change.come)
        if change.dirty:
            self._bounds = [placed.bounds for placed in self._placed]
            self._artist.keep(self._placed)
        dirty += change.dirty
        if pressed != self._pressed:
            dirty += self._lines_round_held()
            self._pressed = pressed
            seen = [p.item for p in self._placed if p.item.target == pressed and p.item.finger == "tap"]
            # A clear area that shares its word with a button answers through the button.
            self._clear = any(_shows(item) for item in seen)
            dirty += self._lines_round_held()
        if self._fresh:
            dirty, self._fresh = [self._screen.copy()], False
        return self._repaint(dirty)

    def forget(self) -> None:
        """Paint everything the next time: somebody else has drawn on the surface."""
        self._fresh = True

    def films_over(self) -> list[FilmOver]:
        """The films that came to their end, or failed, since the last call: only who decodes them knows."""
        return self._artist.films.over()

    @property
    def pending(self) -> bool:
        """Whether pictures are still to come; `wake` will be called."""
        return self._artist.pictures.pending

    def settle(self, seconds: float = 20.0) -> list[pygame.Rect]:
        """Wait for pictures still to come and paint them; for pictures of a screen, not for a running hall."""
        self._artist.pictures.settle(seconds)
        come = self._artist.pictures.collect()
        return self._repaint([placed.bounds for placed in self._placed if placed.shows(come)])

    def warm(self, items: Sequence[Item]) -> Iterator[None]:
        """Prepare what painting `items` will need, a millisecond or two a step, for idle time."""
        return self._artist.warm(items)

    def save_png(self, path: Path) -> None:
        """Write the surface as a picture. Raises OSError when it cannot be written."""
        try:
            pygame.image.save(self.surface, path)
        except pygame.error as problem:
            raise OSError(f"cannot write {path}: {problem}") from problem

    def memory(self) -> dict[str, int]:
        """Bytes held by each cache."""
        return self._artist.memory()

    def close(self) -> None:
        """End the threads and the sound. The painter is of no use afterwards."""
        self._artist.close()

    def _arrived(self, items: Sequence[Item]) -> tuple[Sequence[Item], list[pygame.Rect]]:
        """Pictures that have come and films that moved on: what they change, and the list without the films' clocks."""
        come = self._artist.pictures.collect()
        dirty = [placed.bounds for placed in self._placed if placed.shows(come)] if come else []
        films = [item for item in items if isinstance(item, Video)]
        moved = self._artist.films.follow((film, self._artist.grid.box(film.rect).size) for film in films)
        if films:
            items = [replace(i, position=0.0, playing=False) if isinstance(i, Video) else i for i in items]
        for placed in self._placed if moved else ():
            if isinstance(placed.item, Video) and (placed.item.file, placed.box.size) in moved:
                dirty.append(placed.bounds)
        return items, dirty

    def _repaint(self, dirty: Sequence[pygame.Rect]) -> list[pygame.Rect]:
        rects = merged(dirty, self._screen)
        for rect in rects:
            self._fill(rect)
        self.surface.set_clip(None)
        return rects

    def _fill(self, rect: pygame.Rect) -> None:
        """Paint everything inside `rect` again, beginning with the uppermost item that covers all of it."""
        hits = rect.collidelistall(self._bounds)
        first = len(hits)
        covered = False
        while first and not covered:
            first -= 1
            covered = any(solid.contains(rect) for solid in self._placed[hits[first]].solid)
        self.surface.set_clip(rect)
        if not covered:
            self.surface.fill((0, 0, 0), rect)
        for i in hits[first:]:
            placed = self._placed[i]
            # Nothing may paint beyond its bounds: what lies outside would never be cleaned up.
            clip = rect.clip(placed.bounds)
            self.surface.set_clip(clip)
            self._artist.paint(placed, clip, self._held(placed))
        for i in hits if self._pressed else ():
            if self._held(self._placed[i]):
                self.surface.set_clip(rect.clip(self._placed[i].bounds))
                self._artist.ring(self._placed[i])

    def _lines_round_held(self) -> list[pygame.Rect]:
        """Where it shows that a finger holds something down: all of what can be seen, only the line round what is
        clear. A clear area may be the whole screen, and a finger waits for no whole screen."""
        parts: list[pygame.Rect] = []
        for placed in filter(self._held, self._placed):
            parts += [placed.bounds] if _shows(placed.item) else self._artist.line_round(placed)
        return parts

    def _held(self, placed: Placed) -> bool:
        """Whether a finger holds the item down."""
        item = placed.item
        return (
            bool(self._pressed)
            and item.target == self._pressed
            and item.finger == "tap"
            and (_shows(item) or not self._clear)
        )


def _shows(item: Item) -> bool:
    """Whether the item itself can be seen: not a panel without fill and border."""
    return not isinstance(item, Panel) or item.fill is not None or item.border is not None
