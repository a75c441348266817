"""Figures that must not be compared: each on a plate of its own, and no length that would say which is more."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from kiosk.core.geometry import Rect
from kiosk.draw.block import Block, beside, boxed, column_width, grid, label, place, sized, stack, text
from kiosk.draw.items import Item
from kiosk.draw.look import Look
from kiosk.draw.text import text_width
from kiosk.draw.theme import BODY, CAPTION, HEADING, TITLE
from kiosk.zones.harm_data.beads import bead, lit_colour
from kiosk.zones.harm_data.marks import exact_words, full_name, lit, short_basis, touch_row
from kiosk.zones.harm_data.models import Chart

_GAP, _TIGHT = 24.0, 12.0
"""Between plates; between the small ones beside a large one."""
_MOST = 420.0
"""Units a plate is high at most."""
_FEW = 3
"""Up to so many small plates stand one below the other."""
_LEAD, _LEAD_LARGE, _LEAD_FEW = 0.42, 0.38, 0.54
"""Share of the width that is the large plate's; in large type; beside few."""
_GROWN = (1.9, 1.6, 1.3, 1.0)
"""How much larger than a title the leading figure is set: the largest that fits."""
_PAD = 24.0


def leading(chart: Chart) -> int | None:
    """The mark that is set largest; None where all are alike."""
    return next((i for i, mark in enumerate(chart.marks) if mark.lead), None)


def plates(look: Look, chart: Chart, chosen: int | None, w: float, h: float, terse: bool) -> Block:
    """A plate for each mark, side by side where their figures fit, else one below the other; where one leads, it is
    large, or the one that was touched in its place, and the others stand small beside or below it."""
    lead = leading(chart)
    if lead is not None:
        return _led(look, chart, lead if chosen is None else chosen, w, h, terse)
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


# ------------------------------------------------------------ one that leads
def _led(look: Look, chart: Chart, shown: int, w: float, h: float, terse: bool) -> Block:
    """The figure that is `shown` large with what it says of a life; the plates by which another is chosen."""
    if look.portrait:
        small = _chooser(look, chart, shown, w, 0.0, terse)
        return stack([_large(look, chart, shown, w, max(0.0, h - small.h - _GAP), terse), small], _GAP)
    few = len(chart.marks) <= _FEW
    left = w * (_LEAD_FEW if few else _LEAD_LARGE if look.large else _LEAD)
    small = _chooser(look, chart, shown, w - left - _GAP, h, terse)
    return beside([_large(look, chart, shown, left, h, terse), small], _GAP)


def _large(look: Look, chart: Chart, shown: int, w: float, h: float, terse: bool) -> Block:
    theme, mark = look.theme, chart.marks[shown]
    inside = w - 2 * _PAD
    figure = exact_words(chart, mark)
    tried = [(zoom, role, mark.means) for zoom in _GROWN for role in (BODY, CAPTION)]
    for zoom, role, means in (*tried, (1.0, CAPTION, "")):
        number = label(replace(look, zoom=look.zoom * zoom), figure, TITLE, lit(look, chart), "serif")
        if number.w > inside and zoom > 1.0:
            continue
        if number.w > inside:
            number = text(look, figure, inside, HEADING, lit(look, chart), "serif")
        parts = [text(look, full_name(mark), inside, role, theme.on_ground), number]
        if mark.basis:
            parts.append(text(look, mark.basis, inside, CAPTION, theme.on_ground_soft, balance=True))
        if means:
            parts.append(text(look, means, inside, role, theme.on_ground))
        block = stack(parts, 6 if terse else 14)
        if block.h + 2 * _TIGHT <= h:
            break
    return boxed(block, theme.ground_dark, pad=_PAD, pad_y=_TIGHT, w=w, h=h, valign=0.5)


