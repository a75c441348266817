"""The view into an equirectangular picture: every pixel looks up where its ray meets the sphere.

Needs numpy, which is loaded beside the loop when the first such picture is; without it a flat cut-out is shown.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from importlib import import_module
from math import cos, log, pi, radians, sin
from typing import Any, NamedTuple

from kiosk.draw.items import Panorama
from kiosk.draw.sphere import focal
from kiosk.screen.lean import pygame

FINE, FULL, FLAT = (8192, 4096), (4096, 2048), (2048, 1024)
"""Pixels a picture is kept in: on a large panel, elsewhere, and without numpy. The width is a power of two: turning is
a masked addition."""
LARGE = 2560
"""A panel wider than this, in pixels, shows the fine picture where there is one."""

LIT = 0.46
"""How bright a lit view is in the mean, 0-1."""
_LIFT_MOST = 0.5
"""The smallest exponent by which it is brought up: further, noise would show."""
_MOST = 1100
"""Columns looked up at most, of every 4096: 80 degrees of them hold about 910, more would show nothing more."""


def load() -> Any:
    """numpy, or None when it is not installed. May be called from any thread."""
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    try:
        return import_module("numpy")
    except ImportError:
        return None


class RoomPiece(NamedTuple):
    """A piece to be laid over a panorama with its left top `at` a pixel of it."""

    file: str
    surface: pygame.Surface
    at: tuple[int, int]


class _Tilt(NamedTuple):
    """For one pitch, size and picture's width: where each pixel's ray meets the picture, as row and column with
    fractions, and as the begin of its row and its column; and room to work in."""

    key: tuple[float, float, tuple[int, int], int]
    line: Any
    column: Any
    rows: Any
    columns: Any
    index: Any
    seen: Any


class Lookout:
    """Paints panoramas on one surface; holds the tables of the last pitch only."""

    def __init__(self, surface: pygame.Surface) -> None:
        self.surface = surface
        self._tilt: _Tilt | None = None
        self._picture: pygame.Surface | None = None
        self._pixels: Any = None
        self._frame: pygame.Surface | None = None
        self._framed: object = None
        self._laid: tuple[str, ...] = ()
        self._under: list[tuple[pygame.Surface, tuple[int, int]]] = []

    def paint(
        self,
        picture: pygame.Surface,
        item: Panorama,
        box: pygame.Rect,
        clip: pygame.Rect,
        overlays: Sequence[RoomPiece] = (),
    ) -> None:
        """What is seen towards the item's yaw and pitch; `picture` covers 360 x 180 degrees, `overlays` lie over it."""
        if not box.w or not box.h:
            return
        self._take(picture)
        if picture.get_width() != FLAT[0]:
            self._lay(picture, overlays)
        if clip.contains(box):
            self._frame = self._framed = None
            view = self._view(picture, item, box.size)
            pygame.transform.smoothscale(view, box.size, self.surface.subsurface(box))
            return
        # Something above it changed: keep the view, so that only the blit is left the next time.
        framed = (id(picture), item, box.size, self._laid)
        if self._frame is None or self._framed != framed:
            self._frame = pygame.transform.smoothscale(self._view(picture, item, box.size), box.size)
            self._framed = framed
        self.surface.blit(self._frame, box)

    def forget(self) -> None:
        """Let the picture and the tables go; the picture as it came."""
        self._take(None)
        self._tilt = self._frame = self._framed = None

    def _take(self, picture: pygame.Surface | None) -> None:
        if picture is not self._picture:
            self._lift()
            self._picture, self._pixels = picture, None

    def _lay(self, picture: pygame.Surface, overlays: Sequence[RoomPiece]) -> None:
        """These, and no others, lie over the picture; what they hide is kept for when they go."""
        wanted = tuple(one.file for one in overlays)
        if wanted == self._laid:
            return
        self._lift()
        self._pixels = None  # while numpy looks at it, nothing may be drawn on it
        for one in overlays:
            hidden = one.surface.get_rect(topleft=one.at).clip(picture.get_rect())
            kept = picture.subsurface(hidden).copy()
            kept.set_alpha(None)  # it comes back as it was, not mixed with what lay over it
            self._under.append((kept, (hidden.x, hidden.y)))
            picture.blit(one.surface, one.at)
        self._laid = wanted

    def _lift(self) -> None:
        self._pixels = None
        if self._picture is not None:
            for hidden, at in reversed(self._under):
                self._picture.blit(hidden, at)
        self._laid, self._under = (), []

    def _view(self, picture: pygame.Surface, item: Panorama, size: tuple[int, int]) -> pygame.Surface:
        """What is seen, at half the size or less."""
        numpy = load()
        if numpy is None or picture.get_size() not in (FULL, FINE):
            return _flat(picture, item, size)
        if self._pixels is None:
            self._pixels = numpy.frombuffer(picture.get_buffer(), numpy.uint32)
        width = picture.get_width()
        most = _MOST if item.moving else _MOST * width // FULL[0]
        step = 2
        while size[0] / step > most:
            step *= 2
        small = (max(2, -(-size[0] // step)), max(2, -(-size[1] // step)))
        key = (item.pitch, item.fov, small, width)
        if self._tilt is None or self._tilt.key != key:
            self._tilt = _tilted(numpy, key, size)
        tilt, turned = self._tilt, round(item.yaw / 360 * width)
        if item.moving:
            self._look(numpy, tilt, tilt.rows, tilt.columns + turned, tilt.seen)
        else:
            self._look_closely(numpy, tilt, turned)
        if item.lit:
            _light(numpy, tilt.seen)
        seen = pygame.image.frombuffer(tilt.seen, small, "BGRA")
        seen.set_alpha(None)
        return seen

    def _look(self, numpy: Any, tilt: _Tilt, rows: Any, columns: Any, out: Any) -> None:
        numpy.bitwise_and(columns, tilt.key[3] - 1, out=tilt.index)
        numpy.bitwise_or(tilt.index, rows, out=tilt.index)
        numpy.take(self._pixels, tilt.index, out=out, mode="clip")

    def _look_closely(self, numpy: Any, tilt: _Tilt, turned: int) -> None:
        """The mean of several looks, half a pixel of the picture apart: smooth edges for a view that rests. Four; of a
        fine picture, whose pixels are half as large, two across from one another."""
        found: list[Any] = []
        width = tilt.key[3]
        for below in (-0.25, 0.25):
            rows = numpy.clip(tilt.line + below, 0, width // 2 - 1).astype(numpy.int32) * width
            for beside in (-0.25, 0.25) if width == FULL[0] else (below,):
                found.append(numpy.empty_like(tilt.seen))
                columns = numpy.floor(tilt.column + beside).astype(numpy.int32) + turned
                self._look(numpy, tilt, rows, columns, found[-1])
        while len(found) > 1:
            found = [_mean(a, b) for a, b in zip(found[::2], found[1::2], strict=True)]
        numpy.copyto(tilt.seen, found[0])


def _light(numpy: Any, seen: Any) -> None:
    """As if all lamps were on: what is dark comes up until the view is as bright as a room by day, a little warm; what
    is bright enough stays as it is. In place."""
    parts = seen.view(numpy.uint8).reshape(*seen.shape, 4)
    mean = float(parts[..., :3].mean()) / 255
    if not 0.0 < mean < LIT:
        return
    power = max(_LIFT_MOST, log(LIT) / log(mean))
    steps = numpy.arange(256) / 255.0
    for channel, warmth in enumerate((0.93, 0.99, 1.0)):  # blue, green, red
        table = (255 * warmth * steps**power).astype(numpy.uint8)
        parts[..., channel] = table[parts[..., channel]]


def _mean(a: Any, b: Any) -> Any:
    """The mean of two arrays of pixels, each byte for itself."""
    return (((a ^ b) & 0xFEFEFEFE) >> 1) + (a & b)


def _tilted(numpy: Any, key: tuple[float, float, tuple[int, int], int], size: tuple[int, int]) -> _Tilt:
    """The tables of a pitch, as `kiosk.draw.sphere.direction` reckons it, for all pixels at once."""
    pitch, fov, (w, h), width = key
    tilt, ahead = radians(pitch), focal(size[0], fov)
    # The left half mirrors the right one.
    right = w - w // 2
    x = (numpy.arange(right, dtype=numpy.float32) + (0.5 if w % 2 == 0 else 0.0)) * (size[0] / w)
    y = ((h - 1) / 2 - numpy.arange(h, dtype=numpy.float32))[:, None] * (size[1] / h)
    up, forward = y * cos(tilt) + ahead * sin(tilt), ahead * cos(tilt) - y * sin(tilt)
    yaw = numpy.arctan2(x, forward)
    elevation = numpy.arctan2(up, numpy.hypot(x, forward))
    both = numpy.concatenate((-yaw[:, ::-1][:, : w // 2], yaw), axis=1)
    both_elevations = numpy.concatenate((elevation[:, ::-1][:, : w // 2], elevation), axis=1)
    column, line = (both / (2 * pi) + 0.5) * width, (0.5 - both_elevations / pi) * width / 2
    rows = numpy.clip(line, 0, width // 2 - 1).astype(numpy.int32) * width
    columns = numpy.floor(column).astype(numpy.int32)
    return _Tilt(key, line, column, rows, columns, numpy.empty_like(rows), numpy.empty((h, w), numpy.uint32))


def _flat(picture: pygame.Surface, item: Panorama, size: tuple[int, int]) -> pygame.Surface:
    """A cut-out of the picture where one looks, unbent."""
    w, h = picture.get_size()
    width = max(2, round(w * item.fov / 360))
    height = max(2, min(h, round(width * size[1] / size[0])))
    left = round((item.yaw / 360 + 0.5) * w - width / 2) % w
    top = min(h - height, max(0, round((0.5 - item.pitch / 180) * h - height / 2)))
    view = pygame.Surface((width, height), 0, 32)
    view.blit(picture, (-left, -top))
    if left + width > w:
        view.blit(picture, (w - left, -top))
    return view
