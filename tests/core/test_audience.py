"""Which audiences a group is, for every way it can check in, and what comes first for them."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations, product

import pytest

from kiosk.core.audience import audiences_of, called, first_for, first_named, names
from kiosk.core.vocabulary import AgeBand, Audience, GroupKind

SCHOOL, COMMUNITY, COMPANY, FAMILY, SENIOR = Audience
MINOR, YOUNG, MIDDLE, OLD, UNKNOWN = AgeBand
EVERYBODY = [
    (kind, ages) for kind in GroupKind for count in range(len(AgeBand) + 1) for ages in combinations(AgeBand, count)
]
OWN = {
    GroupKind.SCHOOL: SCHOOL,
    GroupKind.COMMUNITY: COMMUNITY,
    GroupKind.COMPANY: COMPANY,
    GroupKind.FAMILY: FAMILY,
}


@dataclass(frozen=True, slots=True)
class Thing:
    name: str
    audiences: tuple[Audience, ...] = ()


def ordered(audiences: tuple[Audience, ...], *things: Thing, evenly: bool = False) -> str:
    return "".join(thing.name for thing in first_for(audiences, things, evenly))


@pytest.mark.parametrize(("kind", "ages"), EVERYBODY)
def test_everybody_is_somebody_once(kind: GroupKind, ages: tuple[AgeBand, ...]) -> None:
    found = audiences_of(kind, ages)
    assert len(set(found)) == len(found)
    assert (SENIOR in found) == (OLD in ages), "old people are never passed over, and nobody else is taken for old"
    assert found == audiences_of(kind, [*reversed(ages)]), "in whatever order they were ticked"
    if kind in OWN:
        assert OWN[kind] in found
    else:
        assert bool(found) == bool({*ages} - {UNKNOWN}), "of whom nothing is known, nothing is guessed"


@pytest.mark.parametrize("kind", OWN)
def test_a_kind_comes_first_but_for_elders_among_themselves_and_in_a_community(kind: GroupKind) -> None:
    for ages in ((), (UNKNOWN,), (MINOR,), (YOUNG, MIDDLE)):
        assert audiences_of(kind, ages)[0] is OWN[kind]
    assert audiences_of(kind, (OLD,))[:2] == (SENIOR, OWN[kind])
    mixed = audiences_of(kind, (MIDDLE, OLD))
    assert mixed == ((SENIOR, COMMUNITY) if kind is GroupKind.COMMUNITY else (OWN[kind], SENIOR))


def test_a_family_with_children_is_pupils_too() -> None:
    assert audiences_of(GroupKind.FAMILY, (MINOR, MIDDLE)) == (FAMILY, SCHOOL)
    assert audiences_of(GroupKind.FAMILY, (MINOR, OLD)) == (FAMILY, SCHOOL, SENIOR)
    assert audiences_of(GroupKind.FAMILY, (YOUNG, MIDDLE)) == (FAMILY,)


@pytest.mark.parametrize("kind", [GroupKind.VISITOR, GroupKind.OTHER])
def test_of_who_came_by_themselves_the_ages_tell(kind: GroupKind) -> None:
    for ages, found in (
        ((MINOR,), (SCHOOL,)),
        ((YOUNG,), (COMPANY,)),
        ((MIDDLE,), (FAMILY,)),
        ((OLD,), (SENIOR,)),
        ((YOUNG, OLD), (SENIOR, COMPANY)),
        ((MIDDLE, OLD), (SENIOR, FAMILY)),
        ((YOUNG, MIDDLE), (COMPANY, FAMILY)),
        ((MINOR, OLD), (FAMILY, SENIOR, SCHOOL)),
        ((MINOR, UNKNOWN), (SCHOOL,)),
        ((UNKNOWN,), ()),
    ):
        assert audiences_of(kind, ages) == found


@pytest.mark.parametrize(("kind", "ages"), EVERYBODY)
def test_nobody_is_called_what_was_only_guessed_and_nobody_alone_by_a_word_for_many(
    kind: GroupKind, ages: tuple[AgeBand, ...]
) -> None:
    said = kind in OWN or audiences_of(kind, ages) == (SENIOR,)
    assert called(kind, ages, 2) == (audiences_of(kind, ages) if said else ())
    assert called(kind, ages, 1) == ()


def test_what_names_them_comes_first_then_what_is_for_all_then_the_rest_and_equals_keep_their_order() -> None:
    things = (Thing("a", (COMPANY,)), Thing("b"), Thing("c", (SCHOOL,)), Thing("d"), Thing("e", (SCHOOL,)))
    assert ordered((SCHOOL,), *things) == "cebda"
    assert ordered((COMPANY,), *things) == "abdce"
    assert ordered((SENIOR,), *things) == "bdace"


def test_of_who_is_unknown_nothing_is_turned_round() -> None:
    things = (Thing("a", (COMPANY,)), Thing("b"), Thing("c", (SCHOOL,)))
    assert ordered((), *things) == "abc"


def test_the_most_telling_audience_and_the_one_named_first_decide_unless_it_goes_evenly() -> None:
    things = (
        Thing("a", (COMMUNITY,)),
        Thing("b", (COMMUNITY, SENIOR)),
        Thing("c", (SENIOR,)),
        Thing("d"),
        Thing("e", (SCHOOL,)),
    )
    assert ordered((SENIOR, COMMUNITY), *things) == "cbade"
    assert ordered((COMMUNITY, SENIOR), *things) == "abcde"
    assert ordered((SENIOR, COMMUNITY), *things, evenly=True) == "bcade"
    assert ordered((SCHOOL,), *things, evenly=True) == "edabc"


@pytest.mark.parametrize(("one", "other"), [*product(Audience, repeat=2)])
def test_a_thing_is_for_whom_it_names(one: Audience, other: Audience) -> None:
    assert names((one,), Thing("a", (other,))) == (one is other)
    assert not names((one,), Thing("a"))
    assert first_named((one,), (Thing("a"), Thing("b", (other,)))) == (Thing("b", (other,)) if one is other else None)
