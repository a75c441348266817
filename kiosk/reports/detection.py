"""Telling scam from genuine, counted as signal detection counts it: a scam is the signal.

Terms after Macmillan and Creelman, “Detection Theory”: hit and miss where the item is a scam, false alarm and correct
rejection where it is genuine.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from kiosk.core.events import Event, QuestionAnswered

Outcome = Literal["hit", "miss", "false_alarm", "correct_rejection"]


@dataclass(frozen=True, slots=True)
class Detection:
    """How many judgements came out each way."""

    hits: int = 0
    misses: int = 0
    false_alarms: int = 0
    correct_rejections: int = 0


def outcome_of(answer: QuestionAnswered) -> Outcome | None:
    """What one answer counts as; None where it was no judgement of scam or genuine."""
    if answer.said_scam is None:
        return None
    if answer.genuine:
        return "false_alarm" if answer.said_scam else "correct_rejection"
    return "hit" if answer.said_scam else "miss"


def detection(events: Iterable[Event]) -> Detection:
    """The counts over all judgements among the events."""
    counted = Counter(outcome_of(e) for e in events if isinstance(e, QuestionAnswered))
    return Detection(
        hits=counted["hit"],
        misses=counted["miss"],
        false_alarms=counted["false_alarm"],
        correct_rejections=counted["correct_rejection"],
    )
