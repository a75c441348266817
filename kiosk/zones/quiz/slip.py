"""What is to be judged, as a slip of paper: a message, a sentence, or the lines of a call as they are said."""

from __future__ import annotations

from dataclasses import replace

from kiosk.core.geometry import Rect
from kiosk.draw.block import Block, beside, boxed, icon, sized, stack, text
from kiosk.draw.items import Colour, Lines, Text
from kiosk.draw.look import Look
from kiosk.draw.text import text_width
from kiosk.draw.theme import BODY, CAPTION, HEADING, Theme
from kiosk.draw.widgets import tag
from kiosk.parts.listening import Listening
from kiosk.zones.quiz.asking import Asking

STATEMENT = "有人这样说，说得对吗？"
"""What is asked of a sentence that is true or not."""
_SIZES = (60.0, 54.0, 48.0, HEADING)
"""Units: the largest in which the words fit is taken; where none does they are set as text to read."""
_PAD, _PAD_LARGE, _PAD_Y, _GAP, _BETWEEN = 44.0, 30.0, 16.0, 8.0, 8.0
_CALL = 420.0
"""Units: no slip of a call is kept higher than that."""
_PEN, _PEN_OVER = 0.62, 1.12
"""A stroke of the marking pen, of the type's size: where it begins below a line's top, where it ends."""


def slip(look: Look, asking: Asking, w: float, h: float) -> Block:
    """The slip, `w` units wide, in the largest type in which it is no higher than `h`."""
    pad = _pad(look)
    if asking.heard is not None:
        said = _spoken(look, asking.heard, asking, w - 2 * pad, h - 2 * _PAD_Y)
        return _paper(look, said, w, 0 if look.still else min(h, _CALL))
    for role in (*_SIZES, BODY):
        made = _paper(look, _written(look, asking, w - 2 * pad, role), w)
        if made.h <= h:
            break
    return made


def _pad(look: Look) -> float:
    return _PAD_LARGE if look.large else _PAD


def _paper(look: Look, inner: Block, w: float, h: float = 0.0) -> Block:
    border = look.theme.line
    return boxed(
        inner, look.theme.card, pad=_pad(look), pad_y=_PAD_Y, w=w, radius=10, border=border, border_width=2, shadow=True
    )


def _head(look: Look, asking: Asking, who: str, w: float) -> Block:
    """Who it comes from, and that it is no real message; in large type that is left out once the answer is there."""
    mark = tag(look, "模拟演示")
    if look.large and asking.asked.answered:
        return sized(mark, w, 0, "right")
    role = CAPTION if look.large else BODY
    said = text(look, who, w - mark.w - 24, role, look.theme.on_card)
    return beside([said, mark], 24, "top")


def _written(look: Look, asking: Asking, w: float, role: float) -> Block:
    """The message, the sentence that decides marked once the answer is given; or the sentence that is true or not."""
    words, theme = asking.message(look), look.theme
    if not words:
        said = text(look, f"“{asking.question(look)}”", w, role, theme.on_card, "serif", balance=True)
        if look.large and asking.asked.answered:
            return said
        return stack([text(look, STATEMENT, w, CAPTION if look.large else BODY, theme.on_card), said], _GAP, w=w)
    body = text(look, f"“{words.strip('“”')}”", w, role, theme.on_card, marks=_marks(theme, asking))
    return stack([_head(look, asking, asking.question(look), w), _penned(theme, body, asking.item.genuine)], _GAP, w=w)


def _marks(theme: Theme, asking: Asking) -> tuple[tuple[str, Colour], ...]:
    decides = asking.item.decides
    return ((decides, _ink(theme, asking.item.genuine)),) if decides and asking.asked.answered else ()


def _ink(theme: Theme, genuine: bool | None) -> Colour:
    return theme.accent_deep if genuine is None else theme.safe if genuine else theme.danger


def _penned(theme: Theme, block: Block, genuine: bool | None) -> Block:
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


def _spoken(look: Look, heard: Listening, asking: Asking, w: float, h: float) -> Block:
    """The call as it is said: the last lines for which there is room; once judged the one that decided."""
    theme, call = look.theme, heard.call
    head = _head(look, asking, call.caller, w)
    if asking.asked.answered and not look.still:
        line = call.script[call.decisive].text
        for role in (HEADING, BODY):
            body = text(look, f"“{line}”", w, role, theme.on_card, marks=((line, _ink(theme, call.genuine)),))
            made = stack([head, _penned(theme, body, call.genuine)], _GAP, w=w)
            if made.h <= h:
                break
        return made
    rows = [_line(look, heard, i, w) for i in range(max(1, asking.lines))]
    shown: list[Block] = []
    for row in reversed(rows):
        if shown and not look.still and head.h + _GAP + stack([row, *shown], _BETWEEN).h > h:
            break
        shown.insert(0, row)
    waiting = [icon("phone", look.size(HEADING), theme.safe)] if not asking.lines else shown
    return stack([head, stack(waiting, _BETWEEN)], _GAP, w=w)


def _line(look: Look, heard: Listening, index: int, w: float) -> Block:
    """A line of the call: the caller's at the left, the other's softer at the right."""
    theme, line = look.theme, heard.call.script[index]
    role = BODY if look.still else HEADING
    natural = min(w * 0.92, text_width(look.say(line.text), look.size(role)) + 2)
    words = text(look, line.text, natural, role, theme.on_card_soft if line.me else theme.on_card)
    return replace(sized(words, w, 0, "right" if line.me else "left"), seams=words.seams)
