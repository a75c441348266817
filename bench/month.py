"""A month of the hall in a few minutes, again and again the same: visitors, staff, and what befalls a machine.

`python -m bench month SEED [--days 30] [--groups 6] [--until DAY]` goes through the real loop, screens, painter and log
by a clock that is set. Status 1 with a sentence, and the seed and day that replay it, where something was lost, doubled
or grew, or where the hall did not open. `--until DAY` ends there; the days before are the same."""

from __future__ import annotations

import argparse
import logging
import os
import shutil
import sqlite3
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path
from random import Random
from traceback import format_tb

os.environ["SDL_VIDEODRIVER"] = os.environ["SDL_AUDIODRIVER"] = "dummy"
os.environ["SDL_NO_SIGNAL_HANDLERS"] = "1"  # Ctrl+C ends the simulation, not the hall in it

from bench import month_end
from bench.month_faults import Faults, Files, between
from bench.month_judge import Appended, Day, Visits, grown, held, used
from bench.month_people import Group
from bench.month_world import FIRST_DAY, PIXELS, Act, Cut, World
from kiosk.core.events import SceneFailed, VisitStarted
from kiosk.core.logged import Logged
from kiosk.store.database import FILE

ROOT = Path(__file__).parents[1]
OPENS, FAULTS_A_DAY = 9, 3
NIGHT_SECONDS = 14 * 3600.0
NIGHTS = ("closed in order", "closed in order", "no goodbye", "left on")
DOWN_SECONDS = (20.0, 90.0, 480.0, 1500.0)
"""So long it takes until the power is back, or somebody has started the program again."""


class Month:
    """A hall, day by day. `broken` is what it was found to promise and not to keep; `told` hears of every day."""

    def __init__(
        self, folder: Path, seed: int, groups: int = 6, told: Callable[[int, Day], object] = lambda number, day: None
    ) -> None:
        shutil.copytree(ROOT / "content", folder / "content", copy_function=_linked)
        shutil.copy(ROOT / "zones.yaml", folder)
        self.world, self.seed, self.groups, self._told = World(folder, seed), seed, groups, told
        self.appended, self.visits = Appended(), Visits()
        self.files = Files(self.world, Random(f"{seed}-files"))
        self.faults = Faults(self.world, self.files, self._mark)
        self.days: list[Day] = []
        self.counted: Counter[str] = Counter()
        self.broken: list[str] = []
        self._closed_for = 0.0
        self._opened: list[int] = []
        self._pixels = PIXELS[seed % len(PIXELS)]
        self.world.appended, self.world.each_turn = self._appended, self._look
        self.world.each_sync, self.world.opened = self.files.syncing, self._stands

    @property
    def data(self) -> Path:
        assert self.world.places.data is not None
        return self.world.places.data

    def run(self, days: int) -> None:
        """So many days, until something is broken."""
        story = self._story(days)
        self._morning(0)
        with self.world.at_work():
            try:
                while not self.world.over and not self.broken:
                    self._open(story)
                if not self.broken:
                    came = {month: self.visits.of(month) for month in self.visits.months}
                    self.broken += [*month_end.judge(self.world.places, came, self.files.stick), *grown(self.days)]
            except Exception as error:
                self.broken.append(f"{type(error).__name__}: {error}\n{''.join(format_tb(error.__traceback__)[-4:])}")
            finally:
                self.broken = [f"seed {self.seed}, day {min(len(self.days) + 1, days)}: {said}" for said in self.broken]

    def events(self) -> Iterator[tuple[str, str, str, str]]:
        """All that was logged, as it lies in the file."""
        with closing(sqlite3.connect(self.data / FILE)) as log:
            yield from log.execute("SELECT visit, at, kind, body FROM events ORDER BY id")

    # ------------------------------------------------------------ the hall is opened
    def _open(self, story: Iterator[Act]) -> None:
        """Until it is closed, or the process is no more; then what is there is looked through."""
        self.counted["openings"] += 1
        left: Path | None = None
        try:
            self.world.open(story, self._pixels)
        except Cut as cut:
            left = cut.left
        self.world.close()  # not while the cut is in hand, which holds on to all that it went through
        if left is None:
            self._mark()
        else:
            self.world.go_on_from(left)
            self.appended.back_to_mark()
            self.visits.back_to_mark()
        self.broken += self.appended.judge(self.data)
        self.world.clock.now += self._closed_for
        if self._closed_for == NIGHT_SECONDS:
            self._morning(len(self.days))
        self._closed_for = 0.0

    def _stands(self) -> None:
        """The hall is open: with the name it was given last, and with every zone but those whose files are broken."""
        self._opened.append(held())
        machine, broken = self.world.hall.machine, self.files.broken
        if self.files.zones not in broken and machine.limits.name != self.files.name:
            self.broken.append(f"the hall is called {machine.limits.name} and not {self.files.name}")
        closed = [zone.id for zone in machine.visit_session.zones if not machine.visit_session.is_open(zone.id)]
        if len(closed) > len(broken):
            self.broken.append(f"closed are {', '.join(closed)}, broken {', '.join(map(str, broken)) or 'nothing'}")

    def _mark(self) -> None:
        self.appended.mark()
        self.visits.mark()

    def _appended(self, logged: Logged) -> None:
        self.appended.add(logged)
        if isinstance(logged.event, VisitStarted):
            self.visits.brought_back(logged.visit, self._month)
        elif isinstance(logged.event, SceneFailed):
            self.broken.append(f"{logged.event.scene} failed: {logged.event.error}")

    def _look(self) -> None:
        visit = self.world.hall.machine.visit_session.visit
        if visit is not None:
            self.visits.see(visit.id, visit.people, self._month)

    @property
    def _month(self) -> str:
        return f"{self.world.clock.local():%Y-%m}"

    # ------------------------------------------------------------ what happens
    def _story(self, days: int) -> Iterator[Act]:
        for day in range(days):
            chance = Random(f"{self.seed}-{day}")
            yield from self._day(chance)
            self.days.append(used(self.data, len(self.visits.begun), self._opened))
            self._opened = []
            self._told(len(self.days), self.days[-1])
            if day + 1 < days:
                yield from self._night(chance)

    def _morning(self, day: int) -> None:
        """Where the clock is right, whatever it was, and files are whole."""
        chance = Random(f"{self.seed}-{day}-morning")
        opens = datetime(FIRST_DAY.year, FIRST_DAY.month, FIRST_DAY.day, OPENS) + timedelta(days=day)
        self.world.clock.set(opens + timedelta(seconds=chance.randrange(1200)))
        if chance.random() < 0.7:
            self.files.mend()
        if chance.random() < 0.5:
            self.files.plug()

    def _day(self, chance: Random) -> Iterator[Act]:
        kinds = [*self.faults.kinds]
        befalls = {chance.randrange(self.groups): chance.choice(kinds) for _ in range(FAULTS_A_DAY)}
        for number in range(self.groups):
            yield Act(chance.choice((60.0, 180.0, 600.0)))
            acts = Group(self.world, Random(chance.getrandbits(64))).visit()
            if number in befalls:
                self.counted[befalls[number]] += 1
                fault = self.faults.kinds[befalls[number]](Random(chance.getrandbits(64)))
                acts = between(acts, fault, chance.randrange(80))
            self._closed_for = chance.choice(DOWN_SECONDS)
            yield from acts

    def _night(self, chance: Random) -> Iterator[Act]:
        """The hall is closed in order, loses its power without a word, or stands there until the morning."""
        night = chance.choice(NIGHTS)
        self.counted[night] += 1
        if night == "left on":
            self.world.night = True
            yield Act(NIGHT_SECONDS)
            self.world.night = False
            self._morning(len(self.days))
            return
        self._closed_for = NIGHT_SECONDS
        if night == "no goodbye":
            yield from self.faults.killed(chance)
        else:
            yield Act(60.0, self.world.hall.stop)


