"""Decodes one film beside the loop: pictures a little ahead of the scene's clock, the sound as fast as it will go.

Nothing in here may end the hall: whatever a file, a codec or a missing package does is one line in the log.
"""

from __future__ import annotations

import logging
import os
import struct
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from itertools import chain
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, NamedTuple

from kiosk.core.outside import open_file
from kiosk.screen.frames import MOST_PIXELS, Frames
from kiosk.screen.lean import pygame
from kiosk.screen.speaker import RATE

if TYPE_CHECKING:
    from av import VideoFrame
    from av.audio.stream import AudioStream
    from av.container import InputContainer
    from av.packet import Packet
    from av.video.stream import VideoStream

_log = logging.getLogger("kiosk.screen")
OFF_SECONDS = 0.7
"""The scene's clock jumped when it is off by more than this."""

_LATE_SECONDS = 0.1
"""A picture later than this is not worth being scaled; the next may be in time."""

_AHEAD = 2
"""Pictures held ready; on a large screen each is tens of megabytes."""

LONGEST_SECONDS = 1800
"""Of sound; longer films are not let in."""

_STEADY_SECONDS = 0.04
"""Time stamps tremble by some milliseconds; less than this between sound and picture nobody notices."""

_SAMPLE = 4
"""Bytes of a sample: two channels of 16 bits."""

_MOST_DAMAGED = 100
"""So many damaged packets one after the other are the end of what can be read."""

_NOTHING_ELSE = {
    "format_whitelist": "mov,matroska,mp3,ogg,wav,avi,mpegts,mpeg,flv,asf,aac,flac,amr,h264,hevc",
    "protocol_whitelist": "file",
    "max_streams": "32",
}
"""The forms of films and recordings that are let in, by FFmpeg's names, and how they are read."""

_OPEN_END = 0x7FFFFF00
"""Bytes of sound promised in the head of a WAV file that is still being written."""


class Shot(NamedTuple):
    """A picture of the film and its time in seconds."""

    seconds: float
    surface: pygame.Surface


class FilmEnd(NamedTuple):
    """Where a film was found to end, in seconds; `broken` when it could not be read as far as it should go."""

    seconds: float
    broken: bool = False


class FilmReader:
    """The pictures of a file, fitted into `size` pixels. `wake` is called when one came that was waited for, and when
    there will be no more."""

    def __init__(self, file: Path, size: tuple[int, int], seconds: float, wake: Callable[[], None]) -> None:
        self._file, self._size, self._wake = file, size, wake
        self._changed = threading.Condition()
        self._shots: deque[Shot] = deque()
        self._shown: pygame.Surface | None = None
        self._want = seconds
        self._seek: float | None = seconds if seconds > OFF_SECONDS else None
        self._closed = False
        self.end: FilmEnd | None = None
        """Where it ends, once the decoder got there from where the clock is; 0 for a recording without pictures."""
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
            with open_film(self._file) as container:
                stream = pictures_of(container)
                if stream is None:
                    self._over(FilmEnd(0.0))
                else:
                    self._decode(container, stream)
        except Exception as problem:  # a broken film must not reach the hall, whatever it is broken by
            with self._changed:
                self._seek = None
            self._fail(problem, 0.0)

    def _over(self, end: FilmEnd) -> None:
        """That is the end, unless the clock has jumped meanwhile."""
        with self._changed:
            self.end = end if self._seek is None else None
        self._wake()

    def _fail(self, problem: Exception, seconds: float) -> None:
        _log.warning("film %s cannot be shown: %s", self._file.name, problem)
        self._over(FilmEnd(seconds, broken=True))

    def _decode(self, container: InputContainer, stream: VideoStream) -> None:
        """Decode from wherever the scene's clock jumps to, again and again, until the film is closed."""
        stream.codec_context.options = {"max_pixels": str(MOST_PIXELS)}
        frames = Frames(stream, self._size)
        origin = begin_of(container)
        while not self._closed:
            last = LastFrame()
            try:
                target = self._start(container, origin)
                frames.forget()
                if self._play(decoded(container.demux(stream)), frames, origin, target, last):
                    self._over(FilmEnd(last.seconds + last.lasts, broken=not last.count))
            except Exception as problem:  # as above; the beginning may still be good, and somebody may go back to it
                self._fail(problem, last.seconds)
            with self._changed:
                self._changed.wait_for(lambda: self._closed or self._seek is not None)

    def _play(
        self, decoded_frames: Iterator[VideoFrame], frames: Frames, origin: float, target: float, last: LastFrame
    ) -> bool:
        """Hold the pictures ready one after the other; True when the film came to its end meanwhile."""
        late_one: VideoFrame | None = None
        for frame in chain((ready for one in decoded_frames for ready in frames.ready(one)), frames.rest()):
            if self._closed or self._seek is not None:
                return False
            last.note(frame, origin)
            if last.seconds < max(target - 0.02, self._want - _LATE_SECONDS):
                late_one = frame
            else:
                late_one = None
                self._take(last.seconds, frame)
        if late_one is not None:
            self._take(last.seconds, late_one)
        return True

    def _start(self, container: InputContainer, origin: float) -> float:
        """Go to where the scene's clock is, if it jumped; returns the time from which pictures count."""
        with self._changed:
            target, self._seek = self._seek, None
            self.end = None
            self._shots.clear()
        if target is None:
            return 0.0
        container.seek(int((target + origin) * 1_000_000))
        return target

    def _take(self, seconds: float, frame: VideoFrame) -> None:
        """Wait until there is room, then hold the picture ready."""
        with self._changed:
            self._changed.wait_for(lambda: self._closed or self._seek is not None or len(self._shots) < _AHEAD)
            if self._closed or self._seek is not None:
                return
        shot = Shot(seconds, _surface(frame))
        with self._changed:
            if not self._closed:
                self._shots.append(shot)
            awaited = len(self._shots) == 1
        if awaited:
            self._wake()


