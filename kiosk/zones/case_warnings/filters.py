"""The filters of the wall: which cases are shown, and in which order."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import assert_never

from kiosk.content.models.base import Region
from kiosk.core.vocabulary import AgeBand, Term
from kiosk.zones.case_warnings.day import day_of
from kiosk.zones.case_warnings.models import Case


class FilterKind(Term):
    """What the wall can be filtered by."""

    TYPE = "type", "骗局种类"
    BAND = "band", "当事人年龄"
    PLACE = "place", "地方"


class PlaceGroup(Term):
    """Where a case happened, as coarsely as visitors ask: here, elsewhere in the country, abroad."""

    HOME = "home", "山东（含本地）"
    NATIONAL = "national", "国内其他地方"
    OVERSEAS = "overseas", "境外"

    @classmethod
    def of(cls, region: Region) -> PlaceGroup:
        """The group a case's region belongs to."""
        match region:
            case Region.LOCAL | Region.SHANDONG:
                return cls.HOME
            case Region.NATIONAL:
                return cls.NATIONAL
            case Region.OVERSEAS:
                return cls.OVERSEAS
            case _:
                assert_never(region)


@dataclass(frozen=True, slots=True)
class Filters:
    """What the wall shows: a scam type's id, an age band, a place; None lets everything through."""

    type: str | None = None
    band: AgeBand | None = None
    place: PlaceGroup | None = None

    def chosen(self, kind: FilterKind) -> str | None:
        """What was chosen for that filter: an id or a code."""
        match kind:
            case FilterKind.TYPE:
                return self.type
            case FilterKind.BAND:
                return self.band
            case FilterKind.PLACE:
                return self.place
            case _:
                assert_never(kind)

    def with_choice(self, kind: FilterKind, value: str) -> Filters:
        """After `value` was chosen; "" shows everything again."""
        match kind:
            case FilterKind.TYPE:
                return replace(self, type=value or None)
            case FilterKind.BAND:
                return replace(self, band=next((band for band in AgeBand if band == value), None))
            case FilterKind.PLACE:
                return replace(self, place=next((group for group in PlaceGroup if group == value), None))
            case _:
                assert_never(kind)

    def lets_through(self, case: Case) -> bool:
        if self.type and self.type not in (case.type, *case.also):
            return False
        if self.band and self.band is not case.band:
            return False
        return not self.place or self.place is PlaceGroup.of(case.region)


NONE = Filters()
"""Everything is shown."""


def choices(
    kind: FilterKind, cases: Sequence[Case], type_names: Mapping[str, str], filters: Filters = NONE
) -> list[tuple[str, str, int]]:
    """What can be chosen for a filter, as (value, words, how many cases it leaves beside the other filters): of types
    and ages only those some case has, an age that was not published last."""
    match kind:
        case FilterKind.TYPE:
            used = {t for c in cases for t in (c.type, *c.also)}
            named = [(t, name) for t, name in type_names.items() if t in used]
        case FilterKind.BAND:
            named = [(str(band), band.word) for band in AgeBand if any(c.band is band for c in cases)]
        case FilterKind.PLACE:
            named = [(str(group), group.word) for group in PlaceGroup]
        case _:
            assert_never(kind)
    return [(value, words, len(shown(cases, filters.with_choice(kind, value)))) for value, words in named]


def shown(cases: Sequence[Case], filters: Filters) -> list[Case]:
    """The cases the filters let through; this place's own first, then Shandong's, then the newest."""
    kept = sorted((c for c in cases if filters.lets_through(c)), key=day_of, reverse=True)
    return sorted(kept, key=lambda c: _distance(c.region))


def _distance(region: Region) -> int:
    """What happened near stands before what happened far; how far makes no difference."""
    match region:
        case Region.LOCAL:
            return 0
        case Region.SHANDONG:
            return 1
        case Region.NATIONAL | Region.OVERSEAS:
            return 2
        case _:
            assert_never(region)
