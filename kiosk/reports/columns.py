"""What is noted of a table's columns beside its fields: headings, and what else than the bare value a cell shows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import field, fields
from typing import Any

HEADING, NAME_HEADING, BY_NAME, MOMENT, WORDS_AT = "heading", "name_heading", "by_name", "moment", "words_at"


def column(heading: str) -> Any:
    """A field with the heading of its column."""
    return field(metadata={HEADING: heading})


def moment(heading: str) -> Any:
    """A field that holds a local ISO time: a date and a time of day in the sheet."""
    return field(metadata={HEADING: heading, MOMENT: True})


def named(heading: str, name_heading: str) -> Any:
    """A field that holds an id: one column for it, one for what the content calls it."""
    return field(metadata={HEADING: heading, NAME_HEADING: name_heading})


def name_of(heading: str) -> Any:
    """A field that holds ids, shown as what the content calls them."""
    return field(metadata={HEADING: heading, BY_NAME: True})


def worded(heading: str, name_heading: str, place: str = "") -> Any:
    """A field that holds ids of something inside the row's item (an option, a sentence, a moment, the item itself as a
    question): one column for them, one for the words on the screen. `place` names the field that says where in the item
    they stand, where ids are the item's own only there."""
    return field(metadata={HEADING: heading, NAME_HEADING: name_heading, WORDS_AT: place})


def headings(table: type) -> Iterator[str]:
    """The Chinese headings of a table's columns."""
    for f in fields(table):
        yield f.metadata[HEADING]
        if NAME_HEADING in f.metadata:
            yield f.metadata[NAME_HEADING]


def moments(table: type) -> Iterator[bool]:
    """Which of a table's columns hold moments."""
    for f in fields(table):
        yield MOMENT in f.metadata
        if NAME_HEADING in f.metadata:
            yield False


def widths(table: type) -> Iterator[int]:
    """How wide each column stands, in characters (one of Chinese is two): what is longer is broken into lines, also the
    heading into two."""
    for f in fields(table):
        heading = f.metadata[HEADING]
        yield 19 if MOMENT in f.metadata else _WIDTHS.get(heading, max(8, len(heading) + 4))
        if WORDS_AT in f.metadata:
            yield 32
        elif NAME_HEADING in f.metadata:
            yield 20


_WIDTHS = {
    "参观编号": 26,
    "展区": 16,
    "在哪里": 16,
    "在哪个展区前面": 16,
    "骗局种类": 16,
    "年龄段": 16,
    "到过的展区": 30,
    "团体类型": 10,
    "参观方式": 10,
    "参观安排": 10,
    "离开方式": 14,
    "题型": 14,
    "辨别结果": 14,
    "选项性质": 14,
    "内容编号": 16,
    "题目编号": 16,
    "案例编号": 16,
    "情况编号": 16,
    "选项编号": 14,
    "位置编号": 14,
    "句子编号": 14,
    "结局编号": 14,
    "结局": 14,
    "看出的破绽编号": 16,
    "没看出的破绽编号": 16,
    "这句话是": 14,
    "给谁看": 10,
    "发生了什么": 24,
    "涉及": 24,
    "说明": 28,
    "留言": 30,
    "审核人": 10,
    "技术编号": 16,
    "原话（旧记录）": 16,
}
"""Columns whose cells are longer than half their heading."""
