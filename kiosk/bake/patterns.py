"""Patterns without photographs: grain, threads, veins and joints computed from seeded noise; every one tiles."""

from __future__ import annotations

import math
from functools import lru_cache

import numpy as np

from kiosk.bake.mesh import Floats
from kiosk.bake.model import Material

DOTS = 1024
"""Pixels along a side of a pattern."""


def rgb(colour: str) -> Floats:
    """#rrggbb as three sRGB values from 0 to 1."""
    return np.array([int(colour[i : i + 2], 16) for i in (1, 3, 5)], float) / 255


@lru_cache(maxsize=24)
def noise(seed: int, fall: float, stretch: float = 1.0, dots: int = DOTS, least: float = 0.0) -> Floats:
    """Seamless noise from -1 to 1 or so, spread 1/3: larger `fall` is smoother, `stretch` draws it out along x.

    `least` cycles are the slowest kept, so that no blotch is as large as the pattern.
    """
    fx = np.fft.rfftfreq(dots).astype(np.float32)[None, :] * dots * stretch
    fy = np.fft.fftfreq(dots).astype(np.float32)[:, None] * dots
    far = np.hypot(fx, fy)
    far[0, 0] = 1.0
    weight = far ** np.float32(-fall)
    weight[far <= least] = 0.0
    weight[0, 0] = 0.0
    field: Floats = np.fft.irfft2(_white(seed, dots) * weight, s=(dots, dots))
    result: Floats = field / (field.std() * 3 + 1e-12)
    return result


@lru_cache(maxsize=12)
def _white(seed: int, dots: int) -> Floats:
    """The spectrum of white noise."""
    field = np.random.default_rng(seed).standard_normal((dots, dots), dtype=np.float32)
    result: Floats = np.fft.rfft2(field)
    return result


def mixed(first: Floats, second: Floats, share: Floats) -> Floats:
    """Two colours blended by a field from 0 to 1."""
    share = np.clip(share, 0, 1)[..., None]
    result: Floats = first * (1 - share) + second * share
    return result


def pattern(material: Material, seed: int) -> Floats:
    """The surface as (dots, dots, 3) sRGB values from 0 to 1; x is along the surface's first direction."""
    first = rgb(material.colour)
    second = rgb(material.second or material.colour)
    third = rgb(material.third or material.second or material.colour)
    made = {
        "plaster": _plaster,
        "wood": _wood,
        "planks": _planks,
        "fabric": _fabric,
        "tile": _tile,
        "marble": _marble,
        "leaf": _leaf,
    }[material.kind](first, second, third, seed)
    result: Floats = np.clip(made, 0, 1)
    return result


def height(material: Material, seed: int) -> Floats:
    """The surface's relief from 0 to 1, (dots, dots)."""
    if material.kind == "fabric":
        field = _threads() * 0.6 + noise(seed + 7, 0.4) * 0.3
    elif material.kind == "plaster":
        field = noise(seed + 7, 1.1, least=6) + 0.4 * noise(seed + 8, 0.5, least=60)
    else:
        field = noise(seed + 7, 0.9, stretch=12)
    result: Floats = np.clip(0.5 + 0.4 * field, 0, 1)
    return result


def _plaster(first: Floats, second: Floats, third: Floats, seed: int) -> Floats:
    shade = 0.5 + 0.6 * noise(seed, 1.2, least=3) + 0.25 * noise(seed + 1, 0.3)
    return mixed(first * 0.975, np.clip(first * 1.02, 0, 1), shade)


def _grain(seed: int, dots: int = DOTS) -> tuple[Floats, Floats]:
    """Year rings cut lengthwise, and the fibres between them; both 0 to 1."""
    y = np.arange(dots)[:, None] / dots
    warp = noise(seed, 1.9, stretch=7, dots=dots)
    rings = 0.5 + 0.5 * np.sin(2 * math.pi * (9 * y + 2.4 * warp))
    fibres = 0.5 + 0.5 * noise(seed + 1, 0.35, stretch=60, dots=dots)
    return rings**1.6, fibres


def _wood(first: Floats, second: Floats, third: Floats, seed: int) -> Floats:
    rings, fibres = _grain(seed)
    share = 0.42 * rings + 0.38 * fibres + 0.2 * (0.5 + noise(seed + 2, 1.6, stretch=4))
    return mixed(first, second, (share - 0.2) * 1.25)


