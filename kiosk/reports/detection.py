"""Telling scam from genuine, counted as signal detection counts it: a scam is the signal.

Terms after Macmillan and Creelman, “Detection Theory”: hit and miss where the item is a scam, false alarm and correct
rejection where it is genuine. Who would check first has not judged: that is counted apart, and in neither rate.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from kiosk.core.events import Event, QuestionAnswered, UnknownEvent
from kiosk.core.vocabulary import QuestionForm, Verdict


@dataclass(frozen=True, slots=True)
class Detection:
    """How many judgements came out each way."""

    hits: int = 0
    misses: int = 0
    false_alarms: int = 0
    correct_rejections: int = 0
    withheld: int = 0


def verdict_of(answer: QuestionAnswered) -> Verdict | None:
    """What one answer counts as; None where it was no judgement of scam or genuine, or there was none to make."""
    if answer.genuine is None:
        return None
    if answer.said_scam is None:
        return Verdict.WITHHELD if answer.form is QuestionForm.JUDGE else None
    if answer.genuine:
        return Verdict.FALSE_ALARM if answer.said_scam else Verdict.CORRECT_REJECTION
    return Verdict.HIT if answer.said_scam else Verdict.MISS


def detection(events: Iterable[Event | UnknownEvent]) -> Detection:
    """The counts over all judgements among the events."""
    counted = Counter(verdict_of(e) for e in events if isinstance(e, QuestionAnswered))
    return Detection(
        hits=counted[Verdict.HIT],
        misses=counted[Verdict.MISS],
        false_alarms=counted[Verdict.FALSE_ALARM],
        correct_rejections=counted[Verdict.CORRECT_REJECTION],
        withheld=counted[Verdict.WITHHELD],
    )
