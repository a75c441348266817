"""The questions of the cases in full words, for reports."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kiosk.content.asked import AskedOption, AskedText
from kiosk.content.wording_hash import wording_of
from kiosk.zones.case_warnings.models import Case


def asked(cases: Iterable[Case]) -> Iterator[AskedText]:
    """Every question, with what the other side did just before."""
    for case in cases:
        for number, step in enumerate(case.steps, 1):
            if step.ask is not None:
                options = tuple(AskedOption(option.id, option.text, option.good) for option in step.ask.options)
                lines = tuple(filter(None, (step.phrase or step.move, step.ask.question)))
                yield AskedText(case.id, f"step{number}", wording_of(step), lines, options, f"第{number}步")
