"""What every kind of chart shares: a mark's words, its scale, its colour, and the row a finger chooses it by."""

from __future__ import annotations

from kiosk.draw.block import Block, boxed
from kiosk.draw.items import Colour
from kiosk.draw.look import Look
from kiosk.draw.theme import mix
from kiosk.zones.harm_data.models import Chart, ChartKind, ChartMark

PARTS = (ChartKind.SHARE, ChartKind.WAFFLE)
"""Kinds that divide a whole: their title speaks of the first part, so it is lit until another is chosen."""


def value_words(mark: ChartMark) -> str:
    """The value as a number: 37, 2720, 76.86."""
    return f"{mark.value:g}" if mark.value < 1_000_000 else f"{mark.value:,.0f}"


def exact_words(chart: Chart, mark: ChartMark) -> str:
    """The figure as it was announced, or else the value with its unit."""
    return mark.exact or f"{value_words(mark)}{chart.unit}"


def share_words(chart: Chart, mark: ChartMark) -> str:
    """A part of a whole as it was announced, without what the author says of it: `约三分之一`, `62.1%`."""
    return exact_words(chart, mark).partition("（")[0]


def full_name(mark: ChartMark) -> str:
    """Label and series: `2023年 电话`."""
    return f"{mark.label} {mark.series}".strip()


def short_basis(mark: ChartMark) -> str:
    """A basis short enough to stand under its mark: a long one's last clause; the whole is said when it is touched."""
    return mark.basis.rsplit("，", 1)[-1] if len(mark.basis) > 14 else mark.basis


def mark_words(chart: Chart, mark: ChartMark) -> str:
    """A mark for who cannot see it: `2023年 电话，76.86万起，全年`."""
    return "，".join(filter(None, (full_name(mark), exact_words(chart, mark), mark.basis)))


def scale(chart: Chart) -> float:
    """The value a full length stands for: 100 for shares and indices, else the largest value that has a length."""
    most = max([mark.value for mark in chart.marks if not mark.apart] or [mark.value for mark in chart.marks])
    return 100.0 if chart.unit == "%" or most == 100 else most


def lit(look: Look, chart: Chart) -> Colour:
    """The colour of what a chart speaks of: the light one of good or of harm; yellow is the next step's."""
    return look.theme.safe_light if chart.good else look.theme.danger_light


def lit_part(chosen: int | None) -> int:
    """The part of a whole that is lit."""
    return 0 if chosen is None else chosen


def tone(look: Look, chart: Chart, index: int, chosen: int | None) -> Colour:
    """The colour of a mark. Before one is chosen all are lit (of a whole, the first part); then the others stand back.

    The second of two series, and every other unlit part, has a tone of its own; the words beside it tell them apart.
    """
    theme = look.theme
    whole = chart.kind in PARTS
    shining = lit_part(chosen) if whole else chosen
    if index == shining:
        return lit(look, chart)
    if whole:
        rank = sum(1 for i in range(index) if i != shining)
        return mix(theme.smoke, theme.on_ground_soft, 0.6) if rank % 2 else theme.smoke
    series = tuple(dict.fromkeys(mark.series for mark in chart.marks))
    second = series.index(chart.marks[index].series) % 2 == 1
    if chosen is None:
        return theme.on_ground_soft if second else lit(look, chart)
    return mix(theme.smoke, theme.ground_light, 0.25) if second else theme.smoke


def touch_row(
    look: Look, inner: Block, index: int, chosen: int | None, w: float, pad_y: float, h: float = 0.0
) -> Block:
    """A row a finger can choose: lighter than its ground, ringed when chosen."""
    theme = look.theme
    shines = index == chosen
    border = theme.on_ground if shines else theme.on_ground_soft if look.contrast else None
    return boxed(
        inner,
        theme.ground_light,
        pad=24,
        pad_y=pad_y,
        target=f"mark/{index}",
        w=w,
        h=max(h, look.target),
        valign=0.5,
        border=border,
        border_width=4 if border else 0,
        on=shines or None,
    )
