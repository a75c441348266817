"""Soft things: cushions, pillows, hanging curtains and leaves, which sag, bulge and fold."""

from __future__ import annotations

import math
import random

import numpy as np

from kiosk.bake.mesh import Mesh, Triple, grid_faces, joined, smooth_normals
from kiosk.bake.solids import ball, tube


def cushion(size: Triple, crown: float = 0.25) -> Mesh:
    """A seat cushion w x d x h on z = 0: soft rims, its top and front bulging by `crown` of its height."""
    w, d, h = size
    ball_ = ball((1.0, 1.0, 1.0), rows=40, columns=64)
    p = ball_.points
    bulge = np.abs(p) ** 8
    edge = p / np.maximum(bulge.sum(axis=1, keepdims=True), 1e-12) ** (1 / 8)
    top = np.clip(1 - edge[:, 0] ** 2, 0, 1) * np.clip(1 - edge[:, 1] ** 2, 0, 1)
    points = edge * np.array([w, d, h]) / 2
    points[:, 2] += h * crown * top * (edge[:, 2] > 0) * edge[:, 2] + h / 2
    uvs = points[:, [0, 1]] + points[:, [2, 2]] * np.array([0.0, 1.0])
    return Mesh(points, smooth_normals(points, ball_.faces), uvs, ball_.faces)


def pillow(width: float, height: float, thick: float) -> Mesh:
    """A throw pillow standing on z = 0, facing the viewer: full in the middle, drawn in between its four tips."""
    n = 33
    t = np.linspace(-1, 1, n)
    u, v = np.meshgrid(t, t)
    pinch = 1 - 0.10 * np.cos(v * math.pi / 2) ** 2 * np.abs(u) ** 3
    pull = 1 - 0.10 * np.cos(u * math.pi / 2) ** 2 * np.abs(v) ** 3
    full = thick / 2 * ((1 - u**2) * (1 - v**2)) ** 0.42
    sides = []
    for sign in (-1.0, 1.0):
        points = np.stack([u * pinch * width / 2, sign * full, (v * pull + 1) * height / 2], 2).reshape(-1, 3)
        faces = grid_faces(n, n)
        sides.append(Mesh(points, points, points[:, [0, 2]], faces if sign < 0 else faces[:, ::-1]))
    whole = joined(sides)
    return Mesh(whole.points, smooth_normals(whole.points, whole.faces), whole.uvs, whole.faces)


def curtain(width: float, height: float, folds: int, depth: float, seed: int = 1) -> Mesh:
    """A gathered curtain hanging down to z = 0, about the origin, its folds running deeper towards the hem."""
    rng = random.Random(seed)
    across, down = folds * 14 + 1, 24
    s = np.linspace(0, 1, across)
    drift = sum(rng.uniform(0.1, 0.3) * np.sin(2 * math.pi * (k * s + rng.random())) for k in (1, 2, 3))
    phase = 2 * math.pi * folds * s + drift
    swell = 1 + 0.35 * np.sin(2 * math.pi * (1.7 * s + rng.random()))
    level = np.linspace(0, 1, down)[:, None]
    deep = depth * (1.0 - 0.45 * level) * swell
    y = deep * np.sin(phase) + 0.25 * depth * (1 - level) * np.sin(2.3 * phase + 1)
    x = (s - 0.5) * width + 0.35 * depth * np.cos(phase) * (1 - 0.4 * level)
    points = np.stack(np.broadcast_arrays(x, y, level * height), 2).reshape(-1, 3)
    uvs = np.stack(np.broadcast_arrays(s * width * 2.2, level * height), 2).reshape(-1, 2)
    faces = grid_faces(down, across)
    return Mesh(points, smooth_normals(points, faces), uvs, faces)


def leaf(length: float, width: float, droop: float, fold: float = 0.25) -> Mesh:
    """A leaf growing from the origin along +y, `droop` radians down at its tip, folded a little along its rib."""
    rows, columns = 13, 5
    t = np.linspace(0, 1, rows)
    angle = -droop * t**1.4
    step = length / (rows - 1)
    y = np.concatenate([[0], np.cumsum(np.cos(angle[:-1]) * step)])
    z = np.concatenate([[0], np.cumsum(np.sin(angle[:-1]) * step)])
    half_width = width / 2 * np.sin(math.pi * np.clip(t, 0.004, 0.996) ** 0.75) ** 0.8
    s = np.linspace(-1, 1, columns)
    x = half_width[:, None] * s[None, :]
    lift = fold * half_width[:, None] * np.abs(s)[None, :]
    points = np.stack([x, np.broadcast_to(y[:, None], x.shape), z[:, None] + lift], 2).reshape(-1, 3)
    faces = grid_faces(rows, columns)
    uvs = np.stack(np.broadcast_arrays(t[:, None], (s[None, :] + 1) / 2), 2).reshape(-1, 2)
    return Mesh(points, smooth_normals(points, faces), uvs, faces)


