"""The hall's state machine: it runs scenes it knows only by name and never wedges.

Seconds and gestures come in, a draw list and events go out; there is no clock, chance or disk in here. So the same
inputs give the same events, and a visit is a test that runs in milliseconds.
"""

from __future__ import annotations

import copy
import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType
from typing import Any

from kiosk.content.models.duties import DutyTurn
from kiosk.content.models.hall import Hall
from kiosk.content.models.trials import Trial
from kiosk.core.events import EXTEND_MINUTES, IdleAnswered, SettingChanged, ZoneExtended
from kiosk.core.geometry import Rect
from kiosk.core.live_forms import Alternation
from kiosk.core.logged import Logged
from kiosk.core.vocabulary import Setting, VisitExit, ZoneExit
from kiosk.draw.items import Counted, Item, Sound
from kiosk.draw.look import CHINESE, Look, Words
from kiosk.draw.reading_order import Passage
from kiosk.manifest import Sign
from kiosk.parts.between import Scenery
from kiosk.parts.duties import Turn
from kiosk.scene import FilmOver, Gesture, Scene, Tap
from kiosk.session import conducting, frame
from kiosk.session.aloud import LEFT_SECONDS, Aloud, Voices
from kiosk.session.composition import Composition
from kiosk.session.flow import KEPT_SECONDS, Flow
from kiosk.session.frame import PREFIX
from kiosk.session.frame_model import RING_STEPS
from kiosk.session.handset import Access, Handset
from kiosk.session.idle_timer import IdleTimer
from kiosk.session.table import Outcome, OverlayKind, Place, leads
from kiosk.session.visit_session import VisitSession

NO_SIGNS: Mapping[str, Sign] = MappingProxyType({})
SILENT = Voices()


