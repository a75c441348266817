"""How a case's outcome looks and what is said of it, the same on the wall and at the end."""

from __future__ import annotations

from typing import assert_never

from kiosk.draw.widgets import Meaning
from kiosk.zones.case_warnings.models import CaseOutcome


def meaning_of(outcome: CaseOutcome) -> Meaning:
    """With which sign an outcome is shown."""
    match outcome:
        case CaseOutcome.STOPPED | CaseOutcome.RECOVERED:
            return "safe"
        case CaseOutcome.PARTLY:
            return "doubt"
        case CaseOutcome.LOST:
            return "danger"
        case CaseOutcome.UNKNOWN:
            return "note"
        case CaseOutcome.SENTENCED:
            return "genuine"
        case _:
            assert_never(outcome)


def said_of(outcome: CaseOutcome) -> str:
    """The outcome on a card: 未公布 alone, beside a sum, would seem to be said of the sum."""
    return "是否追回未公布" if outcome is CaseOutcome.UNKNOWN else outcome.word
