"""After a message was sent: thanks, how it will look, and that staff read it first."""

from __future__ import annotations

from kiosk.core.events import MessageLeft
from kiosk.draw.block import Block, beside, boxed, icon, stack, text
from kiosk.draw.items import Item
from kiosk.draw.look import Look
from kiosk.draw.theme import BODY, TITLE
from kiosk.draw.widgets import button, centred, next_button
from kiosk.parts import scroller
from kiosk.parts.scroller import Scroll
from kiosk.zones.message_board.wall import sheet


def view(look: Look, message: MessageLeft, scroll: Scroll) -> list[Item]:
    """Thanks at the left, the sheet at the right; one below the other where there is no room."""
    area = look.area
    items = next_button(look, "回到留言墙", "next")
    if area.w > 1300 and not look.large:
        left = _words(look, area.w * 0.5 - 40)
        paper = sheet(look, message, min(760.0, area.w * 0.5 - 40), area.h, 1, min(360.0, area.h))
        both = beside([left, paper], 80)
        if both.h <= area.h:
            return centred(both, area) + items

    def build(w: float) -> Block:
        return stack([_words(look, w), sheet(look, message, w, area.h, 1, 240 if look.portrait else 0)], 40)

    whole = build(area.w)
    return (centred(whole, area) if whole.h <= area.h else scroller.view(look, area, build, scroll, "read")) + items


def _words(look: Look, w: float) -> Block:
    theme = look.theme
    size = 120.0
    disc = boxed(icon("check", size * 0.6, theme.on_safe), theme.safe, pad=size * 0.2, radius=size / 2)
    words = [
        text(look, "谢谢您，这句话收下了", w, TITLE, theme.on_ground, "serif", balance=True),
        text(look, "工作人员看过以后，它就会挂到墙上。", w, BODY, theme.on_ground),
        button(look, "再写一句", "again", "quiet", icon_name="pen"),
    ]
    parts = words if look.area.h < 600 or look.large else [disc, *words]
    return stack(parts, 28, w=w)
