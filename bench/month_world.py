"""A hall whose every second is handed in: the real loop, window, machine, painter and log, by a clock that is set."""

from __future__ import annotations

import os
import random
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from datetime import date, datetime
from pathlib import Path
from types import SimpleNamespace
from typing import NamedTuple, cast
from unittest.mock import patch

from kiosk import app, opening, wall_time
from kiosk.app import Kiosk
from kiosk.content.models.hall import HallSettings
from kiosk.ops.housekeeping import Housekeeping
from kiosk.screen.lean import pygame
from kiosk.screen.pointer import Input
from kiosk.screen.window import Window
from kiosk.store.log import EventLog
from kiosk.wiring import Places

FIRST_DAY = date(2026, 12, 1)
PIXELS = ((960, 540), (540, 960), (640, 480))
GRAIN_SECONDS = 0.75
"""A turn of the loop takes so long while somebody is there: a machine a hundred times as slow as the hall's. What moves
is seen at its beginning and its end."""
ALONE_GRAIN_SECONDS = 5.0
KEEPS_HOUSE_SECONDS = 60.0
ZONE = "Asia/Shanghai"


class Cut(BaseException):
    """The process is no more, from one moment to the next."""


class Clock:
    """Time as the program is told it: `now` seconds that never go back, and the wall's, which somebody may set."""

    def __init__(self) -> None:
        self.now, self.wall = 1000.0, 0.0

    def monotonic(self) -> float:
        return self.now

    def time(self) -> float:
        return self.now + self.wall

    def time_ns(self) -> int:
        return int(self.time() * 1000) * 1_000_000

    def local(self) -> datetime:
        return datetime.fromtimestamp(self.time())

    def set(self, moment: datetime) -> None:
        """The wall's clock shows that now."""
        self.wall = moment.timestamp() - self.now


class Act(NamedTuple):
    """Something that is done, so many seconds after what was done before."""

    after: float
    does: Callable[[], object] = lambda: None


class _OneTurn:
    """A log that its housekeeping finds open once, then closed: so that one turn of it is done, by who asks."""

    def __init__(self, log: EventLog) -> None:
        self.flush, self.check, self._open = log.flush, log.check, False

    def closes_within(self, seconds: float) -> bool:
        self._open = not self._open
        return not self._open


class KeptByHand(Housekeeping):
    """The hall's housekeeping, when the simulation says that a minute is over."""

    def __init__(
        self, data_dir: Path, hall_file: Path, settings: HallSettings, log: EventLog, quiet: Callable[[], bool]
    ) -> None:
        super().__init__(data_dir, hall_file, settings, cast(EventLog, _OneTurn(log)), quiet)

    def start(self, first_seconds: float = 0.0) -> None:
        World.now_kept = self

    def turn(self) -> None:
        """What it does in a minute."""
        self._run(0.0)


class Glass(Window):
    """The window: it sleeps by the clock that is set, and then feels what the story does."""

    world: World

    def wait(self, seconds: float) -> list[Input]:
        self.world.sleep(seconds)
        return super().wait(0.0)


class World:
    """One machine in the hall, through many openings: its clock, its folders, and the program that runs on it or does
    not. `chance` is the simulation's, and what the program draws is drawn from it."""

    now_kept: KeptByHand | None = None

    def __init__(self, folder: Path, seed: int) -> None:
        self.clock, self.chance = Clock(), random.Random(seed)
        self.places = Places(folder / "content", folder / "zones.yaml", folder / "data")
        self.folder, self.hall = folder, cast(Kiosk, None)
        self.story: Iterator[Act] = iter(())
        self._act: Act | None = None
        self._acted = self._kept = 0.0
        self.turns = 0
        self.each_turn: Callable[[], object] = lambda: None

    @contextmanager
    def at_work(self) -> Iterator[None]:
        """While this lasts, every clock and every chance of the program is this world's."""
        moment = SimpleNamespace(now=self.clock.local)
        drawn = SimpleNamespace(SystemRandom=lambda: self.chance)
        zone, scratch = os.environ.get("TZ"), self.folder / "scratch"
        scratch.mkdir()
        with ExitStack() as undo:
            for place, name, given in (
                (app, "time", self.clock), (wall_time, "datetime", moment), (wall_time, "random", drawn),
                (opening, "Housekeeping", KeptByHand), (tempfile, "tempdir", str(scratch)),
            ):  # fmt: skip
                undo.enter_context(patch.object(place, name, given))
            os.environ["TZ"] = ZONE
            time.tzset()
            try:
                yield
            finally:
                os.environ.pop("TZ") if zone is None else os.environ.update(TZ=zone)
                time.tzset()

    def open(self, story: Iterator[Act], pixels: tuple[int, int] = PIXELS[0]) -> None:
        """Somebody switches the machine on, and the story goes on until it ends or the process does. Raises Cut."""
        window = Glass.open(pixels, now=self.clock.monotonic)
        assert isinstance(window, Glass)
        window.world, self.story, self._act = self, story, None
        self._acted = self._kept = self.clock.now
        self.hall = opening.open_hall(window, self.places)
        self.hall.run()

    def sleep(self, seconds: float) -> None:
        """Until the next act, or so long; no turn is shorter than a slow machine's."""
        self.turns += 1
        self.each_turn()
        visited = self.hall.machine.visit_session.visit is not None
        seconds = max(seconds, GRAIN_SECONDS if visited else ALONE_GRAIN_SECONDS)
        if self._act is None:
            self._act = next(self.story, None)
        if self._act is None:
            self.hall.stop()
            return
        left = self._acted + self._act.after - self.clock.now
        self.clock.now += max(0.0, min(seconds, left))
        self._keep_house(visited)
        if left <= seconds:
            act, self._act, self._acted = self._act, None, self.clock.now
            act.does()

    def _keep_house(self, visited: bool) -> None:
        if self.now_kept is not None and self.clock.now - self._kept >= KEEPS_HOUSE_SECONDS:
            self._kept = self.clock.now
            self.now_kept.turn()

    # ------------------------------------------------------------ what a hand does
    def finger(self, kind: str, x: float, y: float) -> None:
        """The panel says that, in units of the canvas."""
        canvas = self.hall.machine.look.canvas
        given = {"touch_id": 1, "finger_id": 1, "x": x / canvas[0], "y": y / canvas[1], "dx": 0.0, "dy": 0.0}
        pygame.event.post(pygame.Event(_FINGERS[kind], {**given, "pressure": 1.0}))

    def key(self, name: str, held: int = 0) -> None:
        """A key of a keyboard that somebody plugged in."""
        pygame.event.post(pygame.Event(pygame.KEYDOWN, {"key": pygame.key.key_code(name), "mod": held, "unicode": ""}))


_FINGERS = {"down": pygame.FINGERDOWN, "move": pygame.FINGERMOTION, "up": pygame.FINGERUP}
