"""One visit in a few numbers, for the farewell screen: what was seen and what to take home."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from kiosk.core.events import (
    AdviceEnded,
    ChoiceMade,
    Event,
    QuestionAnswered,
    QuizFinished,
    ScenarioEnded,
    TrialAnswered,
    ZoneEntered,
)
from kiosk.core.vocabulary import Ending, OptionKind, Verdict
from kiosk.reports.detection import Detection, detection, verdict_of

NOTHING_JUDGED = Detection()


@dataclass(frozen=True, slots=True)
class VisitSummary:
    """What one visit came to.

    `quiz_right` of `quiz_items` is the last finished form, 0 of 0 without one. `missed_types` are (type id or topic,
    times), most first, in the order met where equal. `false_alarms` counts what was genuine and called a scam, in
    questions, in simulations, in advice to somebody else and in what the hall itself asked; `judged` are the questions
    alone.
    """

    zones_seen: tuple[str, ...] = ()
    quiz_right: int = 0
    quiz_items: int = 0
    missed_types: tuple[tuple[str, int], ...] = ()
    false_alarms: int = 0
    judged: Detection = NOTHING_JUDGED


def visit_summary(events: Iterable[Event]) -> VisitSummary:
    """The summary of a visit's events in order; a visit still going on is summed up so far."""
    listed = list(events)
    forms = [e for e in listed if isinstance(e, QuizFinished)]
    judged = detection(listed)
    turned_away = sum(map(_turned_away, listed))
    return VisitSummary(
        zones_seen=_in_order(e.zone for e in listed if isinstance(e, ZoneEntered)),
        quiz_right=forms[-1].right if forms else 0,
        quiz_items=forms[-1].items if forms else 0,
        missed_types=missed_types(listed),
        false_alarms=judged.false_alarms + turned_away,
        judged=judged,
    )


def _turned_away(event: Event) -> bool:
    """Whether something genuine was sent away, lived through, as advice to somebody else or when the hall asked."""
    match event:
        case ScenarioEnded(ending=Ending.MISSED_GENUINE) | AdviceEnded(turned_away=True):
            return True
        case TrialAnswered(kind=OptionKind.TURNS_AWAY):
            return True
        case _:
            return False


def missed_types(events: Iterable[Event]) -> tuple[tuple[str, int], ...]:
    """Kinds of scam by how often one slipped through, most first.

    Counted are a wrong answer about a scam, a risky choice in something that was one, doing what the hall itself asked
    as one, and a simulation that took the money: also one of something genuine, where an impostor came with it and was
    believed. A sign that was shown and not named is none: who hangs up at once sees fewer. Who would check a scam first
    has not let it through. What turned something genuine away is no missed scam, and neither is what was said to
    somebody who was defrauded or nearly was.
    """
    missed: Counter[str] = Counter()
    for event in events:
        match event:
            case QuestionAnswered() if verdict_of(event) is Verdict.WITHHELD:
                pass
            case QuestionAnswered(genuine=False, right=False) | ChoiceMade(genuine=False, kind=OptionKind.RISKY):
                missed[event.type] += 1
            case ScenarioEnded(ending=Ending.LOSS) | TrialAnswered(kind=OptionKind.RISKY):
                missed[event.type] += 1
            case _:
                pass
    del missed[""]
    return tuple(missed.most_common())


def _in_order(words: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(words))
