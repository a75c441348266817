"""A chart's page: the finding as title, under it what the touched mark says, and the chart over all the rest."""

from __future__ import annotations

from collections.abc import Iterable

from kiosk.content.models.base import Source, source_line
from kiosk.draw.block import Block, beside, boxed, icon, label, place, sized, stack, text
from kiosk.draw.items import Item
from kiosk.draw.look import Look
from kiosk.draw.text import text_width
from kiosk.draw.theme import BODY, CAPTION, HEADING, TITLE
from kiosk.draw.widgets import button, heading, next_button, note, sign
from kiosk.parts import scroller
from kiosk.parts.scroller import Scroll
from kiosk.zones.harm_data.apart import leading
from kiosk.zones.harm_data.marks import PARTS, exact_words, full_name
from kiosk.zones.harm_data.models import Chart, ChartKind, ChartMark
from kiosk.zones.harm_data.plot import plot, unit_words

_LOW, _LOW_UPRIGHT = 620.0, 800.0
"""Below this height the page's small print gives way to the chart."""
_LEAST = 180.0
"""Units a chart has at least."""
_ASIDE = 0.62
"""Share of a wide page's width that is beside the figure of a whole."""
_GAP, _TIGHT = 24.0, 14.0
"""Above and below the chart; in large type."""


def sources_line(sources: Iterable[Source]) -> str:
    """All the sources of a chart in one line: who announced them, from when to when."""
    listed = list(sources)
    bodies = "、".join(dict.fromkeys(s.body for s in listed))
    dates = sorted({s.date for s in listed})
    span = dates[0] if len(dates) == 1 else f"{dates[0]} 至 {dates[-1]}"
    return source_line(Source(bodies, span))


def view(look: Look, chart: Chart, where: str, chosen: int | None, drawn: Scroll) -> list[Item]:
    """A chart's page; `where` says which page of how many, `chosen` is the touched mark, None before.

    The chart is always seen whole: where room is short it does without its small words, then the page without its
    title once a mark speaks.
    """
    area = look.area
    head = page_head(look, chart.title, where, look.say(chart.area.word))
    foot = _foot(look, chart, chosen, area.w)
    aside = _aside(look, chart, chosen)
    strip = _strip(look, chart, chosen, area.w) if aside is None and leading(chart) is None else Block(0, 0)
    gap = _TIGHT if look.large else _GAP
    said = [strip] if strip.h else []
    tops = [([head], said), ([], said) if chosen is not None else ([head], [])]
    for above, below in tops:
        top, bottom = stack(above, 16, w=area.w), stack([*below, foot], 16, w=area.w)
        free = area.h - top.h - bottom.h - gap * (2 if top.h else 1)
        for terse in (False, True) if free >= _LEAST else ():
            figure = plot(look, chart, chosen, area.w, free, terse, aside)
            if figure.h <= free + 0.5:
                y = area.y + (top.h + gap if top.h else 0.0)
                items = place(top, area.x, area.y) + place(figure, area.x, y + (free - figure.h) / 2)
                return items + place(bottom, area.x, area.bottom - bottom.h)
    return scroller.view(look, area, lambda w: _in_one(look, chart, chosen, where, w), drawn, "plot", edge=16)


def _in_one(look: Look, chart: Chart, chosen: int | None, where: str, w: float) -> Block:
    """All of it one below the other: for a place too low, as with large text in reach."""
    head = page_head(look, chart.title, where, look.say(chart.area.word), w)
    figure = plot(look, chart, chosen, w, look.area.h - 24, True)
    first = head if chosen is None or leading(chart) is not None else _said(look, chart, chosen, w)
    return stack([first, figure, _foot(look, chart, chosen, w)], 20, w=w)


def _low(look: Look) -> bool:
    return look.area.h < (_LOW_UPRIGHT if look.portrait else _LOW)


def page_head(look: Look, title: str, where: str, area_name: str = "", w: float = 0.0) -> Block:
    """The finding, large where it fits one line; above it, or at its right where room is short, where one is in the
    row of pages. `w` units wide, or as wide as the page."""
    theme = look.theme
    w = w or look.area.w
    if _low(look) or look.large:
        at = label(look, where, CAPTION, theme.on_ground_soft)
        words = heading(look, title, w - at.w - 32)
        return beside([words, at], w - words.w - at.w)
    big = text_width(look.say(title), look.size(TITLE), "serif") <= w
    eyebrow = f"{area_name} · {where}" if area_name else where
    words = heading(look, title, w, role=TITLE if big else HEADING)
    return stack([label(look, eyebrow, CAPTION, theme.on_ground_soft), words], 0, w=w)


