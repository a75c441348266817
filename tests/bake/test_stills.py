"""Still lifes: every file can be set up, every picture shows its file as it is now, faults are told in Chinese."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest

from kiosk.bake import raw as raw_files
from kiosk.bake.assembly import assemble
from kiosk.bake.baking import Order, develop, is_still, pack
from kiosk.bake.jpeg import header
from kiosk.bake.mesh import Mesh
from kiosk.bake.paper import backdrop, bitten, curved, sheet
from kiosk.bake.raw import read_raw, read_scene, write_raw
from kiosk.bake.reading import RoomError
from kiosk.bake.solids import lathe
from kiosk.bake.staging import PROPS, read_setting, setting_of
from kiosk.bake.tone import developed
from kiosk.bake.tracing import Lens, Light
from kiosk.content.yaml_tree import parse
from kiosk.zones.register import ZONES

FOLDER = Path(__file__).parents[2] / "content" / "stills"
STILLS = sorted(FOLDER.glob("*.yaml"))

GOOD = """\
kind: still
title: 一只杯子
stage: day
size: [64, 48]
samples: 2
camera: {at: [0, -1, 0.3], to: [0, 0, 0.1], sharp: [0, -0.1, 0.1]}
parts:
  - {lathe: [[0, 0], [0.03, 0], [0.04, 0.1], [0.037, 0.1], [0.027, 0.004], [0, 0.004]], material: clear}
"""
LENT = """\
kind: props
stages:
  day:
    ground: {kind: paint, colour: '#1d3a6b'}
    lamps:
      - {at: [1, 0, 1], to: [0, 0, 0], size: [1, 1], glow: 5}
materials:
  clear: {kind: crystal, colour: '#ffffff'}
  spare: {kind: paint, colour: '#ffffff'}
