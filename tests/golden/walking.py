"""A scripted visit through the real hall: from the finger to the farewell page and the sheets of the export.

What a script asserts is what *should* be said of such a visit, written down by hand; nothing here computes it.
"""

from __future__ import annotations

import csv
import random
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta, timezone
from itertools import count
from pathlib import Path

from kiosk.core.events import Event
from kiosk.core.logged import Logged
from kiosk.draw.items import Text, targets
from kiosk.parts.entrance import ROUND
from kiosk.reports.export import write_export
from kiosk.scene import Stroke, Tap
from kiosk.session.table import Place
from kiosk.store.log import EventLog
from kiosk.store.visits import all_logs
from kiosk.wiring import hall_glossary, make_machine
from tests.real_hall import PLACES, content

OPENING = datetime(2026, 11, 26, 9, 0, tzinfo=timezone(timedelta(hours=8)))


class GoldenVisit:
    """One group at the screen, with a log in `data`. Every tap must meet something that is on the screen."""

    def __init__(self, data: Path, seed: int = 1, opened: datetime = OPENING) -> None:
        self.data, self.now, self.events = data, opened, list[Event]()
        number = count(1)
        places = replace(PLACES, data=data)
        start = f"v{seed}-{opened:%H%M}"
        self.machine = make_machine(
            content(), places, (1920, 1080), random.Random(seed), lambda: f"{start}-{next(number)}"
        )
        self.log = EventLog.open(data, self._stamp(), "boshan", "screen-1")

    # ------------------------------------------------------------ fingers and time
    def tap(self, *words: str) -> GoldenVisit:
        for word in words:
            shown = targets(self.machine.view())
            assert word in shown, f"{word} is not on {self.machine.page()}: {sorted(shown)}"
            self.machine.touch(Tap(word))
            self.wait(0.5)
        return self

    def draw(self, word: str, *points: float) -> GoldenVisit:
        shown = [w for w in targets(self.machine.view(), "ink") if w.startswith(word)]
        assert shown, f"{word} is not on {self.machine.page()}"
        self.machine.touch(Stroke(shown[0], points, True))
        self.wait(0.5)
        return self

    def wait(self, seconds: float, step: float = 5.0) -> GoldenVisit:
        while seconds > 0:
            now = min(step, seconds)
            self.machine.tick(now)
            self.now += timedelta(seconds=now)
            seconds -= now
            self._write()
        return self

    def has(self, word: str) -> bool:
        return word in targets(self.machine.view())

    def first(self, prefix: str) -> str:
        """The first target on the screen that begins so."""
        return next(word for word in targets(self.machine.view()) if word.startswith(prefix))

    # ------------------------------------------------------------ ways through the hall
    def check_in(self, people: int = 4, kind: str = "family", ages: str = "senior", mode: str = "free") -> GoldenVisit:
        self.tap("start", f"people/{people}", f"kind/{kind}")
        shown = targets(self.machine.view())
        for word in [word for word in shown if word.startswith("ages/")]:
            if bool(shown[word].on) != (word == f"ages/{ages}"):
                self.tap(word)
        return self.tap(f"mode/{mode}", "next")

    def enter(self, zone: str) -> GoldenVisit:
        if self.machine.zone != zone:
            self.tap(next(w for w in targets(self.machine.view()) if w.endswith(zone)))
        assert self.machine.zone == zone
        if ROUND in targets(self.machine.view()):
            self.tap(ROUND)
        return self

    def home(self) -> GoldenVisit:
        return self.tap("frame/home")

    def next_until(self, done: Callable[[], bool], most: int = 60) -> GoldenVisit:
        for _ in range(most):
            if done():
                return self
            self.tap("next")
        raise AssertionError(f"still on {self.machine.page()}")

    def part(self) -> GoldenVisit:
        """From the map to the farewell."""
        if self.machine.place is Place.ZONE:
            self.home()
        for _ in range(2):  # with zones still to come, goodbye is asked for twice
            if self.machine.place is Place.MAP:
                self.tap("finish")
        assert self.machine.place is Place.FAREWELL, self.machine.page()
        return self

    # ------------------------------------------------------------ what is said
    def words(self) -> str:
        """All that is written on the screen now."""
        return "".join("".join(item.lines) for item in self.machine.view() if isinstance(item, Text))

    def of(self, *kinds: type) -> list[Event]:
        """The events of those kinds so far."""
        return [event for event in self.events if isinstance(event, kinds)]

    def close(self) -> GoldenVisit:
        """The kiosk is switched off in an orderly way."""
        self._write()
        assert self.log.close()
        return self

    def sheets(self, out: Path) -> dict[str, list[dict[str, str]]]:
        """The export by sheet, as CSV has it: a row is a mapping from heading to cell."""
        with all_logs(self.data) as logs:
            written = write_export(logs.rows(), out / "out.csv", glossary=hall_glossary(content()))
        return {path.stem.removeprefix("out-"): _rows(path) for path in written.files}

    def _stamp(self) -> str:
        return self.now.isoformat(timespec="milliseconds")

    def _write(self) -> None:
        for logged in self.machine.take():
            assert isinstance(logged, Logged)
            self.events.append(logged.event)  # type: ignore[arg-type]
            self.log.append(logged._replace(at=self._stamp()))


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as stream:
        return list(csv.DictReader(stream))
