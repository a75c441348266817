"""The loudspeaker: what stands in the list is heard, what leaves it is not, and no device is no trouble."""

from __future__ import annotations

import io
import logging
import os
import subprocess
import sys
import threading
import wave
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from random import Random

import numpy as np
import pygame
import pytest

from kiosk.content.models.hall import SoundSettings
from kiosk.draw.items import Sound
from kiosk.screen.sound import Track
from kiosk.screen.speaker import AGAIN_SECONDS, EMPTY_SECONDS, LATE_SECONDS, REST_SECONDS, SOUNDS, Speaker

TOUCH = Sound(name="touch", pressed=True)
RING = Sound(name="ring", key="1", loop=True)
ROOM = Sound(name="room_bank", channel="ambience", loop=True)
PAGE = Sound(name="page", key="a")
SPOKEN = Sound(name=str(SOUNDS / "ring.opus"), channel="voice", key="a")


@dataclass
class Clock:
    now: float = 0.0


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def speaker(clock: Clock, monkeypatch: pytest.MonkeyPatch) -> Iterator[Speaker]:
    monkeypatch.setenv("SDL_AUDIODRIVER", "dummy")
    made = Speaker(Path("/"), SoundSettings(effects=100, ambience=100), lambda: clock.now, lambda: 12.0)
    yield made
    made.close()


def settled(speaker: Speaker, sounds: list[Sound], pressed: str = "") -> list[Sound]:
    """Followed until all that takes time is done."""
    for _ in range(3):
        speaker.follow(sounds, pressed)
        speaker._backstage.settle(5.0)
    speaker.follow(sounds, pressed)
    return sounds


def sounding() -> list[float]:
    """How many seconds long each sound is that is being heard."""
    channels = [pygame.mixer.Channel(i) for i in range(pygame.mixer.get_num_channels())]
    return sorted(round(c.get_sound().get_length(), 1) for c in channels if c.get_busy())


def test_nothing_is_opened_before_the_first_sound(speaker: Speaker) -> None:
    speaker.follow([TOUCH])
    assert not speaker._backstage._jobs and speaker._backstage._thread is None and speaker.due() is None


def test_what_comes_is_heard_and_what_leaves_is_not(speaker: Speaker) -> None:
    settled(speaker, [RING, ROOM])
    assert sounding() == [3.0, 12.0]
    settled(speaker, [ROOM])
    pygame.time.wait(150)
    assert sounding() == [12.0]
    settled(speaker, [])
    pygame.time.wait(150)
    assert sounding() == []


def test_what_stays_is_not_begun_again_and_another_occasion_is(speaker: Speaker) -> None:
    settled(speaker, [ROOM])
    settled(speaker, [ROOM, PAGE])
    pygame.time.wait(400)
    settled(speaker, [ROOM, PAGE])
    assert sounding() == [12.0]
    settled(speaker, [ROOM, Sound(name="page", key="b")])
    assert sounding() == [0.2, 12.0]


def test_an_effect_that_would_come_too_late_is_left_out(speaker: Speaker, clock: Clock) -> None:
    speaker.follow([PAGE, RING])
    clock.now = LATE_SECONDS + 0.1
    settled(speaker, speaker._list)  # type: ignore[arg-type]
    assert sounding() == [3.0]


def test_a_finger_is_answered_once_each_time_it_goes_down(speaker: Speaker) -> None:
    quiet = settled(speaker, [TOUCH, ROOM])
    speaker.follow(quiet, "next")
    assert sounding() == [0.1, 12.0]
    pygame.time.wait(250)
    speaker.follow(quiet, "next")
    assert sounding() == [12.0]
    speaker.follow(quiet, "")
    speaker.follow(quiet, "next")
    assert sounding() == [0.1, 12.0]


def test_what_was_over_in_silence_is_not_heard_when_sound_comes_back(speaker: Speaker, clock: Clock) -> None:
    silent = [replace(sound, gain=0.0) for sound in (PAGE, ROOM, TOUCH)]
    speaker.follow(silent, "next")
    assert speaker._open is False  # nobody needs a device for silence
    clock.now += 5.0
    settled(speaker, [PAGE, ROOM, TOUCH])
    assert sounding() == [12.0]
    settled(speaker, silent)
    assert pygame.mixer.Channel(0).get_volume() == 0.0


def test_the_room_steps_back_under_a_voice(speaker: Speaker, clock: Clock) -> None:
    settled(speaker, [ROOM])
    for _ in range(40):
        speaker.follow([ROOM])
    loud = pygame.mixer.Channel(0).get_volume()
    both = [ROOM, SPOKEN]
    for _ in range(40):
        speaker.follow(both)
    assert pygame.mixer.music.get_busy() and pygame.mixer.Channel(0).get_volume() < 0.4 * loud
    for _ in range(40):
        speaker.follow([ROOM])
    assert not pygame.mixer.music.get_busy() and pygame.mixer.Channel(0).get_volume() == pytest.approx(loud, abs=0.02)


