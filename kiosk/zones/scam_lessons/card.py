"""One card of a module on the light table: a sentence to be read from afar beside a print, behind it the text."""

from __future__ import annotations

import re
from dataclasses import replace

from kiosk.content.models.base import source_line
from kiosk.core.geometry import Rect
from kiosk.draw.block import Block, beside, boxed, column_width, label, place, roomy, sized, stack, text
from kiosk.draw.items import Item, Panel
from kiosk.draw.look import Look
from kiosk.draw.theme import BODY, CAPTION, HEADING, TITLE
from kiosk.draw.widgets import dots, next_button, note
from kiosk.parts import scroller
from kiosk.parts.more import more_button
from kiosk.parts.photograph import photograph
from kiosk.parts.scroller import Scroll
from kiosk.zones.scam_lessons.models import Lesson, LessonCard

LED_MOST = 3
"""Cards of a module on the guided path."""
_WORDS, _WORDS_LARGE = 0.42, 0.47
"""Share of a wide page's width that is the words'."""
_PRINT, _PRINT_UPRIGHT = 1.16, 0.56
"""Shape of a print, width to height; share of an upright page's height it takes."""
_UPRIGHT = 900.0
"""Height of an upright area from which the print lies above the words."""
_READING = 40.0
_COLUMN = 1320.0
_FIGURES = re.compile(r"\d[\d.]*(年|个?月|元|万|亿)")
"""What is not said without its source."""
_CITED = re.compile(r"[\d.一二三四五六七八九十百千万]+[多余]?(年|个?月|元|万|亿|起)|《|法律")
"""What has its source on the fuller page; everyday advice has none."""
_STEP = 1.5
"""Size of the disc with a step's number, of its type."""
_EDGE, _EDGE_UPRIGHT = 40.0, 20.0
"""How far within the screen the table's edge is."""


def path_of(module: Lesson, led: bool) -> tuple[int, ...]:
    """The cards that come one after another: all, but on the guided path those with a sentence of their own."""
    every = tuple(range(len(module.cards)))
    if not led:
        return every
    return (tuple(i for i in every if module.cards[i].say) or every)[:LED_MOST]


def view(look: Look, module: Lesson, path: tuple[int, ...], index: int, scroll: Scroll) -> list[Item]:
    """Card `index` of the module, one of those on the `path`, with its next step."""
    card, area = module.cards[index], look.area
    file = card.picture or module.picture
    if look.portrait and area.h > _UPRIGHT:
        height = area.h * _PRINT_UPRIGHT
        width = min(area.w, height * _PRINT)
        items = place(photograph(look, file, width, height, module.icon), area.x + (area.w - width) / 2, area.y + 16)
        top = area.y + 16 + height + 32
        beside_it = Rect(area.x, top, area.w, area.bottom - top)
    else:
        w = round(area.w * (_WORDS_LARGE if look.large else _WORDS))
        width = min(area.w - w - 48, (area.h - 16) * _PRINT)
        height = min(area.h - 16, width / _PRINT)
        items = place(
            photograph(look, file, width, height, module.icon), area.right - width, area.y + (area.h - height) / 2
        )
        beside_it = Rect(area.x, area.y, area.w - width - 56, area.h)

    def words(w: float) -> Block:
        block = _words(look, module, path, index, w)
        return sized(block, w, beside_it.h) if block.h < beside_it.h else block

    items += scroller.view(look, beside_it, words, scroll, "read")
    following = next_button(look, "做练习" if index == path[-1] else "下一张", "next")
    return [*table(look), *items, *following, *more_button(look, following)]


def table(look: Look) -> list[Item]:
    """The light table that everything in this zone lies on."""
    if look.contrast:
        return []
    edge, top = _EDGE_UPRIGHT if look.portrait else _EDGE, look.area.y - 14  # under the head of the screen
    sheet = Rect(edge, top, look.canvas.w - 2 * edge, look.canvas.h - top - edge)
    theme = look.theme
    return [Panel(rect=sheet, fill=theme.card, alpha=120, radius=36, border=theme.line, border_width=3, behind=True)]


