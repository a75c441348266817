"""What the guided path of the zone leads to: kinds of scam that seek out who has come, and a talk to one like them."""

from __future__ import annotations

from collections.abc import Sequence

from kiosk.core.audience import first_for
from kiosk.scene import Visit
from kiosk.zones.scam_types.dialogue import Advice
from kiosk.zones.scam_types.models import ScamType

LED_TYPES, LED_BEFORE_A_TALK = 5, 1
"""Kinds on the path where zones.yaml names none; kinds before the talk that closes it."""


def path_of(visit: Visit, types: Sequence[ScamType], talks: Sequence[Advice]) -> tuple[str, ...]:
    """The ids of kinds that seek out who came. Where there are talks for them, one of those for the most telling of
    their audiences ends it, by the visit's seed: advising somebody else is what teaches most."""
    kinds = tuple(kind.id for kind in first_for(visit.audiences, types))[:LED_TYPES]
    for audience in visit.audiences:
        near = [advice.id for advice in talks if audience in advice.audiences]
        if near:
            return (*kinds[:LED_BEFORE_A_TALK], near[visit.seed % len(near)])
    return kinds
