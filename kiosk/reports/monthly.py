"""One month out of the log in one pass: every figure of its report, and those of the month before it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from kiosk.core.events import (
    AdviceChosen,
    AdviceEnded,
    ChoiceMade,
    ChoiceTimedOut,
    DissuasionShown,
    Event,
    GroupRefused,
    HandsCounted,
    JudgementCounted,
    JudgementUncounted,
    QuestionAnswered,
    ScenarioEnded,
    SceneFailed,
    SceneStopped,
    TrialAnswered,
    VisitEnded,
    VisitStarted,
    ZoneEntered,
    ZoneLeft,
    ZoneSkipped,
)
from kiosk.core.logged import SIMULATED, Logged
from kiosk.reports.answers import Answers
from kiosk.reports.attendance import Attendance
from kiosk.reports.counsel_given import CounselGiven
from kiosk.reports.falls import Falls
from kiosk.reports.months import Month
from kiosk.reports.stays import Stays
from kiosk.reports.whole_visits import WholeVisit, whole_visits

_FALLS = (ChoiceMade, ChoiceTimedOut, ScenarioEnded, SceneStopped)
_ANSWERS = (QuestionAnswered, HandsCounted, TrialAnswered, JudgementCounted, JudgementUncounted)
_COUNSEL = (AdviceChosen, AdviceEnded, DissuasionShown)
_WAY = (VisitStarted, VisitEnded, GroupRefused, ZoneEntered, ZoneLeft, ZoneSkipped, SceneFailed)
KINDS_READ = tuple(kind.__name__ for kind in (*_FALLS, *_ANSWERS, *_COUNSEL, *_WAY))
"""The events a report reads. What visitors wrote, and who judged it, is not among them: it never gets near a report."""


@dataclass(slots=True)
class MonthFigures:
    """All that is counted of a month; `simulated` says that some of it was made up, `halls` how many halls there are
    events of."""

    month: Month
    attendance: Attendance = field(default_factory=Attendance)
    stays: Stays = field(default_factory=Stays)
    falls: Falls = field(default_factory=Falls)
    answers: Answers = field(default_factory=Answers)
    counsel: CounselGiven = field(default_factory=CounselGiven)
    halls: set[str] = field(default_factory=set)

    def add(self, visit: WholeVisit) -> None:
        """Counts one visit, or what happened outside any."""
        self.halls.add(visit.hall)
        self.attendance.add(visit)
        self.stays.add(visit)
        self._count(visit, _FALLS, self.falls.add)
        self._count(visit, _ANSWERS, self.answers.add)
        self._count(visit, _COUNSEL, self.counsel.add)

    @property
    def simulated(self) -> bool:
        return SIMULATED in self.halls

    def _count(self, visit: WholeVisit, kinds: tuple[type, ...], add: Callable[[Event], None]) -> None:
        for kind in kinds:
            for event in visit.events.get(kind, ()):
                add(event)


def figures_of(rows: Iterable[Logged], months: Iterable[Month]) -> dict[Month, MonthFigures]:
    """The figures of each of the months, from rows in the order of logging that hold them; a visit belongs whole to
    the month of its first event's local day."""
    found = {month: MonthFigures(month) for month in months}
    by_day = {day.isoformat(): figures for month, figures in found.items() for day in month.days()}
    for visit in whole_visits(rows):
        if (figures := by_day.get(visit.day)) is not None:
            figures.add(visit)
    return found
