"""The kinds of scam, and the questionnaire “哪种骗局会找上我”."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Annotated

from annotated_types import MaxLen, MinLen

from kiosk.content.models.base import Line, Model, Para, Source, Text


@dataclass(frozen=True, slots=True)
class ScamType(Model):
    """One kind of scam. Its cases are found by their `type`; `tip` is what a visitor takes home."""

    id: Text
    order: int
    name: Annotated[str, MinLen(2), MaxLen(12)]
    in_2025_list: bool
    icon: Text
    slogan: Line
    steps: Annotated[tuple[Line, ...], MinLen(3), MaxLen(6)]
    phrases: Annotated[tuple[Line, ...], MinLen(2), MaxLen(5)]
    targets: Para
    red_flags: Annotated[tuple[Line, ...], MinLen(2), MaxLen(5)]
    do: Annotated[tuple[Line, ...], MinLen(2), MaxLen(5)]
    genuine: Para = field(metadata={"description": "真的长什么样：正规机构会怎样做"})
    tip: Line
    source: Source
    rules: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Lean(Model):
    """How much an answer points at a kind of scam (1-3)."""

    type: Text
    weight: int


@dataclass(frozen=True, slots=True)
class Answer(Model):
    """One answer of the questionnaire."""

    text: Annotated[str, MinLen(1), MaxLen(24)]
    leans: tuple[Lean, ...] = ()


@dataclass(frozen=True, slots=True)
class Question(Model):
    """One question about habits; nothing identifying is asked."""

    text: Line
    answers: Annotated[tuple[Answer, ...], MinLen(2), MaxLen(5)]


@dataclass(frozen=True, slots=True)
class Questionnaire(Model):
    """Six questions that point at three kinds of scam, with no score of shame."""

    intro: Para
    questions: Annotated[tuple[Question, ...], MinLen(6), MaxLen(6)]
    closing: Para
