"""A module of the lesson rail: short cards and one exercise where the suspicious line is touched."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Annotated, Literal

from annotated_types import MaxLen, MinLen

from kiosk.content.models.base import Line, Model, Para, Source, Text


@dataclass(frozen=True, slots=True)
class Card(Model):
    """One card of a module: a title, a paragraph, and up to four points."""

    title: Annotated[str, MinLen(2), MaxLen(18)]
    text: Para
    points: Annotated[tuple[Line, ...], MaxLen(4)] = ()


@dataclass(frozen=True, slots=True)
class ExerciseLine(Model):
    """One touchable line of a message, chat or call. A non-empty `flag` says why it is suspicious."""

    text: Annotated[str, MinLen(1), MaxLen(80)]
    side: Literal["them", "me", "note"] = "them"
    flag: str = field(default="", metadata={"description": "这句为什么可疑；不可疑就不写"})
    fine: str = field(default="", metadata={"description": "不可疑但容易误点的句子：为什么没问题"})


@dataclass(frozen=True, slots=True)
class Exercise(Model):
    """A realistic message, chat or call; `genuine` ones have no flagged line and finding none is right."""

    kind: Literal["sms", "chat", "call"]
    sender: Annotated[str, MinLen(1), MaxLen(20)]
    prompt: Line
    genuine: bool
    lines: Annotated[tuple[ExerciseLine, ...], MinLen(2), MaxLen(8)]
    verdict: Para


@dataclass(frozen=True, slots=True)
class Lesson(Model):
    """One module of 诈骗知识学习区, at place `order` (1-8) on the rail."""

    id: Text
    order: int
    title: Annotated[str, MinLen(2), MaxLen(12)]
    icon: Text
    summary: Line
    cards: Annotated[tuple[Card, ...], MinLen(3), MaxLen(8)]
    exercise: Exercise
    source: Source | None = None
