"""Charts that divide a whole: a ring, or a hundred cells; each with a key that can be touched as well."""

from __future__ import annotations

from kiosk.core.geometry import Rect
from kiosk.draw import charts
from kiosk.draw.block import Block, beside, label, place, sized, stack, text
from kiosk.draw.items import Arc, Item, Panel
from kiosk.draw.look import Look
from kiosk.draw.text import text_width
from kiosk.draw.theme import BODY, CAPTION, HEADING, TITLE
from kiosk.zones.harm_data.marks import lit, lit_part, share_words, tone, touch_row
from kiosk.zones.harm_data.models import Chart

_KEY_WIDTH, _KEY_MOST = 340.0, 620.0
_KEY_GAP = 64.0
"""Between a figure and the key beside it."""
_LEAST_ABOVE = 300.0
"""Units a figure has at least that stands above its key."""
_TERSE_GAP = 48.0
"""Between a figure with few words and its key."""
_LINE_EDGES = 48 + 32 + 2 * 18
"""Of a key's line: its pads, its swatch, and the gaps between its parts."""


def ring(
    look: Look, chart: Chart, chosen: int | None, w: float, h: float, terse: bool = False, aside: Block | None = None
) -> Block:
    """A ring with the lit share in its middle; `aside` lies under its key."""
    side = _terse_side(look, chart, chosen, w, h) if terse else _side(look, chart, chosen, w, h, 620.0)
    square = Rect(0, 0, side, side)
    thick = side * 0.17
    items: list[Item] = []
    for i, sector in enumerate(charts.share([m.value for m in chart.marks])):
        items.append(
            Arc(
                rect=square,
                start=sector.start + 0.9,
                sweep=max(0.6, sector.sweep - 1.8),
                width=thick,
                colour=tone(look, chart, i, chosen),
            )
        )
    shown = chart.marks[lit_part(chosen)]
    room = side - 2 * thick - 48
    said = share_words(chart, shown)
    role = next((r for r in (TITLE, HEADING, BODY) if text_width(said, look.size(r), "serif") <= room), CAPTION)
    middle = stack(
        [
            text(look, said, room, role, look.theme.on_ground, "serif", "centre"),
            text(look, shown.label, room, CAPTION, look.theme.on_ground, align="centre"),
        ],
        0,
    )
    if middle.h < side - 2 * thick - 60:
        items += place(middle, (side - middle.w) / 2, (side - middle.h) / 2)
    items.append(Panel(rect=square, target="ring"))
    return _with_key(look, chart, chosen, Block(side, side, tuple(items)), w, h, terse, aside)


