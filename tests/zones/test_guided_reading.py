"""What there is to read on the guided paths of the quiz and the lessons: within their minutes, none of it scrolled."""

from __future__ import annotations

from functools import cache

import pytest

from kiosk.content.catalogue import Catalogue
from kiosk.content.load import load
from kiosk.timing import Stay, followed
from kiosk.zones.quiz.manifest import QUIZ
from kiosk.zones.scam_lessons.manifest import SCAM_LESSONS
from tests.real_hall import PLACES


@cache
def stays() -> dict[str, Stay]:
    """The guided visit of a hall that has only these two zones open."""
    loaded = load(Catalogue([SCAM_LESSONS.content, QUIZ.content]), PLACES.content, PLACES.hall)
    return {stay.zone: stay for stay in followed(loaded, PLACES, (1920, 1080), "normal")}


@pytest.mark.parametrize("zone", [SCAM_LESSONS.id, QUIZ.id])
def test_the_path_leads_out_of_the_zone_within_its_minutes_and_its_words(zone: str) -> None:
    stay = stays()[zone]
    assert stay.ended and len(stay.screens) > 5
    assert stay.characters <= stay.budget
    assert stay.seconds <= stay.minutes * 60


@pytest.mark.parametrize("zone", [SCAM_LESSONS.id, QUIZ.id])
def test_nothing_on_the_path_lies_below_the_fold(zone: str) -> None:
    assert not [screen.page for screen in stays()[zone].screens if screen.folded]
