"""The exercise as a conversation on a drawn phone: first to be marked, then with what there was to find."""

from __future__ import annotations

from dataclasses import replace
from typing import assert_never

from kiosk.content.models.base import source_line
from kiosk.core.geometry import Rect
from kiosk.draw.block import Block, beside, boxed, icon, label, place, sized, stack, text
from kiosk.draw.items import Align, Icon, Item, Panel
from kiosk.draw.look import Look
from kiosk.draw.text import text_width
from kiosk.draw.theme import BODY, CAPTION, HEADING, mix
from kiosk.draw.widgets import Kind, answered, button, heading, next_button, note, sign
from kiosk.parts import scroller
from kiosk.parts.scroller import Scroll
from kiosk.zones.scam_lessons.card import strip, two_columns
from kiosk.zones.scam_lessons.models import Exercise, ExerciseKind, ExerciseLine, Lesson, LineSide
from kiosk.zones.scam_lessons.spot import CLEAR, Judged, Marked, judge, touchable

_LEFT = 540.0
_EDGE = 12.0
_PAD = 28.0


def view(look: Look, module: Lesson, marked: Marked, scroll: Scroll) -> list[Item]:
    """The task beside its conversation where there is room for two columns, else above it."""
    area = look.area
    answer = judge(module.exercise, marked) if marked.answered else None
    left = _verdict(look, module, answer, _LEFT) if answer else _task(look, module, marked, _LEFT, area.h)
    if two_columns(look) and left.h <= area.h:
        items = place(left, area.x, area.y + (area.h - left.h) / 2)
        x = area.x + _LEFT + 48
        items += _phone(look, module, marked, answer, Rect(x, area.y, area.right - x, area.h), scroll)
    else:
        head = strip(look, module, len(module.cards))
        items = place(head, area.x, area.y)
        rest = Rect(area.x, area.y + head.h + 28, area.w, area.h - head.h - 28)
        items += scroller.view(look, rest, lambda w: _column(look, module, marked, answer, w), scroll, "read")
    if answer:
        return items + next_button(look, "回到课程表", "next")
    return items + next_button(look, "看答案", "next") if marked.ready else items


def _column(look: Look, module: Lesson, marked: Marked, answer: Judged | None, w: float) -> Block:
    """Everything one below the other."""
    theme = look.theme
    exercise = module.exercise
    screen = stack([_bar(look, exercise, w - 2 * _PAD), _lines(look, module, marked, answer, w - 2 * _PAD)], 20)
    phone = boxed(screen, theme.card_tint, pad=_PAD, w=w)
    if answer:
        return stack([_verdict(look, module, answer, w), phone], 28)
    return stack([_prompt(look, exercise, w), phone, _clear(look, marked, w)], 28)


def _prompt(look: Look, exercise: Exercise, w: float) -> Block:
    return stack(
        [
            heading(look, exercise.prompt, w),
            text(look, "觉得哪一句可疑，就点哪一句；再点一次就取消。", w, BODY, look.theme.on_ground_soft),
        ],
        18,
    )


def _clear(look: Look, marked: Marked, w: float) -> Block:
    kind: Kind = "safe" if marked.clear else "plain"
    return button(look, "没有可疑之处", CLEAR, kind, icon_name="check" if marked.clear else "safe", w=w)


def _task(look: Look, module: Lesson, marked: Marked, w: float, h: float) -> Block:
    """What is to be done, how many lines are marked, and the way to say that nothing is wrong; the module's drawing
    above where `h` units have room for it."""
    theme = look.theme
    size = look.size(HEADING) * 1.9
    disc = boxed(icon(module.icon, size * 0.6, theme.mark), theme.ground_light, pad=size * 0.2, radius=size / 2)
    words = "还没有标出可疑的句子"
    if marked.lines:
        words = look.say("已经标出 {n} 句", n=len(marked.lines))
    elif marked.clear:
        words = "您认为：没有可疑之处"
    shown = marked.ready
    tally = beside(
        [
            icon(
                "flag" if marked.lines else "safe" if marked.clear else "question",
                look.size(BODY),
                theme.mark if shown else theme.on_ground_soft,
            ),
            text(look, words, w - look.size(BODY) - 16, BODY, theme.on_ground if shown else theme.on_ground_soft),
        ],
        16,
    )
    rows = [_prompt(look, module.exercise, w), tally, _clear(look, marked, w)]
    whole = stack([disc, *rows], 36)
    return whole if whole.h <= h else stack(rows, 36)


