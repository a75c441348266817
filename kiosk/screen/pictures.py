"""Pictures decoded beside the loop, at the size they are shown, and kept bounded by bytes.

A picture that is not there yet is `None`; when it has come, `wake` is called from the decoding thread so that a
sleeping loop paints again.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Hashable
from math import ceil
from pathlib import Path
from queue import LifoQueue
from typing import NamedTuple

from kiosk.screen import panorama
from kiosk.screen.cache import Cache, surface_bytes
from kiosk.screen.lean import pygame
from kiosk.screen.shapes import disc

_log = logging.getLogger("kiosk.screen")
_PIECE = 64 * 1024
"""Pixels converted at a time: converting holds the interpreter, and a finger must not wait for it."""


ROUND = "round"
"""The fit of an equirectangular picture: all of it, in the size the view into it needs."""


class Wish(NamedTuple):
    """A picture as it is to be shown: `size` and `radius` in pixels, `fit` cover, contain or ROUND."""

    file: str
    size: tuple[int, int]
    fit: str
    radius: int


class Pictures:
    """Asks for pictures and hands them out. Files are found under `root`. Only the painter's thread may call."""

    def __init__(self, root: Path, limit: int, wake: Callable[[], None]) -> None:
        self._root = root
        self._wake = wake
        self._held: Cache[pygame.Surface] = Cache(limit, surface_bytes)
        self._asked: set[Wish] = set()
        self._failed: set[Wish] = set()
        # The newest wish first: it is what somebody looks at now.
        self._wishes: LifoQueue[Wish | None] = LifoQueue()
        self._come: list[tuple[Wish, pygame.Surface | None]] = []
        self._changed = threading.Condition()
        self._thread: threading.Thread | None = None

    @property
    def bytes(self) -> int:
        return self._held.bytes

    @property
    def pending(self) -> bool:
        """Whether pictures are still to come."""
        return bool(self._asked)

    def pin(self, wishes: set[Hashable]) -> None:
        """These are on the screen: they stay; others go if there is too much."""
        self._held.pinned = wishes
        self._held.shrink()

    def get(self, wish: Wish) -> pygame.Surface | None:
        """The picture, or None: it was asked for now, is on its way or cannot be read."""
        found = self._held.get(wish)
        if found is None:
            self.ask(wish)
        return found

    def ask(self, wish: Wish) -> None:
        """Have it decoded, unless it is here, on its way or known to be unreadable."""
        if wish in self._held or wish in self._asked or wish in self._failed or min(wish.size) <= 0:
            return
        self._asked.add(wish)
        if self._thread is None:
            self._thread = threading.Thread(target=self._work, name="pictures", daemon=True)
            self._thread.start()
        self._wishes.put(wish)

    def collect(self) -> set[Wish]:
        """What has come since the last call, readable or not."""
        if not self._asked:
            return set()
        with self._changed:
            come, self._come = self._come, []
        for wish, surface in come:
            self._asked.discard(wish)
            if surface is None:
                self._failed.add(wish)
            else:
                self._held.put(wish, surface)
        return {wish for wish, surface in come}

    def settle(self, seconds: float) -> bool:
        """Wait until everything asked for has come, at most `seconds`; False when it has not."""
        with self._changed:
            return self._changed.wait_for(lambda: len(self._come) >= len(self._asked), seconds)

    def close(self) -> None:
        """End the thread; a picture half decoded is left behind."""
        if self._thread is not None:
            self._wishes.put(None)
            self._thread.join(2.0)
            self._thread = None

    def _work(self) -> None:
        pause = threading.Event()
        while (wish := self._wishes.get()) is not None:
            surface = None
            try:
                surface = _shown(self._root / wish.file, wish, lambda: pause.wait(0.0002))
            except (pygame.error, OSError, ValueError, MemoryError) as problem:
                _log.warning("picture %s cannot be shown: %s", wish.file, problem)
            with self._changed:
                self._come.append((wish, surface))
                self._changed.notify_all()
            self._wake()


def _shown(file: Path, wish: Wish, breathe: Callable[[], object]) -> pygame.Surface:
    """The file as it is to be shown; `breathe` lets other threads go on between the pieces of work."""
    if wish.fit == ROUND and panorama.load() is None:
        wish = wish._replace(size=panorama.FLAT)
    loaded = pygame.image.load(file)
    w, h = loaded.get_size()
    cover = wish.fit != "contain"
    share = (max if cover else min)(wish.size[0] / w, wish.size[1] / h)
    if cover:
        part_w, part_h = min(w, round(wish.size[0] / share)), min(h, round(wish.size[1] / share))
        loaded = loaded.subsurface(((w - part_w) // 2, (h - part_h) // 2, part_w, part_h))
        size = wish.size
    else:
        size = max(1, min(wish.size[0], round(w * share))), max(1, min(wish.size[1], round(h * share)))
    clear = loaded.get_masks()[3] != 0 or loaded.get_colorkey() is not None
    if loaded.get_bitsize() < 24:
        loaded = _converted(loaded, True, breathe)
        clear = True
    breathe()
    scaled = pygame.transform.smoothscale(loaded, size) if loaded.get_size() != size else loaded
    breathe()
    shown = _converted(scaled, clear or wish.radius > 0, breathe)
    if wish.radius:
        _round(shown, min(wish.radius, size[0] // 2, size[1] // 2))
    return shown


def _converted(source: pygame.Surface, clear: bool, breathe: Callable[[], object]) -> pygame.Surface:
    """The picture in 32 bits, with alpha when `clear`, copied in pieces."""
    w, h = source.get_size()
    target = pygame.Surface((w, h), pygame.SRCALPHA if clear else 0, 32)
    rows = max(1, ceil(_PIECE / max(1, w)))
    for top in range(0, h, rows):
        target.blit(source, (0, top), (0, top, w, rows))
        breathe()
    return target


def _round(surface: pygame.Surface, r: int) -> None:
    """Cut the corners off, smoothly."""
    if r <= 0:
        return
    mask = disc(r, 0, (255, 255, 255), 255)
    w, h = surface.get_size()
    for x, left in ((0, 0), (w - r, r)):
        for y, top in ((0, 0), (h - r, r)):
            surface.blit(mask, (x, y), (left, top, r, r), special_flags=pygame.BLEND_RGBA_MULT)
