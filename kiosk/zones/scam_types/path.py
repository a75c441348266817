"""What the guided path of the zone leads to: kinds of scam that seek out who has come, and for elders a talk."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from kiosk.core.vocabulary import AgeBand, GroupKind
from kiosk.scene import Visit
from kiosk.zones.scam_types.dialogue import Advice
from kiosk.zones.scam_types.models import ScamType

LED_TYPES, LED_BEFORE_A_TALK = 5, 1
"""Kinds on the path where zones.yaml names none; kinds before the talk that closes it."""


def path_of(visit: Visit, types: Sequence[ScamType], talks: Sequence[Advice]) -> tuple[str, ...]:
    """The ids of kinds that seek out people of those ages. Elders, and who lives door to door with them, end with a
    talk to an elder: advising somebody else is what teaches most."""
    kinds = _for_them(types, visit.ages)
    elders = [advice.id for advice in talks if AgeBand.SENIOR in advice.ages]
    if not elders or not (visit.kind is GroupKind.COMMUNITY or AgeBand.SENIOR in visit.ages):
        return kinds
    return (*kinds[:LED_BEFORE_A_TALK], elders[visit.seed % len(elders)])


def _for_them(types: Sequence[ScamType], ages: Collection[AgeBand]) -> tuple[str, ...]:
    """The ids of the first kinds that seek out people of those ages, filled up with the commonest."""
    near = [kind.id for kind in types if set(kind.ages) & set(ages)]
    return tuple(dict.fromkeys([*near, *(kind.id for kind in types)]))[:LED_TYPES]
