"""The committed rooms: every file can be built, and every picture shows the file as it is now."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from kiosk.bake.assembly import assemble
from kiosk.bake.baking import Order, bake
from kiosk.bake.jpeg import baked_from, header
from kiosk.bake.reading import read_room
from kiosk.zones.vr_experience.models import ScenarioRoom

FOLDER = Path(__file__).parents[2] / "content" / "vr_experience" / "rooms"
ROOMS = sorted(FOLDER.glob("*.yaml"))


def test_every_room_of_a_scenario_has_a_file_and_a_picture() -> None:
    rooms = {room.value for room in ScenarioRoom}
    assert {path.stem for path in ROOMS} == rooms
    assert {path.stem.removesuffix(".fine") for path in FOLDER.glob("*.jpg")} == rooms
    assert {path.name for path in FOLDER.iterdir() if path.is_dir()} <= rooms


@pytest.mark.parametrize("path", ROOMS, ids=lambda path: path.stem)
def test_a_room_can_be_built(path: Path) -> None:
    room = read_room(path)
    meshes = assemble(room)
    unused = set(room.materials) - set(meshes)
    assert not unused, "materials nobody uses"
    assert not set(room.prints) - {material.print for material in room.materials.values()}, "prints nobody shows"
    for name, mesh in meshes.items():
        assert np.isfinite(mesh.points).all() and np.isfinite(mesh.normals).all(), name
        assert mesh.faces.max() < len(mesh.points), name
    assert any(material.glow > 0 for material in room.materials.values()), "a room without light"


@pytest.mark.parametrize("path", ROOMS, ids=lambda path: path.stem)
def test_a_picture_shows_its_room_as_the_file_describes_it_now(path: Path) -> None:
    picture = path.with_suffix(".jpg")
    told = header(picture)
    assert (told.width, told.height) == (4096, 2048)
    assert picture.stat().st_size < 1_500_000
    assert baked_from(picture, path), f"{path.name} has changed: kiosk bake {path.name} --out {picture.name}"


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.fine.jpg")), ids=lambda path: path.name.split(".")[0])
def test_a_fine_picture_is_the_same_room_in_twice_the_pixels(path: Path) -> None:
    told = header(path)
    assert (told.width, told.height) == (8192, 4096) and path.stat().st_size < 4_000_000
    assert baked_from(path, path.with_name(path.name.replace(".fine.jpg", ".yaml")))
    assert told.note == header(path.with_name(path.name.replace(".fine", ""))).note


def test_nothing_else_but_a_jpeg_is_taken_for_one(tmp_path: Path) -> None:
    other = tmp_path / "a.jpg"
    other.write_bytes(b"\x89PNG\r\n")
    with pytest.raises(ValueError, match="not a JPEG"):
        header(other)
    other.write_bytes(b"\xff\xd8\xff\xda\x00\x02")
    with pytest.raises(ValueError, match="no size"):
        header(other)


def test_a_panorama_is_twice_as_wide_as_high(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="twice as wide"):
        bake(Order(ROOMS[0], (1000, 400)), tmp_path / "a.jpg")
