"""A true case under its kind of scam: its picture from edge to edge, where it was, and what it taught."""

from __future__ import annotations

from kiosk.content.shared import CaseFacts
from kiosk.core.geometry import Rect
from kiosk.draw.block import Block, roomy, stack, text
from kiosk.draw.items import Item
from kiosk.draw.look import Look
from kiosk.draw.theme import BODY, HEADING, TITLE
from kiosk.draw.widgets import money, next_button, note
from kiosk.parts import scroller
from kiosk.parts.scroller import Scroll
from kiosk.parts.spread import has_room, picture, words_beside

_TOP = 44.0


def where_of(case: CaseFacts) -> str:
    """Where it happened, and how much money it was about, as far as that was published."""
    known = (case.place, money(case.yuan) if case.yuan else case.amount)
    return " · ".join(part for part in known if part and "未" not in part)


def view(look: Look, case: CaseFacts, scroll: Scroll, onward: str) -> list[Item]:
    """The case, and the next step, called `onward`."""
    theme = look.theme
    framed = case.picture and has_room(look)
    items = picture(look, case.picture, focus=case.focus) if framed else []
    area, where = words_beside(look) if framed else look.area, where_of(case)
    top = _TOP if framed else 0.0
    rest = Rect(area.x, area.y + top, area.w, area.h - top)

    def build(look: Look, w: float) -> Block:
        parts = [
            *([text(look, where, w, BODY, theme.mark)] if where else []),
            text(look, case.title, w, TITLE, theme.on_ground, "serif", balance=True),
            text(look, case.lesson, w, HEADING, theme.on_ground, balance=True),
            text(look, "这件事的前前后后，在案例警示区", w, BODY, theme.on_ground_soft, balance=True),
            note(look, case.source, w, on_dark=True),
        ]
        return stack(parts, 32, w=w)

    grown = roomy(look, rest.w, rest.h, build)
    items += scroller.view(look, rest, lambda w: build(grown, w), scroll, "read", edge=24)
    return items + next_button(look, onward, "next")