class Machine:
    """The hall. `new_scenes` gives the scenes by name (attract, check_in, map, farewell, sorry, and the zones' ids),
    anew for every visit. `visit_ids` names each visit, `chance` seeds it. Zones without a scene are closed (`broken`:
    why). `signs` gives each zone's, `voices` what reads the screen, `trials` what the hall may ask of a group, `turns`
    who has what to do on which page, `alternation` the forms by which visits are measured.

    What only looks (`view`, `look`, `page`, `due`, `place`, …) changes nothing; only what comes in does.
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
        signs: Mapping[str, Sign] = NO_SIGNS,
        voices: Voices = SILENT,
        trials: Sequence[Trial] = (),
        turns: Sequence[DutyTurn] = (),
        alternation: Alternation | None = None,
    ) -> None:
        self.limits = hall.hall
        visit_session = VisitSession(hall, chance, visit_ids, alternation)
        self._flow = Flow(visit_session, new_scenes, IdleTimer(hall.hall), trials if hall.hall.trials else ())
        self._composition = Composition(pixels, hall.hall.panel, words, signs, voices, turns)
        for zone in hall.zones:
            if zone.id not in self._flow.runner.scenes:
                visit_session.close_zone(zone.id, (broken or {}).get(zone.id, "没有这个展区的内容"))
        self._flow.open(Place.ATTRACT)
        self._settle()

    # ------------------------------------------------------------ what comes in
    def touch(self, gesture: Gesture) -> None:
        """A gesture; one whose target is not on the screen (any more) does nothing but count as a sign of life. A
        film's end is none: from then on the screen is waited at like any other."""
        if isinstance(gesture, FilmOver):
            if self._composition.reaches(gesture, Rect(0, 0, *self.look.canvas)):
                self._flow.follow(self._flow.runner.touch(gesture))
            self._settle()
            return
        self._flow.idle_timer.touched()
        key = gesture.target if isinstance(gesture, Tap) else ""
        if key.startswith(conducting.PREFIX):
            conducting.conduct(self._flow, self._composition, key, self._take)
        elif self.overlay in (OverlayKind.WAITING, OverlayKind.BLANK):
            self._flow.leave(Outcome.STAY)
        elif key in frame.KEYS:
            self._key(key)
        else:
            self._flow.aloud = self._flow.aloud.interrupted()
            if not self._flow.until_meant and self._composition.reaches(gesture, Rect(0, 0, *self.look.canvas)):
                self._take(gesture)
        self._settle(by_key=True)

    def tick(self, seconds: float) -> None:
        """`seconds` have passed: for the scene, for the visit's clock, and for nobody touching anything."""
        if seconds <= 0:
            return
        flow, page, scene = self._flow, self.page(), self._flow.runner.name
        flow.seconds += seconds
        flow.idle_timer.passed(seconds)
        if flow.overlay is not None:
            flow.overlay = flow.overlay.after(seconds)
        waits = flow.settings.aloud and self._read_on(seconds)
        # The map counts what is left of the visit, and that goes on under a sheet; everything else waits beneath it.
        under = flow.overlay is None or (flow.place is Place.MAP and flow.overlay.kind is not OverlayKind.PAUSED)
        if under and not waits:
            flow.follow(flow.runner.tick(seconds))
        self._clock_tick(seconds)
        flow.wait()
        self._settle()
        if self.page() != page:  # it came by itself: nobody has had the time to touch it
            flow.idle_timer.touched()
        flow.fall_silent(flow.idle_timer.silence(flow.place, self.overlay, self.view(), self.visit_session.ages))
        flow.came_after(scene)
        self._settle()

    def resize(self, pixels: tuple[int, int]) -> None:
        """The window has another size."""
        self._composition.pixels = pixels
        self._settle()

    def extend_visit(self, minutes: float) -> bool:
        """Staff give the visit more time; False when there is no visit or no more to give."""
        given = self.place is not Place.FAREWELL and self.visit_session.extend(minutes)
        if given:
            self._flow.replan()
            self._settle()
        return given

    def tell_handset(self, access: Access) -> None:
        """How a phone gets in to conduct the visit, for the sheet that says so."""
        self._flow.handset = replace(self._flow.handset, access=access)
        self._settle()

    def put(self, place: Place, zone: str = "", state: Any = None) -> None:
        """Open a place without walking there; `state` instead of the scene's own beginning."""
        self._flow.open(place, zone, state)
        self._settle()

    def set_aside(self) -> None:
        """The visit was cut off here, and waits to be taken up again; nothing without one."""
        if self.visit_session.under_way:
            self._flow.set_aside((ZoneExit.INTERRUPTED, VisitExit.INTERRUPTED))
            self._settle()

    def adopt(self, other: Machine, seconds_ago: float) -> bool:
        """Offer the visit that `other` has set aside, with what is still to be written down of it; False when there is
        none, or this hall has visitors."""
        adopted = self._flow.adopt(other._flow, seconds_ago)
        if adopted:
            self.visit_session.hand_in(other.take())
            self._settle()
        return adopted

    def fail(self, error: Exception) -> None:
        """What the scene in use wanted shown could not be painted: it gives way, as if it had raised."""
        self._flow.fail(error)
        self._settle()

    def aside(self) -> Machine:
        """A copy to look ahead with: what happens to it is neither shown nor logged."""
        other = copy.copy(self)
        other._flow, other._composition = self._flow.aside(), self._composition.aside()
        return other

    # ------------------------------------------------------------ what goes out
    def view(self) -> Sequence[Item]:
        """What to paint and where fingers can go; the same list until something changes."""
        return self._composition.items

    def sounds(self) -> Sequence[Sound]:
        """What is to be heard; the same list until something changes."""
        return self._composition.sounds

    def scenery(self) -> Scenery:
        """What is to be seen, and how it comes onto the screen."""
        look, moves = self.look, self._composition.moves
        return Scenery(self.view(), self.page(), look.area, moves, look.still, self.due() == 0)

    def due(self) -> float | None:
        """Seconds until `tick` next matters: 0 for an animation, None when only a finger can change anything."""
        flow, session = self._flow, self.visit_session
        waits = [self._composition.due if flow.overlay is None else flow.overlay.due()]
        if flow.settings.aloud:
            waits = [flow.aloud.due(self._busy, self._composition.voices), None if flow.aloud.speaking else waits[0]]
            waits += [LEFT_SECONDS - flow.aloud.left] if flow.place is Place.ATTRACT else []
        waits.append(flow.idle_timer.left(self.place, self.overlay, self.view(), session.ages))
        if flow.kept is not None:
            waits.append(flow.kept.seconds + KEPT_SECONDS - flow.seconds)
        clock = session.clock
        if clock is not None and self.place is not Place.FAREWELL:
            waits += [clock.next_deadline(), clock.next_change(RING_STEPS)]
        known = [w for w in (*waits, flow.until_meant or None) if w is not None]
        return max(0.0, min(known)) if known else None

    def page(self) -> str:
        """The name of the screen in use, overlay included."""
        return ":".join(filter(None, (self._flow.runner.name, self._composition.page, self.overlay)))

    def orders(self) -> tuple[str, ...]:
        """What the officer who conducts the visit can order now."""
        return conducting.possible(self._flow, self._composition)

    def hands(self) -> Sequence[Counted]:
        """The hands that are counted on the screen now."""
        return conducting.counted(self._flow, self._composition)

    def awake(self) -> Sequence[Item]:
        """The screen as a first sign of life would leave it, where one is waited for."""
        return conducting.awake(self._flow, self._composition)

    def take(self) -> list[Logged]:
        """The events since the last call."""
        return self.visit_session.take()

    def scene(self, name: str) -> Scene[Any] | None:
        """The scene of that name; None for a zone that is closed."""
        return self._flow.runner.scenes.get(name)

    @property
    def scenes(self) -> tuple[str, ...]:
        """The names of all scenes there are."""
        return tuple(self._flow.runner.scenes)

    @property
    def visit_session(self) -> VisitSession:
        """The visit under way, if any, and which zones are closed."""
        return self._flow.visit_session

    @property
    def keeps(self) -> bool:
        """Whether a visit was set aside that may be taken up again."""
        return self._flow.kept is not None

    @property
    def place(self) -> Place:
        """Where the hall is."""
        return self._flow.place

    @property
    def zone(self) -> str:
        """The id of the zone in use; "" elsewhere."""
        return self._flow.zone

    @property
    def state(self) -> Any:
        """The state of the scene in use."""
        return self._flow.runner.state

    @property
    def overlay(self) -> OverlayKind | None:
        """What lies over the scene."""
        return None if self._flow.overlay is None else self._flow.overlay.kind

    @property
    def look(self) -> Look:
        """The look of the screen as it is now."""
        return self._composition.look(self._flow)

    @property
    def read_aloud(self) -> bool:
        """Whether the screen is being read to who cannot see it."""
        return self._flow.settings.aloud

    @property
    def reading(self) -> Aloud:
        """How far the reading is; nothing of it matters while nobody asked for it."""
        return self._flow.aloud

    @property
    def passages(self) -> tuple[Passage, ...]:
        """What a reading of the screen says, whether it is being read or not."""
        return self._composition.passages()

    @property
    def turn(self) -> Turn | None:
        """Whose turn it is in the group."""
        return self._composition.turn

    @property
    def handset(self) -> Handset:
        """Whether staff want the visit conducted from a phone."""
        return self._flow.handset

    @property
    def pixels(self) -> tuple[int, int]:
        """The window's size."""
        return self._composition.pixels

    # ------------------------------------------------------------ gestures
    def _settle(self, by_key: bool = False) -> None:
        self._composition.settle(self._flow, by_key)

    def _key(self, key: str) -> None:
        """One of the two keys of who cannot see; the first turns the reading on. Where only somebody is waited for,
        each says that there is."""
        flow = self._flow
        if self.overlay is OverlayKind.ASKING:
            self._frame_tap("stay")
        elif not flow.settings.aloud:
            self._set(Setting.ALOUD)
        elif key == frame.NEXT:
            flow.aloud = flow.aloud.next()
        elif self._composition.reaches(Tap(flow.aloud.chosen()), Rect(0, 0, *self.look.canvas)):
            self._take(Tap(flow.aloud.chosen()))

    def _set(self, setting: Setting) -> None:
        flow = self._flow
        flow.settings, on = flow.settings.toggled(setting)
        if setting is Setting.ALOUD:
            flow.aloud = Aloud(times=flow.aloud.times)
        self.visit_session.emit(SettingChanged(setting, on))

    def _take(self, gesture: Gesture) -> None:
        """A gesture on something that is on the screen: of a sheet, of the frame, or of the scene."""
        scrolled = self._flow.overlay.touched(gesture) if self._flow.overlay is not None else None
        if scrolled is not None:
            self._flow.overlay = scrolled
        elif not gesture.target.startswith(PREFIX):
            self._scene_gesture(gesture)
        elif isinstance(gesture, Tap):
            self._frame_tap(gesture.target.removeprefix(PREFIX))

    def _frame_tap(self, word: str) -> None:
        flow, session = self._flow, self.visit_session
        match word:
            case "help" | "guide":
                flow.lay(OverlayKind(word))
            case "close":
                flow.lay(None)
            case "stay":
                session.emit(IdleAnswered(flow.runner.name))
                flow.leave(Outcome.STAY)
            case "remote":
                flow.ask_for_handset()
            case "remote_off":
                flow.shut_out()
            case "pause":
                flow.pause()
            case "resume":
                flow.resume()
            case "extend" if flow.zone:
                session.lengthen(ZoneExtended(flow.zone, EXTEND_MINUTES))
            case "extend":
                self.extend_visit(EXTEND_MINUTES)
            case "home":
                flow.leave(Outcome.GO_ON if flow.place is Place.SORRY else Outcome.HOME)
            case "back":
                self._scene_gesture(Tap("back"))
            case frame.VOLUME:
                self._set(flow.settings.next_volume)
            case _ if word in tuple(Setting):
                self._set(Setting(word))

    def _scene_gesture(self, gesture: Gesture) -> None:
        """The gesture for the scene; once the time is up, the first one that turns to another screen ends the visit."""
        flow = self._flow
        closing, name, page = self.visit_session.up, flow.runner.name, self._composition.page
        flow.follow(flow.runner.touch(gesture))
        if closing and leads(flow.at, Outcome.TIME_UP):
            self._settle()
            if flow.runner.name == name and self._composition.page != page:
                flow.leave(Outcome.TIME_UP)

    # ------------------------------------------------------------ time
    def _clock_tick(self, seconds: float) -> None:
        flow, session = self._flow, self.visit_session
        if session.clock is None or not session.under_way:
            return
        session.tick(seconds)
        if self.overlay is OverlayKind.PAUSED and session.clock.paused is None:
            flow.lay(None)
        if session.clock.over:
            flow.leave(Outcome.TIME_UP)

    @property
    def _busy(self) -> bool:
        """Whether what is on the screen speaks for itself."""
        return bool(self._composition.own_voices) or self._composition.film_runs

    def _read_on(self, seconds: float) -> bool:
        """The reading goes on; whether the scene has waited for it. Where nobody is, it ends."""
        flow, spoke = self._flow, self._flow.aloud.speaking
        covered = flow.overlay is not None
        own = frozenset[str]() if spoke or covered else self._composition.own_voices
        flow.aloud = flow.aloud.after(seconds, own, self._busy and not covered, self._composition.voices)
        if spoke or flow.aloud.walking:
            flow.idle_timer.touched()
        if flow.place is Place.ATTRACT and flow.aloud.left > LEFT_SECONDS - 1e-6:
            flow.settings, flow.aloud = replace(flow.settings, aloud=False), Aloud()
        return spoke and not self._composition.film_runs
