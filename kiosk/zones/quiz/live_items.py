"""The judgements of the bank as the pages of a live form show them: plain data, for the hall's own page as well."""

from __future__ import annotations

from collections.abc import Sequence

from kiosk.parts.measured import MeasuredItem
from kiosk.zones.quiz.live import measurable
from kiosk.zones.quiz.models import QuizItem
from kiosk.zones.quiz.score import subject_of


def bank_of(items: Sequence[QuizItem]) -> dict[str, MeasuredItem]:
    """All that can stand in a live form, by id."""
    return {
        item.id: MeasuredItem(subject_of(item), item.stem, item.short, item.decides, item.why)
        for item in measurable(items)
    }
