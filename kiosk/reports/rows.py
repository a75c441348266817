"""The tables of an export: one dataclass a table, one field a column or two, its Chinese heading beside it.

A value says by its type what a cell shows: a `Term` its word, a truth value 是 or 否. An id that names something of the
content stands beside that name (`named`) or beside the words of an answer (`worded`), or is only shown as its name
(`name_of`). What `column` and its like note in a field's metadata is read by `cells`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, get_args

from kiosk.core.vocabulary import (
    AdviceOutcome,
    AgeBand,
    Counsel,
    Duty,
    Ending,
    GroupKind,
    MessageStatus,
    Openness,
    OptionKind,
    Phase,
    Programme,
    QuestionForm,
    QuizWay,
    Truth,
    Verdict,
    VisitExit,
    VisitMode,
    ZoneExit,
)
from kiosk.reports.columns import column, moment, name_of, named, worded


@dataclass(frozen=True, slots=True)
class VisitRow:
    """One visit. `seconds` without pauses; `zones` as first entered. Without an end, `end` is its last event's time.

    `clock` says whether the clock stood behind earlier records while it was written.
    """

    table: ClassVar[str] = "visits"
    title: ClassVar[str] = "参观"
    about: ClassVar[str] = "一批观众一行：什么时候来、多少人、走了哪些展区、用了多久"
    visit: str = column("参观编号")
    start: str = moment("开始时间")
    end: str = moment("结束时间")
    how: VisitExit = column("结束方式")
    people: int = column("人数")
    kind: GroupKind | None = column("团体类型")
    ages: tuple[AgeBand, ...] = column("年龄段")
    mode: VisitMode | None = column("参观方式")
    programme: Programme | None = column("参观安排")
    seconds: float = column("用时（秒）")
    zones: tuple[str, ...] = name_of("到过的展区")
    clock: str = column("时钟")
    hall: str = column("馆编号")
    screen: str = column("屏编号")


@dataclass(frozen=True, slots=True)
class ZoneRow:
    """One stay in a zone. Without a leaving, `seconds` counts to the visit's last event."""

    table: ClassVar[str] = "zones"
    title: ClassVar[str] = "展区停留"
    about: ClassVar[str] = "进一个展区一行：停了多久，完成没有"
    visit: str = column("参观编号")
    zone: str = name_of("展区")
    entered: str = moment("进入时间")
    seconds: float = column("停留（秒）")
    done: bool = column("完成")
    how: ZoneExit = column("离开方式")


@dataclass(frozen=True, slots=True)
class ItemRow:
    """Something was opened, or gone through to its end (`finished`)."""

    table: ClassVar[str] = "items"
    title: ClassVar[str] = "打开的内容"
    about: ClassVar[str] = "打开或看完一样内容一行"
    visit: str = column("参观编号")
    at: str = moment("时间")
    zone: str = name_of("展区")
    item: str = named("内容编号", "内容")
    type: str = name_of("骗局种类")
    truth: Truth = column("真假")
    finished: bool = column("看到最后")
    wording: str = column("文字版本编号")


@dataclass(frozen=True, slots=True)
class AnswerRow:
    """One answered question; `verdict` is what it counts as where scam or genuine was to be told."""

    table: ClassVar[str] = "answers"
    title: ClassVar[str] = "答题"
    about: ClassVar[str] = "答一道题一行：选了什么，答对没有"
    visit: str = column("参观编号")
    at: str = moment("时间")
    zone: str = name_of("展区")
    item: str = worded("题目编号", "题目")
    type: str = name_of("骗局种类")
    form: QuestionForm = column("题型")
    option: str = worded("选项编号", "选项")
    right: bool = column("答对")
    truth: Truth = column("真假")
    said_scam: bool | None = column("认作诈骗")
    verdict: Verdict | None = column("辨别结果")
    wording: str = column("文字版本编号")
    said: str = column("原话（旧记录）")


@dataclass(frozen=True, slots=True)
class HandsRow:
    """How many hands went up for one option, of how many people."""

    table: ClassVar[str] = "hands"
    title: ClassVar[str] = "举手"
    about: ClassVar[str] = "数一次举手，每个答案一行"
    visit: str = column("参观编号")
    at: str = moment("时间")
    zone: str = name_of("展区")
    item: str = worded("题目编号", "题目", "wording")
    type: str = name_of("骗局种类")
    truth: Truth = column("真假")
    option: str = worded("选项编号", "选项", "wording")
    hands: int = column("举手人数")
    people: int = column("在场人数")
    wording: str = column("文字版本编号")