def _words(look: Look, module: Lesson, path: tuple[int, ...], index: int, w: float) -> Block:
    """Where one is, the sentence, and the source of what has figures."""
    theme, card = look.theme, module.cards[index]
    where = label(look, module.title, BODY, theme.mark)
    row = _stairs(look, module, card) if card.steps else dots(look, len(path) + 1, path.index(index))
    head = beside([where, row], 28) if where.w + row.w + 28 <= w else stack([where, row], 16)
    parts = [head]
    for zoom in (1.25, 1.0):
        grown = look if look.large else replace(look, zoom=zoom)
        said = text(grown, card.say or card.title, w, TITLE, theme.on_ground, "serif", balance=True)
        if said.h <= look.area.h * 0.6:
            break
    parts.append(said)
    if module.source and _FIGURES.search(card.text):
        parts.append(note(look, source_line(module.source), w, on_dark=True))
    return stack(parts, 36, w=w)


def _stairs(look: Look, module: Lesson, card: LessonCard) -> Block:
    """All the steps that the lesson's cards tell of, this card's own lit."""
    theme, size = look.theme, look.size(CAPTION)
    side = size * _STEP
    discs = []
    for number in range(1, max(step for one in module.cards for step in one.steps) + 1):
        here = number in card.steps
        fill, ink = (theme.mark, theme.ground) if here else (theme.ground_light, theme.on_ground)
        word = label(look, str(number), CAPTION, ink, "strong")
        discs.append(boxed(word, fill, pad=0, w=side, h=side, radius=side / 2, align="centre", valign=0.5))
    return beside(discs, 8)


def fuller(look: Look, module: Lesson, path: tuple[int, ...], index: int, scroll: Scroll) -> list[Item]:
    """The page behind “再看一点”: the card's paragraph and its points."""
    card = module.cards[index]
    w = min(look.area.w, _COLUMN)
    area = Rect(look.area.x, look.area.y, w, look.area.h)

    def build(look: Look, w: float) -> Block:
        return _matter(look, module, card, w)

    grown = roomy(look, area.w, area.h, build)

    def whole(w: float) -> Block:
        block = build(grown, w)
        return sized(block, w, area.h) if block.h < area.h else block

    following = next_button(look, "做练习" if index == path[-1] else "下一张", "next")
    return [*table(look), *scroller.view(look, area, whole, scroll, "read"), *following]


def _matter(look: Look, module: Lesson, card: LessonCard, w: float) -> Block:
    """Title, paragraph, points, source."""
    theme = look.theme
    role = BODY if look.large else _READING
    parts = [
        text(look, card.title, w, HEADING, theme.on_ground, "serif", balance=True),
        text(look, card.text, w, role, theme.on_ground),
    ]
    if card.points:
        parts.append(_points(look, card, w))
    if module.source and _CITED.search(card.text):
        parts.append(note(look, source_line(module.source), w, on_dark=True))
    return stack(parts, 32, w=w)


def _points(look: Look, card: LessonCard, w: float) -> Block:
    columns = min(len(card.points), 3) if w > 1000 and not look.large else 1
    each = column_width(w, columns, 20)
    rows = []
    for i in range(0, len(card.points), columns):
        pair = card.points[i : i + columns]
        height = max(_point(look, words, each).h for words in pair)
        rows.append(beside([_point(look, words, each, height) for words in pair], 20, "top"))
    return stack(rows, 20)


def _point(look: Look, words: str, w: float, h: float = 0.0) -> Block:
    said = text(look, words, w - 56, BODY)
    return boxed(said, look.theme.card, pad=28, pad_y=20, w=w, h=h, valign=0.5, border=look.theme.line, border_width=2)
