"""What of zones.yaml concerns the machine: a finger meets what it points at, however the picture is turned."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from kiosk.content.defaults import SETTINGS
from kiosk.content.models.hall import ScreenSettings
from kiosk.ops.machine import AS_IT_IS, TURNED, Matrix, after, machine_files, main, settings_in

ROOT = Path(__file__).parents[2]


def moved(matrix: Matrix, x: float, y: float) -> tuple[float, float]:
    a, b, c, d, e, f = matrix
    return round(a * x + b * y + c, 6), round(d * x + e * y + f, 6)


@pytest.mark.parametrize(
    ("degrees", "top_left_is_at"),
    [(0, (0, 0)), (90, (1, 0)), (180, (1, 1)), (270, (0, 1))],
)
def test_a_touch_of_the_pictures_corner_is_its_corner(degrees: int, top_left_is_at: tuple[float, float]) -> None:
    """Turned clockwise by a quarter, the picture's upper left corner lies at the panel's upper right."""
    _, matrix = TURNED[degrees]
    assert moved(matrix, *top_left_is_at) == (0, 0)
    assert moved(matrix, 0.5, 0.5) == (0.5, 0.5)


def test_four_quarters_are_none() -> None:
    quarter = TURNED[90][1]
    assert after(quarter, quarter) == TURNED[180][1]
    assert after(quarter, after(quarter, quarter)) == TURNED[270][1]
    assert after(TURNED[270][1], quarter) == AS_IT_IS


def test_calibration_is_of_the_panel_and_comes_before_the_turn() -> None:
    turned = replace(SETTINGS, screen=ScreenSettings(rotation=90, touch=(1, 0, 0.1, 0, 1, 0)))
    numbers = machine_files(turned)["touch.rules"].split('"')[-2].split()
    a, b, c, d, e, f = map(float, numbers)
    assert moved((a, b, c, d, e, f), 0.9, 0) == (0, 0)
    assert machine_files(turned)["rotation"] == "right\n"


@pytest.mark.parametrize("touch", [(), (1.0,), (1.0,) * 5, (1.0,) * 7])
def test_anything_but_six_numbers_leaves_touch_as_the_panel_has_it(touch: tuple[float, ...]) -> None:
    files = machine_files(replace(SETTINGS, screen=ScreenSettings(touch=touch)))
    assert files["touch.rules"] == 'ENV{ID_INPUT_TOUCHSCREEN}=="1", ENV{LIBINPUT_CALIBRATION_MATRIX}="1 0 0 0 1 0"\n'


def test_the_port_is_open_only_where_staff_may_use_it() -> None:
    remote = SETTINGS.remote
    assert machine_files(SETTINGS)["remote.nft"] == ""
    opened = machine_files(replace(SETTINGS, remote=replace(remote, on=True, port=9000)))["remote.nft"]
    assert opened == "add element inet kiosk remote_ports { 9000 }\n"


def written(folder: Path, text: str) -> Path:
    (folder / "zones.yaml").write_text(text, "utf-8")
    return folder / "zones.yaml"


def test_the_files_are_written_from_the_halls_own_settings(tmp_path: Path) -> None:
    text = (
        (ROOT / "zones.yaml")
        .read_text("utf-8")
        .replace("rotation: 0", "rotation: 270")
        .replace("on: false", "on: true")
    )
    main([str(written(tmp_path, text)), str(tmp_path)])
    assert (tmp_path / "rotation").read_text("utf-8") == "left\n"
    assert "8443" in (tmp_path / "remote.nft").read_text("utf-8")
    assert "0 -1 1 1 0 0" in (tmp_path / "touch.rules").read_text("utf-8")


@pytest.mark.parametrize("text", ["", "[", "hall: 5", "\0", "hall: {screen: {rotation: 45}}"])
def test_a_file_with_mistakes_leaves_the_picture_as_it_is(tmp_path: Path, text: str) -> None:
    assert settings_in(written(tmp_path, text)).screen == ScreenSettings()


def test_one_mistake_elsewhere_does_not_turn_the_picture_back(tmp_path: Path) -> None:
    text = (
        (ROOT / "zones.yaml")
        .read_text("utf-8")
        .replace("rotation: 0", "rotation: 180")
        .replace("port: 8443", "port: x")
    )
    settings = settings_in(written(tmp_path, text))
    assert (settings.screen.rotation, settings.remote.port) == (180, 8443)


def test_a_file_that_is_not_there_is_no_trouble(tmp_path: Path) -> None:
    assert settings_in(tmp_path / "zones.yaml") == SETTINGS
