"""What a kind of scam and the questionnaire must agree with themselves about."""

from __future__ import annotations

from collections.abc import Sequence

from kiosk.core.findings import Finding
from kiosk.draw.icon_files import icon_fault
from kiosk.zones.scam_types.models import Questionnaire, ScamType

WEIGHTS = range(1, 4)
"""How much an answer may point at a kind of scam."""


def type_lint(kind: ScamType) -> Sequence[Finding]:
    """An icon there is none of."""
    fault = icon_fault(kind.icon)
    return [(("icon",), fault)] if fault else []


def questionnaire_lint(asked: Questionnaire) -> Sequence[Finding]:
    """Every weight that is none of the three."""
    return [
        (
            ("questions", i, "answers", j, "leans", k, "weight"),
            f"weight 是 {lean.weight}，只能写 1、2 或 3：改一改",
        )
        for i, question in enumerate(asked.questions)
        for j, answer in enumerate(question.answers)
        for k, lean in enumerate(answer.leans)
        if lean.weight not in WEIGHTS
    ]
