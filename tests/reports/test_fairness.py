"""Comparing kinds of people and periods: against a published example, loops, and sums one can do by hand."""

from __future__ import annotations

import math
from collections import defaultdict

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.reports.fairness import drift, mantel_haenszel
from kiosk.reports.intervals import Estimate

BERKELEY = {
    "A": (512, 313, 89, 19), "B": (353, 207, 17, 8), "C": (120, 205, 202, 391),
    "D": (138, 279, 131, 244), "E": (53, 138, 94, 299), "F": (22, 351, 24, 317),
}  # fmt: skip
"""Men admitted and not, women admitted and not, by department (Bickel, Hammel and O'Connell 1975, Science 187)."""


def answers(tables: dict[str, tuple[int, int, int, int]]) -> list[tuple[str, bool, bool]]:
    found = []
    for stratum, counts in tables.items():
        for (focal, right), n in zip(((True, True), (True, False), (False, True), (False, False)), counts, strict=True):
            found += [(stratum, focal, right)] * n
    return found


def test_the_common_odds_ratio_as_published() -> None:
    # R's documentation of mantelhaen.test(UCBAdmissions): 0.9046968, 95 % from 0.7719074 to 1.0603298.
    found = mantel_haenszel(answers(BERKELEY))
    assert found is not None
    assert math.exp(found.value) == pytest.approx(0.9046968, abs=1e-7)
    assert (math.exp(found.lower), math.exp(found.upper)) == pytest.approx((0.7719074, 1.0603298), abs=1e-6)


@given(st.lists(st.tuples(st.sampled_from("abc"), st.booleans(), st.booleans()), max_size=60))
def test_it_is_the_sum_of_products_person_by_person(given_answers: list[tuple[str, bool, bool]]) -> None:
    strata: dict[str, list[tuple[bool, bool]]] = defaultdict(list)
    for stratum, focal, right in given_answers:
        strata[stratum].append((focal, right))
    above = below = 0.0
    for people in strata.values():
        for focal, right in people:
            for other_focal, other_right in people:
                if focal and not other_focal:
                    above += (right and not other_right) / len(people)
                    below += (other_right and not right) / len(people)
    found = mantel_haenszel(given_answers)
    if found is None:
        assert not above or not below
    else:
        assert found.value == pytest.approx(math.log(above / below))
        turned = mantel_haenszel([(s, not focal, right) for s, focal, right in given_answers])
        assert turned is not None and turned.value == pytest.approx(-found.value)


def estimates(**values: float) -> dict[str, Estimate]:
    return {item: Estimate(value, value - 0.3, value + 0.4) for item, value in values.items()}


def test_what_all_items_of_a_kind_did_is_who_came_and_the_rest_is_the_items() -> None:
    kinds = {"a": True, "b": True, "c": True, "p": False, "q": False, "r": False}
    before = estimates(a=0.0, b=1.0, c=2.0, p=0.0, q=0.0, r=0.0)
    after = estimates(a=0.5, b=1.5, c=3.5, p=-1.0, q=-1.0, r=-1.0)
    found = drift(before, after, kinds)
    assert {item: band.value for item, band in found.items()} == {"a": 0, "b": 0, "c": 1, "p": 0, "q": 0, "r": 0}
    reach = 0.35 * math.sqrt(2)
    assert (found["c"].lower, found["c"].upper) == (pytest.approx(1 - reach), pytest.approx(1 + reach))


@pytest.mark.parametrize(("shared", "said"), [(2, False), (3, True)])
def test_two_shared_items_cannot_tell_which_of_them_moved(shared: int, said: bool) -> None:
    items = [f"i{i}" for i in range(shared)]
    before, after = estimates(**dict.fromkeys(items, 0.0), old=0.0), estimates(**dict.fromkeys(items, 1.0), new=3.0)
    found = drift(before, after, dict.fromkeys([*items, "new"], None))
    assert (set(found) == set(items)) is said and (found == {}) is not said
