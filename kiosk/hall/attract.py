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