@dataclass(frozen=True, slots=True)
class JudgementRow:
    """What was said of one item of a live form before anything was revealed; the others were not sure. None where
    nobody was counted."""

    table: ClassVar[str] = "judgements"
    title: ClassVar[str] = "前后对比"
    about: ClassVar[str] = "参观前、后各看六件事，一件事一行；两个人数空着的，是没有数举手"
    visit: str = column("参观编号")
    at: str = moment("时间")
    phase: Phase = column("参观前后")
    form: str = column("套题编号")
    zone: str = name_of("展区")
    item: str = worded("题目编号", "题目", "wording")
    type: str = name_of("骗局种类")
    truth: Truth = column("真假")
    said_scam: int | None = column("说是骗局（人）")
    said_genuine: int | None = column("说是真的（人）")
    people: int = column("在场人数")
    wording: str = column("文字版本编号")


@dataclass(frozen=True, slots=True)
class ChoiceRow:
    """One choice in a case, memoir or scenario; without a `kind` nothing was chosen and the time ran out."""

    table: ClassVar[str] = "choices"
    title: ClassVar[str] = "选择"
    about: ClassVar[str] = "在案例、往事、情景里做一次选择一行"
    visit: str = column("参观编号")
    at: str = moment("时间")
    zone: str = name_of("展区")
    item: str = named("内容编号", "内容")
    type: str = name_of("骗局种类")
    truth: Truth = column("真假")
    node: str = worded("位置编号", "问题", "node")
    option: str = worded("选项编号", "选项", "node")
    kind: OptionKind | None = column("选项性质")
    note: str = column("说明")
    wording: str = column("文字版本编号")
    said: str = column("原话（旧记录）")


@dataclass(frozen=True, slots=True)
class EndingRow:
    """One ending of a simulation; `yuan` is simulated money, `option` the ending's place in the story."""

    table: ClassVar[str] = "endings"
    title: ClassVar[str] = "模拟结局"
    about: ClassVar[str] = "一个情景走到结局一行；钱是模拟的"
    visit: str = column("参观编号")
    at: str = moment("时间")
    zone: str = name_of("展区")
    item: str = named("内容编号", "内容")
    type: str = name_of("骗局种类")
    truth: Truth = column("真假")
    option: str = worded("结局编号", "怎样收场")
    ending: Ending = column("结局")
    yuan: int = column("模拟损失（元）")
    seen: int = column("看出的破绽（处）")
    seen_ids: tuple[str, ...] = worded("看出的破绽编号", "看出的破绽")
    missed: int = column("没看出的破绽（处）")
    missed_ids: tuple[str, ...] = worded("没看出的破绽编号", "没看出的破绽")
    wording: str = column("文字版本编号")


@dataclass(frozen=True, slots=True)
class AdviceRow:
    """One sentence said to somebody in 劝一劝, and how ready to listen it left them."""

    table: ClassVar[str] = "advice"
    title: ClassVar[str] = "劝一劝"
    about: ClassVar[str] = "劝人时说一句话一行"
    visit: str = column("参观编号")
    at: str = moment("时间")
    zone: str = name_of("展区")
    item: str = named("内容编号", "内容")
    type: str = name_of("骗局种类")
    truth: Truth = column("真假")
    turn: str = worded("位置编号", "第几轮", "turn")
    option: str = worded("选项编号", "选项", "turn")
    counsel: Counsel = column("这句话是")
    openness: Openness = column("说完以后")
    wording: str = column("文字版本编号")


@dataclass(frozen=True, slots=True)
class AdviceEndRow:
    """How talking to somebody ended."""

    table: ClassVar[str] = "advice-ends"
    title: ClassVar[str] = "劝一劝的结局"
    about: ClassVar[str] = "劝完一个人一行"
    visit: str = column("参观编号")
    at: str = moment("时间")
    zone: str = name_of("展区")
    item: str = named("内容编号", "内容")
    type: str = name_of("骗局种类")
    truth: Truth = column("真假")
    outcome: AdviceOutcome = column("结局")
    turned_away: bool = column("劝人别理真的")
    wording: str = column("文字版本编号")


