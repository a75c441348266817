"""content/hall/dissuasion.yaml: what is asked of somebody who is being defrauded now, and what they are told."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Annotated

from kiosk.content.models.base import Line, Model, Text, code
from kiosk.content.models.limits import MaxLen, MinLen


@dataclass(frozen=True, slots=True)
class Fact(Model):
    """An answer: what it says of the kind of scam, the likeliest first."""

    id: Text = field(metadata=code("编号：小写英文，不重复"))
    text: Annotated[str, MinLen(2), MaxLen(12)] = field(metadata={"description": "屏幕上的话，12 个字以内"})
    types: Annotated[tuple[Annotated[str, MinLen(1)], ...], MinLen(1)] = field(
        metadata=code("多是哪几种骗局，写种类编号，最像的在前", refers="scam_type")
    )


@dataclass(frozen=True, slots=True)
class KindSaid(Model):
    """The one sentence about a kind of scam, and the cases that come first for it."""

    type: Text = field(metadata=code("骗局种类编号", refers="scam_type"))
    sentence: Annotated[str, MinLen(8), MaxLen(40)] = field(metadata={"description": "一句话，8–40 个字"})
    cases: tuple[Text, ...] = field(default=(), metadata=code("优先给他看的案例编号；不写由程序找", refers="case"))


@dataclass(frozen=True, slots=True)
class Dissuasion(Model):
    """The whole file."""

    who: Annotated[tuple[Fact, ...], MinLen(3), MaxLen(8)] = field(metadata={"description": "第一问：对方说自己是谁"})
    asks: Annotated[tuple[Fact, ...], MinLen(3), MaxLen(8)] = field(metadata={"description": "第二问：叫您做什么"})
    kinds: tuple[KindSaid, ...] = field(metadata={"description": "每种骗局一句话"})
    otherwise: Annotated[str, MinLen(8), MaxLen(40)] = field(metadata={"description": "哪一种都不像的时候说的话"})
    say: Line = field(metadata={"description": "打通电话以后怎么说"})
