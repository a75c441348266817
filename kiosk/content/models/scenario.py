"""A branching scenario of the VR zone: nodes, choices, flags, endings.

The same story plays in the kiosk's window and, later, on a headset.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Annotated, Literal

from kiosk.content.models.base import Line, Model, Para, Text, Yuan
from kiosk.content.models.limits import Ge, MaxLen, MinLen

Device = Literal["none", "ring", "call", "sms", "chat", "group", "video", "bank", "install", "share", "browser"]


@dataclass(frozen=True, slots=True)
class Flag(Model):
    """A sign shown in the story: `red` betrays a scam, `genuine` shows something real."""

    id: Text = field(metadata={"description": "编号，在本情景内不重复"})
    text: Line = field(metadata={"description": "复盘时怎样点破这一招"})
    kind: Literal["red", "genuine"] = field(
        default="red", metadata={"description": "red=可疑的信号 genuine=真实的信号"}
    )
    rule: str = field(default="", metadata={"description": "对应的“六个一律、八个凡是”编号"})


@dataclass(frozen=True, slots=True)
class Say(Model):
    """One line heard or read at a node; `shows` are the flags it gives away."""

    text: Annotated[str, MinLen(1), MaxLen(90)] = field(metadata={"description": "一句话，最多 90 个字"})
    who: Literal["them", "me", "other", "note"] = field(
        default="them", metadata={"description": "谁说的：them=对方 me=自己 other=旁人 note=旁白"}
    )
    shows: tuple[str, ...] = field(default=(), metadata={"description": "这句话露出的信号编号，可不写"})
    red_packet: Yuan = field(default=0, metadata={"description": "这一条是红包：多少元"})


@dataclass(frozen=True, slots=True)
class Timer(Model):
    """Pressure: after `seconds` without a choice the story goes to `goto`."""

    seconds: Annotated[int, Ge(5)] = field(metadata={"description": "几秒不选就走下一步，最少 5"})
    goto: Text = field(metadata={"description": "走到哪个节点"})


@dataclass(frozen=True, slots=True)
class Choice(Model):
    """What the visitor may do; `found` are the flags this choice shows they saw."""

    text: Annotated[str, MinLen(1), MaxLen(28)] = field(metadata={"description": "选项，最多 28 个字"})
    goto: Text = field(metadata={"description": "走到哪个节点"})
    found: tuple[str, ...] = field(default=(), metadata={"description": "选它说明看出了哪些信号，可不写"})
    yuan: Yuan = field(default=0, metadata={"description": "这一选择转出的钱，元（模拟）"})
    safe: bool = field(default=False, metadata={"description": "true=安全的出路（挂断、核实、求助）"})


@dataclass(frozen=True, slots=True)
class End(Model):
    """An ending: `safe` nothing lost, `saved` stopped in time, `loss` money gone, `missed` a real one turned away."""

    kind: Literal["safe", "saved", "loss", "missed"] = field(
        metadata={"description": "safe=平安 saved=及时止损 loss=钱没了 missed=把真的当成了假的"}
    )
    title: Annotated[str, MinLen(2), MaxLen(16)] = field(metadata={"description": "结局标题"})
    text: Para = field(metadata={"description": "结局的话"})


@dataclass(frozen=True, slots=True)
class Node(Model):
    """One moment of the story. A node has choices (or a timer) or an end."""

    id: Text = field(metadata={"description": "节点编号，在本情景内不重复"})
    device: Device = field(
        default="none",
        metadata={
            "description": "手里的画面：none=没有 ring=来电响铃 call=通话 sms=短信 chat=聊天 group=群聊 video=视频通话 "
            "bank=手机银行 install=安装软件 share=共享屏幕 browser=网页"
        },
    )
    actor: Annotated[str, MaxLen(20)] = field(default="", metadata={"description": "来电显示或对话人（虚构）"})
    place: str = field(default="", metadata={"description": "身边的情景，一句话"})
    yaw: float = field(default=0.0, metadata={"description": "朝向：度，向右为正"})
    pitch: float = field(default=0.0, metadata={"description": "俯仰：度，向上为正"})
    says: tuple[Say, ...] = field(default=(), metadata={"description": "这一刻听到、看到的话"})
    choices: Annotated[tuple[Choice, ...], MaxLen(4)] = field(default=(), metadata={"description": "最多 4 个选择"})
    timer: Timer | None = field(default=None, metadata={"description": "倒计时，可不写"})
    end: End | None = field(default=None, metadata={"description": "结局；写了结局就不写选择"})


@dataclass(frozen=True, slots=True)
class Scenario(Model):
    """One scenario; the first node is where it begins. `max_yuan` is what it could have cost, in yuan."""

    id: Text = field(metadata={"description": "编号：小写英文"})
    order: int = field(metadata={"description": "排第几"})
    title: Annotated[str, MinLen(2), MaxLen(16)] = field(metadata={"description": "标题，2–16 个字"})
    type: Text = field(metadata={"description": "骗局种类编号，见 scam_types/types"})
    genuine: bool = field(metadata={"description": "true=这一回是真的"})
    room: Literal["living_room", "bank", "office"] = field(
        metadata={"description": "房间：living_room=客厅 bank=银行 office=办公室"}
    )
    role: Para = field(metadata={"description": "你是谁、在哪里"})
    teaser: Line = field(metadata={"description": "封面上的一句话"})
    max_yuan: Yuan = field(metadata={"description": "最多可能损失多少，元"})
    remember: Line = field(metadata={"description": "一句话记住"})
    flags: Annotated[tuple[Flag, ...], MinLen(1)] = field(metadata={"description": "信号"})
    nodes: Annotated[tuple[Node, ...], MinLen(3)] = field(metadata={"description": "节点，第一个是开头"})
    based_on: str = field(default="", metadata={"description": "依据的公开通报：机关与日期"})
