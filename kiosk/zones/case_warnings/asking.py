"""The question in the middle of a case: what would you have done?"""

from __future__ import annotations

from dataclasses import replace

from kiosk.draw.block import Block, beside, boxed, icon, label, stack, text
from kiosk.draw.look import Look
from kiosk.draw.theme import BODY, CAPTION, HEADING
from kiosk.draw.widgets import heading
from kiosk.parts import question
from kiosk.parts.question import Asked, AskOption
from kiosk.zones.case_warnings.models import CaseAsk
from kiosk.zones.case_warnings.pages import CaseAskPage


def block(look: Look, ask: CaseAsk, asked: Asked, w: float, two_columns: bool) -> Block:
    """The question with its options, and the reply once one was chosen, `w` units wide."""
    options = [AskOption(o.text, o.good, o.reply, o.head) for o in ask.options]
    left = w * 0.56 if two_columns else w
    wrong = "这是真的" if ask.genuine else "有风险"
    choices = question.options_block(look, options, asked, "ask", left, words=("这样做", wrong))
    asking = stack(
        [
            beside(
                [
                    icon("question", look.size(HEADING), look.theme.mark),
                    label(look, "大家说说看", CAPTION, look.theme.on_ground_soft),
                ],
                16,
            ),
            heading(look, ask.question, left),
            choices,
        ],
        20,
    )
    beside_them = w - left - 40 if two_columns else w
    reply = question.reply_block(look, options, asked, beside_them, genuine=ask.genuine)
    if not two_columns:
        return asking if reply is None else stack([asking, reply], 20)
    if reply is None:
        reply = _invitation(look, w - left - 40, choices.h)
    return beside([asking, stack([Block(0, asking.h - choices.h), reply], 0)], 40, "top")


def fullest(look: Look, page: CaseAskPage, w: float) -> CaseAskPage:
    """The page with the answer whose reply takes the most room."""
    answers = [Asked((i,), True) for i in range(len(page.ask.options))]
    return replace(page, asked=max(answers, key=lambda asked: block(look, page.ask, asked, w, False).h))


def _invitation(look: Look, w: float, h: float) -> Block:
    """Where the reply will stand: what to do first."""
    theme = look.theme
    soft = theme.on_ground_soft
    words = text(look, "先跟身边的人商量商量，再点一个答案。", w - 64 - 64 - 24, BODY, soft, balance=True)
    return boxed(
        beside([icon("people", 64, theme.mark), words], 24),
        theme.ground_dark,
        pad=32,
        pad_y=16,
        w=w,
        h=h,
        valign=0.5,
        border=theme.ground_light,
        border_width=2,
    )
