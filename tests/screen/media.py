"""Small films and pictures made by the tests themselves, each with one peculiarity."""

from __future__ import annotations

import math
import struct
from array import array
from collections.abc import Callable, Iterable, Sequence
from fractions import Fraction
from pathlib import Path
from typing import Any

import av

Colour = tuple[int, int, int]
RATE = 48000
RED, GREEN, BLUE, WHITE, BLACK = (200, 30, 30), (30, 160, 40), (40, 60, 200), (235, 235, 235), (16, 16, 16)
CORNERS = (RED, GREEN, BLUE, WHITE)
"""Left above, right above, left below, right below, as stored."""

UPRIGHT = (1, 0, 0, 1)
Paint = Callable[[int], av.VideoFrame]
Setup = Callable[[Any], None]


def corners(w: int, h: int, colours: Sequence[Colour] = CORNERS) -> av.VideoFrame:
    """A frame of four colours."""
    frame = av.VideoFrame(w, h, "rgb24")
    line = frame.planes[0].line_size
    rows = []
    for left, right in (colours[:2], colours[2:]):
        row = bytes(left) * (w // 2) + bytes(right) * (w - w // 2)
        rows.append(row.ljust(line, b"\0") * (h // 2))
    frame.planes[0].update(b"".join(rows).ljust(line * h, b"\0"))
    return frame


def plain(w: int, h: int, colour: Colour) -> av.VideoFrame:
    """A frame of one colour."""
    return corners(w, h, (colour,) * 4)


def coded(w: int, h: int, y: int, u: int, v: int, layout: str = "yuv420p") -> av.VideoFrame:
    """A frame of one colour as it is coded, so that only what is said about it decides what is seen."""
    frame = av.VideoFrame(w, h, layout)
    for plane, value in zip(frame.planes, (y, u, v), strict=True):
        one = struct.pack("<H", value) if "10" in layout else bytes([value])
        plane.update(one * (plane.buffer_size // len(one)))
    return frame


def tone(seconds: float, hertz: float) -> bytes:
    """Sound of that pitch, 16 bits, mono; 0 is silence."""
    n = round(seconds * RATE)
    loud = 20_000 if hertz else 0
    return array("h", [round(loud * math.sin(2 * math.pi * hertz * i / RATE)) for i in range(n)]).tobytes()


def write_film(
    file: Path,
    paint: Paint,
    seconds: float = 2.0,
    rate: int = 10,
    codec: str = "libx264",
    layout: str = "yuv420p",
    begin: float = 0.0,
    setup: Setup = lambda stream: None,
    sounds: Iterable[tuple[float, bytes]] = (),
    sound_codec: str = "aac",
    options: dict[str, str] | None = None,
) -> Path:
    """A film: `paint` gives the picture of each number; `sounds` are (second, samples)."""
    sounds = list(sounds)
    with av.open(str(file), "w", options=options or {}) as out:
        first = paint(0)
        video = out.add_stream(codec, rate=rate)
        video.width, video.height, video.pix_fmt = first.width, first.height, layout
        video.options = {"g": "10", "crf": "8"} if codec.startswith("libx26") else {}
        if codec == "libx265":
            video.options |= {"x265-params": "log-level=error"}
        setup(video)
        audio = out.add_stream(sound_codec, rate=RATE, layout="mono") if sounds else None
        packets = []
        for n in range(round(seconds * rate)):
            frame = paint(n)
            frame = frame if frame.format.name == layout else frame.reformat(format=layout)
            frame.pts, frame.time_base = n + round(begin * rate), Fraction(1, rate)
            packets += video.encode(frame)
        packets += video.encode()
        for start, samples in sounds if audio is not None else ():
            size = 1024
            for at in range(0, len(samples) // 2 - size + 1, size):
                frame = av.AudioFrame("s16", "mono", size)
                frame.sample_rate = RATE
                frame.planes[0].update(samples[at * 2 : (at + size) * 2])
                frame.pts, frame.time_base = round(start * RATE) + at, Fraction(1, RATE)
                packets += audio.encode(frame)
        if audio is not None:
            packets += audio.encode()
        for packet in sorted(packets, key=lambda p: float((p.dts or 0) * p.time_base)):
            out.mux(packet)
    return file


def turned(film: Path, a: int, b: int, c: int, d: int) -> Path:
    """The film with another display matrix in its head: where its right (a, b) and its lower side (c, d) point."""
    data = film.read_bytes()
    one = 1 << 16
    old = struct.pack(">9i", one, 0, 0, 0, one, 0, 0, 0, 1 << 30)
    new = struct.pack(">9i", a * one, b * one, 0, c * one, d * one, 0, 0, 0, 1 << 30)
    at = data.index(old, data.index(b"tkhd"))
    film.write_bytes(data[:at] + new + data[at + len(old) :])
    return film


def near(seen: Sequence[int], wanted: Sequence[int], most: int = 24) -> bool:
    """Whether two colours are the same to a visitor."""
    return all(abs(a - b) <= most for a, b in zip(tuple(seen)[:3], wanted, strict=True))
