"""What the waiting screen is made of: a name, one figure, a thread of glass, one thing to do, all large."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache

from kiosk.content.models.base import source_line
from kiosk.content.models.hall import Striking
from kiosk.core.events import MessageLeft
from kiosk.core.geometry import Rect
from kiosk.draw.block import Block, beside, boxed, icon, label, moving, place, stack, text
from kiosk.draw.items import Colour, Icon, Ink, Item, Panel, Text
from kiosk.draw.look import Look
from kiosk.draw.text import text_width, wrap
from kiosk.draw.theme import BODY, CAPTION, HEADING, MARGIN, mix
from kiosk.draw.widgets import dots
from kiosk.parts.bead import bead, shade_of
from kiosk.parts.ink_pad import PEN

TAKE_UP = "take_up"
"""The target that leads back into the visit that was set aside; how a scene leaves then."""
STAFF = "staff"
"""The target of the emblem: five touches of it one after another show staff their figures."""
GLIDE_UNITS = 36.0
_BEAD = 40.0
_GLASS, _CORD = 640 / 1200, 628 / 640
"""The drawing of glass threads: its height for its width, and where on its left edge they begin."""


@dataclass(frozen=True, slots=True)
class Passing:
    """What comes by one at a time: all of it, which stands, how far that has come in (0-1), and how far the bead has
    `run` that brings the next."""

    shown: tuple[Striking | MessageLeft, ...]
    which: int
    share: float
    run: float

    @property
    def figures(self) -> list[Striking]:
        return [one for one in self.shown if isinstance(one, Striking)]


def glass(look: Look, cord: float, x: float, passing: Passing) -> list[Item]:
    """A thread of glaze-yellow glass, level at height `cord`, from `x` on drawn out into a turning ribbon; along its
    level part runs a bead."""
    w = look.canvas.w
    colour = look.theme.mark
    line = Panel(rect=Rect(0, cord - 2, x + 8, 4), fill=colour)
    ball = bead(shade_of(passing.which + 1), _BEAD)
    runs = place(ball, MARGIN + (x - _BEAD - MARGIN) * passing.run, cord - _BEAD / 2) if len(passing.shown) > 1 else []
    if look.contrast:
        return [replace(line, rect=Rect(0, cord - 2, w, 4)), *runs]
    width = w - x
    height = width * _GLASS
    rect = Rect(x, cord - height * _CORD, width, height)
    return [line, Icon(rect=rect, name="threads", colour=colour), *runs]


def emblem(look: Look, size: float) -> Block:
    """The hall's emblem; touched once it starts like everything else."""
    mark = Icon(rect=Rect(0, 0, size, size), name="emblem", colour=look.theme.mark, target=STAFF, alt=look.say("馆徽"))
    return Block(size, size, (mark,))


def name_and_help(look: Look, name: str, w: float) -> Block:
    """Emblem and name, and whom to ask at the right."""
    mark, line = emblem(look, 144), help_line(look)
    room = w - mark.w - 28 - 56 - line.w
    block = display(look, name, min(100.0, 0.98 * room / len(name)), room)
    return beside([mark, Block(28, 0), block, Block(56, 0), line], 0)


def help_line(look: Look) -> Block:
    theme = look.theme
    size = max(40.0, look.size(CAPTION))
    words = label(replace(look, large=False), "拿不准，打 96110", size, theme.on_ground)
    row = beside([icon("phone", size * 1.1, theme.on_ground), words], 16)
    return boxed(row, theme.ground_light, pad=32, pad_y=16, radius=(row.h + 32) / 2)


def go_button(look: Look, w: float, h: float) -> Block:
    """The yellow button; a touch beside it does the same."""
    ink = look.theme.on_accent
    size = min(68.0, (w - 150) / 5.2)
    row = beside([label(replace(look, large=False), "点一下开始", size, ink), icon("right", size, ink)], 24)
    return boxed(row, look.theme.accent, pad=24, target="start", w=w, h=h, valign=0.5, align="centre")


def foot_words(look: Look, words: str, w: float, kept: bool) -> Block:
    """The last line of the screen, `w` units wide; or, for who was here a moment ago, the key that leads back."""
    theme = look.theme
    if not kept:
        return text(look, words, w, BODY, theme.on_ground_soft)
    plain = replace(look, large=False)
    row = beside([icon("again", 56, theme.on_card), label(plain, "接着刚才的", HEADING, theme.on_card, "strong")], 20)
    return boxed(row, theme.card, pad=36, pad_y=16, target=TAKE_UP, h=max(104.0, look.target), valign=0.5)


