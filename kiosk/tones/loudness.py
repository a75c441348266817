"""Loudness as listeners have it (EBU R128, measured by FFmpeg), and waves written as Opus files."""

from __future__ import annotations

from pathlib import Path

import av
import numpy as np
from av.filter import Graph

from kiosk.tones.materials import RATE, Wave

LEAST_SECONDS = 4.0
"""Shorter waves are measured played over and over: the standard's window is 400 ms, and it leaves out what is short."""
PEAK = 10 ** (-1.5 / 20)
"""No sample is larger."""
_SPEECH_PEAK = 10 ** (-5 / 20)
"""Of speech, so that no decoder's own ripple is cut off either."""


def lufs(wave: Wave, rate: int = RATE) -> float:
    """Integrated loudness of a mono wave over its own length, in LUFS."""
    again = max(1, int(np.ceil(LEAST_SECONDS * rate / max(1, len(wave)))))
    samples = np.tile(wave, again).astype(np.float32)
    graph = Graph()
    source = graph.add_abuffer(sample_rate=rate, format="flt", layout="mono")
    meter, sink = graph.add("ebur128", "metadata=1:framelog=quiet"), graph.add("abuffersink")
    source.link_to(meter)
    meter.link_to(sink)
    graph.configure()
    found = -70.0
    frame = av.AudioFrame.from_ndarray(samples[None, :], format="flt", layout="mono")
    frame.sample_rate = rate
    source.push(frame)
    source.push(None)
    while True:
        try:
            out = sink.pull()
        except (BlockingIOError, EOFError):
            return found
        found = float(out.metadata.get("lavfi.r128.I", found))


def at_loudness(wave: Wave, target: float) -> Wave:
    """The wave as loud as that in LUFS; softer where a sample would become too large."""
    gain = 10 ** ((target - lufs(wave)) / 20)
    return np.asarray(wave * min(gain, PEAK / max(1e-9, float(np.max(np.abs(wave))))))


def levelled(wave: Wave, target: float) -> Wave:
    """The wave as loud as that in LUFS; where a peak would stand out too far, all round it is a little softer, so that
    speech is even and nothing is cut off."""
    for _ in range(3):  # softening the peaks takes a little loudness, which is given back
        wave = _limited(wave * 10 ** ((target - lufs(wave)) / 20))
    return wave


def _limited(wave: Wave) -> Wave:
    needed = np.minimum(1.0, _SPEECH_PEAK / np.maximum(np.abs(wave), 1e-9))
    width = RATE // 100
    padded = np.pad(needed, width, mode="edge")
    least = np.min(np.lib.stride_tricks.sliding_window_view(padded, 2 * width + 1), axis=1)
    eased = np.convolve(
        np.pad(least, width, mode="edge"), np.hanning(2 * width + 1) / np.sum(np.hanning(2 * width + 1)), mode="valid"
    )
    return np.asarray(wave * np.minimum(eased, needed))


def write_opus(wave: Wave, file: Path, kilobits: int) -> None:
    """Write a mono wave as Opus, always with the same bytes. Raises OSError when it cannot be written."""
    with av.open(file, "w", format="ogg", options={"serial_offset": "1", "fflags": "+bitexact"}) as out:
        stream = out.add_stream("libopus", rate=RATE)
        stream.layout = "mono"
        stream.bit_rate = kilobits * 1000
        samples = np.round(wave * 32767).astype(np.int16)
        frame = av.AudioFrame.from_ndarray(samples[None, :], format="s16", layout="mono")
        frame.sample_rate = RATE
        for packet in [*stream.encode(frame), *stream.encode(None)]:
            out.mux(packet)
