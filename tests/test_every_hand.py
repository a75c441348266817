"""Whatever a panel says, in whatever zone: no scene fails of it, and what it shows stays somewhere on the screen."""

from __future__ import annotations

import random
from functools import cache
from math import isfinite

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.core.events import SceneFailed
from kiosk.draw.items import targets, touchable
from kiosk.screen.pointer import FirstFinger, Kind
from kiosk.screen.touch import Finger
from kiosk.session.machine import Machine
from kiosk.session.preview_state import open_zone
from kiosk.zones.register import ZONES
from tests.real_hall import machine

ANY = st.floats(allow_nan=True, allow_infinity=True)
NUMBERS = st.one_of(st.floats(-50, 1970), ANY)
STORIES = st.lists(
    st.tuples(st.sampled_from(["down", "move", "move", "up", "cancel"]), st.integers(0, 2), NUMBERS, NUMBERS),
    min_size=5,
    max_size=40,
)


@cache
def states_of(zone: str) -> tuple[Machine, list[object]]:
    """The hall, and every kind of state the zone may be in."""
    hall = machine()
    scene = hall.scene(zone)
    assert scene is not None
    return hall, list(scene.samples())


@pytest.mark.parametrize("zone", [zone.id for zone in ZONES])
@given(story=STORIES, chance=st.integers(0, 2**16))
@settings(max_examples=25)
def test_no_scene_fails_of_what_a_device_says(
    zone: str, story: list[tuple[Kind, int, float, float]], chance: int
) -> None:
    hall, states = states_of(zone)
    draw = random.Random(chance)
    open_zone(hall, zone, draw.choice(states))
    first, finger, seconds = FirstFinger((1920, 1080)), Finger(), 0.0
    for kind, contact, x, y in story:
        seconds += draw.choice((0.008, 0.1, 1.0))
        if kind == "down" and draw.random() < 0.6:  # on something, so that the rest of it means something
            x, y = touchable(draw.choice([*targets(hall.view(), draw.choice(("tap", "drag", "ink"))).values()] or [
                *targets(hall.view()).values()])).centre  # fmt: skip
        for pointer in first.sift(kind, "finger", contact, x, y, seconds):
            for gesture in finger.feel(pointer, hall.view(), seconds, hall.page()):
                hall.touch(gesture)
        hall.tick(0.1)
        rects = [number for item in hall.view() for number in item.rect]
        assert all(isfinite(number) for number in rects)
    assert [one.event for one in hall.take() if isinstance(one.event, SceneFailed)] == []
