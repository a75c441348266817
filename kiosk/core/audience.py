"""Which audiences a group is, and what comes first for them: the only place that decides it.

Content says under `for` whom a thing is for, the one it is most for first; left out, it is for everybody.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import Protocol, TypeVar

from kiosk.core.vocabulary import AgeBand, Audience, GroupKind

_OF_AGE = {
    AgeBand.SENIOR: Audience.SENIOR,
    AgeBand.MINOR: Audience.SCHOOL,
    AgeBand.YOUNG: Audience.COMPANY,
    AgeBand.MIDDLE: Audience.FAMILY,
}
"""Whom those are of whom only the age is known, the most telling first: who is young is at work or soon will be, who is
in the middle of life has children, parents or both."""


class ForSome(Protocol):
    """What content may be made for certain people."""

    @property
    def audiences(self) -> tuple[Audience, ...]: ...


F = TypeVar("F", bound=ForSome)


def audiences_of(kind: GroupKind, ages: Collection[AgeBand]) -> tuple[Audience, ...]:
    """The audiences a group is, the most telling first; none where nobody said anything.

    Where there are old people, they are told to as such: in a community before all else, elsewhere where nobody younger
    came with them, and after their kind where somebody did. A family with children is pupils too. Of who came by
    themselves and of others the ages tell; children together with somebody older are a family. How many they are makes
    no difference: one person of a school is still of a school.
    """
    senior = (Audience.SENIOR,) if AgeBand.SENIOR in ages else ()
    match kind:
        case GroupKind.COMMUNITY:
            found = (*senior, Audience.COMMUNITY)
        case GroupKind.FAMILY:
            pupils = (Audience.SCHOOL,) if AgeBand.MINOR in ages else ()
            found = (Audience.FAMILY, *pupils, *senior)
        case GroupKind.SCHOOL:
            found = (Audience.SCHOOL, *senior)
        case GroupKind.COMPANY:
            found = (Audience.COMPANY, *senior)
        case GroupKind.VISITOR | GroupKind.OTHER:
            of_age = tuple(audience for band, audience in _OF_AGE.items() if band in ages)
            together = AgeBand.MINOR in ages and len(of_age) > 1
            found = (Audience.FAMILY, *of_age) if together else of_age
    alone = senior if {*ages} <= {AgeBand.SENIOR} else ()
    return tuple(dict.fromkeys((*alone, *found)))


def called(kind: GroupKind, ages: Collection[AgeBand], people: int) -> tuple[Audience, ...]:
    """What a group may be called to its face, the most telling first: nobody by what only their ages let one guess (but
    for elders among themselves), and nobody alone by a word for many."""
    found = audiences_of(kind, ages)
    guessed = kind in (GroupKind.VISITOR, GroupKind.OTHER) and found != (Audience.SENIOR,)
    return () if guessed or people < 2 else found


def first_named(audiences: Collection[Audience], things: Iterable[F]) -> F | None:
    """The first thing that is for one of these audiences by name."""
    return next((thing for thing in first_for(audiences, things) if names(audiences, thing)), None)


def first_for(audiences: Collection[Audience], things: Iterable[F], evenly: bool = False) -> tuple[F, ...]:
    """First what names one of these audiences (the more telling the audience the sooner, and the earlier it is named;
    `evenly`: wherever it is named), then what is for everybody, then the rest. Equals stay in their order; all do where
    no audience is known."""
    return tuple(sorted(things, key=lambda thing: _rank([*audiences], thing.audiences, evenly)))


def names(audiences: Collection[Audience], thing: ForSome) -> bool:
    """Whether it is for one of these audiences by name."""
    return not {*audiences}.isdisjoint(thing.audiences)


def _rank(audiences: Sequence[Audience], named: Sequence[Audience], evenly: bool) -> tuple[int, int, int]:
    for place, audience in enumerate(audiences):
        if audience in named:
            return 0, place, 0 if evenly else named.index(audience)
    return (2, 0, 0) if named and audiences else (1, 0, 0)
