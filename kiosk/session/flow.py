"""Where the hall is, and how it gets elsewhere: every step by the table, and a scene that fails gives way."""

from __future__ import annotations

import copy
import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, assert_never

from kiosk.content.models.trials import Trial
from kiosk.content.wording_hash import wording_of
from kiosk.core.events import (
    Event,
    IdleAsked,
    ItemOpened,
    SceneFailed,
    VisitPaused,
    VisitSetAside,
    VisitStarted,
    VisitTakenUp,
    ZoneExtended,
    ZoneSkipped,
)
from kiosk.core.stack import frames_of
from kiosk.core.subject import Subject
from kiosk.core.vocabulary import VisitExit, ZoneExit
from kiosk.parts.entrance import PAGE as DOOR
from kiosk.parts.entrance import entered_again
from kiosk.parts.going_on import MEANT_SECONDS
from kiosk.scene import Scene, Step
from kiosk.session import failures, sounding, trials
from kiosk.session.aloud import Aloud
from kiosk.session.frame import Settings
from kiosk.session.handset import NO_HANDSET
from kiosk.session.idle_timer import IdleTimer, Silence
from kiosk.session.overlay import Overlay
from kiosk.session.scene_runner import SceneRunner
from kiosk.session.table import At, Outcome, OverlayKind, Place, Target, exits, following, leads, meant
from kiosk.session.visit_session import NO_VISIT, VisitRecord, VisitSession

_log = logging.getLogger(failures.LOGGER)
_PLACES = {place.value: place for place in Place}
KEPT_SECONDS = 600.0
"""So long a visit that was set aside may be taken up again."""
_LASTING = (OverlayKind.ASKING, OverlayKind.WAITING, OverlayKind.BLANK)
"""Overlays the table knows: they are laid by an outcome and end by one."""


@dataclass(frozen=True, slots=True)
class SetAside:
    """A visit that waits: what it was, the scene it stopped in, the visitors' settings, the machine's time then, and
    how it ends if nobody comes back."""

    visit: VisitRecord
    runner: SceneRunner
    settings: Settings
    seconds: float
    exits: tuple[ZoneExit, VisitExit]


