"""From light to picture: glow round lamps, a film-like curve that keeps lamps from burning out, sRGB."""

from __future__ import annotations

import numpy as np

from kiosk.bake.mesh import Floats

_BLOOM = 0.045
"""Share of the light that scatters, as in any lens."""


def developed(light: Floats, stops: float, across: float = 360.0) -> Floats:
    """Linear radiance (height, width, 3) as sRGB bytes. `stops` brightens (+) or darkens (-).

    `across` is the picture's angle in degrees; one of 360 wraps round at its sides.
    """
    exposed = light * 2.0**stops
    exposed = exposed * (1 - _BLOOM) + _BLOOM * _scattered(np.minimum(exposed, 8.0), across)
    curve = _film(exposed)
    grey = curve.mean(axis=2, keepdims=True)
    curve = grey + (curve - grey) * 1.06
    encoded = np.where(curve <= 0.0031308, curve * 12.92, 1.055 * np.maximum(curve, 1e-6) ** (1 / 2.4) - 0.055)
    result: Floats = (np.clip(encoded, 0, 1) * 255 + 0.5).astype(np.uint8)
    return result


def _film(x: Floats) -> Floats:
    """Straight through the mid tones, a long soft shoulder: 1 becomes 0.8, 4 becomes 0.98."""
    knee = 0.45
    over = np.maximum(x - knee, 0)
    shoulder = knee + (1 - knee) * (1 - np.exp(-over / (1 - knee) * 0.95))
    result: Floats = np.where(x <= knee, x, shoulder)
    return result


def _scattered(light: Floats, across: float) -> Floats:
    """The light blurred over about two degrees of a panorama, over as large a share of a narrower view."""
    if across < 360:
        mirrored = np.concatenate([light, light[:, ::-1]], axis=1)
        return _blurred(mirrored)[:, : light.shape[1]]
    return _blurred(light)


def _blurred(light: Floats) -> Floats:
    """Blurred; the sides meet, top and bottom are mirrored."""
    height, width = light.shape[:2]
    fx = np.fft.rfftfreq(width)[None, :] * width
    fy = np.fft.fftfreq(height * 2)[:, None] * height * 2
    total = np.zeros_like(light)
    for degrees, share in ((0.7, 0.5), (3.0, 0.35), (9.0, 0.15)):
        spread = np.exp(-0.5 * (2 * np.pi * degrees / 360) ** 2 * (fx**2 + (fy * width / (2 * height)) ** 2))
        for c in range(3):
            doubled = np.concatenate([light[..., c], light[::-1, :, c]], axis=0)
            blurred = np.fft.irfft2(np.fft.rfft2(doubled) * spread, s=doubled.shape)
            total[..., c] += share * blurred[:height]
    return total