def _verdict(look: Look, module: Lesson, answer: Judged, w: float) -> Block:
    """Whether the judgement was right, what the message really was, and why."""
    theme = look.theme
    exercise = module.exercise
    truth = sign(look, "genuine", "这是真的") if exercise.genuine else sign(look, "danger", "这是骗局")
    colour = theme.safe_light if answer.right else theme.mark
    head = "判断对了" if answer.right else "这次差一点"
    size = look.size(HEADING) * 1.5
    top = beside(
        [
            icon("check" if answer.right else "doubt", size, colour),
            text(look, head, w - size - 20, HEADING, colour, "serif"),
        ],
        20,
    )
    rows = [top, text(look, _tally(look, exercise, answer), w, BODY, theme.on_ground), truth]
    rows.append(
        boxed(
            text(look, exercise.verdict, w - 64, BODY),
            theme.safe_tint if exercise.genuine else theme.danger_tint,
            pad=32,
            pad_y=26,
            w=w,
        )
    )
    return answered(stack(rows, 20), answer.right, module.id)


def _tally(look: Look, exercise: Exercise, answer: Judged) -> str:
    """What was found, missed and accused wrongly, in one sentence."""
    if exercise.genuine:
        return look.say("错怪了 {n} 句真话。", n=len(answer.wrong)) if answer.wrong else "一句也没有错怪。"
    parts = [look.say("可疑的话找到 {n} 句", n=len(answer.found))]
    if answer.missed:
        parts.append(look.say("漏掉 {n} 句", n=len(answer.missed)))
    if answer.wrong:
        parts.append(look.say("错怪 {n} 句", n=len(answer.wrong)))
    return "，".join(parts) + "。"


def _phone(look: Look, module: Lesson, marked: Marked, answer: Judged | None, rect: Rect, scroll: Scroll) -> list[Item]:
    """The phone: a dark edge, a bar that says who speaks, and the lines, which scroll inside it."""
    theme = look.theme
    items: list[Item] = [
        Panel(rect=rect, fill=theme.ground_dark, radius=48, border=theme.on_ground_soft, border_width=3),
        Panel(rect=rect.inset(_EDGE), fill=theme.card_tint, radius=48 - _EDGE),
    ]
    inside = rect.inset(_EDGE + _PAD, _EDGE + 20)
    bar = _bar(look, module.exercise, inside.w)
    items += place(bar, inside.x, inside.y)
    rest = Rect(inside.x, inside.y + bar.h + 16, inside.w, inside.h - bar.h - 16)
    return items + scroller.view(
        look, rest, lambda w: _lines(look, module, marked, answer, w), scroll, "read", on_dark=False
    )


def _bar(look: Look, exercise: Exercise, w: float) -> Block:
    """Who sends it, on what, and that this is practice."""
    theme = look.theme
    size = look.size(BODY) * 1.6
    disc = boxed(
        icon(_icon(exercise.kind), size * 0.56, theme.on_ground), theme.ground_light, pad=size * 0.22, radius=size / 2
    )
    mark = sign(look, "note", "模拟练习")
    who = look.say("{kind}：{who}", kind=look.say(exercise.kind.word), who=exercise.sender)
    free = w - disc.w - 20
    beside_mark = free - mark.w - 20 >= text_width(who, look.size(BODY))
    if beside_mark:
        row = beside([disc, text(look, who, free - mark.w - 20, BODY), mark], 20)
    else:
        row = stack([beside([disc, text(look, who, free, BODY)], 20), mark], 12)
    line = Block(w, 3, (Panel(rect=Rect(0, 0, w, 3), fill=theme.line),))
    return stack([row, line], 14, w=w)


def _icon(kind: ExerciseKind) -> str:
    match kind:
        case ExerciseKind.SMS:
            return "sms"
        case ExerciseKind.CHAT:
            return "chat"
        case ExerciseKind.CALL:
            return "phone"
        case never:
            assert_never(never)


