"""Who came: groups (批次) and people (人次) by day, week, kind, age, way and plan; how long, and how it ended."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import date, timedelta

from kiosk.core.events import GroupRefused, VisitEnded, VisitStarted
from kiosk.core.vocabulary import AgeBand, GroupKind, Programme, VisitExit, VisitMode
from kiosk.reports.shares import Share, quantile
from kiosk.reports.whole_visits import WholeVisit


@dataclass(slots=True)
class Attendance:
    """Groups and people of a month. Source: VisitStarted, VisitEnded, GroupRefused.

    A group is a visit with a VisitStarted (批次); its people are `people` of the first one (人次, so that who comes
    twice counts twice). The `_groups` count visits, the `_people` people. Ages are ticked for a group and not counted
    by heads: a group of several ages counts once for each. `seconds` counts the lengths of visits that have an end, in
    whole seconds without pauses. `ends` counts how they ended; without an end: 中断. `refused` counts the sizes of
    groups over the cap.
    """

    day_groups: Counter[str] = field(default_factory=Counter)
    day_people: Counter[str] = field(default_factory=Counter)
    kind_groups: Counter[GroupKind] = field(default_factory=Counter)
    kind_people: Counter[GroupKind] = field(default_factory=Counter)
    age_groups: Counter[AgeBand] = field(default_factory=Counter)
    mode_groups: Counter[VisitMode] = field(default_factory=Counter)
    programme_groups: Counter[Programme] = field(default_factory=Counter)
    seconds: Counter[int] = field(default_factory=Counter)
    ends: Counter[VisitExit] = field(default_factory=Counter)
    refused: Counter[int] = field(default_factory=Counter)
    behind: int = 0

    def add(self, visit: WholeVisit) -> None:
        """Counts one visit."""
        started = visit.first(VisitStarted)
        self.refused.update(e.people for e in visit.of(GroupRefused))
        if started is None:
            return
        ended = visit.first(VisitEnded)
        self.day_groups[visit.day] += 1
        self.day_people[visit.day] += started.people
        self.kind_groups[started.kind] += 1
        self.kind_people[started.kind] += started.people
        self.age_groups.update(set(started.ages))
        self.mode_groups[started.mode] += 1
        self.programme_groups[started.programme] += 1
        self.ends[ended.how if ended else VisitExit.INTERRUPTED] += 1
        self.behind += visit.behind
        if ended is not None:
            self.seconds[round(ended.seconds)] += 1

    @property
    def groups(self) -> int:
        """批次: how many groups were admitted."""
        return self.day_groups.total()

    @property
    def people(self) -> int:
        """人次: how many people were in them."""
        return self.day_people.total()

    @property
    def finished(self) -> Share:
        """Groups that went through to the end, of all groups."""
        return Share(self.ends[VisitExit.FINISHED], self.groups)

    @property
    def minutes(self) -> float | None:
        """Median length of a visit in minutes, pauses not counted; None where no visit has an end."""
        middle = quantile(self.seconds, 0.5)
        return None if middle is None else middle / 60

    def weeks(self) -> list[tuple[date, int, int]]:
        """Monday, groups and people of every week that has some; weeks as ISO 8601 has them."""
        mondays = {day: _monday(day) for day in self.day_groups}
        return [
            (
                monday,
                sum(self.day_groups[day] for day in mondays if mondays[day] == monday),
                sum(self.day_people[day] for day in mondays if mondays[day] == monday),
            )
            for monday in sorted(set(mondays.values()))
        ]


def _monday(day: str) -> date:
    found = date.fromisoformat(day)
    return found - timedelta(days=found.weekday())
