"""A module of the lesson rail: short cards and one exercise where the suspicious line is touched."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Annotated

from kiosk.content.models.base import FOR, Line, Model, Para, Source, Text, code
from kiosk.content.models.limits import MaxLen, MinLen
from kiosk.core.vocabulary import Audience, Device, Term

ZONE = "scam_lessons"


class ExerciseKind(Term):
    """What an exercise is drawn as: those of the phone's pages that are nothing but sentences."""

    SMS = Device.SMS.value, Device.SMS.word
    CHAT = Device.CHAT.value, Device.CHAT.word
    CALL = Device.CALL.value, Device.CALL.word


class LineSide(Term):
    """Who speaks a line of an exercise."""

    THEM = "them", "对方"
    ME = "me", "自己"
    NOTE = "note", "旁白"


@dataclass(frozen=True, slots=True)
class LessonCard(Model):
    """One card of a module: a sentence to be read from afar, and behind it a paragraph and up to four points."""

    title: Annotated[str, MinLen(2), MaxLen(18)] = field(metadata={"description": "卡片标题"})
    text: Para = field(metadata={"description": "一段话"})
    points: Annotated[tuple[Line, ...], MaxLen(4)] = field(
        default=(), metadata={"description": "要点，最多 4 条，可不写"}
    )

    say: Annotated[str, MaxLen(20)] = field(
        default="", metadata={"description": "一句大字，20 个字以内，可不写；写了的几张（最多三张）跟着黄色按钮走时看"}
    )
    steps: tuple[int, ...] = field(
        default=(), metadata=code("这一张讲的是第几步，例如 [1, 2]；写了就在标题旁标出全部步子和这几步，可不写")
    )
    picture: str = field(
        default="", metadata=code("这一张的图片，从 content 文件夹写起，不写就用这一课的", file="picture")
    )


@dataclass(frozen=True, slots=True)
class ExerciseLine(Model):
    """One touchable line of a message, chat or call. A non-empty `flag` says why it is suspicious."""

    text: Annotated[str, MinLen(1), MaxLen(80)] = field(metadata={"description": "一句话，最多 80 个字"})
    side: LineSide = field(default=LineSide.THEM, metadata={"description": "谁说的"})
    flag: Annotated[str, MaxLen(60)] = field(default="", metadata={"description": "这句为什么可疑；不可疑就不写"})
    fine: Annotated[str, MaxLen(80)] = field(
        default="", metadata={"description": "不可疑但容易误点的句子：为什么没问题"}
    )
    short: Annotated[str, MaxLen(24)] = field(
        default="",
        metadata={"description": "这一句的短写法；有一句写了，没写的几句就只在“再看一点”里出现，可不写"},
    )
    id: str = field(default="", metadata=code("句子编号，不写就按先后用 a、b、c"))


@dataclass(frozen=True, slots=True)
class Exercise(Model):
    """A realistic message, chat or call; `genuine` ones have no flagged line and finding none is right."""

    kind: ExerciseKind = field(metadata={"description": "形式"})
    sender: Annotated[str, MinLen(1), MaxLen(20)] = field(metadata={"description": "发送人或来电人（虚构）"})
    prompt: Line = field(metadata={"description": "请观众做什么"})
    genuine: bool = field(metadata={"description": "true=这条是真的，没有可疑句子"})
    lines: Annotated[tuple[ExerciseLine, ...], MinLen(2), MaxLen(8)] = field(metadata={"description": "2–8 句"})
    verdict: Para = field(metadata={"description": "结论"})
    why: Annotated[str, MaxLen(24)] = field(
        default="", metadata={"description": "一句话的结论，24 个字以内，答完先看到它；不写就用 verdict"}
    )


@dataclass(frozen=True, slots=True)
class Lesson(Model):
    """One module of 诈骗知识学习区, at place `order` (1-8) on the rail."""

    id: Text = field(metadata=code("编号：小写英文", defines="lesson"))
    order: int = field(metadata=code("滑轨上的位置，1–8，不能重复"))
    title: Annotated[str, MinLen(2), MaxLen(12)] = field(metadata={"description": "模块名，2–12 个字"})
    icon: Text = field(metadata=code("图标名"))
    summary: Line = field(metadata={"description": "一句话介绍"})
    cards: Annotated[tuple[LessonCard, ...], MinLen(3), MaxLen(8)] = field(metadata={"description": "卡片，3–8 张"})
    exercise: Exercise = field(metadata={"description": "找一找练习"})
    source: Source | None = field(default=None, metadata={"description": "来源，可不写"})
    audiences: tuple[Audience, ...] = field(default=(), metadata=FOR)
    picture: str = field(
        default="",
        metadata=code(
            "图片，从 content 文件夹写起，例如 scam_lessons/pictures/a.jpg，可不写；四边会按版面裁掉一些",
            file="picture",
        ),
    )
