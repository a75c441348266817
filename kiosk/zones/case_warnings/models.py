"""A case of the wall: told step by step, with the places where the visitor is asked."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Annotated

from kiosk.content.models.base import FOR, Line, Model, Para, Region, Source, Text, Yuan, code
from kiosk.content.models.film import Film
from kiosk.content.models.limits import Ge, Le, MaxLen, MinLen
from kiosk.core.vocabulary import AgeBand, Audience, Term

ZONE = "case_warnings"


class CaseOutcome(Term):
    """How a case came out for the money, as far as it was published, or before the court."""

    STOPPED = "stopped", "拦住了"
    RECOVERED = "recovered", "追回了"
    PARTLY = "partly", "追回一部分"
    LOST = "lost", "没有追回"
    UNKNOWN = "unknown", "未公布"
    SENTENCED = "sentenced", "有人被判刑"


class CaseMoney(Term):
    """What the sums of a case are sums of."""

    HANDED = "handed", "交出去的钱"
    KEPT = "kept", "还没离手就拦住的钱"
    GOODS = "goods", "黄金或物品折成的钱"
    PASSED = "passed", "从借出的卡里走过的钱"


@dataclass(frozen=True, slots=True)
class CaseOption(Model):
    """One answer to “换作您，会怎么做？” with the reply shown at once."""

    text: Line = field(metadata={"description": "选项文字"})
    reply: Para = field(metadata={"description": "选了之后马上显示的话"})
    good: bool = field(metadata={"description": "true=这样做能止损"})
    id: str = field(default="", metadata=code("选项编号，不写就按先后用 a、b、c"))
    head: Annotated[str, MaxLen(12)] = field(
        default="", metadata={"description": "回话上面的小标题，最多 12 个字；不写就用通常的那一句"}
    )


@dataclass(frozen=True, slots=True)
class CaseAsk(Model):
    """A stop in the story where the visitor decides."""

    question: Line = field(metadata={"description": "问观众的话，例如 换作您，会怎么做？"})
    options: Annotated[tuple[CaseOption, ...], MinLen(2), MaxLen(4)] = field(metadata={"description": "2–4 个选项"})
    keep_order: bool = field(
        default=False, metadata=code("true=选项照写的先后出现（先后本身有意思时才写），不写就每次打乱")
    )
    genuine: bool = field(
        default=False, metadata={"description": "true=这一问遇到的是真的（真民警、真96110、真快递），可不写"}
    )


@dataclass(frozen=True, slots=True)
class CaseStep(Model):
    """One step: the scammer's move, what the victim did, and the money so far; with `after`, what came of it later."""

    move: Para = field(metadata={"description": "骗子做了什么"})
    victim: Para = field(metadata={"description": "当事人做了什么"})
    yuan: Yuan = field(metadata={"description": "到这一步为止累计的钱，单位元；是什么钱由 money 说"})
    phrase: Annotated[str, MaxLen(60)] = field(default="", metadata={"description": "这类骗子常说的话（话术），可不写"})
    ask: CaseAsk | None = field(default=None, metadata={"description": "这一步停下来问观众；可不写"})
    short: Annotated[str, MaxLen(36)] = field(
        default="",
        metadata={"description": "这一步里当事人怎么做的，一句话，最多 36 个字；不写就用第一句。全文在“再看一点”里"},
    )
    amount: Annotated[str, MaxLen(12)] = field(
        default="", metadata={"description": "外币或没有公布的钱数，用字写，例如 2亿港元、数目未公布；写了它 yuan 写 0"}
    )
    after: bool = field(
        default=False, metadata={"description": "true=这一步说的是后来的事，不是骗子的动作；屏幕上写“后来”，可不写"}
    )


@dataclass(frozen=True, slots=True)
class RedFlag(Model):
    """A warning sign, named in words such scammers use."""

    words: Line = field(metadata={"description": "这类骗子会说的话，不必是原话"})
    why: Para = field(metadata={"description": "为什么可疑"})


