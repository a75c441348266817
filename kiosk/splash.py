"""The window, with the screen of last time in it: what stands first is seen before the hall is imported."""

from __future__ import annotations

import time
from pathlib import Path

from kiosk.screen.window import Window

_REMEMBERED = "screen.raw"


def open_window(size: tuple[int, int] | None) -> Window:
    """A window of that size, or the whole panel. Raises NoDisplay."""
    return Window.open(size, now=time.monotonic)


def show(window: Window, data: Path | None) -> None:
    """The screen that was kept in the data folder, in a window that fills the panel."""
    if data is not None and window.full_screen:
        window.recall(data / _REMEMBERED)


def keep(window: Window, data: Path | None) -> None:
    """What the window shows now, for the next start."""
    if data is not None and window.full_screen:
        window.remember(data / _REMEMBERED)
