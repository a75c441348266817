"""The visit under way: who was admitted, its clock, its plan, its events. One place that writes them down."""

from __future__ import annotations

import copy
import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from kiosk.content.models.hall import Hall, ZonePlan
from kiosk.content.programmes import rounds
from kiosk.core.events import (
    Event,
    MeasuringBegun,
    VisitEnded,
    VisitExtended,
    VisitPaused,
    VisitStarted,
    ZoneClosed,
    ZoneEntered,
    ZoneExtended,
    ZoneLeft,
    ZoneSkipped,
)
from kiosk.core.live_forms import Alternation
from kiosk.core.logged import Logged
from kiosk.core.vocabulary import AgeBand, Programme, VisitExit, VisitMode, ZoneExit
from kiosk.scene import Visit
from kiosk.session import clock, conductor, failures
from kiosk.session.clock import VisitClock
from kiosk.session.failures import Failures

DOOR_SECONDS = 60.0
"""Who has stood at a zone's door for so long has had it told of."""


@dataclass(frozen=True, slots=True)
class VisitRecord:
    """All there is to know of a visit: whoever has it can let the visit go on."""

    visit: Visit | None = None
    clock: VisitClock | None = None
    skipped: tuple[str, ...] = ()
    extra: Mapping[str, float] = field(default_factory=dict)
    entered: tuple[str, float] = ("", 0.0)
    ended: bool = False
    been: tuple[str, ...] = ()
    waiting: Mapping[str, Any] = field(default_factory=dict)


NO_VISIT = VisitRecord()


