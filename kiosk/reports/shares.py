"""Parts of a whole as a report gives them: with the band chance leaves open, and not where few people stand behind."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kiosk.reports.intervals import wilson

LEAST_CELL = 5
"""Fewer than so many are not given as a number: a small cell says something about single people."""


@dataclass(frozen=True, slots=True)
class Share:
    """`part` of `whole`, both counted."""

    part: int
    whole: int

    @property
    def value(self) -> float | None:
        """part / whole, 0-1; None of nothing."""
        return self.part / self.whole if self.whole else None

    @property
    def band(self) -> tuple[float, float]:
        """The 95 % band chance leaves open (`intervals.wilson`)."""
        found = wilson(self.part, self.whole)
        return found.lower, found.upper


def shown(cells: Sequence[int]) -> list[int | None]:
    """The cells of one row whose sum is given too, None for those that are held back: every one from 1 to 4, and where
    that is a single one the least of the others as well, or it could be worked out from the sum."""
    held = {i for i, count in enumerate(cells) if 0 < count < LEAST_CELL}
    if len(held) == 1:
        others = [i for i, count in enumerate(cells) if count and i not in held]
        held |= {min(others, key=lambda i: cells[i])} if others else set()
    return [None if i in held else count for i, count in enumerate(cells)]


def quantile(counted: Mapping[int, int], part: float) -> float | None:
    """The value below which `part` (0-1) of the counted whole numbers lie, straight between neighbours (Hyndman and
    Fan 1996, type 7: rank part·(n−1)); None of nothing."""
    total = sum(counted.values())
    if not total:
        return None
    rank = part * (total - 1)
    low, top = _at(counted, math.floor(rank)), _at(counted, math.ceil(rank))
    return low + (top - low) * (rank - math.floor(rank))


def _at(counted: Mapping[int, int], place: int) -> int:
    """The value at that place (from 0) of all values in order."""
    values = sorted(counted)
    for value in values:
        place -= counted[value]
        if place < 0:
            return value
    return values[-1]
