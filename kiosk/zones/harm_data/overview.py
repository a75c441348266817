"""The wall of charts: each small picture already shows its finding, its title says it in words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import assert_never

from kiosk.core.geometry import Rect
from kiosk.draw import charts
from kiosk.draw.block import (
    Block,
    beside,
    boxed,
    column_width,
    columns_for,
    grid,
    icon,
    label,
    moving,
    padded,
    stack,
    text,
)
from kiosk.draw.items import Arc, Item, Panel
from kiosk.draw.look import Look
from kiosk.draw.theme import BODY, CAPTION, HEADING, TITLE
from kiosk.draw.widgets import done_mark, next_button
from kiosk.parts import scroller
from kiosk.parts.scroller import Scroll
from kiosk.zones.harm_data.apart import small
from kiosk.zones.harm_data.living import ten_thousands
from kiosk.zones.harm_data.marks import scale, tone
from kiosk.zones.harm_data.models import LOCAL_TITLE, Chart, ChartArea, ChartKind, Living, LocalFigure
from kiosk.zones.harm_data.upright import bar

_THUMB_HEIGHT = 150.0


def view(
    look: Look,
    shown: tuple[Chart, ...],
    living: Living,
    local: tuple[LocalFigure, ...],
    explored: tuple[str, ...],
    scroll: Scroll,
) -> list[Item]:
    """The living figure first, then the country, Shandong, and Boshan where there are figures."""
    items = scroller.view(
        look,
        look.area,
        lambda w: _wall(look, shown, living, local, explored, w),
        scroll,
        "wall",
        whole=look.large,
        edge=24,
    )
    return items + next_button(look, "接着看" if explored else "从第一张看起", "next")


@lru_cache(maxsize=8)
def _wall(
    look: Look,
    shown: tuple[Chart, ...],
    living: Living,
    local: tuple[LocalFigure, ...],
    explored: tuple[str, ...],
    w: float,
) -> Block:
    """The whole wall, kept because every scrolled frame asks for the same one."""
    rows = [_hero(look, living, w)]
    for area in ChartArea:
        mine = [c for c in shown if c.area is area]
        if mine:
            rows += [_section(look, area.word, w), _tiles(look, mine, explored, w)]
    if local:
        rows += [_section(look, LOCAL_TITLE, w), _local_tile(look, local, w)]
    return stack(rows, 24, w=w)


def _section(look: Look, name: str, w: float) -> Block:
    words = label(look, name, HEADING, look.theme.on_ground, "serif")
    line = Rect(words.w + 24, words.h / 2 - 1, max(0.0, w - words.w - 24), 2)
    return Block(w, words.h, (*words.items, Panel(rect=line, fill=look.theme.ground_light)))


def _edge(look: Look) -> tuple[tuple[int, int, int] | None, float]:
    return (look.theme.on_ground_soft, 2.0) if look.contrast else (None, 0.0)


def _hero(look: Look, living: Living, w: float) -> Block:
    """The living figure, as wide as the wall."""
    theme = look.theme
    inside = w - 80
    border, thick = _edge(look)
    disc = boxed(icon("phone_down", 72, theme.on_accent), theme.accent, pad=24, radius=60)
    figure = look.say("{n}{unit}", n=ten_thousands(living.per_day), unit=living.unit)
    if w > 1300 and not look.large:
        number = moving(label(look, figure, TITLE, theme.on_ground, "serif"), "count")
        per_day = stack([label(look, "平均一天，约", CAPTION, theme.on_ground_soft), number], 0)
        go = icon("right", 44, theme.on_ground_soft)
        words = text(
            look,
            living.title,
            inside - disc.w - per_day.w - go.w - 120,
            HEADING,
            theme.on_ground,
            "serif",
            balance=True,
        )
        gap = inside - disc.w - 40 - words.w - per_day.w - go.w - 40
        inner = beside([disc, Block(40, 0), words, Block(gap, 0), per_day, Block(40, 0), go], 0)
    else:
        words = text(look, living.title, inside, BODY if look.large else HEADING, theme.on_ground, "serif")
        about = label(look, "平均一天，约", CAPTION, theme.on_ground_soft)
        number = moving(label(look, figure, HEADING if look.large else TITLE, theme.on_ground, "serif"), "count")
        inner = stack([words, beside([about, number], 24)], 6)
    return boxed(
        inner, theme.ground_light, pad=40, pad_y=26, target="open/living", w=w, border=border, border_width=thick
    )


def _tiles(look: Look, shown: Sequence[Chart], explored: Sequence[str], w: float) -> Block:
    columns = columns_for(w, 380, 4) if not look.large else columns_for(w, 700, 2)
    each = column_width(w, columns)
    cards: list[Block] = []
    for i in range(0, len(shown), columns):
        row = [_tile(look, c, c.id in explored, each) for c in shown[i : i + columns]]
        height = max(card.h for card in row)
        cards += [_tile(look, c, c.id in explored, each, height) for c in shown[i : i + columns]]
    return grid(cards, columns)


def _tile(look: Look, chart: Chart, seen: bool, w: float, h: float = 0.0) -> Block:
    """The chart in small as a picture, its finding below."""
    theme, inside = look.theme, w - 24
    border, thick = _edge(look)
    if look.large:
        return _lying_tile(look, chart, seen, w, h)
    picture = boxed(thumbnail(look, chart, inside - 64), theme.ground_dark, pad=32, pad_y=22, w=inside, radius=16)
    words = text(look, chart.title, inside - 24, BODY, theme.on_ground, "serif", balance=True)
    said = stack([words, *([done_mark(look, "看过了")] if seen else [])], 10)
    inner = stack([picture, padded(said, 12, 0), Block(inside, 1)], 14, w=inside)
    return boxed(
        inner,
        theme.ground_light,
        pad=12,
        target=f"open/{chart.id}",
        w=w,
        h=h,
        border=border,
        border_width=thick,
    )


def _lying_tile(look: Look, chart: Chart, seen: bool, w: float, h: float) -> Block:
    """The same in large type: the picture at the left."""
    theme, across = look.theme, 280.0
    border, thick = _edge(look)
    picture = boxed(thumbnail(look, chart, across - 32), theme.ground_dark, pad=16, pad_y=18, w=across, radius=16)
    words = text(look, chart.title, w - across - 72, BODY, theme.on_ground, "serif", balance=True)
    said = stack([words, *([done_mark(look, "看过了")] if seen else [])], 8)
    inner = beside([picture, said], 28)
    target = f"open/{chart.id}"
    return boxed(
        inner,
        theme.ground_light,
        pad=12,
        target=target,
        w=w,
        h=h,
        valign=0.5,
        border=border,
        border_width=thick,
    )


def _local_tile(look: Look, local: Sequence[LocalFigure], w: float) -> Block:
    theme = look.theme
    border, thick = _edge(look)
    disc = boxed(icon("location", 56, theme.on_accent), theme.accent, pad=18, radius=46)
    room = w - 80 - disc.w - 32
    words = stack(
        [
            text(look, local[0].label, room, BODY, theme.on_ground, "serif"),
            text(look, look.say("共 {n} 项本地数据", n=len(local)), room, CAPTION, theme.on_ground_soft),
        ],
        6,
    )
    return boxed(
        beside([disc, words], 32),
        theme.ground_light,
        pad=40,
        pad_y=24,
        target="open/local",
        w=w,
        border=border,
        border_width=thick,
    )


def thumbnail(look: Look, chart: Chart, w: float) -> Block:
    """The chart in small, `w` units wide, without names; true to its values all the same."""
    h = _THUMB_HEIGHT
    if chart.kind is ChartKind.FIGURES:
        return small(look, chart, w, h)
    square = Rect((w - h) / 2, 0, h, h)
    match chart.kind:
        case ChartKind.SHARE:
            items = _small_ring(look, chart, square)
        case ChartKind.WAFFLE:
            items = _small_waffle(look, chart, square)
        case ChartKind.BARS:
            items = _small_bars(look, chart, w, h)
        case ChartKind.COLUMNS | ChartKind.PAIRS:
            items = _small_columns(look, chart, w, h)
        case never:
            assert_never(never)
    return Block(w, h, tuple(items))


def _small_ring(look: Look, chart: Chart, square: Rect) -> Iterator[Item]:
    for i, sector in enumerate(charts.share([m.value for m in chart.marks])):
        yield Arc(
            rect=square,
            start=sector.start + 1.5,
            sweep=max(1.0, sector.sweep - 3),
            width=square.w * 0.2,
            colour=tone(look, chart, i, None),
        )


def _small_waffle(look: Look, chart: Chart, square: Rect) -> Iterator[Item]:
    """A waffle of few items: strips of one colour, cut into cells by lines of the ground's colour."""
    step = square.w / 10
    cells = charts.waffle([m.value for m in chart.marks])
    for row in range(10):
        line = cells[row * 10 : row * 10 + 10]
        for index in dict.fromkeys(line):
            rect = Rect(square.x + line.index(index) * step, row * step, line.count(index) * step, step)
            yield Panel(rect=rect, fill=tone(look, chart, index, None))
    for i in range(1, 10):
        yield Panel(rect=Rect(square.x + i * step - 1.5, 0, 3, square.h), fill=look.theme.ground_dark)
        yield Panel(rect=Rect(square.x, i * step - 1.5, square.w, 3), fill=look.theme.ground_dark)


def _small_bars(look: Look, chart: Chart, w: float, h: float) -> Iterator[Item]:
    values = [m.value for m in chart.marks]
    thick = min(30.0, (h - 14 * (len(values) - 1)) / len(values))
    gap = (h - thick * len(values)) / len(values)
    for i, length in enumerate(charts.bars(values, w, scale(chart))):
        rect = Rect(0, gap / 2 + i * (thick + gap), w, thick)
        yield Panel(rect=rect, fill=look.theme.ground_light, radius=min(10.0, thick / 4))
        yield bar(look, chart, i, None, Rect(0, rect.y, length, thick))


def _small_columns(look: Look, chart: Chart, w: float, h: float) -> Iterator[Item]:
    groups = charts.runs([m.label for m in chart.marks])
    bases = charts.runs([m.basis for m in chart.marks])
    gaps = charts.pair_gaps(groups, bases, 2, 6, 14)
    top = scale(chart)
    drawn = charts.columns([min(m.value, top) for m in chart.marks], Rect(0, 0, w, h), gaps, top, 1.0)
    for i, column in enumerate(drawn):
        if not chart.marks[i].apart:
            yield bar(look, chart, i, None, column.bar)
