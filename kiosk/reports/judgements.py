"""What people said of items, as every figure about the effect and about items takes it.

A group that raises its hands for a live form leaves counts (`Judgement`): how many said what of one item, and nobody
knows who said what of the next. Who does the quiz by themselves leaves single answers (`SingleAnswer`), several of one
person: only from these can be said whether an item goes with the others.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from kiosk.core.events import JudgementCounted, QuestionAnswered, QuizFinished, VisitStarted
from kiosk.core.logged import Logged
from kiosk.core.vocabulary import AgeBand, Phase, QuestionForm, QuizWay, Verdict
from kiosk.reports.detection import verdict_of

QUIZ = "quiz"


@dataclass(frozen=True, slots=True)
class Judgement:
    """One item that one group (a visit, by its id) was asked in one phase, before anything was revealed.

    `wording` is the hash of its text: an edited item is another. Of `people`, `said_scam` and `said_genuine` hands were
    counted; the others are not sure.
    """

    group: str
    item: str
    wording: str
    genuine: bool
    phase: Phase
    said_scam: int
    said_genuine: int
    people: int


@dataclass(frozen=True, slots=True)
class SingleAnswer:
    """One item answered by one person, or by those who stood round them: `taker` is a run through a form of the quiz.

    `right` is None for who would check first what is plain: that is no mistake, and no judgement. `senior`: whether
    everybody in the visit is 60 or over; None where some are, or nobody knows.
    """

    taker: str
    item: str
    wording: str
    genuine: bool | None
    form: QuestionForm
    option: str
    right: bool | None
    senior: bool | None


def judgements(rows: Iterable[Logged]) -> list[Judgement]:
    """All counts of live forms, from `JudgementCounted`. Where a group was counted twice for one item in a phase, the
    later count stands."""
    found: dict[tuple[str, str, Phase], Judgement] = {}
    for row in rows:
        event = row.event
        if isinstance(event, JudgementCounted) and event.genuine is not None:
            found[row.visit, event.wording, event.phase] = Judgement(
                row.visit,
                event.item,
                event.wording,
                event.genuine,
                event.phase,
                event.said_scam,
                event.said_genuine,
                event.people,
            )
    return list(found.values())


def single_answers(rows: Iterable[Logged]) -> list[SingleAnswer]:
    """All answers of the quiz that one person gave: runs that were gone through to their end, one by one, in a visit
    whose beginning is known. What was asked again in a visit counts the first time only: its answer was seen by then.
    """
    ages: dict[str, bool | None] = {}
    running: dict[str, list[QuestionAnswered]] = {}
    seen: dict[str, set[str]] = {}
    found: list[SingleAnswer] = []
    for row in rows:
        event = row.event
        if isinstance(event, VisitStarted):
            ages[row.visit], running[row.visit], seen[row.visit] = _senior(event.ages), [], set()
        elif row.visit not in ages:
            continue
        elif isinstance(event, QuestionAnswered) and event.zone == QUIZ:
            running[row.visit].append(event)
        elif isinstance(event, QuizFinished):
            run, running[row.visit] = running[row.visit][-event.items :], []
            fresh = [answer for answer in run if answer.wording not in seen[row.visit]]
            seen[row.visit] |= {answer.wording for answer in run}
            if event.way is QuizWay.SOLO:
                found += (_single(answer, f"{row.visit}/{row.id}", ages[row.visit]) for answer in fresh)
    return found


def _single(event: QuestionAnswered, taker: str, senior: bool | None) -> SingleAnswer:
    right = None if verdict_of(event) is Verdict.WITHHELD and event.genuine is not None else event.right
    return SingleAnswer(taker, event.item, event.wording, event.genuine, event.form, event.option, right, senior)


def _senior(ages: tuple[AgeBand, ...]) -> bool | None:
    if not ages or AgeBand.UNKNOWN in ages or (AgeBand.SENIOR in ages and len(ages) > 1):
        return None
    return AgeBand.SENIOR in ages
