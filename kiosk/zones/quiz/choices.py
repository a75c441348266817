"""Options as large rows, in the largest type that leaves them their place."""

from __future__ import annotations

from kiosk.core.vocabulary import QuestionForm
from kiosk.draw.block import Block, beside, boxed, icon, label, stack, text
from kiosk.draw.items import Colour
from kiosk.draw.look import Look
from kiosk.draw.theme import BODY, CAPTION, HEADING
from kiosk.draw.widgets import answered
from kiosk.parts.abacus import letter
from kiosk.zones.quiz.asking import Asking
from kiosk.zones.quiz.options import options_of

_GAP = 14.0
_ROW_MOST = 190.0
_PAD, _PAD_Y = 28.0, 10.0


def choices(look: Look, asking: Asking, w: float, h: float) -> Block:
    """The rows, spread over `h` units; in large type only those that matter are left once the answer is given."""
    indices = list(range(len(options_of(asking.item))))
    if asking.asked.answered and look.large:
        indices = [i for i in indices if options_of(asking.item)[i].right or i in asking.asked.chosen]
    each = min(_ROW_MOST, (h - _GAP * (len(indices) - 1)) / len(indices))
    for role in (HEADING, BODY, CAPTION):
        rows = [_row(look, asking, i, w, each, role) for i in indices]
        whole = stack(rows, _GAP, w=w)
        if whole.h <= h:
            break
    return whole


def _row(look: Look, asking: Asking, index: int, w: float, h: float, role: float) -> Block:
    theme, asked = look.theme, asking.asked
    option = options_of(asking.item)[index]
    mine = index in asked.chosen
    fill, ink, border, mark, said = theme.card, theme.on_card, theme.line, "", ""
    if asked.answered and option.right:
        border, said = theme.safe, _right_word(asking, mine)
        if mine or not asking.several:
            fill, mark = theme.safe_tint, "check"
    elif asked.answered and mine:
        border, mark, said = theme.danger, "cross", "选错了" if asking.several else "您选的"
    elif mine:
        fill, border, mark = theme.accent_tint, theme.accent_deep, "check"
    elif asked.answered:
        ink = theme.on_card_soft
    box = asking.several and not asked.answered
    badge = _badge(look, index, mark, border if asked.answered else theme.accent_deep, box)
    after = _after(look, asking, index, said, border)
    words = text(look, option.text, w - badge.w - after.w - 2 * _PAD - 2 * 20, role, ink, balance=True)
    block = boxed(
        beside([badge, words, after], 20),
        fill,
        pad=_PAD,
        pad_y=_PAD_Y,
        w=w,
        h=max(h, look.target + 8),
        valign=0.5,
        border=border,
        border_width=5 if mark or said else 2,
        radius=14,
        target="" if asked.answered else f"ask/{index}",
        on=mine or None,
    )
    return answered(block, option.right, f"ask/{index}") if asked.answered and mine else block


def _after(look: Look, asking: Asking, index: int, said: str, ink: Colour) -> Block:
    """At the end of a row: how many raised their hand for it, and what it was."""
    count = asking.hands.counts[index] if asking.hands.asked else 0
    figure = [label(look, look.say("{n} 位", n=count), BODY, look.theme.on_card, "strong")] if count else []
    both = [*figure, *([label(look, said, CAPTION, ink)] if said else [])]
    return beside(both, 16) if look.large else stack(both, 0, "right")


def _right_word(asking: Asking, mine: bool) -> str:
    if asking.several:
        return "您选对了" if mine else "您漏了"
    return "是真的" if asking.item.form is QuestionForm.WHICH_REAL else "正确"


def _badge(look: Look, index: int, mark: str, fill: Colour, box: bool) -> Block:
    """The option's letter, or whether it was rightly chosen; a `box` to be ticked where several may be."""
    theme, size = look.theme, look.size(BODY) * 1.4
    inner = icon(mark, size * 0.6, theme.on_danger) if mark else label(look, letter(index), BODY, theme.on_card)
    if box and not mark:
        inner = Block(0, 0)
    return boxed(
        inner,
        fill if mark else theme.card if box else theme.card_tint,
        pad=0,
        w=size,
        h=size,
        radius=12 if box else size / 2,
        align="centre",
        valign=0.5,
        border=theme.smoke if box and not mark else None,
        border_width=4 if box and not mark else 0,
    )
