"""One item on the screen: what to judge, what can be answered, and, once answered, what it was and why."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from kiosk.content.models.quiz import QuizItem
from kiosk.core.geometry import Rect
from kiosk.draw.block import Block, beside, boxed, icon, label, place, stack, text
from kiosk.draw.items import Item
from kiosk.draw.look import Look
from kiosk.draw.theme import BODY, CAPTION, HEADING
from kiosk.draw.widgets import dots, flow, heading, next_button, sign, tag
from kiosk.parts import question, scroller
from kiosk.parts.question import Asked, Option
from kiosk.parts.scroller import Scroll
from kiosk.zones.quiz.form import options_of
from kiosk.zones.quiz.hands import hands_block
from kiosk.zones.quiz.score import is_right

_TASK = {
    "single": "选一个", "multiple": "可以选几个", "true_false": "对，还是错", "judge": "是诈骗，还是真的",
    "which_real": "只有一个是真的",
}
_PICTURES = {"诈骗": "danger", "真实": "genuine", "对": "check", "错": "cross"}
OTHER_TOPICS = {
    "general": ("first_aid", "被骗之后怎么办"), "law": ("law", "法律知识"), "genuine": ("genuine", "认出真的"),
}
"""Topics of items that are no scam type: icon and name."""


def topic(item: QuizItem, type_names: Mapping[str, str]) -> tuple[str, str]:
    """Icon and name of what the item is about."""
    return OTHER_TOPICS.get(item.type) or (item.type, type_names.get(item.type, item.type))


@dataclass(frozen=True, slots=True)
class Asking:
    """An item as it stands: number `index` + 1 of `count`, asked one person or a group.

    `hands` is how many went up for the answer (-1: not counted); `again` when it is looked at once more.
    """

    item: QuizItem
    index: int
    count: int
    asked: Asked
    way: str
    hands: int
    people: int
    again: bool = False

    @property
    def counting(self) -> bool:
        """Whether hands are counted: in a group, where one option is chosen."""
        return self.way == "group" and self.people > 1 and self.item.form != "multiple"


def view(look: Look, asking: Asking, type_names: Mapping[str, str], scroll: Scroll) -> list[Item]:
    """The item's page with its next step, once there is one."""
    area = look.area
    head = _head(look, asking)
    items = place(head, area.x, area.y)
    rest = Rect(area.x, area.y + head.h + 24, area.w, area.h - head.h - 24)
    items += scroller.view(
        look, rest, lambda w: _page(look, asking, type_names, w, rest.h), scroll, "read", edge=16
    )
    if asking.again:
        return items + next_button(look, "回到结果", "next")
    if asking.asked.answered:
        return items + next_button(look, "看结果" if asking.index + 1 == asking.count else "下一题", "next")
    if asking.asked.chosen:
        return items + next_button(look, "看答案" if asking.way == "group" else "选好了", "ask/answer", "check")
    return items


def _head(look: Look, asking: Asking) -> Block:
    theme = look.theme
    where = look.say("第 {n} 题 · 共 {all} 题", n=asking.index + 1, all=asking.count)
    parts = [label(look, where, CAPTION, theme.on_ground_soft), tag(look, _TASK[asking.item.form], on_dark=True)]
    if asking.way == "group":
        parts.append(tag(look, "大家举手答", on_dark=True))
    row = dots(look, asking.count, asking.index)
    if look.portrait:
        return stack([flow(look, parts, look.area.w, 20), row], 14, w=look.area.w)
    if look.large:
        return flow(look, parts, look.area.w, 20)
    left = flow(look, parts, look.area.w - row.w - 32, 20)
    return beside([left, row], 32)


def _page(look: Look, asking: Asking, type_names: Mapping[str, str], w: float, h: float) -> Block:
    """Two columns where there is room, else one; the verdict moves to the top when it would lie below the screen."""
    item, asked = asking.item, asking.asked
    wide = w > 1300 and not look.large
    left = w * 0.54 if wide else w
    told = [heading(look, item.stem, left)]
    if item.quote:
        told.append(_message(look, item.quote, left))
    answers = _answers(look, item, asked, w - left - 40 if wide else w)
    said: list[Block] = []
    if asked.answered:
        said = [verdict(look, asking, type_names, left)]
    elif asking.counting and asked.chosen:
        said = [hands_block(look, asking.hands, asking.people, left)]
    elif asking.way == "group":
        said = [_call(look, left)]
    if wide:
        column = stack([*told, *said], 24, w=left)
        if asked.answered and column.h > h:
            column = stack([*said, *told], 24, w=left)
        if max(column.h, answers.h) <= h:
            return beside([column, answers], 40, "top")
        return stack([column, answers], 24, w=w)
    whole = stack([*told, answers, *said], 24, w=w)
    if asked.answered and whole.h > h:
        return stack([*said, *told, answers], 24, w=w)
    return whole


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
    return boxed(beside([icon("hand_raise", size, theme.accent), words], 24), theme.ground_light, pad=32, pad_y=20, w=w)


