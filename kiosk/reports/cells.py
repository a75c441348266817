"""A row of a table as the cells of a sheet: words for codes, names beside ids, moments as moments."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from dataclasses import fields
from datetime import datetime
from functools import cache
from typing import Any, get_args, get_type_hints

from kiosk.core.vocabulary import Term
from kiosk.reports.columns import BY_NAME, MOMENT, NAME_HEADING, WORDS_AT
from kiosk.reports.glossary import NO_WORDS, Glossary
from kiosk.reports.rows import TableRow

Cell = str | int | float | datetime
"""What a cell holds; a number or a moment that is not known is an empty text."""

YES, NO = "是", "否"

_Reader = Callable[[Any, Glossary], Cell]


def cells(row: TableRow, glossary: Glossary = NO_WORDS) -> list[Cell]:
    """The row's cells in the order of its columns."""
    return [read(row, glossary) for read in _readers(type(row))]


@cache
def _readers(table: type[TableRow]) -> tuple[_Reader, ...]:
    return tuple(reader for f in fields(table) for reader in _readers_of(table, f.name, f.metadata))


def _readers_of(table: type[TableRow], name: str, noted: Any) -> Iterator[_Reader]:
    hint = get_type_hints(table)[name]
    if noted.get(BY_NAME):
        yield _named(name, tuple in _kinds(hint))
    elif noted.get(MOMENT):
        yield lambda row, _: moment_of(getattr(row, name))
    else:
        yield _plain(name, _kinds(hint))
    if WORDS_AT in noted:
        yield _words(name, noted[WORDS_AT], tuple in _kinds(hint))
    elif NAME_HEADING in noted:
        yield _named(name, tuple in _kinds(hint))


def _kinds(hint: Any) -> set[Any]:
    """The bare types a hint allows: {str}, {bool, NoneType}, {tuple}."""
    arguments = get_args(hint)
    if arguments and arguments[-1] is Ellipsis:
        return {tuple}
    return set(arguments) or {hint}


def _plain(name: str, kinds: set[Any]) -> _Reader:
    """What the bare value shows."""
    if kinds == {str} or kinds == {int}:
        return lambda row, _: getattr(row, name)  # type: ignore[no-any-return]
    return lambda row, _: _shown(getattr(row, name))


def _shown(value: Any) -> Cell:
    match value:
        case None:
            return ""
        case bool():
            return YES if value else NO
        case float():
            return round(value, 1) if math.isfinite(value) else ""
        case Term():
            return value.word
        case tuple():
            return "、".join(str(_shown(part)) for part in value)
        case _:
            return value  # type: ignore[no-any-return]


def _named(name: str, several: bool) -> _Reader:
    if several:
        return lambda row, glossary: "、".join(map(glossary.name, getattr(row, name)))
    return lambda row, glossary: glossary.name(getattr(row, name))


def _words(name: str, place_name: str, several: bool) -> _Reader:
    """The words of the ids in the row's item, or in the item itself where they are of no item."""

    def read(row: Any, glossary: Glossary) -> Cell:
        item = getattr(row, "item", "")
        place = getattr(row, place_name) if place_name else ""
        value = getattr(row, name)
        if several:
            return "；".join(filter(None, (glossary.said(item, place, one) for one in value)))
        if name == "item":
            return glossary.said(item, place, "") or glossary.names.get(item, "")
        return glossary.said(item, place, "" if name == place_name else value)

    return read


def moment_of(stamp: str) -> Cell:
    """The moment as a clock on the wall showed it, to the second, without its offset: a sheet knows no time zones. The
    text itself where it is no moment, or one before a sheet's calendar."""
    try:
        moment = datetime.fromisoformat(stamp)
    except ValueError:
        return stamp
    return moment.replace(microsecond=0, tzinfo=None) if moment.year >= 1900 else stamp
