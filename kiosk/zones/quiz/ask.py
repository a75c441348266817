"""One item on the screen: what to judge on a slip, the answers on a pair of scales or in rows, and what it was."""

from __future__ import annotations

from dataclasses import replace

from kiosk.core.geometry import Rect
from kiosk.core.vocabulary import QuizWay
from kiosk.draw.block import Block, beside, icon, label, place, sized, stack, text
from kiosk.draw.items import Item
from kiosk.draw.look import Look
from kiosk.draw.theme import BODY, CAPTION, HEADING, TITLE
from kiosk.draw.widgets import dots, next_button, waiting_button
from kiosk.parts import abacus, scroller
from kiosk.parts.more import more_button
from kiosk.parts.question import Asked
from kiosk.parts.scroller import Scroll
from kiosk.zones.quiz.asking import Asking
from kiosk.zones.quiz.calls import whole
from kiosk.zones.quiz.choices import choices
from kiosk.zones.quiz.counting import counters, sides
from kiosk.zones.quiz.options import options_of
from kiosk.zones.quiz.scales import height as scales_height
from kiosk.zones.quiz.scales import scales
from kiosk.zones.quiz.slip import slip
from kiosk.zones.quiz.verdict import verdict

_GAP = 28.0
_LEFT, _LEFT_ROWS = 0.54, 0.42
"""Share of the width that slip and verdict have beside the scales, and beside rows."""
_TALL = 700.0
"""Height from which the scales stand below the slip on a wide screen."""
_LEAST_TEXT = 200.0
"""Units that must be left to the text where the scales are held in place below it."""
_ROWS, _ROWS_WIDE, _ROWS_ANSWERED = 0.58, 0.68, 0.33
"""Share of the height that rows below what is asked may take: on an upright page, on a wide one in large type, and
there once the answer is given."""
_LOW = 620.0
"""Height of the area below which there is room for the beads and the slip only."""
_ASIDE = 620.0
"""Units: scales beside words are no higher."""
_GROW = 150.0
"""Units the scales may be higher than they need."""


def view(look: Look, asking: Asking, reading: Scroll, answering: Scroll) -> list[Item]:
    """The item's page with its next step, once there is one.

    The scales stand below the slip, or beside it where the screen is low or the type large; rows stand beside what is
    asked, below it on an upright screen and where the type is large.
    """
    area = look.area
    top = head(look, asking, area.w)
    items = place(top, area.x, area.y)
    rest = Rect(area.x, area.y + top.h + 20, area.w, area.h - top.h - 20)
    counted = asking.counting and asking.worded
    if look.portrait or counted or (asking.worded is not look.large and rest.h >= _TALL * asking.worded):
        items += _stacked(look, asking, rest, reading)
    else:
        items += _side_by_side(look, asking, rest, reading, answering)
    following = _next(look, asking)
    return items + following + _more(look, asking, following)


def _next(look: Look, asking: Asking) -> list[Item]:
    if asking.again or asking.asked.answered:
        return next_button(look, onward(asking), "next")
    if not asking.confirmed or asking.ringing:
        return []
    words = "选好了" if asking.several else "看答案"
    ready = asking.counting or asking.asked.chosen
    return next_button(look, words, "next", "check") if ready else waiting_button(look, words)


def onward(asking: Asking) -> str:
    """What the next step is called once the item is answered."""
    if asking.again:
        return "回到结果"
    return "看结果" if asking.index + 1 == asking.count else "下一题"


def _more(look: Look, asking: Asking, beside_them: list[Item]) -> list[Item]:
    """The key to the whole explanation, where there is more to read than stands here."""
    hidden = asking.asked.answered and (asking.item.why or asking.hands.counted)
    return more_button(look, beside_them) if hidden else []


def answers(look: Look, asking: Asking, w: float, h: float) -> Block:
    """The answers beside words, on scales or in rows, `w` units wide and at most `h` high."""
    return _answers(look, asking, w, min(h, _ASIDE) if asking.worded else h)


def _answers(look: Look, asking: Asking, w: float, h: float) -> Block:
    if asking.worded:
        return counters(look, asking, w, h) if asking.counting else scales(look, asking, w, h)
    if not asking.counting:
        return choices(look, asking, w, h)
    beads = abacus.strip(look, asking.hands, sides(asking), w)
    gap = _gap(look)
    return stack([choices(look, asking, w, h - beads.h - gap), beads], gap, w=w)


def _least(look: Look, asking: Asking, rest: Rect) -> float:
    """Units that the answers need, below words; on an upright page as many as the scales will. On a wide one what is
    judged takes their room while hands go up: it is read from the back row."""
    if not asking.worded:
        return _answers(look, asking, rest.w, _rows(look, asking, rest)).h
    if not asking.counting:
        return scales_height(look, asking)
    return max(counters(look, asking, rest.w, 0).h, scales_height(look, asking) if look.portrait else 0.0)


