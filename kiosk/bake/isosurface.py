"""Soft bodies from distance fields: shapes that flow into one another, and the mesh where their field is nothing.

A field is negative inside and about a distance in metres. The mesh is made by surface nets (Gibson, "Constrained
elastic surface nets", 1998): one point in every cell the surface goes through, one face across every edge it cuts.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from kiosk.bake.mesh import Floats, Mesh

Field = Callable[[Floats], Floats]
"""Points (..., 3) to the field there."""


def cone(start: tuple[float, ...], end: tuple[float, ...], first: float, last: float) -> Field:
    """A limb: balls of radius `first` at `start` and `last` at `end`, and all between them."""
    a, b = np.asarray(start, float), np.asarray(end, float)
    way = b - a
    length = float(way @ way) or 1e-12

    def field(points: Floats) -> Floats:
        share = np.clip((points - a) @ way / length, 0, 1)
        near = a + share[..., None] * way
        result: Floats = np.linalg.norm(points - near, axis=-1) - (first + (last - first) * share)
        return result

    return field


def ellipsoid(middle: tuple[float, ...], radii: tuple[float, ...]) -> Field:
    """A ball drawn out to three radii."""
    centre, size = np.asarray(middle, float), np.asarray(radii, float)

    def field(points: Floats) -> Floats:
        off = (points - centre) / size
        far = np.linalg.norm(off, axis=-1)
        slope = np.linalg.norm(off / size, axis=-1)
        result: Floats = far * (far - 1) / np.maximum(slope, 1e-9)
        return result

    return field


def melted(soft: float, *fields: Field) -> Field:
    """All of them, flowing into one another over `soft` metres."""

    def field(points: Floats) -> Floats:
        whole = fields[0](points)
        for one in fields[1:]:
            other = one(points)
            share = np.clip(0.5 + 0.5 * (other - whole) / soft, 0, 1)
            whole = other + (whole - other) * share - soft * share * (1 - share)
        return whole

    return field


def without(whole: Field, *taken: Field) -> Field:
    """What is left when the others are cut away."""

    def field(points: Floats) -> Floats:
        result = whole(points)
        for one in taken:
            result = np.maximum(result, -one(points))
        return result

    return field


def beyond(way: tuple[float, ...], edge: float) -> Field:
    """Everything that lies further than `edge` metres along `way` (of length 1)."""
    axis = np.asarray(way, float)

    def field(points: Floats) -> Floats:
        result: Floats = edge - points @ axis
        return result

    return field


def netted(field: Field, lower: Floats, upper: Floats, cell: float) -> Mesh:
    """The surface in the box from `lower` to `upper`, in cells of `cell` metres. ValueError when there is none."""
    counts = np.ceil((np.asarray(upper) - lower) / cell).astype(int) + 1
    axes = [lower[k] + np.arange(counts[k]) * cell for k in range(3)]
    grid = np.stack(np.meshgrid(*axes, indexing="ij"), axis=-1)
    values = field(grid)
    inside = values < 0
    corners = [tuple(slice(c[k], counts[k] - 1 + c[k]) for k in range(3)) for c in np.ndindex(2, 2, 2)]
    filled = np.stack([inside[corner] for corner in corners]).sum(axis=0)
    active = (filled > 0) & (filled < 8)
    if not active.any():
        raise ValueError("a field without a surface")
    number = np.full(active.shape, -1)
    number[active] = np.arange(int(active.sum()))
    points = _points(values, inside, active, lower, cell)
    faces = [_across(inside, number, axis) for axis in range(3)]
    normals = _facing(field, points, cell)
    return Mesh(points, normals, points[:, [0, 2]] + points[:, [1, 1]] * 0.7, np.concatenate(faces))


def _points(values: Floats, inside: Floats, active: Floats, lower: Floats, cell: float) -> Floats:
    """For every active cell the mean of where its edges are cut."""
    where = np.argwhere(active)
    total, cuts = np.zeros((len(where), 3)), np.zeros(len(where))
    for axis in range(3):
        for offset in np.ndindex(2, 2):
            first = np.insert(np.asarray(offset), axis, 0)
            second = first.copy()
            second[axis] = 1
            a, b = tuple((where + first).T), tuple((where + second).T)
            cut = inside[a] != inside[b]
            share = np.where(cut, values[a] / np.where(cut, values[a] - values[b], 1.0), 0.0)
            at = where + first + share[:, None] * (second - first)
            total += np.where(cut[:, None], at, 0.0)
            cuts += cut
    result: Floats = np.asarray(lower) + total / cuts[:, None] * cell
    return result


def _across(inside: Floats, number: Floats, axis: int) -> Floats:
    """Two triangles for every edge along `axis` that is cut, turned outwards."""
    a = inside[tuple(slice(None, -1) if k == axis else slice(1, -1) for k in range(3))]
    b = inside[tuple(slice(1, None) if k == axis else slice(1, -1) for k in range(3))]
    edges = np.argwhere(a != b)
    leaves = (a & ~b)[tuple(edges.T)]
    u, v = [k for k in range(3) if k != axis]
    cells = []
    for du, dv in ((0, 0), (1, 0), (1, 1), (0, 1)):
        place = edges.copy()
        place[:, u] += du
        place[:, v] += dv
        cells.append(number[tuple(place.T)])
    quad = np.stack(cells, axis=1)
    turned = leaves if axis != 1 else ~leaves
    quad = np.where(turned[:, None], quad, quad[:, ::-1])
    result: Floats = np.concatenate([quad[:, [0, 1, 2]], quad[:, [0, 2, 3]]])
    return result


def _facing(field: Field, points: Floats, cell: float) -> Floats:
    step = cell * 0.5
    slope = np.stack([field(points + step * axis) - field(points - step * axis) for axis in np.eye(3)], axis=-1)
    result: Floats = slope / np.maximum(np.linalg.norm(slope, axis=-1, keepdims=True), 1e-9)
    return result
