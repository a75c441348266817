"""A hall whose every second is handed in: the real loop, window, machine, painter and log, by a clock that is set."""

from __future__ import annotations

import gc
import os
import random
import shutil
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from datetime import date, datetime, timedelta
from functools import _lru_cache_wrapper
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages
from types import SimpleNamespace
from typing import NamedTuple, cast
from unittest.mock import patch

from kiosk import app, hall, opening, ops, remote, reports, screen, store, wall_time, zones
from kiosk.app import Kiosk
from kiosk.content.models.hall import HallSettings
from kiosk.core.logged import Logged
from kiosk.ops import backup
from kiosk.ops.housekeeping import Housekeeping
from kiosk.ops.lifeline import LONGEST_SLEEP_SECONDS
from kiosk.screen import speaker
from kiosk.screen.lean import pygame
from kiosk.screen.pointer import Input, SoundDevice
from kiosk.screen.reader import Reader
from kiosk.screen.stage import Stage
from kiosk.screen.window import Window
from kiosk.store.database import FILE
from kiosk.store.log import EventLog
from kiosk.store.private import sync_file
from kiosk.store.recording import FOLDER as RECORDINGS
from kiosk.wiring import Places

FIRST_DAY = date(2026, 12, 1)
PIXELS = ((960, 540), (540, 960), (640, 480))
GRAINS = (0.75, *[8.0] * 7)
"""A turn of the loop takes one of these seconds, another each visit: a machine a hundred times as slow as the hall's.
What moves is seen at its beginning and its end."""
ALONE_GRAIN_SECONDS = 15.0
NIGHT_GRAIN_SECONDS = 300.0
PREPARES, PAINTS = 0.1, 0.5
"""The shares of turns that have the time to prepare what is touched next, and of pages that are painted."""
KEEPS_HOUSE_SECONDS = 60.0
ZONE = "Asia/Shanghai"


def _import_all() -> None:
    """All that a hall may come to import while it is open: its process would end with that, this one does not."""
    for room in (remote, ops, store, screen, zones, hall, reports):
        for module in walk_packages(room.__path__, f"{room.__name__}."):
            if not module.name.endswith("__main__"):
                import_module(module.name)


