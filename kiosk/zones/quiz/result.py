"""What the form amounted to: right in all, scams and genuine things apart, and what is worth another look."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from kiosk.core.geometry import Rect
from kiosk.draw.block import (
    Block,
    beside,
    boxed,
    column_width,
    columns_for,
    grid,
    icon,
    label,
    place,
    roomy,
    sized,
    stack,
    text,
)
from kiosk.draw.items import Arc, Item, Panel, Text
from kiosk.draw.look import Look
from kiosk.draw.theme import BODY, CAPTION, HEADING
from kiosk.draw.widgets import button, heading, next_button
from kiosk.parts import scroller
from kiosk.parts.scroller import Scroll
from kiosk.zones.quiz.ask import topic
from kiosk.zones.quiz.models import Blueprint, QuizItem
from kiosk.zones.quiz.score import QuizScore, balance_line, praise_line


def view(
    look: Look,
    form: Sequence[QuizItem],
    score: QuizScore,
    blueprint: Blueprint,
    type_names: Mapping[str, str],
    scroll: Scroll,
    onward: tuple[str, str] = ("看纪念卡", "card"),
) -> list[Item]:
    """The result's page; `onward` are words and target of its next step."""

    def build(look: Look, w: float) -> Block:
        if w > 1300 and not look.large:
            left = w * 0.46
            figures = _figures(look, score, blueprint, left)
            again = _again(look, form, score, type_names, w - left - 56)
            if max(figures.h, again.h) <= look.area.h:
                return sized(beside([figures, again], 56), w, look.area.h)
        return stack([_figures(look, score, blueprint, w), _again(look, form, score, type_names, w)], 32, w=w)

    grown = roomy(look, look.area.w, look.area.h, build)
    items = scroller.view(look, look.area, lambda w: build(grown, w), scroll, "read", edge=16)
    return items + next_button(look, *onward)


def _figures(look: Look, score: QuizScore, blueprint: Blueprint, w: float) -> Block:
    theme = look.theme
    low = look.area.h < 620
    side = 180.0 if low and not look.large else 320.0
    praise = praise_line(blueprint, score)
    room = w - side - 36
    parts: list[Block]
    if room >= 400:
        parts = [beside([_ring(look, score, side), heading(look, praise, room)], 36)]
    else:
        parts = [_ring(look, score, side), heading(look, praise, w)]
    kinds = [
        ("shield", "认出骗局", score.scams_right, score.scams),
        ("genuine", "认出真的", score.genuine_right, score.genuine),
        ("phone", "知道先核实", score.unclear_right, score.unclear),
    ]
    rows = stack([_split(look, *kind, w, low) for kind in kinds if kind[3]], 14)
    parts.append(rows)
    balance = balance_line(score)
    if balance:
        parts.append(text(look, balance, w, BODY, theme.on_ground_soft))
    return stack(parts, 20 if low else 36, w=w)


def _ring(look: Look, score: QuizScore, side: float) -> Block:
    theme = look.theme
    square = Rect(0, 0, side, side)
    share = score.right / score.items if score.items else 0.0
    size, room = side * 0.26, side * 0.8
    figure = Text(
        rect=Rect(0, 0, room, size * 1.1),
        lines=(f"{score.right}/{score.items}",),
        colour=theme.mark,
        size=size,
        leading=size * 1.1,
        face="serif",
        align="centre",
    )
    under = text(look, "答对", room, CAPTION, theme.on_ground_soft, align="centre")
    middle = stack([Block(room, size * 1.1, (figure,)), under], 0, "centre")
    thick = side * 0.08
    arcs: tuple[Item, ...] = (
        Arc(rect=square, start=0, sweep=360, width=thick, colour=theme.ground_light),
        *((Arc(rect=square, start=0, sweep=360 * share, width=thick, colour=theme.mark),) if share else ()),
    )
    return Block(side, side, (*arcs, *place(middle, (side - middle.w) / 2, (side - middle.h) / 2)))


def _split(look: Look, icon_name: str, name: str, right: int, count: int, w: float, low: bool) -> Block:
    """One kind's share as pips and as words."""
    theme = look.theme
    size = look.size(BODY)
    pip = 30.0 if not look.large else 40.0
    pips = beside(
        [
            Block(
                pip,
                pip,
                (
                    Panel(
                        rect=Rect(0, 0, pip, pip),
                        fill=theme.mark if i < right else None,
                        radius=pip / 2,
                        border=theme.mark if i < right else theme.on_ground_soft,
                        border_width=3,
                    ),
                ),
            )
            for i in range(count)
        ],
        10,
    )
    inside = w - 56
    words = beside([icon(icon_name, size * 1.3, theme.mark), label(look, name, BODY, theme.on_ground)], 16)
    figure = label(look, f"{right} / {count}", HEADING, theme.on_ground, "serif")
    free = inside - words.w - pips.w - figure.w
    if free >= 48:
        line = beside([words, Block(free - 28, 0), pips, Block(28, 0), figure], 0)
    else:
        line = stack([beside([words, Block(max(0.0, inside - words.w - figure.w), 0), figure], 0), pips], 10)
    return boxed(line, theme.ground_light, pad=28, pad_y=10 if low else 16, w=w, h=76 if low else 96, valign=0.5)


def _again(look: Look, form: Sequence[QuizItem], score: QuizScore, type_names: Mapping[str, str], w: float) -> Block:
    """The items worth another look, one touch from their explanation; and another form."""
    theme = look.theme
    other = button(look, "换一套题再答", "again", "quiet", icon_name="swap")
    if not score.missed:
        disc = boxed(icon("star", 72, theme.on_accent), theme.accent, pad=24, radius=60)
        words = stack(
            [
                disc,
                heading(look, "这一套全对", w - 80),
                text(look, "把看破绽的办法，讲给家里人听听。", w - 80, BODY, theme.on_ground),
            ],
            20,
        )
        return stack([boxed(words, theme.ground_light, pad=40, pad_y=36, w=w), other], 28)
    columns = columns_for(w, 420 * look.zoom if not look.large else 700, 2)
    each = column_width(w, columns, 16)
    height = max(_missed(look, form[i], i, each, type_names).h for i in score.missed)
    tiles = [_missed(look, form[i], i, each, type_names, height) for i in score.missed]
    return stack(
        [
            heading(look, "这几样，值得再看一眼", w),
            grid(tiles, columns, 16),
            other,
        ],
        24,
        w=w,
    )


def _missed(look: Look, item: QuizItem, index: int, w: float, type_names: Mapping[str, str], h: float = 0.0) -> Block:
    theme = look.theme
    icon_name, name = topic(item, type_names)
    size = look.size(BODY) * 1.3
    inside = w - 48 - 2 * size - 32
    row = beside(
        [
            icon(icon_name, size, theme.mark),
            text(look, name, inside, BODY, theme.on_ground),
            icon("right", size, theme.on_ground_soft),
        ],
        16,
    )
    border = theme.on_ground_soft if look.contrast else None
    return boxed(
        row,
        theme.ground_light,
        pad=24,
        pad_y=16,
        target=f"look/{index}",
        w=w,
        h=max(look.target, 104, h),
        valign=0.5,
        border=border,
        border_width=2 if border else 0,
    )
