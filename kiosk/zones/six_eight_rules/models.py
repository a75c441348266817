"""“六个一律、八个凡是”: the tiles, the updated eight, and the matching game."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Annotated

from kiosk.content.models.base import FOR, Line, Model, Para, Source, Text, code
from kiosk.content.models.limits import MaxLen, MinLen
from kiosk.core.vocabulary import Audience, Term

ZONE = "six_eight_rules"
MATCH = "match"
"""The matching game as an item of this zone."""
NO_RULE = "none"
"""The `rule` of a genuine situation, and the answer that says it is one."""


_PICTURE = "图片，从 content 文件夹写起，例如 six_eight_rules/pictures/a.jpg，可不写；四边会按版面裁掉一些"


class RuleGroup(Term):
    """The two rhymes the tiles stand under."""

    SIX = "six", "六个一律"
    EIGHT = "eight", "八个凡是"


class RulesVersion(Term):
    """Which eight the wall shows."""

    CLASSIC = "classic", "经典版"
    UPDATED = "updated", "更新版"


@dataclass(frozen=True, slots=True)
class Rule(Model):
    """One tile: the rule, why it holds, a true story if one was published, and where it must not be taken too far."""

    id: Text = field(metadata=code("six-1 … six-6，eight-1 … eight-8，new-1 … new-8", defines="rule"))
    short: Annotated[str, MinLen(2), MaxLen(14)] = field(metadata={"description": "瓷砖上的短名，2–14 个字"})
    text: Line = field(metadata={"description": "口诀原文"})
    why: Para = field(metadata={"description": "为什么"})
    story: Annotated[str, MaxLen(400)] = field(
        default="", metadata={"description": "一件真事：公开发布过、正合这一条的；没有就不写，不编"}
    )
    but: Annotated[str, MaxLen(120)] = field(default="", metadata={"description": "别用过头：真实情形是怎样的"})
    picture: str = field(default="", metadata=code(_PICTURE, file="picture"))
    word: Annotated[str, MaxLen(4)] = field(
        default="", metadata={"description": "说的是哪一样，4 个字以内，写在图片下面；可不写"}
    )
    audiences: tuple[Audience, ...] = field(default=(), metadata=FOR)


@dataclass(frozen=True, slots=True)
class Situation(Model):
    """One round of the matching game; `rule` is a rule's id or `none` for a genuine situation."""

    id: Text = field(metadata=code("情形编号，全库不能重复", defines="situation"))
    text: Annotated[str, MinLen(6), MaxLen(90)] = field(metadata={"description": "情形，6–90 个字"})
    rule: Text = field(metadata=code(f"对应的口诀编号；真实情形写 {NO_RULE}", refers="rule", also=(NO_RULE,)))
    choices: Annotated[tuple[str, ...], MinLen(2), MaxLen(3)] = field(
        metadata=code("供选择的规则编号（含正确的一条；真实情形列几条易混的）", refers="rule")
    )
    why: Para = field(metadata={"description": "为什么"})
    brief: Annotated[str, MaxLen(40)] = field(
        default="",
        metadata={
            "description": "最后考大家的一句，40个字以内：第一条写了这一项的真实情形会被用上，写一个来电；可不写"
        },
    )


@dataclass(frozen=True, slots=True)
class Rules(Model):
    """All fourteen tiles, the updated version, and the game."""

    six: Annotated[tuple[Rule, ...], MinLen(6), MaxLen(6)] = field(
        metadata={"description": f"{RuleGroup.SIX.word}，正好 6 条"}
    )
    eight: Annotated[tuple[Rule, ...], MinLen(8), MaxLen(8)] = field(
        metadata={"description": f"{RuleGroup.EIGHT.word}，正好 8 条"}
    )
    updated: Annotated[tuple[Rule, ...], MinLen(8), MaxLen(8)] = field(
        metadata={"description": f"{RulesVersion.UPDATED.word}{RuleGroup.EIGHT.word}，正好 8 条"}
    )
    caution: Para = field(metadata={"description": "这是口诀，不是让人见谁都挂：真实来电怎么办"})
    source: Source = field(metadata={"description": "口诀的来源"})
    updated_source: Source = field(metadata={"description": "更新版的来源"})
    situations: Annotated[tuple[Situation, ...], MinLen(8)] = field(
        metadata={"description": "配对游戏的情形，至少 8 条"}
    )
    six_picture: str = field(default="", metadata=code(_PICTURE, file="picture"))
    eight_picture: str = field(default="", metadata=code(_PICTURE, file="picture"))
    updated_picture: str = field(default="", metadata=code(_PICTURE, file="picture"))
    genuine_picture: str = field(default="", metadata=code(_PICTURE, file="picture"))


def all_rules(rules: Rules) -> tuple[Rule, ...]:
    """The tiles of every version, the classic fourteen first."""
    return (*rules.six, *rules.eight, *rules.updated)
