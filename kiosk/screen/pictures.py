"""Pictures decoded beside the loop, at the size they are shown, and kept bounded by bytes.

A picture that is not there yet is `None`; when it has come, `wake` is called from the decoding thread so that a
sleeping loop paints again.
"""

from __future__ import annotations

import logging
import mmap
import threading
from collections.abc import Callable, Hashable
from math import ceil
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from kiosk.content.media import LIES
from kiosk.draw.items import CENTRE
from kiosk.screen import panorama
from kiosk.screen.cache import Cache, surface_bytes
from kiosk.screen.lean import pygame
from kiosk.screen.panorama import RoomPiece
from kiosk.screen.photo import developed, open_photo, see_through
from kiosk.screen.shapes import disc

if TYPE_CHECKING:
    from PIL.Image import Image as Photo

_log = logging.getLogger("kiosk.screen")
_PIECE = 64 * 1024
"""Pixels copied at a time: copying holds the interpreter, and a finger must not wait for it."""


ROUND = "round"
"""The fit of an equirectangular picture: all of it, in the size the view into it needs."""
OVERLAY = "overlay"
"""The fit of a piece to be laid over one of those: as large as it is on a panorama of the wish's size."""
_SEAM = 8
"""Pixels over which a piece goes over into what lies under it."""


class Wish(NamedTuple):
    """A picture as it is to be shown: `size` and `radius` in pixels, `fit` cover, contain, ROUND or OVERLAY, `focus`
    what stays in sight of one that is cut."""

    file: str
    size: tuple[int, int]
    fit: str
    radius: int
    focus: tuple[float, float] = CENTRE


class Pictures:
    """Asks for pictures and hands them out. Files are found under `root`. Only the painter's thread may call."""

    def __init__(self, root: Path, limit: int, wake: Callable[[], None]) -> None:
        self._root = root
        self._wake = wake
        self._held: Cache[pygame.Surface] = Cache(limit, surface_bytes)
        self._asked: set[Wish] = set()
        self._failed: set[Wish] = set()
        self._lies: dict[str, tuple[float, float]] = {}
        self._wanted: list[Wish] = []
        self._closing = False
        self._come: list[tuple[Wish, pygame.Surface | None]] = []
        self._changed = threading.Condition()
        self._pause = threading.Event()
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

    def overlay(self, wish: Wish) -> RoomPiece | None:
        """The piece with its place; None as for `get`."""
        found = self.get(wish)
        if found is None:
            return None
        left, top = self._lies[wish.file]
        return RoomPiece(wish.file, found, (round(left * wish.size[0]), round(top * wish.size[0])))

    def ask(self, wish: Wish) -> None:
        """Have it decoded, unless it is here, on its way or known to be unreadable."""
        if wish in self._held or wish in self._asked or wish in self._failed or min(wish.size) <= 0:
            return
        self._asked.add(wish)
        if self._thread is None:
            self._thread = threading.Thread(target=self._work, name="pictures", daemon=True)
            self._thread.start()
        with self._changed:
            self._wanted.append(wish)
            self._changed.notify_all()

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
            with self._changed:
                self._closing = True
                self._changed.notify_all()
            self._thread.join(2.0)
            self._thread, self._closing = None, False

    def _work(self) -> None:
        while True:
            with self._changed:
                self._changed.wait_for(lambda: self._closing or bool(self._wanted))
            wish = self._newest() or self._newest(rooms=True)
            if self._closing or wish is None:
                return
            self._decode(wish)

    def _newest(self, rooms: bool = False) -> Wish | None:
        """The newest wish: it is what somebody looks at now. A room is taken only where `rooms` are."""
        with self._changed:
            for i in reversed(range(len(self._wanted))):
                if rooms or self._wanted[i].fit != ROUND:
                    return self._wanted.pop(i)
        return None

    def _decode(self, wish: Wish) -> None:
        surface = None
        try:
            if wish.fit == OVERLAY:
                surface, self._lies[wish.file] = _piece(self._root / wish.file, wish)
            else:
                surface = _shown(self._root / wish.file, wish, lambda: self._breathe(wish.fit == ROUND))
        except Exception as problem:  # whatever a file or Pillow does is one line in the log
            _log.warning("picture %s cannot be shown: %s", wish.file, problem)
        with self._changed:
            self._come.append((wish, surface))
            self._changed.notify_all()
        self._wake()

    def _breathe(self, room: bool) -> None:
        """Let other threads go on; a room takes long, and what is small and lies before it comes meanwhile."""
        self._pause.wait(0.0002)
        while room and not self._closing and (small := self._newest()) is not None:
            self._decode(small)


def _shown(file: Path, wish: Wish, breathe: Callable[[], object]) -> pygame.Surface:
    """The file as it is to be shown; `breathe` lets other threads go on between the pieces of work."""
    if wish.fit == ROUND and panorama.load() is None:
        wish = wish._replace(size=panorama.FLAT)
    opened = open_photo(file)
    breathe()
    image = developed(opened, wish.size, wish.fit != "contain", wish.focus)
    breathe()
    shown = _surface(image, wish.fit == ROUND, see_through(image) or wish.radius > 0, breathe)
    if wish.radius:
        _round(shown, min(wish.radius, image.width // 2, image.height // 2))
    return shown


def _piece(file: Path, wish: Wish) -> tuple[pygame.Surface, tuple[float, float]]:
    """A piece of a panorama, its edges clear, and where it lies as shares of the panorama's width."""
    opened = open_photo(file)
    note = opened.info.get("comment", b"")
    lies = LIES.search(note if isinstance(note, bytes) else note.encode())
    if lies is None:
        raise ValueError("it does not say where in the panorama it lies")
    left, top, whole = (int(number) for number in lies.groups())
    size = (max(1, opened.width * wish.size[0] // whole), max(1, opened.height * wish.size[0] // whole))
    image = developed(opened, size, cover=True)
    from PIL import Image

    clear = Image.new("L", size)
    seam = min(_SEAM, *(side // 4 for side in size))
    for depth in range(seam + 1):
        clear.paste(255 * (depth + 1) // (seam + 1), (depth, depth, size[0] - depth, size[1] - depth))
    image.putalpha(clear)
    return _surface(image, False, True, lambda: None), (left / whole, top / whole)


def _surface(image: Photo, whole_room: bool, clear: bool, breathe: Callable[[], object]) -> pygame.Surface:
    """The picture in 32 bits, with alpha when `clear`, copied in pieces.

    SDL blanks a new surface at once, which takes 13 ms for the 32 MB of a room round the visitor; mapped memory comes
    a page at a time. It is a little slower to paint from (0.3 ms a screen), which a room never is: it is looked up.
    """
    w, h = image.size
    if clear and image.mode == "RGB":
        image.putalpha(255)
    if whole_room:
        pixels = mmap.mmap(-1, w * h * 4)
        target = pygame.image.frombuffer(pixels, (w, h), "BGRA")
        target.set_alpha(None)
    else:
        target = pygame.Surface((w, h), pygame.SRCALPHA if clear else 0, 32)
    held, pitch = target.get_buffer(), target.get_pitch()
    rows = max(1, ceil(_PIECE / max(1, w)))
    for top in range(0, h, rows):
        strip = image.crop((0, top, w, min(h, top + rows)))
        held.write(strip.tobytes("raw", "BGRA" if image.mode == "RGBA" else "BGRX"), top * pitch)
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
