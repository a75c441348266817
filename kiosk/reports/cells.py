"""A row of a table as the cells of a sheet: words for codes, names beside ids, moments as moments."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from dataclasses import fields
from datetime import datetime
from functools import cache
from operator import attrgetter
from typing import Any, NamedTuple, get_args, get_type_hints

from kiosk.core.vocabulary import Term
from kiosk.reports.columns import BY_NAME, MOMENT, NAME_HEADING, WORDS_AT
from kiosk.reports.glossary import NO_WORDS, Glossary
from kiosk.reports.rows import TableRow

Cell = str | int | float | datetime
"""What a cell holds; a number or a moment that is not known is an empty text."""

YES, NO = "是", "否"

_Shown = Callable[[Any, Any, Glossary], Cell]
"""What a cell shows of a value, in that row."""


class _Plan(NamedTuple):
    """How the cells of a table are made: all values of a row at once, then those at some places as others show them."""

    values: Callable[[Any], tuple[Any, ...]]
    changes: tuple[tuple[int, _Shown], ...]


def cells(row: TableRow, glossary: Glossary = NO_WORDS) -> list[Cell]:
    """The row's cells in the order of its columns."""
    table: Any = type(row)
    plan = _plan(table)
    found = list(plan.values(row))
    for place, shown in plan.changes:
        found[place] = shown(found[place], row, glossary)
    return found


@cache
def _plan(table: Any) -> _Plan:
    hints = get_type_hints(table)
    columns = [column for f in fields(table) for column in _columns_of(f.name, hints[f.name], f.metadata)]
    changes = ((place, shown) for place, (_, shown) in enumerate(columns) if shown is not None)
    return _Plan(attrgetter(*(name for name, _ in columns)), tuple(changes))


def _columns_of(name: str, hint: Any, noted: Any) -> Iterator[tuple[str, _Shown | None]]:
    """The field of each of its columns, and what that shows where it is not the bare value."""
    kinds = _kinds(hint)
    if noted.get(BY_NAME):
        yield name, _names if tuple in kinds else _name
    elif noted.get(MOMENT):
        yield name, _moment
    else:
        yield name, _plain(kinds)
    if WORDS_AT in noted:
        yield name, _words(name, noted[WORDS_AT], tuple in kinds)
    elif NAME_HEADING in noted:
        yield name, _names if tuple in kinds else _name_beside


def _kinds(hint: Any) -> set[Any]:
    """The bare types a hint allows: {str}, {bool, NoneType}, {tuple}."""
    arguments = get_args(hint)
    if arguments and arguments[-1] is Ellipsis:
        return {tuple}
    return set(arguments) or {hint}


def _plain(kinds: set[Any]) -> _Shown | None:
    if kinds in ({str}, {int}):
        return None
    only = next(iter(kinds)) if len(kinds) == 1 else None
    return _word if isinstance(only, type) and issubclass(only, Term) else _as_it_is


def _word(value: Term, row: Any, glossary: Glossary) -> Cell:
    return value.word


def _as_it_is(value: Any, row: Any, glossary: Glossary) -> Cell:
    if isinstance(value, Term):
        return value.word
    if value is None:
        return ""
    if isinstance(value, bool):
        return YES if value else NO
    if isinstance(value, float):
        return round(value, 1) if math.isfinite(value) else ""
    if isinstance(value, tuple):
        return "、".join(str(_as_it_is(part, row, glossary)) for part in value)
    return value  # type: ignore[no-any-return]


def _moment(value: str, row: Any, glossary: Glossary) -> Cell:
    """The moment as a clock on the wall showed it, to the second, without its offset: a sheet knows no time zones. The
    text itself where it is no moment, or one before a sheet's calendar."""
    try:
        moment = datetime.fromisoformat(value)
    except ValueError:
        return value
    return moment.replace(microsecond=0, tzinfo=None) if moment.year >= 1900 else value


def _name(value: str, row: Any, glossary: Glossary) -> Cell:
    """An id without a name stands for itself, and is said to be an old one."""
    return glossary.names.get(value) or (f"（旧编号 {value}）" if value else "")


def _names(value: tuple[str, ...], row: Any, glossary: Glossary) -> Cell:
    return "、".join(str(_name(one, row, glossary)) for one in value)


def _name_beside(value: str, row: Any, glossary: Glossary) -> Cell:
    return glossary.names.get(value, "")


def _words(name: str, place_name: str, several: bool) -> _Shown:
    """What shows the words of ids of the row's item, of a place in it (`place_name` is the field's own name), or of the
    item itself."""

    def words(value: Any, row: Any, glossary: Glossary) -> Cell:
        item, place = getattr(row, "item", ""), getattr(row, place_name) if place_name else ""
        if several:
            return "；".join(filter(None, (glossary.said(item, place, one) for one in value)))
        if name == "item":
            return glossary.said(item, place, "") or glossary.names.get(item, "")
        return glossary.said(item, place, "" if name == place_name else value)

    return words
