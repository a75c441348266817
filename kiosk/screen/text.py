"""Lines of text as surfaces: rendered once for a size and colour, cropped to their ink, bounded by bytes.

Each font is opened once and set to the size in hand: opening takes up to 8 ms and a megabyte, changing the size a
hundredth of a millisecond (and the glyphs drawn so far, which is why lines are best rendered size by size).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby
from pathlib import Path
from typing import NamedTuple

from kiosk.draw.items import Colour, Face, Text
from kiosk.screen.cache import Cache, surface_bytes
from kiosk.screen.coverage import in_cut_faces
from kiosk.screen.faces import CUT, font_file, whole_file
from kiosk.screen.lean import pygame

_MIDDLE = 0.38
"""The middle of a Chinese character above the base line, in em: 0.88 above it and 0.12 below."""


class Line(NamedTuple):
    """A piece of one line. `dx`, `dy`: where its ink begins, right of the pen and below the base line; `wide`: how far
    the pen moves. All in pixels; `ink` is None for blanks."""

    ink: pygame.Surface | None
    dx: int
    dy: int
    width: int


class Letters:
    """Sets text on a surface at `scale` pixels a unit."""

    def __init__(self, surface: pygame.Surface, scale: float, limit: int) -> None:
        self.surface = surface
        self._scale = scale
        self._fonts: dict[Path, pygame.font.Font] = {}
        self._set_to: dict[Path, int] = {}
        self._lines: Cache[Line] = Cache(limit, lambda line: surface_bytes(line.ink))

    @property
    def bytes(self) -> int:
        return self._lines.bytes

    def pixels(self, size: float) -> int:
        """The em in whole pixels."""
        return max(1, int(size * self._scale + 0.05))

    def _font(self, file: Path, px: int) -> pygame.font.Font:
        """The font at that em, until it is asked for at another."""
        found = self._fonts.get(file)
        if found is None:
            if not pygame.font.get_init():
                pygame.font.init()
            found = self._fonts[file] = pygame.font.Font(file, px)
        elif self._set_to[file] != px:
            found.set_point_size(px)
        self._set_to[file] = px
        return found

    def reach(self, item: Text, box: pygame.Rect) -> pygame.Rect:
        """The pixels the text may touch: strokes and squeezed lines keep within a small margin of the box."""
        slack = self.pixels(item.size) // 6 + 2
        height = max(box.h, int(len(item.lines) * item.leading * self._scale + 1))
        return pygame.Rect(box.x - slack, box.y - slack, box.w + 2 * slack, height + 2 * slack)

    def paint(self, item: Text, box: pygame.Rect, clip: pygame.Rect) -> None:
        """All lines of the item that meet `clip`."""
        px = self.pixels(item.size)
        step = item.leading * self._scale
        top = item.rect.y * self._scale
        marked = {mark.line for mark in item.marks} if item.marks else ()
        for i, line in enumerate(item.lines):
            middle = top + step * (i + 0.5)
            if middle + step < clip.y or middle - step > clip.bottom or not line:
                continue
            base = int(middle + _MIDDLE * px + 0.5)
            pieces = self._pieces(item, i, line, i in marked)
            self._set(item, pieces, px, box, base)

    def warm(self, items: Iterable[Text]) -> Iterator[None]:
        """Render the lines of the items, size by size, one a step."""
        for item in sorted(items, key=lambda text: (text.face, text.size)):
            px = self.pixels(item.size)
            marked = {mark.line for mark in item.marks}
            for i, line in enumerate(item.lines):
                for words, colour in self._pieces(item, i, line, i in marked):
                    if words and (words, item.face, px, colour) not in self._lines:
                        self.line(words, item.face, px, colour)
                        yield

    def line(self, words: str, face: Face, px: int, colour: Colour) -> Line:
        """One piece of text in one colour."""
        return self._lines.make((words, face, px, colour), lambda: self._render(words, face, px, colour))

    def _set(self, item: Text, pieces: tuple[tuple[str, Colour], ...], px: int, box: pygame.Rect, base: int) -> None:
        lines = [self.line(words, item.face, px, colour) for words, colour in pieces]
        width = sum(line.width for line in lines)
        if width > box.w + 1 and box.w > 0:
            share = box.w / width
            lines = [self._squeezed(p, item.face, px, share) for p in pieces]
            width = sum(line.width for line in lines)
        x = box.x
        if item.align == "centre":
            x += (box.w - width) // 2
        elif item.align == "right":
            x += box.w - width
        for line in lines:
            if line.ink is not None:
                self.surface.blit(line.ink, (x + line.dx, base + line.dy))
            x += line.width

    def _squeezed(self, piece: tuple[str, Colour], face: Face, px: int, share: float) -> Line:
        """The piece at `share` of its width: kerning made the line wider than the layout reckoned."""
        words, colour = piece
        plain = self.line(words, face, px, colour)
        width = int(plain.width * share)
        if plain.ink is None:
            return plain._replace(width=width)
        ink = plain.ink
        size = (max(1, int(ink.get_width() * share)), ink.get_height())
        return self._lines.make(
            (words, face, px, colour, width),
            lambda: Line(pygame.transform.smoothscale(ink, size), int(plain.dx * share), plain.dy, width),
        )

    def _render(self, words: str, face: Face, px: int, colour: Colour) -> Line:
        font = self._font(whole_file(face) if _rare(face, words) else font_file(face), px)
        whole = font.render(words, True, colour)
        ink = whole.get_bounding_rect()
        if not ink.w or not ink.h:
            return Line(None, 0, 0, whole.get_width())
        return Line(whole.subsurface(ink).copy(), ink.x, ink.y - font.get_ascent(), whole.get_width())

    def _pieces(self, item: Text, index: int, line: str, marked: bool) -> tuple[tuple[str, Colour], ...]:
        """The line cut where its colour changes, and round characters that its face lacks."""
        pieces = _marked(item, index, line) if marked else ((line, item.colour),)
        if not _rare(item.face, line):
            return pieces
        return tuple(
            ("".join(chars), colour)
            for words, colour in pieces
            for _, chars in groupby(words, lambda char: _rare(item.face, char))
        )


def _rare(face: Face, words: str) -> bool:
    """Whether some of the words stand only in the whole face of the family."""
    return face in CUT and not in_cut_faces().issuperset(words)


def _marked(item: Text, index: int, line: str) -> tuple[tuple[str, Colour], ...]:
    """The line cut where its colour changes; a later mark wins."""
    colours = [item.colour] * len(line)
    for mark in item.marks:
        if mark.line == index:
            for i in range(max(0, mark.start), min(len(line), mark.end)):
                colours[i] = mark.colour
    pieces: list[tuple[str, Colour]] = []
    for char, colour in zip(line, colours, strict=True):
        if pieces and pieces[-1][1] == colour:
            pieces[-1] = (pieces[-1][0] + char, colour)
        else:
            pieces.append((char, colour))
    return tuple(pieces)
