"""Finished surfaces, bounded by bytes: what was not used for longest goes first."""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable
from typing import Generic, TypeVar

from kiosk.screen.lean import pygame

V = TypeVar("V")


def surface_bytes(surface: pygame.Surface | None) -> int:
    """What a surface occupies, with a little for the object itself."""
    return 128 if surface is None else surface.get_pitch() * surface.get_height() + 256


class Cache(Generic[V]):
    """Values by key, at most `limit` bytes of them together; `weigh` tells the bytes of one."""

    def __init__(self, limit: int, weigh: Callable[[V], int]) -> None:
        self.limit = limit
        self.bytes = 0
        self.pinned: Collection[Hashable] = ()
        """Keys that stay whatever the limit says: they are on the screen now."""
        self._weigh = weigh
        self._held: dict[Hashable, V] = {}

    def __len__(self) -> int:
        return len(self._held)

    def __contains__(self, key: Hashable) -> bool:
        return key in self._held

    def get(self, key: Hashable) -> V | None:
        """The value, now the last to go; None when it is not held."""
        found = self._held.pop(key, None)
        if found is not None:
            self._held[key] = found
        return found

    def make(self, key: Hashable, build: Callable[[], V]) -> V:
        """The value of `key`, built when it is not held."""
        found = self._held.pop(key, None)
        if found is None:
            found = build()
            self.put(key, found)
        else:
            self._held[key] = found
        return found

    def put(self, key: Hashable, value: V) -> None:
        """Hold `value`; the oldest give way until the limit is kept. One larger than the limit is held alone."""
        self.drop(key)
        self._held[key] = value
        self.bytes += self._weigh(value)
        self.shrink(key)

    def drop(self, key: Hashable) -> None:
        """Forget one."""
        old = self._held.pop(key, None)
        if old is not None:
            self.bytes -= self._weigh(old)

    def clear(self) -> None:
        """Forget all."""
        self._held.clear()
        self.bytes = 0

    def shrink(self, newest: Hashable = None) -> None:
        """Keep the limit, sparing `newest` and what is pinned."""
        for key in list(self._held) if self.bytes > self.limit else ():
            if key != newest and key not in self.pinned:
                self.drop(key)
                if self.bytes <= self.limit:
                    return
