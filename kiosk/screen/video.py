"""The films on the screen: which are open, which picture and caption each shows, and that the sound keeps time.

The scene's clock is the master: pictures and sound follow the `position` of the item, wherever it jumps.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import NamedTuple

from kiosk.core.geometry import Rect
from kiosk.draw.items import Text, Video
from kiosk.draw.text import text_width, wrap
from kiosk.scene import FilmOver
from kiosk.screen import captions
from kiosk.screen.film import OFF_SECONDS, FilmEnd, FilmReader, FilmSound
from kiosk.screen.lean import pygame
from kiosk.screen.sound import Track

_log = logging.getLogger("kiosk.screen")
Key = tuple[str, tuple[int, int]]
"""A file and the pixels it is shown in."""

_AT_END_SECONDS = 0.05
_STALLED_SECONDS = 30.0
"""A film of which so long nothing new comes, neither picture nor sound, is over: its file hangs."""


class Seen(NamedTuple):
    """What a film shows now."""

    picture: pygame.Surface | None = None
    caption: str = ""


class _Open:
    """A film in use; `film` and `sound` are None when the file is not there. `silent`: there is nothing to hear it by.
    `reported` is the end that was reported last."""

    def __init__(self, file: Path, item: Video, size: tuple[int, int], root: Path, wake: Callable[[], None]) -> None:
        there = file.is_file()
        if not there:
            _log.warning("film %s is not there", file)
        self.film = FilmReader(file, size, item.position, wake) if there else None
        self.sound = FilmSound(file) if there else None
        self.captions = captions.read(root / item.captions) if item.captions else ()
        self.seen = Seen()
        self.silent = False
        self.reported: FilmEnd | None = None
        self.came = self.at = item.position
        """Where the clock was when something new came last, and where it is."""

    def end(self, position: float) -> FilmEnd | None:
        """Where the film ends, as far as decoders have found out: with the longer of picture and sound; where the clock
        is now, if nothing comes any more."""
        if self.film is None or self.sound is None:
            return FilmEnd(0.0, broken=True)
        if self.sound.reaches(position) or abs(position - self.at) > OFF_SECONDS:
            self.came = position  # there is more, or somebody has jumped
        self.at = position
        if position - self.came > _STALLED_SECONDS:
            return FilmEnd(self.came, broken=True)
        pictures, sound = self.film.end, self.sound.end
        if pictures is None or pictures.broken or sound is None:
            return pictures if pictures is not None and pictures.broken else None
        seconds = max(pictures.seconds, sound)
        return FilmEnd(seconds, broken=not seconds)

    def close(self) -> None:
        if self.film is not None:
            self.film.close()
        if self.sound is not None:
            self.sound.close()


class Films:
    """All films on one screen. Files are found under `root`; only the painter's thread may call."""

    def __init__(self, root: Path, wake: Callable[[], None]) -> None:
        self._root, self._wake = root, wake
        self._open: dict[Key, _Open] = {}
        self._track = Track()
        self._heard: Key | None = None
        self._over: list[FilmOver] = []

    def follow(self, videos: Iterable[tuple[Video, tuple[int, int]]]) -> set[Key]:
        """Bring every film to its item's position and close those no longer shown; returns what looks different."""
        shown = {(item.file, size): item for item, size in videos}
        for key in [key for key in self._open if key not in shown]:
            if key == self._heard:
                self._track.stop()
                self._heard = None
            self._open.pop(key).close()
        changed = set()
        for key, item in shown.items():
            if key not in self._open:
                self._open[key] = _Open(self._root / item.file, item, key[1], self._root, self._wake)
            this = self._open[key]
            picture = this.film.at(item.position) if this.film is not None else None
            seen = Seen(picture, captions.at(this.captions, item.position))
            if seen.picture is not this.seen.picture or seen.caption != this.seen.caption:
                changed.add(key)
                if seen.picture is not this.seen.picture:
                    this.came = item.position
                this.seen = seen
            self._look_for_end(this, item)
        voice = [key for key, item in shown.items() if item.playing]
        if voice:
            self._listen(voice[-1], shown[voice[-1]])
        else:
            self._track.pause(True)
        return changed

    def over(self) -> list[FilmOver]:
        """The films that came to their end, or failed, since the last call."""
        over, self._over = self._over, []
        return over

    def seen(self, key: Key) -> Seen:
        """What the film shows since the last `follow`."""
        return self._open[key].seen if key in self._open else Seen()

    def close(self) -> None:
        """Close everything, the sound device too."""
        self.follow(())
        self._track.close()

    def _look_for_end(self, this: _Open, item: Video) -> None:
        """Tell once that the clock has come to the film's end."""
        end = this.end(item.position)
        reached = end is not None and item.position >= end.seconds - _AT_END_SECONDS
        if reached and end is not None and end != this.reported:
            self._over.append(FilmOver(item.file, end.seconds, end.broken))
        this.reported = end if reached else None

    def _listen(self, key: Key, item: Video) -> None:
        """Keep the sound with the item's position; one film is heard at a time."""
        this = self._open[key]
        if this.sound is None or this.silent:
            return
        heard = self._track.position() if key == self._heard else None
        if heard is not None and abs(heard - item.position) <= OFF_SECONDS:
            self._track.pause(False)
        elif this.sound.reaches(item.position + OFF_SECONDS) and this.sound.file is not None:
            if self._track.play(this.sound.file, item.position):
                self._heard = key
            else:
                this.silent = True


def caption_text(words: str, item: Video) -> Text:
    """The caption at the foot of the film, white, at most nine tenths of its width."""
    size = item.caption_size
    room = item.rect.w * 0.9
    lines = wrap(words, size, room)
    room = min(room, max(text_width(line, size) for line in lines) + size)
    leading = round(size * 1.4, 1)
    height = leading * len(lines)
    top = item.rect.bottom - height - size * 0.6
    return Text(
        rect=Rect(item.rect.x + (item.rect.w - room) / 2, top, room, height),
        lines=lines,
        colour=(255, 255, 255),
        size=size,
        leading=leading,
        align="centre",
        clip=item.clip,
    )
