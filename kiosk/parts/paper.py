"""A slip of paper with what reached somebody: who sent it, that it is no real message, and the sentence that decides
under a stroke of the marking pen."""

from __future__ import annotations

from dataclasses import replace

from kiosk.core.geometry import Rect
from kiosk.draw.block import Block, beside, boxed, sized, text
from kiosk.draw.items import Colour, Lines, Text
from kiosk.draw.look import Look
from kiosk.draw.text import text_width
from kiosk.draw.theme import BODY, CAPTION, HEADING, Theme
from kiosk.draw.widgets import tag

SIZES = (60.0, 54.0, 48.0, HEADING)
"""Units: the largest in which the words fit is taken; where none does they are set as text to read."""
PAD_Y, GAP = 16.0, 8.0
_PAD, _PAD_LARGE = 44.0, 30.0
_PEN, _PEN_OVER = 0.62, 1.12
"""A stroke of the marking pen, of the type's size: where it begins below a line's top, where it ends."""


def pad(look: Look) -> float:
    """Units between the paper's edge and its words."""
    return _PAD_LARGE if look.large else _PAD


def paper(look: Look, inner: Block, w: float) -> Block:
    """The slip, `w` units wide."""
    border = look.theme.line
    return boxed(
        inner, look.theme.card, pad=pad(look), pad_y=PAD_Y, w=w, radius=10, border=border, border_width=2, shadow=True
    )


def head(look: Look, who: str, w: float, bare: bool = False) -> Block:
    """Who it comes from, and that it is no real message; `bare`: only that."""
    mark = tag(look, "模拟演示")
    if bare:
        return sized(mark, w, 0, "right")
    role = CAPTION if look.large else BODY
    said = text(look, who, w - mark.w - 24, role, look.theme.on_card)
    return beside([said, mark], 24, "top")


def pen_ink(theme: Theme, genuine: bool | None) -> Colour:
    """The colour of words that decide so."""
    return theme.accent_deep if genuine is None else theme.safe if genuine else theme.danger


def penned(theme: Theme, block: Block, genuine: bool | None) -> Block:
    """The marked stretches of a text under a stroke of the marking pen."""
    (words,) = block.items
    if not isinstance(words, Text):
        return block
    fill = theme.accent_tint if genuine is None else theme.safe_tint if genuine else theme.danger_tint
    strokes = []
    for mark in words.marks:
        line = words.lines[mark.line]
        x = text_width(line[: mark.start], words.size, words.face)
        across = text_width(line[mark.start : mark.end], words.size, words.face)
        top = mark.line * words.leading + (words.leading - words.size) / 2
        y, down = top + words.size * (1 - _PEN), words.size * (_PEN_OVER - 1 + _PEN)
        rect = Rect(x - 4, y, across + 8, down)
        strokes.append(Lines(rect=rect, points=(0, 0, rect.w, 0, rect.w, down, 0, down), colour=fill, filled=True))
    return replace(block, items=(*strokes, words))
