"""One item on the screen: what to judge, what can be answered, and, once answered, what it was and why."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import assert_never

from kiosk.core.geometry import Rect
from kiosk.core.vocabulary import QuestionForm, QuizWay
from kiosk.draw.block import Block, beside, boxed, icon, label, moving, place, roomy, stack, text
from kiosk.draw.items import Item
from kiosk.draw.look import Look
from kiosk.draw.theme import BODY, CAPTION, HEADING
from kiosk.draw.widgets import dots, flow, heading, next_button, sign, tag
from kiosk.parts import scroller
from kiosk.parts.question import Asked
from kiosk.parts.scroller import Scroll
from kiosk.zones.quiz.answering import answers
from kiosk.zones.quiz.asking import Asking
from kiosk.zones.quiz.calls import call_card, whole
from kiosk.zones.quiz.hands import hands_block
from kiosk.zones.quiz.models import QuizItem, QuizTopic
from kiosk.zones.quiz.opening import way_words
from kiosk.zones.quiz.options import options_of
from kiosk.zones.quiz.score import is_right, withheld

_STEM = 54.0
"""Size of a stem that has room: between heading and title."""
_LEAST_TEXT = 300.0
"""Units that must be left to the text where answers are held in place below it."""


def topic(item: QuizItem, type_names: Mapping[str, str]) -> tuple[str, str]:
    """Icon and name of what the item is about."""
    found = next((t for t in QuizTopic if t == item.type), None)
    return (item.type, type_names.get(item.type, item.type)) if found is None else (_topic_icon(found), found.word)


def _topic_icon(about: QuizTopic) -> str:
    match about:
        case QuizTopic.GENERAL:
            return "first_aid"
        case QuizTopic.LAW:
            return "law"
        case QuizTopic.GENUINE:
            return "genuine"
    assert_never(about)


def _task(form: QuestionForm) -> str:
    """What to do with an item, in words shorter to follow than the form's name."""
    match form:
        case QuestionForm.SINGLE:
            return "选一个"
        case QuestionForm.MULTIPLE:
            return "可以选几个"
        case QuestionForm.TRUE_FALSE:
            return "对，还是错"
        case QuestionForm.JUDGE:
            return "诈骗、真的，还是先核实"
        case QuestionForm.WHICH_REAL:
            return "只有一个是真的"
        case QuestionForm.SPOT | QuestionForm.MATCH:  # other zones ask these: files that hold them are left out
            return form.word
    assert_never(form)


def view(look: Look, asking: Asking, type_names: Mapping[str, str], reading: Scroll, answering: Scroll) -> list[Item]:
    """The item's page with its next step, once there is one.

    Where there is room, what it says stands left and the answers right; else large answers stay in sight below
    and longer ones follow the text.
    """
    area = look.area
    head = _head(look, asking)
    items = place(head, area.x, area.y)
    rest = Rect(area.x, area.y + head.h + 24, area.w, area.h - head.h - 24)
    if rest.w > 1300 and not look.large:
        items += _side_by_side(look, asking, type_names, rest, reading, answering)
    else:
        items += _narrow(look, asking, type_names, rest, reading)
    return items + _next(look, asking)


def _next(look: Look, asking: Asking) -> list[Item]:
    if asking.again:
        return next_button(look, "回到结果", "next")
    if asking.asked.answered:
        return next_button(look, "看结果" if asking.index + 1 == asking.count else "下一题", "next")
    if asking.asked.chosen:
        return next_button(look, "看答案" if asking.way is QuizWay.GROUP else "选好了", "ask/answer", "check")
    return []


