"""Everybody in a group that is led has something to do: who gets which duty, and the bead it is known by.

Dealt by the place in the row, from left to right, never by name.
"""

from __future__ import annotations

from kiosk.core.geometry import Rect
from kiosk.core.vocabulary import Duty, VisitMode
from kiosk.draw.block import Block, icon, over
from kiosk.draw.items import Colour, Panel
from kiosk.draw.theme import NORMAL, contrast, mix
from kiosk.scene import Visit

ORDER = (Duty.PERSON, Duty.RELATIVE, Duty.OBSERVER, Duty.OFFICER, Duty.CLERK)
"""Those that matter most first, as they stand in the row: a small group does without the last ones, and who is over
goes to the first ones."""
_LEAST = 2
"""People without whom there is nobody to share anything with."""
_BEADS: dict[Duty, tuple[Colour, str]] = {
    Duty.PERSON: ((242, 182, 50), "visitor"),
    Duty.RELATIVE: ((166, 51, 43), "family"),
    Duty.OBSERVER: ((228, 233, 230), "search"),
    Duty.OFFICER: ((52, 96, 176), "officer"),
    Duty.CLERK: ((58, 140, 106), "bank"),
}
"""鸡油黄, 鸡肝石, 月白, 霁蓝, 竹青, and the sign that says the same to who cannot tell them apart."""
_SIGN = 0.64
"""The sign's size, of the bead's."""


def deal(people: int) -> tuple[tuple[Duty, int], ...]:
    """The duties of a group of so many, from the left, with how many people have each; none for who comes alone."""
    if people < _LEAST:
        return ()
    dealt = ORDER[:people]
    each, rest = divmod(people, len(dealt))
    return tuple((duty, each + (place < rest)) for place, duty in enumerate(dealt))


def dealt_in(visit: Visit) -> tuple[tuple[Duty, int], ...]:
    """The duties of the group that is on this visit; none where nobody leads it."""
    return deal(visit.people) if visit.mode is VisitMode.GUIDED else ()


def duty_bead(duty: Duty, size: float) -> Block:
    """The bead of that duty: glass of its colour with its sign in it, dark or light, whichever is seen better."""
    shade, name = _BEADS[duty]
    ink = max((NORMAL.on_card, NORMAL.on_danger), key=lambda colour: contrast(colour, shade))
    rim, inner = mix(shade, (0, 0, 0), 0.38), size * 0.9
    glass = (
        Panel(rect=Rect(0, 0, size, size), fill=rim, radius=size / 2),
        Panel(rect=Rect(size * 0.04, size * 0.02, inner, inner), fill=shade, radius=inner / 2),
    )
    sign = size * _SIGN
    return over(Block(size, size, glass), icon(name, sign, ink), size * 0.49 - sign / 2, size * 0.47 - sign / 2)
