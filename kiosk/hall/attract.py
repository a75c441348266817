"""待机画面: what people see from across the hall. A phone that rings and one question; a name; figures, and what
visitors left behind, one at a time; and a bead that runs along the thread of glass and brings the next."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest

from kiosk.content.models.hall import HallWords, Ring, Striking
from kiosk.core.events import MessageLeft
from kiosk.core.geometry import Rect
from kiosk.core.speech import Recording
from kiosk.core.vocabulary import CallKey, Device, Programme
from kiosk.draw.block import Block, beside, place, stack
from kiosk.draw.items import Ground, Item, Panel, Sound
from kiosk.draw.look import Look
from kiosk.draw.theme import MARGIN
from kiosk.hall import calling, knocking, ringing
from kiosk.hall.knocking import Knocking
from kiosk.hall.poster import (
    STAFF,
    TAKE_UP,
    Passing,
    display,
    emblem,
    foot_words,
    glass,
    go_button,
    help_line,
    name_and_help,
    standing_figure,
)
from kiosk.parts import motion
from kiosk.parts.shaking import shake, shake_due
from kiosk.parts.speech import Speech
from kiosk.reports.tallying import Counting
from kiosk.reports.today import Today
from kiosk.scene import Gesture, Step, StillScene, Tap, Visit

FIGURE_SECONDS = 8.0
"""How long one figure, or one message, stands."""
RUN_SECONDS, _RUN_STEPS = 1.6, 24
"""How long before the next comes the bead runs that brings it, and in how many steps: fifteen a second, which a hall
that waits can afford."""
MESSAGES_MOST = 12
"""Of the newest messages that staff let pass, so many come by."""
RING_SECONDS, RING_GAIN = 3.0, 0.5
"""One phrase of the phone's, half as loud as a call that is for somebody."""
RING_PERIOD = 40.0
"""How long a call stands in a hall whose phone is silent."""


@dataclass(frozen=True, slots=True)
class TakenCall:
    """A call that somebody `answered` or declined, and for how many seconds that has been told of."""

    ring: Ring
    answered: bool
    heard: float = 0.0


@dataclass(frozen=True, slots=True)
class AttractState:
    """Which of the figures and `messages` stands, and for how many seconds; `waited` seconds since the hall is waiting
    for visitors; the call that was `taken`."""

    figure: int = 0
    seconds: float = motion.SECONDS
    waited: float = 0.0
    taken: TakenCall | None = None
    messages: tuple[MessageLeft, ...] = ()
    kept: bool = False
    """Whether those who were here before may go on where they stopped."""
    onward: str = "start"
    knocking: Knocking = Knocking()


