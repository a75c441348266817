"""Looking round a room: a frame of dragging, beside looking every pixel of the screen up in the panorama."""

from __future__ import annotations

from collections.abc import Iterator
from math import cos, pi, radians, sin
from pathlib import Path
from typing import Any

import numpy
import pygame

from bench.figures import Row, compared, milliseconds
from kiosk.core.geometry import Rect, canvas_size
from kiosk.draw.items import Panorama
from kiosk.draw.sphere import focal
from kiosk.screen.painter import Painter

ROOT = Path(__file__).parents[1]
FILE = "vr_experience/rooms/living_room.jpg"
SIZES = ((1920, 1080), (3840, 2160))
BAND = (0.11, 0.75)
"""The room's place on the screen: below the header, above the tools."""


def rows() -> Iterator[Row]:
    for pixels in SIZES:
        size = f"{pixels[0]}×{pixels[1]}"
        naive = milliseconds(Naive(pixels), 12)
        yield compared(f"look round, turning, {size}", milliseconds(Turning(pixels, 0.0), 90), naive)
        yield compared(f"look round, turning and tilting, {size}", milliseconds(Turning(pixels, 0.35), 90), naive)


class Turning:
    """One frame of a drag through the painter: `tilt` degrees up with every degree to the right."""

    def __init__(self, pixels: tuple[int, int], tilt: float) -> None:
        canvas = canvas_size(*pixels)
        self.rect = Rect(0, canvas.h * BAND[0], canvas.w, canvas.h * BAND[1])
        self.painter, self.step, self.tilt = Painter(pixels, root=ROOT / "content"), 0, tilt
        self()
        self.painter.settle()
        self()

    def __call__(self) -> None:
        self.step += 1
        yaw = self.step * 360 / 4096 * 12
        pitch = (self.step * self.tilt * 1.05) % 20 - 10
        self.painter.paint([Panorama(rect=self.rect, file=FILE, yaw=yaw, pitch=pitch, moving=True)])


class Naive:
    """The same frame at the screen's own resolution, the tables made anew each time."""

    def __init__(self, pixels: tuple[int, int]) -> None:
        picture = pygame.image.load(ROOT / "content" / FILE)
        self.seen: Any = pygame.surfarray.array3d(pygame.transform.smoothscale(picture, (4096, 2048)))
        self.size = pixels[0], round(pixels[1] * BAND[1])
        self.yaw = 0.0

    def __call__(self) -> None:
        self.yaw += 1.0
        w, h = self.size
        x, y = numpy.meshgrid(numpy.arange(w) - w / 2, h / 2 - numpy.arange(h), indexing="ij")
        ahead, tilt = focal(w, 80.0), radians(5.0)
        up, forward = y * cos(tilt) + ahead * sin(tilt), ahead * cos(tilt) - y * sin(tilt)
        column = ((numpy.arctan2(x, forward) + radians(self.yaw)) / (2 * pi) + 0.5) * 4096
        line = (0.5 - numpy.arctan2(up, numpy.hypot(x, forward)) / pi) * 2048
        pygame.surfarray.make_surface(self.seen[column.astype(int) % 4096, line.astype(int) % 2048])