def test_loudness_is_what_zones_yaml_says_and_softer_in_quiet_hours() -> None:
    settings = SoundSettings(voice=80, effects=50, ambience=40, quiet_from_hour=20, quiet_to_hour=7, quiet_most=45)
    for hour, effect, voice in (
        (12.0, 0.5, 0.8),
        (19.9, 0.5, 0.8),
        (20.0, 0.45, 0.45),
        (6.9, 0.45, 0.45),
        (7.0, 0.5, 0.8),
    ):
        speaker = Speaker(Path("/"), settings, lambda: 0.0, lambda hour=hour: hour)  # type: ignore[misc]
        assert speaker.level(RING) == pytest.approx(effect) and speaker.level(SPOKEN) == pytest.approx(voice)
    assert SoundSettings(quiet_from_hour=9, quiet_to_hour=9).most(9.0) == 100


def test_without_a_device_one_line_is_logged_and_sound_comes_back(
    speaker: Speaker, clock: Clock, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setenv("SDL_AUDIODRIVER", "no-such-driver")
    with caplog.at_level(logging.WARNING, "kiosk.screen"):
        for second in range(0, 200, 10):
            clock.now = float(second)
            settled(speaker, [ROOM])
        assert len(caplog.messages) == 1 and speaker.due() is None
        monkeypatch.setenv("SDL_AUDIODRIVER", "dummy")
        clock.now += AGAIN_SECONDS
        settled(speaker, [ROOM])
    assert sounding() == [12.0] and len(caplog.messages) == 2


def test_a_device_that_is_unplugged_and_plugged_in_again(
    speaker: Speaker, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    settled(speaker, [ROOM])
    monkeypatch.setenv("SDL_AUDIODRIVER", "no-such-driver")
    speaker.device_changed(False)
    settled(speaker, [ROOM])
    assert pygame.mixer.get_init() is None
    monkeypatch.setenv("SDL_AUDIODRIVER", "dummy")
    speaker.device_changed(True)
    settled(speaker, [ROOM])
    assert sounding() == [12.0]


def test_a_device_that_was_just_found_is_not_opened_twice(speaker: Speaker) -> None:
    settled(speaker, [ROOM])
    speaker.device_changed(True)
    assert sounding() == [12.0]


@pytest.mark.parametrize(("ready", "rest"), [([TOUCH], REST_SECONDS), ([], EMPTY_SECONDS)])
def test_after_a_silence_the_device_is_given_back(
    speaker: Speaker, clock: Clock, ready: list[Sound], rest: float
) -> None:
    settled(speaker, [PAGE, *ready])
    pygame.time.wait(400)
    speaker.follow(ready)
    due = speaker.due()
    assert due is not None and due <= rest
    clock.now += rest - 0.5
    speaker.follow(ready)
    assert pygame.mixer.get_init() is not None
    clock.now += 0.6
    speaker.follow(ready)
    assert pygame.mixer.get_init() is None and speaker.due() is None


def test_a_file_that_is_no_sound_is_told_once_and_costs_nothing(
    speaker: Speaker, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "a.opus").write_bytes(b"no sound")
    broken = Sound(name=str(tmp_path / "a.opus"), channel="effect")
    voice = Sound(name=str(tmp_path / "none.opus"), channel="voice")
    with caplog.at_level(logging.WARNING, "kiosk.screen"):
        settled(speaker, [ROOM, broken, voice])
        settled(speaker, [ROOM, broken, voice])
    assert sounding() == [12.0] and len(caplog.messages) == 2


def test_closing_ends_everything(speaker: Speaker) -> None:
    speaker.follow([RING, ROOM, SPOKEN])
    speaker.close()
    assert pygame.mixer.get_init() is None
    assert [thread.name for thread in threading.enumerate() if thread.name == "sound"] == []


@pytest.mark.parametrize("seed", range(6))
def test_whatever_the_list_becomes_nothing_is_heard_that_left_it(speaker: Speaker, clock: Clock, seed: int) -> None:
    """Random lists, a device that is lost and found, sheets that come and go: then silence, and no thread."""
    chance = Random(seed)
    known = [RING, ROOM, PAGE, SPOKEN, TOUCH, Sound(name="vibration", loop=True), Sound(name="right", key="q")]
    for _ in range(40):
        sounds = chance.sample(known, chance.randrange(len(known)))
        for _ in range(chance.randrange(1, 4)):
            speaker.follow(sounds, chance.choice(("", "next")))
            clock.now += chance.choice((0.0, 0.02, 0.3))
        if chance.random() < 0.1:
            speaker.device_changed(chance.random() < 0.5)
    settled(speaker, [])
    pygame.time.wait(1500)  # what was heard once rings out
    assert pygame.mixer.get_init() is None or (sounding() == [] and not pygame.mixer.music.get_busy())
    assert [thread for thread in threading.enumerate() if thread.name == "sound"] == []


SCRIPT = """
import sys, time
from pathlib import Path
from kiosk.content.models.hall import SoundSettings
from kiosk.draw.items import Sound
from kiosk.screen.sound import Track
from kiosk.screen.speaker import Speaker
speaker = Speaker(Path("/"), SoundSettings(effects=100), time.monotonic, lambda: 12.0)
begun = time.monotonic()
def until(seconds, sounds, pressed=""):
    while time.monotonic() - begun < seconds:
        speaker.follow(sounds, pressed)
        time.sleep(0.005)
glass = [Sound(name="glass", key="1")]
until(0.5, [])
until(1.5, [Sound(name="key", key="1")])
until(3.5, [Sound(name="vibration", key="1", loop=True)])
until(4.5, [])
until(5.5, [Sound(name="hang_up", key="1")])
speaker.close()
"""


def test_a_call_heard_as_samples(tmp_path: Path) -> None:
    """What SDL would hand to a device, written to a file instead: sounds at their times, both sides alike, unclipped."""
    raw = tmp_path / "out.raw"
    subprocess.run(
        [sys.executable, "-c", SCRIPT],
        check=True,
        env={**os.environ, "SDL_AUDIODRIVER": "disk", "SDL_DISKAUDIOFILE": str(raw)},
        capture_output=True,
    )
    samples = np.fromfile(raw, np.int16).reshape(-1, 2).astype(float)
    assert (samples[:, 0] == samples[:, 1]).all()
    assert 300 < np.max(np.abs(samples)) < 30000
    loud = [bool(np.max(np.abs(samples[at : at + 4800])) > 100) for at in range(0, len(samples) - 4800, 4800)]
    text = "".join("#" if part else "." for part in loud)
    heard = [part for part in text.split(".") if part]
    assert len(heard) >= 4, text  # the key, twice the phone on the table, the end of the call
    assert "......." in text.strip("."), text  # silence between the call that was left and its end


def test_a_device_that_somebody_else_closed_is_opened_again(speaker: Speaker) -> None:
    both = settled(speaker, [ROOM, SPOKEN])
    pygame.mixer.quit()
    assert speaker.due() is None
    settled(speaker, both)
    assert sounding() == [12.0] and pygame.mixer.music.get_busy()


def test_a_film_outlives_the_loudspeakers_rest_and_leaves_it_the_device(speaker: Speaker, tmp_path: Path) -> None:
    film = tmp_path / "a.wav"
    with wave.open(str(film), "wb") as out:
        out.setnchannels(2)
        out.setsampwidth(2)
        out.setframerate(48_000)
        out.writeframes(b"\0" * 4 * 48_000)
    track = Track()
    settled(speaker, [ROOM])
    assert track.play(film, 0.0)
    track.close()
    assert sounding() == [12.0]  # the device is not the film's to close
    assert track.play(film, 0.2)
    track.pause(True)
    pygame.mixer.quit()  # given back in a long silence
    track.pause(False)
    assert track.position() is None
    assert track.play(film, 0.5) and track.position() is not None
    track.close()


def _tone_of(seconds: float) -> bytes:
    out = io.BytesIO()
    with wave.open(out, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(22050)
        file.writeframes((np.sin(np.arange(int(22050 * seconds)) / 9) * 9000).astype(np.int16).tobytes())
    return out.getvalue()


def test_words_without_a_recording_are_said_by_the_machine_and_end_with_the_list(
    speaker: Speaker, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    def voice(words: str) -> bytes | None:
        asked.append(words)
        return _tone_of(5.0) if words != "说不出" else None

    monkeypatch.setattr(speaker._reader, "wav", voice)
    first, second = (Sound(name="aloud", channel="voice", key=key, words=key) for key in ("第一句", "第二句"))
    settled(speaker, [first])
    assert pygame.mixer.music.get_busy()
    settled(speaker, [second])
    assert pygame.mixer.music.get_busy() and asked == ["第一句", "第二句"]
    settled(speaker, [])
    assert not pygame.mixer.music.get_busy()
    settled(speaker, [replace(first, words="说不出", key="c")])
    assert not pygame.mixer.music.get_busy(), "a voice that fails is silence"
    settled(speaker, [replace(first, gain=0.0)])
    assert len(asked) == 3, "in silence nothing is made"
