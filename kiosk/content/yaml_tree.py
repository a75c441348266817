"""Turns a file's bytes into plain data that is safe to look at, with every position at hand for a problem.

One pass over the lines finds slips of the keyboard where they stand. One over libyaml's events builds the data and
refuses what a content file never needs: anchors, tags, second documents, deep nesting, keys written twice. Positions
are worked out by another pass, only when a problem asks.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Any

import yaml

from kiosk.content.problems import Problem
from kiosk.content.yaml_bytes import (
    at_offset,
    bad_indents,
    breaks_lines,
    decode,
    out_of_shape,
    unseen,
    without_odd_indents,
    without_unseen,
)
from kiosk.content.yaml_indents import misplaced
from kiosk.content.yaml_joined import unwrapped
from kiosk.content.yaml_places import Spot, places
from kiosk.content.yaml_rows import Rows, is_ordinary, read_rows
from kiosk.content.yaml_scalars import MAY_RESOLVE, value_of
from kiosk.content.yaml_sentences import syntax_problem
from kiosk.content.yaml_values import Slip
from kiosk.core.findings import Loc

DEPTH = 20
"""Levels of nesting; a real file needs about eight."""
MOST_KEYS, MOST_VALUES = 2000, 20_000
"""Keys of one mapping, values of one file; the hall's own have 80 and 5000 at most."""
MOST_FLAGS = 300
"""Problems with which a file is not read any further."""

LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""libyaml where PyYAML was built with it, else the slower pure Python reader with the same events."""


@dataclass(slots=True)
class Tree:
    """One file read: plain `data`, meaningful only when `readable`. Never raises for what a file holds."""

    path: str
    text: str = ""
    data: Any = None
    readable: bool = False
    wrapped: bool = False
    """Whether a text goes over several lines."""
    problems: list[Problem] = field(default_factory=list)
    _places: dict[Loc, Spot] | None = None
    _begun: list[tuple[tuple[int, int], Loc]] = field(default_factory=list)

    def place(self, loc: Loc) -> Spot:
        """Where `loc` was written; the nearest enclosing place when it was not written at all."""
        if self._places is None:
            self._places = places(LOADER, self.text, DEPTH)
        while loc and loc not in self._places:
            loc = loc[:-1]
        return self._places.get(loc, Spot(1, 1, 1, 1))

    def at(self, line: int, column: int) -> Loc:
        """The place that what stands at that line and column belongs to: the last that begins there or before."""
        self.place(())
        if not self._begun:
            self._begun = [((spot.key_line, spot.key_column), loc) for loc, spot in (self._places or {}).items()]
        found = bisect_right(self._begun, (line, column), key=lambda begun: begun[0])
        return self._begun[found - 1][1] if found else ()

    def problem(self, loc: Loc, message: str, at_key: bool = False, warning: bool = False) -> Problem:
        """A problem with the value at `loc`, or with its key."""
        spot = self.place(loc)
        line, column = (spot.key_line, spot.key_column) if at_key else (spot.line, spot.column)
        return Problem(self.path, line, column, message, warning, loc)

    def add(self, slips: Iterable[Slip]) -> None:
        """Slips as problems; where one line has two, they follow from each other, and the first is told."""
        known = {problem.line for problem in self.problems}
        for slip in slips:
            if slip.line not in known:
                known.add(slip.line)
                self.problems.append(Problem(self.path, slip.line, slip.column, slip.message))

    def flag(self, mark: Any, message: str) -> None:
        """Adds a problem at a libyaml mark. Raises _StopError where there are more than anybody mends in one go."""
        self.problems.append(Problem(self.path, mark.line + 1, mark.column + 1, message))
        if len(self.problems) >= MOST_FLAGS:
            raise _StopError


def parse(path: str, raw: bytes) -> Tree:
    """Reads the bytes of one file. Every fault is in `problems`; `data` holds what could be read."""
    tree = Tree(path)
    tree.text, fault = decode(path, raw)
    if fault is not None:
        tree.problems.append(fault)
        return tree
    tree.text = tree.text.replace("\r\n", "\n").replace("\r", "\n")
    if (shape := out_of_shape(path, tree.text)) is not None:
        tree.problems.append(shape)
        tree.text = ""
        return tree
    hidden, indents = unseen(tree.text), bad_indents(tree.text)
    tree.problems.extend(at_offset(path, tree.text, offset, message) for offset, message in hidden + indents)
    if indents or breaks_lines(tree.text):
        tree.add(read_rows(without_odd_indents(tree.text)).slips)
        return tree
    if hidden:
        tree.text = without_unseen(tree.text)
    builder = _Builder(tree)
    try:
        builder.run()
        tree.readable = True
        if tree.wrapped or not is_ordinary(tree.text):
            tree.add(slip for slip in read_rows(tree.text).slips if slip.always)
        tree.problems = [replace(one, loc=tree.at(one.line, one.column)) for one in tree.problems]
    except yaml.YAMLError as error:
        _tell(tree, read_rows(tree.text), syntax_problem(path, tree.text, error))
    except _StopError:
        tree.add(slip for slip in read_rows(tree.text).slips if slip.always)
    return tree


def _tell(tree: Tree, rows: Rows, problem: Problem) -> None:
    """Why the file cannot be read: the slips in its lines, else what libyaml complains of."""
    tree.add(rows.slips)
    if not rows.from_excel:
        tree.add(misplaced(rows.rows))
    if all(known.line > problem.line for known in tree.problems):
        tree.problems.append(problem)


class _StopError(Exception):
    """The event pass goes no further; the problem is already told."""


class _Builder:
    """The event pass: a stack of open containers, plain data growing inside them."""

    def __init__(self, tree: Tree) -> None:
        self.tree = tree
        self.documents = 0
        self.stack: list[Any] = []
        self.keys: list[str | None] = []
        """For each open container, the key that waits for its value; None in a list or before a key."""
        self.lines: list[str] = []
        """The lines of the file, once a text over several of them asks."""
        self.doubled: set[int] = set()
        """The mappings of which a key written twice is told."""
        self.path: list[str | int] = []
        """The way to the innermost open container."""
        self.values = 0
        """How many there were so far."""

    def run(self) -> None:
        loader = LOADER(self.tree.text)
        try:
            while (event := loader.get_event()) is not None:
                kind = event.__class__
                if kind is yaml.ScalarEvent:
                    self._scalar(event)
                elif kind is yaml.MappingStartEvent:
                    self._open(event, {})
                elif kind is yaml.SequenceStartEvent:
                    self._open(event, [])
                elif kind is yaml.MappingEndEvent or kind is yaml.SequenceEndEvent:
                    self.stack.pop()
                    self.keys.pop()
                    if self.path:
                        self.path.pop()
                else:
                    self._rare(event, kind)
        finally:
            loader.dispose()
        if self.documents == 0:
            message = "文件是空的：照着同一文件夹里别的文件，把内容写进来，或者删掉这个文件"
            self.tree.problems.append(Problem(self.tree.path, 1, 1, message))
            raise _StopError

    def _scalar(self, event: Any) -> None:
        text: str = event.value
        if event.anchor or event.tag:
            self._marked(event)
        if event.style == '"' and (odd := unseen(text)):
            self.tree.flag(event.start_mark, odd[0][1])
            text = "？"
        if self.stack and self.keys[-1] is None and self.stack[-1].__class__ is dict:
            self._key(event, text)
            return
        if event.start_mark.line != event.end_mark.line:
            self.tree.wrapped = True
            self.lines = self.lines or self.tree.text.split("\n")
            text = unwrapped(event, self.lines)
        else:
            text = text.strip()
        if not text and event.value:
            self.tree.flag(event.start_mark, "这里只有空格，没有文字：补上文字；这一项不要，就整行删掉")
        if not event.style and text[:1] in MAY_RESOLVE:
            value, advice = value_of(text)
            if advice:
                self.tree.flag(event.start_mark, advice)
            self._put(value, event.start_mark)
        else:
            self._put(text, event.start_mark)

    def _key(self, event: Any, text: str) -> None:
        held = self.stack[-1]
        if len(held) >= MOST_KEYS:
            self.tree.flag(event.start_mark, f"这里写了 {MOST_KEYS} 多项，最多 {MOST_KEYS} 项：看看是不是放错了文件")
            raise _StopError
        if text in held and id(held) not in self.doubled:  # where two entries ran together, the first key tells it
            self.doubled.add(id(held))
            first = self.tree.place((*self.path, text)).key_line
            message = f"“{text}” 写了两遍，第一遍在第 {first} 行：留下对的一个，删掉另一个"
            if len(self.stack) > 1 and self.stack[-2].__class__ is list and text == next(iter(held)):
                message += f"；这里要是新的一条，就是前面少了减号，写成“- {text}: …”，和上一条的减号对齐"
            self.tree.flag(event.start_mark, message)
        self.keys[-1] = text

    def _put(self, value: Any, mark: Any) -> None:
        self.values += 1
        if self.values > MOST_VALUES:
            self.tree.flag(mark, f"到这里已有 {MOST_VALUES} 多项，一个文件写不了这么多：内容真有这么多就分成几个文件")
            raise _StopError
        if not self.stack:
            self.tree.data = value
        elif (key := self.keys[-1]) is not None:
            self.keys[-1] = None
            self.stack[-1].setdefault(key, value)
        else:
            self.stack[-1].append(value)

    def _open(self, event: Any, container: Any) -> None:
        if event.anchor or event.tag:
            self._marked(event)
        if len(self.stack) >= DEPTH:
            self.tree.flag(
                event.start_mark,
                f"这里套了超过 {DEPTH} 层，多半是括号没有配对，或减号连写：检查这一行的 [ ]、{{ }} 和 -",
            )
            raise _StopError
        if self.stack:
            key = self.keys[-1]
            if key is None and self.stack[-1].__class__ is dict:
                self.tree.flag(event.start_mark, "冒号前面只能是一个名字，不能是括号或列表：若本来是文字，整句加单引号")
                raise _StopError
            self.path.append(len(self.stack[-1]) if key is None else key)
        self._put(container, event.start_mark)
        self.stack.append(container)
        self.keys.append(None)

    def _marked(self, event: Any) -> None:
        if event.anchor:
            message = f"不能用锚点“&{event.anchor}”：要重复的内容请照抄一遍；若本来就是文字，整句加单引号"
        else:
            message = "不能用标签（以 ! 开头）：去掉它；若本来就是文字，整句加单引号"
        self.tree.flag(event.start_mark, message)

    def _rare(self, event: Any, kind: type) -> None:
        if kind is yaml.AliasEvent:
            message = f"不能用引用“*{event.anchor}”：把内容照抄一遍；若本来就是文字，整句加单引号"
            self.tree.flag(event.start_mark, message)
            if self.stack and self.stack[-1].__class__ is dict and self.keys[-1] is None:
                raise _StopError
            self._put(None, event.start_mark)
        elif kind is yaml.DocumentStartEvent:
            self.documents += 1
            if self.documents == 2:
                self.tree.flag(event.start_mark, "一个文件只写一份内容：删掉这条“---”，或把后面的内容另存成一个文件")
                raise _StopError
