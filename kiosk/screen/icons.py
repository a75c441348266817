"""Icons of the project's own family in any colour, and QR codes: small surfaces made once."""

from __future__ import annotations

import logging
from pathlib import Path

from kiosk.draw.icon_files import FOLDER
from kiosk.draw.items import Code, Colour, Icon
from kiosk.screen.cache import Cache, surface_bytes
from kiosk.screen.lean import pygame

_log = logging.getLogger("kiosk.screen")
_QUIET = 4
"""Light modules a code needs round itself (ISO/IEC 18004)."""


class Icons:
    """Paints icons and codes on one surface; `folder` holds one SVG an icon, drawn in black."""

    def __init__(self, surface: pygame.Surface, limit: int, folder: Path = FOLDER) -> None:
        self.surface = surface
        self._folder = folder
        self._held: Cache[pygame.Surface] = Cache(limit, surface_bytes)
        self._unknown: set[str] = set()

    @property
    def bytes(self) -> int:
        return self._held.bytes

    def icon(self, item: Icon, box: pygame.Rect) -> None:
        """The icon in the middle of its box, as large as fits."""
        if box.w > 0 and box.h > 0:
            drawing = self.drawing(item.name, box.size, item.colour, item.alpha)
            w, h = drawing.get_size()
            self.surface.blit(drawing, (box.x + (box.w - w) // 2, box.y + (box.h - h) // 2))

    def drawing(self, name: str, size: tuple[int, int], colour: Colour, alpha: int = 255) -> pygame.Surface:
        """The icon as large as fits `size` pixels; a small square when there is no icon of that name."""
        return self._held.make((name, size, colour, alpha), lambda: self._drawn(name, size, colour, alpha))

    def code(self, item: Code, box: pygame.Rect) -> None:
        """The code on its light ground, every module the same whole number of pixels."""
        self.surface.fill(item.light, box)
        drawing = self.matrix(item, min(box.size))
        self.surface.blit(drawing, drawing.get_rect(center=box.center))

    def matrix(self, item: Code, side: int) -> pygame.Surface:
        """The code as a square of at most `side` pixels, its quiet zone included."""
        return self._held.make((item.data, side, item.dark, item.light), lambda: _matrix(item, side))

    def _drawn(self, name: str, size: tuple[int, int], colour: Colour, alpha: int) -> pygame.Surface:
        file = self._folder / f"{name}.svg"
        try:
            drawing = pygame.image.load_sized_svg(file, size)
        except (pygame.error, OSError) as problem:
            if name not in self._unknown:
                self._unknown.add(name)
                _log.warning("no icon %r: %s", name, problem)
            return _dot(min(size), colour, alpha)
        # Only the drawing's alpha counts; its black becomes the wanted colour.
        drawing.fill((0, 0, 0, alpha), special_flags=pygame.BLEND_RGBA_MULT)
        drawing.fill(colour, special_flags=pygame.BLEND_RGB_ADD)
        return drawing


def _dot(side: int, colour: Colour, alpha: int) -> pygame.Surface:
    dot = pygame.Surface((side, side), pygame.SRCALPHA, 32)
    dot.fill((*colour, 0))
    inner = max(1, side // 4)
    dot.fill((*colour, alpha), (side // 2 - inner // 2, side // 2 - inner // 2, inner, inner))
    return dot


def _matrix(item: Code, side: int) -> pygame.Surface:
    from qrcode.constants import ERROR_CORRECT_M
    from qrcode.exceptions import DataOverflowError
    from qrcode.main import QRCode

    code = QRCode(border=_QUIET, error_correction=ERROR_CORRECT_M)
    code.add_data(item.data)
    try:
        code.make(fit=True)
    except (DataOverflowError, ValueError) as problem:
        _log.warning("%d characters are too much for a code: %s", len(item.data), problem)
        return pygame.Surface((0, 0), 0, 32)
    rows = code.get_matrix()
    small = pygame.Surface((len(rows), len(rows)), 0, 32)
    small.fill(item.light)
    for y, row in enumerate(rows):
        for x, dark in enumerate(row):
            if dark:
                small.set_at((x, y), item.dark)
    module = side // len(rows)
    if not module:
        _log.warning("no room for a code of %d modules on %d pixels", len(rows), side)
    return pygame.transform.scale(small, (len(rows) * module, len(rows) * module))
