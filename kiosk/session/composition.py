"""The screen as a whole: the frame, the scene in it and what lies over both, as one list."""

from __future__ import annotations

import copy
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from kiosk.content.models.duties import DutyTurn
from kiosk.content.models.hall import PanelSize
from kiosk.core.geometry import Rect
from kiosk.draw.items import Counted, Finger, Item, Moving, Sound, Video, touchable
from kiosk.draw.look import Look, Words
from kiosk.draw.reading_order import Passage, reading
from kiosk.manifest import Sign
from kiosk.parts.duties import Turn, turn_on
from kiosk.parts.entrance import PAGE as DOOR
from kiosk.parts.scroller import Scroll
from kiosk.scene import Drag, FilmOver, Gesture, Scene, Tap
from kiosk.session import aloud_marks, frame, frame_model, overlay_sheets, sounding
from kiosk.session.aloud import Aloud, Voices
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


@dataclass(frozen=True, slots=True)
class _Composed:
    """What the ingredients give before anything of it is read aloud: the items by layer, the scene's own sounds."""

    made_of: _Ingredients
    frame: Sequence[Item]
    scene: Sequence[Item]
    above: Sequence[Item]
    heard: Sequence[Sound]
    name: str
    page: str
    turn: Turn | None


class Composition:
    """The list that stands, with the page's name and when time next matters to the scene.

    It is brought up to date once at the end of whatever may have changed something (`settle`), never by who looks at
    it. That costs no list more than composing on demand would: the next finger is looked up in this very list, and
    the next tick counts what there is to read on it. But a scene that cannot be drawn is found out while something is
    being done, and so `view`, `due` and `page` stay mere queries.
    """

    def __init__(
        self,
        pixels: tuple[int, int],
        panel: PanelSize,
        words: Words,
        signs: Mapping[str, Sign],
        voices: Voices,
        turns: Sequence[DutyTurn] = (),
    ) -> None:
        self.pixels, self.voices, self._turns = pixels, voices, turns
        self._panel, self._words, self._signs = panel, words, signs
        self._composed: _Composed | None = None
        self._read: tuple[_Composed, Aloud | None] | None = None
        self.items: Sequence[Item] = ()
        self.sounds: Sequence[Sound] = ()
        self.moves: Sequence[Moving] = ()
        self.hands: Sequence[Counted] = ()
        self.page = ""
        self.due: float | None = None

    def aside(self) -> Composition:
        """A copy to look ahead with."""
        return copy.copy(self)

    def look(self, flow: Flow) -> Look:
        """The look of the screen as it is now."""
        return self._inside(flow, self._frame(flow))

    def settle(self, flow: Flow, by_key: bool = False) -> None:
        """Compose the list anew if anything it is made of has changed, and bring the reading to what it says now;
        `by_key`: somebody has touched something. A scene that cannot be drawn gives way first."""
        for _ in range(_ROUNDS):
            made_of = self._ingredients(flow)
            if self._composed is not None and made_of == self._composed.made_of:
                return self._read_aloud(flow, self._composed, by_key)
            shows = flow.runner.shows(made_of.look)
            if shows is not None:
                self._composed = self._compose(made_of, shows, flow)
                self.due = shows.due
                return self._read_aloud(flow, self._composed, by_key)
        raise RuntimeError("the page that cannot fail has failed")

    @property
    def own_voices(self) -> frozenset[str]:
        """The recordings that the scene itself plays just now."""
        heard = self._composed.heard if self._composed is not None else ()
        return frozenset(sound.name for sound in heard if sound.channel == "voice")

    @property
    def turn(self) -> Turn | None:
        """Whose turn it is on this screen, and what to do."""
        return self._composed.turn if self._composed is not None else None

    @property
    def beneath(self) -> Sequence[Item]:
        """What is on the screen beneath whatever sheet lies over it."""
        return () if self._composed is None else [*self._composed.frame, *self._composed.scene]

    @property
    def film_runs(self) -> bool:
        """Whether a film is on the screen that speaks for itself."""
        return any(isinstance(item, Video) and item.playing for item in self.items)

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

    def _compose(self, made_of: _Ingredients, shows: SceneShows, flow: Flow) -> _Composed:
        look, name = made_of.look, flow.runner.name
        above = overlay_sheets.view(look, *made_of.above) if made_of.above is not None else []
        seen = [item for item in shows.items if not isinstance(item, (Sound, Moving, Counted)) and not item.behind]
        behind = [item for item in shows.items if item.behind]
        visit = flow.visit_session.seen_by_scenes()
        turn = turn_on(self._turns, visit, f"{name}:{shows.page}") if shows.page != DOOR else None
        ground, *around = frame.view(look, made_of.frame, _words_end(look, behind), turn)
        around = [ground, *behind, *around]
        heard = [item for item in shows.items if isinstance(item, Sound)]
        self.moves = [item for item in shows.items if isinstance(item, Moving)]
        self.hands = [item for item in shows.items if isinstance(item, Counted)]
        return _Composed(made_of, around, seen, above, heard, name, shows.page, turn)

    def _read_aloud(self, flow: Flow, composed: _Composed, by_key: bool) -> None:
        """The list as it is seen and heard: with the line round what is being read, where that is asked for."""
        made_of, marks, said = composed.made_of, list[Item](), list[Sound]()
        around, look = made_of.frame, made_of.look
        if around.aloud:
            if self._read is None or self._read[0] is not composed or self._read[1] is None:
                flow.aloud = self._brought_to(flow, composed, by_key)
            marks = aloud_marks.marks(look, flow.aloud.passage, flow.aloud.unheard(self.voices))
            said = flow.aloud.sounds(self.voices)
        standing = (composed, flow.aloud if around.aloud else None)
        if self._read is not None and self._read[0] is composed and self._read[1] == standing[1]:
            return
        self._read, self.page = standing, composed.page
        keys = [] if made_of.above is None else aloud_marks.keys_above(composed.frame, composed.above)
        self.items = [*composed.frame, *composed.scene, *composed.above, *keys, *marks]
        sheet = made_of.above and made_of.above[0]
        waits = around.aloud and flow.aloud.speaking
        self.sounds = sounding.sounds(around, composed.page, sheet, composed.heard, made_of.answer, said, waits)

    def passages(self) -> tuple[Passage, ...]:
        """What a reading of this screen says."""
        return self._passages(self._composed) if self._composed is not None else ()

    def _passages(self, composed: _Composed) -> tuple[Passage, ...]:
        look = composed.made_of.look
        around_it = [item for item in composed.frame if item.target not in frame.KEYS]
        early = composed.turn.pieces if composed.turn is not None else ()
        read = reading(look, around_it, composed.scene, composed.above, early)
        return (aloud_marks.greeting(look, composed.frame), *read)

    def _brought_to(self, flow: Flow, composed: _Composed, by_key: bool) -> Aloud:
        around, passages = composed.made_of.frame, self._passages(composed)
        page = f"{composed.name}:{composed.page}:{flow.overlay.kind if flow.overlay is not None else ''}"
        return flow.aloud.shown(page, passages, around.notice, by_key)

    def _ingredients(self, flow: Flow) -> _Ingredients:
        around, overlay, above = self._frame(flow), flow.overlay, None
        if overlay is not None:
            sheet = frame_model.sheet(overlay.kind, flow.place, flow.visit_session, flow.handset.access)
            above = sheet, overlay.scroll
        return _Ingredients(
            self._inside(flow, around), around, flow.runner.scene, flow.runner.state, above, flow.answer
        )

    def _frame(self, flow: Flow) -> Shown:
        volume = flow.settings.volume
        shown = frame_model.shown(flow.place, flow.zone, flow.visit_session, self._words, self._signs, volume)
        return replace(shown, aloud=True) if flow.settings.aloud else shown

    def _inside(self, flow: Flow, around: Shown) -> Look:
        return frame.look_inside(self.pixels, flow.settings, self._panel, self._words, around)


def _words_end(look: Look, behind: Sequence[Item]) -> float:
    """Where the ground for words ends at the head of the screen: a picture may fill the part to the right of it."""
    pictures = [touchable(item) for item in behind]
    return min((seen.x for seen in pictures if seen.x > 0 and seen.y <= 0), default=look.canvas.w)