def _later(asking: Asking) -> Asking:
    """The item answered in the way that takes the most room."""
    hands = asking.hands
    if asking.counting and asking.worded:
        hands = replace(hands, counts=(max(1, (hands.people - 1) // 2),) * len(hands.counts))
    wrong = next((i for i, option in enumerate(options_of(asking.item)) if not option.right), 0)
    return replace(asking, asked=Asked((wrong,), True), hands=hands, heard=whole(asking.heard))


def _stacked(look: Look, asking: Asking, rest: Rect, reading: Scroll) -> list[Item]:
    """Slip, what is said to it, and below them the answers, which are held in place."""
    later = _later(asking)
    least = _least(look, asking, rest)
    room = rest.h - least - _GAP
    column = _column(look, asking, later, rest.w, room)
    if column.h > room and room < _LEAST_TEXT:

        def both(w: float) -> Block:
            return stack([_column(look, asking, later, w, room), _answers(look, asking, w, least)], _GAP, w=w)

        return scroller.view(look, rest, both, reading, "read", edge=16)
    if column.h > room:
        above = Rect(rest.x, rest.y, rest.w, room)
        items = scroller.view(look, above, lambda w: _column(look, asking, later, w, room), reading, "read", edge=16)
        return items + place(_answers(look, asking, rest.w, least), rest.x, rest.bottom - least)
    free = room - column.h
    height = least + min(_GROW, free * 0.6) if asking.worded else least
    if asking.walked and asking.counting:
        height = least + free * 0.9
    given = _answers(look, asking, rest.w, height)
    air = max(0.0, rest.h - column.h - _GAP - max(height, given.h)) / 3
    return place(column, rest.x, rest.y + air) + place(given, rest.x, rest.y + column.h + _GAP + 2 * air)


def _rows(look: Look, asking: Asking, rest: Rect) -> float:
    if look.portrait:
        return rest.h * _ROWS
    return rest.h * (_ROWS_ANSWERED if asking.asked.answered else _ROWS_WIDE)


def _side_by_side(look: Look, asking: Asking, rest: Rect, reading: Scroll, answering: Scroll) -> list[Item]:
    """Slip and verdict at the left, the answers at the right."""
    later = _later(asking)
    left = Rect(rest.x, rest.y, round(rest.w * (_LEFT if asking.worded else _LEFT_ROWS)), rest.h)
    right = Rect(left.right + 40, rest.y, rest.right - left.right - 40, rest.h)

    def words(w: float) -> Block:
        column = _column(look, asking, later, w, rest.h)
        return sized(column, w, rest.h, valign=0.5 if asking.worded else 0) if column.h < rest.h else column

    def given(w: float) -> Block:
        block = _answers(
            look, asking, w, max(scales_height(look, asking), min(rest.h, _ASIDE)) if asking.worded else rest.h
        )
        return sized(block, w, rest.h) if block.h < rest.h else block

    items = scroller.view(look, left, words, reading, "read", edge=16)
    return items + scroller.view(look, right, given, answering, "answers", edge=16)


def head(look: Look, asking: Asking, w: float) -> Block:
    """Where in the form one is, spread over `w` units; in large type also that several answers may be chosen."""
    where = look.say("第 {n} 题 · 共 {all} 题", n=asking.index + 1, all=asking.count)
    row = dots(look, asking.count, asking.index)
    name = label(look, where, CAPTION, look.theme.on_ground_soft)
    if look.large and asking.several:
        name = beside([name, label(look, "可以选几个", CAPTION, look.theme.mark, "strong")], 32)
    free = w - name.w - row.w
    return beside([name, Block(free, 0), row], 0) if free >= 24 else stack([name, row], 12)


def _gap(look: Look) -> float:
    return 16.0 if look.large else _GAP


def _column(look: Look, asking: Asking, later: Asking, w: float, h: float) -> Block:
    """What is asked and what is said to it, in `h` units where they fit; what comes later has its room kept. The
    verdict comes first where both do not fit."""
    gap = _gap(look)
    last = verdict(look, later, w)
    said = _said(look, asking, w)
    short = (
        (asking.counting and asking.worded and not look.portrait)
        or (look.large and not look.portrait)
        or (asking.walked and asking.counting)
    )
    kept = said.h if short else max(said.h, last.h)
    room = h - kept - gap
    asked = _asked(look, asking, w, room)
    if asking.asked.answered and asked.h + gap + said.h > h + 0.5:
        return stack([said, asked], gap, w=w)
    if asked.h + gap + kept > h + 0.5:
        kept = said.h
    return stack([asked, sized(said, w, kept, valign=0.5) if said.h < kept else said], gap, w=w)


def _asked(look: Look, asking: Asking, w: float, h: float) -> Block:
    """The slip; for options of an item's own the question itself."""
    if asking.worded:
        return slip(look, asking, w, h)
    ink = look.theme.on_ground
    for role in (TITLE, HEADING, BODY):
        made = text(look, asking.question(look), w, role, ink, "serif", balance=True)
        if asking.several and not asking.asked.answered and not look.large:
            made = stack([made, text(look, "可以选几个", w, BODY, look.theme.mark, "strong")], 12, w=w)
        if made.h <= h:
            break
    return made


def _said(look: Look, asking: Asking, w: float) -> Block:
    """What stands beside the answers: what to do, or what it was."""
    if asking.asked.answered:
        return verdict(look, asking, w)
    low = look.large or look.area.h < _LOW
    if asking.way is QuizWay.SOLO or not asking.worded or low or asking.walked:
        return Block(w, 0)
    size = look.size(HEADING)
    said = text(look, "请大家举手。", w - size - 20, BODY, look.theme.on_ground)
    return beside([icon("hand_raise", size, look.theme.mark), said], 20)
