"""What being heard costs: a room, a ringing phone and a voice at once, and how soon a press is heard.

The mixer's own accounting: SDL's disk driver takes samples as fast as a device would, and the time of each is known.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from bench.figures import Row

_COST = """
import sys, time
from pathlib import Path
from kiosk.content.models.hall import SoundSettings
from kiosk.draw.items import Sound
from kiosk.screen.speaker import SOUNDS, Speaker
speaker = Speaker(Path("/"), SoundSettings(), time.monotonic, lambda: 12.0)
every = [Sound(name="room_bank", channel="ambience", loop=True), Sound(name="ring", loop=True),
         Sound(name=str(SOUNDS / "room_memory.opus"), channel="voice", loop=True)]
def share(sounds):
    until = time.monotonic() + 1
    while time.monotonic() < until:
        speaker.follow(sounds)
        time.sleep(0.02)
    begun, spent = time.monotonic(), time.process_time()
    while time.monotonic() < begun + 8:
        speaker.follow(sounds)
        time.sleep(min(0.5, speaker.due() or 0.5))
    return (time.process_time() - spent) / (time.monotonic() - begun) * 100
silent = share([])
print(silent, share(every))
speaker.close()
"""
_PRESS = """
import os, time
from pathlib import Path
from kiosk.content.models.hall import SoundSettings
from kiosk.draw.items import Sound
from kiosk.screen.speaker import Speaker
speaker = Speaker(Path("/"), SoundSettings(effects=100), time.monotonic, lambda: 12.0)
quiet = [Sound(name="touch", pressed=True), Sound(name="page", key="a")]
until = time.monotonic() + 2
while time.monotonic() < until:
    speaker.follow(quiet)
    time.sleep(0.01)
raw = os.environ["SDL_DISKAUDIOFILE"]
for _ in range(20):
    before = time.monotonic()
    speaker.follow(quiet, "next")
    after = time.monotonic()
    print(os.stat(raw).st_size, after - before)
    time.sleep(0.35)
    speaker.follow(quiet, "")
speaker.close()
"""
_FRAME = 4
"""Bytes of a stereo sample."""


def rows() -> Iterator[Row]:
    silent, loud = map(float, _run(_COST, "dummy").split())
    yield Row("three sounds at once, share of a core", loud, silent, "%")
    with tempfile.TemporaryDirectory() as folder:
        raw = Path(folder) / "out.raw"
        said = [line.split() for line in _run(_PRESS, "disk", raw).splitlines() if line[:1].isdigit()]
        samples = np.abs(np.fromfile(raw, np.int16).reshape(-1, 2)[:, 0])
    late = []
    for written, _ in said:
        at = int(written) // _FRAME
        after = np.flatnonzero(samples[at : at + 24_000] > 30)
        late.append(float(after[0]) / 48 if len(after) else float("nan"))
    yield Row("press to its first sample (worst of 20)", max(late), 1000 * max(float(took) for _, took in said), "ms")


def _run(script: str, driver: str, raw: Path | None = None) -> str:
    env = {**os.environ, "SDL_AUDIODRIVER": driver, "SDL_DISKAUDIOFILE": str(raw or os.devnull)}
    return subprocess.run([sys.executable, "-c", script], env=env, capture_output=True, text=True, check=True).stdout
