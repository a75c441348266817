"""The hall's state machine: it runs scenes it knows only by name and never wedges.

Seconds and gestures come in, a draw list and events go out; there is no clock, chance or disk in here. So the same
inputs give the same events, and a visit is a test that runs in milliseconds.
"""

from __future__ import annotations

import copy
import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from kiosk.content.models.hall import Hall
from kiosk.core.events import (
    Event,
    IdleAnswered,
    IdleAsked,
    SceneFailed,
    SettingChanged,
    TimeUp,
    VisitPaused,
    VisitStarted,
    ZoneExtended,
    ZoneSkipped,
)
from kiosk.core.geometry import Rect
from kiosk.draw.items import Finger, Item, touchable
from kiosk.draw.look import CHINESE, Look, Words
from kiosk.scene import Drag, Gesture, Scene, Step, Tap
from kiosk.session import failures, frame, frame_model
from kiosk.session.frame import PREFIX, Settings, Shown
from kiosk.session.frame_model import RING_STEPS
from kiosk.session.idle_timer import IdleTimer
from kiosk.session.overlay import Overlay
from kiosk.session.overlay_sheets import EXTEND_MINUTES, OverlayKind
from kiosk.session.scene_runner import SceneRunner
from kiosk.session.table import TABLE, Place, following
from kiosk.session.visit_session import Logged, VisitSession

_HOW_ENDED = {"time_up": "time_up", "abandoned": "abandoned", "idle": "abandoned"}


