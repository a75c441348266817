"""The exercise as a conversation on a drawn phone: first to be marked, then with what there was to find."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import assert_never

from kiosk.core.geometry import Rect
from kiosk.draw.block import Block, beside, boxed, icon, label, place, roomy, sized, stack, text
from kiosk.draw.items import Align, Item, Panel
from kiosk.draw.look import Look
from kiosk.draw.text import text_width
from kiosk.draw.theme import BODY, CAPTION, HEADING, mix
from kiosk.draw.widgets import Kind, answered, button, heading, next_button, sign
from kiosk.parts import scroller
from kiosk.parts.more import more_button
from kiosk.parts.scroller import Scroll
from kiosk.zones.scam_lessons.card import table
from kiosk.zones.scam_lessons.models import Exercise, ExerciseKind, Lesson, LineSide
from kiosk.zones.scam_lessons.spot import CLEAR, Judged, Marked, judge, shown, touchable

_LEFT, _LEFT_LARGE = 600.0, 520.0
"""Width of what is to be done, beside the phone."""
_WHY, _ASKED = 40.0, 58.0
_LOW = 620.0
_EDGE = 12.0
_PAD = 28.0


@dataclass(frozen=True, slots=True)
class Spotting:
    """An exercise as it stands: what was marked and, once judged, what that was worth; `whole` with every line and
    every reason."""

    module: Lesson
    marked: Marked
    whole: bool = False

    @property
    def exercise(self) -> Exercise:
        return self.module.exercise

    @property
    def answer(self) -> Judged | None:
        return judge(self.exercise, self.marked) if self.marked.answered else None

    @property
    def lines(self) -> tuple[int, ...]:
        return tuple(range(len(self.exercise.lines))) if self.whole else shown(self.exercise)

    @property
    def reasoned(self) -> bool:
        """Whether each line has its reason beside it; else one sentence says it for all."""
        return self.whole or not self.exercise.why

    def role(self, look: Look, w: float) -> float:
        """In large type that of captions where only so each short line keeps to one."""
        widest = max(text_width(self.words(i), look.size(BODY)) for i in self.lines)
        return CAPTION if look.large and not self.reasoned and widest > w else BODY

    def words(self, index: int) -> str:
        line = self.exercise.lines[index]
        return line.text if self.whole else line.short or line.text


def view(look: Look, task: Spotting, scroll: Scroll, onward: str) -> list[Item]:
    """The task beside its conversation where there is room for two columns, else above it. `onward` is what the next
    step is called once it is judged."""
    area = look.area
    width = _LEFT_LARGE if look.large else _LEFT
    left = _verdict(look, task, width) if task.answer else _task(look, task, width)
    items = table(look)
    if not look.portrait and left.h <= area.h:
        items += place(left, area.x, area.y + (area.h - left.h) / 2)
        x = area.x + width + 48
        items += _phone(look, task, Rect(x, area.y, area.right - x, area.h), scroll)
    else:
        items += _upright(look, task, scroll)
    if not task.answer:
        return items + (next_button(look, "看答案", "next") if task.marked.ready else [])
    following = next_button(look, onward, "next")
    return [*items, *following, *([] if task.reasoned else more_button(look, following))]


def _upright(look: Look, task: Spotting, scroll: Scroll) -> list[Item]:
    """Everything one below the other, in the largest type that fits, spread over the page."""
    area = look.area
    grown = roomy(look, area.w, area.h, lambda larger, w: _column(larger, task, w))

    def spread(w: float) -> Block:
        block = _column(grown, task, w)
        return sized(block, w, area.h) if block.h < area.h else block

    return scroller.view(look, area, spread, scroll, "read")


def _column(look: Look, task: Spotting, w: float) -> Block:
    theme = look.theme
    screen = stack([_bar(look, task.exercise, w - 2 * _PAD), _lines(look, task, w - 2 * _PAD)], 20)
    phone = boxed(screen, theme.card_tint, pad=_PAD, w=w, border=theme.ground_dark, border_width=6, radius=36)
    if task.answer:
        return stack([_verdict(look, task, w), phone], 28)
    return stack([_prompt(look, task.exercise, w), phone, _clear(look, task.marked, w)], 28)


def _prompt(look: Look, exercise: Exercise, w: float) -> Block:
    role = HEADING if look.large or look.area.h < _LOW else _ASKED
    return stack(
        [
            heading(look, exercise.prompt, w, role=role),
            text(look, "可疑的，点一下。", w, BODY, look.theme.on_ground_soft),
        ],
        18,
    )


def _clear(look: Look, marked: Marked, w: float) -> Block:
    kind: Kind = "safe" if marked.clear else "plain"
    return button(look, "没有可疑之处", CLEAR, kind, icon_name="check" if marked.clear else "safe", w=w)


def _task(look: Look, task: Spotting, w: float) -> Block:
    """What is to be done, how many lines are marked, and the way to say that nothing is wrong."""
    theme, marked = look.theme, task.marked
    words = look.say("已经标出 {n} 句", n=len(marked.lines)) if marked.lines else ""
    size = look.size(BODY)
    tally = beside([icon("danger", size, theme.danger_light), label(look, words, BODY, theme.on_ground)], 16)
    kept = tally if words else Block(w, 0 if look.large else tally.h)
    return stack([_prompt(look, task.exercise, w), kept, _clear(look, marked, w)], 28, w=w)


def _verdict(look: Look, task: Spotting, w: float) -> Block:
    """Whether the judgement was right, what the message really was, and why."""
    theme, exercise, answer = look.theme, task.exercise, task.answer
    assert answer is not None
    truth = sign(look, "genuine", "这是真的") if exercise.genuine else sign(look, "danger", "这是骗局")
    colour = theme.safe_light if answer.right else theme.mark
    head = _result(look, exercise, answer)
    size = look.size(HEADING) * 1.5
    top = beside(
        [
            icon("check" if answer.right else "doubt", size, colour),
            text(look, head, w - size - 20, HEADING, colour, "serif"),
        ],
        20,
    )
    rows = [top, truth]
    if task.reasoned:
        fill = theme.safe_tint if exercise.genuine else theme.danger_tint
        rows.insert(1, text(look, _tally(look, exercise, answer), w, BODY, theme.on_ground))
        rows.append(boxed(text(look, exercise.verdict, w - 64, BODY), fill, pad=32, pad_y=26, w=w))
    else:
        rows.append(text(look, exercise.why, w, BODY if look.large else _WHY, theme.on_ground))
    return answered(stack(rows, 20 if look.large else 28), answer.right, task.module.id)


def _result(look: Look, exercise: Exercise, answer: Judged) -> str:
    """How the judgement was, in words that agree with what stands beside the lines."""
    if not answer.right:
        return "这次差一点"
    if not exercise.genuine and answer.missed:
        return look.say("找到 {n} 处，还有 {more} 处", n=len(answer.found), more=len(answer.missed))
    return "判断对了"


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


def _phone(look: Look, task: Spotting, rect: Rect, scroll: Scroll) -> list[Item]:
    """The phone: a dark edge, a bar that says who speaks, and the lines in the largest type that fits."""
    theme = look.theme
    items: list[Item] = [
        Panel(rect=rect, fill=theme.on_ground_soft, radius=48, shadow=True),
        Panel(rect=rect.inset(_EDGE), fill=theme.card_tint, radius=48 - _EDGE),
    ]
    inside = rect.inset(_EDGE + _PAD, _EDGE + 20)
    bar = _bar(look, task.exercise, inside.w)
    items += place(bar, inside.x, inside.y)
    rest = Rect(inside.x, inside.y + bar.h + 16, inside.w, inside.h - bar.h - 16)
    grown = roomy(look, rest.w, rest.h, lambda larger, w: _lines(larger, task, w))

    def spread(w: float) -> Block:
        block = _lines(grown, task, w)
        return sized(block, w, rest.h) if block.h < rest.h else block

    return items + scroller.view(look, rest, spread, scroll, "read", on_dark=False)


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


def _lines(look: Look, task: Spotting, w: float) -> Block:
    can, answer = touchable(task.exercise), task.answer
    rows = []
    for i in task.lines:
        if answer is not None:
            rows.append(_judged(look, task, i, answer, w))
        else:
            rows.append(_line(look, task, i, i in can, w))
    return stack(rows, 14, w=w)


def _said(look: Look, task: Spotting, index: int, w: float) -> Block:
    """A line as a bubble, at most `w` wide."""
    theme, line, words = look.theme, task.exercise.lines[index], task.words(index)
    role, ink = task.role(look, w - 48), theme.on_card
    match line.side:
        case LineSide.THEM:
            fill = theme.card
        case LineSide.ME:
            fill = mix(theme.safe_tint, theme.safe, 0.12)
        case LineSide.NOTE:
            fill, role, ink = theme.card_tint, CAPTION, theme.on_card_soft
        case never:
            assert_never(never)
    natural = min(w - 48, text_width(look.say(words), look.size(role)) + 2)
    return boxed(text(look, words, natural, role, ink), fill, pad=24, pad_y=14, radius=20)


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


def _line(look: Look, task: Spotting, index: int, can: bool, w: float) -> Block:
    """A line before the answer; one that can be marked has a flag at its right."""
    theme, line, on = look.theme, task.exercise.lines[index], index in task.marked.lines
    flag = _flag(look, on, not look.large or task.reasoned)
    free = w - flag.w - 24 - 20
    said = _said(look, task, index, free)
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


def _flag(look: Look, on: bool, worded: bool) -> Block:
    """Off: an empty ring. On: the sign of danger and its word, where that is `worded`; as wide in both cases."""
    theme = look.theme
    size = look.size(CAPTION)
    word = label(look, "可疑", CAPTION, theme.on_danger) if worded else Block(0, 0)
    w, h = word.w + size * 1.2 + 10 + 36, size * 2
    if on:
        inner = beside([icon("danger", size * 1.2, theme.on_danger), word], 10)
        return boxed(inner, theme.danger, pad=18, pad_y=0, radius=h / 2, w=w, h=h, valign=0.5)
    ring = Panel(rect=Rect((w - h) / 2, 0, h, h), fill=theme.card, radius=h / 2, border=theme.smoke, border_width=3)
    return Block(w, h, (ring,))


def _harmless(look: Look, task: Spotting) -> str:
    """What is said of a line that was accused wrongly: a scammer's is not fine, it only gives nothing away."""
    short = look.large and not task.reasoned
    if task.exercise.genuine:
        return "没问题" if short else "这句没问题"
    return "看不出" if short else "这句本身看不出"


