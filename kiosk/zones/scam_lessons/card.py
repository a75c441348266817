"""One card of a module: a title, a few sentences, up to four points, beside the module's large drawing."""

from __future__ import annotations

from dataclasses import replace

from kiosk.core.geometry import Rect
from kiosk.draw.block import Block, beside, boxed, column_width, icon, label, place, roomy, stack, text
from kiosk.draw.items import Item
from kiosk.draw.look import Look
from kiosk.draw.theme import BODY, CAPTION, HEADING, TITLE
from kiosk.draw.widgets import dots, heading, next_button
from kiosk.parts import scroller
from kiosk.parts.scroller import Scroll
from kiosk.zones.scam_lessons.models import Lesson, LessonCard

_SIDE = 440.0
_READING = 40.0
"""The paragraph of a card stands alone on its screen, so it is set larger than body text."""


def view(look: Look, module: Lesson, index: int, scroll: Scroll) -> list[Item]:
    """Card `index` of the module, with its next step."""
    area = look.area
    card = module.cards[index]
    if two_columns(look):
        side = _side(look, module, index, _SIDE, area.h)
        items = place(side, area.x, area.y)
        rest = Rect(area.x + side.w + 56, area.y, area.w - side.w - 56, area.h)
    else:
        tall = look.portrait and not look.large and area.h > 1000
        head = _side(look, module, index, area.w, 600) if tall else strip(look, module, index)
        items = place(head, area.x, area.y)
        rest = Rect(area.x, area.y + head.h + 40, area.w, area.h - head.h - 40)

    def fullest(larger: Look, w: float) -> Block:  # one size of type for all cards of a module
        return max((_matter(larger, c, w, 0) for c in module.cards), key=lambda b: b.h)

    grown = roomy(look, rest.w, rest.h, fullest)
    height = rest.h if two_columns(look) else 0
    items += scroller.view(look, rest, lambda w: _matter(grown, card, w, height), scroll, "read")
    last = index + 1 == len(module.cards)
    return items + next_button(look, "做个小练习" if last else "下一张", "next")


def two_columns(look: Look) -> bool:
    """Whether there is room for two columns."""
    return look.area.w > 1300 and not look.large


def _progress(look: Look, module: Lesson, index: int) -> Block:
    """Where one is in the module; its exercise is the last dot."""
    return dots(look, len(module.cards) + 1, index)


def _side(look: Look, module: Lesson, index: int, w: float, h: float) -> Block:
    """The module's drawing, name and progress on a panel of their own."""
    theme = look.theme
    inside = w - 64
    pill = boxed(_progress(look, module, index), theme.ground, pad=20, pad_y=14, radius=22)
    words = [
        text(look, module.title, inside, HEADING, theme.on_ground, "serif", "centre", True),
        text(
            look,
            look.say("第 {n} 张，共 {all} 张", n=index + 1, all=len(module.cards)),
            inside,
            CAPTION,
            theme.on_ground_soft,
            align="centre",
        ),
        pill,
    ]
    below = stack(words, 16, "centre", inside)
    size = max(80.0, min(300.0, h - below.h - 64 - 40))
    disc = boxed(icon(module.icon, size * 0.6, theme.mark), theme.ground, pad=size * 0.2, radius=size / 2)
    column = stack([disc, below], 40, "centre", inside)
    return boxed(column, theme.ground_light, pad=32, pad_y=32, w=w, h=h, valign=0.5)


def strip(look: Look, module: Lesson, index: int) -> Block:
    """The module's name and progress as one line, or two where there is no room for one."""
    theme = look.theme
    w = look.area.w
    size = look.size(HEADING) * 1.5
    disc = boxed(icon(module.icon, size * 0.66, theme.mark), theme.ground_light, pad=size * 0.17, radius=size / 2)
    row = _progress(look, module, index)
    natural = label(look, module.title, HEADING, theme.on_ground, "serif")
    if disc.w + natural.w + row.w + 60 <= w:
        free = w - disc.w - natural.w - row.w - 60
        return beside([disc, natural, Block(free, 0), row], 20)
    name = heading(look, module.title, w - disc.w - 20)
    return stack([beside([disc, name], 20), row], 16, w=w)


def _matter(look: Look, card: LessonCard, w: float, h: float) -> Block:
    """Title, paragraph, points; in the middle of `h` units when they are lower than that."""
    theme = look.theme
    role = BODY if look.large else _READING
    read = min(w, look.size(role) * 28)
    parts = [
        text(look, card.title, w, TITLE, theme.on_ground, "serif", balance=True),
        text(look, card.text, read, role, theme.on_ground),
    ]
    if card.points:
        parts.append(_points(look, card, w))
    block = stack(parts, 32)
    if block.h >= h:
        return block
    top = (h - block.h) / 2
    return replace(block, h=h, items=tuple(place(block, 0, top)), seams=())


def _points(look: Look, card: LessonCard, w: float) -> Block:
    columns = 2 if w > 1000 and not look.large else 1
    each = column_width(w, columns, 20)
    rows = []
    for i in range(0, len(card.points), columns):
        pair = range(i, min(i + columns, len(card.points)))
        each_width = each if len(pair) == columns else w
        height = max(_point(look, card, k, each_width).h for k in pair)
        rows.append(beside([_point(look, card, k, each_width, height) for k in pair], 20, "top"))
    return stack(rows, 20)


def _point(look: Look, card: LessonCard, index: int, w: float, h: float = 0.0) -> Block:
    """A point beside a large number; a point that stands alone has a tick."""
    theme = look.theme
    size = look.size(BODY) * 1.7
    alone = len(card.points) == 1
    inner = (
        icon("check", size * 0.6, theme.on_accent)
        if alone
        else label(look, str(index + 1), HEADING, theme.on_accent, "serif")
    )
    disc = boxed(inner, theme.accent, pad=0, w=size, h=size, radius=size / 2, align="centre", valign=0.5)
    words = text(look, card.points[index], w - size - 24 - 56, BODY)
    return boxed(beside([disc, words], 24), theme.card, pad=28, pad_y=20, w=w, h=h, valign=0.5)
