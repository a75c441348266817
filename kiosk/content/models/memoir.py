"""A first-person memoir in stages, composed from published cases and said to be so."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Annotated, Literal

from kiosk.content.models.base import Line, Model, Para, Text, Yuan
from kiosk.content.models.limits import MaxLen, MinLen


@dataclass(frozen=True, slots=True)
class Stage(Model):
    """One stage of a memoir in the teller's own voice."""

    heading: Annotated[str, MinLen(2), MaxLen(14)] = field(metadata={"description": "小标题"})
    text: Annotated[str, MinLen(20), MaxLen(260)] = field(metadata={"description": "讲述人的话，20–260 个字"})
    mood: Literal["calm", "hope", "pressure", "loss", "after"] = field(
        metadata={"description": "心情：calm=平静 hope=有盼头 pressure=被催逼 loss=失去 after=事后"}
    )
    yuan: Yuan = field(default=0, metadata={"description": "到此为止失去的钱，元"})


@dataclass(frozen=True, slots=True)
class Said(Model):
    """Something the group can say to the person, and how the person answers."""

    text: Line = field(metadata={"description": "观众可以说的话"})
    reply: Para = field(metadata={"description": "讲述人的回应"})
    helps: bool = field(metadata={"description": "true=这样说能帮到对方"})


@dataclass(frozen=True, slots=True)
class Memoir(Model):
    """One memoir. `speak_after` is the 1-based stage after which the group may speak to the teller."""

    id: Text = field(metadata={"description": "编号：小写英文和连字符"})
    title: Annotated[str, MinLen(4), MaxLen(20)] = field(metadata={"description": "标题，4–20 个字"})
    who: Annotated[str, MinLen(2), MaxLen(20)] = field(metadata={"description": "讲述人称呼，不写真名"})
    figure: Literal["woman", "man", "girl", "boy", "old_woman", "old_man"] = field(
        metadata={"description": "剪影：woman=女士 man=先生 girl=女孩 boy=男孩 old_woman=老奶奶 old_man=老爷爷"}
    )
    type: Text = field(metadata={"description": "骗局种类编号，见 scam_types/types"})
    teaser: Line = field(metadata={"description": "封面上的一句话"})
    based_on: Annotated[tuple[str, ...], MinLen(1)] = field(metadata={"description": "依据的案例编号"})
    stages: Annotated[tuple[Stage, ...], MinLen(4), MaxLen(8)] = field(metadata={"description": "4–8 段"})
    speak_after: int = field(metadata={"description": "讲到第几段之后观众可以说话，从 1 数起"})
    speak_prompt: Line = field(metadata={"description": "请观众说话的提示"})
    sayings: Annotated[tuple[Said, ...], MinLen(3), MaxLen(4)] = field(metadata={"description": "3–4 句可以说的话"})
    ending: Para = field(metadata={"description": "结尾"})
    take_away: Line = field(metadata={"description": "带回家的一句话"})
    film: str = field(default="", metadata={"description": "本馆自有的录音或影片文件，可不写"})
