"""What a visit goes through: the zones and minutes of each programme, as zones.yaml has them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from kiosk.content.loaded import Loaded
from kiosk.content.models.hall import Hall, ZonePlan
from kiosk.core.vocabulary import Programme


@dataclass(frozen=True, slots=True)
class Round:
    """A programme: how many minutes it takes, and its zones in their order, each with its own minutes."""

    minutes: float
    zones: tuple[ZonePlan, ...]


def rounds(hall: Hall) -> Mapping[Programme, Round]:
    """The whole visit, and the shorter ones there are; a zone nobody knows is left out of them."""
    known = {zone.id: zone for zone in hall.zones}
    found = {Programme.FULL: Round(float(hall.hall.visit_minutes), hall.zones)}
    for shorter in hall.programmes:
        zones = tuple(_shortened(known[share.id], share.minutes) for share in shorter.zones if share.id in known)
        found[shorter.programme] = Round(float(shorter.minutes), zones)
    return found


def standing(loaded: Loaded, programme: Programme) -> Loaded:
    """The hall in which that programme stands at check-in, whatever zones.yaml says."""
    if loaded.hall is None:
        return loaded
    settings = replace(loaded.hall.hall, programme=programme)
    return replace(loaded, hall=replace(loaded.hall, hall=settings))


def _shortened(zone: ZonePlan, minutes: float) -> ZonePlan:
    """With so many minutes, of which a group that is late may lose half: nobody is led past a zone for some seconds."""
    return replace(zone, minutes=minutes, min_minutes=min(zone.min_minutes, minutes / 2))
