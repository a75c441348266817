"""The wall: approved messages as sheets of paper pinned side by side, newest first."""

from __future__ import annotations

from collections.abc import Sequence
from typing import assert_never

from kiosk.core.events import MessageLeft
from kiosk.core.geometry import Rect
from kiosk.core.vocabulary import MessageForm
from kiosk.draw.block import Block, boxed, column_width, columns_for, grid, place, stack, text
from kiosk.draw.items import Ink, Item, Panel
from kiosk.draw.look import Look
from kiosk.draw.theme import BODY, GAP, HEADING, TITLE
from kiosk.draw.widgets import centred, heading, next_button
from kiosk.parts import scroller
from kiosk.parts.ink_pad import PEN
from kiosk.parts.scroller import Scroll
from kiosk.zones.message_board.beads import string, width_for
from kiosk.zones.message_board.models import Phrases

_PIN = 26.0
_PAD_Y = 52.0
_SHORT = 400.0
"""Units below which a string is none."""
READ_FIRST = "工作人员看过，字条就挂到墙上。"
_TALL = 640.0
"""Height of the area from which the string of beads hangs above the sheets."""


def view(look: Look, phrases: Phrases, messages: Sequence[MessageLeft], scroll: Scroll, sent: int) -> list[Item]:
    """The string of beads above, the sheets below, the way to write one. This group has `sent` some that hang nowhere
    yet."""
    area = look.area
    if not messages:
        return centred(_empty(look, phrases, sent), area) + next_button(look, "写一句", "next", "pen")
    head = string(look, len(messages), area.w)
    if look.large or area.h < _TALL:
        head = heading(look, phrases.invitation, area.w)
    items = place(head, area.x, area.y)
    rest = Rect(area.x, area.y + head.h + 16, area.w, area.h - head.h - 16)
    items += scroller.view(look, rest, lambda w: _sheets(look, messages, w, rest.h), scroll, "wall", edge=24)
    return items + next_button(look, "写一句", "next", "pen")


def _empty(look: Look, phrases: Phrases, sent: int) -> Block:
    """A wall without a sheet: a bare string with the first bead on it, or the beads of this group."""
    theme, area = look.theme, look.area
    first, second = ("珠子串上了", READ_FIRST) if sent else ("串上第一颗珠子", phrases.invitation)
    words = stack(
        [
            text(look, first, area.w, TITLE, theme.on_ground, "serif", "centre", True),
            text(look, second, area.w, BODY, theme.on_ground_soft, align="centre", balance=True),
        ],
        28,
    )
    across = min(area.w, width_for(area.h - words.h - 48))
    hung = [string(look, max(0, sent - 1), across, newest=True)] if across >= _SHORT else []
    return stack([*hung, words], 48, "centre", area.w)


def _sheets(look: Look, messages: Sequence[MessageLeft], w: float, room: float) -> Block:
    """Rows of sheets, those in a row of one height, none higher than the `room` there is."""
    columns = columns_for(w, 640 if look.large else 380, 4)
    each = column_width(w, columns)
    hung: list[Block] = []
    for i in range(0, len(messages), columns):
        row = messages[i : i + columns]
        height = max(sheet(look, message, each, room).h for message in row)
        hung += [sheet(look, message, each, room, i + k, height) for k, message in enumerate(row)]
    return grid(hung, columns)


def sheet(look: Look, message: MessageLeft, w: float, room: float, tint: int = 0, h: float = 0.0) -> Block:
    """One message on paper, `w` units wide, at least `h` high; ink shrinks to the `room` units of height there are.

    `tint` counts through the colours of the paper.
    """
    theme = look.theme
    fill = (theme.card, theme.accent_tint, theme.safe_tint, theme.card_tint)[(tint + tint // 4) % 4]
    inside = w - 64
    match message.form:
        case MessageForm.INK:
            body = _ink(look, message, inside, max(80.0, room - GAP - 2 * _PAD_Y - 1))
        case MessageForm.PHRASE:
            dash = Block(inside, 6, (Panel(rect=Rect(0, 0, 56, 6), fill=theme.accent_deep, radius=3),))
            body = stack([text(look, message.phrase, inside, HEADING, theme.on_card, "serif", balance=True), dash], 24)
        case never:
            assert_never(never)
    paper = boxed(body, fill, pad=32, pad_y=_PAD_Y, w=w, h=h, valign=0.5, shadow=True, radius=12)
    pin = Panel(
        rect=Rect(w / 2 - _PIN / 2, 12, _PIN, _PIN),
        fill=theme.danger,
        radius=_PIN / 2,
        border=theme.card,
        border_width=4,
    )
    return Block(paper.w, paper.h, (*paper.items, pin))


def _ink(look: Look, message: MessageLeft, w: float, h: float) -> Block:
    """Handwriting as large as `w` x `h` units allow, in the middle of the width."""
    scale = min(w / message.width, h / message.height)
    ink = Ink(
        rect=Rect((w - message.width * scale) / 2, 0, message.width * scale, message.height * scale),
        strokes=message.strokes,
        colour=look.theme.on_card,
        width=PEN,
        scale=scale,
    )
    return Block(w, message.height * scale, (ink,))
