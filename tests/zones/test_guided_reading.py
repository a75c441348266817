"""What there is to read on the guided path, zone by zone: within the minutes, within the words, nothing below the fold."""

from __future__ import annotations

from functools import cache
from itertools import product

import pytest

from kiosk.core.vocabulary import Audience
from kiosk.timing import GROUPS, Stay, followed
from kiosk.zones.register import ZONES
from tests.real_hall import PLACES, content

VISIT_MINUTES = 40
EVERYWHERE = [*product((zone.id for zone in ZONES), Audience)]


@cache
def stays(audience: Audience) -> dict[str, Stay]:
    """The guided visit of a group of that audience, walked once for all that is asked of it."""
    return {stay.zone: stay for stay in followed(content(), PLACES, group=GROUPS[audience])}


@pytest.mark.parametrize(("zone", "audience"), EVERYWHERE)
def test_the_path_leads_out_of_the_zone_within_its_minutes_and_its_words(zone: str, audience: Audience) -> None:
    stay = stays(audience)[zone]
    assert stay.ended and len(stay.screens) >= 3
    assert stay.characters <= stay.budget
    assert stay.seconds <= stay.minutes * 60


@pytest.mark.parametrize("audience", Audience)
def test_the_whole_visit_is_read_and_heard_in_its_time(audience: Audience) -> None:
    assert sum(stay.seconds for stay in stays(audience).values()) <= VISIT_MINUTES * 60


@pytest.mark.parametrize(("zone", "audience"), EVERYWHERE)
def test_nothing_on_the_path_lies_below_the_fold_and_no_screen_is_mostly_empty(zone: str, audience: Audience) -> None:
    screens = stays(audience)[zone].screens
    assert not [screen.page for screen in screens if screen.folded]
