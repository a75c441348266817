"""What the hall's sounds are made of: struck glass, struck wood, breath and rooms, all of one family.

Everything is mono, `RATE` samples a second, floats around ±1.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

RATE = 48_000
"""Samples a second."""
Wave = NDArray[np.float64]

_GLASS = ((1.0, 1.0, 1.0), (2.32, 0.45, 0.55), (4.25, 0.22, 0.3), (6.63, 0.1, 0.2))
_WOOD = ((1.0, 1.0, 1.0), (3.93, 0.3, 0.35), (9.2, 0.08, 0.15))
"""Partials of a struck goblet and of a marimba bar: ratio to the lowest, strength, ring-out beside the lowest's. After
Rossing, The Science of Percussion Instruments (2000), tables for wine glasses and bars."""


def silence(seconds: float) -> Wave:
    return np.zeros(round(seconds * RATE))


def glass(hertz: float, seconds: float, ring: float = 0.5) -> Wave:
    """A struck glass; `ring` is the time in seconds in which it falls to a third."""
    return _struck(_GLASS, hertz, seconds, ring)


def wood(hertz: float, seconds: float, ring: float = 0.12) -> Wave:
    """A struck bar of wood."""
    return _struck(_WOOD, hertz, seconds, ring)


def tone(hertz: Sequence[float], seconds: float) -> Wave:
    """Steady tones together, let in and out in 8 ms so that nothing clicks."""
    at = _times(seconds)
    wave = np.sum([np.sin(2 * np.pi * one * at) for one in hertz], axis=0) / len(hertz)
    return eased(wave, 0.008)


def breath(seconds: float, lower: float, upper: float, seed: int) -> Wave:
    """Noise between two frequencies that ends where it begins: it can be played over and over without a seam."""
    count = round(seconds * RATE)
    spectrum = np.fft.rfftfreq(count, 1 / RATE)
    shape = np.where((spectrum > lower) & (spectrum < upper), 1 / np.sqrt(np.maximum(spectrum, 20)), 0.0)
    phases = np.random.default_rng(seed).uniform(0, 2 * np.pi, len(spectrum))
    wave = np.fft.irfft(shape * np.exp(1j * phases), count)
    return np.asarray(wave / np.max(np.abs(wave)))


def swell(wave: Wave, times: int, depth: float) -> Wave:
    """Louder and softer, a whole number of times, so that a loop has no seam."""
    turns = np.linspace(0, 2 * np.pi * times, len(wave), endpoint=False)
    return np.asarray(wave * (1 - depth * (0.5 + 0.5 * np.cos(turns))))


def eased(wave: Wave, seconds: float) -> Wave:
    """Let in and out over that time."""
    count = min(round(seconds * RATE), len(wave) // 2)
    out = wave.copy()
    if count:
        slope = 0.5 - 0.5 * np.cos(np.linspace(0, np.pi, count))
        out[:count] *= slope
        out[-count:] *= slope[::-1]
    return out


def together(*parts: tuple[float, Wave, float]) -> Wave:
    """(begin in seconds, wave, strength) laid over each other."""
    length = max(round(begin * RATE) + len(wave) for begin, wave, _ in parts)
    out = np.zeros(length)
    for begin, wave, strength in parts:
        start = round(begin * RATE)
        out[start : start + len(wave)] += wave * strength
    return out


def _struck(partials: Sequence[tuple[float, float, float]], hertz: float, seconds: float, ring: float) -> Wave:
    at = _times(seconds)
    wave = np.sum(
        [
            strength * np.exp(-at / (ring * rest)) * np.sin(2 * np.pi * hertz * ratio * at)
            for ratio, strength, rest in partials
            if hertz * ratio < RATE / 2.5
        ],
        axis=0,
    )
    softer = np.minimum(1.0, at / 0.003)  # a felt mallet, not a hammer
    fading = np.minimum(1.0, (seconds - at) / 0.02)
    return np.asarray(wave * softer * fading / np.sum([strength for _, strength, _ in partials]))


def _times(seconds: float) -> Wave:
    return np.arange(round(seconds * RATE)) / RATE
