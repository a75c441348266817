"""A branching scenario of the VR zone: nodes, choices, flags, endings.

The same story plays in the kiosk's window and, later, on a headset.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Annotated, Literal

from annotated_types import Ge, MaxLen, MinLen

from kiosk.content.models.base import Line, Model, Para, Text, Yuan

Device = Literal["none", "ring", "call", "sms", "chat", "group", "video", "bank", "install", "share", "browser"]


@dataclass(frozen=True, slots=True)
class Flag(Model):
    """A sign shown in the story: `red` betrays a scam, `genuine` shows something real."""

    id: Text
    text: Line = field(metadata={"description": "复盘时怎样点破这一招"})
    kind: Literal["red", "genuine"] = "red"
    rule: str = field(default="", metadata={"description": "对应的“六个一律、八个凡是”编号"})


@dataclass(frozen=True, slots=True)
class Say(Model):
    """One line heard or read at a node; `shows` are the flags it gives away."""

    text: Annotated[str, MinLen(1), MaxLen(90)]
    who: Literal["them", "me", "other", "note"] = "them"
    shows: tuple[str, ...] = ()
    red_packet: Yuan = field(default=0, metadata={"description": "这一条是红包：多少元"})


@dataclass(frozen=True, slots=True)
class Timer(Model):
    """Pressure: after `seconds` without a choice the story goes to `goto`."""

    seconds: Annotated[int, Ge(5)]
    goto: Text


@dataclass(frozen=True, slots=True)
class Choice(Model):
    """What the visitor may do; `found` are the flags this choice shows they saw."""

    text: Annotated[str, MinLen(1), MaxLen(28)]
    goto: Text
    found: tuple[str, ...] = ()
    yuan: Yuan = field(default=0, metadata={"description": "这一选择转出的钱，元（模拟）"})
    safe: bool = field(default=False, metadata={"description": "true=安全的出路（挂断、核实、求助）"})


@dataclass(frozen=True, slots=True)
class End(Model):
    """An ending: `safe` nothing lost, `saved` stopped in time, `loss` money gone, `missed` a real one turned away."""

    kind: Literal["safe", "saved", "loss", "missed"]
    title: Annotated[str, MinLen(2), MaxLen(16)]
    text: Para


@dataclass(frozen=True, slots=True)
class Node(Model):
    """One moment of the story. A node has choices (or a timer) or an end."""

    id: Text
    device: Device = "none"
    actor: Annotated[str, MaxLen(20)] = field(default="", metadata={"description": "来电显示或对话人（虚构）"})
    place: str = field(default="", metadata={"description": "身边的情景，一句话"})
    yaw: float = field(default=0.0, metadata={"description": "朝向：度，向右为正"})
    pitch: float = field(default=0.0, metadata={"description": "俯仰：度，向上为正"})
    says: tuple[Say, ...] = ()
    choices: Annotated[tuple[Choice, ...], MaxLen(4)] = ()
    timer: Timer | None = None
    end: End | None = None


@dataclass(frozen=True, slots=True)
class Scenario(Model):
    """One scenario; the first node is where it begins. `max_yuan` is what it could have cost, in yuan."""

    id: Text
    order: int
    title: Annotated[str, MinLen(2), MaxLen(16)]
    type: Text
    genuine: bool
    room: Literal["living_room", "bank", "office"]
    role: Para = field(metadata={"description": "你是谁、在哪里"})
    teaser: Line
    max_yuan: Yuan
    remember: Line
    flags: Annotated[tuple[Flag, ...], MinLen(1)]
    nodes: Annotated[tuple[Node, ...], MinLen(3)]
    based_on: str = field(default="", metadata={"description": "依据的公开通报：机关与日期"})