class Machine:
    """The hall. `new_scenes` gives the scenes by name (attract, check_in, map, farewell, sorry, and the zones' ids),
    anew for every visit. `visit_ids` names each visit, `chance` seeds it. Zones without a scene are closed, with
    the reason in `broken`.
    """

    def __init__(
        self,
        hall: Hall,
        new_scenes: Callable[[], Mapping[str, Scene[Any]]],
        pixels: tuple[int, int],
        chance: random.Random,
        visit_ids: Callable[[], str],
        broken: Mapping[str, str] | None = None,
        words: Words = CHINESE,
    ) -> None:
        self.limits, self.visit_session = hall.hall, VisitSession(hall.hall, hall.zones, chance, visit_ids)
        self._new_scenes, self.pixels, self._words = new_scenes, pixels, words
        self._scene_runner = SceneRunner(new_scenes(), self.fail)
        self.place: Place = Place.ATTRACT
        self.zone = ""
        self.settings = Settings()
        self._overlay = Overlay()
        self._idle_timer = IdleTimer(hall.hall)
        self._seconds = 0.0
        self._list: list[Item] | None = None
        self._shown: Shown | None = None
        for zone in hall.zones:
            if zone.id not in self._scene_runner.scenes:
                self.visit_session.close_zone(zone.id, (broken or {}).get(zone.id, "没有这个展区的内容"))
        self._open(Place.ATTRACT)

    # ------------------------------------------------------------ what comes in
    def touch(self, gesture: Gesture) -> None:
        """A gesture; one whose target is not on the screen (any more) does nothing but count as a sign of life."""
        target = gesture.target
        on_screen = self._on_screen(gesture)
        self._idle_timer.touched()
        if not on_screen:
            return
        self._list = None
        if self._overlay.touch(gesture):
            return
        if not target.startswith(PREFIX):
            self._scene_gesture(gesture)
        elif isinstance(gesture, Tap):
            self._frame_tap(target.removeprefix(PREFIX))

    def tick(self, seconds: float) -> None:
        """`seconds` have passed: for the scene, for the visit's clock, and for nobody touching anything."""
        if seconds <= 0:
            return
        self._seconds += seconds
        if self.overlay and (self._overlay.tick(seconds) or self.overlay == "paused"):
            self._list = None  # what is left of a pause is said on its sheet
        # The map counts what is left of the visit, and that goes on under a sheet; everything else waits beneath it.
        if not self.overlay or (self.place is Place.MAP and self.overlay != "paused"):
            before = self.state
            self._follow(self._scene_runner.tick(seconds))
            if self.state != before:
                self._list = None
        self._clock_tick(seconds)
        self._idle_tick(seconds)
        if self._shown != self._frame_words():
            self._list = None

    def due(self) -> float | None:
        """Seconds until `tick` next matters: 0 for an animation, None when only a finger can change anything."""
        waits = [self._overlay.due() if self.overlay else self._scene_runner.due()]
        waits.append(self._idle_timer.left(self.place, self.overlay, self.view()))
        clock = self.visit_session.clock
        if clock is not None and self.place is not Place.FAREWELL:
            waits += [clock.next_deadline(), clock.limit / RING_STEPS, clock.left % 60 + 0.01]
        known = [w for w in waits if w is not None]
        return max(0.0, min(known)) if known else None

    def resize(self, pixels: tuple[int, int]) -> None:
        """The window has another size."""
        self.pixels, self._list = pixels, None

    def extend_visit(self, minutes: float) -> bool:
        """Staff give the visit more time; False when there is no visit or no more to give."""
        self._list = None
        if self.place is Place.FAREWELL or not self.visit_session.extend(minutes):
            return False
        self._replan()
        return True

    def aside(self) -> Machine:
        """A copy to look ahead with: what happens to it is neither shown nor logged."""
        other = copy.copy(self)
        other.visit_session = self.visit_session.aside()
        other._overlay, other._idle_timer = copy.copy(self._overlay), copy.copy(self._idle_timer)
        other._scene_runner = self._scene_runner.aside(other.fail)
        return other

    def put(self, place: Place, zone: str = "", state: Any = None) -> None:
        """Open a place without walking there; `state` instead of the scene's own beginning."""
        self._open(place, zone)
        if state is not None:
            self._scene_runner.state = state

    def scene(self, name: str) -> Scene[Any] | None:
        """The scene of that name; None for a zone that is closed."""
        return self._scene_runner.scenes.get(name)

    # ------------------------------------------------------------ what goes out
    @property
    def look(self) -> Look:
        """The look of the screen as it is now."""
        return frame.look_inside(self.pixels, self.settings, self.limits.panel, self._words, self._frame_words())

    def view(self) -> Sequence[Item]:
        """What to paint and where fingers can go; the same list until something changes."""
        while self._list is None:
            self._shown, look = self._frame_words(), self.look
            at = self.place, self.zone
            inner = self._scene_runner.view(look)
            if inner is not None and at == (self.place, self.zone):
                over = frame_model.above(look, self._overlay, self.place, self.visit_session)
                self._list = [*frame.view(look, self._shown), *inner, *over]
        return self._list

    def take(self) -> list[Logged]:
        """The events since the last call."""
        return self.visit_session.take()

    def page(self) -> str:
        """The name of the screen in use, overlay included."""
        return ":".join(filter(None, (self._scene_name(), self._scene_runner.page(), self.overlay)))

    @property
    def overlay(self) -> OverlayKind:
        """What lies over the scene; "" nothing."""
        return self._overlay.kind

    @property
    def state(self) -> Any:
        """The state of the scene in use."""
        return self._scene_runner.state

    def _frame_words(self) -> Shown:
        return frame_model.shown(self.place, self.zone, self.visit_session, self._words)

    # ------------------------------------------------------------ gestures
    def _on_screen(self, gesture: Gesture) -> bool:
        """Whether the gesture's target is on the screen and nothing that covers the whole screen lies above it."""
        finger: Finger = "tap" if isinstance(gesture, Tap) else "drag" if isinstance(gesture, Drag) else "ink"
        canvas = Rect(0, 0, *self.look.canvas)
        for item in reversed(self.view()):
            if item.target and item.target == gesture.target and item.finger == finger and not touchable(item).empty:
                return True
            if item.finger == "block" and item.rect.covers(canvas):
                return False
        return False

    def _frame_tap(self, word: str) -> None:
        if word in ("large", "contrast", "reach"):
            value = not getattr(self.settings, word)
            self.settings = replace(self.settings, **{word: value})
            self.visit_session.emit(SettingChanged(word, "on" if value else "off"))
        elif word in ("help", "guide"):
            self._overlay.lay("help" if word == "help" else "guide")
        elif word == "stay":
            self._overlay.lay("")
            self.visit_session.emit(IdleAnswered(self._scene_name()))
        elif word == "close":
            self._overlay.lay("")
        elif word == "pause":
            self._pause()
        elif word == "resume":
            self._overlay.lay("")
            self.visit_session.resume()
        elif word == "extend" and self.zone:
            self.visit_session.lengthen(ZoneExtended(self.zone, EXTEND_MINUTES))
        elif word == "home":
            self._leave("go_on" if self.place is Place.SORRY else "home")
        elif word == "back":
            self._scene_gesture(Tap("back"))

    def _scene_gesture(self, gesture: Gesture) -> None:
        """The gesture for the scene; once the time is up, the first one that turns to another screen ends the visit."""
        closing, at = self.visit_session.up, self.place
        before = self.page() if closing else ""
        self._follow(self._scene_runner.touch(gesture))
        if closing and self.place is at and (at, "time_up") in TABLE and self.page() != before:
            self._leave("time_up")

    def _follow(self, step: Step[Any] | None) -> None:
        """Do what a scene's step says; None: the scene has failed and is off the stage already."""
        if step is None:
            return
        self._scene_runner.state = step.state
        for event in step.events:
            try:
                self._act(event)
            except ValueError as error:
                self.fail(error)
                return
        if step.leave:
            self._leave(step.leave)
        elif any(isinstance(event, ZoneSkipped | ZoneExtended) for event in step.events):
            self._replan()

    def _act(self, event: Event) -> None:
        """Write the event down, and do what it asks of the machine. Raises ValueError for a group not admitted."""
        if isinstance(event, VisitStarted):
            self.visit_session.admit(event)
        elif isinstance(event, ZoneSkipped):
            self.visit_session.skip(event)
        elif isinstance(event, ZoneExtended):
            self.visit_session.lengthen(event)
        elif isinstance(event, VisitPaused):
            self._pause()
        else:
            self.visit_session.emit(event)

    def _replan(self) -> None:
        """The map shows the plan as it is now: after a skip or more minutes."""
        if self.place is Place.MAP:
            self._scene_runner.put_on(self._scene_name(), self.visit_session.seen_by_scenes())

    def _pause(self) -> None:
        self._overlay.lay("")
        if self.visit_session.pause():
            self._overlay.lay("paused")

    # ------------------------------------------------------------ time
    def _clock_tick(self, seconds: float) -> None:
        if self.place is Place.FAREWELL or self.visit_session.clock is None:
            return
        if any(isinstance(e, TimeUp) for e in self.visit_session.tick(seconds)):
            self._list = None
        clock = self.visit_session.clock
        if self.overlay == "paused" and clock.paused is None:
            self._list = None
            self._overlay.lay("")
        if clock.over:
            self._leave("time_up")

    def _idle_tick(self, seconds: float) -> None:
        said = self._idle_timer.tick(seconds, self.place, self.overlay, self.view())
        if said == "gone":
            self.place = Place.ASKING
            self._leave("abandoned")
        elif said == "ask" and following(self.place, "idle") is Place.ASKING:
            self._list = None
            self._overlay.lay("asking")
            self.visit_session.emit(IdleAsked(self._scene_name()))
        elif said == "ask":
            self._leave("idle")

    # ------------------------------------------------------------ transitions
    def _leave(self, outcome: str) -> None:
        """Leave the scene by the table. `enter:<zone>` carries the zone's id."""
        self._list = None
        word, _, argument = outcome.partition(":")
        if word == "go_on" and self.visit_session.visit is None:
            word = "no_visit"
        if word == "enter" and not (argument in self._scene_runner.scenes and self.visit_session.is_open(argument)):
            return
        if (self.place, word) not in TABLE:
            self.fail(ValueError(f"{self.place} has no way out called {word!r}"))
            return
        if self.visit_session.up and following(self.place, word) in (Place.MAP, Place.ZONE):
            word = "time_up"
        if self.zone:
            zone = self.zone
            done = self._scene_runner.goal()
            if self.zone != zone:
                return
            self.visit_session.leave(zone, word, done)
        target = Place(following(self.place, word))
        if target in (Place.FAREWELL, Place.ATTRACT):
            self.visit_session.end(_HOW_ENDED.get(word, "finished"))
        self._open(target, argument)

    def _open(self, place: Place, zone: str = "") -> None:
        self.place, self.zone = place, zone if place is Place.ZONE else ""
        self._list = None
        self._idle_timer.touched()
        self._overlay.lay("")
        if place is Place.ATTRACT:
            self.settings = Settings()
            self.visit_session.forget()
            self._scene_runner.scenes = self._new_scenes()
        elif place is Place.ZONE:
            self.visit_session.enter(zone)
        self.visit_session.refresh()
        self._scene_runner.put_on(self._scene_name(), self.visit_session.seen_by_scenes())

    # ------------------------------------------------------------ failures
    def _scene_name(self) -> str:
        return self.zone or self.place.value

    def fail(self, error: Exception) -> None:
        """The scene in use has raised, or what it wanted shown could not be painted: sorry, and on with the hall."""
        name, zone = self._scene_name(), self.zone
        self.visit_session.emit(SceneFailed(name, f"{type(error).__name__}: {error}"[:500]))
        self.visit_session.failures, enough = failures.failed(self.visit_session.failures, name, self._seconds)
        if zone:
            self.visit_session.leave(zone, "failed", False)
            if enough:
                self.visit_session.close_zone(zone, "一小时内出错三次")
        if self.place in (Place.SORRY, Place.ATTRACT):
            # Nothing simpler is left to fall back on but the page that cannot fail.
            self.place, self.zone, self._list = Place.SORRY, "", None
            self._overlay.lay("")
            self._scene_runner.put_on_plain(Place.SORRY.value)
            return
        self._open(Place(following(self.place, "failed")))
