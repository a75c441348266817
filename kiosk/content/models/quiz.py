"""Quiz items and the blueprint a form is drawn by."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Annotated, Literal

from annotated_types import Ge, MaxLen, MinLen

from kiosk.content.models.base import Line, Model, Para, Text

QuizForm = Literal["single", "multiple", "true_false", "judge", "which_real"]


@dataclass(frozen=True, slots=True)
class QuizOption(Model):
    """One option; `right` marks what should be chosen."""

    text: Annotated[str, MinLen(1), MaxLen(50)]
    right: bool


@dataclass(frozen=True, slots=True)
class QuizItem(Model):
    """One item. `judge` shows `quote` and asks scam or genuine; `which_real` asks which option is the real one.

    `genuine` is true when recognising something real is what the item tests.
    """

    id: Text
    type: Text = field(metadata={"description": "骗局种类编号，或 general、law、genuine"})
    form: QuizForm
    genuine: bool
    stem: Annotated[str, MinLen(4), MaxLen(80)]
    explanation: Para
    quote: str = field(default="", metadata={"description": "短信、来电或聊天原文（模拟）"})
    options: Annotated[tuple[QuizOption, ...], MaxLen(5)] = field(
        default=(), metadata={"description": "single、multiple、which_real 要写；true_false 与 judge 不写"}
    )
    answer: Literal["", "对", "错", "诈骗", "真实"] = ""
    difficulty: Literal[1, 2, 3] = 2


@dataclass(frozen=True, slots=True)
class QuizItems(Model):
    """A file of items."""

    items: Annotated[tuple[QuizItem, ...], MinLen(1)]


@dataclass(frozen=True, slots=True)
class Blueprint(Model):
    """How a form is drawn: so many items, so many of them genuine, at most so many of one kind of scam."""

    items: Annotated[int, Ge(4)]
    genuine: Annotated[int, Ge(1)]
    max_per_type: Annotated[int, Ge(1)]
    intro: Para
    praise: Annotated[tuple[Line, ...], MinLen(3), MaxLen(3)] = field(
        metadata={"description": "三档结果的一句话，从高到低"}
    )
