"""Triangles with normals and texture positions: what every shape of a room becomes before it is rendered."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[Any]
Triple = tuple[float, float, float]


@dataclass(frozen=True, slots=True)
class Mesh:
    """A triangle mesh. Metres; x right, y away from the viewer, z up; faces turn anticlockwise seen from outside.

    `points` and `normals` are (n, 3), `uvs` (n, 2) in metres along the surface (0..1 for pictures), `faces` (m, 3).
    """

    points: Floats
    normals: Floats
    uvs: Floats
    faces: Floats

    @property
    def extents(self) -> tuple[Triple, Triple]:
        """Smallest and largest coordinates."""
        low, height = self.points.min(axis=0), self.points.max(axis=0)
        return (float(low[0]), float(low[1]), float(low[2])), (float(height[0]), float(height[1]), float(height[2]))

    def moved(self, matrix: Floats, at: Triple) -> Mesh:
        """Turned by a rotation matrix, then shifted."""
        return Mesh(self.points @ matrix.T + np.asarray(at), self.normals @ matrix.T, self.uvs, self.faces)

    def shifted_uv(self, u: float, v: float) -> Mesh:
        """The same shape with its pattern elsewhere, so that no two boards show the same grain."""
        return Mesh(self.points, self.normals, self.uvs + np.array([u, v]), self.faces)


def joined(meshes: Iterable[Mesh]) -> Mesh:
    """Several meshes as one. Raises ValueError for none."""
    parts = list(meshes)
    if not parts:
        raise ValueError("nothing to join")
    starts = np.cumsum([0] + [len(part.points) for part in parts[:-1]])
    return Mesh(
        np.concatenate([part.points for part in parts]),
        np.concatenate([part.normals for part in parts]),
        np.concatenate([part.uvs for part in parts]),
        np.concatenate([part.faces + start for part, start in zip(parts, starts, strict=True)]),
    )


def rotation(turn: float, tilt: float = 0.0, roll: float = 0.0) -> Floats:
    """Degrees: `roll` clockwise seen by the viewer, `tilt` the top leaning away, `turn` clockwise seen from above."""
    a, b, c = (math.radians(angle) for angle in (turn, tilt, roll))
    about_z = np.array([[math.cos(a), math.sin(a), 0], [-math.sin(a), math.cos(a), 0], [0, 0, 1]])
    about_x = np.array([[1, 0, 0], [0, math.cos(b), math.sin(b)], [0, -math.sin(b), math.cos(b)]])
    about_y = np.array([[math.cos(c), 0, math.sin(c)], [0, 1, 0], [-math.sin(c), 0, math.cos(c)]])
    matrix: Floats = about_z @ about_x @ about_y
    return matrix


def grid_faces(rows: int, columns: int, first: int = 0) -> Floats:
    """Two triangles for each cell of a grid of rows x columns points, numbered row by row from `first`."""
    index = np.arange(rows * columns).reshape(rows, columns) + first
    a, b, c, d = index[:-1, :-1].ravel(), index[:-1, 1:].ravel(), index[1:, 1:].ravel(), index[1:, :-1].ravel()
    return np.concatenate([np.stack([a, b, c], 1), np.stack([a, c, d], 1)])


def smooth_normals(points: Floats, faces: Floats) -> Floats:
    """Unit normals averaged over the faces that meet at a place, also where the points there are doubled."""
    corners = points[faces]
    flat = np.cross(corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0])
    _, same = np.unique(np.round(points, 5) + 0.0, axis=0, return_inverse=True)
    same = same.ravel()
    total = np.zeros((int(same.max()) + 1, 3))
    for corner in range(3):
        np.add.at(total, same[faces[:, corner]], flat)
    normals = total[same]
    lengths = np.linalg.norm(normals, axis=1, keepdims=True)
    result: Floats = np.where(lengths > 1e-12, normals / np.maximum(lengths, 1e-12), np.array([0.0, 0.0, 1.0]))
    return result
