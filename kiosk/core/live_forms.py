"""The live forms of a hall: the two by which the effect of its visits is measured for a quarter of a year."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import NamedTuple

from kiosk.core.vocabulary import Phase

FIRST_DAY = date(2026, 10, 1)
"""Of the quarter in which halls began to measure: an earlier one is a clock that was never set."""
YEARS_AHEAD = 10
"""A clock that runs so far ahead of what is known is wrong as well."""


@dataclass(frozen=True, slots=True)
class LiveForm:
    """A form as it is shown: its id, and the ids of its items in their order."""

    id: str
    items: tuple[str, ...]


class FormsOfVisit(NamedTuple):
    """The form that a visit meets before anything is taught, and the other one, for afterwards."""

    before: LiveForm
    after: LiveForm

    def of(self, phase: Phase) -> LiveForm:
        """The one for that moment."""
        return self.before if phase is Phase.BEFORE else self.after


@dataclass(frozen=True, slots=True)
class Alternation:
    """Which of the two comes first: `one` and `other` in turn, by how many visits have `begun` to be measured."""

    one: LiveForm
    other: LiveForm
    begun: int = 0

    @property
    def forms(self) -> FormsOfVisit:
        """For the next visit."""
        return FormsOfVisit(self.other, self.one) if self.begun % 2 else FormsOfVisit(self.one, self.other)

    def counted(self) -> Alternation:
        """After a visit more has begun to be measured."""
        return replace(self, begun=self.begun + 1)


@dataclass(frozen=True, slots=True)
class KeptItem:
    """An item of a form that is kept: its wording when it was drawn, the quarter since when it stands there, and the
    place it fills: how it reaches somebody, and whether it is genuine."""

    id: str
    wording: str
    since: str
    channel: str
    genuine: bool


@dataclass(frozen=True, slots=True)
class KeptForm:
    """A form that is kept."""

    id: str
    items: tuple[KeptItem, ...]

    @property
    def shown(self) -> LiveForm:
        return LiveForm(self.id, tuple(item.id for item in self.items))


@dataclass(frozen=True, slots=True)
class KeptForms:
    """The two forms of a `quarter` (2026Q4)."""

    quarter: str
    one: KeptForm
    other: KeptForm

    def alternation(self, begun: int) -> Alternation:
        """The two in turn, after so many visits."""
        return Alternation(self.one.shown, self.other.shown, begun)


def quarter_of(day: date, known: str = "") -> str:
    """The quarter of a year to go by on that day, when the latest so far is `known`: never an earlier one, and none
    that only a wrong clock makes."""
    least = known or _quarter(FIRST_DAY)
    return least if day.year > int(least[:4]) + YEARS_AHEAD else max(least, _quarter(day))


def _quarter(day: date) -> str:
    return f"{day.year:04}Q{(day.month + 2) // 3}"
