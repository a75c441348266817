"""The guided visit's plan: which zone next, and how many minutes for each of those that are left.

When the group is late, what is left is shortened in proportion, never under a zone's minimum; when even the minimums
do not fit, the last zones are left for another day.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from kiosk.content.models.hall import ZonePlan


def plan(
    zones: Sequence[ZonePlan], seconds_left: float, gone: Collection[str], extra: Mapping[str, float] | None = None
) -> tuple[tuple[str, float], ...]:
    """(zone id, minutes) still to come, in order, fitting `seconds_left`.

    `gone` are zones done, skipped or closed; `extra` minutes were added by the guide. When there is time to spare
    nobody is held longer than planned.
    """
    extra = extra or {}
    ahead = [z for z in zones if z.id not in gone]
    minutes = seconds_left / 60
    while ahead and sum(z.min_minutes for z in ahead) > minutes + 1e-9:
        ahead.pop()
    wanted = {z.id: max(z.min_minutes, z.minutes + extra.get(z.id, 0.0)) for z in ahead}
    given = _shortened(ahead, wanted, minutes)
    return tuple((z.id, round(given[z.id], 1)) for z in ahead)


def _shortened(ahead: Sequence[ZonePlan], wanted: Mapping[str, float], minutes: float) -> dict[str, float]:
    """`wanted` in proportion so that the sum fits; zones that reach their minimum stay there, the rest give more."""
    given = dict(wanted)
    fixed: set[str] = set()
    while sum(given.values()) > minutes + 1e-9:
        free = [z for z in ahead if z.id not in fixed]
        if not free:
            break
        room = minutes - sum(given[i] for i in fixed)
        share = room / sum(wanted[z.id] for z in free)
        short = [z for z in free if wanted[z.id] * share < z.min_minutes]
        if not short:
            given.update({z.id: wanted[z.id] * share for z in free})
            break
        for zone in short:
            given[zone.id] = zone.min_minutes
            fixed.add(zone.id)
    return given
