"""pygame, imported without the parts a hall never starts with, so that the first picture is not kept waiting.

Every module of this room takes pygame from here. The mixer alone brings a dozen codecs (3 MB, 4 ms); it is opened by
`sound.py` when the first sound is due.
"""

from __future__ import annotations

import ctypes
import os
import sys
from contextlib import suppress

os.environ.setdefault("PYGAME_HIDE_SUPPORT_PROMPT", "1")
# Without a graphics card SDL would present through a software OpenGL: 15 ms a screen instead of one, and 100 MB more.
os.environ.setdefault("SDL_FRAMEBUFFER_ACCELERATION", "0")
# One tap must not arrive as a finger and again as a mouse.
os.environ.setdefault("SDL_TOUCH_MOUSE_EVENTS", "0")
# A tap that also gives the window the focus is a tap; SDL would swallow it.
os.environ.setdefault("SDL_MOUSE_FOCUS_CLICKTHROUGH", "1")

_LATER = ("pygame.mixer", "pygame.mixer_music", "pygame.scrap", "pygame.pkgdata", "pygame.threads")

_blocked = [name for name in _LATER if name not in sys.modules] if "pygame" not in sys.modules else []
for _name in _blocked:
    sys.modules[_name] = None  # type: ignore[assignment]  # the documented way to make an import fail

import pygame  # noqa: E402

for _name in _blocked:
    del sys.modules[_name]


def _give_back_pixels() -> None:
    """Have the system take back every large surface that is done with, and all threads share one heap. Left to itself,
    the C library of Linux keeps as much as was ever freed, for each thread apart: a tenth of what the hall takes."""
    with suppress(OSError, AttributeError, TypeError):  # another C library
        library = ctypes.CDLL(None)
        library.mallopt(_M_MMAP_THRESHOLD, _LARGE_BYTES)
        library.mallopt(_M_ARENA_MAX, 1)


_M_MMAP_THRESHOLD, _M_ARENA_MAX, _LARGE_BYTES = -3, -8, 1 << 20
_give_back_pixels()

__all__ = ["pygame"]
