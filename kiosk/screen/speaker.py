"""The loudspeaker: plays the list of what is to be heard, and forgets everything that leaves it.

The device is opened when the first sound is due, beside the loop, and given back after a while of silence: a hall at
rest costs nothing. Without a device, or with one that went away, everything goes on without sound; captions stand on
the screen and time passes as before. It is tried again, and one line in the log says so.
"""

from __future__ import annotations

import importlib
import io
import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kiosk.content.models.hall import SoundSettings
from kiosk.content.readings import VOICES
from kiosk.draw.items import Sound
from kiosk.screen.backstage import Backstage
from kiosk.screen.lean import pygame
from kiosk.screen.reader import Reader

_log = logging.getLogger("kiosk.screen")
SOUNDS = Path(__file__).parent / "sounds"
"""The hall's own set, one Opus file a name (`kiosk tones` makes it)."""
RATE = 48_000
"""Samples a second, stereo, 16 bits: what the device is opened with and film tracks are turned into."""
BUFFER = 512
"""Samples: 11 ms. SDL's own 2048 would be heard after the finger has gone."""
AGAIN_SECONDS = 30.0
"""Between two tries to open a device."""
REST_SECONDS = 120.0
"""Of silence after which the device is given back: longer than anybody stands before a screen without touching it."""
LATE_SECONDS = 0.25
"""An effect that would come later than this is left out: it would belong to nothing."""
FADE_MS = 60
DUCKED = 0.3
"""Of its loudness, what is left of the ambience under a voice."""
EMPTY_SECONDS = 5.0
"""The same where no finger is expected."""
_SOON_SECONDS = 1.0
"""Words that the machine speaks itself are heard from their beginning when they come no later than this."""
_SMALL_BYTES = 12_000
"""Of an Opus file: three seconds or so."""
_STEP_SECONDS, _STEP = 0.02, 0.06
_AMBIENCE, _PRESS = 0, 1
_CHANNELS = 8


@dataclass(slots=True)
class _Playing:
    """A sound of the list, since when it stands there, and the channel it has (None: not begun)."""

    sound: Sound
    since: float
    channel: Any = None
    begun: bool = False


