"""劝一劝: somebody who is half in a scam, or afraid of something genuine, and what one may say to them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Annotated

from kiosk.content.models.base import FOR, Model, Text, code
from kiosk.content.models.limits import MaxLen, MinLen
from kiosk.core.vocabulary import AdviceOutcome, Audience, Counsel, Silhouette

Reply = Annotated[str, MaxLen(30)]
"""What somebody says in one breath."""


@dataclass(frozen=True, slots=True)
class AdviceChoice(Model):
    """Something the group may say. `reply` is what the other answers whose door is not closed, `warm` the same where
    it is open; `why` is what the sentence does to a person."""

    text: Annotated[str, MinLen(2), MaxLen(20)] = field(metadata={"description": "劝的一句话，最多 20 个字"})
    counsel: Counsel = field(metadata={"description": "这句话是什么：asks、step 让人听得进，一轮里正好一句"})
    why: Annotated[str, MinLen(4), MaxLen(24)] = field(
        metadata={"description": "这句话对人起什么作用，最后才看见，最多 24 个字"}
    )
    reply: Reply = field(
        default="", metadata={"description": "他怎么回，最多 30 个字；最后一轮不写，由结局里的 says 来回"}
    )
    warm: Reply = field(default="", metadata={"description": "他已经听得进时的回话，可不写，不写就用 reply"})
    id: str = field(default="", metadata=code("选项编号，不写就按先后用 a、b、c"))


@dataclass(frozen=True, slots=True)
class AdviceTurn(Model):
    """One turn: three things to say. `closed` is the answer to any of them while the door is closed."""

    id: Text = field(metadata=code("这一轮的编号，在本篇里不重复"))
    choices: Annotated[tuple[AdviceChoice, ...], MinLen(3), MaxLen(3)] = field(
        metadata={"description": "正好 3 句可以说的话"}
    )
    closed: Reply = field(
        default="", metadata={"description": "他不想说的时候，听见哪一句都这样回；第一轮和最后一轮不写"}
    )


@dataclass(frozen=True, slots=True)
class AdviceEnd(Model):
    """How it came out: the person's last words, and what happened then."""

    outcome: AdviceOutcome = field(
        metadata={"description": "骗局写 heard、thinking、shut 三种；真的写 taken_up、refused 两种"}
    )
    says: Annotated[str, MinLen(2), MaxLen(30)] = field(metadata={"description": "他最后的一句话，最多 30 个字"})
    text: Annotated[str, MinLen(4), MaxLen(44)] = field(metadata={"description": "后来怎样，最多 44 个字，不责怪人"})


@dataclass(frozen=True, slots=True)
class Advice(Model):
    """One talk of three to five turns. The person begins guarded."""

    id: Text = field(metadata=code("编号：小写英文和连字符", defines="advice"))
    order: int = field(metadata=code("排第几"))
    title: Annotated[str, MinLen(2), MaxLen(12)] = field(metadata={"description": "标题，2–12 个字，不说破是真是假"})
    type: Text = field(metadata=code("骗局种类编号，见 scam_types/types", refers="scam_type"))
    genuine: bool = field(metadata={"description": "true=他遇到的是真的"})
    figure: Silhouette = field(metadata={"description": "这个人用哪个剪影，也用谁的声音"})
    who: Annotated[str, MinLen(2), MaxLen(6)] = field(metadata={"description": "怎么称呼他，例如 刘奶奶"})
    scene: Annotated[str, MinLen(8), MaxLen(40)] = field(
        metadata={"description": "他在哪里、正要做什么，最多 40 个字，不说破是真是假"}
    )
    opening: Annotated[str, MinLen(2), MaxLen(30)] = field(metadata={"description": "他开口的第一句，最多 30 个字"})
    turns: Annotated[tuple[AdviceTurn, ...], MinLen(3), MaxLen(5)] = field(metadata={"description": "3–5 轮"})
    ends: Annotated[tuple[AdviceEnd, ...], MinLen(2), MaxLen(3)] = field(metadata={"description": "每种结局一条"})
    audiences: tuple[Audience, ...] = field(default=(), metadata=FOR)
