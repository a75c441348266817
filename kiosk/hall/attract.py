"""待机画面: what people see from across the hall. A name, one figure at a time, and one thing to do."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from kiosk.content.models.base import source_line
from kiosk.content.models.hall import HallWords, Striking
from kiosk.core.geometry import Rect
from kiosk.draw.block import Block, beside, boxed, icon, label, place, stack, text
from kiosk.draw.items import Colour, Ground, Icon, Item, Panel, Sound, Text
from kiosk.draw.look import Look
from kiosk.draw.text import text_width, wrap
from kiosk.draw.theme import BODY, CAPTION, MARGIN, mix
from kiosk.draw.widgets import dots
from kiosk.parts import motion
from kiosk.scene import Gesture, Step, StillScene, Tap, Visit

FIGURE_SECONDS = 8.0
"""How long one figure stands still."""
RING_SECONDS, RING_GAIN = 3.0, 0.5
"""One phrase of the phone's, half as loud as a call that is for somebody."""

GLIDE_UNITS = 36.0
_GLASS, _CORD = 640 / 1200, 628 / 640
"""The drawing of glass threads: its height for its width, and where on its left edge they begin."""


@dataclass(frozen=True, slots=True)
class AttractState:
    """Which figure stands, and for how many seconds; `waited` seconds since the hall is waiting for visitors."""

    figure: int = 0
    seconds: float = motion.SECONDS
    waited: float = 0.0


