"""The visit's clock: forty minutes, warnings at five and one, an end that lets a screen be finished, limited pauses."""

from __future__ import annotations

from dataclasses import dataclass, replace

from kiosk.content.models.hall import HallSettings
from kiosk.core.events import Event, TimeUp, TimeWarned, VisitResumed
from kiosk.core.vocabulary import ResumeCause

WARN_MINUTES = (5, 1)
_JUST_PAST = 0.01
"""Seconds past a boundary at which it has certainly been crossed."""
EXTEND_MINUTES_MOST = 30.0
"""All extensions of one visit together; the hall has the next group waiting."""


@dataclass(frozen=True, slots=True)
class VisitClock:
    """Seconds of one visit: `spent` counts without pauses, `paused` the present pause, `pauses` all of them."""

    limit: float
    overrun: float
    pause_limit: float
    spent: float = 0.0
    paused: float | None = None
    pauses: float = 0.0
    extended: float = 0.0
    warned: tuple[int, ...] = ()
    up: bool = False

    @property
    def left(self) -> float:
        """Seconds left; 0 once the time is up."""
        return max(0.0, self.limit - self.spent)

    @property
    def over(self) -> bool:
        """Whether even the time to finish a screen is gone."""
        return self.up and self.spent >= self.limit + self.overrun

    @property
    def pause_left(self) -> float:
        """Seconds for which the clock may still stand."""
        return max(0.0, self.pause_limit - self.pauses)

    def next_deadline(self) -> float:
        """Seconds until this clock next has something to say."""
        if self.paused is not None:
            return self.pause_left
        marks = [self.limit - m * 60 for m in WARN_MINUTES] + [self.limit, self.limit + self.overrun]
        return min((m - self.spent for m in marks if m > self.spent), default=0.0)

    def next_change(self, shares: int) -> float | None:
        """Seconds until what is shown of the time changes: the minutes left, or how many of `shares` equal parts of the
        visit; in a pause, its minutes. None once the time is up."""
        if self.paused is not None:
            return _until_fewer(self.pause_left, 60.0)
        if not self.left:
            return None
        return min(_until_fewer(self.left, 60.0), _until_fewer(self.left, self.limit / shares))


def _until_fewer(left: float, step: float) -> float:
    """Seconds until fewer whole or begun steps are left."""
    return (left % step or step) + _JUST_PAST


def start(settings: HallSettings, minutes: float) -> VisitClock:
    """A fresh clock for a visit of so many minutes."""
    return VisitClock(minutes * 60.0, float(settings.overrun_seconds), settings.pause_minutes * 60.0)


def tick(clock: VisitClock, seconds: float) -> tuple[VisitClock, tuple[Event, ...]]:
    """The clock `seconds` later, and what it has to say (each warning once)."""
    if clock.paused is not None:
        paused, pauses = clock.paused + seconds, clock.pauses + seconds
        if pauses < clock.pause_limit:
            return replace(clock, paused=paused, pauses=pauses), ()
        return replace(clock, paused=None, pauses=pauses), (VisitResumed(round(paused, 1), ResumeCause.LIMIT),)
    spent = clock.spent + seconds
    events: list[Event] = []
    warned = clock.warned
    left = clock.limit - spent
    due = [m for m in WARN_MINUTES if left <= m * 60 and m not in warned and clock.limit > m * 60]
    if due and left > 0:
        events.append(TimeWarned(min(due)))
    warned = (*warned, *due)
    up = clock.up
    if left <= 0 and not up:
        up = True
        events.append(TimeUp())
    return replace(clock, spent=spent, warned=warned, up=up), tuple(events)


def pause(clock: VisitClock) -> VisitClock:
    """The clock stopped; a visit whose pauses are used up, or whose time is up, cannot be stopped."""
    if clock.paused is not None or clock.up or clock.pauses >= clock.pause_limit:
        return clock
    return replace(clock, paused=0.0)


def resume(clock: VisitClock) -> tuple[VisitClock, tuple[Event, ...]]:
    """The clock running again."""
    if clock.paused is None:
        return clock, ()
    return replace(clock, paused=None), (VisitResumed(round(clock.paused, 1), ResumeCause.TOUCH),)


def extend(clock: VisitClock, minutes: float) -> VisitClock:
    """`minutes` more, up to EXTEND_MINUTES_MOST in all; a clock whose overrun is gone stays as it is."""
    more = min(minutes, EXTEND_MINUTES_MOST - clock.extended)
    if more <= 0 or clock.over:
        return clock
    limit = clock.limit + more * 60
    left = limit - clock.spent
    warned = tuple(m for m in clock.warned if left <= m * 60)
    return replace(clock, limit=limit, extended=clock.extended + more, up=left <= 0, warned=warned)
