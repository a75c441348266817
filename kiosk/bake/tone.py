"""From light to picture: glow round lamps, a film-like curve that keeps lamps from burning out, sRGB."""

from __future__ import annotations

import numpy as np

from kiosk.bake.mesh import Floats

_BLOOM = 0.045
"""Share of the light that scatters, as in any lens."""
_BLURRED = 2048
"""Pixels of a whole turn at which the scattered light is reckoned, at most twice as many."""


def developed(light: Floats, stops: float, across: float = 360.0, whole: int = 0) -> Floats:
    """Linear radiance (height, width, 3) as sRGB bytes. `stops` brightens (+) or darkens (-).

    `across` is the picture's angle in degrees; one of 360 wraps round at its sides. A piece of a panorama says how many
    pixels wide the `whole` is, so that its lamps glow as far as they do there.
    """
    exposed: Floats = light * 2.0**stops
    exposed = exposed * (1 - _BLOOM) + _BLOOM * _scattered(np.minimum(exposed, 8.0), across, whole)
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


def _scattered(light: Floats, across: float, whole: int) -> Floats:
    """The light blurred over about two degrees of a panorama, over as large a share of a narrower view.

    What is larger than a blur needs is made smaller for it and larger again: nothing in it is finer.
    """
    columns = whole or light.shape[1]
    step = max(1, columns // _BLURRED)
    height, width = light.shape[:2]
    mirrored = light if across >= 360 else np.concatenate([light, light[:, ::-1]], axis=1)
    small = _smaller(mirrored, step)
    turn = whole / step if whole else small.shape[1]
    return _larger(_blurred(small, turn), step)[:height, :width]


def _smaller(light: Floats, step: int) -> Floats:
    """Means of `step` x `step` pixels; what does not fill one at the right and the bottom is repeated."""
    if step == 1:
        return light
    rows, columns = -light.shape[0] % step, -light.shape[1] % step
    whole = np.pad(light, ((0, rows), (0, columns), (0, 0)), mode="edge")
    height, width = whole.shape[0] // step, whole.shape[1] // step
    result: Floats = whole.reshape(height, step, width, step, 3).mean(axis=(1, 3))
    return result


def _larger(light: Floats, step: int) -> Floats:
    """Every pixel `step` x `step`, straight from one to the next."""
    if step == 1:
        return light
    for axis in (0, 1):
        length = light.shape[axis]
        at = (np.arange(length * step) + 0.5) / step - 0.5
        below = np.clip(np.floor(at).astype(int), 0, length - 1)
        above = np.minimum(below + 1, length - 1)
        share = np.clip(at - below, 0, 1).astype(np.float32)
        share = share[:, None, None] if axis == 0 else share[None, :, None]
        light = np.take(light, below, axis) * (1 - share) + np.take(light, above, axis) * share
    return light


def _blurred(light: Floats, turn: float) -> Floats:
    """Blurred, `turn` pixels to 360 degrees; the sides meet, top and bottom are mirrored."""
    height, width = light.shape[:2]
    fx = np.fft.rfftfreq(width)[None, :] * turn
    fy = np.fft.fftfreq(height * 2)[:, None] * turn
    total = np.zeros_like(light)
    for degrees, share in ((0.7, 0.5), (3.0, 0.35), (9.0, 0.15)):
        spread = np.exp(-0.5 * (2 * np.pi * degrees / 360) ** 2 * (fx**2 + fy**2))
        for c in range(3):
            doubled = np.concatenate([light[..., c], light[::-1, :, c]], axis=0)
            blurred = np.fft.irfft2(np.fft.rfft2(doubled) * spread, s=doubled.shape)
            total[..., c] += share * blurred[:height]
    return total
