"""People for the rooms: whole, on their feet, as tall as asked, made of what they are said to be made of."""

from __future__ import annotations

from typing import get_args

import numpy as np
import pytest

from kiosk.bake.figure import Hair, Person, Piece, Pose, figure
from kiosk.bake.isosurface import cone, ellipsoid, melted, netted, without
from kiosk.bake.mesh import Floats, Mesh
from kiosk.bake.reading import RoomError, room_of

ROOM = """
title: 试
eye: 1.2
materials:
  cloth: {kind: paint}
  skin: {kind: paint}
parts:
  - {figure: standing, material: cloth, bottom: cloth, skin: SKIN, hair: cloth, shoes: cloth}
"""


def highest(meshes: dict[Piece, Mesh]) -> float:
    return max(mesh.extents[1][2] for mesh in meshes.values())


@pytest.mark.parametrize("stature", [0.86, 1.4, 1.76])
def test_somebody_is_as_tall_as_asked_and_stands_on_the_floor(stature: float) -> None:
    meshes = figure(Person(stature=stature))
    assert highest(meshes) == pytest.approx(stature, rel=0.09)
    assert 0 <= min(mesh.extents[0][2] for mesh in meshes.values()) < 0.01


@pytest.mark.parametrize("pose", get_args(Pose))
def test_every_pose_is_whole_and_faces_outwards(pose: Pose) -> None:
    for name, mesh in figure(Person(pose=pose)).items():
        assert np.isfinite(mesh.points).all() and np.isfinite(mesh.normals).all(), name
        assert mesh.faces.min() >= 0 and mesh.faces.max() < len(mesh.points), name
        corners = mesh.points[mesh.faces]
        flat = np.cross(corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0])
        assert ((flat * mesh.normals[mesh.faces[:, 0]]).sum(axis=1) > 0).mean() > 0.98, name


@pytest.mark.parametrize("hair", get_args(Hair))
def test_hair_of_every_kind_sits_on_the_head(hair: Hair) -> None:
    meshes = figure(Person(hair=hair))
    assert meshes["hair"].extents[1][2] >= meshes["skin"].extents[1][2] - 0.03
    assert len(meshes["hair"].points) > 200


def test_who_sits_has_the_seat_under_them_and_who_stands_is_higher() -> None:
    low, high = figure(Person("sitting", seat=0.4)), figure(Person("sitting", seat=0.6))
    assert highest(high) - highest(low) == pytest.approx(0.2, abs=0.02)
    assert highest(high) < highest(figure(Person("standing")))


def test_the_same_person_comes_out_the_same_and_a_stout_one_wider() -> None:
    one, again = figure(Person()), figure(Person())
    assert all(np.array_equal(one[name].points, again[name].points) for name in one)
    broad = {build: figure(Person(build=build))["top"].extents for build in (0.0, 1.0)}
    depth = {build: e[1][1] - e[0][1] for build, e in broad.items()}
    assert depth[1.0] > depth[0.0] * 1.2


def test_a_turned_head_looks_the_other_way_and_the_body_stays() -> None:
    def nose(meshes: dict[Piece, Mesh]) -> Floats:
        points = meshes["skin"].points
        head = points[points[:, 2] > 1.48]
        middle = head.mean(axis=0)
        return head[np.argmax(np.linalg.norm((head - middle)[:, :2], axis=1))] - middle

    ahead, right = figure(Person()), figure(Person(head_turn=70.0))
    assert nose(ahead)[1] < 0 and abs(nose(ahead)[0]) < 0.03
    assert abs(nose(right)[0]) > abs(nose(right)[1])
    assert np.array_equal(ahead["top"].points, right["top"].points)


def test_a_figure_without_skin_is_told_where() -> None:
    with pytest.raises(RoomError, match="skin"):
        room_of("a.yaml", ROOM.replace("skin: SKIN, ", "").encode())
    with pytest.raises(RoomError, match="没有“silk”"):
        room_of("a.yaml", ROOM.replace("SKIN", "silk").encode())
    assert room_of("a.yaml", ROOM.replace("SKIN", "skin").encode()).parts[0].figure == "standing"


def test_a_melted_body_is_where_its_fields_are_and_a_cut_is_empty() -> None:
    ball = ellipsoid((0, 0, 0.2), (0.1, 0.1, 0.1))
    limb = cone((0, 0, 0.2), (0.3, 0, 0.2), 0.05, 0.03)
    low, high = np.array([-0.2, -0.2, 0.0]), np.array([0.4, 0.2, 0.4])
    mesh = netted(melted(0.02, ball, limb), low, high, 0.01)
    assert mesh.extents[1][0] == pytest.approx(0.33, abs=0.01)
    assert mesh.extents[0][0] == pytest.approx(-0.1, abs=0.01)
    cut = netted(without(melted(0.02, ball, limb), ball), low, high, 0.01)
    assert cut.extents[0][0] > 0.05
    with pytest.raises(ValueError, match="without a surface"):
        netted(ball, low + 1.0, high + 1.0, 0.05)
