"""The page that stands on the screen when the hall cannot: it needs nothing of the hall's but a picture beside it, and
waits where even pygame or the display is missing."""

from __future__ import annotations

import os
import signal
import threading
from pathlib import Path
from typing import Any

PICTURE = Path(__file__).with_name("maintenance.png")
"""Painted by `kiosk placard`."""
GROUND = (0x12, 0x26, 0x4A)
"""The hall's dark blue, where even the picture is missing."""
RETRY_SECONDS = 5.0
LOOK_SECONDS = 0.5
_MARGIN = 0.92
"""The share of the screen's short side that the picture takes."""

_over = threading.Event()
_parent = os.getppid()


def main() -> None:
    """Show the page until SIGTERM, or until whoever opened it is gone."""
    for name in ("SIGTERM", "SIGINT", "SIGHUP"):
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), lambda *_: _over.set())
    os.environ.setdefault("PYGAME_HIDE_SUPPORT_PROMPT", "1")
    os.environ.setdefault("SDL_FRAMEBUFFER_ACCELERATION", "0")
    said = ""
    while not _done():
        try:
            _show()
        except Exception as trouble:  # no pygame, no display, one that went: there may be one in a moment
            if str(trouble) != said:
                said = str(trouble)
                print(f"maintenance page: {said}", flush=True)
        _over.wait(0.0 if _done() else RETRY_SECONDS)


def _done() -> bool:
    return _over.is_set() or os.getppid() != _parent


def _show() -> None:
    """Open a window over the whole screen and keep the picture on it; whatever is touched or typed does nothing."""
    import pygame

    pygame.display.init()
    try:
        driver = pygame.display.get_driver()
        if driver in ("offscreen", "dummy") and not os.environ.get("SDL_VIDEODRIVER"):
            raise RuntimeError("no display")
        os.environ["SDL_VIDEO_WINDOW_POS"] = "0,0"
        style = pygame.NOFRAME if driver == "x11" else pygame.FULLSCREEN  # as the hall's own window
        screen = pygame.display.set_mode(pygame.display.get_desktop_sizes()[0], style)
        pygame.display.set_caption("设备维护中")
        pygame.mouse.set_visible(False)
        _paint(pygame, screen)
        while not _done():
            if any(event.type in (pygame.WINDOWEXPOSED, pygame.WINDOWSIZECHANGED) for event in pygame.event.get()):
                _paint(pygame, pygame.display.get_surface() or screen)
            _over.wait(LOOK_SECONDS)
    finally:
        pygame.display.quit()


def _paint(pygame: Any, screen: Any) -> None:
    screen.fill(GROUND)
    side = int(min(screen.get_size()) * _MARGIN)
    try:
        picture = pygame.transform.smoothscale(pygame.image.load(str(PICTURE)).convert(screen), (side, side))
        screen.fill(picture.get_at((0, 0)))
        screen.blit(picture, picture.get_rect(center=screen.get_rect().center))
    except (OSError, pygame.error) as trouble:
        print(f"maintenance page: no picture: {trouble}", flush=True)
    pygame.display.flip()


if __name__ == "__main__":
    main()
