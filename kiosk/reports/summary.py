"""One visit in a few numbers, for the farewell screen: what was seen and what to take home."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from kiosk.core.events import (
    ChoiceMade,
    Event,
    QuestionAnswered,
    QuizFinished,
    ScenarioEnded,
    ZoneEntered,
    ZoneLeft,
)
from kiosk.reports.detection import Detection, detection

NOTHING_JUDGED = Detection()

TURNED_AWAY = "missed"
"""The ending of a simulation in which something genuine was taken for a scam."""


@dataclass(frozen=True, slots=True)
class VisitSummary:
    """What one visit came to.

    `quiz_right` of `quiz_items` is the last finished form, 0 of 0 without one. `missed_types` are (type id or topic,
    times), most first, in the order met where equal. `false_alarms` counts what was genuine and called a scam, in
    questions and in simulations; `judged` are the questions alone.
    """

    zones_seen: tuple[str, ...] = ()
    zones_done: tuple[str, ...] = ()
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
    turned_away = sum(isinstance(e, ScenarioEnded) and e.ending == TURNED_AWAY for e in listed)
    return VisitSummary(
        zones_seen=_in_order(e.zone for e in listed if isinstance(e, ZoneEntered)),
        zones_done=_in_order(e.zone for e in listed if isinstance(e, ZoneLeft) and e.done),
        quiz_right=forms[-1].right if forms else 0,
        quiz_items=forms[-1].items if forms else 0,
        missed_types=missed_types(listed),
        false_alarms=judged.false_alarms + turned_away,
        judged=judged,
    )


def missed_types(events: Iterable[Event]) -> tuple[tuple[str, int], ...]:
    """Kinds of scam by how often one slipped through, most first.

    Counted are a wrong answer about a scam, a choice that was not the good one, and a simulation that ended with
    signs missed (once, however many; its kind is that of the choices made in it). A wrong answer about something
    genuine is no missed scam.
    """
    missed: Counter[str] = Counter()
    kinds: dict[tuple[str, str], str] = {}
    for event in events:
        if isinstance(event, QuestionAnswered) and not event.right and not event.genuine:
            missed[event.type] += 1
        elif isinstance(event, ChoiceMade):
            if event.type:
                kinds[event.zone, event.item] = event.type
            if event.good is False:
                missed[event.type] += 1
        elif isinstance(event, ScenarioEnded) and event.missed and event.ending != TURNED_AWAY:
            missed[kinds.get((event.zone, event.item), "")] += 1
    del missed[""]
    return tuple(missed.most_common())


def _in_order(words: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(words))
