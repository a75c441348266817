"""The hall's own sounds by name: what each is made of, and how loud it is to be.

Glass answers and tells, wood is touched; phones are warm copies of real ones, quiet enough for a person of eighty.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from kiosk.tones.materials import Wave, breath, eased, glass, silence, swell, together, tone, wood

C4, D4, E4, G4, A4, C5, D5, E5, G5, A5, C6, D6, E6, G6 = (
    261.6, 293.7, 329.6, 392.0, 440.0, 523.3, 587.3, 659.3, 784.0, 880.0, 1046.5, 1174.7, 1318.5, 1568.0,
)  # fmt: skip
LINE_HERTZ = 450.0
"""Ring-back, busy and the end of a call in China (GB/T 3380)."""


@dataclass(frozen=True, slots=True)
class Recipe:
    """How a sound is made, and its loudness in LUFS (EBU R128, over its own length)."""

    make: Callable[[], Wave]
    lufs: float


def _touch() -> Wave:
    return together((0, wood(G5, 0.09, 0.018), 1.0), (0, breath(0.02, 900, 5000, 1) * np.linspace(1, 0, 960), 0.12))


def _page() -> Wave:
    slide = eased(breath(0.22, 500, 4200, 2), 0.09)
    return together((0, slide, 0.5), (0.05, wood(D5, 0.16, 0.03), 0.35))


def _right() -> Wave:
    return together((0, glass(C5, 0.9, 0.28), 0.8), (0.11, glass(G5, 1.0, 0.32), 1.0))


def _wrong() -> Wave:
    return together((0, wood(E4, 0.4, 0.1), 1.0), (0.17, wood(C4, 0.6, 0.14), 1.0))


def _think() -> Wave:
    beat = wood(98.0, 0.4, 0.09)
    return together((0, beat, 1.0), (0.28, beat, 0.6), (1.6, silence(0.01), 0))


def _money_leaving() -> Wave:
    steps = (E6, D6, C6, A5, G5, E5, D5, C5, A4)
    return together(*((0.085 * i, glass(note, 0.5, 0.1), 1 - 0.06 * i) for i, note in enumerate(steps)))


def _money_saved() -> Wave:
    steps = (C5, E5, G5, C6, E6)
    return together(*((0.12 * i, glass(note, 1.2, 0.36), 0.7 + 0.08 * i) for i, note in enumerate(steps)))


def _notice() -> Wave:
    return together((0, glass(A4, 2.0, 0.7), 1.0), (0.45, glass(D5, 1.8, 0.7), 0.8))


def _ring() -> Wave:
    """A marimba phrase, and a pause in which one can breathe: 3 s."""
    phrase = ((0, E5), (0.16, G5), (0.32, C6), (0.48, G5), (0.8, E5), (0.96, G5), (1.12, C6), (1.28, G5))
    bars = [(at, wood(note, 0.5, 0.13), 1.0) for at, note in phrase]
    lower = [(at, wood(note / 2, 0.5, 0.16), 0.5) for at, note in phrase[::4]]
    return together(*bars, *lower, (2.99, silence(0.01), 0))


def _video_call() -> Wave:
    phrase = ((0, G4), (0.22, C5), (0.44, E5), (0.66, G5), (1.1, E5), (1.32, G5))
    return together(*((at, glass(note, 0.8, 0.22), 0.9) for at, note in phrase), (2.99, silence(0.01), 0))


def _vibration() -> Wave:
    """A phone on a table: 0.5 s twice, then still; 2 s."""
    at = np.arange(24_000) / 48_000
    hum = np.sin(2 * np.pi * 155 * at) * (0.75 + 0.25 * np.sin(2 * np.pi * 31 * at)) + 0.2 * np.sin(
        2 * np.pi * 310 * at
    )
    burst = eased(hum, 0.03)
    return together((0, burst, 1.0), (0.7, burst, 1.0), (1.99, silence(0.01), 0))


def _ring_back() -> Wave:
    return together((0, tone([LINE_HERTZ], 1.0), 1.0), (4.99, silence(0.01), 0))


def _busy() -> Wave:
    return together((0, tone([LINE_HERTZ], 0.35), 1.0), (0.69, silence(0.01), 0))


def _hang_up() -> Wave:
    return together(
        (0, tone([LINE_HERTZ], 0.14), 1.0), (0.22, tone([LINE_HERTZ], 0.14), 0.8), (0.44, tone([LINE_HERTZ], 0.2), 0.6)
    )


def _sms() -> Wave:
    return together((0, glass(E5, 0.7, 0.16), 1.0), (0.14, glass(A5, 0.8, 0.2), 0.9))


def _chat() -> Wave:
    return together((0, wood(A4, 0.16, 0.04), 1.0), (0.06, wood(E5, 0.2, 0.05), 0.8))


def _key() -> Wave:
    return together((0, wood(C5, 0.1, 0.03), 0.8), (0, tone([697, 1209], 0.07), 0.15))


def _stamp() -> Wave:
    thud = breath(0.12, 40, 600, 5) * np.exp(-np.arange(5760) / 1400)
    return together((0, wood(110.0, 0.3, 0.06), 1.0), (0, thud, 0.8))


def _glass() -> Wave:
    return glass(G6, 1.6, 0.5)


def _bed(lower: float, upper: float, seed: int, depth: float = 0.3, ticks: Wave | None = None) -> Callable[[], Wave]:
    """A room that is only there: 12 s that end where they begin, with something small in it every second or so."""

    def make() -> Wave:
        room = swell(breath(12.0, lower, upper, seed), 2, depth)
        if ticks is None:
            return room
        return together((0, room, 1.0), *((float(second), ticks, 1.0) for second in range(12)))[: len(room)]

    return make


def _clock() -> Wave:
    return wood(1900.0, 0.05, 0.006) * 0.5


SET: dict[str, Recipe] = {
    "touch": Recipe(_touch, -30),
    "page": Recipe(_page, -34),
    "right": Recipe(_right, -24),
    "wrong": Recipe(_wrong, -24),
    "think": Recipe(_think, -32),
    "money_leaving": Recipe(_money_leaving, -24),
    "money_saved": Recipe(_money_saved, -24),
    "notice": Recipe(_notice, -26),
    "ring": Recipe(_ring, -24),
    "ring_back": Recipe(_ring_back, -30),
    "busy": Recipe(_busy, -28),
    "hang_up": Recipe(_hang_up, -28),
    "sms": Recipe(_sms, -25),
    "chat": Recipe(_chat, -27),
    "video_call": Recipe(_video_call, -25),
    "vibration": Recipe(_vibration, -30),
    "key": Recipe(_key, -30),
    "stamp": Recipe(_stamp, -24),
    "glass": Recipe(_glass, -26),
    "room_living_room": Recipe(_bed(60, 500, 11, ticks=_clock()), -42),
    "room_office": Recipe(_bed(90, 1200, 12, 0.15), -42),
    "room_bank": Recipe(_bed(70, 2500, 14, 0.25), -42),
    "room_memory": Recipe(_bed(50, 260, 15, 0.4), -42),
}
"""Every sound that a scene may name."""
