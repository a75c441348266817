"""Films made for bright screens (HLG, PQ) brought into the range and the colours of an ordinary one.

FFmpeg's `lut3d` does the work on every frame; here is the table it looks colours up in. FFmpeg's own tone mapping
(`scale=out_transfer=bt709:intent=perceptual`) was measured first: 2.2 s before the first frame and 32 ms for each of
1600×900, where the table takes 0.1 s and 15 ms.
"""

from __future__ import annotations

from functools import cache
from typing import Any

from kiosk.screen import panorama

PQ, HLG = 16, 18
"""How a stream names its transfer function (ITU-T H.273)."""

_POINTS = 33
_WHITE = 203.0
"""Candela a square metre of a white sheet of paper in such films (ITU-R BT.2408)."""

_PEAK = 1000.0
"""What is brighter than this is white: the brightest that HLG is defined for."""

_KNEE = 0.5
"""Up to this share of white all stays as it is; above it highlights are pressed together, white itself to 0.75."""

_FROM_2020 = ((1.6605, -0.5876, -0.0728), (-0.1246, 1.1329, -0.0083), (-0.0182, -0.1006, 1.1187))
"""Linear light in the primaries of BT.2020 to those of BT.709 (ITU-R BT.2087)."""


@cache
def table(transfer: int) -> str:
    """The text of a .cube file for films of that transfer function, PQ or HLG. Raises ImportError without numpy."""
    numpy = panorama.load()
    if numpy is None:
        raise ImportError("numpy is missing")
    axis = numpy.linspace(0.0, 1.0, _POINTS)
    blue, green, red = numpy.meshgrid(axis, axis, axis, indexing="ij")  # red changes fastest
    coded = numpy.stack((red, green, blue), axis=-1).reshape(-1, 3)
    light = (_pq if transfer == PQ else _hlg)(numpy, coded) / _WHITE
    shown = numpy.clip(_pressed(numpy, light) @ numpy.array(_FROM_2020).T, 0.0, 1.0) ** (1 / 2.2)
    rows = [f"{r:.5f} {g:.5f} {b:.5f}" for r, g, b in shown.tolist()]
    return "\n".join((f"LUT_3D_SIZE {_POINTS}", *rows, ""))


def _pq(numpy: Any, coded: Any) -> Any:
    """Candela a square metre (SMPTE ST 2084)."""
    m1, m2, c1, c2, c3 = 0.1593017578125, 78.84375, 0.8359375, 18.8515625, 18.6875
    power = coded ** (1 / m2)
    return 10_000 * (numpy.maximum(power - c1, 0.0) / (c2 - c3 * power)) ** (1 / m1)


def _hlg(numpy: Any, coded: Any) -> Any:
    """Candela a square metre on a screen of 1000 (ITU-R BT.2100)."""
    a, b, c = 0.17883277, 0.28466892, 0.55991073
    scene = numpy.where(coded <= 0.5, coded**2 / 3, (numpy.exp((coded - c) / a) + b) / 12)
    luminance = scene @ numpy.array((0.2627, 0.6780, 0.0593))
    return _PEAK * scene * numpy.maximum(luminance, 1e-6)[:, None] ** 0.2


def _pressed(numpy: Any, light: Any) -> Any:
    """Highlights brought under 1 by their strongest channel, so that no hue turns (after Reinhard)."""
    most = numpy.maximum(light.max(axis=1, keepdims=True), 1e-9)
    over, peak = (most - _KNEE) / (1 - _KNEE), (_PEAK / _WHITE - _KNEE) / (1 - _KNEE)
    pressed = _KNEE + (1 - _KNEE) * over * (1 + over / peak**2) / (1 + over)
    return light * numpy.where(most > _KNEE, numpy.minimum(pressed, 1.0), most) / most
