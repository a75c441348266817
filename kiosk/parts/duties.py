"""Everybody in a group that is led has something to do: who gets which duty, and the bead it is known by.

Dealt by the place in the row, from left to right, never by name.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kiosk.content.models.duties import DutyTurn
from kiosk.core.events import VisitStarted
from kiosk.core.geometry import Rect
from kiosk.core.page_names import finest
from kiosk.core.vocabulary import Duty, Programme, VisitMode
from kiosk.draw.block import Block, beside, boxed, label, over
from kiosk.draw.items import Colour, Icon, Item, Panel
from kiosk.draw.look import Look
from kiosk.draw.theme import BODY, CAPTION, NORMAL, contrast, mix
from kiosk.scene import Visit

EVERYBODY = "大家"
"""What all of them together are called."""

ORDER = (Duty.PERSON, Duty.RELATIVE, Duty.OBSERVER, Duty.OFFICER, Duty.CLERK)
"""Those that matter most first, as they stand in the row: a small group does without the last ones, and who is over
goes to the first ones."""
_LEAST = 2
"""People without whom there is nobody to share anything with."""
_BEADS: dict[Duty, tuple[Colour, str]] = {
    Duty.PERSON: ((242, 182, 50), "visitor"),
    Duty.RELATIVE: ((166, 51, 43), "family"),
    Duty.OBSERVER: ((228, 233, 230), "eye"),
    Duty.OFFICER: ((52, 96, 176), "officer"),
    Duty.CLERK: ((58, 140, 106), "bank"),
}
"""鸡油黄, 鸡肝石, 月白, 霁蓝, 竹青, and the sign that says the same to who cannot tell them apart."""
_SIGN = 0.64
"""The sign's size, of the bead's."""
_TALL = 1.35
"""A bead beside words, of their size."""
_APART, _CLOSE = 1.1, 0.36
"""From one bead to the next on a string, of its size: of some, each to be told; of all, as one."""


def deal(people: int) -> tuple[tuple[Duty, int], ...]:
    """The duties of a group of so many, from the left, with how many people have each; none for who comes alone."""
    if people < _LEAST:
        return ()
    dealt = ORDER[:people]
    each, rest = divmod(people, len(dealt))
    return tuple((duty, each + (place < rest)) for place, duty in enumerate(dealt))


def dealt_in(visit: Visit) -> tuple[tuple[Duty, int], ...]:
    """The duties of the group that is on this visit; none where nobody leads it, or for who is being defrauded now."""
    urgent = any(isinstance(e, VisitStarted) and e.programme is Programme.DISSUASION for e in visit.events)
    return deal(visit.people) if visit.mode is VisitMode.GUIDED and not urgent else ()


@dataclass(frozen=True, slots=True)
class Turn:
    """Whose turn it is and what to do; `name` is what they are called together."""

    who: tuple[Duty, ...]
    name: str
    do: str

    @property
    def words(self) -> str:
        return f"{self.name}：{self.do}"

    @property
    def pieces(self) -> tuple[str, ...]:
        """As it is read from the screen."""
        names = (self.name,) if self.name == EVERYBODY else tuple(duty.word for duty in self.who)
        return (*names, self.do)


def turn_of(visit: Visit, who: Sequence[Duty], do: str) -> Turn | None:
    """Those of `who` (nobody named: everybody) that were dealt in this visit; None where none was."""
    dealt = [duty for duty, _ in dealt_in(visit)]
    there = tuple(duty for duty in dealt if not who or duty in who)
    name = EVERYBODY if len(there) == len(dealt) else "、".join(duty.word for duty in there)
    return Turn(there, name, do) if there else None


def turn_on(turns: Sequence[DutyTurn], visit: Visit, page: str) -> Turn | None:
    """Whose turn it is on the page of that name."""
    entry = finest(turns, page)
    return turn_of(visit, entry.who, entry.do) if entry is not None else None


def duty_bead(duty: Duty, size: float, alt: str = "") -> Block:
    """The bead of that duty: glass of its colour with its sign in it, dark or light, whichever is seen better. `alt`
    is what is said of it where nothing is written beside it."""
    shade, name = _BEADS[duty]
    ink = max((NORMAL.on_card, NORMAL.on_danger), key=lambda colour: contrast(colour, shade))
    sign = size * _SIGN
    place = Rect(size * 0.49 - sign / 2, size * 0.47 - sign / 2, sign, sign)
    return Block(size, size, (*_glass(shade, size), Icon(rect=place, name=name, colour=ink, alt=alt)))


def _glass(shade: Colour, size: float, alt: str = "") -> tuple[Item, ...]:
    rim, inner = mix(shade, (0, 0, 0), 0.38), size * 0.9
    return (
        Panel(rect=Rect(0, 0, size, size), fill=rim, radius=size / 2),
        Panel(rect=Rect(size * 0.04, size * 0.02, inner, inner), fill=shade, radius=inner / 2, alt=alt),
    )


def line(look: Look, turn: Turn, named: bool) -> Block:
    """The beads; who that is where they are `named` and it is one or all of them; what to do."""
    theme, role = look.theme, written(look)
    size, every = round(look.size(role) * _TALL), turn.name == EVERYBODY
    named = named and (every or len(turn.who) == 1)
    if every:
        last = "" if named else look.say(EVERYBODY)
        alts = [*[""] * (len(turn.who) - 1), last]
        beads = [Block(size, size, _glass(_BEADS[d][0], size, alt)) for d, alt in zip(turn.who, alts, strict=True)]
    else:
        beads = [duty_bead(duty, size, "" if named else duty.word) for duty in turn.who]
    parts = [_strung(beads, round(size * (_CLOSE if every else _APART)))]
    parts += [label(look, turn.name, role, theme.on_ground)] if named else []
    return beside([*parts, label(look, turn.do, role, theme.on_ground, "strong")], 12)


def _strung(beads: Sequence[Block], step: float) -> Block:
    """Beads as on a string, each `step` units after the one before."""
    strung = Block(step * (len(beads) - 1) + beads[0].w, beads[0].h)
    for place, bead in enumerate(beads):
        strung = over(strung, bead, place * step)
    return strung


def strip(look: Look, turn: Turn, named: bool) -> Block:
    """That line as it stands in the frame, as high as what else stands there."""
    height = look.size(CAPTION) * 1.45 + 16
    fill = look.theme.ground_light
    return boxed(line(look, turn, named), fill, pad=22, pad_y=3, radius=height / 2, h=height, valign=0.5)


def written(look: Look) -> float:
    """The size in which it is written, to be read from the back row."""
    return CAPTION if look.large else BODY