class VisitSession:
    """The present visit, if any, and which zones are closed. `chance` gives each visit its seed, `alternation` the
    forms by which its effect is measured (None: it is not)."""

    def __init__(
        self,
        hall: Hall,
        chance: random.Random,
        visit_ids: Callable[[], str],
        alternation: Alternation | None = None,
    ) -> None:
        self.settings = hall.hall
        self._rounds = rounds(hall)
        self._chance, self._visit_ids = chance, visit_ids
        self._alternation = alternation if self.settings.measuring else None
        self.visit: Visit | None = None
        self.clock: VisitClock | None = None
        self.failures = Failures()
        self._skipped: tuple[str, ...] = ()
        self._extra: dict[str, float] = {}
        self._entered, self._entered_at = "", 0.0
        self._ended = False
        self._been: tuple[str, ...] = ()
        self.waiting: dict[str, Any] = {}
        """The zones that were left on the way, and the states their scenes were in."""
        self._out: list[Logged] = []

    @property
    def zones(self) -> tuple[ZonePlan, ...]:
        """The zones the visit goes through, in their order; without one, all there are."""
        return self._rounds[self.visit.programme if self.visit is not None else Programme.FULL].zones

    def aside(self) -> VisitSession:
        """A copy to look ahead with: what happens there is forgotten, and chance does not notice."""
        other = copy.copy(self)
        other._chance, other._visit_ids = random.Random(0), lambda: "ahead"
        other._extra, other.waiting, other._out = dict(self._extra), dict(self.waiting), []
        return other

    # ------------------------------------------------------------ events
    def emit(self, *events: Event) -> None:
        """Write the events down, for the log and for the scenes of this visit."""
        for event in events:
            self._out.append(Logged(self.visit.id if self.visit else "", event))
            if self.visit is not None:
                if self._alternation is not None and isinstance(event, MeasuringBegun) and not _measured(self.visit):
                    self._alternation = self._alternation.counted()
                self.visit = replace(self.visit, events=(*self.visit.events, event))
        if events:
            self.refresh()

    def hand_in(self, logged: Sequence[Logged]) -> None:
        """Events of a visit that was under way elsewhere, for the log."""
        self._out += logged

    def take(self) -> list[Logged]:
        """The events since the last call."""
        taken, self._out = self._out, []
        return taken

    # ------------------------------------------------------------ beginning and end
    def admit(self, event: VisitStarted) -> None:
        """Begin a visit. Raises ValueError for a group the hall cannot hold, for a programme it does not have, or when
        one is under way."""
        if self.visit is not None:
            raise ValueError("a visit is under way")
        if not 1 <= event.people <= self.settings.group_max:
            raise ValueError(f"a group of {event.people} cannot be admitted")
        if event.programme not in self._rounds:
            raise ValueError(f"no visit goes through {event.programme}")
        going = self._rounds[event.programme]
        whole = event.programme is Programme.FULL
        self.clock = clock.start(self.settings, going.minutes)
        self.visit = Visit(
            id=self._visit_ids(),
            people=event.people,
            kind=event.kind,
            ages=event.ages,
            mode=event.mode,
            programme=event.programme,
            seed=self._chance.getrandbits(32),
            zones=tuple(z.id for z in going.zones),
            names=self._names(),
            measured=self._alternation.forms if self._alternation is not None and whole else None,
        )
        self.emit(event)

    def end(self, how: VisitExit) -> None:
        """Write the end down, once."""
        if self.visit is None or self._ended:
            return
        self._ended = True
        seen = tuple(dict.fromkeys(e.zone for e in self.visit.events if isinstance(e, ZoneEntered)))
        self.emit(VisitEnded(how, round(self.spent, 1), seen))

    def forget(self) -> None:
        """Nothing of one visit is seen by the next."""
        self.exchange(NO_VISIT)

    def exchange(self, other: VisitRecord) -> VisitRecord:
        """Another visit in the place of this one, which is returned as it is; the hall's closed zones stay closed."""
        entered = self._entered, self._entered_at
        before = VisitRecord(
            self.visit, self.clock, self._skipped, self._extra, entered, self._ended, self._been, self.waiting
        )
        self.visit, self.clock = other.visit, other.clock
        self._skipped, self._extra = other.skipped, dict(other.extra)
        self._entered, self._entered_at = other.entered
        self._ended, self._been, self.waiting = other.ended, other.been, dict(other.waiting)
        return before

    # ------------------------------------------------------------ zones
    def enter(self, zone: str) -> None:
        self._entered, self._entered_at = zone, self.spent
        self.emit(ZoneEntered(zone))

    def leave(self, zone: str, how: ZoneExit, done: bool, at_door: bool = False) -> None:
        """The zone is left. Who turned round `at_door` within a minute, and was not `done` with it, has not been there,
        and is led to it again."""
        self._entered = ""
        if not at_door or done or self.spent - self._entered_at >= DOOR_SECONDS:
            self._been = (*self._been, zone)
        self.emit(ZoneLeft(zone, round(self.spent - self._entered_at, 1), done, how))
        if done and self.visit is not None and zone not in self.visit.done:
            self.visit = replace(self.visit, done=(*self.visit.done, zone))
        self.refresh()

    def skip(self, event: ZoneSkipped) -> None:
        self._skipped = (*self._skipped, event.zone)
        self.emit(event)

    def lengthen(self, event: ZoneExtended) -> None:
        self._extra[event.zone] = self._extra.get(event.zone, 0.0) + event.minutes
        self.emit(event)

    def close_zone(self, zone: str, why: str) -> None:
        """Show the zone as closed from now on."""
        if not self.failures.is_closed(zone):
            self.failures = failures.close(self.failures, zone, why)
            self.emit(ZoneClosed(zone, why))

    def is_open(self, zone: str) -> bool:
        return not self.failures.is_closed(zone)

    # ------------------------------------------------------------ time
    @property
    def spent(self) -> float:
        """Seconds of the visit so far, pauses left out."""
        return self.clock.spent if self.clock is not None else 0.0

    @property
    def up(self) -> bool:
        """Whether the visit's time is over."""
        return self.clock is not None and self.clock.up

    @property
    def left(self) -> float:
        """Seconds left of the visit; 0 without one."""
        return self.clock.left if self.clock is not None else 0.0

    @property
    def pause_left(self) -> float:
        """Seconds for which the visit's clock may still stand; 0 without a visit."""
        return self.clock.pause_left if self.clock is not None else 0.0

    @property
    def pausable(self) -> bool:
        """Whether the visit's clock can be stopped."""
        return self.clock is not None and clock.pause(self.clock) is not self.clock

    @property
    def zone_left(self) -> float:
        """Seconds that the plan has left for the zone in use; 0 where there is none."""
        zone = self._entered
        minutes = dict(self.plan()).get(zone, 0.0) if zone else 0.0
        return max(0.0, minutes * 60 - (self.spent - self._entered_at))

    @property
    def under_way(self) -> bool:
        """Whether a visit goes on: somebody was admitted, and nobody has said goodbye yet."""
        return self.visit is not None and not self._ended

    @property
    def ages(self) -> tuple[AgeBand, ...]:
        """The ages of the group, as far as they are known."""
        return self.visit.ages if self.visit is not None else ()

    @property
    def led(self) -> bool:
        """Whether an officer leads a visit that goes on: a silent screen is no empty hall then, because somebody may be
        talking. The clock alone ends such a visit."""
        return self.under_way and self.visit is not None and self.visit.mode is VisitMode.GUIDED

    def tick(self, seconds: float) -> tuple[Event, ...]:
        """Time passes for the visit; what its clock had to say."""
        if self.clock is None:
            return ()
        self.clock, events = clock.tick(self.clock, seconds)
        self.emit(*events)
        return events

    def pause(self) -> bool:
        """Stop the clock; False when it cannot be stopped."""
        stopped = clock.pause(self.clock) if self.clock is not None else None
        if stopped is None or stopped is self.clock:
            return False
        self.clock = stopped
        self.emit(VisitPaused())
        return True

    def resume(self) -> None:
        if self.clock is not None:
            self.clock, events = clock.resume(self.clock)
            self.emit(*events)

    @property
    def extendable(self) -> bool:
        """Whether there is more time to give the whole visit."""
        return self.clock is not None and clock.extend(self.clock, 1.0) is not self.clock

    def extend(self, minutes: float) -> bool:
        """More time for the whole visit; False when there is no visit or no more to give."""
        longer = clock.extend(self.clock, minutes) if self.clock is not None else None
        if longer is None or self.clock is None or longer == self.clock:
            return False
        given = longer.extended - self.clock.extended
        self.clock = longer
        self.emit(VisitExtended(given))
        return True

    # ------------------------------------------------------------ what scenes may know
    def seen_by_scenes(self) -> Visit:
        """The visit as scenes see it; before admission only the hall's zones."""
        usual = self.settings.programme
        return self.visit or Visit(programme=usual, zones=tuple(z.id for z in self.zones), names=self._names())

    def plan(self) -> tuple[tuple[str, float], ...]:
        """(zone id, minutes) still to come."""
        if self.visit is None or self.clock is None:
            return ()
        gone = {*self.visit.done, *self._skipped, *(z for z, _ in self.failures.closed)}
        gone |= set(self._been)
        return conductor.plan(self.zones, self.clock.left, gone, self._extra)

    def after(self, zone: str) -> str:
        """The zone proposed next, for who leaves `zone`; "" when there is none."""
        return next((ahead for ahead, _ in self.plan() if ahead != zone and self.is_open(ahead)), "")

    def refresh(self) -> None:
        """Bring time, plan and open zones up to date in the visit."""
        if self.visit is None or self.clock is None:
            return
        closed = {z for z, _ in self.failures.closed}
        self.visit = replace(
            self.visit,
            seconds=self.clock.spent,
            seconds_left=self.clock.left,
            open_zones=tuple(z for z in self.visit.zones if z not in closed),
            plan=self.plan(),
        )

    def _names(self) -> tuple[tuple[str, str], ...]:
        return tuple((z.id, z.name) for z in self._rounds[Programme.FULL].zones)


def _measured(visit: Visit) -> bool:
    """Whether the visit has begun to be measured."""
    return any(isinstance(event, MeasuringBegun) for event in visit.events)
