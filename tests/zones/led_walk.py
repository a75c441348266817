"""One zone's guided path as a class goes along it: where the yellow key leads, and what there is to read on the way."""

from __future__ import annotations

import random

from kiosk.scene import Tap
from kiosk.timing import Follower, Stay
from kiosk.wiring import make_machine
from tests.real_hall import PLACES, content

ADMITTED = ("start", "people/12", "kind/school", "mode/guided", "next")


def walked(zone: str, mode: str = "", pixels: tuple[int, int] = (1920, 1080)) -> Stay:
    """The stay in that zone, in one of the frame's modes."""
    machine = make_machine(content(), PLACES, pixels, random.Random(3), lambda: "led")
    for word in (*ADMITTED, "frame/home", f"zone/{zone}", *([f"frame/{mode}"] if mode else [])):
        machine.touch(Tap(word))
    assert machine.zone == zone
    plan = next(plan for plan in machine.visit_session.zones if plan.id == zone)
    stay = Stay(plan.id, plan.name, plan.minutes)
    Follower(machine, content())._through(stay)
    return stay
