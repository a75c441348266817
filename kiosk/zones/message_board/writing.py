"""Preparing a message: a phrase out of those that are ready, or a sheet for the finger."""

from __future__ import annotations

from kiosk.core.geometry import Rect
from kiosk.draw.block import Block, beside, boxed, column_width, grid, icon, place, stack, text
from kiosk.draw.items import Item
from kiosk.draw.look import Look
from kiosk.draw.theme import BODY, CAPTION, GAP, HEADING
from kiosk.draw.widgets import Kind, button, callout, chip, flow, heading, next_button, waiting_button
from kiosk.parts import ink_pad, scroller
from kiosk.parts.ink_pad import Pad
from kiosk.parts.scroller import Scroll
from kiosk.zones.message_board.models import Phrases

_GROUPS = 400.0
_LOW = 600.0
"""Below this height of the area nothing but the choices is shown, in units."""
_AIR = 16.0
"""Above and below whom to speak to and what to say."""
_TOOLS = 340.0
_PHRASE = 42.0
"""Size of a phrase that has room, in units."""


def view_phrases(look: Look, phrases: Phrases, group: int, chosen: int | None, scroll: Scroll) -> list[Item]:
    """Whom to speak to at the left (or above), what to say at the right; the finger's own sheet is one more way."""
    area = look.area if look.large else look.area.inset(0, _AIR)
    if area.w > 1300 and not look.large:
        who = _groups(look, phrases, group, area.h)
        pick = text(look, "挑一句，留在墙上", area.w - _GROUPS - 48, HEADING, look.theme.on_ground, "serif")
        items = place(who, area.x, area.y)
        rest = Rect(area.x + _GROUPS + 48, area.y, area.w - _GROUPS - 48, area.h)
        if area.h >= _LOW:
            items += place(pick, rest.x, rest.y)
            rest = Rect(rest.x, rest.y + pick.h + 16, rest.w, rest.h - pick.h - 16)
    else:
        chips = [chip(look, g.heading, f"group/{i}", i == group) for i, g in enumerate(phrases.groups)]
        bar = flow(look, [*chips, chip(look, "自己动手写", "pen", None, "pen")], area.w)
        items = place(bar, area.x, area.y)
        rest = Rect(area.x, area.y + bar.h + 24, area.w, area.h - bar.h - 24)
    items += scroller.view(look, rest, lambda w: _phrases(look, phrases, group, chosen, w, rest.h), scroll, "read")
    return items + _send(look, chosen is not None)


def _send(look: Look, ready: bool) -> list[Item]:
    return next_button(look, "送出", "next", "check") if ready else waiting_button(look, "送出")


def _groups(look: Look, phrases: Phrases, group: int, height: float) -> Block:
    head = text(look, "想说给谁听？", _GROUPS, HEADING, look.theme.on_ground, "serif")
    count = len(phrases.groups) + 1
    each = min(128.0, (height - head.h) / count - 16) if height >= _LOW else 0.0
    rows: list[Block] = []
    for i, g in enumerate(phrases.groups):
        kind: Kind = "plain" if i == group else "quiet"
        name = "check" if i == group else "message"
        rows.append(
            button(
                look,
                g.heading,
                f"group/{i}",
                kind,
                icon_name=name,
                w=_GROUPS,
                h=each,
                align="left",
                on=i == group or None,
            )
        )
    rows.append(button(look, "自己动手写", "pen", "quiet", icon_name="pen", w=_GROUPS, h=each, align="left"))
    return stack([head, *rows], 16) if height >= _LOW else stack(rows, 12)


def _phrases(look: Look, phrases: Phrases, group: int, chosen: int | None, w: float, room: float) -> Block:
    """The group's phrases as slips of paper that share the `room` there is; the chosen one is ticked."""
    columns = 2 if w > 1000 and not look.large else 1
    each = column_width(w, columns)
    words = phrases.groups[group].phrases
    rows = -(-len(words) // columns)
    spread = 0.0 if look.large else min(224.0 if columns > 1 else 176.0, (room + GAP) / rows - GAP)
    height = max(spread, *(_slip(look, phrase, i, i == chosen, each).h for i, phrase in enumerate(words)))
    return grid([_slip(look, phrase, i, i == chosen, each, height) for i, phrase in enumerate(words)], columns)


def _slip(look: Look, phrase: str, index: int, on: bool, w: float, h: float = 0.0) -> Block:
    theme = look.theme
    size = look.size(HEADING) * 1.2
    ring = boxed(
        icon("check", size * 0.7, theme.on_accent) if on else Block(0, 0),
        theme.accent if on else theme.card,
        pad=0,
        w=size,
        h=size,
        radius=size / 2,
        valign=0.5,
        align="centre",
        border=theme.accent if on else theme.smoke,
        border_width=4,
    )
    role = BODY if look.large or look.area.h < _LOW else _PHRASE
    words = text(look, phrase, w - 64 - size - 24, role, theme.on_card, "serif", balance=True)
    return boxed(
        beside([ring, words], 24),
        theme.accent_tint if on else theme.card,
        pad=32,
        pad_y=16,
        w=w,
        h=max(h, 96.0),
        valign=0.5,
        target=f"phrase/{index}",
        on=on or None,
        border=theme.accent if on else None,
        border_width=5 if on else 0,
    )


def view_ink(look: Look, pad: Pad) -> list[Item]:
    """The sheet, as large as the screen allows, with undo and clear."""
    area = look.area
    if look.portrait:
        head = _words(look, pad, area.w)
        tools = _buttons(look, area.w, True)
        w, h = ink_pad.fitting(area.w, area.h - head.h - tools.h - 64)
        y = area.y + (area.h - head.h - h - tools.h - 64) / 2
        items = place(head, area.x, y)
        rect = Rect(area.x + (area.w - w) / 2, y + head.h + 32, w, h)
        items += place(tools, area.x, rect.bottom + 32)
    else:
        least = 460.0 if look.large else _TOOLS
        w, h = ink_pad.fitting(area.w - least - 48, area.h)
        rect = Rect(area.x, area.y + (area.h - h) / 2, w, h)
        side = area.w - w - 48
        column = stack([_words(look, pad, side), _buttons(look, side, False)], 32)
        if column.h > area.h:
            column = stack([_words(look, pad, side, short=True), _buttons(look, side, False)], 24)
        items = place(column, rect.right + 48, area.y + (area.h - column.h) / 2)
    items += ink_pad.view(look, rect, pad, "pad", "用手指在这里写")
    return items + _send(look, bool(pad.strokes))


def _words(look: Look, pad: Pad, w: float, short: bool = False) -> Block:
    """What the sheet is for, or the kind word when it is full."""
    theme = look.theme
    if pad.full:
        words = "" if short else "送出去，或者撤销几笔再写。"
        return callout(look, "doubt", "这一页写满了", words, w)
    said = text(look, "不用写名字和电话。", w, CAPTION if short else BODY, theme.on_ground_soft)
    return said if short else stack([heading(look, "写一句心里话", w), said], 12)


def _buttons(look: Look, w: float, side_by_side: bool) -> Block:
    """Undo and clear; both there from the beginning, so that nothing jumps when the first stroke is drawn."""
    each = (w - 20) / 2 if side_by_side else w
    pair = [
        button(look, "撤销一笔", "pad/undo", "quiet", icon_name="undo", w=each),
        button(look, "全部擦掉", "pad/clear", "quiet", icon_name="eraser", w=each),
    ]
    return beside(pair, 20) if side_by_side else stack(pair, 16)
