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
    """How wide each column stands, in characters: what is long is broken into lines."""
    for f in fields(table):
        heading = f.metadata[HEADING]
        if MOMENT in f.metadata:
            yield 20
        elif f.name == "visit":
            yield 27
        else:
            yield _LONG.get(heading, max(10, 2 * len(heading) + 4))
        if WORDS_AT in f.metadata:
            yield 40
        elif NAME_HEADING in f.metadata:
            yield 24


_LONG = {
    "展区": 18,
    "骗局种类": 18,
    "到过的展区": 40,
    "说明": 34,
    "留言": 34,
    "发生了什么": 24,
    "涉及": 24,
    "原话（旧记录）": 24,
}
"""Columns whose words are longer than their heading."""
