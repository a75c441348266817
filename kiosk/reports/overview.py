"""What an export begins with: which days it is of, how many came, and what each sheet holds."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from kiosk.reports.cells import Cell
from kiosk.reports.rows import TABLES, TableRow, VisitRow

TITLE = "概况"
"""The name of the sheet."""

READING_NOTES = (
    "时间是展馆电脑当地的时间；时长和用时都是数字，单位写在表头上。",
    "展区、题目、选项的文字是馆里现在的内容；“文字版本编号”不同的行，观众当时看到的文字和现在可能不一样。",
    "表头带“编号”的列给查找、核对用。记录里没有姓名、电话、身份证号。",
)


@dataclass(slots=True)
class ExportTally:
    """What has been written so far."""

    visits: int = 0
    people: int = 0
    first: str = ""
    last: str = ""
    rows: dict[str, int] = field(default_factory=lambda: {table.table: 0 for table in TABLES})

    def add(self, row: TableRow) -> None:
        self.rows[row.table] += 1
        if isinstance(row, VisitRow):
            self.visits += 1
            self.people += row.people
            day = row.start[:10]
            self.first, self.last = min(self.first or day, day), max(self.last, day)

    @property
    def words(self) -> str:
        """How many came, in words."""
        return f"共 {self.visits} 批，{self.people} 人次"


def period(date_from: date | None, date_to: date | None) -> str:
    """The days that were asked for."""
    if date_from is None and date_to is None:
        return "全部记录"
    return f"{date_from or '开馆'} 到 {date_to or '现在'}"


def overview(counted: ExportTally, days: str, notes: Sequence[str]) -> Iterator[list[Cell]]:
    """The lines of the sheet: a heading and what it says, then a line a sheet, then what is to be known."""
    yield ["时间段", days]
    yield ["有参观的日子", f"{counted.first} 到 {counted.last}" if counted.visits else "没有"]
    yield ["人数", counted.words]
    yield []
    yield ["工作表", "行数", "里面是什么"]
    for table in TABLES:
        yield [table.title, counted.rows[table.table], table.about]
    yield []
    for note in (*READING_NOTES, *notes):
        yield ["说明", note]
