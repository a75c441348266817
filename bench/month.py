"""A month of the hall in a few minutes, again and again the same: visitors, staff, and what befalls a machine.

`python -m bench month SEED [--days 30] [--groups 6] [--until DAY]` goes through the real loop, screens, painter and log
by a clock that is set. Status 1 with a sentence, and the seed and day that replay it, where something was lost, doubled
or grew, or where the hall did not open. `--until DAY` ends there; the days before are the same."""

from __future__ import annotations

import argparse
import os
import shutil
import sqlite3
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path
from random import Random

os.environ["SDL_VIDEODRIVER"] = os.environ["SDL_AUDIODRIVER"] = "dummy"

from bench.month_judge import Appended, Day, Visits, grown, used
from bench.month_people import Group
from bench.month_world import FIRST_DAY, PIXELS, Act, Cut, World
from kiosk.store.database import FILE

ROOT = Path(__file__).parents[1]
OPENS, FAULTS_A_DAY = 9, 2
DOWN_SECONDS = (20.0, 90.0, 480.0, 1500.0)
"""So long it takes until the power is back, or somebody has started the program again."""


class Month:
    """A hall, day by day. `broken` is what it was found to promise and not to keep."""

    def __init__(self, folder: Path, seed: int, groups: int = 6) -> None:
        shutil.copytree(ROOT / "content", folder / "content", copy_function=_linked)
        shutil.copy(ROOT / "zones.yaml", folder)
        self.world, self.seed, self.groups = World(folder, seed), seed, groups
        self.appended, self.visits = Appended(), Visits()
        self.days: list[Day] = []
        self.counted: Counter[str] = Counter()
        self.broken: list[str] = []
        self.world.appended = self.appended.add
        self.world.each_turn = self._look

    @property
    def data(self) -> Path:
        assert self.world.places.data is not None
        return self.world.places.data

    def run(self, days: int) -> None:
        """So many days; those that were gone through before are not gone through again."""
        with self.world.at_work():
            while len(self.days) < days and not self.broken:
                day = len(self.days)
                try:
                    self._day(day, Random(f"{self.seed}-{day}"))
                except Exception as error:
                    self.broken.append(f"{type(error).__name__}: {error}")
                self.broken = [f"seed {self.seed}, day {day + 1}: {said}" for said in self.broken]

    def events(self) -> Iterator[tuple[str, str, str, str]]:
        """All that was logged, as it lies in the file."""
        with closing(sqlite3.connect(self.data / FILE)) as log:
            yield from log.execute("SELECT visit, at, kind, body FROM events ORDER BY id")

    # ------------------------------------------------------------ a day
    def _day(self, day: int, chance: Random) -> None:
        clock = self.world.clock
        clock.set(datetime(FIRST_DAY.year, FIRST_DAY.month, FIRST_DAY.day, OPENS) + timedelta(days=day))
        clock.wall += chance.randrange(0, 1200)
        story = self._story(chance)
        while self._opened(story, chance):
            clock.now += chance.choice(DOWN_SECONDS)
        self.world.stamp_recordings()
        self._judge("in the night")

    def _opened(self, story: Iterator[Act], chance: Random) -> bool:
        """Whether the hall is to be opened once more that day."""
        self.counted["openings"] += 1
        try:
            self.world.open(story, chance.choice(PIXELS))
        except Cut as cut:
            self.world.close()
            self.world.go_on_from(cut.left)
            self._judge("after the cut")
            return True
        self.world.close()
        self.appended.mark()
        return False

    def _judge(self, when: str) -> None:
        self.broken += [f"{when}: {said}" for said in self.appended.judge(self.data)]
        self.visits.lose({visit for visit, _, kind, _ in self.events() if kind == "VisitStarted"})

    def _story(self, chance: Random) -> Iterator[Act]:
        for _ in range(self.groups):
            yield Act(chance.choice((60.0, 180.0, 600.0)))
            yield from Group(self.world, Random(chance.getrandbits(64))).visit()
        self.days.append(used(self.data, len(self.visits.people)))

    def _look(self) -> None:
        visit = self.world.hall.machine.visit_session.visit
        if visit is not None:
            self.visits.see(visit.id, visit.people, f"{self.world.clock.local():%Y-%m}")


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
    begun, spent = time.monotonic(), time.process_time()
    with tempfile.TemporaryDirectory(prefix="bench-month") as folder:
        month = Month(Path(folder), asked.seed, asked.groups)
        for day in range(asked.until or asked.days):
            month.run(day + 1)
            if month.broken:
                break
            print(f"day {day + 1}: {_said(month.days[-1])}", flush=True)
        month.broken += [f"seed {asked.seed}: {said}" for said in grown(month.days)]
    took = f"{time.process_time() - spent:.0f} s of the processor, {time.monotonic() - begun:.0f} s"
    print(
        f"seed {asked.seed}: {len(month.days)} days, {len(month.visits.people)} visits, {month.appended.count} events"
    )
    print(f"{month.world.turns} turns of the loop, {took}")
    print(*month.broken, sep="\n")
    sys.exit(1 if month.broken else 0)


def _said(day: Day) -> str:
    return (
        f"{day.rss / 1e6:.1f} MB, {day.handles} handles, {day.threads} threads, log {day.log / 1e6:.2f} MB, "
        f"data {day.data / 1e6:.2f} MB, {day.visits} visits"
    )
