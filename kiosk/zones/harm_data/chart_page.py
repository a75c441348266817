"""A chart's page: the finding as title, the chart, and beside it what the chosen mark means and who announced it."""

from __future__ import annotations

from collections.abc import Iterable

from kiosk.content.models.base import Source, source_line
from kiosk.core.geometry import Rect
from kiosk.draw.block import Block, beside, boxed, icon, label, place, sized, stack, text
from kiosk.draw.items import Item, Panel
from kiosk.draw.look import Look
from kiosk.draw.text import text_width
from kiosk.draw.theme import BODY, CAPTION, HEADING, RADIUS, TITLE
from kiosk.draw.widgets import button, heading, next_button, note, sign
from kiosk.parts import scroller
from kiosk.parts.scroller import Scroll
from kiosk.zones.harm_data.marks import exact_words, full_name
from kiosk.zones.harm_data.models import Chart, ChartMark
from kiosk.zones.harm_data.plot import plot, unit_words

_LOW, _LOW_UPRIGHT = 620.0, 800.0
"""Below this height the title gives way to the chart; on an upright screen the reading stands below it as well."""

_PANE = 220.0
"""A pane lower than this shows nothing whole."""


def sources_line(sources: Iterable[Source]) -> str:
    """All the sources of a chart in one line: who announced them, from when to when."""
    listed = list(sources)
    bodies = "、".join(dict.fromkeys(s.body for s in listed))
    dates = sorted({s.date for s in listed})
    span = dates[0] if len(dates) == 1 else f"{dates[0]} 至 {dates[-1]}"
    return source_line(Source(bodies, span))


def view(look: Look, chart: Chart, where: str, chosen: int | None, drawn: Scroll, reading: Scroll) -> list[Item]:
    """A chart's page; `where` says which page of how many, `chosen` is the touched mark, None before."""
    area = look.area
    head = page_head(look, chart.title, where, look.say(chart.area.word))
    items = place(head, area.x, area.y)
    low = _low(look)
    gap = 20.0 if low else 28.0
    tight = look.large or low
    source = _source(look, chart, chosen, area.w, tight)
    rest = Rect(area.x, area.y + head.h + gap, area.w, area.h - head.h - gap - source.h - 14)
    left, right = _panes(look, rest)
    if left.h < _PANE:
        whole = Rect(rest.x, rest.y, rest.w, area.bottom - rest.y)
        return items + scroller.view(
            look, whole, lambda w: _one_pane(look, chart, chosen, w, whole.h), drawn, "plot", edge=16
        )
    items += place(source, area.x, area.bottom - source.h)
    items.append(
        Panel(rect=left, fill=look.theme.ground_dark, radius=RADIUS, border=look.theme.ground_light, border_width=2)
    )
    pad = _pad(look)
    inner = left.inset(pad, pad - 6)

    def draw(w: float) -> Block:
        return plot(look, chart, chosen, w, inner.h, bare=tight)

    items += scroller.view(look, inner, draw, drawn, "plot", edge=16)
    items.append(Panel(rect=right, fill=look.theme.card, radius=RADIUS))
    words = right.inset(pad + 4, pad)
    items += scroller.view(
        look, words, lambda w: _reading(look, chart, chosen, w, words.h, tight), reading, "read", on_dark=False
    )
    return items


def _one_pane(look: Look, chart: Chart, chosen: int | None, w: float, h: float) -> Block:
    """The chart, below it the reading, and the source: for a place too low for panes, as with large text in reach."""
    theme, pad = look.theme, _pad(look)
    drawn = plot(look, chart, chosen, w - 2 * pad, h - 2 * pad - 24, bare=True)
    words = _reading(look, chart, chosen, w - 2 * pad, 0, True)
    source = _source(look, chart, chosen, w, True)
    return stack(
        [
            boxed(drawn, theme.ground_dark, pad=pad, w=w, border=theme.ground_light, border_width=2),
            boxed(words, theme.card, pad=pad, w=w),
            source,
        ],
        20,
    )


def _pad(look: Look) -> float:
    return 24.0 if _low(look) else 32.0


def _low(look: Look) -> bool:
    return look.area.h < (_LOW_UPRIGHT if look.portrait else _LOW)


def page_head(look: Look, title: str, where: str, area_name: str = "") -> Block:
    """The finding, large where it fits one line; above it where one is in the row of pages."""
    theme = look.theme
    w, low = look.area.w, _low(look)
    big = text_width(look.say(title), look.size(TITLE), "serif") <= w and not low and not look.large
    words = heading(look, title, w, role=TITLE if big else HEADING)
    if low:
        return words
    eyebrow = f"{area_name} · {where}" if area_name else where
    return stack([label(look, eyebrow, CAPTION, theme.on_ground_soft), words], 0, w=w)


