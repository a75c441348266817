"""Figures that must not be compared: each on a plate of its own, and no length that would say which is more."""

from __future__ import annotations

from kiosk.core.geometry import Rect
from kiosk.draw.block import Block, grid, label, place, stack, text
from kiosk.draw.items import Item
from kiosk.draw.look import Look
from kiosk.draw.text import text_width
from kiosk.draw.theme import BODY, CAPTION, HEADING, TITLE
from kiosk.zones.harm_data.beads import bead, lit_colour
from kiosk.zones.harm_data.marks import exact_words, full_name, touch_row
from kiosk.zones.harm_data.models import Chart

_GAP = 24.0
_MOST = 420.0
"""Units a plate is high at most."""


def plates(look: Look, chart: Chart, chosen: int | None, w: float, h: float, terse: bool) -> Block:
    """A plate for each mark, side by side where their figures fit, else one below the other."""
    count = len(chart.marks)
    columns = 1 if look.portrait else count
    each = (w - _GAP * (columns - 1)) / columns
    rows = -(-count // columns)
    tall = min(_MOST, (h - _GAP * (rows - 1)) / rows)
    return grid([_plate(look, chart, i, chosen, each, tall, terse) for i in range(count)], columns, _GAP)


def _plate(look: Look, chart: Chart, index: int, chosen: int | None, w: float, h: float, terse: bool) -> Block:
    theme, mark = look.theme, chart.marks[index]
    inside = w - 48
    figure = exact_words(chart, mark)
    role = next((r for r in (TITLE, HEADING)[terse:] if text_width(figure, look.size(r), "serif") <= inside), BODY)
    parts = [
        text(look, full_name(mark), inside, BODY if not terse else CAPTION, theme.on_ground_soft, align="centre"),
        text(look, figure, inside, role, theme.on_ground, "serif", "centre"),
    ]
    if mark.basis and not terse:
        parts.append(text(look, mark.basis, inside, CAPTION, theme.on_ground, align="centre", balance=True))
    return touch_row(look, stack(parts, 8), index, chosen, w, 14, h)


def small(look: Look, chart: Chart, w: float, h: float) -> Block:
    """The plates on a card of the wall: the figures themselves, none longer than another."""
    count = len(chart.marks)
    words = [f"{mark.value:g}" for mark in chart.marks]
    role = next(
        (r for r in (HEADING, BODY) if sum(text_width(x, look.size(r), "serif") for x in words) + 40 * count <= w), 0.0
    )
    if not role:
        d = min(h * 0.6, w / count * 0.7)
        seats = (Rect(w / count * (i + 0.5) - d / 2, (h - d) / 2, d, d) for i in range(count))
        return Block(w, h, tuple(item for seat in seats for item in bead(look, seat, lit_colour(look, chart.good))))
    shown = [label(look, x, role, look.theme.on_ground, "serif") for x in words]
    free = (w - sum(block.w for block in shown)) / (count + 1)
    x = free
    items: list[Item] = []
    for block in shown:
        items += place(block, x, (h - block.h) / 2)
        x += block.w + free
    return Block(w, h, tuple(items))