def _foot(look: Look, chart: Chart, chosen: int | None, w: float) -> Block:
    """How to read the chart, who announced it and when: of the chosen mark, before that of the whole chart."""
    words = sources_line(m.source for m in chart.marks) if chosen is None else source_line(chart.marks[chosen].source)
    size = look.size(CAPTION) * 1.2
    lengths = chart.kind in (ChartKind.COLUMNS, ChartKind.BARS, ChartKind.PAIRS)  # the others say it with each figure
    parts = [unit_words(look, chart)] if lengths and not (look.large and chosen is not None) else []
    if chart.note and (chosen is None or not look.large):
        parts.insert(0, look.say(chart.note))
    room = w - size - 14
    whole = "　".join([*parts, words])
    one = text_width(whole, look.size(CAPTION)) <= room or not parts
    line = stack([note(look, said, room, on_dark=True) for said in ([whole] if one else ["　".join(parts), words])], 0)
    return beside([icon("source", size, look.theme.on_ground_soft), line], 14, "top")


def _aside(look: Look, chart: Chart, chosen: int | None) -> Block | None:
    """What the touched part of a whole says, beside its figure where a page is wide."""
    if chart.kind not in PARTS or look.portrait or look.large:
        return None
    return _strip(look, chart, chosen, look.area.w * _ASIDE)


def _strip(look: Look, chart: Chart, chosen: int | None, w: float) -> Block:
    """What the chosen mark says; before that that one can touch. It keeps its height, so that nothing gives way to
    a touch; in large type the chart needs the room more."""
    if look.large:
        return Block(0, 0) if chosen is None else _said(look, chart, chosen, w)
    most = max(_said(look, chart, i, w).h for i in range(len(chart.marks)))
    if chosen is not None:
        return _said(look, chart, chosen, w, most)
    invited = text(look, "点一点图，看它怎么说", w, BODY, look.theme.on_ground_soft)
    return sized(invited, w, most)


def _said(look: Look, chart: Chart, chosen: int, w: float, h: float = 0.0) -> Block:
    pad = 32.0
    inner = _mark(look, chart, chart.marks[chosen], w - 2 * pad)
    return boxed(inner, look.theme.ground_light, pad=pad, pad_y=18, w=w, h=h, valign=0.5)


def _mark(look: Look, chart: Chart, mark: ChartMark, w: float) -> Block:
    """A mark's name and figure, and beside or below it what it means."""
    theme = look.theme
    figure = exact_words(chart, mark)
    name = label(look, full_name(mark), CAPTION, theme.on_ground_soft)
    basis = [_basis(look, mark.basis)] if mark.basis else []
    if look.portrait or look.large:
        number = label(look, figure, HEADING, theme.on_ground, "serif")
        row = beside([number, name], 24, "bottom")
        first = row if row.w <= w else stack([name, text(look, figure, w, HEADING, theme.on_ground, "serif")], 0)
        return stack([first, *([] if look.large else basis), text(look, mark.means, w, BODY, theme.on_ground)], 10)
    number = label(look, figure, TITLE, theme.on_ground, "serif")
    if number.w > w * 0.36:
        number = text(look, figure, w * 0.36, HEADING, theme.on_ground, "serif")
    left = stack([name, number], 0)
    right = w - left.w - 48
    return beside([left, stack([*basis, text(look, mark.means, right, BODY, theme.on_ground)], 10, w=right)], 48)


def _basis(look: Look, words: str) -> Block:
    """Why this mark is not like its neighbours."""
    return beside([sign(look, "doubt", "口径不同"), label(look, words, CAPTION, look.theme.on_ground)], 18)


def step_buttons(look: Look, first: bool, onward: str) -> list[Item]:
    """上一张 and the yellow way on, side by side at the lower right."""
    slot = look.next_slot
    ahead = next_button(look, onward, "next")
    if first:
        return ahead
    edge = min(item.rect.x for item in ahead)
    room = edge - 16 - slot.x
    full = button(look, "上一张", "prev", "quiet", icon_name="left", h=slot.h)
    short = button(look, "上一张", "prev", "quiet", h=slot.h)
    block = full if full.w <= room else short
    return place(sized(block, block.w, slot.h), edge - 16 - block.w, slot.y) + ahead
