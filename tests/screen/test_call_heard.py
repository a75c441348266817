"""A whole call as it reaches the loudspeaker: the machine's own lists, played in real time, written down as samples."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from itertools import groupby

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
for word in ("start", "people/4", "kind/family", "next", "mode/free", "next", "zone/scam_lessons", "rail/8"):
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
hall.touch(Tap("back"))
until(3.0 + LEAD + seconds + 1.4)
speaker.close()
print(json.dumps({"answered": 3.0, "voice": seconds}))
"""
WINDOW = RATE // 20


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


def stretches(samples: np.ndarray) -> list[tuple[float, float]]:
    """(begin, end) in seconds of what is louder than a room, breaths of less than 0.8 s left out."""
    loud = [bool(np.max(np.abs(samples[at : at + WINDOW])) > 600) for at in range(0, len(samples) - WINDOW, WINDOW)]
    found: list[tuple[float, float]] = []
    at = 0
    for on, run in groupby(loud):
        count = len(list(run))
        if on:
            begin, end = at * WINDOW / RATE, (at + count) * WINDOW / RATE
            if found and begin - found[-1][1] < 0.8 and found[-1][1] > 4.0:
                begin = found.pop()[0]
            found.append((begin, end))
        at += count
    return found


def test_ring_voice_and_silence_come_at_their_times(call: tuple[dict[str, float], np.ndarray]) -> None:
    times, samples = call
    heard = stretches(samples)
    answered = times["answered"]
    assert heard[0][0] < 0.6, "the phone rings at once"
    rings = [one for one in heard if one[0] < answered]
    assert max(end for _, end in rings) < answered + 0.5, "and is silent when it was answered"
    (voice,) = [one for one in heard if one[0] > answered]
    assert voice[0] == pytest.approx(answered + LEAD_SECONDS, abs=0.4)
    assert voice[1] == pytest.approx(answered + LEAD_SECONDS + times["voice"], abs=0.6)
    assert len(samples) / RATE > voice[1] + 0.5, "who has gone back hears nothing more"


def test_the_voice_is_as_loud_as_every_voice_on_both_sides_and_unclipped(
    call: tuple[dict[str, float], np.ndarray],
) -> None:
    times, samples = call
    assert (samples[:, 0] == samples[:, 1]).all()
    assert np.max(np.abs(samples)) < 32000
    begin, end = next(one for one in stretches(samples) if one[0] > times["answered"])
    assert lufs(samples[round(begin * RATE) : round(end * RATE), 0] / 32768) == pytest.approx(LUFS, abs=1.0)
