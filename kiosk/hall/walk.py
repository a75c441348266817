"""The walk through the zones as beads on a thread of glass: a wave where there is room, a board where there is not."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import cos, pi
from typing import Literal

from kiosk.core.geometry import Rect
from kiosk.draw.block import Block, beside, boxed, column_width, icon, label, move_to, over, place, sized, stack, text
from kiosk.draw.items import Arc, Colour, Item, Lines, Panel
from kiosk.draw.look import Look
from kiosk.draw.theme import BODY, CAPTION, HEADING, RADIUS, mix

Mark = Literal["ahead", "next", "done", "partly", "skipped", "late", "closed"]

_MARK_ICONS = {"done": "check", "partly": "dot", "skipped": "skip", "late": "clock", "closed": "lock", "next": "right"}
_BEAD, _SUNK = 112.0, 26.0
"""Diameter of a bead, and how far it is sunk into its plate."""
_GAP = 20.0
_STRANDS = ((0.0, 7.0), (9.0, 2.5), (-9.0, 2.5))
"""A thread is a main strand and two fine ones round it: how far they sway off it, and their width."""


@dataclass(frozen=True, slots=True)
class Stop:
    """A zone on the walk; `note` says in words what `mark` says by its look. Its target is `zone/<id>`."""

    zone: str
    number: int
    name: str
    icon: str
    mark: Mark
    note: str = ""

    @property
    def target(self) -> str:
        return "" if self.mark == "closed" else f"zone/{self.zone}"

    @property
    def behind(self) -> bool:
        """Whether the thread that leads on from here was walked."""
        return self.mark in ("done", "partly", "skipped")


def wave_fits(look: Look, room: Rect) -> bool:
    """Whether the wave has its place there; else it is the board's turn."""
    if look.large:
        return False
    return room.h >= 1000 and room.w >= 900 if look.portrait else room.h >= 540 and room.w >= 1600


def wave(look: Look, room: Rect, stops: Sequence[Stop]) -> list[Item]:
    """Beads on a wave, their plates by turns on this side and the other; from the left, or from above in portrait."""
    upright = look.portrait
    n = len(stops)
    long, wide = (room.h, room.w) if upright else (room.w, room.h)
    plate_long = (long - _GAP * (n - 1) / 2) / ((n + 1) / 2)
    plate_wide = 400.0 * wide / 984 if upright else min(190.0, wide / 2 - 130)
    step = (long - plate_long) / max(1, n - 1)
    sway = wide / 2 - plate_wide - _BEAD / 2 + _SUNK
    items: list[Item] = []

    def at(along: float, off: float = 0.0) -> tuple[float, float]:
        across = wide / 2 - sway * cos(pi * (along - plate_long / 2) / step) + off
        return (across, along) if upright else (along, across)

    for i in range(-1, n):
        first = 0.0 if i < 0 else plate_long / 2 + i * step
        last = min(long, plate_long / 2 + (i + 1) * step) if i < n - 1 else long
        walked = i < 0 or stops[i].behind
        items += _thread(look, room, at, first, last, step, walked)
    for i, stop in enumerate(stops):
        along = plate_long / 2 + i * step
        x, y = at(along)
        near = i % 2 == 0
        if upright:
            box = Rect(0.0 if near else wide - plate_wide, along - plate_long / 2, plate_wide, plate_long)
        else:
            box = Rect(along - plate_long / 2, 0.0 if near else wide - plate_wide, plate_long, plate_wide)
        items += _plate(look, stop, box.moved(room.x, room.y), upright, near)
        items += place(bead(look, stop, _BEAD), room.x + x - _BEAD / 2, room.y + y - _BEAD / 2)
    return items
