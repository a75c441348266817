"""Every kind of scam, every lesson and every zone of the hall has its picture."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest

from kiosk.draw.items import Item, Picture
from kiosk.draw.look import Look
from kiosk.manifest import STILLS
from kiosk.parts.entrance import Entrance
from kiosk.scene import Scene, Tap, Visit
from kiosk.wiring import Files
from kiosk.zones.register import ZONES
from tests.real_hall import PLACES, content, machine


def pictures(items: Sequence[Item]) -> list[str]:
    return [i.file for i in items if isinstance(i, Picture)]


def inside(zone: str) -> Scene[Any]:
    """The zone's own scene, behind its door."""
    scene = machine().scene(zone)
    assert isinstance(scene, Entrance)
    return scene.zone


def test_every_kind_and_every_lesson_has_its_picture() -> None:
    loaded = content()
    for named in (loaded.zones["scam_types"].types, loaded.zones["scam_lessons"].modules):
        for one in named:
            assert one.picture and (PLACES.content / one.picture).is_file(), one.id
    kinds = [kind.picture for kind in loaded.zones["scam_types"].types]
    assert all(kinds.count(picture) <= 2 for picture in kinds)


def test_every_zone_has_its_piece_of_glass() -> None:
    assert {zone.id for zone in ZONES} <= {*Files(PLACES).pictures(STILLS)}


def test_the_cabinet_shows_ten_objects_on_its_first_page() -> None:
    scene = inside("scam_types")
    shown = pictures(scene.view(scene.start(Visit()), Look()))
    assert len({*shown}) >= 10


def test_the_rail_shows_a_print_of_every_lesson_and_the_one_in_its_middle_large() -> None:
    scene = inside("scam_lessons")
    first = scene.start(Visit())
    modules = content().zones["scam_lessons"].modules
    shown = pictures(scene.view(first, Look()))
    assert shown[-1] == modules[0].picture
    assert set(shown) == {*(module.picture for module in modules), f"{STILLS}/landline.jpg"}
    calls = scene.touch(first, Tap("rail/left")).state
    while (due := scene.due(calls)) is not None:
        calls = scene.tick(calls, max(due, 0.05)).state
    assert pictures(scene.view(calls, Look()))[-1] == f"{STILLS}/landline.jpg"


@pytest.mark.parametrize("zone", [zone.id for zone in ZONES])
def test_a_zone_opens_with_its_piece(zone: str) -> None:
    scene = machine().scene(zone)
    assert scene is not None
    assert pictures(scene.view(scene.start(Visit()), Look())) == [f"{STILLS}/{zone}.jpg"]