class Attract(StillScene[AttractState]):
    """The scene. `words` gives the opening, the figures and the calls. A phone rings softly every `ring_seconds` (0:
    it does not sound), so that people in the street hear that somebody calls; whoever answers or declines hears what
    it was. A touch anywhere else starts. `recording` gives that of a line, `messages` those that staff let pass;
    `dissuades`: there is a page for somebody who is being defrauded now. Who knocks on the emblem five times is shown
    what `today` gives; nothing where that is None."""

    def __init__(
        self,
        words: HallWords,
        hall_name: str,
        ring_seconds: float = 0.0,
        recording: Recording = lambda line: None,
        messages: Callable[[], Sequence[MessageLeft]] = tuple,
        dissuades: bool = False,
        today: Callable[[], Today | Counting | None] = lambda: None,
    ) -> None:
        self.words, self.hall_name, self.ring_seconds = words, hall_name, ring_seconds
        self._recording = recording
        self._messages, self._dissuades, self._today = messages, dissuades, today

    def start(self, visit: Visit) -> AttractState:
        return AttractState(messages=self._left(), kept=visit.kept, onward=self._onward(visit))

    def _left(self) -> tuple[MessageLeft, ...]:
        """The newest messages as they are now: one that was erased since must not come by again."""
        left = [message for message in self._messages() if message.phrase or message.strokes]
        return tuple(left[:MESSAGES_MOST])

    def touch(self, state: AttractState, gesture: Gesture) -> Step[AttractState]:
        if not isinstance(gesture, Tap):
            return Step(state)
        if state.knocking.shown is not None:
            return Step(replace(state, knocking=Knocking()))
        if gesture.target == STAFF:
            return Step(replace(state, knocking=knocking.knocked(state.knocking, self._today)))
        ring = self.ring(state)
        if ring is not None and state.taken is None and gesture.target in ringing.KEYS.values():
            answered = gesture.target == ringing.KEYS[CallKey.ANSWER]
            return Step(replace(state, taken=TakenCall(ring, answered)))
        ways = {"start": state.onward, TAKE_UP: TAKE_UP}
        return Step(state, leave=ways.get(gesture.target, ""))

    def _onward(self, visit: Visit) -> str:
        """Where a touch leads: to check-in, or at a screen that stands there for it straight to dissuasion."""
        return "dissuade" if self._dissuades and visit.programme is Programme.DISSUASION else "start"

    def tick(self, state: AttractState, seconds: float) -> Step[AttractState]:
        if state.knocking.begun:
            after = knocking.tick(state.knocking, seconds, self._today)
            return Step(replace(state, knocking=after), leave=state.onward if after.missed else "")
        if state.taken is not None:
            taken = replace(state.taken, heard=state.taken.heard + seconds)
            return Step(replace(state, taken=taken) if taken.heard < ringing.TOLD_SECONDS else self._put_down(state))
        stood = state.seconds + seconds
        passed = int(stood // FIGURE_SECONDS)
        if passed:
            state = replace(state, messages=self._left())
        figure = (state.figure + passed) % len(self._passing(state))
        moved = replace(state, figure=figure, seconds=stood - passed * FIGURE_SECONDS, waited=state.waited + seconds)
        return Step(moved)

    def _passing(self, state: AttractState) -> tuple[Striking | MessageLeft, ...]:
        """What comes by: a figure, then a message, as long as there are any; the rest of either after that."""
        pairs = zip_longest(self.words.figures, state.messages)
        return tuple(one for pair in pairs for one in pair if one is not None)

    def _run(self, state: AttractState) -> float:
        """How far the bead is that brings the next (0-1); 0 while it rests at the beginning of the thread."""
        if len(self._passing(state)) < 2:
            return 0.0
        share = max(0.0, 1.0 - (FIGURE_SECONDS - state.seconds) / RUN_SECONDS)
        return motion.ease_out(round(share * _RUN_STEPS) / _RUN_STEPS)

    def _put_down(self, state: AttractState) -> AttractState:
        """Nobody went on: the next call is another one, and rings when its time has come."""
        return replace(state, taken=None, waited=(state.waited // self._period + 1) * self._period + RING_SECONDS)

    def due(self, state: AttractState) -> float | None:
        if state.knocking.begun:
            return knocking.due(state.knocking)
        if state.taken is not None:
            heard = state.taken.heard
            return self._tale(state.taken).due(heard) or ringing.TOLD_SECONDS - heard
        waits = [self._ring_due(state)]
        if self.words.rings:
            waits.append(self._period - state.waited % self._period)
            if self._ringing(state):
                waits.append(shake_due(Device.RING, state.waited % self._period))
        if len(self._passing(state)) > 1:
            rests = FIGURE_SECONDS - RUN_SECONDS - state.seconds
            waits.append(0.0 if state.seconds < motion.SECONDS else rests if rests > 0 else RUN_SECONDS / _RUN_STEPS)
        return min((wait for wait in waits if wait is not None), default=None)

    @property
    def _period(self) -> float:
        """Seconds for which one call stands, whether it sounds or not."""
        return self.ring_seconds or RING_PERIOD

    def ring(self, state: AttractState) -> Ring | None:
        """The call that stands there; None in a hall without calls."""
        rings = self.words.rings
        return rings[int(state.waited // self._period) % len(rings)] if rings else None

    def _tale(self, taken: TakenCall) -> Speech:
        return ringing.said(taken.ring, taken.answered, self._recording)

    def _ring_due(self, state: AttractState) -> float | None:
        """Seconds until the phone begins to ring or ends."""
        if not self.ring_seconds:
            return None
        since = state.waited % self.ring_seconds
        return (RING_SECONDS if self._ringing(state) else self.ring_seconds) - since

    def _ringing(self, state: AttractState) -> bool:
        return bool(self.ring_seconds) and state.waited % self.ring_seconds < RING_SECONDS <= state.waited

    def view(self, state: AttractState, look: Look) -> list[Item]:
        if state.knocking.shown is not None:
            return knocking.view(look, self.hall_name, state.knocking.shown)
        call = str(int(state.waited // self._period))
        if state.taken is not None:
            tale, heard, call = self._tale(state.taken), state.taken.heard, f"{state.taken.ring.id} {call}"
            hung_up = [] if state.taken.answered else [Sound(name="hang_up", key=call)]
            return [*self._told(state.taken, tale, look, state.kept), *tale.sounds(heard, call), *hung_up]
        if not self._ringing(state):
            return self._seen(state, look)
        return [*self._seen(state, look), Sound(name="ring", key=call, gain=RING_GAIN)]

    def _told(self, taken: TakenCall, tale: Speech, look: Look, kept: bool) -> list[Item]:
        """What the caller wanted, on the phone, and beside it the truth once it was said."""
        canvas = Rect(0, 0, *look.canvas)
        ground = Ground(rect=canvas, top=look.theme.ground, bottom=look.theme.ground_dark)
        begun = 2 if look.still else tale.begun(taken.heard)
        return [
            ground,
            Panel(rect=canvas, target="start", alt=look.say("开始参观")),
            *calling.truth(look, self.hall_name, self.words.what, taken.ring, taken.answered, begun, kept),
        ]

    def _seen(self, state: AttractState, look: Look) -> list[Item]:
        canvas = Rect(0, 0, *look.canvas)
        theme = look.theme
        ground = Ground(rect=canvas, top=theme.ground, bottom=theme.ground_dark)
        share = 1.0 if look.still else motion.ease_out(state.seconds / motion.SECONDS)
        passing = Passing(self._passing(state), state.figure, share, 0.0 if look.still else self._run(state))
        ring = self.ring(state)
        if ring is not None:
            since = state.waited % self._period
            aside = shake(Device.RING, since) if self._ringing(state) and not look.still else 0.0
            shown = calling.calling(look, self.hall_name, passing, ring, aside, state.kept)
            return [ground, Panel(rect=canvas, target="start", alt=look.say("开始参观")), *shown]
        draw = _portrait if look.portrait else _landscape
        shown = draw(look, self, passing, state.kept)
        if not shown:  # a poster is large in itself; what it says besides grows with it only as far as there is room
            shown = draw(replace(look, large=False), self, passing, state.kept)
        return [ground, Panel(rect=canvas, target="start", alt=look.say("开始参观")), *shown]

    def page(self, state: AttractState) -> str:
        if state.knocking.shown is not None:
            return "today"
        if state.taken is None:
            return "attract"
        return f"ring:{state.taken.ring.id}:{'answered' if state.taken.answered else 'declined'}"

    def samples(self) -> Iterator[AttractState]:
        """Each figure and message at rest, one on its way in, and one before the next comes; staff's page; each call,
        answered and declined, told of in part and in full."""
        begun = self.start(Visit())
        rest = [replace(begun, figure=i) for i in range(len(self._passing(begun)))]
        yield from rest
        yield replace(rest[0], kept=True)
        yield replace(begun, knocking=Knocking(shown="counting"))
        yield replace(begun, knocking=Knocking(shown=knocking.SAMPLE))
        yield replace(rest[-1], seconds=motion.SECONDS / 2)
        yield replace(rest[-1], seconds=FIGURE_SECONDS - RUN_SECONDS / 2)
        for number, _ in enumerate(self.words.rings):
            rings = AttractState(waited=number * self._period)
            yield rings
            for target in ringing.KEYS.values():
                taken = self.touch(rings, Tap(target)).state
                yield taken
                yield self.tick(taken, ringing.TOLD_SECONDS - 1).state
                yield replace(taken, kept=True)


def _landscape(look: Look, scene: Attract, passing: Passing, kept: bool) -> list[Item]:
    w, h = look.canvas
    head = name_and_help(look, scene.hall_name, w - 2 * MARGIN)
    go = go_button(look, min(560.0, w * 0.34), 148)
    what = foot_words(look, scene.words.what, w - 2 * MARGIN - go.w - 80, kept)
    foot = max(go.h, what.h)
    floor = h - 72 - foot
    top = 56 + head.h
    cord, glass_x = floor - 48, w * 0.42
    room = Rect(MARGIN, top + 24, w * 0.62, cord - 24 - top - 24)
    standing = standing_figure(look, passing, room, w * 0.5)
    return standing and [
        *glass(look, cord, glass_x, passing),
        *place(head, MARGIN, 56),
        *standing,
        *place(what, MARGIN, floor + (foot - what.h) / 2),
        *place(go, w - MARGIN - go.w, floor + foot - go.h),
    ]


def _portrait(look: Look, scene: Attract, passing: Passing, kept: bool) -> list[Item]:
    w, h = look.canvas
    side = 48.0
    room = w - 2 * side
    mark, line = emblem(look, 168), help_line(look)
    row = beside([mark, Block(room - mark.w - line.w, 0), line], 0)
    head = stack([row, display(look, scene.hall_name, min(150.0, 1.9 * room / len(scene.hall_name)), room)], 28)
    go = go_button(look, room, 176)
    what = foot_words(look, scene.words.what, room, kept)
    floor = h - 64 - go.h - 40 - what.h
    top = 64 + head.h
    cord = floor - 56
    standing = standing_figure(look, passing, Rect(side, top + 40, room, cord - 200 - top), room)
    return standing and [
        *glass(look, cord, w * 0.34, passing),
        *place(head, side, 64),
        *standing,
        *place(what, side, floor),
        *place(go, side, h - 64 - go.h),
    ]
