"""Sound, opened when the first is due: a hall without a loudspeaker is silent and goes on."""

from __future__ import annotations

import importlib
import logging
from pathlib import Path

from kiosk.screen.lean import pygame
from kiosk.screen.speaker import BUFFER, RATE

_log = logging.getLogger("kiosk.screen")


class Track:
    """The one long sound there can be at a time: the track of a film, or a recording."""

    def __init__(self) -> None:
        self._open: bool | None = None
        self._mine = False
        """Whether nobody else had opened the device before."""
        self._file: Path | None = None
        self._start = 0.0
        self._paused = False

    def ready(self) -> bool:
        """Open the mixer if need be; False when there is no sound device."""
        if self._open:
            self._lost()
        if self._open is None:
            self._open, self._mine = _open_mixer()
        return self._open

    def play(self, file: Path, seconds: float) -> bool:
        """Play a WAV file from there on; False when that is not possible."""
        if not self.ready():
            return False
        music = pygame.mixer.music
        try:
            if self._file != file:
                music.load(file)
                self._file = file
            music.play(start=max(0.0, seconds))
        except pygame.error as problem:
            _log.warning("no sound from %s: %s", file.name, problem)
            return False
        self._start, self._paused = seconds, False
        return True

    def position(self) -> float | None:
        """Seconds of the track being heard now; None when nothing is."""
        if not self._open or self._file is None:
            return None
        if self._lost():
            return None
        played: int = pygame.mixer.music.get_pos()
        return self._start + played / 1000 if played >= 0 else None

    def pause(self, paused: bool) -> None:
        """Hold the track, or let it go on."""
        if self._open and self._file is not None and paused != self._paused and not self._lost():
            (pygame.mixer.music.pause if paused else pygame.mixer.music.unpause)()
            self._paused = paused

    def stop(self) -> None:
        """End the track and let its file go."""
        if self._open and self._file is not None and not self._lost():
            pygame.mixer.music.stop()
            pygame.mixer.music.unload()
        self._file = None

    def close(self) -> None:
        """Give the sound device back."""
        self.stop()
        if self._mine and pygame.mixer.get_init() is not None:
            pygame.mixer.quit()
        self._open, self._mine = None, False

    def _lost(self) -> bool:
        """Whether the device was given back or went away meanwhile; the track is to be played anew then."""
        if pygame.mixer.get_init() is not None:
            return False
        self._open, self._file, self._mine = None, None, False
        return True


def _open_mixer() -> tuple[bool, bool]:
    """Whether there is a device now, and whether it was opened here: it is the loudspeaker's as well."""
    try:
        importlib.import_module("pygame.mixer")  # left out of the start, see lean.py
        if pygame.mixer.get_init() is not None:
            return True, False
        pygame.mixer.init(RATE, -16, 2, BUFFER)
    except (ImportError, pygame.error) as problem:
        _log.warning("no sound: %s", problem)
        return False, False
    return True, True