class Flow:
    """The scene that is on, what lies over it, and the visit; `settings` are the visitors' and go with them.

    `seconds` is the machine's own time. Which scene is on says where the hall is, so that the two cannot disagree.
    `asks` is what the hall may ask of a group itself.
    """

    def __init__(
        self,
        visit_session: VisitSession,
        new_scenes: Callable[[], Mapping[str, Scene[Any]]],
        idle_timer: IdleTimer,
        asks: Sequence[Trial] = (),
    ) -> None:
        self.visit_session, self.idle_timer, self._asks = visit_session, idle_timer, asks
        self._new_scenes = new_scenes
        self.runner = SceneRunner(new_scenes(), self.fail)
        self.overlay: Overlay | None = None
        self._usual = Settings(still=visit_session.settings.calm)
        self.settings = self._usual
        self.aloud = Aloud()
        self.answer = ("", 0)
        """What is heard in answer to the last event, and its number."""
        self.seconds, self._came = 0.0, ("", 0.0)
        self.kept: SetAside | None = None
        """The visit that may be taken up again."""
        self.handset = NO_HANDSET

    def aside(self) -> Flow:
        """A copy to look ahead with."""
        other = copy.copy(self)
        other.visit_session, other.idle_timer = self.visit_session.aside(), copy.copy(self.idle_timer)
        other.runner = self.runner.aside(other.fail)
        if self.kept is not None:
            other.kept = replace(self.kept, runner=self.kept.runner.aside(other.fail))
        return other

    @property
    def place(self) -> Place:
        """Where the hall is: every scene that is no place of its own is a zone."""
        return _PLACES.get(self.runner.name, Place.ZONE)

    @property
    def zone(self) -> str:
        """The id of the zone in use; "" elsewhere."""
        return self.runner.name if self.place is Place.ZONE else ""

    @property
    def at(self) -> At:
        """Where an outcome is met, for the table."""
        return self.overlay.kind if self.overlay is not None and self.overlay.kind in _LASTING else self.place

    @property
    def until_meant(self) -> float:
        """Seconds until a touch is meant for the scene that is on: some where it came by itself a moment ago, in the
        place of the one that was about to be touched. At the attract loop any touch does what it says."""
        scene, at = self._came
        if self.runner.name != scene or self.place is Place.ATTRACT:
            return 0.0
        return max(0.0, at + MEANT_SECONDS - self.seconds)

    def came_after(self, scene: str) -> None:
        """Time has passed since that scene was on; if another is now, it came by itself."""
        if self.runner.name != scene:
            self._came = self.runner.name, self.seconds

    # ------------------------------------------------------------ what a scene says
    def follow(self, step: Step[Any] | None) -> None:
        """Do what a scene's step says; None: the scene has failed and is off the stage already."""
        if step is None:
            return
        self.runner.state = step.state
        try:
            for event in step.events:
                self._act(event)
            word, _, zone = step.leave.partition(":")
            outcome = Outcome(word) if word else None
        except ValueError as error:  # a group that cannot be admitted, a way out that there is not
            self.fail(error)
            return
        if outcome is not None:
            self.leave(outcome, zone, by_path=outcome is Outcome.ONWARD)
        elif any(isinstance(event, ZoneSkipped | ZoneExtended) for event in step.events):
            self.replan()

    def _act(self, event: Event) -> None:
        """Write the event down, and do what it asks of the hall. Raises ValueError for a group not admitted."""
        if isinstance(event, VisitStarted):
            self.let_go()
            self.visit_session.admit(event)
        elif isinstance(event, ZoneSkipped):
            self.visit_session.skip(event)
        elif isinstance(event, ZoneExtended):
            self.visit_session.lengthen(event)
        elif isinstance(event, VisitPaused):
            self.pause()
        else:
            self.visit_session.emit(event)
        if sound := sounding.of(event):
            self.answer = (sound, self.answer[1] + 1)

    def replan(self) -> None:
        """The map shows the plan as it is now: after a skip or more minutes."""
        if self.place is Place.MAP:
            self.runner.put_on(Place.MAP.value, self.visit_session.seen_by_scenes())

    # ------------------------------------------------------------ what lies over it
    def lay(self, kind: OverlayKind | None) -> None:
        """Lay an overlay on, from its beginning; None takes it off. Silence begins anew."""
        self.idle_timer.touched()
        self.overlay = None if kind is None else Overlay(kind)

    def pause(self) -> None:
        """Stop the visit's clock, if it can be stopped."""
        self.lay(OverlayKind.PAUSED if self.visit_session.pause() else None)

    def resume(self) -> None:
        """The visit's clock goes on."""
        self.lay(None)
        self.visit_session.resume()

    # ------------------------------------------------------------ the officer's handset
    def ask_for_handset(self) -> None:
        """Staff open the visit to a phone, or open it anew."""
        self.handset = self.handset.asked_for()
        self.lay(OverlayKind.REMOTE)

    def shut_out(self) -> None:
        """No phone conducts the visit any more."""
        self.handset = self.handset.shut_out()
        if self.overlay is not None and self.overlay.kind is OverlayKind.REMOTE:
            self.lay(None)

    # ------------------------------------------------------------ by the table
    def leave(self, outcome: Outcome, zone: str = "", by_path: bool = False) -> None:
        """Go where the table says; `zone` is which one is entered. `by_path`: at the end of a zone's path, to which
        nobody goes back; a zone that is left on the way waits as it is."""
        if outcome is Outcome.ENTER and not (zone in self.runner.scenes and self.visit_session.is_open(zone)):
            if self.place is not Place.TRIAL:
                return
            outcome = Outcome.HOME  # closed while the group was asked something
        session, here, state = self.visit_session, self.zone, None if by_path else self.runner.state
        if self.place is Place.CHECK_IN and self._measures():
            outcome = Outcome.MEASURED
        outcome = meant(self.at, outcome, in_visit=session.under_way, time_up=session.up)
        if outcome is Outcome.ONWARD:
            zone = session.after(self.zone)
            nowhere = Outcome.ADMITTED if self.place is Place.CHECK_IN else Outcome.HOME
            outcome = outcome if zone in self.runner.scenes else nowhere
        try:
            target = following(self.at, outcome)
        except KeyError:
            self.fail(ValueError(f"{self.at} has no way out called {outcome}"))
            return
        if outcome is Outcome.ABANDONED and target is Place.ATTRACT and session.under_way:
            self.set_aside(exits(outcome))
        elif not isinstance(target, Place) or self._depart(target, outcome):
            if isinstance(target, Place) and here:
                session.waiting[here] = state
            asked = None
            if target is Place.ZONE and leads(self.at, Outcome.TRIED):
                asked = trials.due(session.seen_by_scenes(), self._asks)
            if asked is None:
                self._to(target, zone)
            else:
                self._ask(asked, zone)

    def _measures(self) -> bool:
        """Whether the visit that was just admitted is measured, before anything is taught."""
        visit = self.visit_session.visit
        return visit is not None and visit.measured is not None and Place.MEASURING.value in self.runner.scenes

    def _ask(self, trial: Trial, zone: str) -> None:
        """The hall's own request comes in the way of that zone."""
        about = Subject(Place.TRIAL.value, trial.id, trial.type, trial.genuine, wording_of(trial.shown))
        target = following(self.at, Outcome.TRIED)
        self.visit_session.emit(ItemOpened(*about))
        if isinstance(target, Place):
            self.open(target, trial=(about, zone))

    def _depart(self, target: Place, outcome: Outcome) -> bool:
        """Write down that a zone is left and that a visit ends; False when the zone has failed over it."""
        zone_exit, visit_exit = exits(outcome)
        left = self.zone
        if left:
            done, page = self.runner.goal(), self.runner.page()
            if self.zone != left:
                return False
            self.visit_session.leave(left, zone_exit, done, at_door=page == DOOR)
        if target in (Place.FAREWELL, Place.ATTRACT):
            self.visit_session.end(visit_exit)
            self.shut_out()
        return True

    def _to(self, target: Target, zone: str = "") -> None:
        match target:
            case "return" if self.place is Place.ATTRACT:
                self._take_up()
            case "return":
                self.lay(None)
            case OverlayKind():
                self.lay(target)
            case Place():
                self.open(target, zone)
            case never:
                assert_never(never)

    def open(self, place: Place, zone: str = "", state: Any = None, trial: tuple[Subject, str] | None = None) -> None:
        """Put the place's scene on, at its beginning or in `state`, without asking how one got there."""
        self.lay(None)
        if place is Place.ATTRACT:
            self.settings, self.aloud, self.answer = self._usual, Aloud(), ("", self.answer[1])
            self.visit_session.forget()
            self.runner.renew(self._new_scenes())
        elif place is Place.ZONE:
            self.visit_session.enter(zone)
        self.visit_session.refresh()
        name = zone if place is Place.ZONE else place.value
        seen = replace(self.visit_session.seen_by_scenes(), kept=self.kept is not None, trial=trial)
        if state is None and place is Place.ZONE:
            state = entered_again(seen, self.visit_session.waiting.get(zone))
        self.runner.put_on(name, seen, state)

    # ------------------------------------------------------------ a visit that waits
    def set_aside(self, ends: tuple[ZoneExit, VisitExit]) -> None:
        """The hall waits for visitors, and those who were here may go on where they stopped."""
        self.visit_session.emit(VisitSetAside(self.runner.name))
        self.lay(None)
        visit = self.visit_session.exchange(NO_VISIT)
        self.kept = SetAside(visit, self.runner, self.settings, self.seconds, ends)
        self.runner = SceneRunner(self.runner.scenes, self.fail)
        self.open(Place.ATTRACT)

    def adopt(self, other: Flow, seconds_ago: float) -> bool:
        """Keep the visit that was set aside in another machine, which stopped so long ago; False when there is none or
        no place."""
        if self.place is not Place.ATTRACT or self.kept is not None or other.kept is None:
            return False
        runner, waited = other.kept.runner.aside(self.fail), other.seconds - other.kept.seconds
        self.kept = replace(other.kept, runner=runner, seconds=self.seconds - seconds_ago - waited)
        self.open(Place.ATTRACT)
        return True

    def _take_up(self) -> None:
        kept, self.kept = self.kept, None
        if kept is None:
            return
        self.visit_session.exchange(kept.visit)
        self.runner, self.settings = kept.runner, kept.settings
        self.visit_session.emit(VisitTakenUp(round(self.seconds - kept.seconds, 1)))
        self.resume()  # a pause in which the power went is over

    def let_go(self) -> None:
        """Nobody comes back to the visit that was set aside: it has ended there."""
        kept, self.kept = self.kept, None
        if kept is None:
            return
        session, (zone_exit, visit_exit) = self.visit_session, kept.exits
        now = session.exchange(kept.visit)
        zone = "" if kept.runner.name in _PLACES else kept.runner.name
        if zone:
            session.leave(zone, zone_exit, kept.runner.goal())
        session.end(visit_exit)
        session.exchange(now)

    def wait(self) -> None:
        """A visit set aside is let go when its time has passed."""
        if self.kept is not None and self.seconds - self.kept.seconds >= KEPT_SECONDS - 1e-6:
            self.let_go()
            if self.place is Place.ATTRACT:
                self.open(Place.ATTRACT)

    def fall_silent(self, silence: Silence | None) -> None:
        """Ask, wait or give up, when nobody has touched the screen for too long."""
        if silence is Outcome.IDLE and self.visit_session.led:
            self.leave(Outcome.TALKING)
        elif silence is not None:
            self.leave(silence)
        if self.at is OverlayKind.ASKING and silence is Outcome.IDLE:
            self.visit_session.emit(IdleAsked(self.runner.name))

    # ------------------------------------------------------------ failures
    def fail(self, error: BaseException) -> None:
        """The scene in use has raised, or what it wanted shown could not be painted: sorry, and on with the hall."""
        name, zone, session = self.runner.name, self.zone, self.visit_session
        session.emit(SceneFailed(name, f"{type(error).__name__}: {error}"[:500]))
        _log.error("the scene %s raised %s\n%s", name, type(error).__name__, frames_of(error))
        session.failures, enough = failures.failed(session.failures, name, self.seconds)
        if zone:
            session.leave(zone, ZoneExit.FAILED, False)
            session.waiting.pop(zone, None)
            if enough or isinstance(error, MemoryError):
                session.close_zone(zone, "一小时内出错三次" if enough else "要的内存没有止境")
        target = following(self.place, Outcome.FAILED)
        if target is self.place:
            self.runner.make_plain(target.value)  # the sorry page itself: nothing simpler is left to fall back on
        self._to(target)