def _side_by_side(
    look: Look, asking: Asking, type_names: Mapping[str, str], rest: Rect, reading: Scroll, answering: Scroll
) -> list[Item]:
    """Two columns, in the largest type that leaves room for what is still to come: the verdict stands below large
    answers, but below the text where longer answers fill their column."""
    left = Rect(rest.x, rest.y, round(rest.w * 0.54), rest.h)
    right = Rect(left.right + 40, rest.y, rest.right - left.right - 40, rest.h)
    later = _later(asking)

    def below(larger: Look, w: float) -> Block:
        return Block(w, verdict(larger, later, type_names, w).h + 24 + _LEAST_TEXT)

    def beside_answers(larger: Look, w: float) -> Block:
        return _column(larger, replace(later, asked=Asked((0,))), type_names, w, left.h, None)

    def beneath(larger: Look, w: float) -> Block:
        both = _column(larger, later, type_names, w, left.h, None).h, answers(larger, later, right.w, right.h).h
        return Block(w, max(both))

    if asking.worded and below(look, right.w).h <= right.h and beside_answers(look, left.w).h <= left.h:
        grown, read = roomy(look, right.w, right.h, below), roomy(look, left.w, left.h, beside_answers)
        said = verdict(grown, later, type_names, right.w)
        parts = [answers(grown, asking, right.w, right.h - said.h - 24)]
        column = _column(read, asking, type_names, left.w, left.h, None)
        if asking.asked.answered:
            parts.append(verdict(grown, asking, type_names, right.w))
            column = stack(_text(read, asking, type_names, left.w, left.h), 24)
        return place(column, left.x, left.y) + place(stack(parts, 24), right.x, right.y)
    grown = roomy(look, left.w, left.h, beneath)
    items = scroller.view(
        look, left, lambda w: _column(grown, asking, type_names, w, left.h, None), reading, "read", edge=16
    )
    return items + scroller.view(
        look, right, lambda w: answers(grown, asking, w, right.h), answering, "answers", edge=16
    )


def _later(asking: Asking) -> Asking:
    """The item answered in the way that takes the most room."""
    every = tuple(range(len(options_of(asking.item))))
    hands = 0 if asking.counting else None
    return replace(asking, asked=Asked(every, True), hands=hands, heard=whole(asking.heard))


def _narrow(look: Look, asking: Asking, type_names: Mapping[str, str], rest: Rect, reading: Scroll) -> list[Item]:
    """One column; large answers are held in place under what is too long to stand above them."""
    later = _later(asking)
    look = roomy(
        look,
        rest.w,
        rest.h,
        lambda larger, w: _column(larger, later, type_names, w, rest.h, answers(larger, later, w, 0)),
    )
    held = answers(look, asking, rest.w, 0)
    above = Rect(rest.x, rest.y, rest.w, rest.h - held.h - 24)
    fits = _column(look, asking, type_names, rest.w, rest.h, held).h <= rest.h
    if fits or not asking.worded or above.h < _LEAST_TEXT:

        def build(w: float) -> Block:
            return _column(look, asking, type_names, w, rest.h, answers(look, asking, w, 0))

        return scroller.view(look, rest, build, reading, "read", edge=16)
    items = scroller.view(
        look, above, lambda w: _column(look, asking, type_names, w, above.h, None), reading, "read", edge=16
    )
    return items + place(held, rest.x, rest.bottom - held.h)


def _head(look: Look, asking: Asking) -> Block:
    theme = look.theme
    where = look.say("第 {n} 题 · 共 {all} 题", n=asking.index + 1, all=asking.count)
    parts = [label(look, where, CAPTION, theme.on_ground_soft), tag(look, _task(asking.item.form), on_dark=True)]
    if asking.way is QuizWay.GROUP:
        parts.append(tag(look, way_words(asking.way).name, on_dark=True))
    row = dots(look, asking.count, asking.index)
    if look.portrait:
        return stack([flow(look, parts, look.area.w, 20), row], 14, w=look.area.w)
    if look.large:
        return flow(look, parts, look.area.w, 20)
    left = flow(look, parts, look.area.w - row.w - 32, 20)
    return beside([left, row], 32)


def _column(
    look: Look, asking: Asking, type_names: Mapping[str, str], w: float, h: float, answered_by: Block | None
) -> Block:
    """The item's text and the verdict, with the answers between when they stand in the same column.

    The verdict comes first when it would lie below `h` units.
    """
    words = _text(look, asking, type_names, w, h)
    given = [answered_by] if answered_by else []
    said: list[Block] = []
    if asking.asked.answered:
        said = [verdict(look, asking, type_names, w)]
    elif asking.counting and asking.asked.chosen:
        said = [hands_block(look, asking.hands, w)]
    elif asking.way is QuizWay.GROUP:
        said = [_call(look, w)]
    whole = stack([*words, *given, *said], 24, w=w)
    if asking.asked.answered and whole.h > h:
        return stack([*said, *words, *given], 24, w=w)
    return whole


