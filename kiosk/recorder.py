"""What is recorded of a visit while it goes on; and a visit that a power cut ended, played again from its recording at
the next start and offered to who was in it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from kiosk.content.loaded import Loaded
from kiosk.content.programmes import standing
from kiosk.core.events import VisitEnded, VisitStarted, ZoneClosed
from kiosk.core.logged import Logged
from kiosk.core.vocabulary import Programme
from kiosk.session import replay
from kiosk.session.flow import KEPT_SECONDS
from kiosk.session.machine import Machine
from kiosk.session.table import Place
from kiosk.store.query import rows_of_newest
from kiosk.store.reading import UnreadableLogError
from kiosk.store.recording import CUT, GestureLog, cut_short, read_recording
from kiosk.wiring import Places, make_machine

BEGUN_MOST = 10_000
"""What may happen between the first touch and a visit; more is a hand that lies on the glass, and is not recorded."""


def machine_of(start: Mapping[str, Any], loaded: Loaded, places: Places, visit_ids: Callable[[], str]) -> Machine:
    """The hall as it stood when a recording began: its size, what stood at check-in, the zones that were closed. Raises
    KeyError, TypeError or ValueError for what is no beginning of one."""
    width, height = start["pixels"]
    loaded = standing(loaded, Programme(start.get("programme", Programme.FULL)))
    chance = replay.SameChance(int(start["seed"]))
    forms = replay.alternation_of(start)
    machine = make_machine(loaded, places, (int(width), int(height)), chance, visit_ids, forms)
    for zone in start.get("closed", ()):
        machine.visit_session.close_zone(zone, "那次参观之前就关了")
    machine.take()  # closed before it began
    return machine


def _unwritten(data: Path, visit: str, played: Sequence[Logged]) -> Sequence[Logged]:
    """What the power cut took of the visit's events: a touch is recorded before it is answered, what came of it is
    logged afterwards. Nothing where the log tells another story, or cannot be read."""
    happened = [logged for logged in played if logged.visit == visit]
    try:
        written = [type(logged.event) for logged in rows_of_newest(data, visit)]
    except UnreadableLogError:
        return ()
    same = written == [type(logged.event) for logged in happened[: len(written)]]
    return happened[len(written) :] if same else ()


class Recorder:
    """Takes down what goes into the `machine`, visit by visit; nothing where `log` is None. A recording begins with the
    attract loop's first touch, so that check-in is part of the visit."""

    def __init__(self, machine: Machine, log: GestureLog | None) -> None:
        self._machine, self._log, self._visit = machine, log, ""
        self.begun: list[Any] = []
        """What went in since the last touch at the attract loop, for the visit it may become; also after its beginning,
        until that is written down: several touches may come in one turn of the loop."""

    @property
    def records(self) -> bool:
        """Whether anything is kept."""
        return self._log is not None

    def take(self, entry: Any) -> None:
        """A gesture, or a record of time, that is about to go in."""
        if self._log is None:
            return
        visit = self._machine.visit_session.visit
        if visit is not None and visit.id != self._visit:
            self._wait(entry)
            return
        if visit is not None or self._machine.keeps:
            self._log.write(entry)
        if visit is not None:
            return
        if self._machine.place is Place.ATTRACT and not self._machine.read_aloud:
            self.begun = [] if isinstance(entry, dict) else [entry]  # whoever checked in before has gone again
        else:
            self._wait(entry)

    def _wait(self, entry: Any) -> None:
        """It waits for a visit, as long as it can be one."""
        if len(self.begun) < BEGUN_MOST:
            self.begun.append(entry)

    def follow(self, logged: Logged) -> None:
        """What came of it: a visit begins, or is over. What a power cut took of another is of no concern here."""
        if self._log is None:
            return
        visit = self._machine.visit_session.visit
        if isinstance(logged.event, VisitStarted) and visit is not None and visit.id == logged.visit:
            self._begin(logged.visit)
            whole, begun = len(self.begun) < BEGUN_MOST, self.begun
            self.begun = []
            for entry in (replay.start_record(self._machine), *(begun if whole else (CUT,))):
                self._log.write(entry)
            if not whole:
                self._log.end()
        elif isinstance(logged.event, VisitEnded) and logged.visit == self._visit:
            self._log.end()
        elif isinstance(logged.event, ZoneClosed):
            self._log.write(replay.closed_record(logged.event.zone, logged.event.why))

    def bring_back(self, loaded: Loaded, places: Places, now: float) -> Iterator[None]:
        """Play the visit again that was cut off before `now` (seconds of the machine's clock), a touch a step, and hand
        it to the hall as one that was set aside. Nothing where there is none. Raises whatever a recording that is none
        leads to."""
        if self._log is None or places.data is None:
            return
        found = cut_short(places.data, now, KEPT_SECONDS)
        if found is None:
            return
        entries = read_recording(found.path)
        start = next((entry for entry in entries if isinstance(entry, Mapping) and entry["kind"] == "start"), None)
        if start is None:
            return
        again = machine_of(start, loaded, places, lambda: found.visit)
        for zone, why in self._machine.visit_session.failures.closed:  # the visit may have been cut off by what it does
            again.visit_session.close_zone(zone, why)
        again.take()
        yield from replay.steps(again, entries)
        self._machine.visit_session.hand_in(_unwritten(places.data, found.visit, again.take()))
        again.set_aside()
        if self._machine.adopt(again, found.seconds):
            self._begin(found.visit)
            self._log.write(replay.ASIDE)
            self._log.write(replay.tick_record(found.seconds))  # they have been away for so long already

    def _begin(self, visit: str) -> None:
        self._visit = visit
        if self._log is not None:
            self._log.begin(visit)

    def close(self) -> bool:
        """Write what waits; False when the disk did not answer in time."""
        return self._log is None or self._log.close()
