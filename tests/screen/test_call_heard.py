"""A whole call as it reaches the loudspeaker: the machine's own lists, played in real time, written down as samples."""

from __future__ import annotations

import json
import os
import subprocess
import sys

import numpy as np
import pytest

from kiosk.parts.listening import LEAD_SECONDS
from kiosk.tones.loudness import lufs
from kiosk.tones.materials import RATE
from kiosk.voice.colour import LUFS
from tests.real_hall import ROOT

SCRIPT = """
import json, time
from kiosk.content.models.hall import SoundSettings
from kiosk.draw.items import Sound
from kiosk.scene import Tap
from kiosk.screen.speaker import Speaker
from tests.real_hall import PLACES, machine

hall = machine()
for word in ("start", "people/4", "kind/family", "mode/free", "next", "zone/scam_lessons", "round", "rail/8"):
    hall.touch(Tap(word))
while (due := hall.due()) is not None and due < 0.3:
    hall.tick(max(due, 0.02))
speaker = Speaker(PLACES.content, SoundSettings(), time.monotonic, lambda: 12.0)
begun = before = time.monotonic()

def until(seconds):
    global before
    while (now := time.monotonic()) - begun < seconds:
        hall.tick(now - before)
        before = now
        only = [sound for sound in hall.sounds() if sound.name not in ("touch", "page", "stamp")]
        speaker.follow(only, "")
        time.sleep(0.004)

hall.touch(Tap("next"))
until(3.0)
hall.touch(Tap("call/answer"))
until(4.0)
voice = next(sound for sound in hall.sounds() if sound.channel == "voice")
seconds = json.loads((PLACES.content / "voice/index.json").read_text("utf-8"))[voice.name[6:-5]]["seconds"]
until(3.0 + LEAD + seconds + 0.2)
hall.touch(Tap("frame/back"))
until(3.0 + LEAD + seconds + 1.4)
speaker.close()
print(json.dumps({"answered": 3.0, "voice": seconds}))
"""
WINDOW = RATE // 20
LOUD = 1800
"""Louder than any room: somebody speaks, or a phone rings."""


@pytest.fixture(scope="module")
def call(tmp_path_factory: pytest.TempPathFactory) -> tuple[dict[str, float], np.ndarray]:
    """What was played when, in seconds, and the samples: two columns."""
    raw = tmp_path_factory.mktemp("call") / "out.raw"
    told = subprocess.run(
        [sys.executable, "-c", SCRIPT.replace("LEAD", str(LEAD_SECONDS))],
        check=True,
        cwd=ROOT,
        env={**os.environ, "SDL_AUDIODRIVER": "disk", "SDL_DISKAUDIOFILE": str(raw), "PYTHONPATH": os.fspath(ROOT)},
        capture_output=True,
        text=True,
    )
    return json.loads(told.stdout.splitlines()[-1]), np.fromfile(raw, np.int16).reshape(-1, 2).astype(float)


def loud(samples: np.ndarray) -> np.ndarray:
    """For each twentieth of a second whether something is louder than a room."""
    count = len(samples) // WINDOW
    return np.max(np.abs(samples[: count * WINDOW]).reshape(count, -1), axis=1) > LOUD


def voice_of(times: dict[str, float], samples: np.ndarray) -> tuple[float, float]:
    """When the voice begins and ends, in seconds: after the quiet in which the call was answered."""
    heard = loud(samples)
    quiet = [run for run in _quiet_runs(heard) if run[1] - run[0] >= 0.3 and abs(run[0] - times["answered"]) < 0.8]
    assert quiet, "the phone does not stop ringing when it is answered"
    return quiet[-1][1], (np.flatnonzero(heard)[-1] + 1) * WINDOW / RATE


def _quiet_runs(heard: np.ndarray) -> list[tuple[float, float]]:
    edges = np.flatnonzero(np.diff(np.concatenate([[1], heard.astype(int), [1]])))
    return [(a * WINDOW / RATE, b * WINDOW / RATE) for a, b in zip(edges[::2], edges[1::2], strict=True)]


def test_ring_voice_and_silence_come_at_their_times(call: tuple[dict[str, float], np.ndarray]) -> None:
    times, samples = call
    assert loud(samples)[: RATE // WINDOW].any(), "the phone rings at once"
    begin, end = voice_of(times, samples)
    assert begin == pytest.approx(times["answered"] + LEAD_SECONDS, abs=0.5)
    assert end - begin == pytest.approx(times["voice"], abs=0.5)
    assert len(samples) / RATE > end + 0.5, "who has gone back hears nothing more"


def test_the_voice_is_as_loud_as_every_voice_on_both_sides_and_unclipped(
    call: tuple[dict[str, float], np.ndarray],
) -> None:
    times, samples = call
    assert (samples[:, 0] == samples[:, 1]).all()
    assert np.max(np.abs(samples)) < 32000
    begin, end = voice_of(times, samples)
    assert lufs(samples[round(begin * RATE) : round(end * RATE), 0] / 32768) == pytest.approx(LUFS, abs=1.0)
