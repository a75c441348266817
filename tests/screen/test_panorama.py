"""A room seen all round: what is painted lies where the geometry of the contract says it does."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image

from kiosk.core.geometry import Rect
from kiosk.draw.items import Item, Panel, Panorama
from kiosk.draw.sphere import project
from kiosk.screen.lean import pygame
from kiosk.screen.painter import Painter
from tests.screen.conftest import Make

SPOT = (60.0, 10.0)
"""Yaw and pitch of a white spot in an otherwise dark blue room."""

RECT = Rect(100, 60, 1600, 900)


@pytest.fixture
def room(tmp_path: Path) -> Path:
    picture = pygame.Surface((2048, 1024), 0, 24)
    picture.fill((18, 38, 74))
    x, y = (SPOT[0] / 360 + 0.5) * 2048, (0.5 - SPOT[1] / 180) * 1024
    pygame.draw.circle(picture, (255, 255, 255), (x, y), 12)
    pygame.image.save(picture, tmp_path / "room.png")
    return tmp_path


def look(yaw: float, pitch: float, moving: bool = False) -> Panorama:
    return Panorama(rect=RECT, file="room.png", yaw=yaw, pitch=pitch, moving=moving, target="room", finger="drag")


def spot(painter: Painter) -> tuple[float, float]:
    """The middle of what is white, in units."""
    mask = pygame.mask.from_threshold(painter.surface, (255, 255, 255), (70, 70, 70))
    x, y = mask.centroid()
    scale = min(painter.surface.get_size()) / 1080
    return (x + 0.5) / scale, (y + 0.5) / scale


@pytest.mark.parametrize("size", [(1920, 1080), (1366, 768)])
@pytest.mark.parametrize("moving", [False, True])
def test_a_spot_is_painted_where_it_is_projected(make: Make, room: Path, size: tuple[int, int], moving: bool) -> None:
    painter = make(size, root=room)
    painter.paint([look(0, 0, moving)])
    painter.settle()
    for yaw, pitch in ((60, 10), (40, 0), (80, -10), (60, 28), (45, -12), (-295, 10)):
        painter.paint([look(yaw, pitch, moving)])
        wanted = project(RECT, yaw, pitch, 80, *SPOT)
        assert wanted is not None
        x, y = spot(painter)
        assert abs(x - wanted[0]) < 5 and abs(y - wanted[1]) < 5, (yaw, pitch)


def test_something_over_the_room_leaves_the_room_as_it_was(make: Make, room: Path) -> None:
    painter, other = make((960, 540), root=room), make((960, 540), root=room)
    over: Item = Panel(rect=Rect(300, 300, 400, 200), fill=(1, 2, 3), alpha=120)
    for one in (painter, other):
        one.paint([look(50, 5)])
        one.settle()
    painter.paint([look(50, 5), over])
    painter.paint([look(50, 5), replace(over, alpha=60)])  # type: ignore[arg-type]
    painter.paint([look(50, 5)])
    assert painter.surface.get_buffer().raw == other.surface.get_buffer().raw


def test_without_numpy_there_is_still_a_room(make: Make, room: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "numpy", None)
    painter = make((960, 540), root=room)
    painter.paint([look(60, 10)])
    painter.settle()
    x, y = spot(painter)
    assert RECT.inset(500, 250).holds(x, y)


def piece(folder: Path, colour: tuple[int, int, int]) -> str:
    """A piece that covers yaw 40 to 80, pitch -10 to 30, of a panorama 8192 wide."""
    name = f"piece_{colour[0]}.jpg"
    Image.new("RGB", (910, 910), colour).save(folder / name, comment=b"kiosk bake: change x at 5006,1366 of 8192")
    return name


def test_what_comes_into_a_room_lies_where_its_note_says_and_leaves_no_trace(make: Make, room: Path) -> None:
    painter, other = make((960, 540), root=room), make((960, 540), root=room)
    red, green = piece(room, (200, 40, 30)), piece(room, (30, 160, 40))
    for one in (painter, other):
        one.paint([look(60, 10)])
        one.settle()
    painter.paint([replace(look(60, 10), changes=(red,))])
    assert painter.surface.get_at((480, 260))[:3] != (200, 40, 30), "it is on its way"
    painter.settle()
    middle = painter.surface.get_at((480, 260))
    assert middle.r > 180 and middle.g < 60
    corner = painter.surface.get_at((70, 440))
    assert corner.b > corner.r, "beside it the room is as it was"
    painter.paint([replace(look(60, 10), changes=(red, green))])
    painter.settle()
    assert painter.surface.get_at((480, 260)).g > 140, "the later one lies above"
    painter.paint([replace(look(60, 10), changes=(red,))])
    assert painter.surface.get_at((480, 260)).r > 180
    painter.paint([look(60, 10)])
    assert painter.surface.get_buffer().raw == other.surface.get_buffer().raw
    painter.paint([replace(look(60, 10), changes=(red,))])
    painter.paint([Panel(rect=RECT, fill=(0, 0, 0))])
    painter.paint([look(60, 10)])
    painter.settle()
    assert painter.surface.get_buffer().raw == other.surface.get_buffer().raw, "also when the room was left meanwhile"


def test_a_picture_that_is_no_piece_leaves_the_room_alone(
    make: Make, room: Path, caplog: pytest.LogCaptureFixture
) -> None:
    Image.new("RGB", (300, 300), (200, 40, 30)).save(room / "photo.jpg")
    painter = make((960, 540), root=room)
    painter.paint([replace(look(60, 10), changes=("photo.jpg",))])
    painter.settle()
    painter.settle()
    assert painter.surface.get_at((480, 200)).b > painter.surface.get_at((480, 200)).r
    assert "photo.jpg" in caplog.text and "where in the panorama" in caplog.text


def test_a_large_panel_shows_the_fine_picture_and_a_smaller_one_the_other(make: Make, room: Path) -> None:
    Image.new("RGB", (1024, 512), (30, 160, 40)).save(room / "fine.jpg")
    for size, green in (((1920, 1080), False), ((3840, 2160), True)):
        painter = make(size, root=room)
        painter.paint([replace(look(0, 0), fine="fine.jpg")])
        painter.settle()
        seen = painter.surface.get_at((size[0] // 2, size[1] // 2))
        assert (seen.g > seen.b) is green, size
