"""The guided path's pages: a guess in two beakers, then one figure a page, large, with beads that can be counted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from kiosk.content.models.base import source_line
from kiosk.core.geometry import Rect
from kiosk.draw.block import Block, beside, boxed, icon, label, moving, place, sized, stack, text
from kiosk.draw.items import Item, Panel, Sound
from kiosk.draw.look import Look
from kiosk.draw.theme import BODY, HEADING, TITLE
from kiosk.draw.widgets import button, next_button, note
from kiosk.parts.entrance import NEXT_ZONE
from kiosk.zones.harm_data import beads
from kiosk.zones.harm_data.living import DAY_SECONDS, counted, ten_thousands
from kiosk.zones.harm_data.marks import exact_words
from kiosk.zones.harm_data.models import Chart, ChartKind, Living
from kiosk.zones.harm_data.pages import GuessPage

_WORDS, _WORDS_LARGE = 0.37, 0.48
"""Share of the width that is the words', in large type."""
_UPRIGHT, _UPRIGHT_LARGE, _UPRIGHT_LOW = 0.6, 0.5, 0.18
"""Share of an upright screen's height that is the drawing's; in large type, where there is less of it."""
_LOW = 1000.0
_GAP = 56.0
_GROWN = (2.1, 1.7, 1.4, 1.15, 1.0, 0.7)
"""How much larger than a title a figure is set: the largest that fits."""
_NEAR_A_TENTH = 3.0
"""A share no further than this from a tenth is told in ten beads, else in a hundred."""


def halves(look: Look) -> tuple[Rect, Rect]:
    """Where the words stand, and where the drawing: side by side, or the drawing above on an upright screen."""
    area = look.area
    if look.portrait:
        top = round(area.h * (_UPRIGHT if not look.large else _UPRIGHT_LARGE if area.h > _LOW else _UPRIGHT_LOW))
        return Rect(area.x, area.y + top + 40, area.w, area.h - top - 40), Rect(area.x, area.y, area.w, top)
    left = round(area.w * (_WORDS_LARGE if look.large else _WORDS))
    return Rect(area.x, area.y, left, area.h), Rect(area.x + left + _GAP, area.y, area.w - left - _GAP, area.h)


def tenths(chart: Chart) -> int:
    """How many of ten its first mark makes."""
    return round(chart.marks[0].value / 10)


def _spread(look: Look, parts: Sequence[Block], where: Rect) -> list[Item]:
    """The words in the middle of their half."""
    block = stack(parts, 12 if look.large else 32, w=where.w)
    return place(block, where.x, where.y + max(0.0, (where.h - block.h) / 2))


# ------------------------------------------------------------ the guess
def guess_view(look: Look, page: GuessPage) -> list[Item]:
    """The question with what is guessed so far; poured, the finding in its place and the truth beside the guess."""
    words, drawing = halves(look)
    items = _answer(look, page.chart, words) if page.poured else _question(look, page, words)
    gap = 24.0
    each = (drawing.w - gap) / 2
    foot = look.size(HEADING if not look.large else BODY) * 1.3 + 24
    packing = beads.packed(each, drawing.h - foot)
    ours = Rect(drawing.x, drawing.y, each, drawing.h - foot)
    theirs = Rect(ours.right + gap, drawing.y, each, drawing.h - foot)
    items += place(beads.beaker(look, each, ours.h, packing, page.guess, look.theme.on_ground_soft), ours.x, ours.y)
    if not page.poured and packing.size >= look.target:  # else the two keys do it
        items += _seats(look, ours, packing)
    truth = beads.beaker(
        look, each, theirs.h, packing, tenths(page.chart) if page.poured else 0, beads.lit_colour(look, page.chart.good)
    )
    items += place(moving(truth, "fill", "poured") if page.poured else truth, theirs.x, theirs.y)
    guessed = look.say("咱们猜 {n} 个", n=page.guess) if page.guess else "咱们猜"
    known = look.say("公布约 {n} 个", n=tenths(page.chart)) if page.poured else "公布"
    for rect, said in ((ours, guessed), (theirs, known)):
        line = text(look, said, each, HEADING if not look.large else BODY, look.theme.on_ground, "serif", "centre")
        items += place(line, rect.x, rect.bottom + (foot - line.h))
    sounds: list[Item] = [Sound(name="glass", key=f"bead/{page.guess}/{page.poured}")] if page.guess else []
    return [*items, *sounds, *next_button(look, "接着看" if page.poured else "看答案", "next")]


