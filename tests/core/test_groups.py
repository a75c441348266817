"""A crowd is split into as few groups as the hall can hold, as even as can be."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.core.groups import split


@pytest.mark.parametrize(
    ("people", "most", "groups"),
    [(1, 1, (1,)), (15, 15, (15,)), (16, 15, (8, 8)), (31, 15, (11, 10, 10)), (32, 15, (11, 11, 10))],
)
def test_as_few_and_as_even_as_can_be(people: int, most: int, groups: tuple[int, ...]) -> None:
    assert split(people, most) == groups


@pytest.mark.parametrize(("people", "most"), [(0, 15), (15, 0), (-1, -1)])
def test_nobody_and_no_room_are_errors(people: int, most: int) -> None:
    with pytest.raises(ValueError, match=f"not {people} and {most}"):
        split(people, most)


@given(people=st.integers(1, 400), most=st.integers(1, 15))
def test_any_crowd_is_split_evenly(people: int, most: int) -> None:
    batches = split(people, most)
    assert sum(batches) == people
    assert max(batches) <= most and max(batches) - min(batches) <= 1
    assert len(batches) == -(-people // most)
