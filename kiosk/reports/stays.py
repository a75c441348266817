"""The way through the zones: which is entered when and for how long, what is left out, where visits break off."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from kiosk.core.events import SceneFailed, VisitEnded, VisitStarted, ZoneEntered, ZoneLeft, ZoneSkipped
from kiosk.core.vocabulary import Programme, VisitExit
from kiosk.reports.shares import Share, quantile
from kiosk.reports.whole_visits import WholeVisit


@dataclass(slots=True)
class ZoneStay:
    """One zone over a month. Counted are visits, each once: those that `entered`, those in which its goal was reached
    (`done`), those in which an officer left it out (`skipped`), those of the full programme that entered (`full`).
    `seconds` counts dwell: the sum of a visit's stays in the zone, in whole seconds. `places` counts at which place of
    the visit (from 1) it was entered first."""

    entered: int = 0
    done: int = 0
    skipped: int = 0
    full: int = 0
    seconds: Counter[int] = field(default_factory=Counter)
    places: Counter[int] = field(default_factory=Counter)

    @property
    def cut_short(self) -> Share:
        """Visits that entered and did not reach the zone's goal, of those that entered."""
        return Share(self.entered - self.done, self.entered)

    @property
    def minutes(self) -> float | None:
        """Median dwell in minutes; None where nobody's leaving was recorded."""
        middle = quantile(self.seconds, 0.5)
        return None if middle is None else middle / 60

    @property
    def place(self) -> float | None:
        """Median place in the visit; None where nobody entered."""
        return quantile(self.places, 0.5)


@dataclass(slots=True)
class Stays:
    """All zones. Source: ZoneEntered, ZoneLeft, ZoneSkipped, SceneFailed, VisitEnded, of visits with a VisitStarted.

    `full` counts the visits of the full programme, of which each should enter every zone. `broke_off` counts, for
    visits that did not go through to the end, the zone they entered last ("" before the first) and how they ended;
    `depth` counts how many different zones such and all other visits entered. `failed` counts failures by scene.
    """

    zones: dict[str, ZoneStay] = field(default_factory=dict)
    full: int = 0
    broke_off: Counter[tuple[str, VisitExit]] = field(default_factory=Counter)
    depth: Counter[int] = field(default_factory=Counter)
    failed: Counter[str] = field(default_factory=Counter)

    def add(self, visit: WholeVisit) -> None:
        """Counts one visit."""
        started = visit.first(VisitStarted)
        self.failed.update(e.scene for e in visit.of(SceneFailed))
        if started is None:
            return
        full = started.programme is Programme.FULL
        self.full += full
        entered = [e.zone for e in visit.of(ZoneEntered)]
        order = list(dict.fromkeys(entered))
        for place, zone in enumerate(order, 1):
            stay = self._of(zone)
            stay.entered += 1
            stay.full += full
            stay.places[place] += 1
        self._leave(visit)
        self.depth[len(order)] += 1
        ended = visit.first(VisitEnded)
        how = ended.how if ended else VisitExit.INTERRUPTED
        if how is not VisitExit.FINISHED:
            self.broke_off[entered[-1] if entered else "", how] += 1

    def missed(self, zone: str) -> Share:
        """Visits of the full programme that never entered the zone, of all visits of it."""
        stay = self.zones.get(zone)
        return Share(self.full - (stay.full if stay else 0), self.full)

    def _leave(self, visit: WholeVisit) -> None:
        dwelt: dict[str, float] = {}
        done: set[str] = set()
        for left in visit.of(ZoneLeft):
            dwelt[left.zone] = dwelt.get(left.zone, 0.0) + left.seconds
            if left.done:
                done.add(left.zone)
        for zone, seconds in dwelt.items():
            self._of(zone).seconds[round(seconds)] += 1
        for zone in done & {e.zone for e in visit.of(ZoneEntered)}:
            self._of(zone).done += 1
        for zone in {e.zone for e in visit.of(ZoneSkipped)}:
            self._of(zone).skipped += 1

    def _of(self, zone: str) -> ZoneStay:
        return self.zones.setdefault(zone, ZoneStay())
