"""What is seen of the reading: a thick line round what is being read, and a word where it cannot be heard."""

from __future__ import annotations

from collections.abc import Sequence

from kiosk.core.geometry import Rect
from kiosk.draw.block import Block, beside, boxed, icon, label, place
from kiosk.draw.items import Item, Panel
from kiosk.draw.look import Look
from kiosk.draw.reading_order import Passage
from kiosk.draw.theme import CAPTION
from kiosk.session import frame

_AIR, _DARK, _BRIGHT = 6.0, 4.0, 8.0
"""Units between what is read and its line, and how thick the line's dark edges and its yellow middle are."""
UNHEARD = "这一段没有录音，请看屏幕"


def greeting(look: Look, keys: Sequence[Item]) -> Passage:
    """What is said first, once: what the two keys do, wherever they are."""
    words = look.say("朗读打开了。按“下一个”，换到下一个按钮；按“就选它”，就选读到的这一个。")
    where = [item.rect for item in keys if item.target in frame.KEYS]
    if not where:
        return Passage((words,), Rect(0, 0, 0, 0), around=True)
    x, y = where[0].x, where[0].y
    return Passage((words,), Rect(x, y, where[-1].right - x, where[-1].bottom - y), around=True)


def keys_above(around: Sequence[Item], sheet: Sequence[Item]) -> list[Item]:
    """The two keys once more, above a sheet that has buttons of its own; one that ends with any touch needs none."""
    anywhere = any(item.target and item.finger == "tap" and item.rect.x <= 0 and item.rect.y <= 0 for item in sheet)
    firsts = [i for i, item in enumerate(around) if item.target in frame.KEYS]
    if anywhere or not firsts:
        return []
    box = around[firsts[0]].rect
    whole = Rect(box.x, box.y, around[firsts[-1]].rect.right - box.x, box.h)
    return [item for item in around[firsts[0] :] if whole.covers(item.rect, 1.0)]


def marks(look: Look, here: Passage | None, unheard: bool) -> list[Item]:
    """The line, dark on both sides so that it is seen on white and on yellow as well; and the note."""
    if here is None or here.rect.empty:
        return []
    items: list[Item] = _lines(look, here.rect)
    if unheard:
        note = _note(look)
        low = here.rect.bottom > look.canvas.h * 0.6
        y = 24.0 if low else look.area.bottom - note.h - 8
        items += place(note, (look.canvas.w - note.w) / 2, y)
    return items


def _lines(look: Look, rect: Rect) -> list[Item]:
    theme = look.theme
    edge = _AIR + 2 * _DARK + _BRIGHT
    canvas = Rect(2, 2, look.canvas.w - 4, look.canvas.h - 4)
    outer = rect.inset(-edge, -edge).meet(canvas)
    found: list[Item] = []
    for inside, width, colour in (
        (0.0, 2 * _DARK + _BRIGHT, theme.ground_dark),
        (_DARK, _BRIGHT, theme.accent),
    ):
        found.append(
            Panel(rect=outer.inset(inside, inside), border=colour, border_width=width, radius=max(8.0, 24.0 - inside))
        )
    return found


def _note(look: Look) -> Block:
    theme = look.theme
    size = look.size(CAPTION)
    row = beside([icon("mute", size * 1.1, theme.on_accent), label(look, UNHEARD, CAPTION, theme.on_accent)], 12)
    return boxed(row, theme.accent, pad=24, pad_y=10, radius=20, border=theme.ground_dark, border_width=4)
