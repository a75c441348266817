"""The geometry of charts, without colours or words: where the marks stand, so that a length never lies.

Columns start at zero and share one scale; a column of another basis stands apart. Everything is proportional to the
values it is given, and nothing is joined by a line.
"""

from __future__ import annotations

import math
from collections.abc import Hashable, Sequence
from dataclasses import dataclass

from kiosk.core.geometry import Rect

CELLS = 100
"""Cells of a waffle: ten rows of ten."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column: the `band` a finger may touch, full height, and the `bar` that is painted in it."""

    band: Rect
    bar: Rect


@dataclass(frozen=True, slots=True)
class Sector:
    """A piece of a ring, in degrees clockwise from the top."""

    start: float
    sweep: float


def runs(keys: Sequence[Hashable]) -> tuple[int, ...]:
    """The number of the run each key belongs to: equal neighbours share one (a, a, b, a -> 0, 0, 1, 2)."""
    found: list[int] = []
    for i, key in enumerate(keys):
        found.append(0 if i == 0 else found[-1] + (key != keys[i - 1]))
    return tuple(found)


def columns(
    values: Sequence[float],
    area: Rect,
    gaps: Sequence[float],
    top: float,
    bar_share: float = 0.66,
    bar_most: float = 132.0,
) -> tuple[Column, ...]:
    """Columns on the floor of `area`, `gaps[i]` units free before the i-th; `top` is the value of its full height.

    A bar takes `bar_share` of its band, at most `bar_most` units.
    """
    width = (area.w - sum(gaps)) / len(values)
    made: list[Column] = []
    x = area.x
    for value, gap in zip(values, gaps, strict=True):
        x += gap
        height = area.h * value / top
        thick = min(width * bar_share, bar_most)
        bar = Rect(x + (width - thick) / 2, area.bottom - height, thick, height)
        made.append(Column(Rect(x, area.y, width, area.h), bar))
        x += width
    return tuple(made)


def pair_gaps(
    groups: Sequence[int], bases: Sequence[int], within: float, between: float, apart: float
) -> tuple[float, ...]:
    """The free space before each column: `within` a group, `between` groups, `apart` where the basis changes."""
    found = [0.0]
    for i in range(1, len(groups)):
        same = groups[i] == groups[i - 1]
        found.append(apart if bases[i] != bases[i - 1] else within if same else between)
    return tuple(found)


def bars(values: Sequence[float], length: float, top: float) -> tuple[float, ...]:
    """The length of each lying bar; `top` is the value that would fill `length`."""
    return tuple(length * value / top for value in values)


def share(values: Sequence[float]) -> tuple[Sector, ...]:
    """The sectors of a ring, in order; together they close it."""
    whole = sum(values)
    made: list[Sector] = []
    start = 0.0
    for value in values:
        sweep = 360.0 * value / whole
        made.append(Sector(start, sweep))
        start += sweep
    return tuple(made)


def sector_at(sectors: Sequence[Sector], x: float, y: float) -> int | None:
    """Which sector lies at x, y of the ring's square (0-1 each); None outside the ring's circle."""
    dx, dy = x - 0.5, y - 0.5
    if dx * dx + dy * dy > 0.25:
        return None
    angle = math.degrees(math.atan2(dx, -dy)) % 360.0
    return next((i for i, s in enumerate(sectors) if s.start <= angle < s.start + s.sweep), len(sectors) - 1)


def waffle(values: Sequence[float]) -> tuple[int, ...]:
    """For each of a hundred cells the index of its value; counts by largest remainder, so they always make 100."""
    whole = sum(values)
    exact = [CELLS * value / whole for value in values]
    counts = [math.floor(part) for part in exact]
    order = sorted(range(len(values)), key=lambda i: (counts[i] - exact[i], i))
    for i in order[: CELLS - sum(counts)]:
        counts[i] += 1
    return tuple(i for i, count in enumerate(counts) for _ in range(count))


def cell_at(x: float, y: float) -> int:
    """The number of the waffle's cell at x, y of its square (0-1 each), row by row from the top left."""
    row, column = (min(9, max(0, int(place * 10))) for place in (y, x))
    return row * 10 + column
