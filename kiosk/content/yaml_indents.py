"""Which line stands at the wrong place: found by trying small repairs and seeing how much of the rest then fits.

libyaml complains at the first line that no longer fits, which may be the right one below a wrong one. Here every
repair of the lines nearby (some blanks more or fewer, a dash more or less) is tried on the rows that follow, and the
one that leaves the fewest of them without a place is what is told.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

from kiosk.content.yaml_rows import Row
from kiosk.content.yaml_slips import short
from kiosk.content.yaml_values import Slip

_BACK, _AHEAD, _MOST = 3, 40, 10
"""Rows before a misfit that are tried, rows after it that judge a repair, misfits told in one file."""
_DEEPEST = 20
"""Containers inside each other; rows that go deeper are no content, and trying repairs on them would never end."""


class _Open(NamedTuple):
    """An open list or mapping: its column, whether it is a list, the row that opened it, its first key."""

    column: int
    is_list: bool
    row: int
    first_key: str


class _State(NamedTuple):
    """The open containers, and whether the row above still waits for what is below it."""

    stack: tuple[_Open, ...]
    waits: bool


_START = _State((), True)


class _Repair(NamedTuple):
    """One way to mend: the row, its repaired self, what it costs beside the misfits it leaves, what to say."""

    row: int
    mended: Row
    cost: float
    message: str


def misplaced(rows: list[Row]) -> list[Slip]:
    """Rows with a wrong indent, a missing or a needless dash, each told once. `rows` is mended on the way."""
    rows = list(rows)
    found: list[Slip] = []
    states = [_START]
    at = 0
    while at < len(rows) and len(found) < _MOST:
        after = _step(states[at], rows[at], at)
        if len((after or states[at]).stack) > _DEEPEST:
            break
        if after is not None:
            states.append(after)
            at += 1
            continue
        repair = _best(rows, states, at)
        if repair is None:
            row = rows[at]
            found.append(Slip(row.number, row.column + 1, "缩进不对：这一行和上面哪一级都没有对齐，按同级的行左对齐"))
            states.append(_State(_forced(states[at], rows[at]), rows[at].opens))
            at += 1
            continue
        row = rows[repair.row]
        found.append(Slip(row.number, row.column + 1, repair.message))
        rows[repair.row] = repair.mended
        at = repair.row
        del states[at + 1 :]
    return found


def _step(state: _State, row: Row, number: int) -> _State | None:
    """The state after the row; None when the row has no place there."""
    stack, waits = list(state.stack), state.waits
    wanted = [(column, True) for column in row.dashes]
    if row.key:
        wanted.append((row.key_column, False))
    elif not row.dashes:
        return _text_below(state, row)
    head, is_list = wanted[0]
    while stack and stack[-1].column > head:
        stack.pop()
        waits = False
    if stack and not is_list and stack[-1].is_list and stack[-1].column == head:
        if len(stack) > 1 and not stack[-2].is_list and stack[-2].column == head:
            stack.pop()
            waits = False
        else:
            return None
    if stack and stack[-1].column == head and stack[-1].is_list == is_list:
        if not is_list and row.key == stack[-1].first_key and len(stack) > 1:
            return None  # the first key once more: a new item without its dash
    elif not stack or stack[-1].column < head or (is_list and not stack[-1].is_list):
        if not waits or (stack and stack[-1].column > head):
            return None
        stack.append(_Open(head, is_list, number, "" if is_list else row.key))
    else:
        return None
    for column, listed in wanted[1:]:
        stack.append(_Open(column, listed, number, "" if listed else row.key))
    return _State(tuple(stack), row.opens)


def _text_below(state: _State, row: Row) -> _State | None:
    """A row of nothing but text: the value of the key or dash above."""
    if state.waits and (not state.stack or row.column > state.stack[-1].column):
        return _State(state.stack, False)
    return None


def _forced(state: _State, row: Row) -> tuple[_Open, ...]:
    """What is open after a row that found no place."""
    return tuple(held for held in state.stack if held.column <= row.column)


def _misfits(rows: list[Row], state: _State, start: int, stop: int, mended: Row) -> int:
    """Rows from `start` (taken as `mended`) to `stop` that find no place."""
    missed = 0
    for number in range(start, min(stop, len(rows))):
        row = mended if number == start else rows[number]
        after = _step(state, row, number)
        if after is None:
            missed += 1
            after = _State(_forced(state, row), row.opens)
        state = after
    return missed


def _best(rows: list[Row], states: list[_State], at: int) -> _Repair | None:
    """The repair that leaves the fewest misfits; None when none leaves fewer than there are."""
    stop = at + _AHEAD
    best: tuple[float, _Repair] | None = None
    alike: list[_Repair] = []
    for repair in _repairs(rows, states, at):
        cost = _misfits(rows, states[repair.row], repair.row, stop, repair.mended) + repair.cost
        if best is None or cost < best[0] - 0.001:
            best, alike = (cost, repair), [repair]
        elif cost < best[0] + 0.001 and repair.row == best[1].row:
            alike.append(repair)
    if best is None or best[0] >= _misfits(rows, states[at], at, stop, rows[at]):
        return None
    if len(alike) == 2:
        return alike[0]._replace(message=f"{alike[0].message}；或者{alike[1].message.partition('：')[2]}")
    return best[1]


def _repairs(rows: list[Row], states: list[_State], at: int) -> Iterator[_Repair]:
    openers = {held.row for held in states[at].stack}
    near = {number for number in range(at - _BACK, at + 1) if number >= 0}
    for number in sorted(near | openers, reverse=True):
        row, state = rows[number], states[number]
        away = 0.0 if number == at else 0.05 if number in near else 0.1
        for column in sorted(_columns(state)):
            by = column - row.column
            if by:
                odd = 0.0 if row.column % 2 else 0.05
                cost = away + odd + 0.02 * abs(by)
                yield _Repair(number, _moved(row, by), cost, _move_words(row, rows, state, column))
            if not row.dashes and row.key and state.stack:  # a file is never a list itself
                mended = replace(row, column=column, dashes=(column,), key_column=column + 2)
                again = any(held.first_key == row.key for held in state.stack)
                cost = away + 0.25 + 0.02 * abs(row.key_column - column - 2) - (0.2 if again else 0)
                written = f"{' ' * column}- {row.text.strip()}"
                yield _Repair(number, mended, cost, f"这一条前面少了减号：{_as(written, column)}")
        if row.dashes and row.key and len(row.dashes) == 1:
            for column in (row.column, row.key_column):
                mended = replace(row, dashes=(), column=column, key_column=column)
                yield _Repair(
                    number, mended, away + 0.3, f"这里多了减号：去掉减号，写成“{short(row.text.strip()[2:])}”"
                )


def _columns(state: _State) -> set[int]:
    """Where a row may begin: at any open container, or two blanks deeper than the row that waits."""
    found = {held.column for held in state.stack}
    if state.waits:
        found.add(state.stack[-1].column + 2 if state.stack else 0)
    return found


def _moved(row: Row, by: int) -> Row:
    dashes = tuple(column + by for column in row.dashes)
    return replace(row, column=row.column + by, dashes=dashes, key_column=row.key_column + by)


def _move_words(row: Row, rows: list[Row], state: _State, column: int) -> str:
    by = column - row.column
    change = f"补 {by} 个空格" if by > 0 else f"删掉 {-by} 个空格"
    other = next((rows[held.row].number for held in reversed(state.stack) if held.column == column), 0)
    beside = f"，和第 {other} 行对齐" if other else "，比上一行多两个空格，同一级左对齐"
    return f"缩进不对：这一行前面有 {row.column} 个空格，应当是 {column} 个，{change}{beside}"


def _as(written: str, column: int) -> str:
    return f"写成“{short(written.strip())}”，减号前面 {column} 个空格" if column else f"写成“{short(written.strip())}”"
