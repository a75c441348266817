"""A telephone call to be listened to and judged: one file a call, the same in every zone that plays it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Annotated, Literal

from kiosk.content.models.base import Model, Text, code
from kiosk.content.models.limits import MaxLen, MinLen
from kiosk.core.vocabulary import AgeBand, Device, Silhouette, Term


class CallDevice(Term):
    """How a call comes: over the telephone, or by voice in a chat."""

    CALL = Device.CALL.value, Device.CALL.word
    CHAT = Device.CHAT.value, "语音消息"


@dataclass(frozen=True, slots=True)
class CallLine(Model):
    """One sentence that is heard; `me` is the person called. What the whole call hangs on is what `decides`."""

    text: Annotated[str, MinLen(1), MaxLen(60)] = field(metadata={"description": "一句话，最多 60 个字"})
    me: bool = field(default=False, metadata=code("true=接电话的人说的，不写就是来电人说的"))
    decides: bool = field(default=False, metadata=code("true=听这一句就能定真假；整通电话只有一句，由来电人说"))


@dataclass(frozen=True, slots=True)
class Call(Model):
    """A call of 20 to 40 seconds, and what is said once it was judged.

    `figure` and `me_figure` say whose voices are heard; `ages` whom such a call reaches; `type` the kind of scam it is,
    or that it could be taken for.
    """

    id: Text = field(metadata=code("编号：小写英文", defines="call"))
    title: Annotated[str, MinLen(2), MaxLen(14)] = field(metadata={"description": "名字，2–14 个字，不透露真假"})
    type: Text = field(metadata=code("骗局种类编号，见 scam_types/types", refers="scam_type"))
    genuine: bool = field(metadata={"description": "true=这通电话是真的"})
    caller: Annotated[str, MinLen(1), MaxLen(14)] = field(metadata={"description": "来电显示（虚构）"})
    figure: Silhouette = field(metadata={"description": "来电人用哪个剪影，也就是谁的声音"})
    me_figure: Silhouette = field(metadata={"description": "接电话的人用哪个剪影，也就是谁的声音"})
    ages: AgeBand = field(metadata={"description": "这样的电话多打给什么年纪的人"})
    script: Annotated[tuple[CallLine, ...], MinLen(3), MaxLen(10)] = field(metadata={"description": "3–10 句话"})
    closing: Annotated[str, MinLen(20), MaxLen(60)] = field(
        metadata={"description": "判断之后说的话，20–60 个字：凭哪一句，为什么"}
    )
    why: Annotated[str, MaxLen(24)] = field(
        default="", metadata={"description": "判断之后写在屏幕上的一句，24 个字以内；不写就用 closing"}
    )
    device: CallDevice = field(default=CallDevice.CALL, metadata={"description": "电话，还是聊天里的语音"})
    verify: Annotated[str, MaxLen(60)] = field(default="", metadata={"description": "还可以怎样核实，可不写"})
    difficulty: Literal[1, 2, 3] = field(default=2, metadata=code("难度 1、2、3"))

    @property
    def decisive(self) -> int:
        """The place in the script of the sentence that decides; the last one where none is marked."""
        return next((i for i, line in enumerate(self.script) if line.decides), len(self.script) - 1)
