"""Decodes one film beside the loop: pictures a little ahead of the scene's clock, the sound as fast as it will go.

Nothing in here may end the hall: whatever a file, a codec or a missing package does is one line in the log.
"""

from __future__ import annotations

import logging
import struct
import tempfile
import threading
from collections import deque
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from kiosk.screen.lean import pygame
from kiosk.screen.sound import RATE

if TYPE_CHECKING:
    from av import VideoFrame

_log = logging.getLogger("kiosk.screen")
OFF_SECONDS = 0.7
"""The scene's clock jumped when it is off by more than this."""

_LATE_SECONDS = 0.1
"""A picture later than this is not worth being scaled; the next may be in time."""

_AHEAD = 2
"""Pictures held ready; on a large screen each is tens of megabytes."""

_LONGEST_SECONDS = 1800
_OPEN_END = 0x7FFFFF00
"""Bytes of sound promised in the head of a WAV file that is still being written."""


class Shot(NamedTuple):
    """A picture of the film and its time in seconds."""

    seconds: float
    surface: pygame.Surface


class FilmReader:
    """The pictures of a file, fitted into `size` pixels. `wake` is called when one came that was waited for."""

    def __init__(self, file: Path, size: tuple[int, int], seconds: float, wake: Callable[[], None]) -> None:
        self._file, self._size, self._wake = file, size, wake
        self._changed = threading.Condition()
        self._shots: deque[Shot] = deque()
        self._shown: pygame.Surface | None = None
        self._want = seconds
        self._seek: float | None = seconds if seconds > OFF_SECONDS else None
        self._closed = False
        threading.Thread(target=self._work, name="film", daemon=True).start()

    def at(self, seconds: float) -> pygame.Surface | None:
        """The picture of that time, or the nearest there is; None before the first. For the painter's thread."""
        with self._changed:
            jumped = abs(seconds - self._want) > OFF_SECONDS
            self._want = seconds
            shots = self._shots
            while len(shots) > 1 and shots[1].seconds <= seconds + 0.004:
                shots.popleft()
            behind = bool(shots) and seconds < shots[0].seconds - OFF_SECONDS
            if (jumped or behind) and self._seek is None:
                self._seek = seconds
            if shots and self._seek is None:
                self._shown = shots[0].surface
            self._changed.notify_all()
            return self._shown

    def close(self) -> None:
        """Let the thread end; it is not waited for."""
        with self._changed:
            self._closed = True
            self._shots.clear()
            self._changed.notify_all()

    def _work(self) -> None:
        try:
            import av

            with av.open(str(self._file)) as container:
                if container.streams.video:
                    self._decode(container)
        except Exception as problem:  # a broken film must not reach the hall, whatever it is broken by
            _log.warning("film %s cannot be shown: %s", self._file.name, problem)

    def _decode(self, container: object) -> None:
        import av

        assert isinstance(container, av.container.InputContainer)
        stream = container.streams.video[0]
        while not self._closed:
            target = self._start(container)
            last: VideoFrame | None = None
            taken = False
            for frame in container.decode(stream):
                if self._closed or self._seek is not None:
                    break
                last, late = frame, (frame.time or 0.0) < max(target - 0.02, self._want - _LATE_SECONDS)
                if not late:
                    taken = True
                    self._take(frame)
            else:
                if not taken and last is not None:
                    self._take(last)
                with self._changed:
                    self._changed.wait_for(lambda: self._closed or self._seek is not None)

    def _start(self, container: object) -> float:
        """Go to where the scene's clock is, if it jumped; returns the time from which pictures count."""
        import av

        assert isinstance(container, av.container.InputContainer)
        with self._changed:
            target, self._seek = self._seek, None
            self._shots.clear()
        if target is None:
            return 0.0
        container.seek(int(target * 1_000_000))
        return target

    def _take(self, frame: VideoFrame) -> None:
        """Wait until there is room, then hold the picture ready."""
        with self._changed:
            self._changed.wait_for(lambda: self._closed or self._seek is not None or len(self._shots) < _AHEAD)
            if self._closed or self._seek is not None:
                return
        shot = Shot(frame.time or 0.0, _surface(frame, self._size))
        with self._changed:
            if not self._closed:
                self._shots.append(shot)
            awaited = len(self._shots) == 1
        if awaited:
            self._wake()


def _surface(frame: VideoFrame, size: tuple[int, int]) -> pygame.Surface:
    """The picture scaled to fit `size`, in the layout the screen has, without a copy."""
    share = min(size[0] / frame.width, size[1] / frame.height)
    w, h = max(2, round(frame.width * share)), max(2, round(frame.height * share))
    scaled = frame.reformat(width=w, height=h, format="bgra", interpolation="BILINEAR")
    plane = scaled.planes[0]
    whole = pygame.image.frombuffer(plane, (plane.line_size // 4, h), "BGRA")
    whole.set_alpha(None)
    return whole.subsurface((0, 0, w, h))


class FilmSound:
    """The sound of a film, turned into a WAV file that can be played while it grows."""

    def __init__(self, film: Path) -> None:
        self._film = film
        self._closed = False
        self._seconds = 0.0
        self.file: Path | None = None
        threading.Thread(target=self._work, name="film sound", daemon=True).start()

    def reaches(self, seconds: float) -> bool:
        """Whether the sound is there up to that time."""
        return self._seconds >= seconds and self.file is not None

    def close(self) -> None:
        """Stop and remove the file."""
        self._closed = True
        if self.file is not None:
            self.file.unlink(missing_ok=True)

    def _work(self) -> None:
        try:
            import av

            with av.open(str(self._film)) as container:
                if container.streams.audio:
                    self._extract(container)
        except Exception as problem:  # as above: silence is all that may come of it
            _log.warning("film %s has no sound to play: %s", self._film.name, problem)

    def _extract(self, container: object) -> None:
        import av

        assert isinstance(container, av.container.InputContainer)
        resampler = av.AudioResampler(format="s16", layout="stereo", rate=RATE)
        with tempfile.NamedTemporaryFile(suffix=".wav", delete=False) as out:
            out.write(wave_head(_OPEN_END))
            self.file = Path(out.name)
            pause = threading.Event()
            for count, frame in enumerate(container.decode(container.streams.audio[0])):
                if not count % 16:
                    pause.wait(0.001)  # the loop comes first
                for part in resampler.resample(frame):
                    out.write(bytes(part.planes[0])[: part.samples * 4])
                    out.flush()
                    self._seconds += part.samples / RATE
                if self._closed or self._seconds > _LONGEST_SECONDS:
                    break
        if self._closed:
            self.file.unlink(missing_ok=True)


def wave_head(length: int) -> bytes:
    """The head of a WAV file with `length` bytes of 16-bit stereo sound."""
    form = struct.pack("<4sIHHIIHH", b"fmt ", 16, 1, 2, RATE, RATE * 4, 4, 16)
    return struct.pack("<4sI4s", b"RIFF", length + 36, b"WAVE") + form + struct.pack("<4sI", b"data", length)