class Cut(BaseException):
    """The process is no more, from one moment to the next; in this folder lies what the disk then held."""

    def __init__(self, left: Path) -> None:
        super().__init__(str(left))
        self.left = left


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
        return datetime.fromtimestamp(self.time())  # noqa: DTZ006

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
        """Threads may shorten the loop's patience, so it is not asked for it; nor is what SDL says of real sound."""
        self.world.sleep()
        given, self.world.given = self.world.given, []
        return given + [come for come in super().wait(0.0) if not isinstance(come, SoundDevice)]


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
        self.turns, self.grain, self._idles = 0, GRAINS[-1], random.Random(seed)
        self.given: list[Input] = []
        self.each_turn: Callable[[], object] = lambda: None
        self._painted, self._speaks = True, cast(Reader | None, None)
        self.opened: Callable[[], object] = lambda: None
        self.each_sync: Callable[[Path], object] = lambda file: None
        self.appended: Callable[[Logged], object] = lambda logged: None
        self._sizes: dict[Path, int] = {}
        self.over = self.night = False
        """Whether the story has come to its end, and whether everybody has gone home."""

    def _reader(self, folder: Path) -> Reader:
        """A process has one, and the library that speaks bears no more; what it keeps of what it said ends with the
        hall's process."""
        if self._speaks is None:
            self._speaks = Reader(folder)
            self._speaks.wav("早")  # its dictionary and voice stay for good
        self._speaks._kept.clear()
        return self._speaks

    def synced(self, file: Path) -> None:
        """A file of a backup is to be synced."""
        self.each_sync(file)
        sync_file(file)

    @contextmanager
    def at_work(self) -> Iterator[None]:
        """While this lasts, every clock and every chance of the program is this world's."""
        _import_all()
        moment = SimpleNamespace(now=self.clock.local)
        drawn = SimpleNamespace(SystemRandom=lambda: self.chance)
        zone, scratch = os.environ.get("TZ"), self.folder / "scratch"
        scratch.mkdir(exist_ok=True)
        with ExitStack() as undo:
            for place, name, given in (
                (app, "time", self.clock), (wall_time, "datetime", moment), (wall_time, "random", drawn),
                (opening, "Housekeeping", KeptByHand), (backup, "sync_file", self.synced),
                (tempfile, "tempdir", str(scratch)), (speaker, "Reader", self._reader),
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
        assert self.hall.log is not None
        self._append = self.hall.log.append
        setattr(self.hall.log, "append", self._appends)  # noqa: B010
        self._paint, self._page = self.hall.paint, ""
        setattr(self.hall, "paint", self._paints)  # noqa: B010
        self.opened()
        self.hall.run()

    def _paints(self) -> None:
        """Only a share of the pages is painted: all of them would take half as much time again."""
        if (page := self.hall.machine.page()) != self._page:
            self._page, self._painted = page, self._idles.random() < PAINTS
        if self._painted:
            self._paint()
        elif self.hall.stage.due() is not None:  # what moves on a page that nobody looks at would move for ever
            self.hall.stage = Stage(self.hall.painter, self.clock.monotonic)

    def _appends(self, logged: Logged) -> None:
        self.appended(logged)
        self._append(logged)

    def close(self) -> None:
        """The program ends, in order or because it must; nothing of it is left in this process."""
        self.hall.close()
        self.hall, World.now_kept = cast(Kiosk, None), None
        gc.unfreeze()  # what an opening froze would never be collected
        for known in gc.get_objects():
            if type(known) is _lru_cache_wrapper and (known.__module__ or "").startswith("kiosk."):
                known.cache_clear()  # what a program remembers ends with it
        gc.collect()

    def stamp_recordings(self) -> None:
        """Files that were written since the last time are as old as the wall's clock says."""
        found = [(file, file.stat()) for file in (self._data / RECORDINGS).glob("*.jsonl")]
        fresh = sorted((known.st_mtime_ns, file) for file, known in found if self._sizes.get(file) != known.st_size)
        for i, (_, file) in enumerate(reversed(fresh)):
            os.utime(file, (self.clock.time() - i * 60.0,) * 2)
        self._sizes = {file: known.st_size for file, known in found}

    def move_clock(self, by: timedelta) -> None:
        """Somebody sets the wall's clock to another time."""
        self.clock.wall += by.total_seconds()

    # ------------------------------------------------------------ the power goes
    def flush(self) -> None:
        """What was handed over is on disk. Raises AssertionError when the log does not say so."""
        assert self.hall.log is not None and self.hall.log.flush(30.0)

    def copy_log(self) -> Path:
        """The log as it lies on the disk now, for a machine that goes on from it. Its journal first: what is
        folded into the file meanwhile is in both then."""
        left = self.folder / "left"
        left.mkdir()
        for name in (f"{FILE}-wal", FILE):
            if (self._data / name).exists():
                subprocess.run(["cp", "-p", str(self._data / name), str(left / name)], check=True)
        return left

    def cut(self, left: Path) -> None:
        """The process is no more: all else that lies on the disk is put beside the log that was copied. Raises Cut."""
        self.hall.recorder.close()
        self.stamp_recordings()
        others = [str(path) for path in self._data.iterdir() if not path.name.startswith(FILE)]
        subprocess.run(["cp", "-rp", *others, str(left)], check=True)
        raise Cut(left)

    def go_on_from(self, left: Path) -> None:
        """Its folder is what the disk held then."""
        shutil.rmtree(self._data)
        left.rename(self._data)

    @property
    def _data(self) -> Path:
        assert self.places.data is not None
        return self.places.data

    def sleep(self) -> None:
        """Until the next act, or until the machine is due; no turn is shorter than a slow machine's."""
        self.turns += 1
        self.each_turn()
        visited = self.hall.machine.visit_session.visit is not None
        due = self.hall.machine.due()
        grain = self.grain if visited else NIGHT_GRAIN_SECONDS if self.night else ALONE_GRAIN_SECONDS
        seconds = max(LONGEST_SLEEP_SECONDS if due is None else min(due, LONGEST_SLEEP_SECONDS), grain)
        if self._idles.random() > PREPARES:
            self.hall.preparation.likely = []
        if self._act is None:
            self._act = next(self.story, None)
        if self._act is None:
            self.over = True
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
