"""What a still life needs besides solids: paper that curls, the seamless ground, smooth and broken outlines."""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import pairwise

import numpy as np

from kiosk.bake.mesh import Floats, Mesh, grid_faces, smooth_normals


def sheet(width: float, deep: float, curl: float = 0.0, unit: bool = False) -> Mesh:
    """Paper lying on z = 0, its face up; its two sides rise by `curl` degrees in all. From 360 on it is rolled up.

    uv in metres, or 0..1 with `unit`.
    """
    bend = math.radians(curl)
    across = max(2, 3 + int(abs(curl) / 4))
    t = np.linspace(-0.5, 0.5, across)
    if abs(bend) < 1e-6:
        x, z = t * width, np.zeros_like(t)
    else:
        angle, radius = t * bend, width / bend
        wind = 1 - 0.1 * (np.abs(t) * 2) * (abs(curl) > 300)  # a roll's ends lie inside it
        x, z = radius * wind * np.sin(angle), radius - radius * wind * np.cos(angle)
        z -= z.min()
    y = np.array([-deep / 2, deep / 2])
    points = np.stack(np.broadcast_arrays(x[None, :], y[:, None], z[None, :]), 2).reshape(-1, 3)
    u, v = ((t + 0.5) * (1 if unit else width)), np.array([0.0, 1.0 if unit else deep])
    uvs = np.stack(np.broadcast_arrays(u[None, :], v[:, None]), 2).reshape(-1, 2)
    faces = grid_faces(2, across)
    corners = points[faces]
    flat = np.cross(corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0])
    total = np.zeros_like(points)
    for corner in range(3):
        np.add.at(total, faces[:, corner], flat)
    return Mesh(points, total / np.linalg.norm(total, axis=1, keepdims=True), uvs, faces)


def backdrop(width: float, deep: float, height: float) -> Mesh:
    """Seamless ground about the origin, from y = -deep to deep, there curved up into a wall of that height."""
    radius = min(height, deep) * 0.6
    arc = np.linspace(0, math.pi / 2, 24)
    y = np.concatenate([[-deep], deep - radius + radius * np.sin(arc), [deep]])
    z = np.concatenate([[0.0], radius - radius * np.cos(arc), [max(height, radius + 0.01)]])
    far = np.concatenate([[0.0], np.cumsum(np.hypot(np.diff(y), np.diff(z)))])
    x = np.array([-width / 2, width / 2])
    points = np.stack(np.broadcast_arrays(x[None, :], y[:, None], z[:, None]), 2).reshape(-1, 3)
    uvs = np.stack(np.broadcast_arrays(x[None, :], far[:, None]), 2).reshape(-1, 2)
    faces = grid_faces(len(y), 2)
    return Mesh(points, smooth_normals(points, faces), uvs, faces)


def curved(profile: Sequence[tuple[float, float]], steps: int = 8) -> list[tuple[float, float]]:
    """A smooth outline through (radius, height) points that never crosses the axis; a doubled point stays a corner."""
    line = np.asarray(profile, float)
    corners = [0, *[i for i in range(1, len(line)) if np.allclose(line[i], line[i - 1])], len(line)]
    out: list[tuple[float, float]] = []
    for start, end in pairwise(corners):
        run = line[start:end]
        points = _spline(run, steps) if len(run) > 2 else run
        for radius, height in points:
            place = (max(0.0, float(radius)), float(height))
            if not out or math.dist(out[-1], place) > 1e-6:
                out.append(place)
    return out


def _spline(knots: Floats, steps: int) -> Floats:
    """Catmull-Rom through the knots, straight-ended; centripetal, so that close points make no loops."""
    ends = np.concatenate([[2 * knots[0] - knots[1]], knots, [2 * knots[-1] - knots[-2]]])
    spans = []
    for a, b, c, d in zip(ends, ends[1:], ends[2:], ends[3:], strict=False):
        t1 = np.linalg.norm(b - a) ** 0.5
        t2 = t1 + np.linalg.norm(c - b) ** 0.5
        t3 = t2 + np.linalg.norm(d - c) ** 0.5
        t = np.linspace(t1, t2, steps, endpoint=False)[:, None]
        ab, bc, cd = (
            a + (b - a) * t / t1,
            b + (c - b) * (t - t1) / (t2 - t1),
            c + (d - c) * (t - t2) / (t3 - t2),
        )
        abc, bcd = ab + (bc - ab) * t / t2, bc + (cd - bc) * (t - t1) / (t3 - t1)
        spans.append(abc + (bcd - abc) * (t - t1) / (t2 - t1))
    return np.concatenate([*spans, knots[-1:]])


def bitten(vessel: Mesh, bite: Sequence[tuple[float, float]]) -> Mesh:
    """A vessel whose rim is lower between the first and last of the (angle in degrees, metres missing) knots.

    Angle 0 is its right side, 90 its back, 270 its front. The walls stay closed: they are pressed down from half
    height on, so that the break runs through their whole thickness.
    """
    x, y, z = vessel.points.T
    angle = np.degrees(np.arctan2(y, x)) % 360
    angles, gone = zip(*sorted(bite), strict=True)
    missing = np.interp(angle, angles, gone, left=0.0, right=0.0) * (np.hypot(x, y) > 1e-6)
    foot, rim = z.min() + 0.2 * (z.max() - z.min()), z.max()
    share = np.clip((z - foot) / (rim - foot), 0, 1)
    points = np.stack([x, y, z - share * missing], 1)
    normals = _regrown(points, vessel.normals, vessel.faces)
    return Mesh(points, normals, vessel.uvs, vessel.faces)


def _regrown(points: Floats, before: Floats, faces: Floats) -> Floats:
    """Normals after a change of shape: edges that were sharp stay sharp, as their points are doubled there."""
    corners = points[faces]
    flat = np.cross(corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0])
    total = np.zeros_like(points)
    for corner in range(3):
        np.add.at(total, faces[:, corner], flat)
    lengths = np.linalg.norm(total, axis=1, keepdims=True)
    result: Floats = np.where(lengths > 1e-14, total / np.maximum(lengths, 1e-14), before)
    return result