def _answers(look: Look, item: QuizItem, asked: Asked, w: float) -> Block:
    options = [Option(o.text, o.right) for o in options_of(item)]
    if item.form in ("judge", "true_false"):
        return _two(look, options, asked, w)
    words = ("真的是这个", "这个不是真的") if item.form == "which_real" else ("正确", "不选这个")
    return question.options_block(look, options, asked, "ask", w, several=item.form == "multiple", words=words)


def _two(look: Look, options: list[Option], asked: Asked, w: float) -> Block:
    """Two large answers side by side."""
    gap = 24.0
    each = (w - gap) / 2
    high = max(_tile(look, o, i, asked, each).h for i, o in enumerate(options))
    return beside([_tile(look, o, i, asked, each, high) for i, o in enumerate(options)], gap, "top")


def _tile(look: Look, option: Option, index: int, asked: Asked, w: float, h: float = 0.0) -> Block:
    theme = look.theme
    mine = index in asked.chosen
    fill, border, said = theme.card, theme.line, ""
    if asked.answered and option.right:
        fill, border, said = theme.safe_tint, theme.safe, "您选对了" if mine else "答案是它"
    elif asked.answered and mine:
        fill, border, said = theme.accent_tint, theme.accent_deep, "您选的"
    elif mine:
        fill, border, said = theme.accent_tint, theme.accent, "选它"
    ink = theme.on_card if not asked.answered or option.right or mine else theme.on_card_soft
    under = text(look, said, w - 40, CAPTION, ink, align="centre") if said else Block(w - 40, look.size(CAPTION) * 1.45)
    inner = stack(
        [
            icon(_PICTURES[option.text], 112, ink),
            text(look, option.text, w - 40, HEADING, ink, "serif", "centre"),
            under,
        ],
        6, "centre",
    )
    return boxed(
        inner, fill, pad=20, pad_y=22, w=w, h=h, valign=0.5, align="centre", border=border,
        border_width=6 if said else 2, target="" if asked.answered else f"ask/{index}",
    )


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
    about = beside([icon(icon_name, look.size(CAPTION) * 1.2, theme.on_card_soft),
                    label(look, name, CAPTION, theme.on_card_soft)], 12)
    truth = _truth(look, item)
    line = beside([head, Block(inside - head.w - truth.w, 0), truth], 0)
    top = line if head.w + truth.w + 24 <= inside else stack([head, truth], 12)
    parts = [top, text(look, item.explanation, inside, BODY, theme.on_card), about]
    if hands >= 0:
        said = look.say("{all} 位里有 {n} 位举手选了它。", all=people, n=hands)
        parts.insert(2, text(look, said, inside, CAPTION, theme.on_card_soft))
    fill = theme.safe_tint if right else theme.accent_tint
    return boxed(stack(parts, 16), fill, pad=32, pad_y=26, w=w)


def _judged(item: QuizItem, asked: Asked, right: bool) -> str:
    if right:
        return "答对了"
    options = options_of(item)
    some = any(options[i].right for i in asked.chosen)
    return "还差一点" if item.form == "multiple" and some else "再看一眼"


def _truth(look: Look, item: QuizItem) -> Block:
    """诈骗 or 真实 in words; where an item judges no message, what it practises."""
    if item.form == "judge":
        return sign(look, "genuine", "这是真实的") if item.genuine else sign(look, "danger", "这是诈骗")
    if item.form == "which_real":
        letter = next((chr(ord("A") + i) for i, o in enumerate(item.options) if o.right), "")
        return sign(look, "genuine", look.say("{letter} 是真实的", letter=letter))
    return sign(look, "genuine", "这题认真实") if item.genuine else sign(look, "danger", "这题认诈骗")

