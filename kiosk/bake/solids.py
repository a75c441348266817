"""Hard things: bevelled boxes, turned shapes, balls, plates and tubes. Nothing real has a razor edge."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np

from kiosk.bake.mesh import Floats, Mesh, Triple, grid_faces, joined, smooth_normals

_FACES: tuple[tuple[int, int, int, int], ...] = (
    (0, 1, 2, 1),
    (0, 2, 1, -1),
    (1, 2, 0, 1),
    (1, 0, 2, -1),
    (2, 0, 1, 1),
    (2, 1, 0, -1),
)
"""For each face: the axis it looks along, the two axes across it, and the sign; right-handed, so faces look out."""


def box(size: Triple, bevel: float = 0.004, steps: int = 3) -> Mesh:
    """A box w x d x h standing on z = 0 about the origin, edges rounded with radius `bevel` metres; closed."""
    half = np.asarray(size, float) / 2
    round_ = min(bevel, float(half.min()) * 0.999)
    parts = [_box_face(half, round_, steps, *face) for face in _FACES]
    whole = joined(parts)
    return Mesh(whole.points + np.array([0, 0, half[2]]), whole.normals, whole.uvs, whole.faces)


def _ladder(half: float, bevel: float, steps: int) -> Floats:
    """Positions from -half to half: fine over the rounded ends, one stride between them."""
    if bevel <= 1e-6:
        return np.array([-half, half])
    ends = bevel * np.tan(np.linspace(math.pi / 4, 0, steps + 1))
    return np.concatenate([-(half - bevel) - ends, (half - bevel) + ends[::-1]])


def _box_face(half: Floats, bevel: float, steps: int, axis: int, across: int, up: int, sign: int) -> Mesh:
    a, b = _ladder(float(half[across]), bevel, steps), _ladder(float(half[up]), bevel, steps)
    flat = np.zeros((len(b), len(a), 3))
    flat[..., axis] = half[axis] * sign
    flat[..., across], flat[..., up] = a[None, :], b[:, None]
    points = flat.reshape(-1, 3)
    if bevel > 1e-6:
        inner = np.clip(points, -(half - bevel), half - bevel)
        normals = points - inner
        normals /= np.linalg.norm(normals, axis=1, keepdims=True)
        points = inner + bevel * normals
    else:
        normals = np.zeros_like(points)
        normals[:, axis] = sign
    long, short = (across, up) if half[across] >= half[up] else (up, across)
    return Mesh(points, normals, points[:, [long, short]], grid_faces(len(b), len(a)))


def plate(width: float, height: float, unit: bool = False) -> Mesh:
    """An upright rectangle about the origin that looks at the viewer (-y); uv in metres, or 0..1 with `unit`."""
    w, h = width / 2, height / 2
    points = np.array([[-w, 0, -h], [w, 0, -h], [w, 0, h], [-w, 0, h]], float)
    uvs = points[:, [0, 2]] if not unit else np.array([[0, 0], [1, 0], [1, 1], [0, 1]], float)
    normals = np.tile(np.array([0.0, -1.0, 0.0]), (4, 1))
    return Mesh(points, normals, uvs, np.array([[0, 1, 2], [0, 2, 3]]))


def lathe(profile: Sequence[tuple[float, float]], segments: int = 48, crease: float = 35.0) -> Mesh:
    """A turned shape: `profile` lists (radius, height), the bottom first; edges over `crease` degrees stay sharp."""
    line = np.asarray(profile, float)
    steps = np.diff(line, axis=0)
    lengths = np.hypot(steps[:, 0], steps[:, 1])
    if (lengths < 1e-9).any():
        raise ValueError("a profile must not name the same place twice in a row")
    outward = np.stack([steps[:, 1], -steps[:, 0]], 1) / lengths[:, None]
    angle = np.concatenate([[0.0], np.cumsum(lengths)])
    parts: list[Mesh] = []
    start = 0
    for i in range(1, len(line)):
        last = i == len(line) - 1
        bend = 0.0 if last else math.degrees(math.acos(float(np.clip(outward[i - 1] @ outward[i], -1, 1))))
        if last or bend > crease:
            run = slice(start, i + 1)
            parts.append(_turned(line[run], _run_normals(outward[start:i], lengths[start:i]), angle[run], segments))
            start = i
    return joined(parts)


def _run_normals(outward: Floats, lengths: Floats) -> Floats:
    weighted = outward * lengths[:, None] ** 2
    total = np.zeros((len(outward) + 1, 2))
    total[:-1] += weighted
    total[1:] += weighted
    result: Floats = total / np.linalg.norm(total, axis=1, keepdims=True)
    return result


def _turned(line: Floats, normals: Floats, along: Floats, segments: int) -> Mesh:
    turn = np.linspace(0, 2 * math.pi, segments + 1)
    cos, sin = np.cos(turn)[None, :], np.sin(turn)[None, :]
    radius, height = line[:, 0][:, None], line[:, 1][:, None]
    points = np.stack([radius * cos, radius * sin, np.broadcast_to(height, (len(line), segments + 1))], 2)
    across, up = normals[:, 0][:, None], normals[:, 1][:, None]
    out = np.stack([across * cos, across * sin, np.broadcast_to(up, (len(line), segments + 1))], 2)
    widest = max(float(line[:, 0].max()), 1e-6)
    uvs = np.stack(np.broadcast_arrays(turn[None, :] * widest, along[:, None]), 2)
    return Mesh(points.reshape(-1, 3), out.reshape(-1, 3), uvs.reshape(-1, 2), grid_faces(len(line), segments + 1))


def cylinder(radius: float, height: float, bevel: float = 0.003, top: float | None = None) -> Mesh:
    """A closed cylinder (a cone's stump with another `top` radius) standing on z = 0 with rounded rims."""
    top = radius if top is None else top
    rim = min(bevel, height / 2.01, radius * 0.99, top * 0.99)
    if rim <= 1e-5:
        return lathe([(0, 0), (radius, 0), (top, height), (0, height)])
    arc = np.linspace(0, math.pi / 2, 4)
    low = [(radius - rim + rim * math.sin(a), rim - rim * math.cos(a)) for a in arc]
    rounded = [(top - rim + rim * math.cos(a), height - rim + rim * math.sin(a)) for a in arc]
    return lathe([(0.0, 0.0), *low, *rounded, (0.0, height)])


def ball(radii: Triple, rows: int = 24, columns: int = 40) -> Mesh:
    """An ellipsoid about the origin."""
    down, turn = np.linspace(-math.pi / 2, math.pi / 2, rows + 1), np.linspace(0, 2 * math.pi, columns + 1)
    flat = np.cos(down)[:, None]
    unit = np.stack(np.broadcast_arrays(flat * np.cos(turn), flat * np.sin(turn), np.sin(down)[:, None]), 2)
    unit = unit.reshape(-1, 3)
    size = np.asarray(radii, float)
    normals = unit / size
    normals /= np.linalg.norm(normals, axis=1, keepdims=True)
    uvs = np.stack(np.broadcast_arrays(turn[None, :], down[:, None]), 2).reshape(-1, 2) * float(size.max())
    return Mesh(unit * size, normals, uvs, grid_faces(rows + 1, columns + 1))


def tube(path: Sequence[Triple], radius: float, sides: int = 12, steps: int = 6, taper: float = 1.0) -> Mesh:
    """A round rod or cable along a smooth curve through `path`; `taper` is the end's share of the radius."""
    line = _curve(np.asarray(path, float), steps)
    ahead = np.gradient(line, axis=0)
    ahead /= np.maximum(np.linalg.norm(ahead, axis=1, keepdims=True), 1e-9)
    side = np.cross(ahead[0], [0.0, 0.0, 1.0])
    if np.linalg.norm(side) < 0.1:
        side = np.cross(ahead[0], [0.0, 1.0, 0.0])
    rings, turn = [], np.linspace(0, 2 * math.pi, sides + 1)
    for i, (place, way) in enumerate(zip(line, ahead, strict=True)):
        side = side - way * (side @ way)
        side /= np.linalg.norm(side)
        up = np.cross(way, side)
        thick = radius * (1 + (taper - 1) * i / max(1, len(line) - 1))
        rings.append(place + thick * (np.cos(turn)[:, None] * side - np.sin(turn)[:, None] * up))
    ends = [np.tile(end, (1, sides + 1, 1)) for end in (line[0], line[-1])]
    points = np.concatenate([ends[0], np.stack(rings), ends[1]])
    far = np.concatenate([[0], np.cumsum(np.linalg.norm(np.diff(line, axis=0), axis=1))])
    far = np.concatenate([[0.0], far, far[-1:]])
    uvs = np.stack(np.broadcast_arrays(far[:, None], turn[None, :] * radius), 2).reshape(-1, 2)
    faces = grid_faces(len(points), sides + 1)[:, ::-1]
    flat = points.reshape(-1, 3)
    return Mesh(flat, smooth_normals(flat, faces), uvs, faces)


def _curve(knots: Floats, steps: int) -> Floats:
    """A Catmull-Rom curve through the knots; two knots are a straight rod."""
    if len(knots) < 3:
        return knots
    ends = np.concatenate([[2 * knots[0] - knots[1]], knots, [2 * knots[-1] - knots[-2]]])
    t = np.linspace(0, 1, steps, endpoint=False)[:, None]
    spans = []
    for a, b, c, d in zip(ends, ends[1:], ends[2:], ends[3:], strict=False):
        spans.append(0.5 * (2 * b + (c - a) * t + (2 * a - 5 * b + 4 * c - d) * t**2 + (3 * b - a - 3 * c + d) * t**3))
    return np.concatenate([*spans, knots[-1:]])