def _chooser(look: Look, chart: Chart, shown: int, w: float, h: float, terse: bool) -> Block:
    """All the plates, small: in two columns, or those of two series in a row for each label."""
    marks = chart.marks
    if any(mark.series for mark in marks):
        tables = [(role, above) for above in (False, True) for role in (BODY, CAPTION)]
        tried = [_table(look, chart, shown, w, h, role, above) for role, above in tables]
        narrow = [table for table in tried if table.w <= w + 0.5]
        return next((table for table in narrow if not h or table.h <= h + 0.5), [*tried[-1:], *narrow][-1])
    columns = 1 if len(marks) <= _FEW and not look.portrait else 2
    lines = -(-len(marks) // columns)
    share = (h - _TIGHT * (lines - 1)) / lines
    for joined, role in ((terse, BODY), (True, BODY), (True, CAPTION)):
        natural = _rows(look, chart, shown, w, columns, 0.0, joined, role)
        if natural.h <= h or not h:
            break
    even = _rows(look, chart, shown, w, columns, max(0.0, share), joined, role)
    return even if even.h <= h + 0.5 else natural


def _rows(look: Look, chart: Chart, shown: int, w: float, columns: int, h: float, joined: bool, role: float) -> Block:
    count, each = len(chart.marks), column_width(w, columns, _TIGHT)
    made = []
    for i in range(0, count, columns):
        row = range(i, min(i + columns, count))
        height = max(_small(look, chart, k, shown, each, h, joined, role).h for k in row)
        made += [_small(look, chart, k, shown, each, height, joined, role) for k in row]
    return grid(made, columns, _TIGHT)


def _small(look: Look, chart: Chart, index: int, shown: int, w: float, h: float, joined: bool, role: float) -> Block:
    """Name and figure, on one line where they fit it, and why it is unlike its neighbours: below it, or `joined` to
    its name. `role` is the figure's type."""
    theme, mark = look.theme, chart.marks[index]
    inside, basis = w - 48, short_basis(mark)
    called = f"{full_name(mark)} {basis}".strip() if joined else full_name(mark)
    name = label(look, called, CAPTION, theme.on_ground)
    figure = label(look, exact_words(chart, mark), role, theme.on_ground, "serif")
    if name.w + figure.w + 16 <= inside:
        line = beside([name, Block(inside - name.w - figure.w, 0), figure], 0)
    else:
        words = text(look, called, inside, CAPTION, theme.on_ground)
        line = stack([words, text(look, exact_words(chart, mark), inside, role, theme.on_ground, "serif")], 0)
    parts = [line, *([text(look, basis, inside, CAPTION, theme.on_ground_soft)] if basis and not joined else [])]
    return touch_row(look, stack(parts, 0), index, shown, w, 4, h)


def _table(look: Look, chart: Chart, shown: int, w: float, h: float, role: float, above: bool = False) -> Block:
    """A row for each label, in it a plate for each series, its figure in the type of that role. The label stands
    before its plates, or `above` them."""
    theme, marks = look.theme, chart.marks
    labels = tuple(dict.fromkeys(mark.label for mark in marks))
    heads = []
    for name in labels:
        basis = next((short_basis(m) for m in marks if m.label == name), "")
        parts = [label(look, name, CAPTION, theme.on_ground)]
        parts += [label(look, basis, CAPTION, theme.on_ground_soft)] if basis else []
        heads.append(beside(parts, 16) if above else stack(parts, 0))
    left = 0.0 if above else max(head.w for head in heads) + 16
    most = max(sum(m.label == name for m in marks) for name in labels)
    each = column_width(w - left, most, _TIGHT)
    natural = max((_cell(look, chart, i, shown, each, 0.0, role) for i in range(len(marks))), key=lambda cell: cell.w)
    tall = [natural.h if above else max(head.h, natural.h) for head in heads]
    taken = sum(tall) + (sum(head.h for head in heads) if above else 0.0) + _TIGHT * (len(labels) - 1)
    more = max(0.0, (h - taken) / len(labels))
    rows = []
    for name, head, height in zip(labels, heads, tall, strict=True):
        mine = [i for i, mark in enumerate(marks) if mark.label == name]
        cells = beside([_cell(look, chart, i, shown, each, height + more, role) for i in mine], _TIGHT)
        # sized: no seam parts a label from its plates
        rows.append(sized(stack([head, cells], 0), 0, 0) if above else beside([sized(head, left, 0), cells], 0))
    return stack(rows, _TIGHT)


def _cell(look: Look, chart: Chart, index: int, shown: int, w: float, h: float, role: float) -> Block:
    theme, mark = look.theme, chart.marks[index]
    name = label(look, mark.series, CAPTION, theme.on_ground_soft)
    figure = label(look, exact_words(chart, mark), role, theme.on_ground, "serif")
    line = beside([name, Block(max(8.0, w - 48 - name.w - figure.w), 0), figure], 0)
    return touch_row(look, line, index, shown, w, 2, h)


# ------------------------------------------------------------ on the wall
def small(look: Look, chart: Chart, w: float, h: float) -> Block:
    """The plates on a card of the wall: the figures themselves, none longer than another; where one leads, that one."""
    lead = leading(chart)
    shown = chart.marks if lead is None else (chart.marks[lead],)
    words = [exact_words(chart, mark) if lead is not None else f"{mark.value:g}" for mark in shown]
    return _figures(look, chart, words, w, h)


def _figures(look: Look, chart: Chart, words: Sequence[str], w: float, h: float) -> Block:
    count = len(words)
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
