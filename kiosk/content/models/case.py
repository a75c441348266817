"""A case of the wall: told step by step, with the places where the visitor is asked."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Annotated, Literal

from kiosk.content.models.base import AgeBand, Line, Model, Para, Region, Source, Text, Yuan
from kiosk.content.models.limits import MaxLen, MinLen


@dataclass(frozen=True, slots=True)
class Option(Model):
    """One answer to “换作你，会怎么做？” with the reply shown at once."""

    text: Line = field(metadata={"description": "选项文字"})
    reply: Para = field(metadata={"description": "选了之后马上显示的话"})
    good: bool = field(metadata={"description": "true=这样做能止损"})


@dataclass(frozen=True, slots=True)
class Ask(Model):
    """A stop in the story where the visitor decides."""

    question: Line = field(metadata={"description": "问观众的话，例如 换作你，会怎么做？"})
    options: Annotated[tuple[Option, ...], MinLen(2), MaxLen(4)] = field(metadata={"description": "2–4 个选项"})


@dataclass(frozen=True, slots=True)
class CaseStep(Model):
    """One step: the scammer's move, what the victim did, and the money so far."""

    move: Para = field(metadata={"description": "骗子做了什么"})
    victim: Para = field(metadata={"description": "当事人做了什么"})
    yuan: Yuan = field(metadata={"description": "到这一步为止累计转出的钱，单位元"})
    phrase: str = field(default="", metadata={"description": "这类骗子常说的话（话术），可不写"})
    ask: Ask | None = field(default=None, metadata={"description": "这一步停下来问观众；可不写"})


@dataclass(frozen=True, slots=True)
class RedFlag(Model):
    """A warning sign named in the scammer's own words."""

    words: Line = field(metadata={"description": "骗子的原话"})
    why: Para = field(metadata={"description": "为什么可疑"})


@dataclass(frozen=True, slots=True)
class Case(Model):
    """One published case. `yuan_saved` is what was stopped or returned, in yuan."""

    id: Text = field(metadata={"description": "编号：小写英文和连字符，全馆不重复"})
    title: Annotated[str, MinLen(4), MaxLen(24)] = field(metadata={"description": "标题，4–24 个字"})
    type: Text = field(metadata={"description": "骗局种类编号，见 scam_types/types"})
    teaser: Line = field(metadata={"description": "墙上卡片的一句话"})
    who: Annotated[str, MinLen(1), MaxLen(16)] = field(metadata={"description": "当事人称呼，不写真名"})
    band: AgeBand = field(
        metadata={
            "description": "年龄段：minor=18岁以下 young=18–35岁 middle=36–59岁 senior=60岁及以上 unknown=没有公布"
        }
    )
    place: Annotated[str, MinLen(1), MaxLen(16)] = field(metadata={"description": "地点，例如 山东淄博"})
    region: Region = field(
        metadata={"description": "地域：local=本地 shandong=山东 national=全国 overseas=境外及港澳台"}
    )
    when: Annotated[str, MinLen(4), MaxLen(16)] = field(metadata={"description": "时间，例如 2025年8月"})
    outcome: Literal["stopped", "partly", "lost", "sentenced"] = field(
        metadata={"description": "stopped=拦住了 partly=追回一部分 lost=没追回或未公布 sentenced=骗子被判刑"}
    )
    yuan_lost: Yuan = field(metadata={"description": "被骗或险些被骗的总额，元；未公布写 0"})
    steps: Annotated[tuple[CaseStep, ...], MinLen(3), MaxLen(7)] = field(metadata={"description": "经过，3–7 步"})
    red_flags: Annotated[tuple[RedFlag, ...], MinLen(2), MaxLen(5)] = field(
        metadata={"description": "可疑信号，2–5 条"}
    )
    ending: Para = field(metadata={"description": "结局：怎样被拦住，或本可以怎样拦住"})
    lesson: Line = field(metadata={"description": "一句话记住"})
    source: Source = field(metadata={"description": "来源"})
    also: tuple[str, ...] = field(default=(), metadata={"description": "还沾边的骗局种类编号，可不写"})
    yuan_saved: Yuan = field(default=0, metadata={"description": "拦下或追回的钱，元"})
    rules: tuple[str, ...] = field(default=(), metadata={"description": "对应的“六个一律、八个凡是”编号"})
    picture: str = field(
        default="", metadata={"description": "图片，从 content 文件夹写起，例如 case_warnings/pictures/a.jpg，可不写"}
    )
    review_by: str = field(default="", metadata={"description": "到这一天请复核，例如 2027-06-30"})


@dataclass(frozen=True, slots=True)
class Film(Model):
    """A film or recording of the hall's own; a missing file is a line in the log, never an error on screen."""

    title: Line = field(metadata={"description": "片名"})
    file: Text = field(metadata={"description": "影片文件，从 content 文件夹写起，例如 case_warnings/films/a.mp4"})
    poster: str = field(default="", metadata={"description": "放不了时显示的图片，可不写"})
    captions: str = field(default="", metadata={"description": "字幕文件（.srt），可不写"})


@dataclass(frozen=True, slots=True)
class Films(Model):
    """The promotional films of a zone; may be empty."""

    films: tuple[Film, ...] = field(default=(), metadata={"description": "宣传片，可以一部也没有：[]"})
