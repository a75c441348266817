"""Looks into the machine that are no part of a visit: what a tap would bring, scenes made before they are wanted, and
a zone opened for its content."""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence
from typing import Any, NamedTuple

from kiosk.core.events import VisitStarted
from kiosk.core.vocabulary import GroupKind, VisitMode
from kiosk.draw.items import Item, Text
from kiosk.parts.between import Scenery
from kiosk.scene import Tap
from kiosk.session.machine import Machine
from kiosk.session.table import Place


def look_ahead(machine: Machine, target: str) -> Scenery:
    """What a tap on `target` would bring onto the screen; nothing is changed and nothing is logged."""
    ahead = machine.aside()
    ahead.touch(Tap(target))
    return ahead.scenery()


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


HALL_PLACES = (Place.ATTRACT, Place.CHECK_IN, Place.MAP, Place.FAREWELL)
"""What is shown outside the zones."""


class Screen(NamedTuple):
    """One screen that can be put up: where it is, its page's name, and the state its scene is in."""

    place: Place
    zone: str
    page: str
    state: Any


def zone_screens(machine: Machine, zone: str, ids: Container[str] = ()) -> list[Screen]:
    """Every screen of a zone, or of a place of the hall by its name, that belongs to one of the things with those ids;
    all of them when none does. A page that looks otherwise after a touch comes again. Raises KeyError for a zone that
    is not open."""
    scene = machine.scene(zone)
    if scene is None:
        raise KeyError(zone)
    every: dict[Any, Screen] = {}
    for state in scene.samples():
        page = scene.page(state)
        try:
            seen = (page, *_words(scene.view(state, machine.look)))
        except Exception:  # one that cannot be drawn is shown as such when it is put up
            seen = (page, repr(state))
        place = Place(zone) if zone in tuple(Place) else Place.ZONE
        every.setdefault(seen, Screen(place, zone if place is Place.ZONE else "", page, state))
    found = [screen for screen in every.values() if any(part in ids for part in screen.page.split(":"))]
    return found or [*every.values()]


def hall_screens(machine: Machine) -> list[Screen]:
    """What is shown outside the zones; the pages for who is being defrauded one by one."""
    shown = [Screen(place, "", place.value, None) for place in HALL_PLACES]
    scene = machine.scene(Place.DISSUASION)
    pages = {} if scene is None else {scene.page(state): state for state in scene.samples()}
    return shown + [Screen(Place.DISSUASION, "", page, state) for page, state in pages.items()]


def put_up(machine: Machine, screen: Screen) -> None:
    """Show that screen, as in a visit of one."""
    if screen.place is Place.ZONE:
        open_zone(machine, screen.zone, screen.state)
        return
    if screen.place is not Place.ATTRACT and machine.visit_session.visit is None:
        machine.visit_session.admit(VisitStarted(1, GroupKind.OTHER, (), VisitMode.FREE))
    machine.put(screen.place, state=screen.state)


def _words(items: Sequence[Item]) -> Iterator[str]:
    return ("".join(item.lines) for item in items if isinstance(item, Text))
