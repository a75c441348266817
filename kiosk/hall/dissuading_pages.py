"""The pages of 当场劝阻 as seen: three questions in large keys, the two cases that are nearest, the number to call."""

from __future__ import annotations

from collections.abc import Sequence
from typing import assert_never

from kiosk.content.shared import CaseFacts
from kiosk.core.geometry import Rect
from kiosk.core.vocabulary import Term
from kiosk.draw.block import Block, beside, boxed, column_width, icon, label, place, roomy, sized, stack, text
from kiosk.draw.items import Item
from kiosk.draw.look import Look
from kiosk.draw.theme import BODY, CAPTION, GAP, HEADING, TITLE
from kiosk.draw.widgets import divider, money, next_button, numbered
from kiosk.hall import keys
from kiosk.parts import scroller
from kiosk.parts.scroller import Scroll
from kiosk.parts.still_life import StoryPicture, story_card

LIST = keys.LIST
_WORDS = 0.46
"""Share of a wide page that the sentence and the number have; the rest is the two cases."""
_PICTURE = 130.0
"""What a picture over the words of a key needs."""
_TWO = 800.0
"""Width from which the two cases stand beside each other."""
_KEY_MOST, _KEY_FEW = 380.0, 560.0
"""Heights beyond which a key only looks empty: of many answers, and of a few."""


class Money(Term):
    """Whether the money is gone."""

    STILL_HERE = "still_here", "还没有"
    ABOUT_TO = "about_to", "正要转"
    GONE = "gone", "已经转了"


def money_icon(answer: Money) -> str:
    """What stands over the answer."""
    match answer:
        case Money.STILL_HERE:
            return "shield"
        case Money.ABOUT_TO:
            return "timer"
        case Money.GONE:
            return "danger"
    assert_never(answer)


def number_to_call(gone: bool) -> str:
    """Where the money is gone, every minute counts."""
    return "110" if gone else "96110"


def asking(look: Look, step: int, question: str, answers: Sequence[tuple[str, str, str]], scroll: Scroll) -> list[Item]:
    """A question and its answers: (target, words, icon)."""

    def build(w: float, h: float) -> list[Block]:
        return [_answer(look, *answer, w, h) for answer in answers]

    few = len(answers) < 4
    columns = (1 if few else 2) if look.portrait else 3 if few else 2 if look.large else 4 if len(answers) > 6 else 3
    return keys.page(look, step, question, build, columns, scroll, _KEY_FEW if few else _KEY_MOST)


def _answer(look: Look, target: str, words: str, picture: str, w: float, h: float) -> Block:
    theme = look.theme
    role = HEADING if picture or look.large or look.portrait else HEADING * 1.25
    said = text(look, words, w - 48, role, theme.on_ground, "strong", "centre", True)
    drawn = keys.pictured((picture,), said, 132.0, h, theme.mark) if picture and h > said.h + _PICTURE else said
    return keys.key(look, drawn, target, w, h)


def nearest(look: Look, sentence: str, cases: Sequence[CaseFacts], gone: bool, scroll: Scroll) -> list[Item]:
    """The sentence and the number to call; beside them, or below, what happened to others."""
    area = look.area
    if look.portrait or look.large:

        def whole(look: Look, w: float) -> Block:
            across = column_width(w, 2) if w > _TWO else w
            tallest = max(_card(look, case, across).h for case in cases)
            cards = [_card(look, case, across, tallest) for case in cases]
            row = beside(cards, GAP, "top") if across < w else stack(cards, GAP)
            return stack([_said(look, sentence, gone, w), row], 40, w=w)

        grown = roomy(look, area.w, area.h, whole)
        items = scroller.view(look, area, lambda w: whole(grown, w), scroll, LIST)
    else:
        left = Rect(area.x, area.y, area.w * _WORDS, area.h)
        right = Rect(left.right + 56, area.y, area.right - left.right - 56, area.h)
        grown = roomy(look, left.w, left.h, lambda larger, w: _said(larger, sentence, gone, w))
        said = _said(grown, sentence, gone, left.w)
        cards = stack([_card(look, case, right.w, (right.h - GAP) / len(cases)) for case in cases], GAP)
        items = [
            *place(said, left.x, left.y + max(0.0, (left.h - said.h) / 2)),
            *scroller.view(look, right, lambda w: cards, scroll, LIST),
        ]
    return items + next_button(look, "电话里怎么说", "next")


def _said(look: Look, sentence: str, gone: bool, w: float) -> Block:
    theme = look.theme
    number = label(look, number_to_call(gone), TITLE * 1.5 if not look.large else TITLE, theme.on_accent, "serif")
    now = label(look, "马上打" if gone else "现在就打", BODY, theme.on_accent, "strong")
    dial = boxed(
        beside([icon("phone", look.size(TITLE), theme.on_accent), number, now], 28, "middle"),
        theme.accent, pad=36, pad_y=12, radius=24,
    )  # fmt: skip
    return stack([text(look, sentence, w, TITLE, theme.on_ground, "serif", balance=True), dial], 36, w=w)


def _card(look: Look, case: CaseFacts, w: float, h: float = 0.0) -> Block:
    """A case that is like theirs: its picture, what it was about, what it taught."""
    theme = look.theme
    known = (case.place, money(case.yuan) if case.yuan else "")
    where = " · ".join(part for part in known if part and "未" not in part)

    def words(inside: float, _: float) -> Block:
        parts = [text(look, case.title, inside, HEADING, theme.on_card, "serif", balance=True)]
        parts += [text(look, where, inside, CAPTION, theme.on_card_soft)] if where and not look.large else []
        return stack([*parts, text(look, case.lesson, inside, BODY, theme.danger, balance=True)], 10)

    if look.large:  # the words need the picture's room
        return boxed(words(w - 64, 0), theme.card, pad=32, pad_y=24, w=w, h=h)
    return story_card(look, StoryPicture(case.picture, "case", focus=case.focus), words, "", w, h)


def call(look: Look, say: str, gone: bool, scroll: Scroll) -> list[Item]:
    """What to do now, one after the other, and what to say when somebody answers."""
    steps = (
        ("先打110，说清转了多少、几点转的、转给谁。", "再打银行客服，请他们拦。", "聊天、转账记录都留着，别删。")
        if gone
        else ("先别转，电话挂断，聊天放下。", "拿起手机，打96110。", "告诉一个家里人，别瞒着。")
    )
    theme = look.theme

    def build(grown: Look, w: float) -> Block:
        inside = w - 96
        rows = [numbered(grown, i, step, inside) for i, step in enumerate(steps, 1)]
        asked = text(grown, "打通了，就这样说：", inside, BODY, theme.on_card_soft)
        words = text(grown, f"“{say}”", inside, HEADING, theme.on_card, "serif", balance=True)
        card = stack([*rows, divider(grown, inside), asked, words], 20, w=inside)
        title = text(grown, grown.say("现在就打 {number}", number=number_to_call(gone)), w, TITLE, theme.mark, "serif")
        return stack([title, boxed(card, theme.card, pad=48, pad_y=36, w=w, radius=24)], 28, w=w)

    area = look.area
    grown = roomy(look, area.w, area.h, build)

    def centred(w: float) -> Block:
        block = build(grown, w)
        return sized(block, w, area.h, valign=0.5) if block.h < area.h else block

    return scroller.view(look, area, centred, scroll, LIST) + next_button(look, "我这就打", "next", "phone")
