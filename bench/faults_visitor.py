"""Somebody who goes through a short visit in the real hall, without a window, and says what the hall did."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from kiosk.app import Kiosk
from kiosk.draw.items import targets
from kiosk.hall.knocking import KNOCKS
from kiosk.hall.poster import STAFF
from kiosk.scene import Tap

VISIT = (
    *("start", "people/4", "kind/family", "next", "skip?", "zone/harm_data", "round", "frame/home"),
    *("zone/message_board", "next", "phrase/1", "next", "frame/home", "finish", "finish"),
)
"""Somebody checks in, looks at the figures, leaves a message, and goes. What ends in “?” is not always asked."""
PATIENCE_TURNS, PAUSE_SECONDS = 400, 0.005
SETTLED_SECONDS = 20.0


@dataclass
class Visitor:
    """Taps one word after the other, each once it is on the screen; then the disk is mended (or not) and the hall
    closed."""

    words: Sequence[str]
    report: Path
    mend: Callable[[], None] | None
    rest: Callable[[Kiosk], None] = lambda hall: None
    answered: list[str] = field(default_factory=list)
    _turns: int = 0

    def turn(self, hall: Kiosk) -> None:
        """One turn of the loop."""
        hall._patience = lambda turn, touched: PAUSE_SECONDS  # type: ignore[method-assign]
        shown = targets(hall.machine.view())
        left = self.words[len(self.answered) :]
        if left and left[0].endswith("?") and left[0][:-1] not in shown and left[1] in shown:
            self.answered.append(left[0])
            return
        word = left[0].removesuffix("?") if left else ""
        self._turns += 1
        if not word or self._turns > PATIENCE_TURNS:
            self._end(hall)
        elif word in shown:
            before = hall.machine.view()
            hall._do(Tap(word))
            if hall.machine.view() is not before:
                self.answered.append(left[0])
                self._turns = 0

    def _end(self, hall: Kiosk) -> None:
        log = hall.log
        assert log is not None
        self.rest(hall)
        if self.mend is not None:
            self.mend()
            log.flush(SETTLED_SECONDS)
        said = {
            "answered": self.answered,
            "lost": log.lost,
            "waiting": log.waiting,
            "page": hall.machine.page(),
            "shown": [*targets(hall.machine.view())],
        }
        self.report.write_text(json.dumps(said), "utf-8")
        hall.stop()


def comes(visitor: Visitor) -> None:
    """The visitor is there in every turn of the hall that is opened next in this process."""
    write = Kiosk._write

    def turning(hall: Kiosk) -> None:
        write(hall)
        if hall._running:
            visitor.turn(hall)

    Kiosk._write = turning  # type: ignore[method-assign, assignment]


def keeps_house(hall: Kiosk) -> None:
    """All that the hall does while nobody visits, at once."""
    from kiosk.ops.housekeeping import Housekeeping

    places, log = hall.places, hall.log
    assert places.data is not None and log is not None
    from kiosk.content.defaults import SETTINGS

    house = Housekeeping(places.data, places.hall, SETTINGS, log, lambda: True)
    house._turn = 59  # the look in which the log is looked through
    for duty in house._duties().values():
        try:
            duty()
        except Exception as error:  # as its own thread does; what it says there is held by its tests
            print(f"housekeeping: {error}", file=sys.stdout)
    log.flush(1.0)
    for _ in range(KNOCKS):  # and staff look how many came
        hall._do(Tap(STAFF))
