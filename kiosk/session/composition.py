"""The screen as a whole: the frame, the scene in it and what lies over both, as one list."""

from __future__ import annotations

import copy
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from kiosk.content.models.hall import PanelSize
from kiosk.core.geometry import Rect
from kiosk.draw.items import Finger, Item, Moving, Sound, Video, touchable
from kiosk.draw.look import Look, Words
from kiosk.parts.scroller import Scroll
from kiosk.scene import Drag, FilmOver, Gesture, Scene, Tap
from kiosk.session import frame, frame_model, overlay_sheets, sounding
from kiosk.session.flow import Flow
from kiosk.session.frame import Shown
from kiosk.session.overlay_sheets import Sheet
from kiosk.session.scene_runner import SceneShows

_ROUNDS = 4
"""A scene, the sorry page, the page that cannot fail: whatever fails to be drawn, the third can."""


@dataclass(frozen=True, slots=True)
class _Ingredients:
    """All that a list depends on: it stands until one of these is another."""

    look: Look
    frame: Shown
    scene: Scene[Any]
    state: Any
    above: tuple[Sheet, Scroll] | None
    answer: tuple[str, int]


class Composition:
    """The list that stands, with the page's name and when time next matters to the scene.

    It is brought up to date once at the end of whatever may have changed something (`settle`), never by who looks at
    it. That costs no list more than composing on demand would: the next finger is looked up in this very list, and
    the next tick counts what there is to read on it. But a scene that cannot be drawn is found out while something is
    being done, and so `view`, `due` and `page` stay mere queries.
    """

    def __init__(self, pixels: tuple[int, int], panel: PanelSize, words: Words, icons: Mapping[str, str]) -> None:
        self.pixels = pixels
        self._panel, self._words, self._icons = panel, words, icons
        self._made_of: _Ingredients | None = None
        self.items: Sequence[Item] = ()
        self.sounds: Sequence[Sound] = ()
        self.moves: Sequence[Moving] = ()
        self.page = ""
        self.due: float | None = None

    def aside(self) -> Composition:
        """A copy to look ahead with."""
        return copy.copy(self)

    def look(self, flow: Flow) -> Look:
        """The look of the screen as it is now."""
        return self._inside(flow, self._frame(flow))

    def settle(self, flow: Flow) -> None:
        """Compose the list anew if anything it is made of has changed. A scene that cannot be drawn gives way first."""
        for _ in range(_ROUNDS):
            made_of = self._ingredients(flow)
            if made_of == self._made_of:
                return
            shows = flow.runner.shows(made_of.look)
            if shows is not None:
                self._made_of = made_of
                self._compose(made_of, shows)
                return
        raise RuntimeError("the page that cannot fail has failed")

    def reaches(self, gesture: Gesture, canvas: Rect) -> bool:
        """Whether the gesture's target is on the screen and nothing that covers the whole `canvas` lies above it; a
        film ends under whatever lies above it."""
        if isinstance(gesture, FilmOver):
            return any(isinstance(item, Video) and item.file == gesture.target for item in self.items)
        finger: Finger = "tap" if isinstance(gesture, Tap) else "drag" if isinstance(gesture, Drag) else "ink"
        for item in reversed(self.items):
            if item.target and item.target == gesture.target and item.finger == finger and not touchable(item).empty:
                return True
            if item.finger == "block" and item.rect.covers(canvas):
                return False
        return False

    def _compose(self, made_of: _Ingredients, shows: SceneShows) -> None:
        look = made_of.look
        above = overlay_sheets.view(look, *made_of.above) if made_of.above is not None else []
        seen = [item for item in shows.items if not isinstance(item, (Sound, Moving))]
        heard = [item for item in shows.items if isinstance(item, Sound)]
        self.moves = [item for item in shows.items if isinstance(item, Moving)]
        self.items = [*frame.view(look, made_of.frame), *seen, *above]
        self.page, self.due = shows.page, shows.due
        self.sounds = sounding.sounds(
            made_of.frame, shows.page, made_of.above and made_of.above[0], heard, made_of.answer
        )

    def _ingredients(self, flow: Flow) -> _Ingredients:
        around, overlay, above = self._frame(flow), flow.overlay, None
        if overlay is not None:
            above = frame_model.sheet(overlay.kind, flow.place, flow.visit_session), overlay.scroll
        return _Ingredients(
            self._inside(flow, around), around, flow.runner.scene, flow.runner.state, above, flow.answer
        )

    def _frame(self, flow: Flow) -> Shown:
        volume = flow.settings.volume
        return frame_model.shown(flow.place, flow.zone, flow.visit_session, self._words, self._icons, volume)

    def _inside(self, flow: Flow, around: Shown) -> Look:
        return frame.look_inside(self.pixels, flow.settings, self._panel, self._words, around)
