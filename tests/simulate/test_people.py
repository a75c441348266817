"""People made up by chance are as the assumptions say, one by one as in whole halls."""

from __future__ import annotations

from random import Random
from statistics import fmean, stdev

import numpy as np
import pytest

from bench.population import Season, truths
from kiosk.simulate.people import Guest, Learned, Population, Said, group_of, pull_of

USUAL = Population()


def many(groups: int = 4000, people: int = 5) -> list[Guest]:
    chance = Random(1)
    return [person for _ in range(groups) for person in group_of(USUAL, people, chance)]


def test_who_comes_differs_as_much_as_the_assumptions_say() -> None:
    people = many()
    assert fmean(p.sensitivity for p in people) == pytest.approx(USUAL.sensitivity, abs=0.02)
    assert stdev(p.sensitivity for p in people) == pytest.approx(USUAL.sensitivity_sd, abs=0.02)
    groups = [people[i : i + 5] for i in range(0, len(people), 5)]
    within = fmean(stdev(p.bias for p in group) ** 2 for group in groups)
    between = stdev(fmean(p.bias for p in group) for group in groups) ** 2
    assert within == pytest.approx(USUAL.person_sd**2, rel=0.05)
    assert between == pytest.approx(USUAL.group_sd**2 + USUAL.person_sd**2 / 5, rel=0.07)


@pytest.mark.parametrize("learned", [Learned(), Learned(effect=0.8), Learned(shift=0.5)])
def test_what_they_say_is_what_the_closed_form_says(learned: Learned) -> None:
    """The shares that the calibration takes for the truth, from people who speak for themselves."""
    pulls = {False: 0.4, True: -0.3}
    season = Season(effect=learned.effect, shift=learned.shift, half=1)
    expected = truths(season, USUAL, np.array([0.5, -0.5]), np.array([pulls[False], pulls[True]]))
    chance, people = Random(2), many()
    for taught, at in ((Learned(), 0), (learned, 1)):
        for genuine, shares, right in ((False, expected.scams, Said.SCAM), (True, expected.genuine, Said.GENUINE)):
            said = [p.taught(taught).says(genuine, pulls[genuine], USUAL.unsure, chance) for p in people]
            assert said.count(right) / len(said) == pytest.approx(shares[at], abs=0.012)


def test_a_mood_and_a_lesson_leave_the_rest_of_a_person_alone() -> None:
    person = Guest(bias=0.1, sensitivity=1.2)
    assert person.in_mood(0.3) == Guest(pytest.approx(0.4), 1.2)
    assert person.taught(Learned(effect=0.5)) == Guest(0.1, pytest.approx(1.7))
    assert person.taught(Learned(shift=-0.2)) == Guest(pytest.approx(-0.1), 1.2)


def test_a_wording_makes_everybody_feel_the_same_whenever_it_is_asked() -> None:
    assert pull_of(USUAL, "0a1b", 1) == pull_of(USUAL, "0a1b", 1) != pull_of(USUAL, "0a1b", 2)
    pulls = [pull_of(USUAL, f"{n:08x}", 1) for n in range(2000)]
    assert (fmean(pulls), stdev(pulls)) == (pytest.approx(0, abs=0.05), pytest.approx(USUAL.item_sd, abs=0.03))


def test_who_is_able_knows_more() -> None:
    chance = Random(3)
    known = [sum(Guest(0, s).knows(0.0, chance) for _ in range(3000)) / 3000 for s in (0.0, 1.0, 3.0)]
    assert known == pytest.approx([0.5, 0.691, 0.933], abs=0.03)
