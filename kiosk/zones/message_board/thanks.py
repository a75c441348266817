"""After a message was sent: its bead is on the string; the sheet hangs from it, and staff read that first."""

from __future__ import annotations

from dataclasses import replace

from kiosk.core.events import MessageLeft
from kiosk.core.geometry import Rect
from kiosk.draw.block import Block, beside, over, place, stack, text
from kiosk.draw.items import Item, Lines
from kiosk.draw.look import Look
from kiosk.draw.theme import BODY, TITLE
from kiosk.draw.widgets import button, centred, next_button
from kiosk.parts import scroller
from kiosk.parts.scroller import Scroll
from kiosk.zones.message_board.beads import newest_bead, string, width_for
from kiosk.zones.message_board.wall import READ_FIRST, sheet

_GROWN = 1.28
"""How much larger the message is set: all read it aloud."""
_PAPER, _WORDS = 720.0, 0.46
"""How wide the sheet is where it hangs in the middle, and the share of the words where it hangs beside them."""
_THREAD, _LEAST = 44.0, 132.0
"""Units of thread above the sheet, and what the bead needs."""


def view(look: Look, message: MessageLeft, scroll: Scroll, before: int, led: bool) -> list[Item]:
    """The new bead on the string, the message on a thread from it, and thanks beside or below; `before` messages hung
    there already. `led`: the guided path goes on."""
    area = look.area
    items = next_button(look, "接着走" if led else "回到留言墙", "next")

    def build(w: float) -> Block:
        if look.portrait:
            words = _words(look, w)
            return stack([_hung(look, message, before, w, min(w, 760.0), area.h - words.h - 40), words], 40)
        if look.large:
            words = _words(look, w * _WORDS)
            side = w - words.w - 40
            return beside([words, _hung(look, message, before, side, side - 40, area.h)], 40)
        words = _words(look, (w - _PAPER) / 2 - 40)
        hung = _hung(look, message, before, w, _PAPER, area.h)
        return over(hung, words, 0, max(0.0, hung.h - words.h))

    whole = build(area.w)
    return (centred(whole, area) if whole.h <= area.h else scroller.view(look, area, build, scroll, "read")) + items


def _hung(look: Look, message: MessageLeft, before: int, w: float, across: float, h: float) -> Block:
    """The string `w` units wide, and the sheet that hangs from its newest bead, in `h` units where they fit; the bead
    alone where the string has no room."""
    read = look if look.large else replace(look, zoom=_GROWN)
    paper = sheet(read, message, across, h - _LEAST - _THREAD, 1)
    broad = min(w, width_for(h - paper.h - _THREAD))
    made = string(look, before, broad, newest=True) if broad >= across else newest_bead(before)
    thread = Lines(
        rect=Rect(w / 2 - 4, made.h, 8, _THREAD + 24),
        points=(4, 0, 4, _THREAD + 24),
        colour=look.theme.on_ground_soft,
        width=4,
    )
    items = [*place(made, (w - made.w) / 2, 0), thread, *place(paper, (w - across) / 2, made.h + _THREAD)]
    return Block(w, made.h + _THREAD + paper.h, tuple(items))


def _words(look: Look, w: float) -> Block:
    words = [
        text(look, "珠子串上了", w, TITLE, look.theme.on_ground, "serif", balance=True),
        text(look, READ_FIRST, w, BODY, look.theme.on_ground, balance=True),
        button(look, "再写一句", "again", "quiet", icon_name="pen"),
    ]
    return stack(words, 28, w=w)
