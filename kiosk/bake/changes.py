"""What a room looks like with somebody or something else in it: only the part of the panorama that changes.

`rooms/<room>/<change>.yaml` says what comes into `rooms/<room>.yaml` (a person, other hands on the clock, another
picture on the screen) and in which window of the panorama that is seen; its picture is laid over the room's.
"""

from __future__ import annotations

import hashlib
import json
import math
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Annotated, Literal

from annotated_types import MaxLen, MinLen
from pydantic import TypeAdapter, ValidationError

from kiosk.bake.model import Material, Part, Print, Room
from kiosk.bake.reading import RoomError, faults, room_of
from kiosk.content.models.base import Model, Text
from kiosk.content.sentences import model_problems
from kiosk.content.yaml_tree import parse

MARGIN = 6.0
"""Degrees traced round the window and cut off again: the glow of lamps reaches in from there."""
GRID = (8192, 4096)
"""Pixels of the whole panorama that windows are cut from; a smaller panorama is laid over with smaller ones."""


@dataclass(frozen=True, slots=True)
class RoomChange(Model):
    """What comes into a room, in the room's own terms. Materials and prints of the room's names replace them."""

    kind: Literal["change"]
    title: Text = field(metadata={"description": "多了什么，或者什么变了"})
    window: Annotated[tuple[float, ...], MinLen(4), MaxLen(4)] = field(
        metadata={"description": "全景里看得出变化的范围：左、下、右、上，度"}
    )
    parts: tuple[Part, ...] = ()
    materials: dict[str, Material] = field(default_factory=dict)
    prints: dict[str, Print] = field(default_factory=dict)
    groups: dict[str, tuple[Part, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Pane:
    """The window in whole pixels of a panorama of `size`: what is shown, and what is traced."""

    size: tuple[int, int]
    shown: tuple[int, int, int, int]
    traced: tuple[int, int, int, int]

    @property
    def degrees(self) -> tuple[float, float, float, float]:
        """Left, bottom, right and top of what is traced."""
        a = 360 / self.size[0]
        left, top, right, bottom = self.traced
        return left * a - 180, 90 - bottom * a, right * a - 180, 90 - top * a

    @property
    def inside(self) -> tuple[slice, slice]:
        """Rows and columns of the traced picture that are shown."""
        (left, top, right, bottom), (x, y, _, _) = self.shown, self.traced
        return slice(top - y, bottom - y), slice(left - x, right - x)


def is_change(path: Path) -> bool:
    """Whether the file says what changes in a room. Raises OSError when it cannot be read."""
    return any(line.startswith(b"kind: change") for line in path.read_bytes().splitlines())


def room_behind(path: Path) -> Path:
    """The room a change belongs to: its folder is called as the room's file is."""
    return path.parent.with_suffix(".yaml")


def read_change(path: Path) -> tuple[RoomChange, Room]:
    """The change in a file, and its room as it is then. Raises RoomError, or OSError when a file cannot be read."""
    behind = room_behind(path)
    room = room_of(behind.name, behind.read_bytes())
    tree = parse(path.name, path.read_bytes())
    if not tree.readable or tree.problems:
        raise RoomError(sorted(tree.problems))
    try:
        change = TypeAdapter(RoomChange).validate_json(json.dumps(tree.data))
    except ValidationError as error:
        raise RoomError(sorted(model_problems(tree, RoomChange, error.errors(include_url=False)))) from None
    whole = replace(
        room,
        parts=(*room.parts, *change.parts),
        materials={**room.materials, **change.materials},
        prints={**room.prints, **change.prints},
        groups={**room.groups, **change.groups},
    )
    before = len(room.parts)
    found = []
    left, bottom, right, top = change.window
    if not (-180 <= left < right <= 180 and -90 <= bottom < top <= 90):
        found.append(
            tree.problem(("window",), "window 依次写左、下、右、上：左右在 -180 到 180 之间，上下在 -90 到 90 之间")
        )
    for loc, message in faults(whole):
        if loc[0] == "parts" and isinstance(loc[1], int):
            loc = ("parts", loc[1] - before, *loc[2:])
        found.append(tree.problem(loc, message))
    if found:
        raise RoomError(sorted(found))
    return change, whole


def change_print(path: Path) -> str:
    """What ties a change's picture to its two files: one SHA-256 over both, line ends as on Unix."""
    whole = hashlib.sha256()
    for file in (room_behind(path), path):
        whole.update(file.read_bytes().replace(b"\r\n", b"\n"))
    return whole.hexdigest()


def pane(window: tuple[float, ...], size: tuple[int, int]) -> Pane:
    """The window on a panorama of `size`, outwards to pixels that halve; `MARGIN` round it as far as there is any."""
    width, height = size
    a = width / 360
    left, bottom, right, top = window
    even = [
        math.floor((left + 180) * a / 2) * 2,
        math.floor((90 - top) * a / 2) * 2,
        math.ceil((right + 180) * a / 2) * 2,
        math.ceil((90 - bottom) * a / 2) * 2,
    ]
    shown = (max(0, even[0]), max(0, even[1]), min(width, even[2]), min(height, even[3]))
    more = round(MARGIN * a)
    traced = (shown[0] - more, max(0, shown[1] - more), shown[2] + more, min(height, shown[3] + more))
    return Pane(size, shown, traced)
