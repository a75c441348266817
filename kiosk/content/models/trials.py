"""content/hall/trials.yaml: what the hall itself asks of a group, once or twice, to see whether it asks back."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Annotated

from kiosk.content.models.base import Model, Text, code
from kiosk.content.models.limits import MaxLen, MinLen
from kiosk.core.vocabulary import Audience, OptionKind, Term

Words = Annotated[str, MinLen(2), MaxLen(10)]
"""What stands on one of three keys."""


class Asker(Term):
    """Who it is that asks: each asks for something genuine in one trial, and for something that is none in another."""

    SYSTEM = "system", "系统提示"
    DESK = "desk", "馆里通知"
    OFFICER = "officer", "讲解民警"
    CALL = "call", "来电留言"


class Reply(Term):
    """What a group can do with a request."""

    TAKE = "take", "照办"
    DECLINE = "decline", "不照办"
    ASK = "ask", "先问一声"


@dataclass(frozen=True, slots=True)
class TrialReplies(Model):
    """The words of the three keys; which stands where, the visit's seed says."""

    take: Words = field(metadata={"description": "照办的那个按钮，10 个字以内"})
    decline: Words = field(metadata={"description": "不照办的那个按钮，10 个字以内，和照办的差不多长"})
    ask: Words = field(metadata={"description": "先问一声、先核实的那个按钮，10 个字以内"})

    def of(self, reply: Reply) -> str:
        match reply:
            case Reply.TAKE:
                return self.take
            case Reply.DECLINE:
                return self.decline
            case Reply.ASK:
                return self.ask


@dataclass(frozen=True, slots=True)
class Trial(Model):
    """One request. Where there is a `blank` to fill, a touch fills it with dots: nobody can write anything there."""

    id: Text = field(metadata=code("编号：小写英文和连字符，不重复", defines="trial"))
    asker: Asker = field(metadata={"description": "谁在说：system、desk、officer、call，每一种真的假的都要有"})
    genuine: bool = field(metadata=code("true=这件事是真的，应当接住；false=假的，应当不照办或先问"))
    title: Annotated[str, MinLen(2), MaxLen(12)] = field(metadata={"description": "大字，12 个字以内，不说破真假"})
    words: Annotated[str, MinLen(8), MaxLen(40)] = field(metadata={"description": "请大家做什么，8–40 个字"})
    replies: TrialReplies = field(metadata={"description": "三个按钮"})
    called: Annotated[str, MinLen(4), MaxLen(14)] = field(
        metadata={"description": "道别时怎么叫它，例如 要验证码的那一页，14 个字以内"}
    )
    sign: Annotated[str, MinLen(8), MaxLen(24)] = field(
        metadata={"description": "道别时说：凭哪一点看得出来，一句话，24 个字以内"}
    )
    blank: Annotated[str, MaxLen(6)] = field(
        default="", metadata={"description": "要填的那一格叫什么，6 个字以内；没有可填的就不写"}
    )
    type: str = field(default="", metadata=code("像哪一种骗局，写骗局种类编号；真的不写", refers="scam_type"))
    not_for: tuple[Audience, ...] = field(default=(), metadata=code("不给谁看，例如 [school]；都能看就不写"))

    @property
    def shown(self) -> tuple[str | TrialReplies, ...]:
        """What stands on the page; what is said of it at the end may be mended and its statistics go on."""
        return self.title, self.words, self.blank, self.replies

    def kind(self, reply: Reply) -> OptionKind:
        """What that reply is: asking back is always safe."""
        if reply is Reply.ASK or (reply is Reply.TAKE) is self.genuine:
            return OptionKind.SAFE
        return OptionKind.TURNS_AWAY if self.genuine else OptionKind.RISKY


@dataclass(frozen=True, slots=True)
class Trials(Model):
    """The whole file."""

    trials: tuple[Trial, ...] = field(metadata={"description": "一道一道的题，真的和假的一样多"})