def waffle(
    look: Look, chart: Chart, chosen: int | None, w: float, h: float, terse: bool = False, aside: Block | None = None
) -> Block:
    """A hundred cells, each one in a hundred; `aside` lies under its key."""
    side = _terse_side(look, chart, chosen, w, h) if terse else _side(look, chart, chosen, w, h, 640.0)
    gap = side * 0.013
    step = (side + gap) / 10
    items: list[Item] = []
    for at, index in enumerate(charts.waffle([m.value for m in chart.marks])):
        rect = Rect(at % 10 * step, at // 10 * step, step - gap, step - gap)
        items.append(Panel(rect=rect, fill=tone(look, chart, index, chosen), radius=6))
    items.append(Panel(rect=Rect(0, 0, side, side), target="grid"))
    return _with_key(look, chart, chosen, Block(side, side, tuple(items)), w, h, terse, aside)


def _side(look: Look, chart: Chart, chosen: int | None, w: float, h: float, most: float) -> float:
    """The figure's side: the height that is free beside the key, else what the key leaves below, or all of it."""
    if _beside(look, chart, chosen, w, h):
        return max(160.0, min(h, w - _key_width(look) - _KEY_GAP, most))
    left = h - _key(look, chart, chosen, w, 0).h - 24
    return max(160.0, min(left if left >= _LEAST_ABOVE else h, w, most))


def _beside(look: Look, chart: Chart, chosen: int | None, w: float, h: float) -> bool:
    """Whether the key stands beside the figure: in large text only where all of it can be seen there, on an upright
    screen only where a figure above it would be too small."""
    across = _key_width(look)
    if any(_key_row(look, chart, i, chosen, across, 0.0).w > across + 0.5 for i in range(len(chart.marks))):
        return False
    if look.portrait and h - _key(look, chart, chosen, w, 0).h - 24 >= _LEAST_ABOVE:
        return False
    if not look.large:
        return w > 820
    return w > 800 and _key(look, chart, chosen, across, 0).h <= h


def _key_width(look: Look) -> float:
    return 450.0 if look.large else _KEY_WIDTH


def _key(look: Look, chart: Chart, chosen: int | None, w: float, h: float) -> Block:
    """The parts by name and figure, as large as `h` allows: over each other, or on one line."""
    for role in (TITLE, HEADING, 0.0) if h else (0.0,):
        rows = [_key_row(look, chart, i, chosen, w, role) for i in range(len(chart.marks))]
        key = stack(rows, 14, w=w)
        if key.h <= h and all(row.w <= w + 0.5 for row in rows):
            break
    return key


def _key_row(look: Look, chart: Chart, index: int, chosen: int | None, w: float, role: float) -> Block:
    """One part; `role` 0 puts its name and figure on one line where that fits."""
    mark = chart.marks[index]
    inside = w - 48 - 52
    ink = lit(look, chart) if index == lit_part(chosen) else look.theme.on_ground
    figure = share_words(chart, mark)
    name = label(look, mark.label, CAPTION, look.theme.on_ground)
    value = label(look, figure, role or HEADING, ink, "serif")
    if not role and name.w + value.w + 16 <= inside:
        words = beside([name, Block(inside - name.w - value.w, 0), value], 0)
    else:
        words = stack([text(look, mark.label, inside, CAPTION, look.theme.on_ground), value], 0)
    row = beside([_swatch(look, chart, index, chosen), words], 20)
    return touch_row(look, row, index, chosen, w, 8 if not role else 14)


def _swatch(look: Look, chart: Chart, index: int, chosen: int | None) -> Block:
    return Block(32, 32, (Panel(rect=Rect(0, 0, 32, 32), fill=tone(look, chart, index, chosen), radius=8),))


def _key_line(look: Look, chart: Chart, index: int, chosen: int | None, w: float) -> Block:
    """A part on one line, no higher than a finger needs."""
    mark = chart.marks[index]
    value = label(look, share_words(chart, mark), BODY, look.theme.on_ground, "serif")
    name = text(look, mark.label, w - _LINE_EDGES - value.w, CAPTION, look.theme.on_ground)
    return touch_row(look, beside([_swatch(look, chart, index, chosen), name, value], 18), index, chosen, w, 0)


def _key_lines(look: Look, chart: Chart, chosen: int | None, w: float) -> Block:
    return stack([_key_line(look, chart, i, chosen, w) for i in range(len(chart.marks))], 12)


def _lines_width(look: Look, chart: Chart) -> float:
    """Units that the key needs to have each part on one line."""
    return max(
        text_width(share_words(chart, mark), look.size(BODY), "serif")
        + text_width(mark.label, look.size(CAPTION))
        + _LINE_EDGES
        + 2
        for mark in chart.marks
    )


def _terse_side(look: Look, chart: Chart, chosen: int | None, w: float, h: float) -> float:
    """The figure's side where words are few: what the key leaves beside it or below it, whichever is more."""
    beside_it = w - _TERSE_GAP - _lines_width(look, chart)
    below_it = h - 24 - _key_lines(look, chart, chosen, w).h
    return max(160.0, min(h, w, max(beside_it, below_it)))


def _with_key(
    look: Look,
    chart: Chart,
    chosen: int | None,
    figure: Block,
    w: float,
    h: float,
    terse: bool,
    aside: Block | None,
) -> Block:
    if terse:
        if figure.w + _TERSE_GAP + _lines_width(look, chart) <= w + 0.5:
            return beside([figure, _key_lines(look, chart, chosen, w - figure.w - _TERSE_GAP)], _TERSE_GAP)
        return stack([sized(figure, w, figure.h, "centre"), _key_lines(look, chart, chosen, w)], 24, w=w)
    if aside is not None:
        key = _key(look, chart, chosen, aside.w, max(1.0, h - aside.h - 24))
        return beside([figure, stack([key, aside], 24)], w - figure.w - aside.w)
    if _beside(look, chart, chosen, w, h):
        key = _key(look, chart, chosen, min(_KEY_MOST, w - figure.w - _KEY_GAP), max(1.0, h))
        return sized(beside([figure, key], _KEY_GAP), w, 0, "centre")
    key = _key(look, chart, chosen, w, max(0.0, h - figure.h - 24))
    return stack([sized(figure, w, figure.h, "centre"), key], 24, w=w)
