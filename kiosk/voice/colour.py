"""What happens to a voice on its way: another pitch, a telephone line, a room; and the loudness all have in common."""

from __future__ import annotations

from typing import cast

import av
import numpy as np
from av.filter import Graph

from kiosk.core.speech import Way
from kiosk.tones.loudness import levelled
from kiosk.tones.materials import RATE, Wave

LUFS = -22.0
"""Of every voice: above the effects, and 20 LU above the room."""


def coloured(wave: Wave, rate: int, pitch: float, way: Way) -> Wave:
    """The wave, taken at `rate`, as it is to be heard: `RATE` samples a second."""
    heard = _resampled(wave, rate * pitch)
    if way is Way.PHONE:
        heard = _through_a_line(heard)
    return levelled(heard, LUFS)


def slowed(wave: Wave, rate: int, tempo: float) -> Wave:
    """The wave, of `rate` samples a second, in the same voice and at that share of its tempo (FFmpeg's atempo)."""
    graph = Graph()
    source = graph.add_abuffer(sample_rate=rate, format="flt", layout="mono")
    stretch, sink = graph.add("atempo", f"{tempo:.3f}"), graph.add("abuffersink")
    source.link_to(stretch)
    stretch.link_to(sink)
    graph.configure()
    frame = av.AudioFrame.from_ndarray(wave.astype(np.float32)[None, :], format="flt", layout="mono")
    frame.sample_rate = rate
    source.push(frame)
    source.push(None)
    parts = []
    while True:
        try:
            parts.append(cast(av.AudioFrame, sink.pull()).to_ndarray()[0])
        except (BlockingIOError, EOFError):
            return np.concatenate(parts).astype(np.float64)


def _resampled(wave: Wave, rate: float) -> Wave:
    """By way of the spectrum: exact for a whole recording."""
    count = round(len(wave) * RATE / rate)
    spectrum = np.fft.rfft(wave)
    wanted = np.zeros(count // 2 + 1, complex)
    kept = min(len(wanted), len(spectrum))
    wanted[:kept] = spectrum[:kept]
    return np.asarray(np.fft.irfft(wanted, count) * count / len(wave))


def _through_a_line(wave: Wave) -> Wave:
    """300-3,400 Hz with soft edges, in the 256 steps of a telephone exchange (ITU-T G.711, µ-law)."""
    spectrum = np.fft.rfft(wave)
    hertz = np.fft.rfftfreq(len(wave), 1 / RATE)
    below, above = np.clip((hertz - 200) / 150, 0, 1), np.clip((3700 - hertz) / 500, 0, 1)
    band = np.fft.irfft(spectrum * below * above, len(wave))
    band /= max(1e-9, float(np.max(np.abs(band))))
    steps = np.round(np.sign(band) * np.log1p(255 * np.abs(band)) / np.log(256) * 127) / 127
    heard = np.sign(steps) * np.expm1(np.abs(steps) * np.log(256)) / 255
    hiss = np.random.default_rng(1).normal(0, 0.0015, len(wave))
    return np.asarray(heard + hiss)
