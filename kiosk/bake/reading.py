"""Reads a room file; what is wrong with it is told with line and column, all of it at once."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter, ValidationError

from kiosk.bake.model import SHAPES, Mark, Part, Room
from kiosk.content.problems import Problem, meant
from kiosk.content.sentences import model_problems
from kiosk.content.yaml_bytes import LIMIT_BYTES
from kiosk.content.yaml_tree import parse
from kiosk.core.findings import Loc
from kiosk.core.outside import read_file

_COLOUR = re.compile(r"#[0-9a-fA-F]{6}")
_DRAWN = ("text", "fill", "line", "shape", "disc", "month", "painted", "hands")
_COUNTS = {"fill": (4,), "disc": (3,), "month": (7,), "painted": (5,), "hands": (3,)}
_TIME = re.compile(r"([01]?\d|2[0-3]):[0-5]\d")
_FLAT = ("print", "glow")
"""Materials that may name a print."""


class RoomError(ValueError):
    """A room file that cannot be baked; `problems` say what to mend where."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__("\n".join(str(problem) for problem in problems))
        self.problems = problems


def read_room(path: Path) -> Room:
    """The room in a YAML file. Raises RoomError with every problem found, OSError when the file cannot be read."""
    return room_of(path.name, read_file(path, LIMIT_BYTES + 1))


def room_of(name: str, raw: bytes) -> Room:
    """The room in the bytes of a YAML file called `name`. Raises RoomError."""
    tree = parse(name, raw)
    problems = list(tree.problems)
    room: Room | None = None
    if tree.readable:
        try:
            room = TypeAdapter(Room).validate_json(json.dumps(tree.data))
        except ValidationError as error:
            problems += model_problems(tree, Room, error.errors(include_url=False))
        else:
            problems += [tree.problem(loc, message) for loc, message in faults(room)]
    if problems or room is None:
        raise RoomError(sorted(problems))
    return room


def faults(room: Room) -> Iterator[tuple[Loc, str]]:
    """What a single value cannot show: names that lead nowhere, parts of two shapes, groups inside themselves."""
    for key, material in room.materials.items():
        yield from colours(("materials", key), material, ("colour", "second", "third"))
        if material.kind == "print" and not material.print:
            yield ("materials", key), "kind: print 的材质要写 print: 哪一张图"
        if material.print and material.kind not in _FLAT:
            yield ("materials", key, "print"), "只有 kind: print 和 kind: glow 的材质能用图"
        if material.print and material.print not in room.prints:
            yield ("materials", key, "print"), f"prints 里没有“{material.print}”：{meant(material.print, room.prints)}"
    for key, drawn in room.prints.items():
        yield from colours(("prints", key), drawn, ("ground",))
        for i, mark in enumerate(drawn.marks):
            yield from _mark_faults(("prints", key, "marks", i), mark)
    for key, group in room.groups.items():
        for i, part in enumerate(group):
            yield from _part_faults(room, ("groups", key, i), part)
        if key in _reached(room, key):
            yield ("groups", key), f"“{key}”里又放了“{key}”自己，没有尽头：去掉一处"
    for i, part in enumerate(room.parts):
        yield from _part_faults(room, ("parts", i), part)


def _part_faults(room: Room, loc: Loc, part: Part) -> Iterator[tuple[Loc, str]]:
    shapes = [name for name in SHAPES if getattr(part, name) is not None]
    if len(shapes) != 1:
        message = f"写了 {'、'.join(shapes)}，只能写一样" if shapes else f"没有写形状：{'、'.join(SHAPES)} 里写一样"
        yield loc, message
        return
    if part.group is not None:
        if part.group not in room.groups:
            yield (*loc, "group"), f"groups 里没有“{part.group}”：{meant(part.group, room.groups)}"
        return
    if part.cylinder is not None and len(part.cylinder) not in (2, 3):
        yield (*loc, "cylinder"), "圆柱要写两个数（半径、高）或三个数（再加顶半径）"
    for key in ("box", "ball", "cushion", "pillow", "plate", "curtain", "cylinder"):
        if any(number <= 0 for number in getattr(part, key) or ()):
            yield (*loc, key), "尺寸都要大于 0"
    if part.lathe is not None and len(part.lathe) < 2:
        yield (*loc, "lathe"), "至少写两个点"
    if part.tube is not None and len(part.tube) < 2:
        yield (*loc, "tube"), "至少写两个点"
    made_of = ("stem",) if part.plant else ("skin", "hair", "bottom", "shoes") if part.figure else ()
    for key in ("material", *made_of):
        name: str = getattr(part, key)
        if name not in room.materials:
            message = f"materials 里没有“{name}”：{meant(name, room.materials)}" if name else f"缺少 {key}：写一种材质"
            yield (*loc, key), message


def _mark_faults(loc: Loc, mark: Mark) -> Iterator[tuple[Loc, str]]:
    drawn = [name for name in _DRAWN if getattr(mark, name)]
    if len(drawn) != 1:
        yield loc, f"要写且只写一样：{'、'.join(_DRAWN)}"
        return
    key = drawn[0]
    if key in _COUNTS and len(getattr(mark, key)) not in _COUNTS[key]:
        yield (*loc, key), f"要写 {_COUNTS[key][0]} 个数"
    if key in ("line", "shape") and (len(getattr(mark, key)) % 2 or len(getattr(mark, key)) < 4):
        yield (*loc, key), "要写成对的 x、y，至少两对"
    if key == "hands" and not _TIME.fullmatch(mark.time):
        yield (*loc, "time"), "写钟上是几点，例如 time: '14:38'（加引号）"
    yield from colours(loc, mark, ("colour",))


def colours(loc: Loc, holder: Any, keys: tuple[str, ...]) -> Iterator[tuple[Loc, str]]:
    for key in keys:
        value = getattr(holder, key)
        if value and not _COLOUR.fullmatch(value):
            yield (*loc, key), f"颜色要写成 '#rrggbb'（加引号），不是“{value}”"


def _reached(room: Room, key: str) -> set[str]:
    """Every group that stands inside group `key`, at any depth."""
    found: set[str] = set()
    open_ = [key]
    while open_:
        for part in room.groups.get(open_.pop(), ()):
            if part.group is not None and part.group not in found:
                found.add(part.group)
                open_.append(part.group)
    return found
