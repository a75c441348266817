"""What changes in a room: read with its room, cut from the panorama's own pixels, told when it is faulty."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from kiosk.bake.assembly import assemble
from kiosk.bake.baking import Order, pack
from kiosk.bake.changes import GRID, change_print, is_change, pane, read_change, room_behind
from kiosk.bake.jpeg import header
from kiosk.bake.raw import read_scene
from kiosk.bake.reading import RoomError
from kiosk.bake.tone import developed
from kiosk.bake.tracing import Around
from kiosk.content.pictures import LEAST_SIDE
from kiosk.zones.vr_experience.surroundings import clock_in

FOLDER = Path(__file__).parents[2] / "content" / "vr_experience" / "rooms"
CHANGES = sorted(FOLDER.glob("*/*.yaml"))
ROOM = b"""
title: x
eye: 1.2
materials:
  wall: {kind: paint, colour: '#cccccc'}
  lamp: {kind: glow, colour: '#ffffff', glow: 4.0}
parts:
  - {box: [4, 4, 0.1], at: [0, 0, 2.6], material: wall}
  - {plate: [1, 1], at: [0, 1, 2.5], tilt: -90, material: lamp}
"""
CHANGE = """
kind: change
title: y
window: [-20, -10, 20, 15]
parts:
  - {box: [0.4, 0.4, 0.4], at: [0, 2, 1], material: red}
materials:
  red: {kind: paint, colour: '#cc2222'}
"""


def written(tmp_path: Path, text: str) -> Path:
    (tmp_path / "hut").mkdir(exist_ok=True)
    (tmp_path / "hut.yaml").write_bytes(ROOM)
    path = tmp_path / "hut" / "box.yaml"
    path.write_text(text, "utf-8")
    return path


@pytest.mark.parametrize("path", CHANGES, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_a_change_can_be_built_and_its_picture_shows_it_as_it_is_now(path: Path) -> None:
    change, room = read_change(path)
    meshes = assemble(room)
    assert not set(change.materials) - set(meshes), "materials nobody uses"
    picture = path.with_suffix(".jpg")
    told = header(picture)
    assert f"change {change_print(path)}" in told.note, f"kiosk bake {path.name}: it has changed, or its room"
    assert min(told.width, told.height) >= LEAST_SIDE / 2 and picture.stat().st_size < 300_000
    whole = int(told.note.rsplit(" of ", 1)[1])
    shown = pane(change.window, (whole, whole // 2)).shown
    assert (told.width, told.height) == (shown[2] - shown[0], shown[3] - shown[1])


@pytest.mark.parametrize("path", [path for path in CHANGES if "clock" in path.stem], ids=lambda path: path.stem)
def test_a_clock_shows_the_time_it_is_called_by(path: Path) -> None:
    change, _ = read_change(path)
    hour, minute = clock_in([path.stem]) or (0, 0)
    marks = [mark for drawn in change.prints.values() for mark in drawn.marks]
    assert f"{hour}:{minute:02d}" in [mark.time or mark.text for mark in marks]


def test_a_change_is_read_with_its_room(tmp_path: Path) -> None:
    path = written(tmp_path, CHANGE)
    assert is_change(path) and not is_change(room_behind(path))
    _, room = read_change(path)
    assert len(room.parts) == 3 and "red" in room.materials and "wall" in room.materials
    before = change_print(path)
    room_behind(path).write_bytes(ROOM + b"\n# other\n")
    assert change_print(path) != before


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("window: [-20, -10, 20, 15]", "window: [20, -10, -20, 15]", "左、下、右、上"),
        ("window: [-20, -10, 20, 15]", "window: [-20, -10, 20]", "window"),
        ("material: red", "material: rad", "没有“rad”"),
        ("title: y", "titel: y", "titel"),
        ("kind: change", "kind: chang", "chang"),
    ],
)
def test_a_faulty_change_is_told_with_its_line(tmp_path: Path, old: str, new: str, said: str) -> None:
    with pytest.raises(RoomError, match=said) as raised:
        read_change(written(tmp_path, CHANGE.replace(old, new)))
    assert str(raised.value).startswith("box.yaml:")


def test_a_window_is_cut_on_pixels_that_halve_and_traced_a_little_wider() -> None:
    part = pane((-10.3, -5.1, 10.2, 20.7), GRID)
    assert all(number % 2 == 0 for number in part.shown)
    left, bottom, right, top = part.degrees
    assert left < -10.3 - 5 and right > 10.2 + 5 and bottom < -5.1 - 5 and top > 20.7 + 5
    rows, columns = part.inside
    assert rows.stop - rows.start == part.shown[3] - part.shown[1]
    assert columns.stop - columns.start == part.shown[2] - part.shown[0]
    assert pane((-180, 80, -170, 90), GRID).traced[1] == 0


def test_a_piece_of_a_panorama_glows_as_the_whole_does() -> None:
    light = np.full((256, 512, 3), 0.2, np.float32)
    light[118:122, 250:254] = 30.0
    whole = developed(light, 0.0)
    piece = developed(light[64:192, 128:384], 0.0, 180.0, 512)
    assert np.abs(whole[64:192, 128:384].astype(int) - piece.astype(int))[20:-20, 20:-20].max() <= 2


def test_a_packed_change_is_a_piece_that_says_where_it_lies(tmp_path: Path) -> None:
    path = written(tmp_path, CHANGE)
    pack(Order(path, (2048, 1024), 2), tmp_path / "box.npz")
    scene, size, samples, _, note = read_scene(tmp_path / "box.npz")
    part = pane((-20, -10, 20, 15), (2048, 1024))
    assert isinstance(scene.eye, Around) and scene.eye.window == pytest.approx(part.degrees)
    assert size == (part.traced[2] - part.traced[0], part.traced[3] - part.traced[1]) and samples == 2
    assert note.endswith(f" at {part.shown[0]},{part.shown[1]} of 2048") and change_print(path) in note
    with pytest.raises(ValueError, match="twice as wide"):
        pack(Order(path, (256, 100), 2), tmp_path / "box.npz")