@dataclass(frozen=True, slots=True)
class StopRow:
    """Somebody called stop and pointed at a sentence; `right` when it was a trick."""

    table: ClassVar[str] = "stops"
    title: ClassVar[str] = "喊停"
    about: ClassVar[str] = "在情景里喊一次停一行"
    visit: str = column("参观编号")
    at: str = moment("时间")
    zone: str = name_of("展区")
    item: str = named("内容编号", "内容")
    type: str = name_of("骗局种类")
    truth: Truth = column("真假")
    node: str = column("位置编号")
    option: str = worded("句子编号", "句子", "node")
    right: bool = column("指对了")
    wording: str = column("文字版本编号")
    said: str = column("原话（旧记录）")


@dataclass(frozen=True, slots=True)
class TrialRow:
    """Once the hall itself asked for something: whether it should have been taken up, and what the group did."""

    table: ClassVar[str] = "trials"
    title: ClassVar[str] = "馆里试一试"
    about: ClassVar[str] = "馆里自己试大家一次一行：该不该照办，大家怎么做"
    visit: str = column("参观编号")
    at: str = moment("时间")
    zone: str = name_of("在哪个展区前面")
    item: str = worded("内容编号", "请大家做什么")
    truth: Truth = column("真假")
    option: str = worded("选项编号", "选项")
    kind: OptionKind = column("选项性质")
    wording: str = column("文字版本编号")


@dataclass(frozen=True, slots=True)
class ClueRow:
    """At one moment of a simulation those with one duty were shown something the others did not see."""

    table: ClassVar[str] = "clues"
    title: ClassVar[str] = "线索"
    about: ClassVar[str] = "给一种角色看一条线索一行"
    visit: str = column("参观编号")
    at: str = moment("时间")
    zone: str = name_of("展区")
    item: str = named("内容编号", "内容")
    type: str = name_of("骗局种类")
    truth: Truth = column("真假")
    node: str = column("位置编号")
    duty: Duty = column("给谁看")
    clue: str = worded("线索编号", "线索", "node")
    wording: str = column("文字版本编号")


@dataclass(frozen=True, slots=True)
class DissuasionRow:
    """Somebody who is being defrauded was shown what is going on."""

    table: ClassVar[str] = "dissuasions"
    title: ClassVar[str] = "当场劝阻"
    about: ClassVar[str] = "有人正在被骗，给他看了什么，一次一行"
    visit: str = column("参观编号")
    at: str = moment("时间")
    facts: tuple[str, ...] = worded("情况编号", "情况")
    type: str = name_of("骗局种类")
    cases: tuple[str, ...] = named("案例编号", "看了哪些案例")


@dataclass(frozen=True, slots=True)
class QuizRow:
    """One form of the quiz, answered to its end; `form_seed` draws it again."""

    table: ClassVar[str] = "quizzes"
    title: ClassVar[str] = "考核"
    about: ClassVar[str] = "答完一套题一行"
    visit: str = column("参观编号")
    at: str = moment("时间")
    way: QuizWay = column("作答方式")
    items: int = column("题数")
    right: int = column("答对")
    form_seed: int = column("套题编号")


@dataclass(frozen=True, slots=True)
class MessageRow:
    """One message left; `text` is its phrase, “手写 n 笔” or that it was erased; the judgement is the last one made."""

    table: ClassVar[str] = "messages"
    title: ClassVar[str] = "留言"
    about: ClassVar[str] = "一条留言一行：写了什么，审核到哪一步"
    id: int = column("留言编号")
    visit: str = column("参观编号")
    at: str = moment("时间")
    text: str = column("留言")
    status: MessageStatus = column("状态")
    by: str = column("审核人")
    judged_at: str = moment("审核时间")


@dataclass(frozen=True, slots=True)
class CourseRow:
    """Whatever else happened: pauses, extensions, warnings, failures. `technical` is for whoever mends the program."""

    table: ClassVar[str] = "course"
    title: ClassVar[str] = "经过"
    about: ClassVar[str] = "其他发生的事一件一行：暂停、加时、提醒、审核、出错"
    visit: str = column("参观编号")
    at: str = moment("时间")
    what: str = column("发生了什么")
    place: str = name_of("在哪里")
    names: tuple[str, ...] = name_of("涉及")
    seconds: float | None = column("时长（秒）")
    people: int | None = column("人数")
    detail: str = column("说明")
    technical: str = column("技术编号")


TableRow = (
    VisitRow | ZoneRow | ItemRow | AnswerRow | HandsRow | JudgementRow | ChoiceRow | EndingRow | AdviceRow
    | AdviceEndRow | StopRow | ClueRow | TrialRow | DissuasionRow | QuizRow | MessageRow | CourseRow
)  # fmt: skip
TABLES: tuple[type[TableRow], ...] = get_args(TableRow)
"""The tables in the order in which they are shown."""
