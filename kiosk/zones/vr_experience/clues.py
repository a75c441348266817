"""Clues by duty: what at this moment only some of the group know, each behind the bead of those who may look.

A clue stands alone on the screen, for whoever comes forward, and goes away by itself: what is in it reaches the others
only if they are told.
"""

from __future__ import annotations

from collections.abc import Mapping

from kiosk.core.geometry import Rect
from kiosk.core.pace import reading_seconds
from kiosk.core.vocabulary import Duty
from kiosk.draw.block import Block, beside, boxed, label, place, stack, text
from kiosk.draw.items import Item, Panel
from kiosk.draw.look import Look
from kiosk.draw.theme import BODY, CAPTION, HEADING
from kiosk.draw.widgets import next_button
from kiosk.parts import scroller
from kiosk.parts.duties import dealt_in, duty_bead
from kiosk.scene import Visit
from kiosk.zones.vr_experience.models import Clue
from kiosk.zones.vr_experience.pages import VrCluePage
from kiosk.zones.vr_experience.rooms import frozen_at
from kiosk.zones.vr_experience.story import Story

LEAST_PEOPLE = 3
"""With fewer there is nobody who would not know."""
_COMES_FORWARD, _LEAST = 6.0, 10.0
"""Seconds until whoever may look stands in front of it; for which it stands there at least."""
_GAP = 16.0


def holders(visit: Visit) -> tuple[Duty, ...]:
    """The duties that are shown clues in this visit."""
    return tuple(duty for duty, _ in dealt_in(visit)) if visit.people >= LEAST_PEOPLE else ()


def lasting(story: Story, clue: Clue) -> float:
    """For how many seconds a clue stands there."""
    return max(_LEAST, _COMES_FORWARD + reading_seconds(len(clue.text), story.ages))


def beads(look: Look, story: Story, w: float) -> Block:
    """The beads of those who know something at this moment; nothing where nobody does."""
    clues = story.clues
    if not clues:
        return Block(0, 0)
    size = look.target
    row = beside([_bead(clue.duty, size) for clue in clues], _GAP)
    room = w - row.w - 2 * 20 - _GAP
    words = "谁多知道一点？" if look.large else "谁多知道一点？请他看"
    said = text(look, words, room, CAPTION, look.theme.on_ground)
    return boxed(beside([said, row], _GAP), look.theme.ground_dark, pad=20, pad_y=6, radius=20, w=w)


def _bead(duty: Duty, size: float) -> Block:
    """A bead to be touched."""
    bead = duty_bead(duty, size)
    word = f"{duty.word}的线索"
    at = Panel(rect=Rect(0, 0, size, size), fill=None, target=f"clue/{duty}", alt=word, radius=size / 2)
    return Block(size, size, (*bead.items, at))


def view(look: Look, page: VrCluePage, rooms: Mapping[str, str]) -> list[Item]:
    """The one clue, in the room that stands still: whose it is from afar, what it says from near by."""
    area, theme = look.area, look.theme
    size = look.size(HEADING) * 2.6

    def build(w: float) -> Block:
        inside = w - 2 * 56
        named = stack(
            [
                label(look, page.clue.duty.word, HEADING, theme.on_card, "serif"),
                text(look, "请拿这颗珠子的人上前看", inside - size - 32, HEADING, theme.on_card),
            ],
            6,
        )
        parts = [
            beside([duty_bead(page.clue.duty, size), named], 32),
            text(look, page.clue.text, inside, BODY * 1.25, theme.on_card, "serif"),
            text(look, "看完说给大家听；过一会儿自己合上", inside, CAPTION, theme.on_card_soft),
        ]
        card = boxed(stack(parts, 32), theme.card, pad=56, pad_y=48, w=w, radius=28, shadow=True)
        spare = max(0.0, area.h - card.h) * 0.4
        return Block(card.w, card.h + spare, tuple(place(card, 0, spare)), card.seams)

    width = min(area.w, 1240.0)
    rect = Rect(area.x + (area.w - width) / 2, area.y, width, area.h)
    items = frozen_at(look, rooms, page.behind)
    items.append(Panel(rect=area, target="close", alt="收起来"))
    items += scroller.view(look, rect, build, page.reading, "read")
    return items + next_button(look, "收好，接着走", "next", "play")