def _missed(look: Look) -> Block:
    """The sign of a line that was missed: an outline, since yellow is the next step's and red the marked one's."""
    theme, size = look.theme, look.size(CAPTION)
    inner = beside(
        [icon("danger", size * 1.1, theme.danger), label(look, "漏掉了", CAPTION, theme.danger, "strong")], 10
    )
    return boxed(inner, theme.card, pad=18, pad_y=6, radius=12, border=theme.danger, border_width=3)


def _judged(look: Look, task: Spotting, index: int, answer: Judged, w: float) -> Block:
    """A line after the answer, with what there was to find in it."""
    theme, line = look.theme, task.exercise.lines[index]
    inside = w - 2 * 20
    border = None
    if index in answer.found:
        mark, words, fill = sign(look, "safe", "找到了"), line.flag, theme.safe_tint
    elif index in answer.missed:
        mark, words, fill = _missed(look), line.flag, theme.danger_tint
    elif index in answer.wrong:
        mark = sign(look, "note", _harmless(look, task))
        words, fill = line.fine or "单看这一句，没有什么不对。", theme.card_tint
        border = theme.smoke
    elif line.flag:
        mark, words, fill = sign(look, "danger", "可疑"), line.flag, theme.danger_tint
    else:
        return sized(_said(look, task, index, inside), w, 0, _where(line.side))
    why = [text(look, words, inside - 8, BODY)] if task.reasoned else []
    free = inside - mark.w - 20
    if free > 600 or not why:
        rows = [beside([sized(_said(look, task, index, free), free, 0), mark], 20, "top" if why else "middle"), *why]
    else:
        rows = [_said(look, task, index, inside), mark, *why]
    edge = 16 if task.reasoned else 8
    return boxed(stack(rows, 12), fill, pad=20, pad_y=edge, radius=20, w=w, border=border, border_width=3)
