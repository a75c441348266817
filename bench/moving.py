"""A frame of each movement on an off-screen surface, beside fading the whole screen.

In time of the processor: the slowest frame is to be ours and not that of whatever else runs beside it."""

from __future__ import annotations

import time
from collections.abc import Iterator

from bench.figures import Row, compared
from bench.painting import ROOT, SIZES, hall
from kiosk.parts.entrance import ROUND
from kiosk.scene import Tap
from kiosk.screen.painter import Painter
from kiosk.screen.stage import FRAME_SECONDS, Stage
from kiosk.session.machine import Machine
from kiosk.session.preview_state import open_zone

_ROUNDS = 5
_MOVEMENTS = (
    ("a page arriving and going", "scam_types", ("type/", "frame/back")),
    ("a figure counting", "harm_data", ("frame/home", "zone/harm_data", ROUND)),
    ("an answer shaking its head", "quiz", ("way/solo", "ask/")),
)
"""What moves, where, and what is touched for it, over and over; the last touch is the movement that is timed, except of
a page, of which both ways are."""


def rows() -> Iterator[Row]:
    for pixels in SIZES:
        size = f"{pixels[0]}×{pixels[1]}"
        for name, zone, touched in _MOVEMENTS:
            ours, naive = _timed(pixels, zone, touched)
            yield compared(f"a frame of {name}, {size}", ours, naive)
            yield Row(f"the slowest of these frames, {size}", max(ours), max(naive), "ms")


def _timed(pixels: tuple[int, int], zone: str, touched: tuple[str, ...]) -> tuple[list[float], list[float]]:
    """Milliseconds of each frame: ours, and with the whole screen in every frame."""
    clock = [0.0]
    painter = Painter(pixels, root=ROOT / "content")
    stage = Stage(painter, lambda: clock[0])
    ours: list[float] = []
    naive: list[float] = []
    for _ in range(_ROUNDS):
        machine = hall(pixels)
        open_zone(machine, zone)
        machine.touch(Tap(ROUND))
        painter.forget()
        _run(machine, stage, clock)
        painter.settle()
        for word in touched:
            if not any(i.target.startswith(word) for i in machine.view()):
                machine.touch(Tap("call/answer"))  # the first question of the form is a telephone that rings
                _run(machine, stage, clock)
            target = next(i.target for i in machine.view() if i.target.startswith(word) and i.finger == "tap")
            stage.opened(machine.view(), Tap(target))
            before = painter.surface.copy()
            machine.touch(Tap(target))
            frames = _run(machine, stage, clock)
            if word == touched[-1] or zone == "scam_types":
                ours += frames
                after = painter.surface.copy()
                for k in range(len(frames)):
                    begun = time.thread_time()
                    painter.surface.blit(before, (0, 0))
                    after.set_alpha(k * 254 // len(frames))
                    painter.surface.blit(after, (0, 0))
                    naive.append((time.thread_time() - begun) * 1000)
                painter.forget()
    painter.close()
    return ours, naive


def _run(machine: Machine, stage: Stage, clock: list[float]) -> list[float]:
    """The frames until all is still, without the first: that one paints the page, as it would without a movement."""
    took: list[float] = []
    while not took or stage.due() is not None:
        seen = machine.scenery()
        begun = time.thread_time()
        stage.paint(seen)
        took.append((time.thread_time() - begun) * 1000)
        clock[0] += FRAME_SECONDS
        machine.tick(FRAME_SECONDS)
    return took[1:]