def _panes(look: Look, rest: Rect) -> tuple[Rect, Rect]:
    """The chart's pane and the reading's: side by side, or one below the other on an upright screen."""
    gap = 28.0
    if look.portrait:
        top = round((rest.h - gap) * (0.5 if look.large else 0.6 if _low(look) else 0.64))
        return Rect(rest.x, rest.y, rest.w, top), Rect(rest.x, rest.y + top + gap, rest.w, rest.h - top - gap)
    left = round((rest.w - gap) * (0.62 if not look.large else 0.54))
    return Rect(rest.x, rest.y, left, rest.h), Rect(rest.x + left + gap, rest.y, rest.w - left - gap, rest.h)


def _source(look: Look, chart: Chart, chosen: int | None, w: float, unit: bool) -> Block:
    """Who announced it and when: of the chosen mark, before that of the whole chart. Never scrolls away beside panes.

    Where room is tight the chart's `unit` stands here too.
    """
    words = sources_line(m.source for m in chart.marks) if chosen is None else source_line(chart.marks[chosen].source)
    if unit:
        words = f"{unit_words(look, chart)}　{words}"
    size = look.size(CAPTION) * 1.2
    line = note(look, words, w - size - 14, on_dark=True)
    return beside([icon("source", size, look.theme.on_ground_soft), line], 14, "top")


def _reading(look: Look, chart: Chart, chosen: int | None, w: float, h: float, tight: bool) -> Block:
    """What the chosen mark says; an invitation before one is chosen. `tight`: how to read the chart is said here."""
    how = [note(look, chart.note, w)] if chart.note and tight else []
    if chosen is not None:
        return stack([_mark(look, chart, chart.marks[chosen], w), *how], 22, w=w)
    asked = _invitation(look, w)
    if asked.h > h or how:
        return stack([heading(look, "点一点图，每个数都有话说", w, on_dark=False), *how], 16, w=w)
    return sized(asked, w, h)


def _mark(look: Look, chart: Chart, mark: ChartMark, w: float) -> Block:
    theme = look.theme
    figure = exact_words(chart, mark)
    big = text_width(figure, look.size(TITLE), "serif") <= w and not (_low(look) and (look.large or look.portrait))
    role = TITLE if big else HEADING
    named = stack(
        [text(look, full_name(mark), w, BODY, theme.on_card_soft), text(look, figure, w, role, theme.on_card, "serif")],
        0,
    )
    line = beside(
        [label(look, full_name(mark), BODY, theme.on_card_soft), label(look, figure, role, theme.on_card, "serif")], 24
    )
    parts = [
        line if look.portrait and _low(look) and line.w <= w else named,
        text(look, mark.means, w, BODY, theme.on_card),
    ]
    if mark.basis:
        parts.insert(1, _basis(look, mark.basis, w))
    return stack(parts, 22, w=w)


def _basis(look: Look, words: str, w: float) -> Block:
    """Why this mark is not like its neighbours."""
    mark = sign(look, "doubt", "口径不同")
    free = w - mark.w - 18
    if text_width(words, look.size(CAPTION)) <= free * 2:
        return beside([mark, text(look, words, free, CAPTION, look.theme.on_card)], 18)
    return stack([mark, text(look, words, w, CAPTION, look.theme.on_card)], 10)


def _invitation(look: Look, w: float) -> Block:
    theme = look.theme
    disc = boxed(icon("search", 76, theme.on_accent), theme.accent, pad=28, radius=66)
    return stack(
        [
            disc,
            text(look, "点一点图，每个数都有话说", w, HEADING, theme.on_card, "serif", "centre", balance=True),
            text(
                look,
                "数字有多准，跟咱们有什么关系，是谁在哪天公布的，这里都写着。",
                w,
                BODY,
                theme.on_card_soft,
                align="centre",
                balance=True,
            ),
        ],
        24,
        "centre",
        w=w,
    )


def step_buttons(look: Look, first: bool, last: bool) -> list[Item]:
    """上一张 and the yellow 下一张, side by side at the lower right."""
    slot = look.next_slot
    ahead = next_button(look, "回到总览" if last else "下一张", "next")
    if first:
        return ahead
    edge = min(item.rect.x for item in ahead)
    room = edge - 16 - slot.x
    full = button(look, "上一张", "prev", "quiet", icon_name="left", h=slot.h)
    short = button(look, "上一张", "prev", "quiet", h=slot.h)
    block = full if full.w <= room else short
    return place(block, edge - 16 - block.w, slot.y) + ahead
