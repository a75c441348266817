"""The phone of the waiting screen, large beside its question; and, once somebody took it, what it was."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache
from typing import NamedTuple

from kiosk.content.models.hall import Ring
from kiosk.core.geometry import Rect
from kiosk.draw.block import Block, beside, place, stack, text
from kiosk.draw.items import Item, move
from kiosk.draw.look import Look
from kiosk.draw.text import text_width
from kiosk.draw.theme import MARGIN
from kiosk.draw.widgets import sign
from kiosk.hall import ringing
from kiosk.hall.poster import (
    Passing,
    display,
    emblem,
    foot_words,
    glass,
    go_button,
    help_line,
    name_and_help,
    standing_figure,
)
from kiosk.parts import phone


def calling(look: Look, name: str, passing: Passing, ring: Ring, aside: float, kept: bool) -> list[Item]:
    """The phone `aside` from its place, the question, what passes beside it, and that any other touch starts;
    or, when a visit is `kept`, the way back into it."""
    still = _still(look, name, ring, kept)
    cord = glass(look, still.places.cord, look.canvas.w * (0.1 if look.portrait else 0.42), passing)
    room = still.places.below
    figure = standing_figure(replace(look, large=False), passing, room, room.w, aside=True)
    return [*still.head, *cord, *move(still.phone, aside, 0.0), *still.asked, *figure, *still.hint]


@lru_cache(maxsize=8)
def _still(look: Look, name: str, ring: Ring, kept: bool) -> _Still:
    places = _places(look)
    where = places.asked
    size = min(150.0, 0.98 * where.w / text_width(look.say(ringing.QUESTION), 1.0, "serif"))
    asked = display(look, ringing.QUESTION, size, where.w, look.theme.mark)
    hint = foot_words(look, "绿键是接，红键是不接；点别处，直接开始参观。", places.foot.w, kept)
    return _Still(
        places,
        place(_top(look, name, places.head.w), places.head.x, places.head.y),
        phone.view(replace(look, large=False), places.phone, ringing.screen(ring, False, 0)),
        place(asked, where.x, where.y + (where.h - asked.h) / 2),
        place(hint, places.foot.x, places.foot.bottom - hint.h),
    )


def truth(look: Look, name: str, what_it_is: str, ring: Ring, answered: bool, begun: int, kept: bool) -> list[Item]:
    """The phone with what the caller said; once `begun` is 2 the truth beside it; and the way in."""
    places = _places(look)
    poster = replace(look, large=False)
    items = place(_top(look, name, places.head.w), places.head.x, places.head.y)
    items += phone.view(replace(look, large=False), places.phone, ringing.screen(ring, True, begun))
    words, below = places.asked, places.below
    if not look.portrait:
        words = Rect(words.x, words.y, words.w, below.bottom - words.y)
    did = "您接了。" if answered else "您没接。"
    head = text(poster, did, words.w, 64, look.theme.on_ground_soft, "serif")
    rows: list[Block] = []
    room = below.h if look.portrait else words.h - head.h
    if begun > 1:
        rows.append(sign(poster, "genuine", "这是真的") if ring.genuine else sign(poster, "danger", "这是骗局"))
        said = look.say(ring.answered if answered else ring.declined)
        for size in (76.0, 64.0, 54.0, 46.0):
            block = display(look, said, size, words.w)
            if rows[0].h + 28 + block.h <= room - 28:
                break
        rows.append(block)
    if look.portrait:
        items += place(head, words.x, words.y + (words.h - head.h) / 2) + place(stack(rows, 28), below.x, below.y)
    else:
        items += place(stack([head, *rows], 28), words.x, words.y)
    go = go_button(look, min(places.foot.w, 560.0), min(148.0, places.foot.h))
    what = foot_words(look, what_it_is, places.foot.w - go.w - 64, kept)
    if look.portrait or what.h > places.foot.h:
        return [*items, *place(go, places.foot.right - go.w, places.foot.bottom - go.h)]
    items += place(what, places.foot.x, places.foot.bottom - what.h)
    return [*items, *place(go, places.foot.right - go.w, places.foot.bottom - go.h)]


@dataclass(frozen=True, slots=True)
class _Places:
    """Where the name, the phone, the question, what stands `below` it, and the last line are; the glass thread's
    height."""

    head: Rect
    phone: Rect
    asked: Rect
    below: Rect
    foot: Rect
    cord: float


class _Still(NamedTuple):
    """What does not move while the phone rings: made once, for a bead runs past it all day."""

    places: _Places
    head: list[Item]
    phone: list[Item]
    asked: list[Item]
    hint: list[Item]


def _places(look: Look) -> _Places:
    w, h = look.canvas
    lane = phone.lane(look)
    if look.portrait:
        side, top = 48.0, 330.0
        room = w - 2 * side
        body = min(room, 600.0)
        shown = Rect((w - body) / 2, top + 230, body + lane, min(810.0, h * 0.43))
        foot = Rect(side, h - 64 - 148, room, 148.0)
        asked = Rect(side, top, room, shown.y - top - 20)
        below = Rect(side, shown.bottom + 32, room, foot.y - shown.bottom - 64)
        return _Places(Rect(side, 56, room, top - 80), shown, asked, below, foot, shown.bottom - 24)
    body = min(540.0, h * 0.5)
    shown = Rect(w - MARGIN - body - 40, 196, body + lane, h - 40 - 196)
    left = shown.x - 72 - MARGIN
    foot = Rect(MARGIN, h - 72 - 148, left, 148.0)
    asked = Rect(MARGIN, 232, left, 220.0)
    below = Rect(MARGIN, asked.bottom, left, foot.y - asked.bottom - 48)
    return _Places(Rect(MARGIN, 40, w - 2 * MARGIN, 150), shown, asked, below, foot, foot.y - 16)


def _top(look: Look, name: str, w: float) -> Block:
    """Emblem and name, and whom to ask: in one row where there is room, else in two."""
    if not look.portrait:
        return name_and_help(look, name, w)
    mark, line = emblem(look, 120), help_line(look)
    row = beside([mark, Block(w - mark.w - line.w, 0), line], 0)
    return stack([row, display(look, name, min(84.0, 0.98 * w / len(name)), w)], 20)
