"""The loop, and the only reader of real time: gestures go in, what changed is painted, what happened is kept."""

from __future__ import annotations

import logging
import random
import time
from collections.abc import Callable
from contextlib import ExitStack
from typing import Any

from kiosk import garbage
from kiosk.content.loaded import Loaded
from kiosk.ops.lifeline import Lifeline
from kiosk.parts.between import Scenery
from kiosk.preparing import STILL_SECONDS, Preparation
from kiosk.recorder import Recorder
from kiosk.scene import Gesture, Tap
from kiosk.screen.painter import Painter
from kiosk.screen.pointer import Key, Pointer, Resized, SoundDevice
from kiosk.screen.speaker import Speaker
from kiosk.screen.stage import FRAME_SECONDS, Stage
from kiosk.screen.touch import Finger
from kiosk.screen.window import Window
from kiosk.session import replay
from kiosk.session.frame import TWO_SWITCHES
from kiosk.store.log import EventLog
from kiosk.store.recording import GestureLog
from kiosk.wall_time import hour, stamp, today, visit_names
from kiosk.wiring import Places, alternation_of, make_machine

_log = logging.getLogger("kiosk")


class Kiosk:
    """The running hall: one window, one machine, one log."""

    def __init__(
        self,
        window: Window,
        places: Places,
        loaded: Loaded,
        log: EventLog | None,
        each_turn: Callable[[], None] = lambda: None,
        lifeline: Lifeline | None = None,
    ) -> None:
        self.window, self.places, self.log, self._each_turn = window, places, log, each_turn
        self.lifeline = lifeline or Lifeline()
        self._guide = loaded.guide
        self.chance = random.Random(time.time_ns())
        turns = alternation_of(loaded, places, today())
        trouble = lambda: log.trouble if log is not None else ""  # noqa: E731
        self.machine = make_machine(loaded, places, window.size, self.chance, visit_names(), turns, trouble)
        self.recorder = Recorder(self.machine, GestureLog(places.data) if places.data and log else None)
        self.painter, self.stage, self.finger = self._fitted()
        self.speaker = Speaker(places.content, self.machine.limits.sound, time.monotonic, hour, self._wake)
        self._hub: Any = None
        """What lets a phone conduct the visit, while staff want it."""
        cut_short = self.recorder.bring_back(loaded, places, time.time())
        self.preparation = Preparation(
            self.machine, lambda items: self.painter.warm(items), self._paint_ahead, cut_short, time.monotonic
        )
        self._painted: object = None
        self._shown: object = None
        self._pressed, self._page = "", ("", 0)
        self._awoken = self._running = True
        window.if_lost(self._save)

    def _fitted(self) -> tuple[Painter, Stage, Finger]:
        """Painter, stage and finger for the window's size."""
        look = self.machine.look
        scale = min(self.window.size) / min(look.canvas)
        painter = Painter(self.window.surface, root=self.places.content, wake=self._wake)
        return painter, Stage(painter, time.monotonic), Finger(scale, look.units_per_mm)

    def _wake(self) -> None:
        """A picture or a film has come that is still to be painted; called from another thread."""
        self._awoken = True
        self.window.ring()

    def run(self) -> None:
        """Open the doors; returns when the window is closed."""
        last = turn = touched = time.monotonic()
        if not self.window.tapped():
            self.paint()
        self.lifeline.opened()
        self.preparation.begin()
        garbage.put_off()  # the little there is in what opening made is not worth keeping the first tap waiting
        while self._running:
            inputs = self.window.wait(self._patience(turn, touched))
            turn = now = time.monotonic()
            if inputs or self._matters(now - last):
                self._tick(now - last)
                last = now
            for come in inputs:
                touched = now
                self._take(come, now)
                self.preparation.touched(self.finger.pressed)
            if self._hub is not None or self.machine.handset.wanted:
                self._conduct()
            self.lifeline.turn(now, self.machine.page())
            self.paint()
            self.speaker.follow(self.machine.sounds(), self.finger.pressed)
            self._write()
            self._each_turn()
            if not inputs and self.stage.due() is None:
                self.preparation.go_on(now - touched)
            garbage.collect(now - touched)

    def stop(self) -> None:
        """End the loop after the present turn; may be called from a signal handler."""
        self._running = False
        self.window.ring()

    def close(self) -> None:
        """Write what waits; close log, painter, window, and the door for a phone: each, whatever another does."""
        self.lifeline.closing()
        with ExitStack() as last:
            for close in (self.lifeline.closed, self.window.close, self.speaker.close, self.painter.close):
                last.callback(close)
            if self._hub is not None:
                last.callback(self._hub.close)
            self._save()

    def _save(self) -> None:
        """Write what waits, and close recording and log: also when the display is lost."""
        with ExitStack() as last:
            if self.log is not None:
                last.callback(self.log.close)
            last.callback(self.recorder.close)
            self._write()

    def _matters(self, seconds: float) -> bool:
        """Whether the machine is to hear of so much time; a movement on the glass alone is none of its business."""
        due = self.machine.due()
        return self.stage.due() is None or (due is not None and due <= seconds)

    def _patience(self, turn: float, touched: float) -> float:
        """How long to sleep at most: until the machine is due, a frame while something moves, none while preparing."""
        waits = self.machine.due(), self.speaker.due(), self.stage.due()
        due = min((wait for wait in waits if wait is not None), default=None)
        now = time.monotonic()
        if self.stage.due() is None and self.preparation.wanted(now - touched):
            return 0.0
        if due is not None and due < FRAME_SECONDS:
            return max(0.0, turn + FRAME_SECONDS - now)
        longest = STILL_SECONDS if self.preparation.likely else self.lifeline.most_seconds
        return longest if due is None else min(longest, due)

    def _tick(self, seconds: float) -> None:
        if seconds > 0:
            self.recorder.take(replay.tick_record(seconds))
            self.machine.tick(seconds)
        for over in self.painter.films_over():
            self._do(over)

    def _take(self, come: object, now: float) -> None:
        if isinstance(come, Pointer):
            if come.kind == "down":
                self.stage.rest()
            for gesture in self.finger.feel(come, self.machine.view(), now, self.machine.page()):
                self.stage.opened(self.machine.view(), gesture)
                self._do(gesture)
        elif isinstance(come, Resized):
            self.recorder.take(replay.size_record((come.w, come.h)))
            self.machine.resize((come.w, come.h))
            self.painter.close()
            self.painter, self.stage, self.finger = self._fitted()
            self._painted = None
        elif isinstance(come, SoundDevice):
            self.speaker.device_changed(come.come)
        elif self.window.ends(come):
            self._running = False
        elif isinstance(come, Key) and (word := TWO_SWITCHES.get(come.name)):
            self._do(Tap(word))

    def _conduct(self) -> None:
        """What a phone orders counts like touches. Nothing of it is imported before staff want it."""
        if self._hub is None:
            from kiosk.remote.hub import Hub

            self._hub = Hub(self.machine, self._guide, self.places.data, time.monotonic, self.window.ring)
        for order in self._hub.turn():
            self.preparation.touched("")
            self._do(order)
        try:
            self._hub.tell()
        except Exception:  # what a phone is told of a screen is no reason to end the hall
            _log.exception("the phone cannot be told about %s", self.machine.page())
        if not self.machine.handset.wanted:
            self._hub.close()
            self._hub = None

    def _do(self, gesture: Gesture) -> None:
        self.recorder.take(gesture)
        self.machine.touch(gesture)

    def paint(self) -> None:
        """Show what is not shown yet."""
        items, pressed = self.machine.view(), self.finger.pressed
        still = items is self._painted and pressed == self._pressed and not self._awoken
        if still and self.stage.due() is None:
            return
        self._painted, self._pressed, self._awoken = items, pressed, False
        self.painter.accent = self.machine.look.theme.accent
        try:
            self.window.present(self.stage.paint(self.machine.scenery(), pressed))
        except Exception as error:  # a picture of the content may be anything; the hall goes on
            _log.exception("cannot paint %s", self.machine.page())
            self.recorder.take(replay.failed_record(error))
            self.machine.fail(error)
            self.painter.forget()
            self._painted = None
        if self._shown is not items and not self.finger.down:
            page = self.machine.page(), sum(item.finger == "tap" and bool(item.target) for item in items)
            if page != self._page:  # what moves on a page does not change where its taps lead; what opens there does
                self.preparation.another_page(items)
            self._shown, self._page = items, page

    def _paint_ahead(self, seen: Scenery) -> None:
        """What a finger that is down will bring, unless the screen changes by itself meanwhile."""
        due = self.machine.due()
        if not self._awoken and self._painted is self.machine.view() and (due is None or due > STILL_SECONDS):
            self.stage.paint_ahead(seen)

    def _write(self) -> None:
        for logged in self.machine.take():
            if self.log is not None:
                self.log.append(logged._replace(at=stamp()))
            self.recorder.follow(logged)