@dataclass(frozen=True, slots=True)
class Case(Model):
    """One published case. `yuan_saved` is what was stopped or returned, in yuan.

    Its sums are sums of what `money` says; `happened` puts the cases in order."""

    id: Text = field(metadata=code("编号：小写英文和连字符，全馆不重复", defines="case"))
    title: Annotated[str, MinLen(4), MaxLen(24)] = field(metadata={"description": "标题，4–24 个字"})
    type: Text = field(metadata=code("骗局种类编号，见 scam_types/types", refers="scam_type"))
    teaser: Line = field(metadata={"description": "一句话引子：墙上的卡片和案例开头都会显示"})
    who: Annotated[str, MinLen(1), MaxLen(16)] = field(metadata={"description": "当事人称呼，不写真名"})
    band: AgeBand = field(metadata={"description": "当事人的年龄段"})
    place: Annotated[str, MinLen(1), MaxLen(16)] = field(metadata={"description": "地点，例如 山东淄博"})
    region: Region = field(metadata={"description": "地域，墙上按它筛选"})
    when: Annotated[str, MinLen(4), MaxLen(16)] = field(metadata={"description": "时间，例如 2025年8月"})
    outcome: CaseOutcome = field(metadata={"description": "结局；没有公布写 unknown"})
    yuan_lost: Yuan = field(metadata={"description": "被骗或险些被骗的总额，元；外币或未公布写 0"})
    steps: Annotated[tuple[CaseStep, ...], MinLen(3), MaxLen(7)] = field(metadata={"description": "经过，3–7 步"})
    red_flags: Annotated[tuple[RedFlag, ...], MinLen(2), MaxLen(5)] = field(
        metadata={"description": "可疑信号，2–5 条"}
    )
    ending: Para = field(metadata={"description": "结局：怎样被拦住，或本可以怎样拦住"})
    lesson: Line = field(metadata={"description": "一句话记住"})
    source: Source = field(metadata={"description": "来源"})
    also: tuple[str, ...] = field(default=(), metadata=code("还沾边的骗局种类编号，可不写", refers="scam_type"))
    yuan_saved: Yuan = field(default=0, metadata={"description": "拦下或追回的钱，元"})
    rules: tuple[str, ...] = field(
        default=(), metadata=code("对应的“六个一律、八个凡是”编号，结尾一页会显示这几句口诀", refers="rule")
    )
    picture: str = field(
        default="",
        metadata=code(
            "图片，从 content 文件夹写起，例如 case_warnings/pictures/a.jpg，可不写；四边会按版面裁掉一些",
            file="picture",
        ),
    )
    focus: Annotated[tuple[Annotated[float, Ge(0), Le(1)], ...], MinLen(2), MaxLen(2)] = field(
        default=(0.5, 0.5),
        metadata=code("图片裁剪时要留在画面里的地方：从左、从上各是几分之几，例如 [0.3, 0.5]；不写就是正中"),
    )
    review_by: str = field(default="", metadata=code("到这一天请复核，例如 2027-06-30", review=True))
    money: CaseMoney = field(
        default=CaseMoney.HANDED, metadata={"description": "这些钱是什么钱；不写就是交出去的钱（handed）"}
    )
    sum_words: Annotated[str, MaxLen(12)] = field(
        default="",
        metadata={"description": "总额照公布的说法，例如 8万余元、近6万元；不写就按 yuan_lost 写成整数"},
    )
    happened: str = field(
        default="",
        metadata=code("发生的日子，写成 2025-08-05、2025-08 或 2025；只知道报道的日子就写那天，墙上新的在前", day=True),
    )
    audiences: tuple[Audience, ...] = field(default=(), metadata=FOR)


@dataclass(frozen=True, slots=True)
class CaseFilms(Model):
    """The hall's own films on the wall; may be empty."""

    films: tuple[Film, ...] = field(default=(), metadata={"description": "宣传片，可以一部也没有：[]"})


def focus_of(case: Case) -> tuple[float, float]:
    """What stays in sight of the case's picture: from its left and its top, 0-1."""
    return case.focus[0], case.focus[1]
