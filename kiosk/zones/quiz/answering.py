"""What can be answered: two or three large words with a sign each, or a list of options."""

from __future__ import annotations

from typing import assert_never

from kiosk.core.vocabulary import QuestionForm
from kiosk.draw.block import Block, beside, boxed, icon, label, stack
from kiosk.draw.look import Look
from kiosk.draw.theme import CAPTION, HEADING
from kiosk.draw.widgets import answered
from kiosk.parts import question
from kiosk.parts.question import Asked, AskOption
from kiosk.zones.quiz.asking import Asking
from kiosk.zones.quiz.calls import ringing_key
from kiosk.zones.quiz.models import FixedAnswer, QuizOption
from kiosk.zones.quiz.options import fixed_answers, options_of

_TALL, _FLAT = 400.0, 300.0
"""Units: large answers never grow higher than the first; below the second a sign stands beside its word where that
has room, else it is small."""

_EDGE = 20.0


def answers(look: Look, asking: Asking, w: float, h: float) -> Block:
    """The answers, spread over `h` units as far as large answers go; 0 leaves their height to themselves."""
    if asking.ringing:
        return ringing_key(look, w, h)
    if asking.worded:
        roomy = look.portrait and not look.large and not look.reach
        return _tiles(look, asking, w, min(h, _TALL) if h else 320.0 if roomy else 0.0)
    options = options_of(asking.item)
    least = min(144.0, max(96.0, (h - 16 * (len(options) - 1)) / len(options)))
    words = ("真的是这个", "这个不是真的") if asking.item.form is QuestionForm.WHICH_REAL else ("正确", "不选这个")
    listed = [AskOption(o.text, o.right) for o in options]
    return question.options_block(
        look, listed, asking.asked, "ask", w, words=words, least=128.0 if look.portrait else least
    )


def _tiles(look: Look, asking: Asking, w: float, h: float) -> Block:
    """The answers beside each other, all of one size."""
    gap = 20.0
    shown = list(zip(fixed_answers(asking.item.form), options_of(asking.item), strict=True))
    each = (w - gap * (len(shown) - 1)) / len(shown)
    height = max(h, *(_tile(look, o, _picture(a), i, asking.asked, each, h).h for i, (a, o) in enumerate(shown)))
    tiles = [_tile(look, o, _picture(a), i, asking.asked, each, height) for i, (a, o) in enumerate(shown)]
    return beside(tiles, gap, "top")


def _picture(answer: FixedAnswer) -> str:
    """The sign that stands for an answer of one word."""
    match answer:
        case FixedAnswer.SCAM:
            return "danger"
        case FixedAnswer.GENUINE:
            return "genuine"
        case FixedAnswer.TRUE:
            return "check"
        case FixedAnswer.FALSE:
            return "cross"
        case FixedAnswer.VERIFY:
            return "phone"
    assert_never(answer)


def _tile(look: Look, option: QuizOption, picture: str, index: int, asked: Asked, w: float, h: float) -> Block:
    """One large answer; once answered it says whether it was right and whether it was chosen."""
    theme = look.theme
    mine = index in asked.chosen
    fill, border, said = theme.card, theme.line, ""
    if asked.answered and option.right:
        fill, border, said = theme.safe_tint, theme.safe, "您选对了" if mine else "答案是它"
    elif asked.answered and mine:
        fill, border, said = theme.accent_tint, theme.accent_deep, "您选的"
    elif mine:
        fill, border, said = theme.accent_tint, theme.accent, "选它"
    faint = asked.answered and not option.right and not mine
    ink = theme.on_card_soft if faint else theme.on_card
    word = label(look, option.text, HEADING, ink, "serif")
    under = label(look, said, CAPTION, ink) if said else Block(1, look.size(CAPTION) * 1.45)
    size = look.size(HEADING) * 1.6
    inner = beside([icon(picture, size, ink), stack([word, under], 0) if said else word], 24)
    if h >= _FLAT or inner.w + 2 * _EDGE > w:
        inner = stack([icon(picture, 160 if h >= _FLAT else size, ink), word, under], 6, "centre")
    block = boxed(
        inner,
        fill,
        pad=_EDGE,
        pad_y=18,
        w=w,
        h=max(h, look.size(HEADING) * 2.4 + 36),
        valign=0.5,
        align="centre",
        border=border,
        border_width=6 if said else 2,
        target="" if asked.answered else f"ask/{index}",
        on=mine or None,
    )
    return answered(block, option.right, f"ask/{index}") if asked.answered and mine else block
