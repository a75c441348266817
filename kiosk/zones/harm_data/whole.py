"""Charts that divide a whole: a ring, or a hundred cells; each with a key that can be touched as well."""

from __future__ import annotations

from kiosk.content.models.chart import Chart
from kiosk.core.geometry import Rect
from kiosk.draw import charts
from kiosk.draw.block import Block, beside, place, sized, stack, text
from kiosk.draw.items import Arc, Item, Panel
from kiosk.draw.look import Look
from kiosk.draw.text import width
from kiosk.draw.theme import BODY, CAPTION, HEADING, TITLE
from kiosk.zones.harm_data.marks import exact_words, lit_index, tone, touch_row, value_words

_KEY_WIDTH = 340.0


def ring(look: Look, chart: Chart, chosen: int, w: float, h: float) -> Block:
    """A ring with the lit share in its middle."""
    side = _side(look, chart, chosen, w, h, 520.0)
    square = Rect(0, 0, side, side)
    thick = side * 0.17
    items: list[Item] = []
    for i, sector in enumerate(charts.share([m.value for m in chart.marks])):
        items.append(
            Arc(rect=square, start=sector.start + 0.9, sweep=max(0.6, sector.sweep - 1.8), width=thick,
                colour=tone(look, chart, i, chosen))
        )
    lit = chart.marks[lit_index(chart, chosen)]
    room = side - 2 * thick - 48
    role = next((r for r in (TITLE, HEADING, BODY) if width(_share_words(chart, lit.value), look.size(r)) <= room),
                CAPTION)
    middle = stack(
        [
            text(look, _share_words(chart, lit.value), room, role, look.theme.accent, "serif", "centre"),
            text(look, lit.label, room, CAPTION, look.theme.on_ground, align="centre"),
        ],
        0,
    )
    if middle.h < side - 2 * thick - 60:
        items += place(middle, (side - middle.w) / 2, (side - middle.h) / 2)
    items.append(Panel(rect=square, target="ring"))
    return _with_key(look, chart, chosen, Block(side, side, tuple(items)), w)


def waffle(look: Look, chart: Chart, chosen: int, w: float, h: float) -> Block:
    """A hundred cells, each one in a hundred."""
    side = _side(look, chart, chosen, w, h, 580.0)
    gap = side * 0.013
    step = (side + gap) / 10
    items: list[Item] = []
    for at, index in enumerate(charts.waffle([m.value for m in chart.marks])):
        rect = Rect(at % 10 * step, at // 10 * step, step - gap, step - gap)
        items.append(Panel(rect=rect, fill=tone(look, chart, index, chosen), radius=6))
    items.append(Panel(rect=Rect(0, 0, side, side), target="grid"))
    return _with_key(look, chart, chosen, Block(side, side, tuple(items)), w)


def _share_words(chart: Chart, value: float) -> str:
    return f"{value:g}{chart.unit}"


def _side(look: Look, chart: Chart, chosen: int, w: float, h: float, most: float) -> float:
    """The figure's side: the height that is free when the key stands beside it, else what the key leaves below."""
    if _beside(look, w):
        return max(220.0, min(h, w - _KEY_WIDTH - 40, most))
    below = _key(look, chart, chosen, w).h
    return max(300.0, min(h - below - 24, w, most))


def _beside(look: Look, w: float) -> bool:
    return w > 820 and not look.large


def _key(look: Look, chart: Chart, chosen: int, w: float) -> Block:
    rows = []
    for i, mark in enumerate(chart.marks):
        swatch = Block(32, 32, (Panel(rect=Rect(0, 0, 32, 32), fill=tone(look, chart, i, chosen), radius=8),))
        inside = w - 48 - 52
        ink = look.theme.accent if i == lit_index(chart, chosen) else look.theme.on_ground
        figure = f"{value_words(mark)}{chart.unit}" if _beside(look, w) or w < 500 else exact_words(chart, mark)
        words = stack(
            [
                text(look, mark.label, inside, CAPTION, look.theme.on_ground),
                text(look, figure, inside, HEADING, ink, "serif"),
            ],
            0,
        )
        rows.append(touch_row(look, beside([swatch, words], 20), i, chosen, w, 14))
    return stack(rows, 16, w=w)


def _with_key(look: Look, chart: Chart, chosen: int, figure: Block, w: float) -> Block:
    if _beside(look, w):
        return beside([figure, _key(look, chart, chosen, w - figure.w - 40)], 40)
    return stack([sized(figure, w, figure.h, "centre"), _key(look, chart, chosen, w)], 24, w=w)