def standing_figure(look: Look, passing: Passing, room: Rect, words_w: float, aside: bool = False) -> list[Item]:
    """What stands now, in a size at which the longest figure fits: nothing jumps when it changes.

    Nothing when not even the smallest fits `room`. What only passes `aside`, by something else, is smaller.
    """
    most, ink = (112.0, look.theme.on_ground) if aside else (232.0, look.theme.mark)
    fitting = _fitting(look, tuple(passing.figures), (room.w, room.h), words_w, most, ink)
    if fitting is None:
        return []
    sizes, tall = fitting
    now = passing.shown[passing.which]
    if isinstance(now, Striking):
        block = _figure(look, now, words_w, sizes, passing.share, ink)
    else:
        block = _message(look, now, Rect(0, 0, words_w, tall), passing)
    row = dots(look, len(passing.shown), passing.which)
    several = len(passing.shown) > 1 and row.w <= room.w
    height = tall + (28 + row.h if several else 0)
    y = room.y + max(0.0, (room.h - height) / 2)
    items = place(block, room.x + GLIDE_UNITS * (1.0 - passing.share), y)
    if several and height <= room.h:
        items += place(row, room.x, y + tall + 28)
    return items


@lru_cache(maxsize=8)
def _fitting(
    look: Look, figures: tuple[Striking, ...], room: tuple[float, float], words_w: float, most: float, ink: Colour
) -> tuple[tuple[float, float], float] | None:
    """The sizes of figure and words at which all of them fit that width and height, and how high the highest is."""
    widest = max(text_width(look.say(f.figure), 1.0, "serif") for f in figures)
    for shrink in (1.0, 0.92, 0.84, 0.76, 0.68, 0.6, 0.5):
        sizes = min(most * shrink, room[0] / widest), max(50.0 * shrink, look.size(BODY))
        tall = max(_figure(look, f, words_w, sizes, 1.0, ink).h for f in figures)
        if tall <= room[1]:
            return sizes, tall
    return None


def _message(look: Look, message: MessageLeft, room: Rect, passing: Passing) -> Block:
    """What somebody left behind, beside a bead of theirs."""
    theme = look.theme
    ball = bead(shade_of(passing.which), _BEAD * 1.5)
    head = beside([ball, label(look, "有人在这儿留下一句话", CAPTION, theme.on_ground_soft)], 16)
    left_over = room.h - head.h - 20
    if message.strokes:
        scale = min(room.w / message.width, left_over / message.height)
        rect = Rect(0, 0, message.width * scale, message.height * scale)
        ink = Ink(rect=rect, strokes=message.strokes, colour=theme.on_ground, width=PEN, scale=scale)
        return stack([head, Block(rect.w, rect.h, (ink,))], 20)
    shade = mix(theme.ground, theme.on_ground, round(passing.share * 5) / 5)
    for size in (72.0, 60.0, 50.0, 42.0):
        words = display(look, f"“{message.phrase}”", size, room.w, shade)
        if words.h <= left_over:
            break
    return stack([head, words], 20)


def _figure(look: Look, striking: Striking, w: float, sizes: tuple[float, float], share: float, ink: Colour) -> Block:
    theme = look.theme
    width = text_width(look.say(striking.figure), sizes[0], "serif") + 2
    share = round(share * 5) / 5  # a few shades are enough, and each is drawn once
    figure = display(look, striking.figure, sizes[0], width, mix(theme.ground, ink, share))
    poster = replace(look, large=False)
    sentences = _by_sentence(look.say(striking.text), sizes[1], w)
    words = text(poster, sentences, w, sizes[1], mix(theme.ground, theme.on_ground, share), balance=True)
    source = text(look, source_line(striking.source), w, CAPTION, theme.on_ground_soft)
    return stack([moving(figure, "count", striking.figure), words, source], 14)


def _by_sentence(words: str, size: float, w: float) -> str:
    """`words` with a line for each sentence, or broken between clauses; as they are when some clause is too long."""
    sentences = re.findall("[^。]+。?", words)
    if all(text_width(sentence, size) <= w for sentence in sentences):
        return "\n".join(sentences)
    lines: list[str] = []
    for clause in re.findall("[^。，]+[。，]?", words):
        if lines and text_width(lines[-1] + clause, size) <= w:
            lines[-1] += clause
        else:
            lines.append(clause)
    return "\n".join(lines) if all(text_width(line, size) <= w for line in lines) else words


def display(look: Look, words: str, size: float, w: float, colour: Colour | None = None) -> Block:
    """Words in the largest serif, set closer than reading text."""
    lines = wrap(look.say(words), size, w, "serif", True)
    leading = round(size * 1.3, 1)
    rect = Rect(0, 0, w, leading * len(lines))
    shade = colour or look.theme.on_ground
    return Block(w, rect.h, (Text(rect=rect, lines=lines, colour=shade, size=size, leading=leading, face="serif"),))
