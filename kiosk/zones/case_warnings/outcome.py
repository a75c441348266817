"""How a case's outcome looks where it is told: at the end."""

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
