"""The question in the middle of a case: what would you have done? It is asked at the left, beside the picture."""

from __future__ import annotations

from collections.abc import Sequence

from kiosk.core.geometry import Rect
from kiosk.draw.block import Block, beside, icon, place, roomy, stack, text
from kiosk.draw.items import Item
from kiosk.draw.look import Look
from kiosk.draw.theme import CAPTION
from kiosk.draw.widgets import heading
from kiosk.parts import abacus, question, scroller
from kiosk.parts.abacus import Side
from kiosk.parts.question import Asked, AskOption
from kiosk.parts.spread import STORY, Spread, has_room, picture, words_beside
from kiosk.zones.case_warnings.models import CaseAsk, focus_of
from kiosk.zones.case_warnings.pages import CaseAskPage

THIRD = Spread(words=0.62)
"""A picture in the right third, beside what needs more room than a telling."""
_LOW = 560.0
"""Below this height there is no picture, and all stands one below the other."""
_BESIDE = 56.0
_REPLY = 0.5
"""Share of the height that a reply takes at most in larger type."""
_WHY_NOT = "另一种有风险"


def view(look: Look, page: CaseAskPage, row: Block) -> list[Item]:
    """The question under the `row` that says how far one is; once answered, the reply lies on the picture. Nothing
    moves when it is answered; in large type what was chosen and its reply come first."""
    area, case = look.area, page.case
    if page.counting:
        return _counted(look, page, row)
    across = not look.portrait and area.h >= _LOW
    words = words_beside(look, THIRD if across else STORY)
    rest = Rect(words.x, words.y + row.h + 24, words.w, words.h - row.h - 24)
    side = Rect(words.right + _BESIDE, area.y, area.right - words.right - _BESIDE, area.h)
    if across and look.large:
        return _large(look, page, row, rest)
    if across and _most(look, page, side.w) <= side.h:
        items = picture(look, case.picture, THIRD, focus=focus_of(case)) if case.picture else []
        items += place(row, words.x, words.y)
        grown = roomy(look, rest.w, rest.h, lambda larger, w: _asking(larger, page, _fullest(page), w))
        spare = max(0.0, rest.h - _asking(grown, page, _fullest(page), rest.w).h) / 2
        items += _listed(look, rest, page, _lowered(_asking(grown, page, page.asked, rest.w), spare))
        nearer = roomy(look, side.w, side.h * _REPLY, lambda larger, w: Block(w, _most(larger, page, w)))
        reply = _reply(nearer, page.ask, page.asked, side.w)
        return items + (place(reply, side.x, side.bottom - reply.h) if reply else [])

    def whole(look: Look, asked: Asked, w: float) -> Block:
        reply = _reply(look, page.ask, asked, w)
        asking = _asking(look, page, asked, w)
        return stack([asking, reply], 20) if reply else asking

    def fullest(look: Look, w: float) -> Block:
        answers = (Asked((i,), True) for i in range(len(page.ask.options)))
        return max((whole(look, asked, w) for asked in answers), key=lambda block: block.h)

    seen = bool(case.picture) and has_room(look) and fullest(look, rest.w).h <= rest.h
    items = picture(look, case.picture, focus=focus_of(case)) if seen else []
    if not seen:
        rest = Rect(area.x, area.y + row.h + 24, area.w, area.h - row.h - 24)
    items += place(row, rest.x, rest.y - row.h - 24)
    grown = roomy(look, rest.w, rest.h, fullest)
    spare = max(0.0, rest.h - fullest(grown, rest.w).h) / 2 if seen else 0.0
    return items + _listed(look, rest, page, _lowered(whole(grown, page.asked, rest.w), spare))


def _large(look: Look, page: CaseAskPage, row: Block, rest: Rect) -> list[Item]:
    """In large type: beside the picture where all of it is in sight there, else in the picture's place too, and at
    last without how the group was split."""
    area, case = look.area, page.case
    fits = bool(case.picture) and _in_large(look, page, rest.w).h <= rest.h
    items = picture(look, case.picture, THIRD, focus=focus_of(case)) if fits else []
    if not fits:
        rest = Rect(area.x, rest.y, area.w, rest.h)
    block = _in_large(look, page, rest.w)
    if block.h > rest.h:
        block = _in_large(look, page, rest.w, brief=True)
    return [*items, *place(row, area.x, area.y), *_listed(look, rest, page, block)]


def _lowered(block: Block, by: float) -> Block:
    return Block(block.w, block.h + by, tuple(place(block, 0, by)))


def _listed(look: Look, where: Rect, page: CaseAskPage, block: Block) -> list[Item]:
    """The block, or where it is too long a list of it that is built for the width there is."""
    if block.h <= where.h + 0.5:
        return place(block, where.x, where.y)

    def build(w: float) -> Block:
        if look.large:
            return _in_large(look, page, w, brief=True)
        reply = _reply(look, page.ask, page.asked, w)
        asking = _asking(look, page, page.asked, w)
        return stack([asking, reply], 20) if reply else asking

    return scroller.view(look, where, build, page.reading, "read", edge=24)


