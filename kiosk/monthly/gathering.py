"""Everything a report is made of: the month and the one before, the effect, the items, the words of content."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from kiosk.content.dates import REVIEW_DUE
from kiosk.content.problems import Problem
from kiosk.core.events import JudgementCounted, QuestionAnswered, QuizFinished, VisitStarted
from kiosk.core.logged import Logged
from kiosk.core.vocabulary import ItemTrouble
from kiosk.monthly.naming import Naming
from kiosk.reports.effect import Effect, effect
from kiosk.reports.judgements import judgements, single_answers
from kiosk.reports.latest import Latest
from kiosk.reports.live_items import live_items
from kiosk.reports.monthly import KINDS_READ, MonthFigures, figures_of
from kiosk.reports.months import Month
from kiosk.reports.quiz_items import quiz_items

MONTHS_OF_EFFECT = 3
"""The effect is reckoned over so many months: in one there are seldom ten groups that answered twice."""
KINDS_ASKED_FOR = (*KINDS_READ, QuizFinished.__name__)
"""The names of all events a report is made of."""


@dataclass(frozen=True, slots=True)
class Due:
    """What of the content is past its review date: the file and line, as staff know them."""

    path: str
    line: int


@dataclass(frozen=True, slots=True)
class Gathered:
    """What a report is made of. `effect` is that of the three months up to this one, `effect_before` that of the three
    up to the last; `troubled` are items (zone or "" unknown, id) and what is wrong with each. `today` is the day of
    making."""

    hall: str
    today: date
    now: MonthFigures
    before: MonthFigures
    effect: Effect
    effect_before: Effect
    naming: Naming
    zones: tuple[str, ...]
    troubled: tuple[tuple[str, ItemTrouble], ...] = ()
    due: tuple[Due, ...] = ()


def first_day(month: Month) -> date:
    """The day from which on a report of the month reads the log."""
    for _ in range(MONTHS_OF_EFFECT):
        month = month.before
    return month.first


def gather(
    rows: Iterable[Logged],
    month: Month,
    hall: str,
    today: date,
    naming: Naming,
    zones: tuple[str, ...],
    problems: Iterable[Problem] = (),
) -> Gathered:
    """One pass over the rows from `first_day` on; `zones` are the hall's, in the order of a visit."""
    measured = Latest((JudgementCounted,), JudgementCounted)
    solo = Latest((VisitStarted, QuestionAnswered, QuizFinished), QuizFinished)
    figures = figures_of(solo.watch(measured.watch(rows)), (month.before, month))
    counted = measured.rows()
    return Gathered(
        hall=hall,
        today=today,
        now=figures[month],
        before=figures[month.before],
        effect=effect(judgements(_within(counted, month))),
        effect_before=effect(judgements(_within(counted, month.before))),
        naming=naming,
        zones=zones,
        troubled=_troubled(_within(counted, month), _within(solo.rows(), month)),
        due=tuple(Due(p.path, p.line) for p in problems if p.message.startswith(REVIEW_DUE)),
    )


def _within(rows: list[Logged], month: Month) -> list[Logged]:
    """The rows of the months the effect of that month is reckoned over."""
    first = (first_day(month) + timedelta(days=31)).replace(day=1).isoformat()
    return [row for row in rows if first <= row.day <= month.last.isoformat()]


def _troubled(counted: list[Logged], answered: list[Logged]) -> tuple[tuple[str, ItemTrouble], ...]:
    found = (*live_items(judgements(counted)), *quiz_items(single_answers(answered)))
    return tuple(dict.fromkeys((item.item, trouble) for item in found for trouble in item.troubles))
