"""Quiz items and the blueprint a form is drawn by."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Annotated, Literal

from kiosk.content.models.base import FOR, Line, Model, Para, Text, code
from kiosk.content.models.limits import Ge, MaxLen, MinLen
from kiosk.core.vocabulary import Audience, QuestionForm, Term

ZONE = "quiz"
QUIZ_FORMS = (
    QuestionForm.SINGLE,
    QuestionForm.MULTIPLE,
    QuestionForm.TRUE_FALSE,
    QuestionForm.JUDGE,
    QuestionForm.WHICH_REAL,
)
"""The forms an item of the quiz may have; the others are asked in other zones."""


class FixedAnswer(Term):
    """An answer that every item of its form has: what is logged, and the word on the screen and in `answer`.

    VERIFY is right where what is shown does not decide, and nowhere else: who checks everything has judged nothing.
    """

    TRUE = "true", "对"
    FALSE = "false", "错"
    SCAM = "scam", "诈骗"
    GENUINE = "genuine", "真实"
    VERIFY = "verify", "先核实"


class QuizTopic(Term):
    """What an item may be about beside a kind of scam."""

    GENERAL = "general", "被骗之后怎么办"
    LAW = "law", "法律知识"
    GENUINE = "genuine", "认出真的"


class Channel(Term):
    """How what is judged reaches somebody: by telephone, in a chat or an app, as a text message, or from hand to hand
    (somebody at the door or the counter, a letter, a leaflet, a notice)."""

    CALL = "call", "电话"
    CHAT = "chat", "聊天"
    SMS = "sms", "短信"
    FACE = "face", "当面或纸上"


_TOPICS = tuple(topic.value for topic in QuizTopic)


@dataclass(frozen=True, slots=True)
class QuizOption(Model):
    """One option; `right` marks what should be chosen."""

    text: Annotated[str, MinLen(1), MaxLen(50)] = field(metadata={"description": "选项文字"})
    right: bool = field(metadata=code("true=应当选"))
    id: str = field(default="", metadata=code("选项编号，不写就按先后用 a、b、c"))


@dataclass(frozen=True, slots=True)
class QuizItem(Model):
    """One item. `judge` shows `quote` and asks scam, genuine, or whether it takes more to say; `which_real` asks which
    option is the real one.

    `genuine` is true when recognising something real is what the item tests, None where what is shown does not decide.
    Two items of one `pair` differ in one detail and have opposite truths; they never stand in one form.
    Options are shuffled unless `keep_order`. A form begins with the items of the least `difficulty`.
    """

    id: Text = field(metadata=code("编号：小写英文和连字符，全馆不重复", defines="quiz_item"))
    type: Text = field(metadata=code(f"骗局种类编号，或 {'、'.join(_TOPICS)}", refers="scam_type", also=_TOPICS))
    form: QuestionForm = field(metadata=code(f"题型，只用 {'、'.join(QUIZ_FORMS)}"))
    stem: Annotated[str, MinLen(4), MaxLen(80)] = field(metadata={"description": "题目，4–80 个字"})
    explanation: Para = field(metadata={"description": "讲解"})
    genuine: bool | None = field(
        default=None, metadata=code("true=考的是认出真的，false=考的是认出骗局；answer 是 先核实 的不写")
    )
    quote: Annotated[str, MaxLen(160)] = field(default="", metadata={"description": "短信、来电或聊天原文（模拟）"})
    options: Annotated[tuple[QuizOption, ...], MaxLen(5)] = field(
        default=(), metadata={"description": "single、multiple、which_real 要写；true_false 与 judge 不写"}
    )
    answer: Literal["", "对", "错", "诈骗", "真实", "先核实"] = field(
        default="", metadata={"description": "true_false 写 对 或 错，judge 写 诈骗、真实 或 先核实，其他题型不写"}
    )
    difficulty: Literal[1, 2, 3] = field(default=2, metadata=code("难度 1、2、3，一套题从容易的开始"))
    keep_order: bool = field(
        default=False, metadata=code("true=选项照写的先后出现（先后本身有意思时才写），不写就每次打乱")
    )
    short: Annotated[str, MaxLen(48)] = field(
        default="", metadata={"description": "原文（没有 quote 的写题目）的短写法，导览和大字时用，可不写"}
    )
    decides: Annotated[str, MaxLen(24)] = field(
        default="", metadata={"description": "定真假的那一句，要和 quote、short 里的字一样，答完标出来，可不写"}
    )
    why: Annotated[str, MaxLen(30)] = field(
        default="", metadata={"description": "一句话讲解，答完先看到它，讲解放在“再看一点”里；不写就直接看讲解"}
    )
    channel: Channel | None = field(
        default=None,
        metadata=code(f"判断题要写，从哪儿来的：{'、'.join(f'{way} {way.word}' for way in Channel)}；其他题型不写"),
    )
    pair: Annotated[str, MaxLen(40)] = field(
        default="", metadata=code("只差一处、一真一假的两道判断题，写同一个编号（小写英文和连字符），可不写")
    )
    audiences: tuple[Audience, ...] = field(default=(), metadata=FOR)


@dataclass(frozen=True, slots=True)
class QuizItems(Model):
    """A file of items."""

    items: Annotated[tuple[QuizItem, ...], MinLen(1)] = field(metadata={"description": "题目"})


@dataclass(frozen=True, slots=True)
class Blueprint(Model):
    """How a form is drawn: so many items, so many of them genuine, so many that what is shown does not decide, at most
    so many of one kind of scam; so many are calls to be listened to. The `led_` ones are those of the form on the
    guided path, which asks nothing but judgements; 0 leaves it as it is."""

    items: Annotated[int, Ge(4)] = field(metadata={"description": "一套题抽几道"})
    genuine: Annotated[int, Ge(1)] = field(metadata={"description": "其中几道是真的"})
    max_per_type: Annotated[int, Ge(1)] = field(metadata={"description": "同一类最多几道"})
    intro: Para = field(metadata={"description": "答题前的话"})
    praise: Annotated[tuple[Line, ...], MinLen(3), MaxLen(3)] = field(
        metadata={"description": "三档结果的一句话，从高到低"}
    )
    verify: Annotated[int, Ge(0)] = field(default=0, metadata={"description": "其中几道答案是先核实，可不写"})
    listening: Annotated[int, Ge(0)] = field(
        default=0, metadata={"description": "其中几道是听电话（scam_lessons/calls），真的和骗局轮着来，可不写"}
    )
    led_items: Annotated[int, Ge(0)] = field(default=0, metadata={"description": "跟着黄色按钮走时抽几道，可不写"})
    led_genuine: Annotated[int, Ge(0)] = field(default=0, metadata={"description": "那时其中几道是真的"})
    led_verify: Annotated[int, Ge(0)] = field(default=0, metadata={"description": "那时其中几道答案是先核实"})

    @property
    def led(self) -> Blueprint:
        """The plan of the form on the guided path."""
        if not self.led_items:
            return self
        return replace(self, items=self.led_items, genuine=self.led_genuine, verify=self.led_verify, led_items=0)
