"""The tables of an export: one dataclass a table, one field a column, its Chinese heading beside it."""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from typing import Any, ClassVar

Cell = str | int | float

INTERRUPTED = "中断"
"""How a visit or a stay in a zone ended of which the log has no end: a power cut, or it is still going on."""


def column(heading: str) -> Any:
    """A field with the heading of its column."""
    return field(metadata={"heading": heading})


@dataclass(frozen=True, slots=True)
class VisitRow:
    """One visit. `seconds` without pauses; `zones` as first entered. Without an end, `end` is its last event's time."""

    table: ClassVar[str] = "visits"
    title: ClassVar[str] = "参观"
    visit: str = column("参观编号")
    start: str = column("开始时间")
    end: str = column("结束时间")
    how: str = column("结束方式")
    people: int = column("人数")
    kind: str = column("团体类型")
    ages: tuple[str, ...] = column("年龄段")
    mode: str = column("参观方式")
    seconds: float = column("用时（秒）")
    zones: tuple[str, ...] = column("到过的展区")


@dataclass(frozen=True, slots=True)
class ZoneRow:
    """One stay in a zone. Without a leaving, `seconds` counts to the visit's last event."""

    table: ClassVar[str] = "zones"
    title: ClassVar[str] = "展区停留"
    visit: str = column("参观编号")
    zone: str = column("展区")
    entered: str = column("进入时间")
    seconds: float = column("停留（秒）")
    done: bool = column("完成")
    how: str = column("离开方式")


@dataclass(frozen=True, slots=True)
class AnswerRow:
    """One answered question; `outcome` is what it counts as where scam or genuine was to be told."""

    table: ClassVar[str] = "answers"
    title: ClassVar[str] = "答题"
    visit: str = column("参观编号")
    at: str = column("时间")
    zone: str = column("展区")
    item: str = column("题目")
    type: str = column("骗局种类")
    form: str = column("题型")
    given: str = column("所答")
    right: bool = column("答对")
    genuine: bool = column("题目为真")
    said_scam: bool | None = column("认作诈骗")
    outcome: str = column("辨别结果")


@dataclass(frozen=True, slots=True)
class ChoiceRow:
    """One choice in a case, memoir or scenario; `good` is None where no option is better."""

    table: ClassVar[str] = "choices"
    title: ClassVar[str] = "选择"
    visit: str = column("参观编号")
    at: str = column("时间")
    zone: str = column("展区")
    item: str = column("内容")
    node: str = column("位置")
    choice: str = column("所选")
    good: bool | None = column("稳妥")
    type: str = column("骗局种类")


@dataclass(frozen=True, slots=True)
class EndingRow:
    """One ending of a simulation; `yuan` is simulated money."""

    table: ClassVar[str] = "endings"
    title: ClassVar[str] = "模拟结局"
    visit: str = column("参观编号")
    at: str = column("时间")
    zone: str = column("展区")
    item: str = column("内容")
    ending: str = column("结局")
    yuan: int = column("模拟损失（元）")
    seen: tuple[str, ...] = column("识破")
    missed: tuple[str, ...] = column("错过")


@dataclass(frozen=True, slots=True)
class MessageRow:
    """One message left; `text` is its phrase or “手写 n 笔”, the judgement the last one made."""

    table: ClassVar[str] = "messages"
    title: ClassVar[str] = "留言"
    id: int = column("留言编号")
    visit: str = column("参观编号")
    at: str = column("时间")
    text: str = column("留言")
    status: str = column("状态")
    by: str = column("审核人")
    judged_at: str = column("审核时间")


TableRow = VisitRow | ZoneRow | AnswerRow | ChoiceRow | EndingRow | MessageRow
TABLES: tuple[type[TableRow], ...] = (VisitRow, ZoneRow, AnswerRow, ChoiceRow, EndingRow, MessageRow)
"""The tables in the order in which they are shown."""


def headings(table: type[TableRow]) -> list[str]:
    """The Chinese headings of a table's columns."""
    return [f.metadata["heading"] for f in fields(table)]
