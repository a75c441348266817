"""How a case's outcome looks: the sign it is shown with, the same on the wall and at the end."""

from __future__ import annotations

from typing import assert_never

from kiosk.draw.widgets import Meaning
from kiosk.zones.case_warnings.models import CaseOutcome


def meaning_of(outcome: CaseOutcome) -> Meaning:
    """With which sign an outcome is shown."""
    match outcome:
        case CaseOutcome.STOPPED:
            return "safe"
        case CaseOutcome.PARTLY:
            return "doubt"
        case CaseOutcome.LOST:
            return "danger"
        case CaseOutcome.SENTENCED:
            return "genuine"
        case _:
            assert_never(outcome)
