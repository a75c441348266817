"""What the form amounted to: right in all, scams and genuine things apart, and what is worth another look."""

from __future__ import annotations

from collections.abc import Sequence

from kiosk.core.geometry import Rect
from kiosk.draw.block import (
    Block,
    beside,
    boxed,
    column_width,
    grid,
    icon,
    label,
    place,
    roomy,
    sized,
    stack,
    text,
)
from kiosk.draw.items import Arc, Item, Text
from kiosk.draw.look import Look
from kiosk.draw.theme import BODY, CAPTION, HEADING, TITLE
from kiosk.draw.widgets import button, heading, next_button
from kiosk.parts import scroller
from kiosk.parts.scroller import Scroll
from kiosk.zones.quiz.models import Blueprint
from kiosk.zones.quiz.score import QuizScore, balance_line, praise_line

_SEEN = "没举手的，也看过答案了。"
_BETWEEN = 56.0
_ROWS, _WIDE = 4, 900.0
"""So many missed items stand in one column, unless it is so wide and not upright."""


def view(
    look: Look,
    score: QuizScore,
    blueprint: Blueprint,
    names: Sequence[str],
    scroll: Scroll,
    onward: tuple[str, str] = ("看纪念卡", "card"),
) -> list[Item]:
    """The result's page; `names` are what the items of the form are known by, `onward` words and target of its next
    step."""

    def build(look: Look, w: float) -> Block:
        if w > 1300:
            left = w * 0.5
            figures = _figures(look, score, blueprint, left)
            again = _again(look, score, names, w - left - _BETWEEN)
            both = beside([figures, again], _BETWEEN, "top")
            if both.h <= look.area.h:
                return sized(both, w, look.area.h)
        return stack([_figures(look, score, blueprint, w), _again(look, score, names, w)], 32, w=w)

    apart = _apart(look, score, blueprint, names, scroll) if look.large else []
    if apart:
        return apart + next_button(look, *onward)
    grown = roomy(look, look.area.w, look.area.h, build)
    items = scroller.view(look, look.area, lambda w: build(grown, w), scroll, "read", edge=16)
    return items + next_button(look, *onward)


def _apart(look: Look, score: QuizScore, blueprint: Blueprint, names: Sequence[str], scroll: Scroll) -> list[Item]:
    """The figures held at the left and the list scrolled beside them, where all of it is too high for the page and
    the figures are not: below them nobody would see that there is a list. [] elsewhere."""
    area = look.area
    left = area.w * 0.5
    room = Rect(area.x + left + _BETWEEN, area.y, area.w - left - _BETWEEN, area.h)
    figures = _figures(look, score, blueprint, left)
    if area.w <= 1300 or figures.h > area.h or _again(look, score, names, room.w).h <= area.h:
        return []
    items = place(figures, area.x, area.y)
    return items + scroller.view(look, room, lambda w: _again(look, score, names, w), scroll, "read", edge=16)


def _figures(look: Look, score: QuizScore, blueprint: Blueprint, w: float) -> Block:
    low = look.area.h < 620 or look.large
    if not score.items:
        return heading(look, "答案都看过了", w, role=TITLE)
    side = 220.0 if low else 300.0
    few = 2 * score.items < len(score.unjudged) + score.items  # of so few nothing can be said
    praise = heading(look, _SEEN if few else praise_line(blueprint, score), w - side - 36)
    kinds = [
        ("shield", "认出骗局", score.scams_right, score.scams),
        ("genuine", "认出真的", score.genuine_right, score.genuine),
        ("phone", "知道先核实", score.unclear_right, score.unclear),
    ]
    rows = stack([_split(look, *kind, w, low) for kind in kinds if kind[3]], 12)
    balance = balance_line(score)
    advice = [text(look, balance, w, BODY, look.theme.on_ground_soft)] if balance else []
    below = [*advice, rows] if look.large else [rows, *advice]
    return stack([beside([_ring(look, score, side), praise], 36), *below], 20 if low else 32, w=w)


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
    """One kind's share."""
    theme = look.theme
    size = look.size(BODY)
    words = beside([icon(icon_name, size * 1.3, theme.mark), label(look, name, BODY, theme.on_ground)], 16)
    figure = label(look, f"{right} / {count}", BODY if look.large else HEADING, theme.on_ground, "serif")
    line = beside([words, Block(max(0.0, w - 56 - words.w - figure.w), 0), figure], 0)
    return boxed(line, theme.ground_light, pad=28, pad_y=4 if low else 12, w=w, h=76 if low else 92, valign=0.5)


def _again(look: Look, score: QuizScore, names: Sequence[str], w: float) -> Block:
    """The items worth another look, one touch from their explanation; and another form. Apart from the mistakes stand
    those about which visitors would check first."""
    theme = look.theme
    other = button(look, "再答一套", "again", "quiet", icon_name="swap")
    if not score.missed and not score.checked and not score.unjudged:
        disc = boxed(icon("star", 72, theme.on_accent), theme.accent, pad=24, radius=60)
        words = stack([disc, heading(look, "这一套全对", w - 80)], 20)
        return stack([boxed(words, theme.ground_light, pad=40, pad_y=36, w=w), other], 28)
    groups = (
        ("答错的，点开再看", score.missed),
        ("先核实的，也稳妥", score.checked),
        ("没举手的，点开再看", score.unjudged),
    )
    listed = [block for title, places in groups if places for block in _listed(look, title, places, names, w)]
    listed = listed or [heading(look, _SEEN, w)]
    return stack([*listed, other], 24, w=w)


def _listed(look: Look, title: str, places: Sequence[int], names: Sequence[str], w: float) -> list[Block]:
    columns = 1 if look.large or (len(places) <= _ROWS and (w < _WIDE or look.portrait)) else 2
    each = column_width(w, columns, 16)
    height = max(_row(look, names[i], i, each).h for i in places) if columns > 1 else 0.0
    return [heading(look, title, w), grid([_row(look, names[i], i, each, height) for i in places], columns, 16)]


def _row(look: Look, name: str, index: int, w: float, h: float = 0.0) -> Block:
    theme = look.theme
    size = look.size(BODY) * 1.3
    number = sized(label(look, str(index + 1), HEADING, theme.mark, "serif"), size, 0, "centre")
    row = beside(
        [
            number,
            text(look, name, w - 48 - 2 * size - 32, BODY, theme.on_ground, balance=True),
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
        h=max(look.target, 96, h),
        valign=0.5,
        border=border,
        border_width=2 if border else 0,
    )
