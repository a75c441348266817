"""Shapes are closed, as large as they were asked to be, and look outwards."""

from __future__ import annotations

from collections import Counter

import numpy as np
import pytest

from kiosk.bake.mesh import Mesh, joined, rotation
from kiosk.bake.soft import curtain, cushion, foliage, leaf, pillow
from kiosk.bake.solids import ball, box, cylinder, lathe, plate, tube


def _open_edges(mesh: Mesh) -> int:
    """Edges that do not lie between pairs of triangles, points at the same place counted as one."""
    _, same = np.unique(np.round(mesh.points, 5) + 0.0, axis=0, return_inverse=True)
    faces = same.ravel()[mesh.faces]
    real = [f for f in faces.tolist() if len(set(f)) == 3]
    edges = Counter(tuple(sorted((f[i], f[(i + 1) % 3]))) for f in real for i in range(3))
    return sum(1 for count in edges.values() if count % 2)


def _volume(mesh: Mesh) -> float:
    corners = mesh.points[mesh.faces]
    return float(np.einsum("ij,ij->i", corners[:, 0], np.cross(corners[:, 1], corners[:, 2])).sum() / 6)


CLOSED = {
    "box": box((1.0, 0.5, 0.3), 0.02),
    "sharp box": box((1.0, 0.5, 0.3), 0.0),
    "box all bevel": box((0.1, 0.1, 0.1), 0.2),
    "cylinder": cylinder(0.2, 0.5),
    "cone": cylinder(0.2, 0.5, top=0.1),
    "ball": ball((0.1, 0.2, 0.3)),
    "tube": tube([(0, 0, 0), (0.1, 0, 0.5), (0, 0.3, 1)], 0.05),
    "rod": tube([(0, 0, 0), (0, 0, 1)], 0.05),
    "cup": lathe([(0, 0), (0.04, 0), (0.04, 0.1), (0.035, 0.1), (0.035, 0.005), (0, 0.005)]),
    "cushion": cushion((0.6, 0.6, 0.15)),
    "pillow": pillow(0.4, 0.4, 0.15),
}


@pytest.mark.parametrize("name", CLOSED)
def test_a_solid_is_closed_and_looks_outwards(name: str) -> None:
    mesh = CLOSED[name]
    assert _open_edges(mesh) == 0
    assert _volume(mesh) > 0
    corners = mesh.points[mesh.faces]
    flat = np.cross(corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0])
    assert (np.einsum("ij,ij->i", flat, mesh.normals[mesh.faces].mean(axis=1)) >= -1e-9).all()


@pytest.mark.parametrize("name", CLOSED)
def test_normals_have_length_one(name: str) -> None:
    assert np.allclose(np.linalg.norm(CLOSED[name].normals, axis=1), 1, atol=1e-6)


def test_a_bevelled_box_has_the_extents_it_was_asked_for() -> None:
    assert np.allclose(box((1.0, 0.5, 0.3), 0.02).extents, ((-0.5, -0.25, 0), (0.5, 0.25, 0.3)))


def test_a_bevel_takes_away_only_the_edges() -> None:
    assert 0.148 < _volume(box((1.0, 0.5, 0.3), 0.02)) < 0.15
    assert _volume(box((1.0, 0.5, 0.3), 0.0)) == pytest.approx(0.15)


def test_a_cylinder_stands_on_its_foot() -> None:
    (left, front, low), (right, back, height) = cylinder(0.2, 0.5).extents
    assert (left, right, low, height) == pytest.approx((-0.2, 0.2, 0, 0.5), abs=1e-3)
    assert (front, back) == pytest.approx((-0.2, 0.2), abs=2e-3)


def test_a_plate_looks_at_the_viewer() -> None:
    assert np.allclose(plate(2, 1).normals, (0, -1, 0))
    assert plate(2, 1, unit=True).uvs.max() == 1
    assert plate(2, 1).uvs.max() == 1.0 and plate(4, 1).uvs.max() == 2.0


def test_turns_follow_the_viewer() -> None:
    face = np.array([0.0, -1.0, 0.0])
    assert np.allclose(rotation(90) @ face, (-1, 0, 0)), "what stands at yaw 90 looks back along -x"
    assert np.allclose(rotation(-90) @ face, (1, 0, 0))
    assert np.allclose(rotation(0, tilt=90) @ face, (0, 0, 1)), "leaning back all the way lies face up"
    assert np.allclose(rotation(0, roll=90) @ np.array([0, 0, 1]), (1, 0, 0)), "clockwise for the viewer"


def test_a_curtain_hangs_to_its_hem() -> None:
    (_, front, low), (_, back, height) = curtain(1.0, 2.4, 7, 0.05).extents
    assert (low, height) == pytest.approx((0, 2.4))
    assert back - front > 0.05


@pytest.mark.parametrize("kind", ["broad", "sword", "palm", "trailing"])
def test_plants_are_the_same_for_the_same_seed(kind: str) -> None:
    first, stems = foliage(kind, 1.0, 24, 3)
    again, _ = foliage(kind, 1.0, 24, 3)
    other, _ = foliage(kind, 1.0, 24, 4)
    assert np.array_equal(first.points, again.points)
    assert not np.array_equal(first.points, other.points)
    assert joined([first, stems]).extents[1][2] < 1.4


def test_a_leaf_droops() -> None:
    assert leaf(0.3, 0.1, 1.2).extents[0][2] < leaf(0.3, 0.1, 0.1).extents[0][2]


def test_a_profile_that_stands_still_is_refused() -> None:
    with pytest.raises(ValueError, match="same place"):
        lathe([(0, 0), (0.1, 0), (0.1, 0)])
