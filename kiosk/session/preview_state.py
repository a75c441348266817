"""Looks into the machine that are no part of a visit: what a tap would bring, scenes made before they are wanted, and
a zone opened for its content."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from kiosk.core.events import VisitStarted
from kiosk.core.vocabulary import GroupKind, VisitMode
from kiosk.draw.items import Item
from kiosk.scene import Tap
from kiosk.session.machine import Machine
from kiosk.session.table import Place


def look_ahead(machine: Machine, target: str) -> Sequence[Item]:
    """What a tap on `target` would bring onto the screen; nothing is changed and nothing is logged."""
    ahead = machine.aside()
    ahead.touch(Tap(target))
    return ahead.view()


def make_scenes(machine: Machine) -> Iterator[None]:
    """Make the scenes nobody has asked for yet, one a step, so that no tap has to wait for an import."""
    for name in machine.scenes:
        machine.scene(name)
        yield


def open_zone(machine: Machine, zone: str, state: Any = None) -> None:
    """Go straight into a zone, as a visit of one, at its beginning or in `state`. Raises KeyError for one not open."""
    if machine.scene(zone) is None or not machine.visit_session.is_open(zone):
        raise KeyError(zone)
    if machine.visit_session.visit is None:
        machine.visit_session.admit(VisitStarted(1, GroupKind.OTHER, (), VisitMode.FREE))
    machine.put(Place.ZONE, zone, state)