def _seats(look: Look, where: Rect, packing: beads.Packing) -> list[Item]:
    """Every bead of the guess can be touched."""
    return [
        Panel(rect=seat.moved(where.x, where.y), target=f"bead/{i}", alt=str(i))
        for i, seat in enumerate(beads.seats(packing, where.w, where.h), 1)
    ]


def _question(look: Look, page: GuessPage, where: Rect) -> list[Item]:
    theme = look.theme
    asked = text(look, page.chart.ask, where.w, TITLE, theme.on_ground, "serif", balance=True)
    side = max(look.target, 96.0)
    keys = [
        boxed(
            icon(name, side * 0.5, theme.on_card),
            theme.card,
            pad=0,
            target=target,
            w=side,
            h=side,
            align="centre",
            valign=0.5,
            alt=look.say(said),
        )
        for name, target, said in (("minus", "fewer", "减一"), ("plus", "further", "加一"))
    ]
    figure = text(look, str(page.guess) if page.guess else "？", 150, TITLE, theme.on_ground, "serif", "centre")
    steps = beside([keys[0], figure, keys[1]], 24)
    if stack([asked, steps], 32).h <= where.h:
        return _spread(look, [asked, steps], where)
    narrow = text(look, page.chart.ask, where.w - steps.w - 40, HEADING, theme.on_ground, "serif", balance=True)
    return _spread(look, [beside([narrow, steps], 40)], where)


def _answer(look: Look, chart: Chart, where: Rect) -> list[Item]:
    mark = chart.marks[0]
    return _said(look, exact_words(chart, mark), chart.title, source_line(mark.source), where, "")


# ------------------------------------------------------------ one figure
def beads_view(look: Look, chart: Chart | None, living: Living, seconds: float, last: bool) -> list[Item]:
    """A figure, large, its finding and source; beside it the beads, or the chart where beads would not do."""
    words, drawing = halves(look)
    if chart is None:
        figure, said, source = (
            look.say("约{n}{unit}", n=ten_thousands(counted(living, seconds)), unit=living.unit),
            living.title,
            living.source,
        )
        below = "一颗珠子一次，这些是一秒钟。按平均速度推算"
    else:
        mark = chart.marks[0]
        figure, said, source, below = exact_words(chart, mark), chart.title, mark.source, ""
    items = _said(look, figure, said, source_line(source), words, below, moves=chart is not None)
    items += place(_drawn(look, chart, living, drawing), drawing.x, drawing.y)
    return items + next_button(look, NEXT_ZONE if last else "下一个数", "next")


def _drawn(look: Look, chart: Chart | None, living: Living, where: Rect) -> Block:
    if chart is None:
        pace = round(living.per_day / DAY_SECONDS)
        return beads.field(look, where.w, where.h, pace, pace, beads.lit_colour(look, True))
    colour, value = beads.lit_colour(look, chart.good), chart.marks[0].value
    if chart.kind is ChartKind.SHARE and abs(value - 10 * tenths(chart)) <= _NEAR_A_TENTH:
        packing = beads.packed(where.w, where.h)
        vessel = beads.beaker(look, where.w, beads.height(packing), packing, tenths(chart), colour)
        return sized(vessel, where.w, where.h)
    return beads.field(look, where.w, where.h, beads.HUNDRED, round(value), colour)


def _said(look: Look, figure: str, said: str, source: str, where: Rect, below: str, moves: bool = True) -> list[Item]:
    """The figure as large as it fits, the finding, the source, and a quiet way to more of it."""
    theme = look.theme
    more = button(look, "再看一点", "more", "quiet", icon_name="search")
    for zoom, role in ((zoom, role) for role in (HEADING, BODY) for zoom in _GROWN):
        grown = replace(look, zoom=zoom)
        number = label(grown, figure, TITLE, theme.on_ground, "serif")
        parts = [
            moving(number, "count", figure) if moves else number,
            text(look, said, where.w, role, theme.on_ground, "serif", balance=True),
            *([text(look, below, where.w, BODY, theme.on_ground_soft)] if below else []),
            note(look, source, where.w, on_dark=True),
        ]
        gap = 12 if look.large else 32
        kept = next((k for k in ([*parts, more], parts) if stack(k, gap).h <= where.h), None)
        if kept is not None and number.w <= where.w:
            return _spread(look, kept, where)
    return _spread(look, parts, where)