def _linked(source: str, target: str) -> str:
    """Content is not copied but exchanged where it is changed."""
    try:
        os.link(source, target)
    except OSError:
        shutil.copy2(source, target)
    return target


def main(words: list[str]) -> None:
    order = argparse.ArgumentParser("bench month")
    order.add_argument("seed", type=int)
    order.add_argument("--days", type=int, default=30)
    order.add_argument("--groups", type=int, default=6)
    order.add_argument("--until", type=int, metavar="DAY")
    asked = order.parse_args(words)
    logging.getLogger().addHandler(logging.NullHandler())  # what befalls the hall is said there at length
    begun, spent = time.monotonic(), time.process_time()
    with tempfile.TemporaryDirectory(prefix="bench-month") as folder:
        month = Month(Path(folder), asked.seed, asked.groups, _told)
        month.run(asked.until or asked.days)
    took = f"{time.process_time() - spent:.0f} s of the processor, {time.monotonic() - begun:.0f} s"
    events = f"{month.appended.count} events ({month.appended.name})"
    print(f"seed {asked.seed}: {len(month.days)} days, {len(month.visits.begun)} visits, {events}")
    print(", ".join(f"{what} {number}" for what, number in sorted(month.counted.items())))
    print(f"{month.world.turns} turns of the loop, {took}")
    print(*month.broken, sep="\n")
    sys.exit(1 if month.broken else 0)


def _told(number: int, day: Day) -> None:
    print(
        f"day {number}: {day.rss / 1e6:.1f} MB (just opened {(day.opened or 0) / 1e6:.1f}), "
        f"{day.handles} handles, {day.threads} threads, "
        f"log {day.log / 1e6:.2f} MB, data {day.data / 1e6:.2f} MB, {day.visits} visits",
        flush=True,
    )
