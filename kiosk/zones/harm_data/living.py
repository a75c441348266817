"""The figure that grows while people stand here, with its arithmetic; and the bureau's own figures."""

from __future__ import annotations

from collections.abc import Sequence

from kiosk.content.models.base import source_line
from kiosk.core.geometry import Rect
from kiosk.draw.block import (
    Block,
    beside,
    boxed,
    column_width,
    columns_for,
    grid,
    icon,
    place,
    sized,
    stack,
    text,
)
from kiosk.draw.items import Item, Panel, Text
from kiosk.draw.look import Look
from kiosk.draw.text import text_width
from kiosk.draw.theme import BODY, CAPTION, HEADING, RADIUS, TITLE
from kiosk.draw.widgets import flow, note
from kiosk.parts import scroller
from kiosk.parts.scroller import Scroll
from kiosk.zones.harm_data.chart_page import page_head
from kiosk.zones.harm_data.models import LOCAL_TITLE, Living, LocalFigure

DAY_SECONDS = 86_400
_LOW = 560.0
"""Below this height the page does without the dots."""
_FIELD = (10, 400)
"""A second's worth is drawn as dots when it is between so few and so many."""


def counted(living: Living, seconds: float) -> int:
    """How many in that many seconds at the average pace: per day x seconds / 86,400."""
    return int(living.per_day * seconds / DAY_SECONDS)


def ten_thousands(value: float) -> str:
    """986.3万, 1.2亿; below ten thousand the number itself."""
    if value >= 100_000_000:
        return f"{value / 100_000_000:.2f}".rstrip("0").rstrip(".") + "亿"
    if value >= 10_000:
        return f"{value / 10_000:.1f}".removesuffix(".0") + "万"
    return f"{value:,.0f}"