def _planks(first: Floats, second: Floats, third: Floats, seed: int) -> Floats:
    rows, dots = 10, DOTS * 2
    rng = np.random.default_rng(seed)
    rings, fibres = _grain(seed, dots)
    blotch = 0.5 + noise(seed + 5, 1.6, stretch=4, dots=dots)
    out = np.zeros((dots, dots, 3))
    deep = dots // rows
    for row in range(rows):
        cuts = np.sort((rng.random() + np.array([0.0, 0.45 + 0.1 * rng.random()])) % 1.0)
        for left, right in ((cuts[0], cuts[1]), (cuts[1], cuts[0] + 1)):
            columns = np.arange(int(left * dots), int(right * dots)) % dots
            lines = np.arange(row * deep, (row + 1) * deep if row < rows - 1 else dots)
            shift = rng.integers(0, dots, 2)
            cell = np.ix_((lines + shift[0]) % dots, (columns + shift[1]) % dots)
            share = 0.34 * rings[cell] + 0.36 * fibres[cell] + 0.18 * blotch[cell] + rng.uniform(-0.22, 0.3)
            piece = mixed(first, second, share) * rng.uniform(0.93, 1.05)
            piece[:3] *= 0.42
            piece[3:5] *= 0.85
            piece[:, :3] *= 0.45
            out[np.ix_(lines, columns)] = piece
    return out


def _threads() -> Floats:
    """A plain weave, -1 to 1."""
    t = np.arange(DOTS) / DOTS * 2 * math.pi * 96
    weave: Floats = np.sin(t)[None, :] * np.sin(t)[:, None]
    return weave


def _fabric(first: Floats, second: Floats, third: Floats, seed: int) -> Floats:
    warp = noise(seed, 0.25, stretch=14)
    weft = noise(seed + 1, 0.25, stretch=14).T
    share = 0.5 + 0.35 * (warp + weft) + 0.07 * _threads() + 0.25 * noise(seed + 2, 1.2, least=4)
    return mixed(first, second, share)


def _joints(cells: int, thick: float, dots: int = DOTS) -> Floats:
    """1 on the joints of a grid of cells, 0 between; `thick` is a share of a cell."""
    place = (np.arange(dots) / dots * cells) % 1.0
    near = np.minimum(place, 1 - place)
    line = np.clip((thick - near) / (thick * 0.5) + 0.5, 0, 1)
    result: Floats = np.maximum(line[None, :], line[:, None])
    return result


def _cells(cells: int, seed: int, dots: int = DOTS) -> Floats:
    """One random value from 0 to 1 for each cell of a grid."""
    index = np.arange(dots) * cells // dots
    values: Floats = np.random.default_rng(seed).random((cells, cells))[np.ix_(index, index)]
    return values


def _tile(first: Floats, second: Floats, third: Floats, seed: int) -> Floats:
    cells = 4
    base = first * (0.96 + 0.06 * _cells(cells, seed))[..., None] * (1 + 0.03 * noise(seed, 1.3, least=3))[..., None]
    return mixed(base, second, _joints(cells, 0.008))


def _marble(first: Floats, second: Floats, third: Floats, seed: int) -> Floats:
    cells, dots = 3, DOTS * 2
    cloud = noise(seed, 1.5, dots=dots, least=1)
    rows, columns = np.indices((dots, dots))
    tilt = (_cells(cells, seed, dots) * dots).astype(int)
    moved = cloud[(rows + tilt) % dots, (columns + 3 * tilt) % dots]
    fine = noise(seed + 3, 1.25, dots=dots, least=2)
    veins = np.exp(-np.abs(moved + 0.25 * fine) * 16) + 0.5 * np.exp(-np.abs(moved - 0.5 + 0.3 * fine) * 26)
    base = mixed(first, first * 0.93, 0.5 + 0.8 * np.roll(moved, dots // 3, 0))
    base *= (0.985 + 0.03 * _cells(cells, seed + 1, dots))[..., None]
    veined = mixed(base, second, 0.55 * veins)
    return mixed(veined, third, _joints(cells, 0.0035, dots))


def _leaf(first: Floats, second: Floats, third: Floats, seed: int) -> Floats:
    v = np.abs(np.linspace(-1, 1, DOTS))[:, None]
    u = np.linspace(0, 1, DOTS)[None, :]
    rib = np.exp(-((v / 0.05) ** 2))
    side = 0.5 + 0.5 * np.cos(2 * math.pi * (u * 11 - v * 1.6))
    share = 0.75 * rib + 0.22 * side**6 * (1 - rib) + 0.3 * noise(seed, 1.3)
    return mixed(first, second, np.broadcast_to(share, (DOTS, DOTS)))