class Speaker:
    """Plays lists of sounds; files of the content lie under `root`. `now` gives seconds, `hour` the time of
    day in hours. `wake` is called from another thread when something has come that is still to be played."""

    def __init__(
        self,
        root: Path,
        settings: SoundSettings,
        now: Callable[[], float],
        hour: Callable[[], float],
        wake: Callable[[], None] = lambda: None,
    ) -> None:
        self._root, self._settings, self._now, self._hour = root, settings, now, hour
        self._backstage = Backstage("sound", wake)
        self._reader = Reader(root / VOICES)
        self._spoken: tuple[str, Any] = ("", None)
        """The words that are spoken by the machine's own voice, and the WAV file of them, once it is there."""
        self._list: Sequence[Sound] = ()
        self._standing: dict[tuple[str, str], _Playing] = {}
        self._press: Sound | None = None
        self._pressed = ""
        self._made: dict[str, Any] = {}
        """By name the sounds that are decoded; None where one cannot be, or is being."""
        self._open: bool | None = False
        """Whether the device is open; None while it is being opened."""
        self._told = False
        self._try_after = 0.0
        self._last_heard = 0.0
        self._bed = 0.0
        """How loud the ambience is just now, 0-1."""

    # ------------------------------------------------------------ what comes in
    def follow(self, sounds: Sequence[Sound], pressed: str = "") -> None:
        """Play what has come into the list, end what has left it. `pressed`: the target a finger holds down."""
        if self._open and pygame.mixer.get_init() is None:  # whoever played a film has closed it
            self._begin_anew()
        if sounds is not self._list:
            self._list = sounds
            self._press = next((sound for sound in sounds if sound.pressed), None)
            wanted = {(sound.name, sound.key): sound for sound in sounds if not sound.pressed}
            for place in [place for place in self._standing if place not in wanted]:
                self._end(self._standing.pop(place))
            for place, sound in wanted.items():
                playing = self._standing.setdefault(place, _Playing(sound, self._now()))
                if playing.sound.gain != sound.gain:
                    playing.sound = sound
                    self._weigh(playing)
        waiting = [playing for playing in self._standing.values() if not playing.begun and playing.sound.gain]
        touched = self._press if self._press and self._press.gain and pressed and pressed != self._pressed else None
        self._pressed = pressed
        if (waiting or touched) and self._ready():
            for playing in waiting:
                self._begin(playing)
            if touched is not None:
                self._touch(touched)
        if self._open:
            self._balance()

    def device_changed(self, come: bool) -> None:
        """A device was plugged in: tried at the next sound if there was none. The one in use went away: what stands in
        the list begins anew, where it would be by now, on whichever there is."""
        self._try_after = 0.0
        if come or not self._open:
            return
        pygame.mixer.quit()
        self._begin_anew()

    def _begin_anew(self) -> None:
        """What lasts in the list is to be begun once more."""
        self._give_back()
        for playing in self._standing.values():
            playing.begun, playing.channel = False, None

    def due(self) -> float | None:
        """Seconds until `follow` next matters; None while nothing changes by itself."""
        if not self._open or pygame.mixer.get_init() is None:
            return None
        if self._bed != self._bed_wanted():
            return _STEP_SECONDS
        return max(0.0, self._last_heard + self._rest - self._now()) if not self._sounding() else self._rest

    def level(self, sound: Sound) -> float:
        """How loud it is to be now, 0-1: its own gain, what zones.yaml says of its channel, and of this hour."""
        levels = {"ambience": self._settings.ambience, "effect": self._settings.effects, "voice": self._settings.voice}
        return sound.gain * min(levels[sound.channel], self._settings.most(self._hour())) / 100

    def close(self) -> None:
        """Silence, and the device given back."""
        self._standing.clear()
        self._backstage.settle(2.0)
        self._give_back()

    # ------------------------------------------------------------ the device
    def _ready(self) -> bool:
        if self._open is False and self._now() >= self._try_after:
            self._open = None
            self._backstage.do(self._open_device)
        return bool(self._open)

    def _open_device(self) -> None:
        try:
            importlib.import_module("pygame.mixer")  # left out of the start, see lean.py
            if pygame.mixer.get_init() is None:
                pygame.mixer.init(RATE, -16, 2, BUFFER)
            pygame.mixer.set_num_channels(_CHANNELS)
        except (ImportError, pygame.error) as problem:
            if not self._told:
                _log.warning("no sound: %s", problem)
            self._try_after = self._now() + AGAIN_SECONDS
            self._told, self._open = True, False
            return
        if self._told:
            _log.warning("sound is back")
        for file in sorted(SOUNDS.glob("*.opus")):  # the short ones: whatever a finger does is answered at once
            if file.stat().st_size < _SMALL_BYTES:
                self._decode(file.stem)
        self._told, self._last_heard, self._open = False, self._now(), True

    def _give_back(self) -> None:
        self._made.clear()
        self._bed = 0.0
        if self._open and pygame.mixer.get_init() is not None and not pygame.mixer.music.get_busy():
            pygame.mixer.quit()
        self._open = False

    # ------------------------------------------------------------ playing
    def _begin(self, playing: _Playing) -> None:
        sound = playing.sound
        late = self._now() - playing.since
        if sound.words:
            self._say(playing, late)
            return
        if sound.channel == "voice":
            playing.begun = True
            self._speak(playing, self._file(sound.name), sound.start + late)
            return
        made = self._decoded(sound.name)
        if made is None:
            playing.begun = sound.name in self._made and not self._making(sound.name)
            return
        playing.begun = True
        if late > LATE_SECONDS and not sound.loop:
            return
        bed = sound.channel == "ambience"
        channel = pygame.mixer.Channel(_AMBIENCE) if bed else _free_channel()
        if channel is None:
            return
        channel.play(made, loops=-1 if sound.loop else 0, fade_ms=600 if bed else 0)
        playing.channel = channel
        self._weigh(playing)

    def _touch(self, sound: Sound) -> None:
        made = self._decoded(sound.name)
        if made is not None:
            channel = pygame.mixer.Channel(_PRESS)
            channel.play(made)
            channel.set_volume(self.level(sound))
            self._last_heard = self._now()

    def _say(self, playing: _Playing, late: float) -> None:
        """Words in the machine's own voice, when it has made them; what is begun anew goes on where it would be."""
        words = playing.sound.words
        if self._spoken[0] != words:
            self._spoken = words, _MAKING
            self._backstage.do(lambda: self._voice(words))
        made = self._spoken[1]
        if made is _MAKING:
            return
        playing.begun = True
        if made is not None:
            self._speak(playing, io.BytesIO(made), late if late > _SOON_SECONDS else 0.0)

    def _voice(self, words: str) -> None:
        made = self._reader.wav(words)
        if self._spoken[0] == words:
            self._spoken = words, made

    def _speak(self, playing: _Playing, file: Path | io.BytesIO, start: float) -> None:
        music, sound = pygame.mixer.music, playing.sound
        try:
            if isinstance(file, Path):
                music.load(file)
            else:
                music.load(file, "wav")
            music.set_volume(self.level(sound))
            music.play(loops=-1 if sound.loop else 0, start=max(0.0, start))
        except (pygame.error, OSError) as problem:
            _log.warning("no sound from %s: %s", sound.name, problem)
            return
        playing.channel = music

    def _end(self, playing: _Playing) -> None:
        if playing.channel is None or not self._open or pygame.mixer.get_init() is None:
            return
        if playing.channel is pygame.mixer.music:
            pygame.mixer.music.stop()
            pygame.mixer.music.unload()
        elif playing.channel.get_sound() is self._made.get(playing.sound.name):
            playing.channel.fadeout(FADE_MS)

    def _weigh(self, playing: _Playing) -> None:
        if playing.channel is None:
            return
        if playing.sound.channel == "ambience":
            playing.channel.set_volume(self._bed * self.level(playing.sound))
        else:
            playing.channel.set_volume(self.level(playing.sound))

    def _balance(self) -> None:
        """The ambience a step nearer to where it belongs; the device given back after a long silence."""
        wanted = self._bed_wanted()
        if self._bed != wanted:
            step = min(_STEP, abs(wanted - self._bed))
            self._bed += step if wanted > self._bed else -step
            for playing in self._standing.values():
                if playing.sound.channel == "ambience":
                    self._weigh(playing)
        if self._sounding():
            self._last_heard = self._now()
        elif self._now() - self._last_heard >= self._rest:
            self._give_back()

    @property
    def _rest(self) -> float:
        return REST_SECONDS if self._press is not None else EMPTY_SECONDS

    def _bed_wanted(self) -> float:
        speaking = any(p.sound.channel == "voice" and p.channel is not None for p in self._standing.values())
        return DUCKED if speaking and pygame.mixer.music.get_busy() else 1.0

    def _sounding(self) -> bool:
        if pygame.mixer.get_init() is None:
            return False
        return bool(pygame.mixer.get_busy() or pygame.mixer.music.get_busy())

    # ------------------------------------------------------------ files
    def _file(self, name: str) -> Path:
        return self._root / name if "." in name else SOUNDS / f"{name}.opus"

    def _making(self, name: str) -> bool:
        return self._made.get(name) is _MAKING

    def _decoded(self, name: str) -> Any:
        """The sound, when it is decoded; else it will be."""
        made = self._made.get(name, self)
        if made is self:
            self._made[name] = _MAKING
            self._backstage.do(lambda: self._decode(name))
        return None if made is self or made is _MAKING else made

    def _decode(self, name: str) -> None:
        made = None
        try:
            made = pygame.mixer.Sound(self._file(name))
        except (pygame.error, OSError) as problem:
            _log.warning("no sound from %s: %s", name, problem)
        self._made[name] = made


_MAKING = object()


def _free_channel() -> Any:
    """A channel that nothing is heard on, beside the ambience's and the finger's; None where all are taken."""
    channels = (pygame.mixer.Channel(number) for number in range(_PRESS + 1, _CHANNELS))
    return next((channel for channel in channels if not channel.get_busy()), None)