def time_words(look: Look, seconds: float) -> str:
    """12分05秒, in the visitors' language."""
    return look.say("{m}分{s}秒", m=int(seconds) // 60, s=f"{int(seconds) % 60:02d}")


def view(look: Look, living: Living, seconds: float, where: str, scroll: Scroll) -> list[Item]:
    """The living figure's page."""
    area = look.area
    head = page_head(look, living.title, where)
    items = place(head, area.x, area.y)
    rest = Rect(area.x, area.y + head.h + 24, area.w, area.h - head.h - 24)
    return items + scroller.view(look, rest, lambda w: _page(look, living, seconds, w, rest.h), scroll, "read")


def _page(look: Look, living: Living, seconds: float, w: float, h: float) -> Block:
    if w > 1300 and not look.large:
        left, low = w * 0.6, h < _LOW
        growing = _growing(look, living, seconds, left, 140.0 if low else 190.0)
        second = _one_second(look, living, w - left - 40, h, dots=not low)
        if max(growing.h, second.h) <= h:
            return beside([sized(growing, left, h), second], 40, "top")
    gap = 28.0
    tried = [_growing(look, living, seconds, w, most) for most in (190.0, 160.0, 130.0)]
    growing = next((block for block in tried if block.h + gap <= h), tried[0])  # the sum is seen with its figure
    return stack([growing, _one_second(look, living, w, 0)], gap, w=w)


def _growing(look: Look, living: Living, seconds: float, w: float, most: float) -> Block:
    theme = look.theme
    pace = living.per_day / DAY_SECONDS
    since = look.say("从您进馆到现在 · {time}", time=time_words(look, seconds))
    line = beside(
        [
            icon("clock", look.size(BODY) * 1.1, theme.on_ground_soft),
            text(look, since, w - look.size(BODY) * 1.1 - 14, BODY, theme.on_ground),
        ],
        14,
    )
    about, unit = (
        text(look, words, text_width(look.say(words), look.size(HEADING)) + 2, HEADING, theme.on_ground)
        for words in ("约", living.unit)
    )
    figure = beside(
        [about, big_figure(look, ten_thousands(counted(living, seconds)), w - about.w - unit.w - 32, most), unit],
        16,
        "bottom",
    )
    how = note(look, "按全年平均速度推算，不是实时统计", w, on_dark=True)
    terms = [
        (look.say("{n}{unit}", n=f"{pace:,.0f}", unit=living.unit), "平均一秒"),
        (look.say("{n}秒", n=f"{int(seconds):,}"), "您在馆里"),
    ]
    tiles = [_term(look, figure_words, below) for figure_words, below in terms]
    sum_row = flow(look, [tiles[0], _operator(look, "×", tiles[0].h), tiles[1]], w, 16)
    return stack([line, figure, how, sum_row], 20, w=w)


def _term(look: Look, figure: str, below: str) -> Block:
    theme = look.theme
    width = max(text_width(figure, look.size(HEADING), "serif"), text_width(look.say(below), look.size(CAPTION))) + 2
    inner = stack(
        [
            text(look, figure, width, HEADING, theme.on_ground, "serif", "centre"),
            text(look, below, width, CAPTION, theme.on_ground_soft, align="centre"),
        ],
        0,
    )
    return boxed(inner, theme.ground_light, pad=28, pad_y=16, w=200, align="centre")


def _operator(look: Look, mark: str, h: float) -> Block:
    size = look.size(HEADING)
    word = text(look, mark, size, HEADING, look.theme.mark, align="centre")
    return Block(size, h, tuple(place(word, 0, (h - word.h) / 2)))


def _one_second(look: Look, living: Living, w: float, h: float, dots: bool = True) -> Block:
    """One second's worth as dots, how it was reckoned, and from what."""
    theme = look.theme
    inside = w - 64
    pace = round(living.per_day / DAY_SECONDS)
    day = look.say("平均一天约 {n}{unit}", n=ten_thousands(living.per_day), unit=living.unit)
    parts = [text(look, day, inside, HEADING, theme.mark, "serif")]
    if dots and _FIELD[0] <= pace <= _FIELD[1]:
        parts.append(
            stack(
                [
                    _dots(look, pace, inside),
                    text(
                        look,
                        look.say("一个点就是1{unit}，这些点加起来，只是一秒钟", unit=living.unit),
                        inside,
                        CAPTION,
                        theme.on_ground,
                    ),
                ],
                12,
            )
        )
    parts.append(note(look, living.arithmetic, inside, on_dark=True))
    parts.append(note(look, source_line(living.source), inside, on_dark=True))
    return boxed(
        stack(parts, 22, w=inside),
        theme.ground_dark,
        pad=32,
        pad_y=28,
        w=w,
        h=h,
        border=theme.ground_light,
        border_width=2,
    )


def _dots(look: Look, count: int, w: float) -> Block:
    """`count` dots in rows that fill `w`."""
    across = 19 if count > 60 else 10
    step = min(w / across, 44.0)
    dot = step * 0.6
    items = tuple(
        Panel(rect=Rect(i % across * step, i // across * step, dot, dot), fill=look.theme.accent, radius=dot / 2)
        for i in range(count)
    )
    return Block(w, -(-count // across) * step, items)


def big_figure(look: Look, words: str, w: float, most: float) -> Block:
    """A figure in yellow serif, `most` units high or as high as `w` allows."""
    size = min(most, most * w / max(1.0, text_width(words, most, "serif") + 2))
    height = round(size * 1.12)
    w = text_width(words, size, "serif") + 2
    item = Text(
        rect=Rect(0, 0, w, height), lines=(words,), colour=look.theme.mark, size=size, leading=height, face="serif"
    )
    return Block(w, height, (item,))


def local_view(look: Look, figures: Sequence[LocalFigure], where: str, scroll: Scroll) -> list[Item]:
    """博山·淄博: the bureau's own figures, one a card."""
    area = look.area
    head = page_head(look, LOCAL_TITLE, where)
    rest = Rect(area.x, area.y + head.h + 24, area.w, area.h - head.h - 24)

    def build(w: float) -> Block:
        columns = columns_for(w, 480 if not look.large else 760, 3 if len(figures) != 4 else 2)
        each = column_width(w, columns)
        cards: list[Block] = []
        for i in range(0, len(figures), columns):
            row = figures[i : i + columns]
            height = max(_local_card(look, f, each).h for f in row)
            cards += [_local_card(look, f, each, height) for f in row]
        return grid(cards, columns)

    return place(head, area.x, area.y) + scroller.view(look, rest, build, scroll, "read", whole=False)


def _local_card(look: Look, figure: LocalFigure, w: float, h: float = 0.0) -> Block:
    theme = look.theme
    inside = w - 64
    words = f"{figure.value:,.6g}" if figure.value < 1_000_000 else f"{figure.value:,.0f}"
    top = stack(
        [
            text(look, figure.label, inside, BODY, theme.on_ground),
            beside(
                [
                    text(
                        look,
                        words,
                        min(inside, text_width(words, look.size(TITLE), "serif") + 2),
                        TITLE,
                        theme.mark,
                        "serif",
                    ),
                    text(look, figure.unit, text_width(figure.unit, look.size(BODY)) + 2, BODY, theme.on_ground),
                ],
                12,
                "bottom",
            ),
            text(look, figure.means, inside, BODY, theme.on_ground),
        ],
        16,
        w=inside,
    )
    foot = note(look, source_line(figure.source), inside, on_dark=True)
    body = stack([top, foot], max(24.0, h - 56 - top.h - foot.h), w=inside)
    return boxed(body, theme.ground_light, pad=32, pad_y=28, radius=RADIUS, w=w, h=h)