def _text(look: Look, asking: Asking, type_names: Mapping[str, str], w: float, h: float) -> list[Block]:
    """Stem and quote; the stem large where, with the verdict still to come, the column has room for it."""
    item = asking.item
    message = [_message(look, item.quote, w)] if item.quote else []
    if asking.heard is not None:
        message = [call_card(look, asking.heard, asking.lines, w)]
    if not look.large:
        stem = text(look, item.stem, w, _STEM, look.theme.on_ground, "serif", balance=True)
        later = replace(asking, asked=Asked((0,), True), hands=0 if asking.counting else None)
        if stack([stem, *message, verdict(look, later, type_names, w)]).h <= h:
            return [stem, *message]
    return [heading(look, item.stem, w), *message]


def _message(look: Look, words: str, w: float) -> Block:
    """The text to judge as a message card, marked as a simulation."""
    theme = look.theme
    inside = w - 64
    size = look.size(CAPTION)
    picture = boxed(icon("sms", size, theme.on_ground), theme.ground_light, pad=10, radius=14)
    mark = tag(look, "模拟演示")
    name = label(look, "收到的内容", CAPTION, theme.on_card_soft)
    gap = inside - picture.w - 16 - name.w - mark.w
    head = beside([picture, Block(16, 0), name, Block(gap, 0), mark], 0) if gap >= 12 else stack([name, mark], 8)
    body = text(look, f"“{words.strip('“”')}”", inside, BODY, theme.on_card)
    return boxed(stack([head, body], 18), theme.card, pad=32, pad_y=26, w=w)


def _call(look: Look, w: float) -> Block:
    """The guide's line in group mode."""
    theme = look.theme
    size = look.size(HEADING) * 1.3
    words = text(look, "请大家举手，点人数最多的那一项。", w - 64 - size - 24, BODY, theme.on_ground)
    return boxed(beside([icon("hand_raise", size, theme.mark), words], 24), theme.ground_light, pad=32, pad_y=20, w=w)


def verdict(look: Look, asking: Asking, type_names: Mapping[str, str], w: float) -> Block:
    """Right or not, what it was in words, why, and which kind it belongs to. Nobody is blamed."""
    item, asked, people, hands = asking.item, asking.asked, asking.people, asking.hands
    theme = look.theme
    right = is_right(item, asked.chosen)
    inside = w - 64
    size = look.size(HEADING)
    picture, ink = ("safe", theme.safe) if right else ("doubt", theme.accent_deep)
    judged = label(look, _judged(item, asked, right), HEADING, theme.on_card, "serif")
    head = beside([icon(picture, size * 1.2, ink), judged], 18)
    icon_name, name = topic(item, type_names)
    about = beside(
        [icon(icon_name, look.size(CAPTION) * 1.2, theme.on_card_soft), label(look, name, CAPTION, theme.on_card_soft)],
        12,
    )
    truth = _truth(look, item)
    line = beside([head, Block(inside - head.w - truth.w, 0), truth], 0)
    top = line if head.w + truth.w + 24 <= inside else stack([head, truth], 12)
    parts = [top, text(look, item.explanation, inside, BODY, theme.on_card), about]
    if hands is not None:
        said = look.say("{all} 位里有 {n} 位举手选了它。", all=people, n=hands)
        parts.insert(2, text(look, said, inside, CAPTION, theme.on_card_soft))
    fill = theme.safe_tint if right else theme.accent_tint
    return moving(boxed(stack(parts, 16), fill, pad=32, pad_y=26, w=w), "turn", item.id)


def _judged(item: QuizItem, asked: Asked, right: bool) -> str:
    if right:
        return "答对了"
    if withheld(item, asked.chosen):
        return "先核实也稳妥"
    options = options_of(item)
    some = any(options[i].right for i in asked.chosen)
    return "还差一点" if item.form is QuestionForm.MULTIPLE and some else "再看一眼"


def _truth(look: Look, item: QuizItem) -> Block:
    """诈骗 or 真实 in words; where an item judges no message, what it practises."""
    if item.form is QuestionForm.JUDGE:
        if item.genuine is None:
            return sign(look, "doubt", "要先核实")
        return sign(look, "genuine", "这是真实的") if item.genuine else sign(look, "danger", "这是诈骗")
    if item.form is QuestionForm.WHICH_REAL:
        letter = next((chr(ord("A") + i) for i, o in enumerate(item.options) if o.right), "")
        return sign(look, "genuine", look.say("{letter} 是真实的", letter=letter))
    return sign(look, "note", "练的是认出真的" if item.genuine else "练的是认出骗局")
