"""What is plugged into this machine, as the hall would find it: asked without opening a window or making a sound."""

from __future__ import annotations

import os
from typing import NamedTuple, get_args

from kiosk.draw.items import Face
from kiosk.screen.faces import font_file
from kiosk.screen.lean import pygame


class Devices(NamedTuple):
    """Sizes of the displays in pixels and what drives them, touch panels and loudspeakers by name, and the faces that
    cannot be opened."""

    sizes: tuple[tuple[int, int], ...] = ()
    driver: str = ""
    touch: tuple[str, ...] = ()
    sound: tuple[str, ...] = ()
    fonts_lacking: tuple[str, ...] = ()


def found() -> Devices:
    """What there is now. Where something cannot be asked for, there is none of it."""
    sizes, driver, touch = _displays()
    return Devices(sizes, driver, touch, _loudspeakers(), tuple(face for face in get_args(Face) if not _opens(face)))


def _displays() -> tuple[tuple[tuple[int, int], ...], str, tuple[str, ...]]:
    try:
        pygame.display.init()
    except pygame.error:
        return (), "", ()
    try:
        driver = pygame.display.get_driver()
        if driver in ("offscreen", "dummy") and not os.environ.get("SDL_VIDEODRIVER"):
            return (), "", ()
        return tuple(pygame.display.get_desktop_sizes()), driver, _panels()
    finally:
        pygame.display.quit()


def _panels() -> tuple[str, ...]:
    from pygame._sdl2 import touch

    return tuple(f"触摸屏 {number + 1}" for number in range(touch.get_num_devices()))


def _loudspeakers() -> tuple[str, ...]:
    import pygame.mixer
    from pygame._sdl2 import audio

    try:
        pygame.mixer.init()
    except pygame.error:
        return ()
    try:
        return tuple(audio.get_audio_device_names(False))
    except pygame.error:
        return ()
    finally:
        pygame.mixer.quit()


def _opens(face: Face) -> bool:
    import pygame.font

    pygame.font.init()
    try:
        pygame.font.Font(font_file(face), 20)
    except (OSError, pygame.error):
        return False
    return True