def foliage(kind: str, height: float, leaves: int, seed: int) -> tuple[Mesh, Mesh]:
    """A plant growing from the origin, about `height` metres tall: its leaves and its stems.

    `broad` is a rubber-tree-like bush, `sword` upright blades, `palm` arching fronds, `trailing` hangs over its pot.
    """
    rng = random.Random(seed)
    grow = {"broad": _broad, "sword": _sword, "palm": _palm, "trailing": _trailing}[kind]
    blades: list[Mesh] = []
    stems: list[Mesh] = []
    grow(rng, height, leaves, blades, stems)
    return joined(blades), joined(stems)


def _set(blade: Mesh, yaw: float, pitch: float, at: Triple) -> Mesh:
    """A leaf lifted by `pitch` radians and turned by `yaw` radians about its root."""
    up = np.array([[1, 0, 0], [0, math.cos(pitch), -math.sin(pitch)], [0, math.sin(pitch), math.cos(pitch)]])
    turn = np.array([[math.cos(yaw), math.sin(yaw), 0], [-math.sin(yaw), math.cos(yaw), 0], [0, 0, 1]])
    return blade.moved(turn @ up, at)


def _broad(rng: random.Random, height: float, leaves: int, blades: list[Mesh], stems: list[Mesh]) -> None:
    trunks = 3
    for trunk in range(trunks):
        lean, way = rng.uniform(0.08, 0.2) * height, trunk * 2.1 + rng.random()
        tall = height * rng.uniform(0.72, 0.92)
        tip = (math.sin(way) * lean, math.cos(way) * lean, tall)
        stems.append(tube([(0, 0, 0), (tip[0] * 0.35, tip[1] * 0.35, tall * 0.5), tip], 0.011, taper=0.5))
        for i in range(leaves // trunks):
            share = 0.28 + 0.72 * (i + rng.random() * 0.6) / (leaves / trunks)
            at = (tip[0] * share**1.3, tip[1] * share**1.3, tall * min(1.0, share))
            long = height * rng.uniform(0.17, 0.25)
            yaw = i * 2.4 + rng.uniform(-0.4, 0.4) + way
            blades.append(_set(leaf(long, long * 0.5, rng.uniform(0.5, 1.1)), yaw, rng.uniform(0.15, 0.9), at))


def _sword(rng: random.Random, height: float, leaves: int, blades: list[Mesh], stems: list[Mesh]) -> None:
    for i in range(leaves):
        long, way = height * rng.uniform(0.6, 1.0), i * 2.4
        out = 0.02 + 0.05 * rng.random()
        at = (math.sin(way) * out, math.cos(way) * out, 0.0)
        blade = leaf(long, 0.055 + 0.02 * rng.random(), rng.uniform(-0.15, 0.12), fold=0.5)
        blades.append(_set(blade, way + rng.uniform(-0.7, 0.7), math.radians(rng.uniform(74, 86)), at))
    stems.append(tube([(0, 0, -0.02), (0, 0, 0.02)], 0.02))


def _palm(rng: random.Random, height: float, leaves: int, blades: list[Mesh], stems: list[Mesh]) -> None:
    for i in range(leaves):
        way, rise = i * 2.4 + rng.uniform(-0.3, 0.3), rng.uniform(0.55, 1.0)
        reach = height * (0.62 - 0.3 * rise)
        path = [
            (math.sin(way) * reach * s, math.cos(way) * reach * s, height * rise * math.sin(s * 1.9))
            for s in (0.03, 0.25, 0.5, 0.75, 1.0)
        ]
        stems.append(tube(path, 0.006, sides=8, taper=0.3))
        line = np.asarray(path)
        for k in range(26):
            s = 0.3 + 0.7 * k / 25
            place = [float(np.interp(s, (0, 0.25, 0.5, 0.75, 1), line[:, axis])) for axis in range(3)]
            side = 1 if k % 2 else -1
            long = height * 0.2 * math.sin(math.pi * (0.2 + 0.75 * (s - 0.3) / 0.7)) + 0.03
            blade = leaf(long, 0.026, rng.uniform(0.4, 0.9), fold=0.3)
            blades.append(
                _set(blade, way + side * rng.uniform(0.75, 1.05), rng.uniform(0.0, 0.4), (place[0], place[1], place[2]))
            )


def _trailing(rng: random.Random, height: float, leaves: int, blades: list[Mesh], stems: list[Mesh]) -> None:
    for i in range(leaves):
        way, far = i * 2.4 + rng.uniform(-0.3, 0.3), rng.uniform(0.3, 1.0)
        top, fall = height * rng.uniform(0.3, 0.75) * (1.1 - 0.6 * far), height * 0.9 * max(0.0, far - 0.55)
        reach = height * 0.75 * far
        end = (math.sin(way) * reach, math.cos(way) * reach, top - fall)
        stems.append(tube([(0, 0, 0), (end[0] * 0.5, end[1] * 0.5, top), end], 0.003, sides=6, steps=4))
        long = height * rng.uniform(0.2, 0.32)
        blades.append(
            _set(
                leaf(long, long * 0.75, rng.uniform(0.4, 0.9)),
                way + rng.uniform(-0.6, 0.6),
                rng.uniform(-0.3, 0.4),
                end,
            )
        )
