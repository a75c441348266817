"""A question over a grid of large keys that fills the screen: what the pages of 入馆登记 are made of."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from kiosk.core.geometry import Rect
from kiosk.draw.block import Block, beside, boxed, column_width, grid, icon, label, over, place, stack, text
from kiosk.draw.items import Colour, Item, Panel
from kiosk.draw.look import Look
from kiosk.draw.theme import BODY, GAP, HEADING, RADIUS
from kiosk.draw.widgets import dots, title
from kiosk.parts import scroller
from kiosk.parts.scroller import Scroll

LIST = "keys"
"""The scrolling part of a page, where it is longer than its place."""

STEPS = 3
_TICK = 56.0
KEY_MOST = 300.0
"""Height beyond which a key only looks empty."""


def head(look: Look, step: int, question: str, note: str = "") -> tuple[list[Item], Rect]:
    """The question, a line under it, and how far one is; and the place that is left."""
    area = look.area
    row = dots(look, STEPS, step)
    if look.portrait or look.large:
        block = stack([row, title(look, question, area.w)], 16)
    else:
        words = title(look, question, area.w - row.w - 32)
        block = beside([words, Block(32, 0), row], 0)
    if note:
        block = stack([block, text(look, note, area.w, BODY, look.theme.on_ground_soft)], 8)
    y = area.y + block.h + 28
    return place(block, area.x, area.y), Rect(area.x, y, area.w, area.bottom - y)


def page(
    look: Look,
    step: int,
    question: str,
    build: Callable[[float, float], list[Block]],
    columns: int,
    scroll: Scroll,
    most: float = KEY_MOST,
) -> list[Item]:
    """A question over a grid of keys that fills the place; every key as high as the highest."""
    items, rest = head(look, step, question)

    def keys(w: float) -> Block:
        each = column_width(w, columns)
        rows = -(-len(build(each, 0)) // columns)
        share = min(most, (rest.h - GAP * (rows - 1)) / rows)
        height = max(share, *(b.h for b in build(each, 0)))
        return grid(build(each, height), columns)

    return items + scroller.view(look, rest, keys, scroll, LIST)


def key(look: Look, block: Block, target: str, w: float, h: float, on: bool | None = None, dim: bool = False) -> Block:
    theme = look.theme
    fill = theme.card if on else None if dim else theme.ground_light
    height = max(h, look.target, block.h + 16)
    return boxed(
        block,
        fill,
        pad=8,
        pad_y=8,
        target=target,
        radius=RADIUS,
        w=w,
        h=height,
        align="centre",
        valign=0.5,
        border=theme.ground_light if dim else None,
        border_width=3 if dim else 0,
        on=on,
    )


def pictured(names: Sequence[str], words: Block, most: float, h: float, ink: Colour) -> Block:
    """Pictures above words in a key `h` units high; beside them where there is no room above."""
    side = min(most, h - words.h - 48)
    if side < 72:
        return beside([*(icon(name, 72, ink) for name in names), words], 12)
    return stack([beside([icon(name, side, ink) for name in names], 0), words], 16, "centre")


def choice(
    look: Look, names: Sequence[str], words: str, target: str, on: bool, w: float, h: float, tick: bool = False
) -> Block:
    """A large choice: silhouettes over a word; with `tick`, a box that is ticked when it is on."""
    theme = look.theme
    ink = theme.on_card if on else theme.on_ground
    room = w - 24 - (2 * _TICK if tick else 0)  # figures have air at their sides, and the tick its corner
    most = 168.0 if len(names) == 1 else min(216.0, room / len(names))
    said = label(look, words, HEADING, ink, "strong")
    corner = 20 + _TICK if tick else 0.0
    fewer = (pictured(names[:few], said, most, h, ink) for few in range(len(names), -1, -1))
    clear = (one for one in fewer if one.w <= room or (h + one.h) / 2 - said.h >= corner)
    picture = next(clear, beside([said, Block(_TICK, 0)], 12))  # its words lie beside the tick, or below it
    made = key(look, picture, target, w, h, on if tick else on or None)
    if not tick:
        return made
    frame = Panel(rect=Rect(0, 0, _TICK, _TICK), radius=12, border=ink, border_width=4)
    mark = Block(_TICK, _TICK, (frame, *(place(icon("check", 40, ink), 8, 8) if on else [])))
    return over(made, mark, made.w - _TICK - 20, 20)
