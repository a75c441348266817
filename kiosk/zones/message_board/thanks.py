"""After a message was sent: its bead is on the string, and staff read it first."""

from __future__ import annotations

from kiosk.core.events import MessageLeft
from kiosk.draw.block import Block, beside, stack, text
from kiosk.draw.items import Item
from kiosk.draw.look import Look
from kiosk.draw.theme import BODY, TITLE
from kiosk.draw.widgets import button, centred, next_button
from kiosk.parts import scroller
from kiosk.parts.scroller import Scroll
from kiosk.zones.message_board.beads import string
from kiosk.zones.message_board.wall import sheet

_LOW = 640.0
"""Below this height of the area the words and the message have all the room."""


def view(look: Look, message: MessageLeft, scroll: Scroll, before: int, led: bool) -> list[Item]:
    """The string with the new bead above, thanks and the message below; `before` messages hung there
    already. `led`: the guided path goes on."""
    area = look.area
    items = next_button(look, "接着走" if led else "回到留言墙", "next")
    hung = string(look, before, area.w, newest=True)
    if look.large or area.h < _LOW:
        hung = Block(0, 0)

    def build(w: float) -> Block:
        words = _words(look, w if look.portrait or look.large else w * 0.5 - 40)
        room = area.h - hung.h - 40
        if look.portrait or look.large:
            return stack([hung, words, sheet(look, message, w, area.h, 1, 240 if look.portrait else 0)], 40)
        paper = sheet(look, message, min(760.0, w * 0.5 - 40), room, 1, min(300.0, room))
        return stack([hung, beside([words, Block(80, 0), paper], 0)], 40)

    whole = build(area.w)
    return (centred(whole, area) if whole.h <= area.h else scroller.view(look, area, build, scroll, "read")) + items


def _words(look: Look, w: float) -> Block:
    words = [
        text(look, "已经串上去了", w, TITLE, look.theme.on_ground, "serif", balance=True),
        text(look, "工作人员看过，就挂出来。", w, BODY, look.theme.on_ground),
        button(look, "再写一句", "again", "quiet", icon_name="pen"),
    ]
    return stack(words, 28, w=w)
