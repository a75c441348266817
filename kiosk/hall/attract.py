"""待机画面: what people see from across the hall. A name, one figure at a time, and one thing to do."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache

from kiosk.content.models.base import source_line
from kiosk.content.models.hall import HallWords, Striking
from kiosk.core.geometry import Rect
from kiosk.draw.block import Block, beside, boxed, icon, label, place, sized, stack, text
from kiosk.draw.items import Ground, Icon, Item
from kiosk.draw.look import Look
from kiosk.draw.text import width
from kiosk.draw.theme import CAPTION, MARGIN, mix
from kiosk.draw.widgets import dots
from kiosk.parts import motion
from kiosk.scene import Gesture, Step, StillScene, Tap, Visit

FIGURE_SECONDS = 8.0
"""How long one figure stands still."""

GLIDE_UNITS = 36.0
_GLASS = 500 / 1600
"""Height of the glass drawing for its width."""


@dataclass(frozen=True, slots=True)
class State:
    """Which figure stands, and for how many seconds."""

    figure: int = 0
    seconds: float = motion.SECONDS


class Attract(StillScene[State]):
    """The scene. `words` gives the opening and the figures; a touch anywhere starts."""

    def __init__(self, words: HallWords, hall_name: str) -> None:
        self.words, self.hall_name = words, hall_name

    def start(self, visit: Visit) -> State:
        return State()

    def touch(self, state: State, gesture: Gesture) -> Step[State]:
        begins = isinstance(gesture, Tap) and gesture.target == "start"
        return Step(state, leave="start" if begins else "")

    def tick(self, state: State, seconds: float) -> Step[State]:
        stood = state.seconds + seconds
        passed = int(stood // FIGURE_SECONDS)
        figure = (state.figure + passed) % len(self.words.figures)
        return Step(State(figure, stood - passed * FIGURE_SECONDS))

    def due(self, state: State) -> float | None:
        if len(self.words.figures) == 1:
            return None
        return 0.0 if state.seconds < motion.SECONDS else FIGURE_SECONDS - state.seconds

    def view(self, state: State, look: Look) -> list[Item]:
        canvas = Rect(0, 0, *look.canvas)
        theme = look.theme
        ground = Ground(rect=canvas, top=theme.ground, bottom=theme.ground_dark, target="start")
        share = 1.0 if look.still else motion.ease_out(state.seconds / motion.SECONDS)
        draw = _portrait if look.portrait else _landscape
        return [ground, *draw(look, self, state.figure, share)]

    def page(self, state: State) -> str:
        return "attract"

    def samples(self) -> list[State]:
        """Each figure at rest, and one on its way in."""
        rest = [State(i) for i in range(len(self.words.figures))]
        return [*rest, replace(rest[-1], seconds=motion.SECONDS / 2)]


def _landscape(look: Look, scene: Attract, figure: int, share: float) -> list[Item]:
    w, h = look.canvas
    side, edge = MARGIN, 72.0
    theme = look.theme
    foot_h = 148.0
    foot_y = h - edge - foot_h
    cord = foot_y - 48
    items = _threads(look, cord, w * 0.36, w * 0.64)
    head = _head(look, scene, w - 2 * side)
    items += place(head, side, 56)
    top = 56 + head.h
    told = _figure(look, scene.words.figures[figure], 1080, share)
    items += place(told, side, top + (cord - top - told.h) / 2)
    go = _go(look, 560, foot_h)
    items += place(go, w - side - go.w, foot_y)
    what = text(look, scene.words.what, w - 2 * side - go.w - 72, 34, theme.on_ground_soft)
    items += place(what, side, foot_y + (foot_h - what.h) / 2)
    return items


def _portrait(look: Look, scene: Attract, figure: int, share: float) -> list[Item]:
    return _landscape(look, scene, figure, share)


def _threads(look: Look, y: float, x: float, w: float) -> list[Item]:
    """A thread of glaze-yellow glass at height `y`, drawn out over the width `w` from `x` on; a plain line before."""
    from kiosk.draw.items import Panel
    theme = look.theme
    high = w * 640 / 1200
    line = Panel(rect=Rect(0, y - 2, x + 6, 4), fill=theme.accent)
    if look.contrast:
        return [replace(line, rect=Rect(0, y - 2, look.canvas.w, 4))]
    return [line, Icon(rect=Rect(x, y - high * 628 / 640, w, high), name="threads", colour=theme.accent)]


def _head(look: Look, scene: Attract, w: float) -> Block:
    theme = look.theme
    poster = replace(look, large=False)
    mark = icon("emblem", 140, theme.accent)
    pill = boxed(beside([icon("phone", 44, theme.on_ground), label(look, "拿不准，打 96110", 40, theme.on_ground)], 16),
                 theme.ground_light, pad=32, pad_y=14, radius=50)
    room = w - mark.w - 32 - 48 - pill.w
    name = text(poster, scene.hall_name, room, 100, theme.on_ground, "serif")
    return beside([mark, name, pill], 0)


def _figure(look: Look, striking: Striking, w: float, share: float) -> Block:
    theme = look.theme
    poster = replace(look, large=False)
    figure = text(poster, striking.figure, w, 210, theme.accent, "serif")
    words = text(poster, striking.text, w, 48, theme.on_ground, balance=True)
    source = text(look, source_line(striking.source), w, CAPTION, theme.on_ground_soft)
    return stack([figure, words, source], 12)


def _go(look: Look, w: float, h: float) -> Block:
    theme = look.theme
    poster = replace(look, large=False)
    return boxed(
        beside([label(poster, "点一下开始", 64, theme.on_accent), icon("right", 64, theme.on_accent)], 20),
        theme.accent, pad=24, pad_y=32, target="start", w=w, h=h, valign=.5, align="centre",
    )
