"""Columns and pairs of columns: one floor a basis, a gap where the basis changes, never a line from one to the next."""

from __future__ import annotations

from collections.abc import Sequence

from kiosk.core.geometry import Rect
from kiosk.draw import charts
from kiosk.draw.block import Block, place, stack, text
from kiosk.draw.charts import Column
from kiosk.draw.items import Item, Panel
from kiosk.draw.look import Look
from kiosk.draw.text import text_width, wrap
from kiosk.draw.theme import BODY, CAPTION, mix
from kiosk.zones.harm_data.marks import lit, mark_words, scale, short_basis, tone, value_words
from kiosk.zones.harm_data.models import Chart, ChartKind

LEAST = 140.0
"""Units the full scale has at least."""
_FOOT_GAP = 12.0
_MOST_LINES = 4
_LEAN = 14.0
"""Units by which the words of a column that stands apart may lean into the gaps at its sides."""


def upright(look: Look, chart: Chart, chosen: int | None, w: float, h: float, terse: bool = False) -> Block | None:
    """The chart as columns, `h` units high; None where that is too low, or a column would be too narrow for a finger
    or for its words. `terse`: with nothing but a label under each."""
    paired = chart.kind is ChartKind.PAIRS
    bases = charts.runs([m.basis for m in chart.marks])
    groups = charts.runs([m.label for m in chart.marks]) if paired else tuple(range(len(chart.marks)))
    gaps = charts.pair_gaps(groups, bases, 12, 20 if paired else 14, 48)
    each = (w - sum(gaps)) / len(chart.marks)
    widest = 0.0 if terse else max(text_width(value_words(m), look.size(BODY)) for m in chart.marks)
    if each < max(look.target, widest):
        return None
    feet = _feet(look, chart, chosen, each, groups, terse)
    if feet is None:
        return None
    low = max(foot.h for foot in feet) + _FOOT_GAP
    top = 0.0 if terse else look.size(BODY) * 1.45
    if h - low - top < LEAST:
        return None
    area = Rect(0, top, w, h - low - top)
    share, most = (1.0, 120.0) if paired else (0.66, 132.0)
    most = max(most, each * 0.5)
    top_value = scale(chart)
    drawn = charts.columns([min(m.value, top_value) for m in chart.marks], area, gaps, top_value, share, most)
    items = _floors(look, drawn, bases)
    for i, column in enumerate(drawn):
        items += _standing(look, chart, i, chosen, column, terse)
    firsts = [groups.index(g) for g in dict.fromkeys(groups)]
    for foot, first in zip(feet, firsts, strict=True):
        lean = _LEAN if chart.marks[first].basis else 0.0
        items += place(foot, drawn[first].band.x - lean, area.bottom + _FOOT_GAP)
    for i, column in enumerate(drawn):
        band = Rect(column.band.x, 0, column.band.w, area.bottom + low)
        items.append(
            Panel(rect=band, target=f"mark/{i}", alt=mark_words(chart, chart.marks[i]), on=i == chosen or None)
        )
    return Block(w, area.bottom + low, tuple(items))


def _standing(look: Look, chart: Chart, index: int, chosen: int | None, column: Column, terse: bool) -> list[Item]:
    """A column under its figure; a figure that has no length stands on a plate on the floor."""
    mark = chart.marks[index]
    ink = lit(look, chart) if index == chosen else look.theme.on_ground
    figure = text(look, value_words(mark), column.band.w, BODY, ink, align="centre")
    if not mark.apart:
        above = [] if terse else place(figure, column.band.x, column.bar.y - figure.h)
        return [bar(look, chart, index, chosen, column.bar), *above]
    h = figure.h + 20
    plate = Rect(column.band.x + 2, column.band.bottom - h - 8, column.band.w - 4, h)
    panel = Panel(rect=plate, radius=12, border=ink, border_width=3)
    return [panel, *([] if terse else place(figure, column.band.x, plate.y + 10))]


def bar(look: Look, chart: Chart, index: int, chosen: int | None, rect: Rect) -> Panel:
    """A bar: full when it counts the usual span, hollow when its basis is another."""
    colour = tone(look, chart, index, chosen)
    radius = min(10.0, rect.w / 4, rect.h / 2)
    if chart.marks[index].basis:
        fill = mix(look.theme.ground_dark, colour, 0.0 if look.contrast else 0.22)
        return Panel(rect=rect, fill=fill, radius=radius, border=colour, border_width=4)
    return Panel(rect=rect, fill=colour, radius=radius)


def _feet(
    look: Look, chart: Chart, chosen: int | None, each: float, groups: Sequence[int], terse: bool
) -> list[Block] | None:
    """The words under each group of columns; None when some do not fit."""
    theme = look.theme
    size = look.size(CAPTION)
    feet: list[Block] = []
    for group in dict.fromkeys(groups):
        mine = [i for i, g in enumerate(groups) if g == group]
        mark = chart.marks[mine[0]]
        own = each * len(mine) + 12 * (len(mine) - 1)
        width = own + 2 * _LEAN if mark.basis else own
        ink = theme.on_ground if chosen in mine else theme.on_ground_soft
        parts: list[Block] = []
        if mark.series and not terse:
            if any(text_width(chart.marks[i].series, size) > each for i in mine):
                return None
            names = [text(look, chart.marks[i].series, each, CAPTION, ink, align="centre") for i in mine]
            row = tuple(
                item for k, name in enumerate(names) for item in place(name, (width - own) / 2 + k * (each + 12), 0)
            )
            parts.append(Block(width, names[0].h, row))
        lines = 0 if terse else len(wrap(short_basis(mark), size, width))
        if len(wrap(mark.label, size, width)) > 2 or lines > _MOST_LINES:
            return None
        parts.append(text(look, mark.label, width, CAPTION, ink, align="centre", balance=True))
        if mark.basis and not terse:
            parts.append(text(look, short_basis(mark), width, CAPTION, theme.on_ground, align="centre", balance=True))
        feet.append(stack(parts, 0))
    return feet


def _floors(look: Look, drawn: Sequence[Column], bases: Sequence[int]) -> list[Item]:
    """A floor under each run of columns that share a basis; a gap in the floor says: not one series."""
    items: list[Item] = []
    for run in dict.fromkeys(bases):
        bands = [c.band for c, b in zip(drawn, bases, strict=True) if b == run]
        rect = Rect(bands[0].x, bands[0].bottom, bands[-1].right - bands[0].x, 3)
        items.append(Panel(rect=rect, fill=look.theme.on_ground_soft))
    return items
