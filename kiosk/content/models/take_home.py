"""content/hall/take_home.yaml: what visitors take home, on their telephone's page and on the printed card."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Annotated

from kiosk.content.models.base import Line, Model, Para, code
from kiosk.content.models.limits import Ge, Le, MaxLen, MinLen

Heading = Annotated[str, MinLen(2), MaxLen(16)]
"""A heading a telephone shows in one or two lines."""


@dataclass(frozen=True, slots=True)
class LeafletStep(Model):
    """One of the three steps: a few large words, and a line that says how."""

    name: Annotated[str, MinLen(2), MaxLen(9)] = field(metadata={"description": "这一步，9 个字以内，卡片上是大字"})
    how: Annotated[str, MinLen(2), MaxLen(20)] = field(metadata={"description": "怎么做，20 个字以内"})


@dataclass(frozen=True, slots=True)
class FamilyWord(Model):
    """一家一句暗号: how a family chooses its word, and when it asks for it."""

    heading: Annotated[str, MinLen(2), MaxLen(8)] = field(
        metadata={"description": "小标题，也是卡片的大字，8 个字以内"}
    )
    lead: Annotated[str, MinLen(2), MaxLen(38)] = field(metadata={"description": "一句话：为什么要有暗号，38 个字以内"})
    example: Annotated[str, MinLen(2), MaxLen(30)] = field(
        metadata={"description": "网页上举例的暗号下面的一句话，例子用 hall.yaml 里 code_words 的头两个词"}
    )
    choose: Annotated[tuple[Line, ...], MinLen(2), MaxLen(4)] = field(metadata={"description": "怎么挑，2–4 条"})
    ask: Annotated[tuple[Line, ...], MinLen(2), MaxLen(4)] = field(metadata={"description": "什么时候对，2–4 条"})
    write_here: Annotated[str, MinLen(2), MaxLen(12)] = field(metadata={"description": "卡片上留空那一行前面的字"})
    keep: Annotated[str, MinLen(2), MaxLen(24)] = field(metadata={"description": "卡片上的一句：写好了怎么收"})


@dataclass(frozen=True, slots=True)
class Replay(Model):
    """Six items of the quiz to judge again. The same `seed` draws the same six from the same bank."""

    heading: Heading = field(metadata={"description": "小标题"})
    lead: Line = field(metadata={"description": "答题前的一句话"})
    end: Line = field(metadata={"description": "六道都答完的一句话"})
    seed: Annotated[int, Ge(0)] = field(metadata=code("换一个数，就换六道题；三道真的、两道骗局、一道先核实"))


@dataclass(frozen=True, slots=True)
class RulesFolded(Model):
    """What stands above the rhymes, which come from six_eight_rules/rules.yaml."""

    heading: Heading = field(metadata={"description": "小标题"})
    lead: Line = field(metadata={"description": "口诀前面的一句话"})


@dataclass(frozen=True, slots=True)
class AskAgain(Model):
    """The day on which the family is asked once more. `days` from the day the page is read."""

    heading: Heading = field(metadata={"description": "小标题，里面写几天"})
    lead: Line = field(metadata={"description": "一句话：那天做什么"})
    ask: Annotated[tuple[Line, ...], MinLen(1), MaxLen(4)] = field(metadata={"description": "问什么，1–4 条"})
    days: Annotated[int, Ge(7), Le(90)] = field(metadata=code("几天以后，7–90，与小标题里写的一样"))
    remember: Annotated[str, MinLen(2), MaxLen(24)] = field(metadata={"description": "日历里那一天写的字"})
    by_hand: Line = field(metadata={"description": "手机存不进日历时的一句话"})


@dataclass(frozen=True, slots=True)
class MoneyGone(Model):
    """What to do now if money has gone: 110 first, then 96110."""

    heading: Heading = field(metadata={"description": "小标题"})
    lead: Line = field(metadata={"description": "一句话：先做什么"})
    steps: Annotated[tuple[Line, ...], MinLen(2), MaxLen(6)] = field(metadata={"description": "一步一步，2–6 条"})
    police: Annotated[str, MinLen(2), MaxLen(14)] = field(metadata={"description": "110 是做什么的"})
    advice: Annotated[str, MinLen(2), MaxLen(14)] = field(metadata={"description": "96110 是做什么的"})


@dataclass(frozen=True, slots=True)
class Leaflet(Model):
    """All that is written on the page and on the card, beside the quiz items and the rhymes."""

    title: Annotated[str, MinLen(4), MaxLen(16)] = field(metadata={"description": "网页的大标题，16 个字以内"})
    lead: Line = field(metadata={"description": "大标题下的一句话"})
    picture: Annotated[str, MinLen(1)] = field(
        metadata=code("网页顶上的图片，从 content 文件夹写起，例如 stills/quiz.jpg", file="picture")
    )
    steps: Annotated[tuple[LeafletStep, ...], MinLen(3), MaxLen(3)] = field(metadata={"description": "三步，正好三条"})
    family_word: FamilyWord = field(metadata={"description": "一家一句暗号"})
    replay: Replay = field(metadata={"description": "六道题"})
    rules: RulesFolded = field(metadata={"description": "口诀"})
    again: AskAgain = field(metadata={"description": "过些天再问一遍"})
    money_gone: MoneyGone = field(metadata={"description": "钱已经转出去了"})
    scan: Annotated[str, MinLen(2), MaxLen(8)] = field(metadata={"description": "卡片上二维码下面的字，8 个字以内"})
    closing: Para = field(metadata={"description": "网页最后的话"})