class LastFrame:
    """The last frame that came: its time and how long it lasts, in seconds, and how many there were."""

    def __init__(self) -> None:
        self.seconds, self.lasts, self.count = 0.0, 0.0, 0

    def note(self, frame: VideoFrame, origin: float) -> None:
        self.seconds = max(0.0, (frame.time or 0.0) - origin)
        self.lasts = float((frame.duration or 0) * (frame.time_base or 0))
        self.count += 1


def open_film(file: Path) -> InputContainer:
    """The film. FFmpeg reads this file and nothing else: no playlist, no script, nothing that leads to another file or
    into the network. Raises OSError, or whatever FFmpeg has."""
    import av

    open_file(file).close()  # on a pipe it would wait for ever
    return av.open(os.path.abspath(file), container_options=_NOTHING_ELSE)


def begin_of(container: InputContainer) -> float:
    """The time stamp with which the file begins, in seconds: not every program begins at 0."""
    return (container.start_time or 0) / 1_000_000


def pictures_of(container: InputContainer) -> VideoStream | None:
    """The stream that is seen; the cover glued to a recording only where there is no other."""
    from av.stream import Disposition

    return min(container.streams.video, key=lambda s: bool(s.disposition & Disposition.attached_pic), default=None)


def decoded(packets: Iterable[Packet[Any]]) -> Iterator[Any]:
    """The frames of a stream's packets. What is damaged is left out, as players do, while something still comes.
    Raises FFmpegError where nothing does any more."""
    import av

    failed = 0
    for packet in packets:
        try:
            frames = packet.decode()
        except av.FFmpegError:
            failed += 1
            if failed >= _MOST_DAMAGED:
                raise
            continue
        failed = 0 if frames else failed
        yield from frames


def _surface(frame: VideoFrame) -> pygame.Surface:
    """The picture, as the filters made it ready, without a copy."""
    plane = frame.planes[0]
    whole = pygame.image.frombuffer(plane, (plane.line_size // 4, frame.height), "BGRA")
    whole.set_alpha(None)
    return whole.subsurface((0, 0, frame.width, frame.height))


class FilmSound:
    """The sound of a film, turned into a WAV file that can be played while it grows."""

    def __init__(self, film: Path) -> None:
        self._film = film
        self._closed = False
        self._written = 0
        self.end: float | None = None
        """How many seconds there are, once all is written; 0 when there is no sound."""
        self.file: Path | None = None
        threading.Thread(target=self._work, name="film sound", daemon=True).start()

    def reaches(self, seconds: float) -> bool:
        """Whether the sound is there up to that time."""
        return self._written / RATE >= seconds and self.file is not None

    def close(self) -> None:
        """Stop and remove the file."""
        self._closed = True
        if self.file is not None:
            self.file.unlink(missing_ok=True)

    def _work(self) -> None:
        try:
            with open_film(self._film) as container:
                if container.streams.audio:
                    self._extract(container, container.streams.audio[0])
        except Exception as problem:  # as above: silence is all that may come of it
            _log.warning("film %s has no sound to play: %s", self._film.name, problem)
        self.end = self._written / RATE

    def _extract(self, container: InputContainer, stream: AudioStream) -> None:
        import tempfile

        import av

        resampler = av.AudioResampler(format="s16", layout="stereo", rate=RATE)
        origin = begin_of(container)
        with tempfile.NamedTemporaryFile(suffix=".wav", delete=False) as out:
            out.write(wave_head(_OPEN_END))
            self.file = Path(out.name)
            pause = threading.Event()
            for count, frame in enumerate(decoded(container.demux(stream))):
                if not count % 16:
                    pause.wait(0.001)  # the loop comes first
                skipped = self._keep_time(out, None if frame.time is None else frame.time - origin)
                for part in resampler.resample(frame):
                    sound = bytes(part.planes[0])[: part.samples * _SAMPLE]
                    out.write(sound[skipped * _SAMPLE :])
                    self._written += max(0, part.samples - skipped)
                    skipped = max(0, skipped - part.samples)
                out.flush()
                if self._closed or self._written > LONGEST_SECONDS * RATE:
                    break
        if self._closed:
            self.file.unlink(missing_ok=True)

    def _keep_time(self, out: IO[bytes], seconds: float | None) -> int:
        """Before the sound that belongs to `seconds`: silence where nothing was recorded, so that a beep meets its
        flash. Returns how many samples of it to leave out, where it overlaps what there is."""
        if seconds is None:
            return 0
        missing = min(round(seconds * RATE), LONGEST_SECONDS * RATE) - self._written
        if abs(missing) <= _STEADY_SECONDS * RATE:
            return 0
        while missing > 0 and not self._closed:
            some = min(missing, RATE)
            out.write(bytes(some * _SAMPLE))
            self._written += some
            missing -= some
        return max(0, -missing)


def wave_head(length: int) -> bytes:
    """The head of a WAV file with `length` bytes of 16-bit stereo sound."""
    form = struct.pack("<4sIHHIIHH", b"fmt ", 16, 1, 2, RATE, RATE * 4, 4, 16)
    return struct.pack("<4sI4s", b"RIFF", length + 36, b"WAVE") + form + struct.pack("<4sI", b"data", length)
