"""The kinds of scam, and the questionnaire “哪种骗局会找上我”."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Annotated

from kiosk.content.models.base import FOR, Line, Model, Para, Source, Text, code
from kiosk.content.models.limits import MaxLen, MinLen
from kiosk.core.vocabulary import Audience, Term

ZONE = "scam_types"


class TypeTab(Term):
    """The sides of a kind of scam, in the order in which one goes through them."""

    WAYS = "ways", "套路"
    WORDS = "words", "他怎么说"
    DO = "do", "怎么办"
    CASES = "cases", "真案例"


@dataclass(frozen=True, slots=True)
class ScamStep(Model):
    """One step down the stairs: what it is called in a word, and what happens."""

    text: Line = field(metadata={"description": "这一步发生什么"})
    name: Annotated[str, MaxLen(6)] = field(default="", metadata={"description": "这一步的名字，最多 6 个字，可不写"})


@dataclass(frozen=True, slots=True)
class ScamType(Model):
    """One kind of scam. Its cases are found by their `type`; `tip` is what a visitor takes home."""

    id: Text = field(metadata=code("编号：小写英文和下划线", defines="scam_type"))
    order: int = field(metadata=code("排第几"))
    name: Annotated[str, MinLen(2), MaxLen(12)] = field(metadata={"description": "骗局名称"})
    in_2025_list: bool = field(metadata={"description": "true=在 2025 版十种高发类型之列"})
    icon: Text = field(metadata=code("图标名"))
    slogan: Line = field(metadata={"description": "一句话记住"})
    steps: Annotated[tuple[ScamStep, ...], MinLen(3), MaxLen(6)] = field(metadata={"description": "步骤，3–6 步"})
    phrases: Annotated[tuple[Line, ...], MinLen(2), MaxLen(5)] = field(metadata={"description": "话术，2–5 句"})
    targets: Para = field(metadata={"description": "容易找上谁"})
    red_flags: Annotated[tuple[Line, ...], MinLen(2), MaxLen(5)] = field(metadata={"description": "可疑信号，2–5 条"})
    do: Annotated[tuple[Line, ...], MinLen(2), MaxLen(5)] = field(metadata={"description": "怎么办，2–5 条"})
    genuine: Para = field(metadata={"description": "真的长什么样：正规机构会怎样做"})
    tip: Line = field(metadata={"description": "带回家的一句话"})
    source: Source = field(metadata={"description": "来源"})
    real: Annotated[tuple[Line, ...], MaxLen(3)] = field(
        default=(), metadata={"description": "真的长什么样，短短三条，一条 20 个字上下；不写就取 genuine 的第一句"}
    )
    audiences: tuple[Audience, ...] = field(default=(), metadata=FOR)
    rules: tuple[str, ...] = field(default=(), metadata=code("对应的“六个一律、八个凡是”编号", refers="rule"))
    picture: str = field(
        default="",
        metadata=code(
            "图片，从 content 文件夹写起，例如 scam_types/pictures/a.jpg，可不写；四边会按版面裁掉一些",
            file="picture",
        ),
    )


@dataclass(frozen=True, slots=True)
class Lean(Model):
    """How much an answer points at a kind of scam (1-3)."""

    type: Text = field(metadata=code("骗局种类编号", refers="scam_type"))
    weight: int = field(metadata=code("指向的程度，1–3"))


@dataclass(frozen=True, slots=True)
class HabitAnswer(Model):
    """One answer of the questionnaire."""

    text: Annotated[str, MinLen(1), MaxLen(24)] = field(metadata={"description": "答案，最多 24 个字"})
    leans: tuple[Lean, ...] = field(default=(), metadata={"description": "这个答案指向哪些骗局，可不写"})


@dataclass(frozen=True, slots=True)
class HabitQuestion(Model):
    """One question about habits; nothing identifying is asked."""

    text: Line = field(metadata={"description": "问题，只问习惯，不问身份"})
    answers: Annotated[tuple[HabitAnswer, ...], MinLen(2), MaxLen(5)] = field(metadata={"description": "2–5 个答案"})


@dataclass(frozen=True, slots=True)
class Questionnaire(Model):
    """Six questions that point at three kinds of scam, with no score of shame."""

    intro: Para = field(metadata={"description": "开头的话"})
    questions: Annotated[tuple[HabitQuestion, ...], MinLen(6), MaxLen(6)] = field(
        metadata={"description": "正好 6 个问题"}
    )
    closing: Para = field(metadata={"description": "结尾的话"})
