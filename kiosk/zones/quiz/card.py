"""The keepsake: a card with what was achieved, and a code to take the reminders home. Nobody is named."""

from __future__ import annotations

from typing import assert_never

from kiosk.core.geometry import Rect
from kiosk.core.vocabulary import QuizWay
from kiosk.draw.block import Block, beside, boxed, icon, sized, stack, text
from kiosk.draw.items import Code, Item, Panel
from kiosk.draw.look import Look
from kiosk.draw.theme import BODY, CAPTION, HEADING, TITLE
from kiosk.draw.widgets import button, divider, next_button
from kiosk.parts import scroller
from kiosk.parts.scroller import Scroll
from kiosk.zones.quiz.run import QuizRun
from kiosk.zones.quiz.score import QuizScore

_FIGURE = 56.0
"""Size of the card's figures, between heading and title."""


def take_home_text(score: QuizScore, take_home: str, hall_name: str) -> str:
    """What the code holds: the result in one line and the hall's reminders; nothing about a person."""
    if not score.items:
        return f"{hall_name}：{take_home}"
    unclear = f"，知道先核实{score.unclear_right}/{score.unclear}" if score.unclear else ""
    return (
        f"{hall_name}：{score.items}道题答对{score.right}道，认出骗局{score.scams_right}/{score.scams}，"
        f"认出真的{score.genuine_right}/{score.genuine}{unclear}。{take_home}"
    )


def view(
    look: Look,
    score: QuizScore,
    praise: str,
    take_home: str,
    hall_name: str,
    run: QuizRun,
    people: int,
    scroll: Scroll,
) -> list[Item]:
    """The card's page of a form that is over; `people` answered it."""

    def build(w: float) -> Block:
        card = _card(look, score, praise, take_home, hall_name, _who(look, run, people), w)
        again = button(look, "换一套题再答", "again", "quiet", icon_name="swap")
        return card if w > 1300 and not look.large else stack([card, again], 24, w=w)

    items = scroller.view(look, look.area, build, scroll, "read", edge=16)
    return items + next_button(look, "答完了，回主页", "leave")


def _who(look: Look, run: QuizRun, people: int) -> str:
    match run.way:
        case QuizWay.SOLO:
            return look.say("答完第 {k} 套题", k=run.number)
        case QuizWay.GROUP:
            if people > 1:
                return look.say("一行 {n} 人，答完第 {k} 套题", n=people, k=run.number)
            return look.say("一起答完第 {k} 套题", k=run.number)
    assert_never(run.way)


def _card(look: Look, score: QuizScore, praise: str, take_home: str, hall_name: str, who: str, w: float) -> Block:
    two_columns = w > 1300 and not look.large
    low = look.area.h < 620
    pad = 40.0 if low else 56.0
    side = 300.0 if low else 360.0
    inside = w - 2 * pad
    code = _code(look, take_home_text(score, take_home, hall_name), side)
    left = inside - code.w - 96 if two_columns else inside
    words = _words(look, score, praise, hall_name, who, left, low)
    if two_columns:
        height = max(words.h, code.h, look.area.h - 2 * pad)
        rule = Block(2, height * 0.8, (Panel(rect=Rect(0, 0, 2, height * 0.8), fill=look.theme.line),))
        inner = beside([sized(words, left, height, "left"), Block(47, 0), rule, Block(47, 0), code], 0)
    else:
        inner = stack([words, divider(look, left), stack([code], 0, "centre", left)], 32, w=left)
    return _framed(look, inner, pad, w)


def _framed(look: Look, inner: Block, pad: float, w: float) -> Block:
    """Paper with a fine double border."""
    theme = look.theme
    page = boxed(inner, theme.card, pad=pad, w=w, shadow=True)
    lines = tuple(
        Panel(
            rect=Rect(at, at, page.w - 2 * at, page.h - 2 * at),
            radius=radius,
            border=theme.accent_deep,
            border_width=thick,
        )
        for at, radius, thick in ((14.0, 16.0, 3.0), (22.0, 11.0, 1.5))
    )
    first, *rest = page.items
    return Block(page.w, page.h, (first, *lines, *rest), page.seams)


def _words(look: Look, score: QuizScore, praise: str, hall_name: str, who: str, w: float, low: bool) -> Block:
    theme = look.theme
    align = "centre"
    parts = [
        icon("emblem", 84 if low else 132, theme.ground),
        text(look, hall_name, w, BODY, theme.on_card_soft, "serif", align),
        text(look, "识骗辨真 · 纪念卡", w, HEADING if low else TITLE, theme.on_card, "serif", align),
        text(look, who, w, BODY, theme.on_card, "serif", align, True),
        _figures(look, score, w, HEADING if low or look.large else _FIGURE),
        text(look, praise, w, HEADING, theme.accent_deep, "serif", align, True),
    ]
    return stack(parts, 8 if low else 18, "centre", w=w)


def _figures(look: Look, score: QuizScore, w: float, role: float) -> Block:
    """Right in all, scams and genuine recognised, what had to be checked first: figures of equal rank, in two rows
    where one would be too narrow."""
    theme = look.theme
    figures = [
        ("答对", score.right, score.items),
        ("认出骗局", score.scams_right, score.scams),
        ("认出真的", score.genuine_right, score.genuine),
        ("知道先核实", score.unclear_right, score.unclear),
    ]
    figures = [figure for figure in figures if figure[2]]
    if not figures:
        return Block(0, 0)
    least = look.size(CAPTION) * 5.6
    across = len(figures) if w / len(figures) >= least else 2
    each = min(w / across, max(240.0, look.size(CAPTION) * 6))
    tiles = [
        stack(
            [
                text(look, f"{right}/{count}", each, role, theme.on_card, "serif", "centre"),
                text(look, name, each, CAPTION, theme.on_card_soft, align="centre"),
            ],
            0,
        )
        for name, right, count in figures
    ]
    return stack([beside(tiles[i : i + across], 0) for i in range(0, len(tiles), across)], 8)


def _code(look: Look, data: str, side: float) -> Block:
    theme = look.theme
    code = Block(side, side, (Code(rect=Rect(0, 0, side, side), data=data, dark=theme.on_card, light=theme.card),))
    width = max(side, look.size(CAPTION) * 13)
    return stack(
        [
            code,
            text(look, "扫一扫，把提醒带回家", width, BODY, theme.on_card, "sans", "centre"),
            text(look, "码里只有成绩和提醒，没有个人信息", width, CAPTION, theme.on_card_soft, "sans", "centre", True),
        ],
        8,
        "centre",
        w=width,
    )