class Attract(StillScene[AttractState]):
    """The scene. `words` gives the opening and the figures; a touch anywhere starts. A phone rings softly every
    `ring_seconds` (0: never), so that people in the street hear that somebody calls."""

    def __init__(self, words: HallWords, hall_name: str, ring_seconds: float = 0.0) -> None:
        self.words, self.hall_name, self.ring_seconds = words, hall_name, ring_seconds

    def start(self, visit: Visit) -> AttractState:
        return AttractState()

    def touch(self, state: AttractState, gesture: Gesture) -> Step[AttractState]:
        begins = isinstance(gesture, Tap) and gesture.target == "start"
        return Step(state, leave="start" if begins else "")

    def tick(self, state: AttractState, seconds: float) -> Step[AttractState]:
        stood = state.seconds + seconds
        passed = int(stood // FIGURE_SECONDS)
        figure = (state.figure + passed) % len(self.words.figures)
        return Step(AttractState(figure, stood - passed * FIGURE_SECONDS, state.waited + seconds))

    def due(self, state: AttractState) -> float | None:
        waits = [self._ring_due(state)]
        if len(self.words.figures) > 1:
            waits.append(0.0 if state.seconds < motion.SECONDS else FIGURE_SECONDS - state.seconds)
        return min((wait for wait in waits if wait is not None), default=None)

    def _ring_due(self, state: AttractState) -> float | None:
        """Seconds until the phone begins to ring or ends."""
        if not self.ring_seconds:
            return None
        since = state.waited % self.ring_seconds
        return (RING_SECONDS if self._ringing(state) else self.ring_seconds) - since

    def _ringing(self, state: AttractState) -> bool:
        return bool(self.ring_seconds) and state.waited % self.ring_seconds < RING_SECONDS <= state.waited

    def view(self, state: AttractState, look: Look) -> list[Item]:
        if not self._ringing(state):
            return self._seen(state, look)
        call = str(int(state.waited // self.ring_seconds))
        return [*self._seen(state, look), Sound(name="ring", key=call, gain=RING_GAIN)]

    def _seen(self, state: AttractState, look: Look) -> list[Item]:
        canvas = Rect(0, 0, *look.canvas)
        theme = look.theme
        ground = Ground(rect=canvas, top=theme.ground, bottom=theme.ground_dark)
        share = 1.0 if look.still else motion.ease_out(state.seconds / motion.SECONDS)
        draw = _portrait if look.portrait else _landscape
        shown = draw(look, self, state.figure, share)
        if not shown:  # a poster is large in itself; what it says besides grows with it only as far as there is room
            shown = draw(replace(look, large=False), self, state.figure, share)
        return [ground, Panel(rect=canvas, target="start"), *shown]

    def page(self, state: AttractState) -> str:
        return "attract"

    def samples(self) -> Iterator[AttractState]:
        """Each figure at rest, and one on its way in."""
        rest = [AttractState(i) for i in range(len(self.words.figures))]
        yield from rest
        yield replace(rest[-1], seconds=motion.SECONDS / 2)


def _landscape(look: Look, scene: Attract, figure: int, share: float) -> list[Item]:
    w, h = look.canvas
    head = _head(look, scene.hall_name, w - 2 * MARGIN)
    go = _go(look, min(560.0, w * 0.34), 148)
    what = text(look, scene.words.what, w - 2 * MARGIN - go.w - 80, BODY, look.theme.on_ground_soft)
    foot = max(go.h, what.h)
    floor = h - 72 - foot
    top = 56 + head.h
    cord, glass_x = floor - 48, w * 0.42
    room = Rect(MARGIN, top + 24, w * 0.62, cord - 24 - top - 24)
    standing = _standing(look, scene, room, w * 0.5, figure, share)
    return standing and [
        *_glass(look, cord, glass_x),
        *place(head, MARGIN, 56),
        *standing,
        *place(what, MARGIN, floor + (foot - what.h) / 2),
        *place(go, w - MARGIN - go.w, floor + foot - go.h),
    ]


def _portrait(look: Look, scene: Attract, figure: int, share: float) -> list[Item]:
    w, h = look.canvas
    side = 48.0
    room = w - 2 * side
    mark, line = icon("emblem", 168, look.theme.accent), _help_line(look)
    row = beside([mark, Block(room - mark.w - line.w, 0), line], 0)
    head = stack([row, _display(look, scene.hall_name, min(150.0, 1.9 * room / len(scene.hall_name)), room)], 28)
    go = _go(look, room, 176)
    what = text(look, scene.words.what, room, 36, look.theme.on_ground_soft)
    floor = h - 64 - go.h - 40 - what.h
    top = 64 + head.h
    cord = floor - 56
    standing = _standing(look, scene, Rect(side, top + 40, room, cord - 200 - top), room, figure, share)
    return standing and [
        *_glass(look, cord, w * 0.34),
        *place(head, side, 64),
        *standing,
        *place(what, side, floor),
        *place(go, side, h - 64 - go.h),
    ]


def _glass(look: Look, cord: float, x: float) -> list[Item]:
    """A thread of glaze-yellow glass, level at height `cord`, from `x` on drawn out into a turning ribbon."""
    w = look.canvas.w
    colour = look.theme.accent
    line = Panel(rect=Rect(0, cord - 2, x + 8, 4), fill=colour)
    if look.contrast:
        return [replace(line, rect=Rect(0, cord - 2, w, 4))]
    width = w - x
    height = width * _GLASS
    rect = Rect(x, cord - height * _CORD, width, height)
    return [line, Icon(rect=rect, name="threads", colour=colour)]


def _head(look: Look, name: str, w: float) -> Block:
    """Emblem and name, and whom to ask at the right."""
    mark, line = icon("emblem", 144, look.theme.accent), _help_line(look)
    room = w - mark.w - 28 - 56 - line.w
    block = _display(look, name, min(100.0, 0.98 * room / len(name)), room)
    return beside([mark, Block(28, 0), block, Block(56, 0), line], 0)


def _help_line(look: Look) -> Block:
    theme = look.theme
    size = max(40.0, look.size(CAPTION))
    words = label(replace(look, large=False), "拿不准，打 96110", size, theme.on_ground)
    row = beside([icon("phone", size * 1.1, theme.on_ground), words], 16)
    return boxed(row, theme.ground_light, pad=32, pad_y=16, radius=(row.h + 32) / 2)


def _go(look: Look, w: float, h: float) -> Block:
    """The yellow button; a touch beside it does the same."""
    ink = look.theme.on_accent
    size = min(68.0, (w - 150) / 5.2)
    row = beside([label(replace(look, large=False), "点一下开始", size, ink), icon("right", size, ink)], 24)
    return boxed(row, look.theme.accent, pad=24, target="start", w=w, h=h, valign=0.5, align="centre")


def _standing(look: Look, scene: Attract, room: Rect, words_w: float, figure: int, share: float) -> list[Item]:
    """The figure that stands now, in a size at which the longest of all fits: nothing jumps when it changes.

    Nothing when not even the smallest fits `room`.
    """
    figures = scene.words.figures
    widest = max(text_width(look.say(f.figure), 1.0, "serif") for f in figures)
    for shrink in (1.0, 0.92, 0.84, 0.76, 0.68, 0.6, 0.5):
        sizes = min(232.0 * shrink, room.w / widest), max(50.0 * shrink, look.size(BODY))
        tall = max(_figure(look, f, words_w, sizes, 1.0).h for f in figures)
        if tall <= room.h:
            break
    else:
        return []
    block = _figure(look, figures[figure], words_w, sizes, share)
    row = dots(look, len(figures), figure)
    height = tall + (28 + row.h if len(figures) > 1 else 0)
    y = room.y + max(0.0, (room.h - height) / 2)
    items = place(block, room.x + GLIDE_UNITS * (1.0 - share), y)
    if len(figures) > 1 and height <= room.h:
        items += place(row, room.x, y + tall + 28)
    return items


def _figure(look: Look, striking: Striking, w: float, sizes: tuple[float, float], share: float) -> Block:
    theme = look.theme
    width = text_width(look.say(striking.figure), sizes[0], "serif") + 2
    share = round(share * 5) / 5  # a few shades are enough, and each is drawn once
    figure = _display(look, striking.figure, sizes[0], width, mix(theme.ground, theme.accent, share))
    poster = replace(look, large=False)
    sentences = _by_sentence(look.say(striking.text), sizes[1], w)
    words = text(poster, sentences, w, sizes[1], mix(theme.ground, theme.on_ground, share), balance=True)
    source = text(look, source_line(striking.source), w, CAPTION, theme.on_ground_soft)
    return stack([figure, words, source], 14)


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


def _display(look: Look, words: str, size: float, w: float, colour: Colour | None = None) -> Block:
    """Words in the largest serif, set closer than reading text."""
    lines = wrap(look.say(words), size, w, "serif", True)
    leading = round(size * 1.3, 1)
    rect = Rect(0, 0, w, leading * len(lines))
    shade = colour or look.theme.on_ground
    return Block(w, rect.h, (Text(rect=rect, lines=lines, colour=shade, size=size, leading=leading, face="serif"),))
