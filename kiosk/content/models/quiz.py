"""Quiz items and the blueprint a form is drawn by."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Annotated, Literal

from kiosk.content.models.base import Line, Model, Para, Text
from kiosk.content.models.limits import Ge, MaxLen, MinLen

QuizForm = Literal["single", "multiple", "true_false", "judge", "which_real"]


@dataclass(frozen=True, slots=True)
class QuizOption(Model):
    """One option; `right` marks what should be chosen."""

    text: Annotated[str, MinLen(1), MaxLen(50)] = field(metadata={"description": "选项文字"})
    right: bool = field(metadata={"description": "true=应当选"})


@dataclass(frozen=True, slots=True)
class QuizItem(Model):
    """One item. `judge` shows `quote` and asks scam or genuine; `which_real` asks which option is the real one.

    `genuine` is true when recognising something real is what the item tests.
    """

    id: Text = field(metadata={"description": "编号：小写英文和连字符，全馆不重复"})
    type: Text = field(metadata={"description": "骗局种类编号，或 general、law、genuine"})
    form: QuizForm = field(
        metadata={
            "description": "题型：single=单选 multiple=多选 true_false=对错 judge=诈骗还是真实 which_real=挑出真的"
        }
    )
    genuine: bool = field(metadata={"description": "true=考的是认出真的"})
    stem: Annotated[str, MinLen(4), MaxLen(80)] = field(metadata={"description": "题目，4–80 个字"})
    explanation: Para = field(metadata={"description": "讲解"})
    quote: str = field(default="", metadata={"description": "短信、来电或聊天原文（模拟）"})
    options: Annotated[tuple[QuizOption, ...], MaxLen(5)] = field(
        default=(), metadata={"description": "single、multiple、which_real 要写；true_false 与 judge 不写"}
    )
    answer: Literal["", "对", "错", "诈骗", "真实"] = field(
        default="", metadata={"description": "true_false 写 对 或 错，judge 写 诈骗 或 真实，其他题型不写"}
    )
    difficulty: Literal[1, 2, 3] = field(default=2, metadata={"description": "难度 1、2、3"})


@dataclass(frozen=True, slots=True)
class QuizItems(Model):
    """A file of items."""

    items: Annotated[tuple[QuizItem, ...], MinLen(1)] = field(metadata={"description": "题目"})


@dataclass(frozen=True, slots=True)
class Blueprint(Model):
    """How a form is drawn: so many items, so many of them genuine, at most so many of one kind of scam."""

    items: Annotated[int, Ge(4)] = field(metadata={"description": "一套题抽几道"})
    genuine: Annotated[int, Ge(1)] = field(metadata={"description": "其中几道是真的"})
    max_per_type: Annotated[int, Ge(1)] = field(metadata={"description": "同一类最多几道"})
    intro: Para = field(metadata={"description": "答题前的话"})
    praise: Annotated[tuple[Line, ...], MinLen(3), MaxLen(3)] = field(
        metadata={"description": "三档结果的一句话，从高到低"}
    )
