"""What is painted by computing rather than by marks: hills in ink, the city outside at dusk, a street by day."""

from __future__ import annotations

import math

import numpy as np

from kiosk.bake.mesh import Floats
from kiosk.bake.patterns import noise, rgb


def view(kind: str, width: int, height: int, seed: int) -> Floats:
    """A picture as (height, width, 3) sRGB values from 0 to 1."""
    made = {"hills": _hills, "dusk": _dusk, "day": _day, "street": _street, "weave": _weave}[kind](width, height, seed)
    sharp: Floats = np.clip(made, 0, 1)
    return sharp if kind in _NEAR else _far_off(sharp)


_NEAR = ("hills", "weave")
"""What hangs or lies in the room; the rest is seen through a window, a little out of focus."""


def _far_off(picture: Floats) -> Floats:
    """As the eye sees what is far while it looks at something near: soft over a two-hundredth of the height."""
    reach = max(1, picture.shape[0] // 220)
    for _ in range(2):
        for axis in (0, 1):
            edges = [(reach, reach) if a == axis else (0, 0) for a in range(3)]
            sums = np.cumsum(np.pad(picture, edges, mode="edge"), axis=axis)
            width = 2 * reach
            picture = (
                np.take(sums, range(width, sums.shape[axis]), axis)
                - np.take(sums, range(sums.shape[axis] - width), axis)
            ) / width
    return picture


def _ridge(width: int, rng: np.random.Generator, rough: float) -> Floats:
    """A mountain line across the picture, about -1 to 1."""
    x = np.linspace(0, 1, width)
    line = np.zeros(width)
    for k in range(1, 40):
        line += k ** (-1.5) * np.sin(2 * math.pi * (k * x * rough + rng.random()))
    result: Floats = line / np.abs(line).max()
    return result


def _sky(width: int, height: int, stops: list[tuple[float, str]]) -> Floats:
    places = [stop for stop, _ in stops]
    colours = np.stack([rgb(colour) for _, colour in stops])
    y = np.linspace(0, 1, height)
    column = np.stack([np.interp(y, places, colours[:, c]) for c in range(3)], 1)
    return np.repeat(column[:, None, :], width, axis=1)


def _clouds(width: int, height: int, seed: int, flat: float) -> Floats:
    """Clouds `flat` times as block_width as block_height: 0 is clear sky."""
    field = noise(seed + 50, 1.5, stretch=1 / flat, dots=1024, least=1).T
    rows = np.arange(height) * 1024 // max(height, 1)
    columns = (np.arange(width) * 1024 // max(width, 1)) % 1024
    result: Floats = np.clip(field[np.ix_(rows, columns)] * 1.6, 0, 1.5)
    return result


def _hills(width: int, height: int, seed: int) -> Floats:
    rng = np.random.default_rng(seed)
    out: Floats = _sky(width, height, [(0, "#efe6d2"), (0.5, "#f4ecdb"), (1, "#e9dfc9")])
    y = np.arange(height)[:, None] / height
    far_x, far_y = 0.74 * width, 0.2 * height
    yy, xx = np.mgrid[0:height, 0:width]
    out[np.hypot(xx - far_x, yy - far_y) < 0.06 * height] = rgb("#c8553a")
    for i, (level, tone) in enumerate(((0.45, 0.62), (0.56, 0.47), (0.70, 0.32), (0.86, 0.2))):
        line = level + 0.13 * _ridge(width, rng, 1.2 + 0.5 * i)[None, :]
        inside = np.clip((y - line) * 90, 0, 1)
        fade = np.clip(1 - (y - line) * 3.4, 0.0, 1) * inside
        ink = rgb("#2f4a52") * (0.6 + tone * 0.7)
        out = out * (1 - (fade * 0.85)[..., None]) + ink * (fade * 0.85)[..., None]
    return out


def _blocks(
    out: Floats, rng: np.random.Generator, foot: float, tone: str, lit: str, tall: tuple[float, float], share: float
) -> None:
    """Houses along the horizon with windows, `share` of them lit."""
    height, width = out.shape[:2]
    x, base = -0.02, rgb(tone)
    while x < 1.0:
        block_width, block_height = rng.uniform(0.03, 0.075), rng.uniform(*tall)
        left, right = max(0, int(x * width)), min(width, int((x + block_width) * width))
        top, low = int((foot - block_height) * height), int(foot * height)
        if right > left:
            out[top:low, left:right] = base * rng.uniform(0.85, 1.1)
            out[top:low, left : left + max(1, (right - left) // 9)] *= 0.86
        cell = max(3, round(height / 58 * rng.uniform(0.6, 1.25)))
        floor, gap = cell * rng.uniform(1.6, 2.2), cell * rng.uniform(1.4, 2.6)
        balconies = rng.random() < 0.45
        for wy in np.arange(top + cell, low - cell, floor).astype(int):
            if balconies and right > left:
                out[wy + cell : wy + cell + max(1, cell // 4), left:right] *= 1.1
            for wx in np.arange(left + cell, right - cell, gap).astype(int):
                pane = out[wy : wy + cell, wx : wx + max(2, cell * 2 // 3)]
                pane[:] = rgb(lit) * rng.uniform(0.45, 1.0) if rng.random() < share else pane * rng.uniform(0.62, 0.86)
        roof = out[max(0, top - cell) : top, left + (right - left) // 3 : left + (right - left) // 2]
        roof[:] = base * 0.8
        x += block_width * rng.uniform(0.92, 1.25)


def _range(out: Floats, rng: np.random.Generator, level: float, tone: str) -> None:
    """The hills of Shandong far behind the houses, half lost in haze."""
    height, width = out.shape[:2]
    line = level - 0.06 + 0.05 * _ridge(width, rng, 1.3)
    below = np.clip((np.arange(height)[:, None] / height - line[None, :]) * 60, 0, 1)[..., None] * 0.75
    out[:] = out * (1 - below) + rgb(tone) * below


def _trees(out: Floats, rng: np.random.Generator, foot: float, tone: str, size: float, count: int) -> None:
    height, width = out.shape[:2]
    yy, xx = np.mgrid[0:height, 0:width]
    base = rgb(tone)
    for _ in range(count):
        cx, cy = rng.random() * width, (foot - rng.uniform(0, 0.5) * size) * height
        radius = size * height * rng.uniform(0.4, 0.8)
        x0, x1 = max(0, int(cx - radius)), min(width, int(cx + radius))
        y0, y1 = max(0, int(cy - radius)), min(height, int(cy + radius))
        if x1 <= x0 or y1 <= y0:
            continue
        sx, sy = xx[y0:y1, x0:x1] - cx, yy[y0:y1, x0:x1] - cy
        ragged = radius * (0.86 + 0.12 * np.sin(sx / radius * 17 + 3 * cy) * np.cos(sy / radius * 13))
        inside = np.hypot(sx, sy) < ragged
        light = np.clip(0.75 - 0.45 * sy / radius - 0.2 * sx / radius + 0.12 * rng.standard_normal(sx.shape), 0.25, 1.4)
        patch = out[y0:y1, x0:x1]
        patch[inside] = (base * light[..., None])[inside]


def _dusk(width: int, height: int, seed: int) -> Floats:
    rng = np.random.default_rng(seed)
    sky = [(0, "#27406f"), (0.3, "#5a6c9c"), (0.48, "#b58a92"), (0.6, "#f0a56e"), (0.68, "#f8c488"), (1, "#f3b878")]
    out: Floats = _sky(width, height, sky)
    cloud = _clouds(width, height, seed, 1.6)[..., None]
    out = out * (1 - 0.3 * np.clip(cloud, 0, 1)) + rgb("#d98a78") * 0.3 * np.clip(cloud, 0, 1)
    _range(out, rng, 0.66, "#7a6a86")
    _blocks(out, rng, 0.9, "#5d5570", "#ffd28a", (0.2, 0.36), 0.22)
    _blocks(out, rng, 1.0, "#38364e", "#ffc977", (0.2, 0.42), 0.36)
    _trees(out, rng, 1.02, "#23302f", 0.12, 60)
    return out


def _day(width: int, height: int, seed: int) -> Floats:
    rng = np.random.default_rng(seed)
    out: Floats = _sky(width, height, [(0, "#7fb2e6"), (0.45, "#bcdaf2"), (0.7, "#e6f0f6"), (1, "#e6f0f6")])
    cloud = np.clip(_clouds(width, height, seed, 1.4), 0, 1)[..., None]
    out = out * (1 - 0.75 * cloud) + rgb("#ffffff") * 0.75 * cloud
    _range(out, rng, 0.6, "#a9bccb")
    _blocks(out, rng, 0.93, "#b3bfca", "#8fa6ba", (0.38, 0.6), 0.6)
    _blocks(out, rng, 1.0, "#c0b6a6", "#7b90a3", (0.3, 0.52), 0.7)
    _trees(out, rng, 0.98, "#5f8a4a", 0.3, 90)
    return out


def _street(width: int, height: int, seed: int) -> Floats:
    """A square in front of the bank: pavement, trees, the houses over the road."""
    rng = np.random.default_rng(seed)
    out: Floats = _sky(width, height, [(0, "#a9cdec"), (0.5, "#e4eff6"), (1, "#e4eff6")])
    _range(out, rng, 0.46, "#b3c4cc")
    _blocks(out, rng, 0.66, "#cfc5b6", "#8ba0b3", (0.22, 0.5), 0.75)
    _trees(out, rng, 0.66, "#6c9455", 0.16, 80)
    ground = np.arange(height) >= int(0.66 * height)
    out[ground] = rgb("#b9b4ab")
    out[int(0.69 * height) : int(0.76 * height)] = rgb("#7f8387")
    out[int(0.755 * height) : int(0.775 * height)] = rgb("#d9d5cb")
    return out


def _weave(width: int, height: int, seed: int) -> Floats:
    """The pile of a rug: fine speckles to multiply colours with, about 1."""
    rng = np.random.default_rng(seed)
    return np.repeat(0.86 + 0.14 * rng.random((height, width, 1)), 3, axis=2)
