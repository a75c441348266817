"""One item on the screen: what to judge, what can be answered, and, once answered, what it was and why."""

from __future__ import annotations

from collections.abc import Mapping

from kiosk.content.models.quiz import QuizItem
from kiosk.core.geometry import Rect
from kiosk.draw.block import Block, beside, boxed, icon, label, place, sized, stack, text
from kiosk.draw.items import Item
from kiosk.draw.look import Look
from kiosk.draw.text import width
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
OTHER_TOPICS = {"general": ("first_aid", "被骗之后怎么办"), "law": ("law", "法律知识"), "genuine": ("genuine", "认出真的")}
"""Topics of items that are no scam type: icon and name."""


def topic(item: QuizItem, type_names: Mapping[str, str]) -> tuple[str, str]:
    """Icon and name of what the item is about."""
    return OTHER_TOPICS.get(item.type) or (item.type, type_names.get(item.type, item.type))


def view(
    look: Look, item: QuizItem, index: int, count: int, asked: Asked, way: str, hands: int, people: int,
    type_names: Mapping[str, str], scroll: Scroll,
) -> list[Item]:
    """The item's page; `hands` is how many hands went up (-1: not counted), asked for only where there are people."""
    area = look.area
    head = _head(look, item, index, count, way)
    items = place(head, area.x, area.y)
    rest = Rect(area.x, area.y + head.h + 24, area.w, area.h - head.h - 24)
    counting = way == "group" and people > 1 and item.form != "multiple"

    def build(w: float) -> Block:
        return _page(look, item, asked, way, hands if counting else None, people, type_names, w, rest.h)

    items += scroller.view(look, rest, build, scroll, "read", edge=16)
    if asked.chosen and not asked.answered:
        items += next_button(look, "看答案" if way == "group" else "选好了", "ask/answer", "check")
    return items


def _head(look: Look, item: QuizItem, index: int, count: int, way: str) -> Block:
    theme = look.theme
    where = label(look, look.say("第 {n} 题 · 共 {all} 题", n=index + 1, all=count), CAPTION, theme.on_ground_soft)
    task = tag(look, _TASK[item.form], on_dark=True)
    parts = [where, task]
    if way == "group":
        parts.append(tag(look, "大家举手答", on_dark=True))
    row = dots(look, count, index)
    left = flow(look, parts, look.area.w if look.large or look.portrait else look.area.w - row.w - 32, 20)
    if look.large and not look.portrait:
        return left
    return stack([left, row], 14, w=look.area.w) if look.portrait else beside([left, row], 32)


def _page(
    look: Look, item: QuizItem, asked: Asked, way: str, hands: int | None, people: int,
    type_names: Mapping[str, str], w: float, h: float,
) -> Block:
    """Two columns where there is room, else one; the verdict moves to the top when it would lie below the screen."""
    wide = w > 1300 and not look.large
    left = w * 0.54 if wide else w
    side = w - left - 40 if wide else w
    told = [heading(look, item.stem, left)]
    if item.quote:
        told.append(_message(look, item.quote, left))
    answers = _answers(look, item, asked, side)
    said: list[Block] = []
    if asked.answered:
        said = [verdict(look, item, asked, left, type_names, hands, people)]
    elif hands is not None and asked.chosen:
        said = [hands_block(look, hands, people, left)]
    elif way == "group":
        said = [_call(look, left)]
    first = [*said, *told] if asked.answered else [*told, *said]
    if not wide:
        whole = stack([*told, answers, *said], 24, w=w)
        if whole.h <= h:
            return whole
        if asked.answered:
            return stack([*said, *told, answers], 24, w=w)
        return stack([*told, *(said if hands is None or not asked.chosen else []), answers,
                      *(said if hands is not None and asked.chosen else [])], 24, w=w)
    column = stack([*told, *said], 24, w=left)
    if column.h > h:
        column = stack(first, 24, w=left)
    if max(column.h, answers.h) > h:
        return stack([column, answers], 24, w=w)
    return beside([column, answers], 40, "top")


def _message(look: Look, words: str, w: float) -> Block:
    """The text to judge as a message card, marked as a simulation."""
    theme = look.theme
    inside = w - 64
    size = look.size(CAPTION)
    picture = boxed(icon("sms", size, theme.on_ground), theme.ground_light, pad=10, radius=14)
    mark = tag(look, "模拟演示")
    name = label(look, "收到的内容", CAPTION, theme.on_card_soft)
    gap = inside - picture.w - 16 - name.w - mark.w
    head = beside([picture, Block(16, 0), name, Block(max(0.0, gap), 0), mark], 0) if gap >= 12 else stack([name, mark], 8)
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


def verdict(
    look: Look, item: QuizItem, asked: Asked, w: float, type_names: Mapping[str, str], hands: int | None = None,
    people: int = 1,
) -> Block:
    """Right or not, what it was in words, why, and which kind it belongs to. Nobody is blamed."""
    theme = look.theme
    right = is_right(item, asked.chosen)
    inside = w - 64
    size = look.size(HEADING)
    picture, ink = ("safe", theme.safe) if right else ("doubt", theme.accent_deep)
    head = beside([icon(picture, size * 1.2, ink), label(look, _judged(item, asked, right), HEADING, theme.on_card, "serif")],
                  18)
    icon_name, name = topic(item, type_names)
    about = beside([icon(icon_name, look.size(CAPTION) * 1.2, theme.on_card_soft),
                    label(look, name, CAPTION, theme.on_card_soft)], 12)
    truth = _truth(look, item)
    line = beside([head, Block(inside - head.w - truth.w, 0), truth], 0)
    top = line if head.w + truth.w + 24 <= inside else stack([head, truth], 12)
    parts = [top, text(look, item.explanation, inside, BODY, theme.on_card), about]
    if hands is not None and hands >= 0:
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


__all__ = ["OTHER_TOPICS", "sized", "topic", "verdict", "view", "width"]
