"""A first-person memoir in stages, composed from published cases and said to be so."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Annotated

from kiosk.content.models.base import FOR, Line, Model, Para, Text, Yuan, code
from kiosk.content.models.limits import Ge, Le, MaxLen, MinLen
from kiosk.core.vocabulary import Audience, Silhouette, Term

ZONE = "victim_memoirs"
SPEAK = "speak"
"""Where in a memoir the group may speak to whoever tells it."""


class Mood(Term):
    """How the teller felt at a stage, as the stage says it in a word."""

    CALM = "calm", "那时候"
    HOPE = "hope", "有了盼头"
    PRESSURE = "pressure", "越逼越紧"
    LOSS = "loss", "失去"
    AFTER = "after", "后来"


@dataclass(frozen=True, slots=True)
class MemoirStage(Model):
    """One stage of a memoir in the teller's own voice."""

    heading: Annotated[str, MinLen(2), MaxLen(14)] = field(metadata={"description": "小标题"})
    text: Annotated[str, MinLen(20), MaxLen(260)] = field(metadata={"description": "讲述人的话，20–260 个字"})
    mood: Mood = field(metadata={"description": "这一段的心情，灯光跟着明暗"})
    yuan: Yuan = field(default=0, metadata={"description": "到此为止失去的钱，元"})


@dataclass(frozen=True, slots=True)
class Saying(Model):
    """Something the group can say to the person, and how the person answers."""

    text: Line = field(metadata={"description": "观众可以说的话"})
    reply: Para = field(metadata={"description": "讲述人的回应"})
    helps: bool = field(metadata={"description": "true=这样说能帮到对方"})
    id: str = field(default="", metadata=code("选项编号，不写就按先后用 a、b、c"))


@dataclass(frozen=True, slots=True)
class Memoir(Model):
    """One memoir. `speak_after` is the 1-based stage after which the group may speak to the teller."""

    id: Text = field(metadata=code("编号：小写英文和连字符", defines="memoir"))
    title: Annotated[str, MinLen(4), MaxLen(20)] = field(metadata={"description": "标题，4–20 个字"})
    who: Annotated[str, MinLen(2), MaxLen(20)] = field(metadata={"description": "讲述人称呼，不写真名"})
    figure: Silhouette = field(metadata={"description": "讲述人的剪影，要是一个人，不能写 phone"})
    type: Text = field(metadata=code("骗局种类编号，见 scam_types/types", refers="scam_type"))
    teaser: Line = field(metadata={"description": "封面上的一句话"})
    based_on: Annotated[tuple[str, ...], MinLen(1)] = field(metadata=code("依据的案例编号", refers="case"))
    stages: Annotated[tuple[MemoirStage, ...], MinLen(4), MaxLen(8)] = field(metadata={"description": "4–8 段"})
    speak_after: int = field(metadata=code("讲到第几段之后观众可以说话，从 1 数起"))
    speak_prompt: Line = field(metadata={"description": "请观众说话的提示"})
    sayings: Annotated[tuple[Saying, ...], MinLen(3), MaxLen(4)] = field(metadata={"description": "3–4 句可以说的话"})
    ending: Para = field(metadata={"description": "结尾"})
    take_away: Line = field(metadata={"description": "带回家的一句话"})
    film: str = field(default="", metadata=code("本馆自有的录音或影片文件，可不写", file="film"))
    picture: str = field(
        default="",
        metadata=code(
            "图片，从 content 文件夹写起，例如 victim_memoirs/pictures/a.jpg，可不写；四边会按版面裁掉一些",
            file="picture",
        ),
    )
    focus: Annotated[tuple[Annotated[float, Ge(0), Le(1)], ...], MinLen(2), MaxLen(2)] = field(
        default=(0.5, 0.5),
        metadata=code("图片裁剪时要留在画面里的地方：从左、从上各是几分之几，例如 [0.3, 0.5]；不写就是正中"),
    )
    audiences: tuple[Audience, ...] = field(default=(), metadata=FOR)


def focus_of(memoir: Memoir) -> tuple[float, float]:
    """What stays in sight of the memoir's picture: from its left and its top, 0-1."""
    return memoir.focus[0], memoir.focus[1]
