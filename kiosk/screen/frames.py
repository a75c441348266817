"""What the frames of a film go through before they are shown: FFmpeg's own filters, chosen by what the frames say.

A film from a telephone lies on its side, one from a television is interlaced and has oblong pixels, one from a new
telephone is made for a brighter screen; players mend all that silently, and so people think their files are right.
"""

from __future__ import annotations

import os
import struct
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, NamedTuple

from kiosk.core.scratch import scratch_prefix
from kiosk.screen import hdr

if TYPE_CHECKING:
    from av import VideoFrame
    from av.filter import Graph
    from av.filter.context import FilterContext
    from av.video.stream import VideoStream

MOST_PIXELS = 4096 * 2304
"""Of one frame. A larger one takes 50 MB and more, several times over."""

_BT709, _UNTAGGED, _BT601 = 1, 2, 5
_MATRICES = (1, 4, 5, 6, 7, 9)
_TURNS = {
    (1, 0, 0, 1): "",
    (0, 1, -1, 0): "transpose=dir=clock",
    (-1, 0, 0, -1): "hflip,vflip",
    (0, -1, 1, 0): "transpose=dir=cclock",
    (-1, 0, 0, 1): "hflip",
    (1, 0, 0, -1): "vflip",
    (0, 1, 1, 0): "transpose=dir=cclock_flip",
    (0, -1, -1, 0): "transpose=dir=clock_flip",
}
"""What brings a frame upright, by the signs of its display matrix: where its right and its lower side point."""


class _Kind(NamedTuple):
    """All of a frame that the filters depend on."""

    width: int
    height: int
    layout: str
    matrix: int
    full_range: int
    transfer: int
    turn: str


class Frames:
    """Makes the frames of one stream ready: deinterlaced where they are interlaced, in a screen's colours, with square
    pixels, upright, and fitted into `size` pixels, in the layout the screen has."""

    def __init__(self, stream: VideoStream, size: tuple[int, int]) -> None:
        self._size = size
        aspect = float(stream.sample_aspect_ratio or 1)
        self._aspect = aspect if 0.1 <= aspect <= 10 else 1.0
        self._interlaced = False
        self._kind: _Kind | None = None
        self._graph: Graph | None = None
        self._begin: FilterContext | None = None
        self._end: FilterContext | None = None

    def ready(self, frame: VideoFrame) -> Iterator[VideoFrame]:
        """What comes of this frame: itself, or, while fields are put together, the one before or none."""
        kind, interlaced = _kind(frame), frame.interlaced_frame or self._interlaced
        if self._graph is None or kind != self._kind or interlaced != self._interlaced:
            self._kind, self._interlaced = kind, interlaced
            self._build(kind, frame)
        assert self._begin is not None
        self._begin.push(frame)
        yield from self._come()

    def rest(self) -> Iterator[VideoFrame]:
        """What is still held back after the last frame."""
        if self._begin is not None:
            self._begin.push(None)
            yield from self._come()
        self._graph = self._begin = self._end = None

    def forget(self) -> None:
        """The next frame does not follow the last one, which matters only where fields are put together."""
        if self._interlaced:
            self._graph = self._begin = self._end = None

    def _come(self) -> Iterator[VideoFrame]:
        assert self._end is not None
        while True:
            try:
                frame = self._end.pull()
            except (BlockingIOError, EOFError):
                return
            yield frame  # type: ignore[misc]  # a graph of video gives video

    def _build(self, kind: _Kind, frame: VideoFrame) -> None:
        from fractions import Fraction

        from av.filter import Graph

        graph = Graph()
        base = frame.time_base or Fraction(1, 25)
        last = self._begin = graph.add(
            "buffer",
            f"video_size={kind.width}x{kind.height}:pix_fmt={kind.layout}:time_base={base.numerator}/{base.denominator}"
            f":pixel_aspect=1/1:colorspace={kind.matrix}:range={kind.full_range}",
        )
        cube = _cube(kind.transfer)
        try:
            for step in self._steps(kind, cube):
                name, _, settings = step.partition("=")
                one = graph.add(name, settings) if settings else graph.add(name)
                last.link_to(one)
                last = one
            self._end = graph.add("buffersink")
            last.link_to(self._end)
            graph.configure()
        finally:
            if cube:
                os.unlink(cube)
        self._graph = graph

    def _steps(self, kind: _Kind, cube: str) -> Iterator[str]:
        if self._interlaced:
            yield "bwdif=mode=send_frame:deint=interlaced"
        w, h = self._fitted(kind)
        yield f"scale=w={w}:h={h}:flags=bilinear"
        if cube:
            yield "format=pix_fmts=gbrp10le"
            yield f"lut3d=file={cube}"
        yield from filter(None, kind.turn.split(","))
        yield "format=pix_fmts=bgra"

    def _fitted(self, kind: _Kind) -> tuple[int, int]:
        """Width and height in pixels of the screen, before the frame is turned."""
        w, h = kind.width * self._aspect, float(kind.height)
        across, down = self._size[::-1] if kind.turn.startswith("transpose") else self._size
        share = min(across / w, down / h)
        return max(2, round(w * share)), max(2, round(h * share))


def _kind(frame: VideoFrame) -> _Kind:
    """The frame's kind. One that does not name its colours gets the name that players take for granted: BT.709 for
    what is larger than a television of old, else BT.601."""
    matrix = int(frame.colorspace)
    if frame.format.is_rgb:
        matrix = 0
    elif matrix not in _MATRICES:
        matrix = _BT709 if frame.width >= 1280 or frame.height > 576 else _BT601
        frame.colorspace = matrix
    layout, transfer = frame.format.name, int(frame.color_trc)
    return _Kind(frame.width, frame.height, layout, matrix, int(frame.color_range), transfer, _turn(frame))


def _turn(frame: VideoFrame) -> str:
    """The filters that bring the frame upright."""
    matrix: Any = frame.side_data.get("DISPLAYMATRIX")
    if matrix is None or matrix.buffer_size < 36:
        return ""
    a, b, _, c, d, *_ = struct.unpack("=9i", bytes(matrix)[:36])
    most = max(map(abs, (a, b, c, d)))
    signs = [0 if abs(part) * 2 < most else 1 if part > 0 else -1 for part in (a, b, c, d)]
    return _TURNS.get((signs[0], signs[1], signs[2], signs[3]), "")


def _cube(transfer: int) -> str:
    """A file with the table for films of that transfer function; "" when they need none."""
    if transfer not in (hdr.PQ, hdr.HLG):
        return ""
    try:
        table = hdr.table(transfer)
    except ImportError:  # dull colours are better than no film
        return ""
    import tempfile

    with tempfile.NamedTemporaryFile("w", suffix=".cube", prefix=scratch_prefix("film"), delete=False) as file:
        file.write(table)
    return file.name