def _options(ask: CaseAsk) -> list[AskOption]:
    return [AskOption(o.text, o.good, o.reply, o.head) for o in ask.options]


def _choices(
    look: Look, ask: CaseAsk, options: Sequence[AskOption], asked: Asked, w: float, counts: Sequence[int] = ()
) -> Block:
    wrong = "这是真的" if ask.genuine else "有风险"
    return question.options_block(look, options, asked, "ask", w, words=("这样做", wrong), counts=counts)


def _asking(look: Look, page: CaseAskPage, asked: Asked, w: float) -> Block:
    """The question with its options; over them what to do, or how a group was split."""
    ask, soft = page.ask, look.theme.on_ground_soft
    hint = text(look, "先跟身边的人商量，再点一个答案。", w - look.size(CAPTION) * 1.3 - 14, CAPTION, soft)
    hinted = beside([icon("people", look.size(CAPTION) * 1.3, soft), hint], 14)
    if page.hands.asked:
        hinted = _split(look, page, w) if page.hands.counted else Block(w, 0)
    top = stack([heading(look, ask.question, w), hinted], 12)
    return stack([top, _choices(look, ask, _options(ask), asked, w, page.hands.counts)], 24)


def _sides(page: CaseAskPage) -> tuple[Side, ...]:
    return abacus.listed([option.text for option in page.ask.options])


def _split(look: Look, page: CaseAskPage, w: float) -> Block:
    return abacus.split(look, page.hands, _sides(page), w)


def _counted(look: Look, page: CaseAskPage, row: Block) -> list[Item]:
    """The question with the hands of a group, beside the picture where type is not large."""
    case, where, spread = page.case, look.area, STORY if look.portrait else THIRD
    items: list[Item] = []
    if case.picture and has_room(look, spread):
        items, where = picture(look, case.picture, spread, focus=focus_of(case)), words_beside(look, spread)
    items += place(row, where.x, where.y)
    rest = Rect(where.x, where.y + row.h + 24, where.w, where.h - row.h - 24)

    def build(look: Look, w: float, each: bool) -> Block:
        hands = abacus.sentences(look, page.hands, _sides(page), w, each)
        return stack([heading(look, page.ask.question, w), hands], 24, w=w)

    each = build(look, rest.w, True).h <= rest.h
    grown = roomy(look, rest.w, rest.h, lambda larger, w: build(larger, w, each))

    def middle(w: float) -> Block:
        block = build(grown, w, each)
        return _lowered(block, (rest.h - block.h) / 2) if block.h < rest.h else block

    return items + scroller.view(look, rest, middle, page.reading, "read", edge=24)


def _in_large(look: Look, page: CaseAskPage, w: float, brief: bool = False) -> Block:
    """Large type has no room for all: once answered, what was chosen and the reply, and after a wrong choice what
    would have been right; `brief`: without how a group was split, of which the options have the numbers."""
    ask, asked = page.ask, page.asked
    options = _options(ask)
    if not asked.answered:
        return stack([heading(look, ask.question, w), _choices(look, ask, options, asked, w)], 20)
    parts = [_split(look, page, w)] if page.hands.counted and not brief else []
    for at in asked.chosen:
        parts += [_choices(look, ask, [options[at]], Asked((0,), True), w, page.hands.counts[at : at + 1])]
    reply = _reply(look, ask, asked, w)
    why = [reply] if reply else []
    missed = not any(options[at].right for at in asked.chosen)
    right = [i for i, option in enumerate(options) if option.right and missed]
    raised = [page.hands.counts[i] for i in right] if page.hands.counted else []
    truth = [_choices(look, ask, [options[i] for i in right], Asked((), True), w, raised)] if right else []
    return stack([*parts, *(why + truth if asked.chosen else truth + why)], 20)


def _reply(look: Look, ask: CaseAsk, asked: Asked, w: float) -> Block | None:
    """The reply to what was chosen. Where nobody answered nobody is praised for it: it says what is wrong with the
    first option that is."""
    options = _options(ask)
    if asked.chosen:
        return question.reply_block(look, options, asked, w, genuine=ask.genuine)
    wrong = next((i for i, option in enumerate(options) if not option.right), None)
    untold = Asked(() if wrong is None else (wrong,), asked.answered)
    return question.reply_block(look, options, untold, w, "这是真的" if ask.genuine else _WHY_NOT, genuine=ask.genuine)


def _most(look: Look, page: CaseAskPage, w: float) -> float:
    """Units of the longest reply."""
    replies = (_reply(look, page.ask, Asked((i,), True), w) for i in range(len(page.ask.options)))
    return max((reply.h for reply in replies if reply), default=0.0)


def _fullest(page: CaseAskPage) -> Asked:
    """The answer after which most is ticked and crossed: a wrong one, where there is one."""
    wrong = (i for i, option in enumerate(page.ask.options) if not option.good)
    return Asked((next(wrong, 0),), True)
