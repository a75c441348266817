"""One chart drawn large: every mark can be touched, every length stands for its value, other bases stand apart."""

from __future__ import annotations

from itertools import pairwise
from typing import assert_never

from kiosk.core.geometry import Rect
from kiosk.draw import charts
from kiosk.draw.block import Block, beside, label, sized, stack, text
from kiosk.draw.items import Panel
from kiosk.draw.look import Look
from kiosk.draw.theme import BODY, CAPTION, HEADING
from kiosk.zones.harm_data.apart import plates
from kiosk.zones.harm_data.marks import exact_words, full_name, lit, scale, touch_row
from kiosk.zones.harm_data.models import Chart, ChartKind
from kiosk.zones.harm_data.upright import bar, upright
from kiosk.zones.harm_data.whole import ring, waffle


def plot(
    look: Look, chart: Chart, chosen: int | None, w: float, h: float, terse: bool = False, aside: Block | None = None
) -> Block:
    """The chart, `w` units wide and, where it can be, `h` high; `terse` with no more words than it cannot do without:
    the page says the rest when a mark is touched. `aside` stands with the key of a whole."""
    match chart.kind:
        case ChartKind.SHARE:
            return ring(look, chart, chosen, w, h, terse, aside)
        case ChartKind.WAFFLE:
            return waffle(look, chart, chosen, w, h, terse, aside)
        case ChartKind.FIGURES:
            return plates(look, chart, chosen, w, h, terse)
        case ChartKind.COLUMNS | ChartKind.PAIRS:
            standing = upright(look, chart, chosen, w, h, terse)
            return standing if standing is not None else _lying(look, chart, chosen, w, h, terse)
        case ChartKind.BARS:
            return _lying(look, chart, chosen, w, h, terse)
        case never:
            assert_never(never)


def unit_words(look: Look, chart: Chart) -> str:
    """单位：万起."""
    return look.say("单位：{unit}", unit=chart.unit)


def _lying(look: Look, chart: Chart, chosen: int | None, w: float, h: float, terse: bool) -> Block:
    """Lying bars, one a row; another basis stands further apart."""
    if terse:
        return _lines(look, chart, chosen, w)
    bases = charts.runs([m.basis for m in chart.marks])
    count = len(chart.marks)
    heads = [_row_head(look, chart, i, chosen, w - 48) for i in range(count)]
    apart = sum(24 for a, b in pairwise(bases) if a != b)
    free = (h - apart - 16 * (count - 1)) / count
    most = 28.0 if count > 4 else 110.0
    thick = min(most, max(24.0, min(free - b.h - 44 for b in heads)))
    lengths = charts.bars([m.value for m in chart.marks], w - 48, scale(chart))
    rows: list[Block] = []
    for i, head in enumerate(heads):
        if i and bases[i] != bases[i - 1]:
            rows.append(Block(w, 8))
        track = Panel(rect=Rect(0, 0, w - 48, thick), fill=look.theme.ground, radius=min(10.0, thick / 4))
        drawn = bar(look, chart, i, chosen, Rect(0, 0, lengths[i], thick))
        length = [] if chart.marks[i].apart else [Block(w - 48, thick, (track, drawn))]
        inner = stack([head, *length], 12)
        rows.append(touch_row(look, inner, i, chosen, w, 16))
    return stack(rows, 16, w=w)


def _lines(look: Look, chart: Chart, chosen: int | None, w: float) -> Block:
    """One line a mark, its name before its bar."""
    theme, inside = look.theme, w - 48
    names = [label(look, full_name(mark), CAPTION, theme.on_ground) for mark in chart.marks]
    left = max(name.w for name in names)
    room = inside - left - 24
    lengths = charts.bars([m.value for m in chart.marks], room, scale(chart))
    rows: list[Block] = []
    for i, name in enumerate(names):
        if chart.marks[i].apart:
            length = label(look, exact_words(chart, chart.marks[i]), CAPTION, theme.on_ground, "serif")
        else:
            length = Block(room, 36, (bar(look, chart, i, chosen, Rect(0, 0, lengths[i], 36)),))
        rows.append(touch_row(look, beside([sized(name, left, name.h), length], 24), i, chosen, w, 2))
    return stack(rows, 12, w=w)


def _row_head(look: Look, chart: Chart, index: int, chosen: int | None, w: float) -> Block:
    theme = look.theme
    mark = chart.marks[index]
    ink = lit(look, chart) if index == chosen else theme.on_ground
    figure = exact_words(chart, mark)
    left = label(look, full_name(mark), BODY, theme.on_ground)
    right = label(look, figure, HEADING if len(chart.marks) <= 4 else BODY, ink, "serif")
    if left.w + right.w + 24 <= w:
        line = beside([left, Block(w - left.w - right.w, 0), right], 0)
    else:
        line = stack([left, text(look, figure, w, BODY, ink, "serif")], 0, w=w)
    if not mark.basis:
        return line
    return stack([line, text(look, mark.basis, w, CAPTION, theme.on_ground_soft)], 4, w=w)
