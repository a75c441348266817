"""A month of the calendar: which days it has, which month was before it, and how it is called."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

_WRITTEN = re.compile("(2[0-9]{3})-(0[1-9]|1[0-2])")


@dataclass(frozen=True, slots=True, order=True)
class Month:
    """A month: its number from 1."""

    year: int
    number: int

    @classmethod
    def of(cls, written: str) -> Month:
        """The month written as 2026-11. Raises ValueError for anything else."""
        found = _WRITTEN.fullmatch(written)
        if found is None:
            raise ValueError(f"“{written}” is no month")
        return cls(int(found[1]), int(found[2]))

    @property
    def word(self) -> str:
        return f"{self.year}年{self.number}月"

    @property
    def first(self) -> date:
        return date(self.year, self.number, 1)

    @property
    def last(self) -> date:
        return self.first.replace(day=28) + timedelta(days=_after_28(self.first))

    @property
    def before(self) -> Month:
        return Month(self.year - (self.number == 1), self.number - 1 or 12)

    def days(self) -> list[date]:
        """All its days."""
        return [self.first + timedelta(days=n) for n in range((self.last - self.first).days + 1)]

    def __str__(self) -> str:
        return f"{self.year:04d}-{self.number:02d}"


def _after_28(first: date) -> int:
    """How many days come after the 28th."""
    return next(n for n in range(4) if (first.replace(day=28) + timedelta(days=n + 1)).month != first.month)
