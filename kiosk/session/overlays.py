"""What may lie over a screen: help, “还在看吗？”, the guide's plan, the pause. Beneath them nothing can be touched."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Literal

from kiosk.core.geometry import Rect
from kiosk.draw.block import Block, beside, icon, place, stack, text
from kiosk.draw.items import Item, Panel
from kiosk.draw.look import Look
from kiosk.draw.theme import BODY, CAPTION, HEADING
from kiosk.draw.widgets import button, flow, numbered, point
from kiosk.parts import scroller
from kiosk.parts.scroller import Scroll
from kiosk.session.frame import PREFIX

Overlay = Literal["", "help", "guide", "paused", "asking"]
SHEET = PREFIX + "sheet"
EXTEND_MINUTES = 5


def sheet(
    look: Look, head: str, icon_name: str, build: Callable[[float], Block], buttons: Sequence[Block], scroll: Scroll
) -> list[Item]:
    """A sheet in the middle of a dimmed screen: head, a body built for its width (scrolls when long), buttons."""
    theme = look.theme
    canvas = Rect(0, 0, *look.canvas)
    wide = min(look.area.w, 1240.0)
    inside = wide - 112
    mark = icon(icon_name, look.size(HEADING) * 1.1, theme.on_card)
    head_block = beside([mark, text(look, head, inside - mark.w - 20, HEADING, theme.on_card, "serif")], 20)
    foot = flow(look, list(buttons), inside, 20)
    most = look.area.h - 96 - head_block.h - foot.h - 56
    body_h = min(build(inside).h, most)
    high = 96 + head_block.h + 28 + body_h + 28 + foot.h
    box = Rect((canvas.w - wide) / 2, look.area.y + (look.area.h - high) / 2, wide, high)
    rest = Rect(box.x + 56, box.y + 48 + head_block.h + 28, inside, body_h)
    return [
        Panel(rect=canvas, fill=theme.ground_dark, alpha=205, finger="block"),
        Panel(rect=box, fill=theme.card, radius=24, shadow=True, finger="block"),
        *place(head_block, box.x + 56, box.y + 48),
        *scroller.view(look, rest, build, scroll, SHEET, on_dark=False),
        *place(foot, box.x + 56, box.bottom - 48 - foot.h),
    ]


def asking(look: Look, scroll: Scroll) -> list[Item]:
    """“还在看吗？”: one touch anywhere resumes exactly where it was."""

    def build(w: float) -> Block:
        return text(look, "点一下屏幕，就从刚才的地方接着看。没有人的话，稍后会回到开始的画面。", w, BODY)

    items = sheet(look, "还在看吗？", "clock", build, [button(look, "还在看", PREFIX + "stay", "primary")], scroll)
    everywhere = Panel(rect=Rect(0, 0, *look.canvas), target=PREFIX + "stay")
    return [*items, everywhere]


def helping(look: Look, scroll: Scroll) -> list[Item]:
    """How to use the screen, in four sentences, and whom to ask."""
    ink = look.theme.on_card

    def build(w: float) -> Block:
        return stack(
            [
                point(look, "黄色的按钮，是下一步，在右下角。", w, "right", ink),
                point(look, "看长的内容：用手指上下拖，或点右边的箭头。", w, "down", ink),
                point(look, "“大字”“对比”“低位”点一下换，再点一下换回来。", w, "text_size", ink),
                point(look, "点“主页”回到展区图，看过的都记着。", w, "home", ink),
                point(look, "遇到真事：被骗打 110，拿不准打 96110。", w, "phone", ink),
            ],
            18,
        )

    return sheet(look, "怎样使用", "help", build, [button(look, "知道了", PREFIX + "close", "primary")], scroll)


def paused(look: Look, scroll: Scroll, minutes_left: int) -> list[Item]:
    """The clock stands; it goes on by itself when the pause is used up."""

    def build(w: float) -> Block:
        words = look.say("时间停住了，最多还能停 {n} 分钟。", n=max(1, minutes_left))
        return text(look, words, w, BODY)

    return sheet(look, "休息一下", "pause", build, [button(look, "接着参观", PREFIX + "resume", "primary",
                                                       icon_name="play")], scroll)


def guiding(
    look: Look, scroll: Scroll, ahead: Sequence[tuple[str, float]], left_minutes: int, in_zone: bool
) -> list[Item]:
    """The guide's sheet: what is still to come with its minutes; more time, a pause, on to the next."""

    def build(w: float) -> Block:
        rows = [text(look, look.say("还剩 {n} 分钟，这样安排：", n=left_minutes), w, CAPTION, look.theme.on_card_soft)]
        rows += [
            numbered(look, i + 1, look.say("{zone}　{n} 分钟", zone=name, n=f"{minutes:g}"), w)
            for i, (name, minutes) in enumerate(ahead)
        ]
        if not ahead:
            rows.append(text(look, "展区都看过了，可以去道别。", w, BODY))
        return stack(rows, 14)

    buttons = [button(look, "接着看", PREFIX + "close", "primary")]
    if in_zone:
        buttons.append(button(look, look.say("本区加 {n} 分钟", n=EXTEND_MINUTES), PREFIX + "extend", icon_name="plus"))
        buttons.append(button(look, "去下一区", PREFIX + "home", icon_name="skip"))
    buttons.append(button(look, "休息一下", PREFIX + "pause", icon_name="pause"))
    return sheet(look, "讲解安排", "timer", build, buttons, scroll)