"""


def _set(still: str = GOOD, lent: str = LENT) -> str:
    return setting_of("cup.yaml", still.encode(), {"stages.yaml": lent.encode()}).fingerprint


def _open_edges(mesh: Mesh) -> int:
    _, same = np.unique(np.round(mesh.points, 6) + 0.0, axis=0, return_inverse=True)
    faces = same.ravel()[mesh.faces]
    real = [f for f in faces.tolist() if len(set(f)) == 3]
    edges = Counter(tuple(sorted((f[i], f[(i + 1) % 3]))) for f in real for i in range(3))
    return sum(1 for count in edges.values() if count % 2)


def _volume(mesh: Mesh) -> float:
    corners = mesh.points[mesh.faces]
    return float(np.einsum("ij,ij->i", corners[:, 0], np.cross(corners[:, 1], corners[:, 2])).sum() / 6)


@pytest.mark.parametrize("path", STILLS, ids=lambda path: path.stem)
def test_a_still_life_can_be_set_up(path: Path) -> None:
    setting = read_setting(path)
    meshes = assemble(setting.room)
    for name, mesh in meshes.items():
        assert np.isfinite(mesh.points).all() and np.isfinite(mesh.normals).all(), name
        if setting.room.materials[name].kind in ("crystal", "liuli"):
            assert _open_edges(mesh) == 0 and _volume(mesh) > 0, f"{name}: light would leak from open glass"
    still = setting.still
    assert not set(still.materials) - set(meshes), "materials nobody uses"
    assert not set(still.groups) - {p.group for parts in (still.parts, *still.groups.values()) for p in parts}


@pytest.mark.parametrize("path", STILLS, ids=lambda path: path.stem)
def test_a_picture_shows_its_still_life_as_the_file_describes_it_now(path: Path) -> None:
    setting, picture = read_setting(path), path.with_suffix(".jpg")
    seen = header(picture)
    assert (seen.width, seen.height) == setting.still.size
    assert f"still {setting.fingerprint}" in seen.note, f"{path.name} has changed: kiosk bake {path.name}"
    assert picture.stat().st_size < 600_000


def test_every_zone_has_its_piece_of_glass() -> None:
    for zone in ZONES:
        setting = read_setting(FOLDER / f"{zone.id}.yaml")
        kinds = {setting.room.materials[name].kind for name in assemble(setting.room)}
        assert kinds & {"crystal", "liuli"}, zone.id
        assert setting.still.size == (1920, 1080)


def test_zones_are_told_apart_by_their_light() -> None:
    stages = [read_setting(FOLDER / f"{zone.id}.yaml").still.stage for zone in ZONES]
    assert len(set(stages)) == len(stages)


def test_every_prop_is_used() -> None:
    settings = [read_setting(path) for path in STILLS]
    lent = [parse(path.name, path.read_bytes()).data for path in (FOLDER / PROPS).glob("*.yaml")]
    assert {name for one in lent for name in one.get("stages", ())} == {one.still.stage for one in settings}
    shown = set[str]().union(*(assemble(one.room) for one in settings))
    assert not {name for one in lent for name in one.get("materials", ())} - shown


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("stage: day", "stage: dya", "是不是想写 day"),
        ("material: clear", "material: claer", "是不是想写 clear"),
        ("to: [0, 0, 0.1]", "to: [0, -1, 0.1]", "镜头不能正对着上下"),
        ("sharp: [0, -0.1, 0.1]", "sharp: [0, -3, 0.1]", "镜头后面"),
        ("samples: 2", "samples: 0", "cup.yaml:5"),
        ("title: 一只杯子\n", "", "title"),
        ("kind: still", "kind: stil", "still"),
    ],
)
def test_a_fault_is_told_in_chinese(old: str, new: str, said: str) -> None:
    assert old in GOOD
    with pytest.raises(RoomError) as error:
        _set(GOOD.replace(old, new, 1))
    assert said in str(error.value)
    assert any("一" <= letter <= "鿿" for letter in str(error.value))


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [("'#1d3a6b'", "'blue'", "stages.yaml:4"), ("to: [0, 0, 0]", "to: [1, 0, 1]", "照向别处")],
)
def test_a_fault_of_the_props_is_told_where_it_stands(old: str, new: str, said: str) -> None:
    with pytest.raises(RoomError, match=said):
        _set(lent=LENT.replace(old, new))


def test_two_props_files_may_not_name_the_same_thing() -> None:
    with pytest.raises(RoomError, match="已经有“day”"):
        setting_of("cup.yaml", GOOD.encode(), {"a.yaml": LENT.encode(), "b.yaml": LENT.encode()})


def test_a_picture_is_stale_when_its_file_or_a_prop_it_uses_changes_and_only_then() -> None:
    assert _set() == _set()
    assert _set(GOOD.replace("\n", "\r\n")) == _set()
    assert _set(GOOD.replace("0.037", "0.036")) != _set()
    assert _set(lent=LENT.replace("glow: 5", "glow: 6")) != _set()
    assert _set(lent=LENT.replace("crystal, colour: '#ffffff'", "crystal, colour: '#fffff0'")) != _set()
    assert _set(lent=LENT.replace("spare: {kind: paint", "spare: {kind: plaster")) == _set()


def test_the_lens_is_sharp_where_the_file_says() -> None:
    lens = setting_of("cup.yaml", GOOD.encode(), {"stages.yaml": LENT.encode()}).lens
    way = np.subtract((0, 0, 0.1), (0, -1, 0.3))
    assert lens.sharp == pytest.approx(np.dot((0, 0.9, -0.2), way) / np.linalg.norm(way))


VESSEL = [(0.0, 0.0), (0.03, 0.0), (0.03, 0.0), (0.04, 0.05), (0.042, 0.1), (0.039, 0.1), (0.037, 0.05), (0.0, 0.006)]


def test_a_smooth_outline_keeps_its_points_and_its_corners_and_stays_off_the_axis() -> None:
    line = curved(VESSEL)
    assert len(line) > 3 * len(VESSEL)
    for point in VESSEL:
        assert min(np.hypot(point[0] - r, point[1] - z) for r, z in line) < 1e-9
    assert min(r for r, _ in line) >= 0
    assert all(np.hypot(a[0] - b[0], a[1] - b[1]) > 1e-7 for a, b in pairwise(line))


def test_a_bitten_vessel_is_lower_only_where_it_is_bitten_and_stays_closed() -> None:
    whole = lathe(curved(VESSEL), 96)
    broken = bitten(whole, [(240, 0.0), (270, 0.04), (300, 0.0)])
    assert _open_edges(broken) == 0 and 0 < _volume(broken) < _volume(whole)
    turn = np.degrees(np.arctan2(broken.points[:, 1], broken.points[:, 0])) % 360
    rim = np.hypot(broken.points[:, 0], broken.points[:, 1]) > 0.0385
    assert broken.points[rim & (abs(turn - 270) < 2), 2].max() < 0.065
    assert broken.points[rim & (abs(turn - 90) < 2), 2].max() == pytest.approx(0.1, abs=1e-3)
    assert np.allclose(np.linalg.norm(broken.normals, axis=1), 1, atol=1e-6)


def test_paper_keeps_its_length_when_it_curls_and_lies_on_the_ground() -> None:
    flat, bent, rolled = sheet(0.2, 0.1), sheet(0.2, 0.1, 60), sheet(0.2, 0.1, 500)
    assert flat.extents[1][2] == 0 and flat.normals[:, 2].min() == pytest.approx(1)
    assert bent.points[:, 2].min() == pytest.approx(0) and bent.extents[1][2] > 0.01
    edge = bent.points[: len(bent.points) // 2]
    assert np.linalg.norm(np.diff(edge, axis=0), axis=1).sum() == pytest.approx(0.2, rel=0.01)
    assert rolled.extents[1][0] < 0.03


def test_the_ground_runs_into_its_wall_without_an_edge_and_faces_the_camera() -> None:
    ground = backdrop(4, 2, 3)
    assert ground.extents == ((-2, -2, 0), (2, 2, 3))
    assert (ground.normals @ np.array([0, -1, 1]) > 0.5).all()
    corners = ground.points[ground.faces]
    flat = np.cross(corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0])
    assert (flat @ np.array([0, -1, 1]) > 0).all()


def _light(height: int = 24, width: int = 32) -> Light:
    rng = np.random.default_rng(3)
    return Light(*(rng.random((height, width, 3), dtype=np.float32) for _ in range(3)))


def test_raw_light_comes_back_as_it_was_written(tmp_path: Path) -> None:
    light, raw = _light(), tmp_path / "a.npz"
    write_raw(raw, light, "kiosk bake: still abc samples 4 seed 1")
    back, note = read_raw(raw)
    assert note == "kiosk bake: still abc samples 4 seed 1"
    assert np.allclose(back.colour, light.colour, atol=1e-3)
    assert np.allclose(back.albedo, light.albedo, atol=3e-3) and np.allclose(back.normal, light.normal, atol=5e-3)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.guides.npz", "a.npz"]


@pytest.mark.parametrize(("rows", "files"), [(24, 2), (23, 4), (8, 6)])
def test_a_large_picture_travels_in_bands(
    rows: int, files: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    light, raw = _light(), tmp_path / "a.npz"
    monkeypatch.setattr(raw_files, "LARGEST", rows * 32 * 6)
    assert len(write_raw(raw, light, "note")) == files
    back, note = read_raw(raw)
    assert note == "note" and back.colour.shape == light.colour.shape
    assert np.allclose(back.colour, light.colour, atol=1e-3) and np.allclose(back.normal, light.normal, atol=5e-3)
    raw.unlink()
    with pytest.raises(OSError, match=r"a\.npz"):
        read_raw(raw)


def test_raw_light_of_an_older_file_is_not_developed(tmp_path: Path) -> None:
    (tmp_path / PROPS).mkdir()
    (tmp_path / PROPS / "stages.yaml").write_text(LENT, "utf-8")
    cup, raw = tmp_path / "cup.yaml", tmp_path / "cup.npz"
    cup.write_text(GOOD, "utf-8")
    write_raw(raw, _light(), f"kiosk bake: still {'0' * 64} samples 2 seed 1")
    with pytest.raises(ValueError, match="重新渲染"):
        develop(Order(cup), raw, tmp_path / "cup.jpg")
    assert not (tmp_path / "cup.jpg").exists()


def test_a_packed_scene_is_the_scene(tmp_path: Path) -> None:
    (tmp_path / PROPS).mkdir()
    (tmp_path / PROPS / "stages.yaml").write_text(LENT, "utf-8")
    cup = tmp_path / "cup.yaml"
    cup.write_text(GOOD, "utf-8")
    pack(Order(cup, samples=7), tmp_path / "cup.scene.npz")
    scene, size, samples, seed, note = read_scene(tmp_path / "cup.scene.npz")
    assert (size, samples, seed) == ((64, 48), 7, 1) and read_setting(cup).fingerprint in note
    assert isinstance(scene.eye, Lens) and scene.eye == read_setting(cup).lens
    assert set(scene.bodies) == {"clear", "_ground", "_lamp0"}
    assert scene.bodies["clear"].surface["type"] == "dielectric" and scene.bodies["_lamp0"].light
    pack(Order(cup, samples=7), tmp_path / "again.npz")
    assert read_scene(tmp_path / "again.npz")[4] == note


def test_a_still_life_is_no_room() -> None:
    assert is_still(FOLDER / "quiz.yaml")
    assert not is_still(FOLDER.parent / "vr_experience" / "rooms" / "bank.yaml")


def test_the_glow_of_a_lamp_does_not_wrap_round_a_photograph() -> None:
    light = np.zeros((64, 128, 3), np.float32)
    light[:, :4] = 8.0
    far_right = developed(light, 0.0, 30.0)[:, -4:].astype(int).max()
    assert developed(light, 0.0)[:, -4:].astype(int).min() > far_right