def _lines(look: Look, module: Lesson, marked: Marked, answer: Judged | None, w: float) -> Block:
    can = touchable(module.exercise)
    rows = []
    for i, line in enumerate(module.exercise.lines):
        if answer is not None:
            rows.append(_judged(look, line, i, answer, w))
        else:
            rows.append(_line(look, line, i, i in marked.lines, i in can, w))
    if answer is not None and module.source:
        rows.append(replace(note(look, source_line(module.source), w), seams=()))
    return stack(rows, 14, w=w)


def _said(look: Look, line: ExerciseLine, w: float) -> Block:
    """A line as a bubble, at most `w` wide."""
    theme = look.theme
    role, ink = BODY, theme.on_card
    match line.side:
        case LineSide.THEM:
            fill = theme.card
        case LineSide.ME:
            fill = mix(theme.safe_tint, theme.safe, 0.12)
        case LineSide.NOTE:
            fill, role, ink = theme.card_tint, CAPTION, theme.on_card_soft
        case never:
            assert_never(never)
    natural = min(w - 48, text_width(look.say(line.text), look.size(role)) + 2)
    return boxed(text(look, line.text, natural, role, ink), fill, pad=24, pad_y=14, radius=20)


def _where(side: LineSide) -> Align:
    """Where the bubble of a line stands that has nothing beside it."""
    match side:
        case LineSide.THEM:
            return "left"
        case LineSide.ME:
            return "right"
        case LineSide.NOTE:
            return "centre"
        case never:
            assert_never(never)


def _line(look: Look, line: ExerciseLine, index: int, on: bool, can: bool, w: float) -> Block:
    """A line before the answer; one that can be marked has a flag at its right."""
    theme = look.theme
    flag = _flag(look, on)
    free = w - flag.w - 24 - 20
    said = _said(look, line, free)
    if not can:
        return sized(said, w, 0, _where(line.side))
    row = beside([sized(said, free, 0), flag], 20)
    box = boxed(
        row,
        theme.danger_tint if on else None,
        pad=12,
        pad_y=8,
        target=f"mark/{index}",
        on=on,
        w=w,
        h=look.target,
        valign=0.5,
    )
    if box.h < look.area.h * 0.4:
        return box
    return replace(box, seams=tuple(s + (box.h - said.h) / 2 for s in said.seams))


def _flag(look: Look, on: bool) -> Block:
    """Off: an empty flag in a ring. On: a red flag and its word, as wide in both cases."""
    theme = look.theme
    size = look.size(CAPTION)
    word = label(look, "可疑", CAPTION, theme.on_danger)
    w, h = word.w + size * 1.2 + 10 + 36, size * 2
    if on:
        inner = beside([icon("flag", size * 1.2, theme.on_danger), word], 10)
        return boxed(inner, theme.danger, pad=18, pad_y=0, radius=h / 2, w=w, h=h, valign=0.5)
    ring = Panel(rect=Rect((w - h) / 2, 0, h, h), fill=theme.card, radius=h / 2, border=theme.smoke, border_width=3)
    flag = Icon(
        rect=Rect(w / 2 - size * 0.6, h / 2 - size * 0.6, size * 1.2, size * 1.2),
        name="flag",
        colour=theme.on_card_soft,
    )
    return Block(w, h, (ring, flag))


def _judged(look: Look, line: ExerciseLine, index: int, answer: Judged, w: float) -> Block:
    """A line after the answer, with what there was to find in it."""
    theme = look.theme
    inside = w - 2 * 20
    border = None
    if index in answer.found:
        mark, words, fill = sign(look, "safe", "找到了"), line.flag, theme.safe_tint
    elif index in answer.missed:
        mark, words, fill = sign(look, "doubt", "漏掉了"), line.flag, theme.accent_tint
    elif index in answer.wrong:
        mark, words, fill = sign(look, "note", "这句没问题"), line.fine or "单看这一句，没有什么不对。", theme.card_tint
        border = theme.smoke
    else:
        return sized(_said(look, line, inside), w, 0, _where(line.side))
    why = text(look, words, inside - 8, BODY)
    free = inside - mark.w - 20
    if free > 600:
        rows = [beside([sized(_said(look, line, free), free, 0), mark], 20, "top"), why]
    else:
        rows = [_said(look, line, inside), mark, why]
    return boxed(stack(rows, 12), fill, pad=20, pad_y=16, radius=20, w=w, border=border, border_width=3)
